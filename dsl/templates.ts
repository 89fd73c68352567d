/** Holds a policy's letters against the policy, so that no letter is missing or goes out with a hole in it. */
import { declaredContents, letterKey, type CompiledPolicy } from "../engine/index.ts";
import { didYouMean } from "./catalogue.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import { rootFrame, type Feature } from "./letters/fields.ts";
import { readLetter, type Statement } from "./letters/parse.ts";
import { openReport, type Report } from "./letters/report.ts";
import { lawTexts } from "./letters/shipped.ts";
import { letterUses, type LetterUse } from "./letters/uses.ts";
import { walkLetter } from "./letters/walk.ts";
import { suggest } from "./suggest.ts";
import { lineText, sourceOf, spanAt, type Source } from "./syntax/source.ts";

/** Letters by file name without `.hbs`. */
export type LetterFiles = Readonly<Record<string, { readonly file: string; readonly source: string }>>;

const DEFAULT_LANGUAGE = "en";

interface Check {
  readonly policy: CompiledPolicy;
  readonly policySource: Source;
  readonly letters: LetterFiles;
  readonly sources: ReadonlyMap<string, Source>;
  readonly folder: string;
  readonly report: Report;
  /** Keys of the files that something sends or includes. */
  readonly used: Set<string>;
}

/**
 * Checks every letter that a policy sends: that it is there, can be read, speaks only of what an account has, escapes it, and
 * includes texts that exist; and names the files that nothing sends.
 *
 * @param lettersFolder Where the letters lie, as messages should name it.
 * @param policySource Text of the policy's file; with it, a missing letter is shown at its name and not only at its line.
 * @returns Diagnostics `C5xxx`, in the order of the policy, then of the files.
 */
export function checkLetters(policy: CompiledPolicy, letters: LetterFiles, lettersFolder: string, policySource = ""): readonly Diagnostic[] {
  const sources = new Map(Object.entries(letters).map(([key, { file, source }]): [string, Source] => [key, sourceOf(file, source)]));
  const check: Check = {
    policy,
    policySource: sourceOf(policy.file, policySource),
    letters,
    sources,
    folder: lettersFolder,
    report: openReport(),
    used: new Set(),
  };
  for (const use of letterUses(policy)) checkUse(use, check);
  for (const [key, { file }] of Object.entries(letters)) {
    if (check.used.has(key)) continue;
    const help = `a letter is named \`reminder.email.hbs\` after the step \`email "reminder"\`, a translation \`reminder.email.de.hbs\`, a text that others include \`signature.partial.hbs\``;
    check.report.add("unusedLetter", spanAt(check.sources.get(key) ?? sourceOf(file, ""), 0, 0), { file }, { help });
  }
  return check.report.found;
}

function checkUse(use: LetterUse, check: Check): void {
  const base = letterKey(use.template, use.channel);
  const found = Object.keys(check.letters).filter((key) => key === base || key.startsWith(`${base}.`));
  const step = stepSpan(use, check);
  if (found.length === 0) return missing(use, base, step, check);
  for (const key of found) {
    check.used.add(key);
    checkLetter(key, key === base ? DEFAULT_LANGUAGE : key.slice(base.length + 1), use, step, check);
  }
}

function missing(use: LetterUse, base: string, step: Span, check: Check): void {
  const names = Object.keys(check.letters).flatMap((key) => new RegExp(`^(.+)\\.${use.channel}(\\.[^.]+)?$`).exec(key)?.[1] ?? []);
  const near = suggest(base.slice(0, -use.channel.length - 1), names)?.replaceAll("-", " ") ?? null;
  const other = Object.keys(check.letters).find((key) => key.startsWith(base.slice(0, -use.channel.length)));
  const otherwise = other === undefined ? `write it in ${check.folder}/${base}.hbs` : `there is ${other}.hbs, which is for another channel`;
  const meant = didYouMean(step, near === null ? null : `"${near}"`, otherwise);
  // Without the policy's text the place of the name is not known, and an edit would land somewhere else.
  const extra = check.policySource.text === "" ? { ...meant, fixes: [] } : meant;
  const values = { template: use.template, channel: use.channel, file: `${check.folder}/${base}.hbs` };
  check.report.add("noLetter", step, values, extra);
}

function checkLetter(key: string, language: string, use: LetterUse, step: Span, check: Check): void {
  const source = check.sources.get(key);
  if (source === undefined) return;
  if (use.channel === "email" && !/^Subject:[ \t]*\S/.test(source.text)) {
    check.report.add(
      "noSubject",
      spanAt(source, 0, lineText(source, 1).length),
      {},
      { help: "the subject is the first line of the file, and an empty line follows it" },
    );
  }
  const given = new Set<Feature>([...(use.paymentLink ? (["payment link"] as const) : []), ...(use.offersPlan ? (["offering plan"] as const) : [])]);
  const own = ownTexts(language, check);
  const seen = { shown: new Set<Feature>(), included: new Set<string>() };
  const texts = new Map([...lawTexts(language), ...[...own].map(([name, { text }]): [string, Source] => [name, text])]);
  const before = check.report.found.length;
  walkLetter({ source, frames: [rootFrame(check.policy)], given, texts, language, inside: [], step, report: check.report, seen });
  for (const name of seen.included) {
    const text = own.get(name);
    if (text !== undefined) check.used.add(text.key);
  }
  // A letter that can't be read to its end may show it all the same.
  if (check.report.found.slice(before).some(({ code }) => code === "C5002")) return;
  for (const feature of given) {
    if (seen.shown.has(feature)) continue;
    check.report.add("neverShown", step, { feature, field: feature === "payment link" ? "payment_link" : "plan", file: source.file });
  }
}

/** The policy's own shared texts by name, in a language where there is a translation. */
function ownTexts(language: string, check: Check): ReadonlyMap<string, { readonly key: string; readonly text: Source }> {
  const texts = new Map<string, { readonly key: string; readonly text: Source }>();
  for (const [key, text] of check.sources) {
    const [, name, translated] = /^(.+)\.partial(?:\.([^.]+))?$/.exec(key) ?? [];
    if (name === undefined) continue;
    if (translated === language || (translated === undefined && !texts.has(name))) texts.set(name, { key, text });
  }
  return texts;
}

/** The template's name in the policy, from the step's line on; the whole line when the name isn't found there. */
function stepSpan({ template, line }: LetterUse, check: Check): Span {
  const { policySource: source } = check;
  const start = source.lineStarts[line - 1] ?? 0;
  const quoted = `"${template}"`;
  const at = source.text.indexOf(quoted, start);
  const lines = 6;
  if (at >= 0 && at < (source.lineStarts[line - 1 + lines] ?? source.text.length)) return spanAt(source, at, at + quoted.length);
  if (source.text !== "") return spanAt(source, start, start + lineText(source, line).length);
  return { file: source.file, start: 0, end: 0, line, column: 1, endLine: line, endColumn: 1 };
}

/**
 * Content ids that a letter surely carries: the legal texts that it includes under no condition, and what its comments
 * `{{!-- contains: … --}}` say of its own text. Empty for a letter that can't be read.
 */
export function letterContains(source: string): readonly string[] {
  const read = readLetter(sourceOf("", source));
  if ("what" in read) return [];
  const ids = (body: readonly Statement[]): readonly string[] =>
    body.flatMap((each) => {
      if (each.type === "CommentStatement") return declaredContents(each.value);
      const name = each.type === "PartialStatement" && each.name.type === "PathExpression" ? each.name.original : "";
      return name.startsWith("law/") ? [name.slice("law/".length)] : [];
    });
  return [...new Set(ids(read.program.body))].sort();
}
