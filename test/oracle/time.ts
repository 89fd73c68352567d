/** Time that bars: when a debt is too old, and which rules are about such debts alone. */
import { DateTime } from "luxon";
import { datesAt } from "./clock.ts";
import { concerns, isOfEffect } from "./history.ts";
import { bindsDeed } from "./whom.ts";
import type { BodyOf, Deed, OracleBody, OracleDebt, OracleEntry, OracleRule, Story } from "./words.ts";

const MS_PER_DAY = 86_400_000;

/** The same date some years later, as people reckon it. */
export const yearsLater = (day: number, years: number, months: number): number =>
  DateTime.fromMillis(day * MS_PER_DAY, { zone: "utc" })
    .plus({ years, months })
    .toMillis() / MS_PER_DAY;

const endOfYear = (day: number): number =>
  DateTime.fromMillis(day * MS_PER_DAY, { zone: "utc" })
    .endOf("year")
    .startOf("day")
    .toMillis() / MS_PER_DAY;

const kinds = new WeakMap<readonly OracleRule[], Map<string, readonly OracleRule[]>>();

/** The rules of one kind, found once: a law book has a thousand of others. */
const rulesOfKind = ({ rules }: Story, kind: OracleBody["kind"]): readonly OracleRule[] => {
  const known = kinds.get(rules) ?? new Map<string, readonly OracleRule[]>();
  kinds.set(rules, known);
  const found = known.get(kind) ?? rules.filter(({ body }) => body.kind === kind);
  known.set(kind, found);
  return found;
};

/** Dates from one to another, both counted, that no period counts; the last may never come. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

const standstills = (story: Story, deed: Deed, debt: OracleDebt): readonly Stretch[] =>
  rulesOfKind(story, "tolling").flatMap((rule) => {
    const { body } = rule;
    if (body.kind !== "tolling" || !bindsDeed(story, { ...rule, from: null, to: null }, { ...deed, contact: null, debts: [debt] })) return [];
    return deed.before.flatMap((past, index): Stretch[] => {
      const { event } = past;
      if (event?.event !== body.during || !concerns(story, event, debt)) return [];
      const first = event.from ?? Math.min(...datesAt(story, past.at));
      if (first < (rule.from ?? first) || first > (rule.to ?? first)) return [];
      const ended = deed.before
        .slice(index + 1)
        .find(({ event: later }) => later !== undefined && body.until.includes(later.event) && concerns(story, later, debt));
      return [{ first, last: Math.min(event.until ?? Infinity, ended === undefined ? Infinity : Math.max(...datesAt(story, ended.at))) }];
    });
  });

/** The last of so many days after a date, of those that count. Infinity when the rest never comes. */
const counted = (story: Story, deed: Deed, debt: OracleDebt, from: number, last: number): number => {
  const still = standstills(story, deed, debt);
  if (still.length === 0) return last;
  let day = from;
  for (let left = last - from; left > 0; day += 1) {
    const now = still.filter((stretch) => stretch.first <= day + 1 && day + 1 <= stretch.last);
    if (now.some((stretch) => stretch.last === Infinity)) return Infinity;
    if (now.length === 0) left -= 1;
  }
  // Days after the last that counts, on which time stands still, are no days of the bar yet.
  return day;
};

