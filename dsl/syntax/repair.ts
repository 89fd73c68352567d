/**
 * One statement through the parser. Where it fails, one word is mended at a time, if mending lets the parser go on: a misspelt
 * word of the language is read as the one it resembles, a stray word is dropped, a missing one is filled in. Each mend is
 * reported. So one wrong word hides nothing else in its line, and the names the line declares stay known.
 */
import { EOF, type IToken, type TokenType } from "chevrotain";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { wantedIn } from "../grammar/expectations.ts";
import type { StatementParser } from "../grammar/parser.ts";
import { anyOf } from "../messages/entry.ts";
import { nearest } from "../suggest.ts";
import { Comma, fixedWords, Ident, Num, Text } from "../tokens/table.ts";
import { STARTERS, TITLES, type BlockKind } from "./blocks.ts";
import { after, spanAt } from "./source.ts";
import { endOf, meant, missing } from "./tokens.ts";

export type Entry<Out> = (parser: StatementParser) => Out;

interface Failure {
  /** Index of the token at which the parser failed; the number of tokens: the end. */
  readonly at: number;
  readonly wanted: readonly string[];
}
interface Attempt<Out> {
  readonly out: Out | null;
  readonly failure: Failure | null;
}
interface Mend<Out> {
  readonly tokens: readonly IToken[];
  readonly attempt: Attempt<Out>;
  readonly diagnostic: Diagnostic;
}

/** Repair tries again and again; beyond these sizes the first failure is all there is to say. */
const MOST_MENDS = 4;
const LONGEST = 2000;
const DEEPEST = 64;

const tryOnce = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[]): Attempt<Out> => {
  parser.odd.length = 0;
  // The parser reads its input and never writes it.
  parser.input = tokens as IToken[];
  const out = entry(parser);
  const [error] = parser.errors;
  if (error === undefined) return { out, failure: null };
  const at = error.token.tokenType === EOF ? tokens.length : tokens.indexOf(error.token);
  return { out: null, failure: { at: at < 0 ? tokens.length : at, wanted: wantedIn(error.message) } };
};

const progress = <Out>(attempt: Attempt<Out>): number => attempt.failure?.at ?? Number.POSITIVE_INFINITY;

/** The words that a statement is repaired with know where they stand: `spanOf` reads the place of what was written. */
const spanOf = (parser: StatementParser, token: IToken): Span => spanAt(parser.source, token.startOffset, endOf(token));

/** Words that people write for others of the language, and that don't look like them. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  if: ["when"],
  per: ["in"],
  text: ["sms"],
  mail: ["email", "letter"],
  post: ["letter"],
  phone: ["call"],
  wait: ["pause"],
  stop: ["pause"],
  suspend: ["pause"],
};
const synonymsOf = (word: string): readonly string[] => (Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? []) : []);

/** A word read as one that it resembles or stands for, if the parser then gets past it. */
const respellAt = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], at: number): Mend<Out> | null => {
  const token = tokens[at];
  if (token === undefined || !/^[\p{L}_]/u.test(token.image)) return null;
  let best: Mend<Out> | null = null;
  for (const candidate of [...synonymsOf(token.image), ...nearest(token.image, fixedWords.keys())].slice(0, 8)) {
    const type = fixedWords.get(candidate);
    if (type === undefined) continue;
    const mended = tokens.with(at, meant(token, type, candidate));
    const attempt = tryOnce(parser, entry, mended);
    if (progress(attempt) <= at || (best !== null && progress(attempt) <= progress(best.attempt))) continue;
    const span = spanOf(parser, token);
    best = { tokens: mended, attempt, diagnostic: problem("unknownWord", span, { found: token.image }, didYouMean(span, candidate)) };
  }
  return best;
};

/**
 * The parser looks two words ahead: where it stops, the wrong word may be the next one (`when bheind`, `email, smss`).
 */
const respell = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], { at }: Failure): Mend<Out> | null =>
  respellAt(parser, entry, tokens, at) ?? respellAt(parser, entry, tokens, at + 1);

