/**
 * Comments that allow a problem: `// allow C2022: kept for the next quarter` at the end of the line or on the line above, in a letter
 * `{{!-- allow C5010: sent by hand --}}`. One place for policies, law and letters, after all checks have spoken. Linear.
 */
import { CATALOGUE, didYouMean, problem, type Extra } from "./catalogue.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import type { Entry } from "./messages/entry.ts";
import { RETIRED } from "./messages/retired.ts";
import { firstProblems, inSourceOrder } from "./order.ts";
import { suggest } from "./suggest.ts";
import { lex } from "./syntax/lexer.ts";
import { positionAt, sourceOf, spanAt, type Source } from "./syntax/source.ts";

interface Comment {
  readonly start: number;
  readonly end: number;
  /** What stands between its marks, and where that begins. */
  readonly text: string;
  readonly at: number;
}

interface Allow {
  readonly code: string;
  readonly span: Span;
  /** The line that it speaks of. */
  readonly line: number;
  /** What goes when it is no longer needed. */
  readonly removal: Span;
}

const FORM = "write `// allow C2022: why it may stay`, in a letter `{{!-- allow C5010: why --}}`";
/** What such comments begin with elsewhere. */
const ELSEWHERE = ["disable", "ignore", "suppress", "expect", "noqa", "nolint", "silence", "skip"];

const entries: ReadonlyMap<string, Entry<never>> = new Map(Object.values(CATALOGUE).map((entry) => [entry.code, entry as Entry<never>]));

const codeComments = (source: Source): readonly Comment[] =>
  lex(source).comments.map(({ image, startOffset }) => {
    const text = image.replace(/^\/+/u, "");
    return { start: startOffset, end: startOffset + image.length, text, at: startOffset + image.length - text.length };
  });

const letterComments = (source: Source): readonly Comment[] => {
  const comments: Comment[] = [];
  for (let start = source.text.indexOf("{{!"); start >= 0;) {
    const long = source.text.startsWith("--", start + 3);
    const at = start + (long ? 5 : 3);
    const close = source.text.indexOf(long ? "--}}" : "}}", at);
    if (close < 0) return comments;
    const end = close + (long ? 4 : 2);
    comments.push({ start, end, text: source.text.slice(at, close), at });
    start = source.text.indexOf("{{!", end);
  }
  return comments;
};

/** Whether nothing but space stands before the comment on its first line, and after it on its last. */
const isAlone = ({ text, lineStarts }: Source, { start, end }: Comment, first: number, last: number): boolean =>
  text.slice(lineStarts[first - 1] ?? 0, start).trim() === "" && text.slice(end, lineStarts[last] ?? text.length).trim() === "";

/** The line that a comment speaks of: its own, or, when it stands alone, the next that holds more than comments. */
const targets = (source: Source, comments: readonly Comment[]): ((comment: Comment) => number) => {
  const places = new Map(
    comments.map((comment) => [comment, [positionAt(source, comment.start).line, positionAt(source, comment.end).line] as const]),
  );
  const bare = new Set<number>();
  for (const [comment, [first, last]] of places)
    if (isAlone(source, comment, first, last)) for (let line = first; line <= last; line += 1) bare.add(line);
  // From the end, so that a pile of comments costs nothing.
  const next: number[] = [];
  for (let line = source.lineStarts.length; line > 0; line -= 1) next[line] = bare.has(line) ? (next[line + 1] ?? line) : line;
  return (comment) => {
    const [first = 1, last = 1] = places.get(comment) ?? [];
    return bare.has(first) ? (next[last] ?? last) : first;
  };
};

interface Reading {
  readonly source: Source;
  readonly targetOf: (comment: Comment) => number;
  readonly allows: Allow[];
  readonly found: Diagnostic[];
}

/** The comment with the space before it, or its whole line where nothing else stands there. */
const removalOf = (source: Source, { start, end }: Comment): Span => {
  const { line } = positionAt(source, start);
  const from = source.lineStarts[line - 1] ?? 0;
  const to = source.lineStarts[positionAt(source, end).line] ?? source.text.length;
  const alone = source.text.slice(from, start).trim() === "" && source.text.slice(end, to).trim() === "";
  if (alone) return spanAt(source, from, to);
  const before = source.text.slice(from, start);
  return spanAt(source, start - (before.length - before.trimEnd().length), end);
};

const misspelt = (reading: Reading, { at }: Comment, from: number, found: string, instead: string | null): void => {
  const span = spanAt(reading.source, at + from, at + from + found.length);
  reading.found.push(problem("allowMisspelt", span, { found }, instead === null ? { help: FORM } : didYouMean(span, instead)));
};

const PATTERN = /^(\s*)([a-z]+)(\s+)(c\d{4}(?: *(?:,|and) *c\d{4})*)( *:)?\s*(.*)/isu;

