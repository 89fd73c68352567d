/** How a letter speaks: threats, shouting, blame, haste and legalese, each judged by when the letter is sent. */
import { spanAt, type Source } from "../syntax/source.ts";
import { onceByText } from "./by-text.ts";
import type { LETTER_MESSAGES } from "./messages.ts";
import type { Moment } from "./moments.ts";
import { BREAK, proseOf } from "./prose.ts";
import type { Report } from "./report.ts";
import { DE } from "./tone/de.ts";
import { EN } from "./tone/en.ts";
import { NL } from "./tone/nl.ts";
import { possible, waysOf, type Way } from "./tone/possible.ts";
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

const searches = new Map<string, RegExp>();
/** Finds any of these. Made once for each choice of them, since letters of a language have the same few. */
const searchFor = (says: readonly string[]): RegExp => {
  const key = says.join("|");
  const search = searches.get(key) ?? wordsOf(says);
  searches.set(key, search);
  return search;
};

/** What is better than the words that were found. */
const insteadOf = (words: string, sayings: readonly Sayings[]): string =>
  sayings.find(({ says }) => new RegExp(`^(?:${pattern(says)})$`, "iu").test(words))?.instead ?? "";

const waysIn = new WeakMap<readonly Sayings[], readonly Way[]>();
const waysOnce = (sayings: readonly Sayings[]): readonly Way[] => {
  const ways = waysIn.get(sayings) ?? waysOf(sayings.flatMap(({ says }) => says));
  waysIn.set(sayings, ways);
  return ways;
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

const SHOUTED = /(?<![\p{L}\p{N}\p{Pc}\p{Pd}])\p{Lu}{2,}(?:[ \t]+\p{Lu}{2,})*(?![\p{L}\p{N}\p{Pc}\p{Pd}])/gu;
/** Without capitals in a row nothing is shouted: most letters have none, and this is found out sooner. */
const CAPITALS = /\p{Lu}{3}/u;

/** A text as it is read. */
interface Prose {
  readonly prose: string;
  /** Which of the ways to say something may occur in it. */
  readonly possibleOf: (sayings: readonly Sayings[]) => readonly string[];
  /** Stretches in capitals, with their blanks. */
  readonly shouted: readonly RegExpExecArray[];
}

const proseOnce = onceByText((text): Prose => {
  const prose = proseOf(text);
  const small = prose.toLowerCase();
  const known = new Map<readonly Sayings[], readonly string[]>();
  return {
    prose,
    possibleOf: (sayings) => {
      const ways = known.get(sayings) ?? possible(waysOnce(sayings), small);
      known.set(sayings, ways);
      return ways;
    },
    shouted: CAPITALS.test(prose) ? [...prose.matchAll(SHOUTED)] : [],
  };
});

/** Where one of the sayings stands, unless what stands before it in its clause takes it back. */
const hits = ({ prose, possibleOf }: Prose, sayings: readonly Sayings[], unless: RegExp | null): readonly Hit[] => {
  const found: Hit[] = [];
  const ways = possibleOf(sayings);
  if (ways.length === 0) return found;
  for (const match of prose.matchAll(searchFor(ways))) {
    const start = match.index;
    const before = CLAUSE.exec(prose.slice(Math.max(0, start - REACH), start))?.[0] ?? "";
    if (unless?.test(before) === true) continue;
    found.push({ start, end: start + match[0].length, words: match[0].replaceAll(/\s+/gu, " "), instead: insteadOf(match[0], sayings) });
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

const shouting = ({ prose, shouted }: Prose, tone: Tone | null): readonly Heard[] => {
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
    ...shouted.filter(loud).map((match) => heard(match, "in small letters: it is read just as well")),
    ...[...prose.matchAll(/!{2,}/gu)].map((match) => heard(match, "a full stop is enough")),
  ];
};

/** The steps for which something is wrong, as places to look at. */
const sentBy = (sent: readonly Sent[]): readonly { readonly span: Span; readonly label: string }[] =>
  sent.map(({ step, use }) => ({ span: step, label: `sent by this step, ${use.where}` }));

const judged = (prose: Prose, tone: Tone, sent: readonly Sent[]): readonly Heard[] => {
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
  const prose = proseOnce(source.text);
  const tone = toneOf(language);
  const heard = [...shouting(prose, tone), ...(tone === null || sent.length === 0 ? [] : judged(prose, tone, sent))];
  for (const { what, start, end, words, instead, steps } of heard.toSorted((a, b) => a.start - b.start)) {
    const related = steps.length === 0 ? {} : { related: sentBy(steps) };
    report.add(what, spanAt(source, start, end), { words }, { help: `better: ${instead}`, ...related });
  }
}
