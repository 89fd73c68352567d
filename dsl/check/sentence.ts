/** Checks of rule sentences: one list for each kind, each check a pure function of the node. */
import { WEEKDAYS } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import { countedBy, weekdaysOf } from "../compile/sentence.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { BlockNode, CapNode, ExcludingNode, SentenceNode, SilenceNode, WindowNode } from "../tree/rule.ts";
import type { HoursNode, SpellNode } from "../tree/spell.ts";
import { amountProblems, dueDateProblems, limitationProblems, retentionProblems } from "./amount.ts";
import { consentProblems, deadlineProblems, noticeProblems, receiptProblems } from "./duty.ts";
import { calendarDays, debtOrPerson, eachOnce, someDays, targets, timeExists, triggerProblems } from "./pieces.ts";

export { currencyExists } from "./pieces.ts";

type Check<Node> = (node: Node) => readonly Diagnostic[];

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

/** Holidays are a day of their own: what holds on them is told beside the weekdays. */
const HOURS_DAYS = [...WEEKDAYS, "holidays"] as const;

const holdsOn = ({ days, holidays }: HoursNode, day: (typeof HOURS_DAYS)[number]): boolean =>
  day === "holidays" ? holidays !== "not told" : weekdaysOf(days).includes(day);

const spellsApart: Check<WindowNode> = ({ spells }) => {
  const told = new Set<HoursNode>();
  return HOURS_DAYS.flatMap((day) => {
    const ofDay = spells.filter((spell) => holdsOn(spell, day)).toSorted((a, b) => (a.from.minute ?? 0) - (b.from.minute ?? 0));
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

/** Closed on holidays, and hours for them: only one of the two can be meant. */
const closedOrHours: Check<WindowNode> = ({ spells, closedOnHolidays, holidaySet, span }) => {
  const open = spells.find(({ holidays }) => holidays !== "not told");
  return closedOnHolidays && open !== undefined && holidaySet === null ? [problem("overlap", span, { day: "holidays" })] : [];
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

const capSpan: Check<CapNode> = ({ within }) => {
  if (within.unit === "days") return calendarDays(within.days, "the span of a limit");
  if (within.unit !== "months" || (Number.isSafeInteger(within.months.value) && within.months.value > 0)) return [];
  return [problem("notWhole", within.months.span, { what: "a number of months" })];
};

const byNeedsContact: Check<BlockNode> = ({ targets: acts, by, places, lines, dialing }) => {
  const [act] = acts;
  const narrowed = by.length + places.length + lines.length + dialing.length > 0;
  const reaches = acts.some(
    ({ text }) => text === "contact" || text === "any act" || countedBy(text).channels !== undefined || CHANNEL_WORDS.has(text),
  );
  return !narrowed || reaches || act === undefined ? [] : [problem("noTarget", act.span, { word: act.text })];
};
const CHANNEL_WORDS: ReadonlySet<string> = new Set(["registered-letter", "postcard", "portal", "social"]);

const byLine: Check<WindowNode> = ({ narrowed: [first] }) =>
  first === undefined ? [] : [problem("cantNarrow", first.span, { what: "hours", by: "a kind of line or a way of dialling" })];

/** What was heard before a debt was barred can only matter of debts that are. */
const contactedOfBarred: Check<BlockNode> = ({ unlessContacted, barred }) =>
  unlessContacted === null || barred !== null
    ? []
    : [problem("cantNarrow", unlessContacted.span, { what: "a rule that isn't about barred debts", by: "earlier contacts" })];

/** A wait runs from a day, and not while something else holds; only charges are counted from the last one. */
const waitAlone: Check<BlockNode> = ({ wait, trigger, unless, silentFor, charges }) => {
  if (wait === null) return [];
  const other = trigger?.span ?? unless[0]?.span ?? silentFor?.span;
  if (other !== undefined) return [problem("cantNarrow", other, { what: "a wait", by: "an event or a consent" })];
  if (wait.after === "last" && charges.length === 0)
    return [problem("cantNarrow", wait.span, { what: "acts without a type of charge", by: "the last one" })];
  return someDays(wait.days, "a wait");
};

type Kind = SentenceNode["kind"];
type Checks = { readonly [K in Kind]: readonly Check<Extract<SentenceNode, { readonly kind: K }>>[] };

/** The checks, by kind of sentence. */
export const SENTENCE_CHECKS: Checks = {
  window: [
    (node) => targets(node.targets),
    (node) => eachOnce(node.places),
    (node) => node.spells.flatMap(spellHasTime),
    spellsApart,
    closedOrHours,
    zoneName,
    byLine,
    (node) => eachOnce(node.persons),
    (node) => eachOnce(node.except),
    (node) => (node.lateAtMost === null ? [] : calendarDays(node.lateAtMost, "lateness")),
  ],
  cap: [
    capCounts,
    onlyOneChannel,
    (node) => eachOnce(node.places),
    (node) => eachOnce(node.persons),
    capSpan,
    (node) => triggerProblems(node.since),
    ({ purposes, except, unless }) => [purposes, except, unless].flatMap(eachOnce),
  ],
  silence: [onlyOneChannel, (node) => targets(node.targets), (node) => calendarDays(node.days, "a silence"), (node) => eachOnce(node.unless)],
  block: [
    (node) => targets(node.targets),
    (node) => eachOnce(node.by),
    (node) => eachOnce(node.places),
    (node) => eachOnce(node.except),
    (node) => eachOnce(node.purposes),
    byNeedsContact,
    contactedOfBarred,
    (node) => eachOnce(node.charges),
    (node) => eachOnce(node.unless),
    (node) => (node.silentFor === null ? [] : calendarDays(node.silentFor, "a silence")),
    waitAlone,
    (node) => triggerProblems(node.trigger),
    (node) => debtOrPerson(node.key, "a block"),
  ],
  content: [
    (node) => targets(node.targets),
    (node) => eachOnce(node.purposes),
    (node) => eachOnce(node.contents),
    (node) => [node.by, node.places, node.persons, node.lines, node.dialing, node.having, node.unless].flatMap(eachOnce),
    ({ gives }) => (gives === null ? [] : someDays(gives.atLeast, "the time that a message gives")),
    (node) => triggerProblems(node.trigger),
  ],
  standard: [],
  none: [],
  modifier: [(node) => eachOnce(node.touches)],
  scope: [(node) => eachOnce(node.touches)],
  "notice-before": [noticeProblems],
  deadline: [deadlineProblems],
  consent: [consentProblems],
  receipt: [receiptProblems],
  amount: [amountProblems],
  "due-date": [dueDateProblems],
  limitation: [limitationProblems],
  tolling: [(node) => eachOnce(node.until)],
  retention: [retentionProblems],
};

/** Sentences that only the law can say, in words. */
const LAW_ONLY: Partial<Record<Kind, string>> = {
  none: "what the law is silent about",
  receipt: "when letters count as received",
  "due-date": "when a debt is late",
  tolling: "when limitation stands still",
};

/** Every problem of one sentence on its own. `where` it stands: in the law, or in the house rules of a policy. */
export const checkSentence = (node: SentenceNode, where: "law" | "house" = "house"): readonly Diagnostic[] => {
  const own = (SENTENCE_CHECKS[node.kind] as readonly Check<SentenceNode>[]).flatMap((check) => check(node));
  const what = LAW_ONLY[node.kind];
  if (where === "law" || what === undefined) return own;
  const help = node.kind === "due-date" ? "write `due …` in the policy's `terms`" : "leave it out: the law of the debtor's place says it";
  return [problem("lawOnly", node.span, { what }, { help }), ...own];
};

const CONSENT_DAYS = 7;

/** A `not counting` line needs a sentence that counts above it, and only one may stand there. */
export const checkExcluding = (node: ExcludingNode, sentence: SentenceNode | null, before: ExcludingNode | null): readonly Diagnostic[] => {
  if (sentence === null || (sentence.kind !== "cap" && sentence.kind !== "silence")) return [problem("countsNothing", node.span, {})];
  if (before !== null) return [problem("excludingTwice", node.span, {})];
  // The engine counts seven days from the consent, as the law has it.
  return node.what.flatMap(({ days }) => {
    if (days === null || (days.n === CONSENT_DAYS && !days.business)) return [];
    return [problem("oneConsentSpan", days.span, { days: days.n }, didYouMean(days.span, `${CONSENT_DAYS} days`))];
  });
};