const fillIn = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], failure: Failure): Mend<Out> | null => {
  const before = tokens[failure.at - 1];
  if (before === undefined || failure.wanted.length > 6) return null;
  const found: Mend<Out>[] = [];
  for (const wanted of failure.wanted) {
    const type: TokenType | undefined = fixedWords.get(wanted);
    if (type === undefined) continue;
    const mended = tokens.toSpliced(failure.at, 0, missing(endOf(before), type, wanted));
    const attempt = tryOnce(parser, entry, mended);
    if (attempt.failure !== null) continue;
    const span = after(spanOf(parser, before));
    const fixes = [{ title: `add \`${wanted}\``, applicability: "likely" as const, edits: [{ span, text: ` ${wanted}` }] }];
    found.push({ tokens: mended, attempt, diagnostic: problem("missingWord", span, { word: wanted }, { help: `add \`${wanted}\` here`, fixes }) });
  }
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** `places US DE`: what could be one more of a list, if a comma stood before it. */
const addComma = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], { at }: Failure): Mend<Out> | null => {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before === undefined || token === undefined || parser.source.text.slice(endOf(before), token.startOffset).trim() !== "") return null;
  if (spanOf(parser, before).line !== spanOf(parser, token).line) return null;
  const mended = tokens.toSpliced(at, 0, missing(endOf(before), Comma, ","));
  const attempt = tryOnce(parser, entry, mended);
  if (progress(attempt) <= at + 1) return null;
  const span = after(spanOf(parser, before));
  const fixes = [{ title: "add a comma", applicability: "likely" as const, edits: [{ span, text: "," }] }];
  return { tokens: mended, attempt, diagnostic: problem("missingWord", span, { word: "," }, { help: "add a comma here", fixes }) };
};

/** Any word in the place of the only one that can stand there, if the rest then reads well. */
const replace = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], { at, wanted }: Failure): Mend<Out> | null => {
  const token = tokens[at];
  const [only] = wanted;
  const type = wanted.length === 1 && only !== undefined ? fixedWords.get(only) : undefined;
  if (token === undefined || only === undefined || type === undefined || !/^[\p{L}_]/u.test(token.image)) return null;
  const mended = tokens.with(at, meant(token, type, only));
  const attempt = tryOnce(parser, entry, mended);
  if (attempt.failure !== null) return null;
  const span = spanOf(parser, token);
  return { tokens: mended, attempt, diagnostic: problem("unknownWord", span, { found: token.image.slice(0, 40) }, didYouMean(span, only)) };
};

/** `pause 7`: a number that lacks its unit of time. */
const addDays = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], failure: Failure): Mend<Out> | null => {
  const number = tokens[failure.at - 1];
  const type = fixedWords.get("days");
  if (number?.tokenType !== Num || type === undefined || !failure.wanted.includes("days")) return null;
  const mended = tokens.toSpliced(failure.at, 0, missing(endOf(number), type, "days"));
  const attempt = tryOnce(parser, entry, mended);
  if (progress(attempt) <= failure.at + 1) return null;
  const span = spanOf(parser, number);
  const fixes = [{ title: "add `days`", applicability: "likely" as const, edits: [{ span: after(span), text: " days" }] }];
  return {
    tokens: mended,
    attempt,
    diagnostic: problem("bareNumber", span, { number: number.image, what: "time" }, { help: "write `days` or `business days` after it", fixes }),
  };
};

const describe = (token: IToken): string => {
  if (token.tokenType === Text) return "this text";
  if (token.tokenType === Num) return `the number ${token.image}`;
  return `\`${token.image.slice(0, 40)}\``;
};

/** Lists of words first (`a channel`), then single words. */
const inWords = (wanted: readonly string[]): string =>
  anyOf([...wanted.filter((label) => label.includes(" ")), ...wanted.filter((label) => !label.includes(" "))]);

const wantedHelp = (wanted: readonly string[]): string => (wanted.length === 0 ? "the line should end before it" : `expected ${inWords(wanted)}`);

const drop = <Out>(parser: StatementParser, entry: Entry<Out>, tokens: readonly IToken[], failure: Failure): Mend<Out> | null => {
  const token = tokens[failure.at];
  if (token === undefined || failure.at === 0) return null;
  const mended = tokens.toSpliced(failure.at, 1);
  const attempt = tryOnce(parser, entry, mended);
  if (attempt.failure !== null) return null;
  const span = spanOf(parser, token);
  const fixes = [{ title: `remove ${describe(token)}`, applicability: "manual" as const, edits: [{ span, text: "" }] }];
  return {
    tokens: mended,
    attempt,
    diagnostic: problem("unexpected", span, { found: describe(token) }, { help: wantedHelp(failure.wanted), fixes }),
  };
};

