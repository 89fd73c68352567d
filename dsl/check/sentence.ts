/** Checks of rule sentences: one list for each kind, each check a pure function of the node. */
import { CURRENCIES, WEEKDAYS } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import { countedBy, weekdaysOf } from "../compile/sentence.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type {
  BlockNode,
  CapNode,
  ContentNode,
  ExcludingNode,
  SentenceNode,
  SilenceNode,
  SpellNode,
  StandardNode,
  TriggerNode,
  WindowNode,
} from "../tree/rule.ts";
import type { DateNode, DaysNode, MoneyNode, Name, TimeNode } from "../tree/words.ts";

type Check<Node> = (node: Node) => readonly Diagnostic[];

/** A span of days in a rule: whole calendar days, at least one. */
const calendarDays = (days: DaysNode, what: string): readonly Diagnostic[] => {
  if (days.business) return [problem("businessSpan", days.span, { what })];
  if (!Number.isSafeInteger(days.n)) return [problem("notWhole", days.span, { what })];
  return days.n < 1 ? [problem("emptySpan", days.span, { what })] : [];
};

const timeExists = (time: TimeNode): readonly Diagnostic[] =>
  time.minute === null ? [problem("badTime", time.span, { text: time.text }, { help: "times run from 00:00 to 24:00" })] : [];

export const dateExists = (date: DateNode | null): readonly Diagnostic[] =>
  date === null || date.day !== null ? [] : [problem("badDate", date.span, { text: date.text })];

export const currencyExists = (money: MoneyNode, known: readonly string[] = CURRENCIES): readonly Diagnostic[] => {
  const { text, span } = money.currency;
  if (CURRENCIES.includes(text)) return [];
  return [problem("unknownCurrency", span, { name: text }, didYouMean(span, suggest(text, known) ?? suggest(text, CURRENCIES)))];
};

const eachOnce = (names: readonly Name[]): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return names.flatMap(({ text, span }) => {
    if (seen.has(text)) return [problem("wordTwice", span, { word: text })];
    seen.add(text);
    return [];
  });
};

const targets = (names: readonly Name[]): readonly Diagnostic[] => {
  const other = names.find(({ text }) => text !== "contact");
  const covered = names.some(({ text }) => text === "contact") && other !== undefined && countedBy(other.text).channels !== undefined;
  return [...eachOnce(names), ...(covered ? [problem("contactTwice", other.span, { word: other.text })] : [])];
};

const spellHasTime: Check<SpellNode> = ({ from, to }) => {
  if (from.minute === null || to.minute === null || from.minute < to.minute) return [...timeExists(from), ...timeExists(to)];
  const span = { ...from.span, end: to.span.end, endLine: to.span.endLine, endColumn: to.span.endColumn };
  return [
    problem(
      "emptyHours",
      span,
      { from: from.text, to: to.text },
      { help: "hours that run past midnight are two: `between 20:00 and 24:00, between 00:00 and 02:00`" },
    ),
  ];
};

const spellsApart: Check<WindowNode> = ({ spells }) => {
  const told = new Set<SpellNode>();
  return WEEKDAYS.flatMap((day) => {
    const ofDay = spells.filter((spell) => weekdaysOf(spell.days).includes(day)).toSorted((a, b) => (a.from.minute ?? 0) - (b.from.minute ?? 0));
    return ofDay.flatMap((spell, index) => {
      const before = ofDay[index - 1];
      if (before === undefined || (before.to.minute ?? 0) <= (spell.from.minute ?? 0)) return [];
      const second = before.span.start > spell.span.start ? before : spell;
      if (told.has(second)) return [];
      told.add(second);
      return [problem("overlap", second.span, { day })];
    });
  });
};

const zoneName: Check<WindowNode> = ({ zone }) =>
  zone === null || /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]*){1,2})$/u.test(zone.text)
    ? []
    : [problem("badZone", zone.span, { zone: zone.text }, { help: "such as `America/New_York`" })];

const onlyOneChannel = (node: CapNode | SilenceNode): readonly Diagnostic[] => {
  const [by] = node.by;
  const named = countedBy(node.unit.text).channels !== undefined;
  return by === undefined || !named ? eachOnce(node.by) : [problem("twoChannels", by.span, { unit: node.unit.text })];
};

const capCounts: Check<CapNode> = ({ n }) => {
  if (!Number.isSafeInteger(n.value)) return [problem("notWhole", n.span, { what: "a limit" })];
  return n.value === 0 ? [problem("capOfNothing", n.span, {})] : [];
};

const trigger = (node: TriggerNode | null): readonly Diagnostic[] =>
  node === null ? [] : [...eachOnce(node.until), ...(node.forDays === null ? [] : calendarDays(node.forDays, "how long a block lasts"))];

const byNeedsContact: Check<BlockNode> = ({ targets: acts, by, places, lines, dialing }) => {
  const [act] = acts;
  const narrowed = by.length + places.length + lines.length + dialing.length > 0;
  const reaches = acts.some(
    ({ text }) => text === "contact" || text === "any act" || countedBy(text).channels !== undefined || CHANNEL_WORDS.has(text),
  );
  return !narrowed || reaches || act === undefined ? [] : [problem("noTarget", act.span, { word: act.text })];
};
const CHANNEL_WORDS: ReadonlySet<string> = new Set(["registered-letter", "postcard", "portal", "social"]);

/** The checks, by kind of sentence. */
export const SENTENCE_CHECKS: {
  readonly window: readonly Check<WindowNode>[];
  readonly cap: readonly Check<CapNode>[];
  readonly silence: readonly Check<SilenceNode>[];
  readonly block: readonly Check<BlockNode>[];
  readonly content: readonly Check<ContentNode>[];
  readonly standard: readonly Check<StandardNode>[];
} = {
  window: [(node) => targets(node.targets), (node) => eachOnce(node.places), (node) => node.spells.flatMap(spellHasTime), spellsApart, zoneName],
  cap: [capCounts, onlyOneChannel, (node) => eachOnce(node.places), (node) => calendarDays(node.days, "the span of a limit")],
  silence: [onlyOneChannel, (node) => targets(node.targets), (node) => calendarDays(node.days, "a silence")],
  block: [
    (node) => targets(node.targets),
    (node) => eachOnce(node.by),
    (node) => eachOnce(node.places),
    (node) => eachOnce(node.except),
    byNeedsContact,
    (node) => trigger(node.trigger),
  ],
  content: [(node) => targets(node.targets), (node) => eachOnce(node.contents), (node) => trigger(node.trigger)],
  standard: [],
};

/** Every problem of one sentence on its own. */
export const checkSentence = (node: SentenceNode): readonly Diagnostic[] =>
  (SENTENCE_CHECKS[node.kind] as readonly Check<SentenceNode>[]).flatMap((check) => check(node));

/** A `not counting` line needs a sentence that counts above it, and only one may stand there. */
export const checkExcluding = (node: ExcludingNode, sentence: SentenceNode | null, before: ExcludingNode | null): readonly Diagnostic[] => {
  if (sentence === null || (sentence.kind !== "cap" && sentence.kind !== "silence")) return [problem("countsNothing", node.span, {})];
  return before === null ? [] : [problem("excludingTwice", node.span, {})];
};
