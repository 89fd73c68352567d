/** Examples of the law: facts and questions with the answer of the law, compiled from `example` blocks and run by the engine. */
import { formatDay, formatInstant, instantAt, startOfDay } from "../calendar.ts";
import type { Calendar } from "../model/calendar.ts";
import type { Context } from "../model/decision.ts";
import type { Action, Collector, Debt, Debtor, LedgerEntry, PastContact, PastEvent } from "../model/facts.ts";
import type { LawBook, Rule } from "../model/rule.ts";
import type { Instant, LocalDay, Minute, Money, Place, Zone } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { duties, type DutyStatus } from "../duties.ts";
import { zonesNamed } from "../rules/window.ts";
import { rulesFor } from "../scope.ts";
import { askWhetherBinding } from "./law-binding.ts";
import { compare, isLimbOf, moneyWords, type Expectation, type Expected, type Judgement } from "./law-judge.ts";

/** A time by the clock of the debtor's first zone. */
export interface ExampleMoment {
  readonly day: LocalDay;
  readonly minute: Minute;
}

export type ExampleEntry = { readonly at: ExampleMoment; readonly id: string; readonly received?: ExampleMoment } & (
  | { readonly contact: Omit<PastContact, "received"> }
  | { readonly event: Omit<PastEvent, "received"> }
);

/** The answer of the law. What is absent isn't compared; `until` of null is for ever, and a day without a time any time of that day. */
export type ExampleAnswer =
  | {
      readonly is: "denied";
      readonly rules: readonly string[];
      readonly until?: ExampleMoment | LocalDay | null;
      readonly missing: readonly string[];
    }
  | { readonly is: "allowed"; readonly requires: readonly string[]; readonly amount?: Money }
  /** Of a duty, by the rule that lays it on; `until` is its last day. */
  | { readonly is: "owed"; readonly rule: string; readonly status: DutyStatus | "not owed"; readonly until?: LocalDay }
  /** Of one rule: whether it is in force and binds this collector about these debts, whatever is done. */
  | { readonly is: "binding"; readonly rule: string; readonly binding: boolean; readonly debts: readonly string[] };

export interface ExampleQuestion {
  readonly at: ExampleMoment;
  /** Null: a duty is asked about, or whether a rule binds. */
  readonly action: Action | null;
  readonly answer: ExampleAnswer;
  readonly line: number;
}

/** One `example` block. Its collector, debtor and debts are whole: what it left unsaid was filled in when it was compiled. */
export interface LawExample {
  readonly title: string;
  /** The jurisdiction that it stands in. Collect's own protections, of `WORLD`, are put to the question in its examples alone. */
  readonly place: Place | "WORLD";
  readonly collector: Collector;
  readonly debtor: Debtor;
  readonly debts: readonly Debt[];
  /** In the order of time. */
  readonly history: readonly ExampleEntry[];
  readonly questions: readonly ExampleQuestion[];
  readonly file: string;
  readonly line: number;
}

/** One question, asked. */
export interface ExampleResult {
  readonly question: ExampleQuestion;
  readonly ok: boolean;
  readonly expected: Expected;
  readonly got: Judgement;
}

/**
 * What a calendar must hold for examples to be run: zones, places, and local days from the first entry to two years after the last question.
 * @param book whose rules may name clocks of their own
 */
/** Days before the first entry that a calendar holds: waits in business days may have begun there. */
const BEFORE = 100;

export const calendarNeeds = (
  examples: readonly LawExample[],
  book?: LawBook,
): { readonly zones: readonly Zone[]; readonly places: readonly Place[]; readonly from: LocalDay; readonly to: LocalDay } => {
  let [from, to] = [Infinity, -Infinity];
  const zones = new Set<Zone>();
  const places = new Set<Place>();
  for (const zone of book === undefined
    ? []
    : zonesNamed(
        rulesFor(
          book,
          examples.flatMap(({ debtor }) => debtor.places),
        ),
      ))
    zones.add(zone);
  for (const { debtor, history, questions } of examples) {
    for (const zone of debtor.timezones) zones.add(zone);
    for (const place of debtor.places) places.add(place);
    for (const { at } of [...history, ...questions]) [from, to] = [Math.min(from, at.day), Math.max(to, at.day)];
  }
  if (from > to) return { zones: [...zones], places: [...places], from: localDay(0), to: localDay(0) };
  return { zones: [...zones], places: [...places], from: localDay(from - BEFORE), to: localDay(to + 731) };
};

type OfRule = Extract<ExampleAnswer, { readonly is: "owed" | "binding" }>;

const instantIn = (calendar: Calendar, zone: Zone, { day, minute }: ExampleMoment): Instant =>
  minute === 0 ? startOfDay(calendar, zone, day) : instantAt(calendar, zone, day, minute, "opening");

