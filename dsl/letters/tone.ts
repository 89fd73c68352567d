/** How a letter speaks: threats, shouting, blame, haste and legalese, each judged by when the letter is sent. */
import { spanAt, type Source } from "../syntax/source.ts";
import type { LETTER_MESSAGES } from "./messages.ts";
import type { Moment } from "./moments.ts";
import { BREAK, proseOf } from "./prose.ts";
import type { Report } from "./report.ts";
import { DE } from "./tone/de.ts";
import { EN } from "./tone/en.ts";
import { NL } from "./tone/nl.ts";
import type { Sayings, Tone } from "./tone/sayings.ts";
import type { LetterUse } from "./uses.ts";
import type { Span } from "../diagnostic.ts";

/** One text as it is sent. */
export interface Sent {
  readonly use: LetterUse;
  readonly moment: Moment;
  /** Where the step stands in the policy. */
  readonly step: Span;
  /** The letter says of itself that it is a demand, or more than one. */
  readonly demands: boolean;
}

const LANGUAGES: ReadonlyMap<string, Tone> = new Map([
  ["en", EN],
  ["de", DE],
  ["nl", NL],
]);

/** Word lists of a language; null for one that has none. */
export const toneOf = (language: string): Tone | null => LANGUAGES.get(language.toLowerCase().split("-")[0] ?? "") ?? null;

/** Spaces of a saying stand for any space inside of a clause. */
const pattern = (says: readonly string[]): string =>
  says.map((each) => each.replaceAll("[^.]", `[^.${BREAK}]`).replaceAll(" ", "(?:[ \\t\\r\\n\\u00a0]+)")).join("|");
const wordsOf = (says: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern(says)})(?![\\p{L}\\p{N}])`, "giu");

interface Search {
  readonly words: RegExp;
  readonly each: readonly { readonly whole: RegExp; readonly instead: string }[];
}

const searches = new WeakMap<readonly Sayings[], Search>();
const searchOf = (sayings: readonly Sayings[]): Search => {
  const search = searches.get(sayings) ?? {
    words: wordsOf(sayings.flatMap(({ says }) => says)),
    each: sayings.map(({ says, instead }) => ({ whole: new RegExp(`^(?:${pattern(says)})$`, "iu"), instead })),
  };
  searches.set(sayings, search);
  return search;
};

const CLAUSE = new RegExp(`[^.,;:!?()${BREAK}]*$`, "u");
/** A clause that is longer says nothing about its end. */
const REACH = 120;

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly instead: string;
}

/** Where one of the sayings stands, unless what stands before it in its clause takes it back. */
const hits = (prose: string, sayings: readonly Sayings[], unless: RegExp | null): readonly Hit[] => {
  const { words, each } = searchOf(sayings);
  const found: Hit[] = [];
  for (const match of prose.matchAll(words)) {
    const start = match.index;
    const before = CLAUSE.exec(prose.slice(Math.max(0, start - REACH), start))?.[0] ?? "";
    if (unless?.test(before) === true) continue;
    const instead = each.find(({ whole }) => whole.test(match[0]))?.instead ?? "";
    found.push({ start, end: start + match[0].length, words: match[0].replaceAll(/\s+/gu, " "), instead });
  }
  return found;
};

const patterns = new Map<string, RegExp>();
const kept = (source: string): RegExp => {
  const regex = patterns.get(source) ?? new RegExp(source, "iu");
  patterns.set(source, regex);
  return regex;
};

/** Whether a text says one of these at all. */
export const says = (text: string, phrases: readonly string[]): boolean => wordsOf(phrases).test(proseOf(text));

const SHOUTED = /(?<![\p{L}\p{N}\p{Pc}\p{Pd}])\p{Lu}{2,}(?:[ \t]+\p{Lu}{2,})*(?![\p{L}\p{N}\p{Pc}\p{Pd}])/gu;
const LONG = 5;

type Complaint = Extract<
  keyof typeof LETTER_MESSAGES,
  "threat" | "earlyThreat" | "shouting" | "blame" | "falseHaste" | "overdueTooSoon" | "legalese"
>;

interface Heard extends Hit {
  readonly what: Complaint;
  /** Steps that make it wrong; none when it is wrong anywhere. */
  readonly steps: readonly Sent[];
}

const shouting = (prose: string, tone: Tone | null): readonly Heard[] => {
  const loud = ({ 0: words }: RegExpExecArray): boolean =>
    words.split(/[ \t]+/u).some((word) => word.length >= LONG && tone?.capitals.includes(word) !== true);
  const heard = ({ 0: words, index }: RegExpExecArray, instead: string): Heard => ({
    what: "shouting",
    start: index,
    end: index + words.length,
    words,
    instead,
    steps: [],
  });
  return [
    ...[...prose.matchAll(SHOUTED)].filter(loud).map((match) => heard(match, "in small letters: it is read just as well")),
    ...[...prose.matchAll(/!{2,}/gu)].map((match) => heard(match, "a full stop is enough")),
  ];
};

/** The steps for which something is wrong, as places to look at. */
const sentBy = (sent: readonly Sent[]): readonly { readonly span: Span; readonly label: string }[] =>
  sent.map(({ step, use }) => ({ span: step, label: `sent by this step, ${use.where}` }));

const judged = (prose: string, tone: Tone, sent: readonly Sent[]): readonly Heard[] => {
  const not = kept(tone.negation);
  const hear = (what: Complaint, sayings: readonly Sayings[], unless: RegExp | null, steps: readonly Sent[] = []): readonly Heard[] =>
    hits(prose, sayings, unless).map((hit) => ({ ...hit, what, steps }));
  const tooEarly = sent.filter(({ moment }) => moment.claimFollows === false);
  const beforeDue = sent.every(({ moment }) => moment.beforeDue);
  return [
    ...hear("threat", tone.threats, not),
    ...(tooEarly.length > 0 ? hear("earlyThreat", tone.claims, not, tooEarly) : []),
    ...hear("blame", tone.blame, not),
    ...(beforeDue ? hear("falseHaste", tone.haste, not, sent) : []),
    ...(beforeDue ? hear("overdueTooSoon", tone.overdue, kept(tone.notYet), sent) : []),
    ...(sent.every(({ moment, demands }) => moment.early && !demands) ? hear("legalese", tone.legalese, null) : []),
  ];
};

/** Reports how one text speaks, by all the steps that send it. */
export function listen(source: Source, language: string, sent: readonly Sent[], report: Report): void {
  const prose = proseOf(source.text);
  const tone = toneOf(language);
  const heard = [...shouting(prose, tone), ...(tone === null || sent.length === 0 ? [] : judged(prose, tone, sent))];
  for (const { what, start, end, words, instead, steps } of heard.toSorted((a, b) => a.start - b.start)) {
    const related = steps.length === 0 ? {} : { related: sentBy(steps) };
    report.add(what, spanAt(source, start, end), { words }, { help: `better: ${instead}`, ...related });
  }
}