const givenUp = (parser: StatementParser, kind: BlockKind, tokens: readonly IToken[], failure: Failure): Diagnostic | null => {
  const token = tokens[failure.at];
  const before = tokens[failure.at - 1];
  if (before?.tokenType === Num && failure.wanted.every((label) => label === Ident.LABEL) && failure.wanted.length > 0) {
    const help = "write its currency after it, such as `1,000 USD`";
    return problem("bareNumber", spanOf(parser, before), { number: before.image, what: "money" }, { help });
  }
  if (token === undefined) {
    return before === undefined ? null : problem("endsEarly", after(spanOf(parser, before)), { what: inWords(failure.wanted) || "something" });
  }
  // The parser looks two words ahead: a word that could stand here is followed by the wrong one, or by none.
  if (failure.at === 0 ? STARTERS[kind].includes(token.image) : failure.wanted.includes(token.image)) {
    const next = tokens[failure.at + 1];
    return next === undefined
      ? problem("endsEarly", after(spanOf(parser, token)), { what: `what follows \`${token.image}\`` })
      : problem("unexpected", spanOf(parser, next), { found: describe(next) });
  }
  const span = spanOf(parser, token);
  if (failure.at === 0) {
    const home = (Object.keys(STARTERS) as BlockKind[]).find((other) => other !== kind && STARTERS[other].includes(token.image));
    if (home !== undefined)
      return problem("wrongPlace", span, { found: token.image, inside: TITLES[kind] }, { help: `it belongs in ${TITLES[home]}` });
    return problem(
      "unknownWord",
      span,
      { found: token.image.slice(0, 40) },
      { help: `a line of ${TITLES[kind]} starts with ${anyOf(STARTERS[kind], 30)}` },
    );
  }
  const late = token.image === "when" && tokens[0]?.image === "on" && failure.wanted.length === 0;
  const help = late ? "a condition of an event stands right behind it: `on partial payment when … pause 7 days`" : wantedHelp(failure.wanted);
  return problem("unexpected", span, { found: describe(token) }, { help });
};

const NONE: readonly Diagnostic[] = [];

/**
 * Reads one statement. `out` is null when it can't be mended. `thorough` false: the first failure is reported and nothing is tried.
 */
export const readStatement = <Out>(
  parser: StatementParser,
  kind: BlockKind,
  entry: Entry<Out>,
  statement: readonly IToken[],
  thorough: boolean,
): { readonly out: Out | null; readonly diagnostics: readonly Diagnostic[] } => {
  const deep = depthOf(statement);
  if (deep !== null) return { out: null, diagnostics: [problem("tooDeep", spanOf(parser, deep), {})] };
  let tokens = statement;
  let attempt = tryOnce(parser, entry, tokens);
  if (attempt.failure === null) return { out: attempt.out, diagnostics: NONE };
  const diagnostics: Diagnostic[] = [];
  for (let mends = 0; attempt.failure !== null; mends += 1) {
    const failure = attempt.failure;
    const worth = thorough && mends < MOST_MENDS && tokens.length <= LONGEST;
    const mend = worth
      ? (respell(parser, entry, tokens, failure) ??
        addDays(parser, entry, tokens, failure) ??
        fillIn(parser, entry, tokens, failure) ??
        replace(parser, entry, tokens, failure) ??
        addComma(parser, entry, tokens, failure) ??
        drop(parser, entry, tokens, failure))
      : null;
    if (mend === null) {
      const last = givenUp(parser, kind, tokens, failure);
      return { out: null, diagnostics: last === null ? diagnostics : [...diagnostics, last] };
    }
    diagnostics.push(mend.diagnostic);
    ({ tokens, attempt } = mend);
  }
  return { out: attempt.out, diagnostics };
};

/** The parenthesis that is one too deep for a parser that calls itself. */
const depthOf = (tokens: readonly IToken[]): IToken | null => {
  let depth = 0;
  for (const token of tokens) {
    if (token.image === "(") depth += 1;
    else if (token.image === ")") depth -= 1;
    if (depth > DEEPEST) return token;
  }
  return null;
};
