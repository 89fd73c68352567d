/** Each decision of the engine, held against the oracle's: at the moment itself, and at those from which on it should change. */
import { instant, lawfulUntil, localDay, localDayAt, minor, permit, plan, startOfDay } from "../../engine/index.ts";
import type { Action, Context, Decision, Instant, LedgerEntry, Money, Reason } from "../../engine/index.ts";
import { wouldBreak, type OracleEntry, type OracleTerms, type Story } from "../oracle/index.ts";
import { deedOf, type Line } from "./deeds.ts";
import { calendarOf, weekdaysOf } from "./moments.ts";
import { SERIES } from "./term-rules.ts";
import type { Case } from "./wide.ts";

const DAY = 86_400_000;

/** What was put to the test. A decision is one act at one instant, judged by both. */
export interface Tally {
  decisions: number;
  allowed: number;
  denied: number;
  /** Refusals with an end, and such without. */
  ending: number;
  endless: number;
  /** How often each kind of rule refused. */
  readonly kinds: Record<string, number>;
}
export const newTally = (): Tally => ({ decisions: 0, allowed: 0, denied: 0, ending: 0, endless: 0, kinds: {} });

/** Engine and oracle don't agree about a case. */
export class Disagreement extends Error {
  override readonly name = "Disagreement";
}

interface Table {
  readonly one: Case;
  readonly tally: Tally;
  readonly ledger: LedgerEntry[];
  readonly terms: Record<string, OracleTerms>;
}

const contextOf = ({ one, ledger }: Table): Context => ({
  calendar: calendarOf(one.scene),
  rules: one.rules,
  collector: one.collector,
  debtor: one.scene.debtor,
  debts: one.debts,
  ledger,
  series: SERIES,
});

const storyOf = ({ one, ledger, terms }: Table): Story => ({
  rules: one.rules,
  collector: one.collector,
  debtor: one.scene.debtor,
  debts: one.debts,
  holidays: calendarOf(one.scene).holidays,
  ...weekdaysOf(one.scene),
  ledger,
  series: SERIES,
  terms,
});

type Wish = Extract<Line, { what: "wish" }>;
const QUIETLY = { outcome: undefined, arrives: null, also: [] } as const;

/** Acts that leave nothing in a ledger of ours are told to the oracle in its own words. */
const TOLD: Readonly<Record<string, string>> = { sell: "sold", place: "placed", "offer-plan": "plan-offered" };

interface Done {
  readonly carried: readonly string[];
  readonly most?: number;
  readonly currency?: string;
}

const WISH = "the wish";

/** Rules that the oracle sees broken if the act were done at an instant, with nothing more known than the ledger. */
const brokenAt = (table: Table, action: Action, at: Instant, { carried, most, currency }: Done, only?: string): readonly string[] => {
  table.tally.decisions += 1;
  const { entry, terms } = deedOf(action, at, WISH, carried, most ?? 1, QUIETLY, currency);
  const name = TOLD[action.act];
  const event = name === undefined ? entry : { ...entry, event: { event: name, by: "collector", debts: action.debts } };
  const told =
    action.act === "credit-report"
      ? { at, id: WISH, event: { event: "credit-reported", by: "collector", debts: action.debts, contains: action.contains ?? carried } }
      : event;
  const story = storyOf(table);
  const known = terms === null ? story : { ...story, terms: { ...story.terms, [WISH]: terms } };
  return wouldBreak(known, told as OracleEntry, only).map(({ rule }) => rule);
};

const fail = (what: string, action: Action, at: number, more: unknown): never => {
  throw new Disagreement(`${what} at ${new Date(at).toISOString()} (${at}): ${JSON.stringify(action)}; ${JSON.stringify(more)}`);
};