const entryAt = (entry: ExampleEntry, at: (moment: ExampleMoment) => Instant): LedgerEntry => {
  const received = entry.received === undefined ? {} : { received: at(entry.received) };
  const head = { at: at(entry.at), id: entry.id };
  return "contact" in entry ? { ...head, contact: { ...entry.contact, ...received } } : { ...head, event: { ...entry.event, ...received } };
};

/** The whole day, or the moment. */
const endOf = (until: ExampleMoment | LocalDay | null, calendar: Calendar, zone: Zone): NonNullable<Expectation["until"]> | null => {
  if (until === null) return null;
  if (typeof until !== "number") return instantIn(calendar, zone, until);
  return { from: startOfDay(calendar, zone, until), before: startOfDay(calendar, zone, localDay(until + 1)) };
};

const expectationOf = (answer: Exclude<ExampleAnswer, OfRule>, calendar: Calendar, zone: Zone): Expectation => {
  if (answer.is === "allowed") {
    return { verdict: "allowed", requires: answer.requires, ...(answer.amount === undefined ? {} : { amount: answer.amount }) };
  }
  const { until } = answer;
  return {
    verdict: "denied",
    rules: answer.rules,
    requires: answer.missing,
    ...(until === undefined ? {} : { until: endOf(until, calendar, zone) }),
  };
};

const expectedWords = (expectation: Expectation, calendar: Calendar, zone: Zone): Expected => {
  const { verdict, until, requires, rules, amount } = expectation;
  const end = (when: NonNullable<typeof until>): string =>
    typeof when === "number" ? formatInstant(calendar, zone, when) : formatInstant(calendar, zone, when.from).slice(0, "2026-03-08".length);
  return {
    verdict,
    ...(until === undefined ? {} : { until: until === null ? null : end(until) }),
    ...(requires === undefined || requires.length === 0 ? {} : { requires }),
    ...(rules === undefined || rules.length === 0 ? {} : { rules }),
    ...(amount === undefined ? {} : moneyWords(amount)),
  };
};

/** Law of the debtor's places. Collect's own protections go further than the law, and answer only where they are asked about. */
const rulesOf = ({ place, debtor }: LawExample, book: LawBook): readonly Rule[] =>
  rulesFor(book, debtor.places).filter((rule) => place === "WORLD" || rule.place !== "WORLD");

/** What the law asks for at an instant by one rule (or a limb of it): the first of its duties, in the order of the debts. */
const askDuty = (question: ExampleQuestion, context: Context, now: Instant): ExampleResult => {
  const { answer } = question;
  if (answer.is !== "owed") throw new TypeError("only a duty is asked about without an act");
  const owed = duties(context, now).find(({ rule }) => isLimbOf(rule, answer.rule));
  const last = (day: LocalDay | null | undefined): { readonly until?: string } =>
    day === null || day === undefined ? {} : { until: formatDay(day) };
  const expected: Expected = { verdict: answer.status, ...last(answer.until) };
  const got: Judgement = {
    verdict: owed?.status ?? "not owed",
    until: owed?.deadline === null || owed === undefined ? null : formatDay(owed.deadline),
    requires: owed !== undefined && owed.task.do === "send" ? owed.task.contents : [],
    rules: owed === undefined ? [] : [owed.rule],
    sentences: [],
  };
  return { question, ok: got.verdict === expected.verdict && (expected.until === undefined || expected.until === got.until), expected, got };
};

/**
 * Puts the questions of an example to the law, each with the history as it stood then.
 * @param calendar holds what `calendarNeeds` names
 */
export const runLawExample = (example: LawExample, book: LawBook, calendar: Calendar): readonly ExampleResult[] => {
  const { collector, debtor, debts, history, questions } = example;
  const [zone = "UTC"] = debtor.timezones;
  const at = (moment: ExampleMoment): Instant => instantIn(calendar, zone, moment);
  const rules = rulesOf(example, book);
  const ledger = history.map((entry) => entryAt(entry, at));
  const series = book.series === undefined ? {} : { series: book.series };
  return questions.map((question) => {
    const asked = at(question.at);
    const context: Context = { calendar, rules, collector, debtor, debts, ledger: ledger.filter((entry) => entry.at <= asked), ...series };
    const { answer } = question;
    if (answer.is === "binding") return { question, ...askWhetherBinding(answer, book, context, asked) };
    if (answer.is === "owed" || question.action === null) return askDuty(question, context, asked);
    const expectation = expectationOf(answer, calendar, zone);
    const { ok, got } = compare({ context, action: question.action, at: asked }, expectation);
    return { question, ok, expected: expectedWords(expectation, calendar, zone), got };
  });
};