/** Reads one comment; most speak of something else. */
const readComment = (reading: Reading, comment: Comment): void => {
  const [, lead = "", word = "", gap = "", codes = "", colon, reason = ""] = PATTERN.exec(comment.text) ?? [];
  if (word === "") {
    const [whole, space = ""] = /^(\s*)allow\W{1,3}c\d{4}/iu.exec(comment.text) ?? [];
    if (whole !== undefined) misspelt(reading, comment, space.length, whole.slice(space.length), null);
    return;
  }
  const start = lead.length + word.length + gap.length;
  if (word !== "allow") {
    const lower = word.toLowerCase();
    const meant = lower === "allow" || ELSEWHERE.includes(lower) || suggest(lower, ["allow"]) !== null;
    if (meant) misspelt(reading, comment, lead.length, word, "allow");
    return;
  }
  if (codes !== codes.toUpperCase().replaceAll("AND", "and")) return misspelt(reading, comment, start, codes, codes.toUpperCase());
  if (colon === undefined && reason !== "") return misspelt(reading, comment, start, codes, `${codes}:`);
  const line = reading.targetOf(comment);
  const named = [...codes.matchAll(/C\d{4}/gu)];
  for (const [index, { 0: code, index: offset }] of named.entries()) {
    const from = comment.at + start + offset;
    const span = spanAt(reading.source, from, from + code.length);
    if (reason === "") reading.found.push(noReason(reading, comment, code, span));
    // Of several codes one goes with what joins it to its neighbour.
    const neighbour = named[index + 1];
    const before = named[index - 1];
    const first = neighbour === undefined && before !== undefined ? comment.at + start + before.index + code.length : from;
    const last = neighbour === undefined ? from + code.length : comment.at + start + neighbour.index;
    const removal = named.length === 1 ? removalOf(reading.source, comment) : spanAt(reading.source, first, last);
    if (reason !== "") reading.allows.push({ code, span, line, removal });
  }
};

const noReason = ({ source }: Reading, comment: Comment, code: string, span: Span): Diagnostic => {
  const end = comment.at + comment.text.trimEnd().length;
  const at = spanAt(source, end, end);
  const text = comment.text.trimEnd().endsWith(":") ? " the reason" : ": the reason";
  const fixes = [{ title: "give a reason", applicability: "manual" as const, edits: [{ span: at, text }] }];
  return problem("allowNoReason", span, { code }, { help: "say after a colon why it may stay: others will ask", fixes });
};

const readAllows = (source: Source): Pick<Reading, "allows" | "found"> => {
  const comments = source.file.endsWith(".hbs") ? letterComments(source) : codeComments(source);
  const reading: Reading = { source, targetOf: targets(source, comments), allows: [], found: [] };
  for (const comment of comments) readComment(reading, comment);
  return reading;
};

/** Why a code can't be allowed; null when it can. */
const forbidden = (code: string): string | null => {
  const entry = entries.get(code);
  if (entry === undefined || entry.suppressible) return null;
  if (code.startsWith("C4")) return "it is about the law";
  return entry.severity === "error" ? "it is an error" : "it is about these comments";
};

const remove = (title: string, applicability: "safe" | "likely", span: Span): Extra => ({
  fixes: [{ title, applicability, edits: [{ span, text: "" }] }],
});

/** What is wrong with one code of a comment that silenced nothing. */
const judged = (allow: Allow, byLine: ReadonlyMap<number, readonly Diagnostic[]>, expires: boolean): readonly Diagnostic[] => {
  const { code, span } = allow;
  const why = forbidden(code);
  if (why !== null) return [problem("allowForbidden", span, { code, why }, remove("remove the comment", "safe", allow.removal))];
  if (!entries.has(code)) {
    const here = (byLine.get(allow.line) ?? []).filter((one) => forbidden(one.code) === null);
    const [only] = here;
    const retired = RETIRED[code];
    const otherwise = retired === undefined ? '"collect codes" lists them' : `it was retired: ${retired}`;
    return [problem("allowUnknown", span, { code }, didYouMean(span, here.length === 1 && only !== undefined ? only.code : null, otherwise))];
  }
  return expires ? [problem("allowUnused", span, { code }, remove("remove the comment", "safe", allow.removal))] : [];
};

/** A letter as a whole has its problem at its first character: a comment anywhere in it counts. */
const placesOf = ({ code, span }: Diagnostic): string => (span.end === 0 && span.file.endsWith(".hbs") ? code : `${code} ${span.line}`);

const settleFile = (source: Source, diagnostics: readonly Diagnostic[], expires: boolean): readonly Diagnostic[] => {
  const { allows, found } = readAllows(source);
  if (allows.length === 0 && found.length === 0) return diagnostics;
  const own = diagnostics.filter(({ span }) => span.file === source.file);
  const byPlace = Map.groupBy(own, placesOf);
  const silenced = new Set<Diagnostic>();
  const unused = allows.filter(({ code, line }) => {
    const here = forbidden(code) === null ? [...(byPlace.get(`${code} ${line}`) ?? []), ...(byPlace.get(code) ?? [])] : [];
    for (const diagnostic of here) silenced.add(diagnostic);
    return here.length === 0;
  });
  const left = own.filter((diagnostic) => !silenced.has(diagnostic));
  const byLine = Map.groupBy(left, ({ span }) => span.line);
  const all = [...left, ...found, ...unused.flatMap((allow) => judged(allow, byLine, expires))];
  return [...diagnostics.filter(({ span }) => span.file !== source.file), ...firstProblems(source, all)];
};

/**
 * The diagnostics that are left when comments have had their say, and what is wrong with the comments: all problems of a set of files
 * that were checked together. Files come as `sources` names them, each in source order.
 * @param sources text of each file by its name
 * @param lent files that were only read for others: what a comment in them allows may be found with another policy, so that none is called unused
 */
export const suppress = (
  diagnostics: readonly Diagnostic[],
  sources: Readonly<Record<string, string>>,
  lent: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] => {
  // Where there are errors, the check that would have spoken may not have been made.
  const complete = !diagnostics.some(({ severity }) => severity === "error");
  const speaking = Object.entries(sources).filter(([, text]) => /C\d{4}/iu.test(text));
  let left = diagnostics;
  for (const [file, text] of speaking) left = settleFile(sourceOf(file, text), left, complete && !lent.has(file));
  return inSourceOrder(left, Object.keys(sources));
};
