/**
 * Highlighting for editors and pages: a TextMate grammar made from the token table, so that no word is coloured that the language doesn't
 * have. It knows words, not sentences: what a word means where it stands is for the language server.
 */
import { CURRENCIES } from "../engine.ts";
import { KEYWORDS } from "../tokens/keywords.ts";
import { Compare, DateToken, Num, Time, DayCount, Comment } from "../tokens/table.ts";
import { VOCABULARIES, type Vocabulary } from "../tokens/vocabulary.ts";

export interface TextMatePattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly TextMatePattern[];
}

export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly TextMatePattern[];
}

/** Words that open blocks and lines, apart from those that only join: they carry a line's sense. */
const BLOCKS = "policy jurisdiction shared stage plan facts clock terms rule series example test variant use house rules".split(" ");
const CONTROL = "when otherwise else requires and or not is has known unknown unless until next on go".split(" ");
/** Closed lists whose words are values, not grammar. */
const VALUES: readonly Vocabulary[] = ["channel", "role", "debtKind", "debtType", "event", "content", "act", "charge", "weekday"];

/** An identifier may hold dots and hyphens: `dispute` isn't coloured within `dispute-closed`. */
const NOT_INSIDE = String.raw`(?<![\w.-])`;
const NOT_BEFORE = String.raw`(?![\w-]|\.\w)`;

/** The longest first, since the first that fits is taken. */
const anyOf = (words: Iterable<string>): string => {
  const sorted = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `${NOT_INSIDE}(?:${sorted.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join("|")})${NOT_BEFORE}`;
};

const patternOf = (token: { readonly PATTERN?: unknown }): string => (token.PATTERN instanceof RegExp ? token.PATTERN.source : "(?!)");

/** The grammar for `.collect` files. */
export const textMateGrammar = (): TextMateGrammar => {
  const values = new Set<string>(VALUES.flatMap((name) => [...VOCABULARIES[name].words]));
  const taken = new Set([...BLOCKS, ...CONTROL]);
  const rest = KEYWORDS.filter((word) => !taken.has(word) && !values.has(word));
  return {
    name: "Collect",
    scopeName: "source.collect",
    fileTypes: ["collect"],
    patterns: [
      { name: "comment.line.documentation.collect", match: String.raw`///[^\n\r]*` },
      { name: "comment.line.double-slash.collect", match: patternOf(Comment) },
      {
        name: "string.quoted.double.collect",
        begin: '"',
        end: String.raw`"|$`,
        patterns: [{ name: "constant.character.escape.collect", match: String.raw`\\.` }],
      },
      { name: "constant.other.date.collect", match: patternOf(DateToken) },
      { name: "constant.other.time.collect", match: patternOf(Time) },
      { name: "constant.other.day-count.collect", match: patternOf(DayCount) },
      {
        match: String.raw`(${patternOf(Num)})\s*(%|${anyOf(CURRENCIES)}|${anyOf(["days", "day"])})?`,
        captures: { "1": { name: "constant.numeric.collect" }, "2": { name: "keyword.other.unit.collect" } },
      },
      {
        match: String.raw`${anyOf(["stage"])}\s+([\w-]+)`,
        captures: { "0": { name: "keyword.declaration.collect" }, "1": { name: "entity.name.type.stage.collect" } },
      },
      {
        match: String.raw`${anyOf(["amount", "define"])}\s+([\w-]+)`,
        captures: { "0": { name: "keyword.declaration.collect" }, "1": { name: "entity.name.constant.collect" } },
      },
      { name: "entity.name.function.rule.collect", match: String.raw`${NOT_INSIDE}[a-z]{2}(?:-[a-z0-9]+)*(?:\.[\w-]+)+` },
      { name: "keyword.declaration.collect", match: anyOf(BLOCKS) },
      { name: "keyword.control.collect", match: anyOf(CONTROL) },
      { name: "support.constant.place.collect", match: String.raw`${NOT_INSIDE}[A-Z]{2}(?:-[A-Z0-9]{1,3})*${NOT_BEFORE}` },
      { name: "support.constant.currency.collect", match: anyOf(CURRENCIES) },
      { name: "support.constant.collect", match: anyOf(values) },
      { name: "keyword.other.collect", match: anyOf(rest) },
      { name: "keyword.operator.collect", match: patternOf(Compare) },
      { name: "punctuation.section.block.collect", match: "[{}]" },
    ],
  };
};