/** The last day on which a debt isn't barred; null while no period runs. */
const lastDay = (story: Story, body: BodyOf<"limitation">, deed: Deed, debt: OracleDebt): number | null => {
  // What counsel fixes is how long a debt can be sued on, not how long it may be reported.
  const reports = !body.extinguishes && body.bars.every((act) => act === "credit-report");
  if (debt.limitationEnded !== undefined && !reports) return debt.limitationEnded;
  if (body.asFixed === true) return null;
  const events = deed.before.filter((past) => past.event !== undefined && concerns(story, past.event, debt));
  const dayOf = (past: OracleEntry): number => Math.min(...datesAt(story, past.at));
  const arrears = debt.default ?? debt.due;
  const lastOf = (name: string): number | undefined =>
    events
      .filter((past) => past.event?.event === name)
      .map(dayOf)
      .at(-1);
  const starts: Readonly<Record<string, number | undefined>> = {
    due: debt.due,
    default: arrears,
    incurred: debt.incurred,
    "charged-off": debt.chargedOff,
    "last-payment": lastOf("payment") ?? arrears,
    judgment: lastOf("judgment"),
  };
  const named = starts[body.from];
  if (named === undefined) return null;
  const start = named + (body.afterDays ?? 0);
  const ordinary = yearsLater(start, body.years ?? 0, body.months ?? 0);
  let last = counted(story, deed, debt, start, body.toYearEnd ? endOfYear(ordinary) : ordinary);
  for (const past of events) {
    const { event } = past;
    if (event === undefined || !isOfEffect(event) || dayOf(past) < start) continue;
    const restarts = body.revivedBy.includes(event.event) || (dayOf(past) <= last && body.restartedBy.includes(event.event));
    if (!restarts) continue;
    const day = dayOf(past);
    last = Math.max(last, counted(story, deed, debt, day, yearsLater(day, body.years ?? 0, body.months ?? 0)));
  }
  return last;
};

export const breaksLimitation = (story: Story, body: BodyOf<"limitation">, deed: Deed): string | null => {
  if (!body.bars.includes(deed.act)) return null;
  if (deed.contact !== null && !["collect", "take-payment", "remedy-notice"].includes(deed.contact.purpose ?? "collect")) return null;
  const today = Math.max(...datesAt(story, deed.entry.at));
  for (const debt of deed.debts) {
    const last = isOf(body, debt) ? lastDay(story, body, deed, debt) : null;
    if (last !== null && today > last) return `${debt.id} is barred by time`;
  }
  return null;
};

const isOf = (body: BodyOf<"limitation">, debt: OracleDebt): boolean =>
  (body.debtTypes === undefined || body.debtTypes.includes(debt.type)) &&
  (body.contracts === undefined || debt.contract === undefined || body.contracts.includes(debt.contract));

const judged = new WeakMap<Deed, Map<string, boolean>>();

/** Whether, as things stand at a deed, a suit about a debt was or is barred at some entry. */
export const wasBarred = (story: Story, deed: Deed, debt: OracleDebt, entry: OracleEntry): boolean => {
  const known = judged.get(deed) ?? new Map<string, boolean>();
  judged.set(deed, known);
  const key = `${debt.id} ${entry.at} ${entry.id}`;
  const barred = known.get(key) ?? isBarredAt(story, deed, debt, entry);
  known.set(key, barred);
  return barred;
};

const isBarredAt = (story: Story, deed: Deed, debt: OracleDebt, entry: OracleEntry): boolean => {
  const today = Math.max(...datesAt(story, entry.at));
  if (debt.limitationEnded !== undefined) return today > debt.limitationEnded;
  const bars = (rule: OracleRule): boolean => {
    const { body } = rule;
    if (body.kind !== "limitation" || !body.bars.includes("sue") || !isOf(body, debt)) return false;
    if (!bindsDeed(story, rule, { ...deed, entry, act: "sue", contact: null, debts: [debt] })) return false;
    const last = lastDay(story, body, deed, debt);
    return last !== null && today > last;
  };
  return rulesOfKind(story, "limitation").some(bars);
};

/** The deed as a rule sees it: about the debts that the rule is about. Null when it has no say. */
export const seenBy = (story: Story, body: OracleBody, deed: Deed): Deed | null => {
  if (body.kind !== "block" && body.kind !== "content" && body.kind !== "notice-before" && body.kind !== "amount") return deed;
  if (body.purposes !== undefined && deed.contact !== null && !body.purposes.includes(deed.contact.purpose ?? "collect")) return null;
  if (body.barred === undefined) return deed;
  const debts = deed.debts.filter((debt) => wasBarred(story, deed, debt, deed.entry));
  return debts.length === 0 ? null : { ...deed, debts };
};