/** Numbers that look random and hang on nothing but where they begin. */
const picks = (seed: number): ((below: number) => number) => {
  let state = (Math.abs(seed) % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

/** Edges of hours that rules and debtors name, in minutes. */
const EDGES = [0, 30, 90, 119, 121, 150, 420, 480, 540, 600, 720, 780, 1020, 1080, 1140, 1200, 1260, 1320, 1410, 1439];

/** Instants in `[from, to)` at which something may change: both ends, midnights, edges of hours, nights in which clocks change, arrivals. */
const criticalIn = (table: Table, from: number, to: number, count: number): readonly Instant[] => {
  const { debtor, era } = { ...table.one.scene };
  const calendar = calendarOf({ era });
  const pick = picks(from + table.tally.decisions);
  const zone = debtor.timezones[pick(debtor.timezones.length)] ?? "";
  const first = localDayAt(calendar, zone, instant(from));
  const days = Math.max(1, Math.ceil((to - from) / DAY));
  const hair = (): number => [-1, 0, 1, -60_000, 60_000][pick(5)] ?? 0;
  const drawn = Array.from({ length: count }, (_, turn) => {
    if (turn % 4 === 0) return from + pick(Math.max(1, Math.floor(to - from)));
    const arrivals = table.ledger.map((entry) => ("contact" in entry ? entry.contact.received : entry.event.received) ?? entry.at);
    if (turn % 4 === 1 && arrivals.length > 0) return (arrivals[pick(arrivals.length)] ?? from) + pick(12) * DAY + hair();
    const changes = calendar.zones[zone]?.transitions.filter((change) => change >= from && change < to) ?? [];
    if (turn % 4 === 2 && changes.length > 0) return (changes[pick(changes.length)] ?? from) + hair();
    const midnight = startOfDay(calendar, zone, localDay(first + pick(days + 1)));
    return midnight + (turn % 4 === 3 ? 0 : (EDGES[pick(EDGES.length)] ?? 0) * 60_000) + hair();
  });
  return [...new Set([from, to - 1, ...drawn.filter((at) => at !== from)])].filter((at) => at >= from && at < to).map((at) => instant(at));
};

/** A text that is final: what an open one may become hangs on other rules. */
const settled = (action: Action, carried: readonly string[]): Action => {
  if (action.act === "contact") return { ...action, contact: { ...action.contact, contains: action.contact.contains ?? carried } };
  return action.act === "credit-report" ? { ...action, contains: action.contains ?? carried } : action;
};

/** Everything that some rule wants said. */
const wordsOf = ({ rules }: Case): readonly string[] => [...new Set(rules.flatMap(({ body }) => (body.kind === "content" ? body.must : [])))];

/** How far a refusal without an end is followed. */
const FAR = 25 * DAY;

/** One rule's refusal is exact: forbidden until its end, and allowed there. */
const checkRefusal = (table: Table, action: Action, at: Instant, reason: Reason): void => {
  if (!table.one.rules.some(({ id }) => id === reason.rule)) return;
  const done = { carried: [] };
  table.tally.kinds[reason.kind] = (table.tally.kinds[reason.kind] ?? 0) + 1;
  table.tally[reason.until === null ? "endless" : "ending"] += 1;
  const end = Math.min(reason.until ?? Infinity, at + FAR);
  for (const t of criticalIn(table, at, end, reason.until === null ? 4 : 6)) {
    if (brokenAt(table, action, t, done, reason.rule).length === 0)
      fail(`${reason.rule} allows what is refused until ${String(reason.until)}`, action, t, reason);
  }
  if (reason.until === null || reason.until > at + 200 * DAY) return;
  if (reason.kind === "amount" && action.act === "charge" && action.charge.amount === undefined) return;
  if (brokenAt(table, action, reason.until, done, reason.rule).length > 0) fail(`${reason.rule} still forbids it`, action, reason.until, reason);
};

const checkDenied = (table: Table, context: Context, asked: Action, at: Instant): void => {
  table.tally.denied += 1;
  const action = settled(asked, wordsOf(table.one));
  if (brokenAt(table, action, at, { carried: [] }).length === 0) fail("nothing forbids what is refused", action, at, null);
  const decision = permit(context, action, at);
  if (decision.allowed) return;
  for (const reason of decision.reasons) checkRefusal(table, action, at, reason);
  const later = plan(context, asked, at, instant(at + FAR));
  if (later.kind !== "at") return;
  const done = doneBy(later);
  if (brokenAt(table, asked, later.at, done).length > 0) fail("the plan puts it where it is forbidden", asked, later.at, later);
  for (const t of criticalIn(table, at, later.at, 3)) {
    if (brokenAt(table, action, t, { carried: [] }).length === 0) fail("the plan passed over", action, t, later);
  }
};

const doneBy = ({ requires, amount }: { readonly requires: readonly string[]; readonly amount?: Money }): Done => ({
  carried: requires,
  ...(amount === undefined ? {} : { most: amount.amount, currency: amount.currency }),
});

const checkAllowed = (table: Table, context: Context, action: Action, at: Instant, decision: Decision & { allowed: true }): void => {
  table.tally.allowed += 1;
  const broken = brokenAt(table, action, at, doneBy(decision));
  if (broken.length > 0) fail("what is allowed breaks rules", action, at, { broken, decision });
  const { amount } = decision;
  if (action.act === "charge" && action.charge.amount === undefined && amount !== undefined) {
    const more = { ...doneBy(decision), most: minor(amount.amount + 1) };
    if (brokenAt(table, action, at, more).length === 0) fail("the law gives more", action, at, decision);
  }
  const until = lawfulUntil(context, action, at, instant(at + 6 * DAY));
  for (const t of criticalIn(table, at, until, 2).slice(1)) {
    const then = permit(context, action, t);
    if (!then.allowed) fail("it isn't allowed as long as it was said to be", action, t, then);
    else if (brokenAt(table, action, t, doneBy(then)).length > 0) fail("what is allowed until then breaks rules", action, t, then);
  }
};

/** The wish with the answer that it gives, if any, pointed at what the debtor said last. */
const askedBy = (wish: Wish, ledger: readonly LedgerEntry[]): Action => {
  const { action, answers } = wish;
  if (action.act !== "contact" || answers === null || answers === undefined) return action;
  const said = ledger.filter((entry) => !("contact" in entry) || entry.contact.direction === "in").at(-1 - answers);
  return said === undefined ? action : { ...action, contact: { ...action.contact, re: said.id } };
};

const decideWish = (table: Table, wish: Wish, at: Instant, id: string): void => {
  const action = askedBy(wish, table.ledger);
  const context = contextOf({ ...table, ledger: [...table.ledger] });
  const decision = permit(context, action, at);
  if (!decision.allowed) return checkDenied(table, context, action, at);
  checkAllowed(table, context, action, at, decision);
  if (TOLD[action.act] !== undefined) return;
  const { entry, terms } = deedOf(action, at, id, decision.requires, decision.amount?.amount ?? 1, wish, decision.amount?.currency);
  const { notice } = wish;
  if (!("contact" in entry) || notice === null || notice === undefined || action.act !== "contact" || action.contact.contains !== undefined)
    table.ledger.push(entry);
  else {
    const contains = [...(entry.contact.contains ?? []), "validation-notice"];
    table.ledger.push({ ...entry, contact: { ...entry.contact, contains, deadline: localDay(Math.floor(at / DAY) + notice) } });
  }
  if (terms !== null) table.terms[id] = terms;
};

const receivedAfter = (at: Instant, late: number | null): { readonly received?: Instant } =>
  late === null ? {} : { received: instant(at + late * 3_600_000) };

/** Lets a case happen. Every wish is put to engine and oracle; a disagreement is thrown. */
export const decide = (one: Case, tally: Tally): void => {
  const table: Table = { one, tally, ledger: [], terms: {} };
  for (const [index, { at, line }] of one.lines.entries()) {
    const id = `${line.what} ${index}`;
    if (line.what === "event") table.ledger.push({ at, id, event: { ...line.event, ...receivedAfter(at, line.late) } });
    else if (line.what === "contact") table.ledger.push({ at, id, contact: { ...line.contact, ...receivedAfter(at, line.late) } });
    else if (line.what === "wish") decideWish(table, line, at, id);
    else {
      const sent = table.ledger.findLast((entry) => "contact" in entry && entry.contact.direction === "out");
      if (sent !== undefined) table.ledger.push({ at, id, event: { event: "undeliverable", re: sent.id } });
    }
  }
};
