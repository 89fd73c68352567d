/** What a rule gives on the debts of a charge: fixed sums, shares and interest, less what was booked before where the law counts all together. */
import type { Action, Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { AmountRule, Rule } from "../model/rule.ts";
import type { Currency, Instant, Minor } from "../model/units.ts";
import { minor } from "../model/units.ts";
import { sameDayLater } from "../civil.ts";
import { binds } from "../scope.ts";
import { currenciesOf, givenFor, givenIn, type FixedLimit } from "./amount-limit.ts";
import { lastDateAt } from "./dates.ts";
import { latenessOf } from "./due-date.ts";
import { atLeast, atMost, exactly, type Exact } from "./exact.ts";
import { concerns, debtOf, debtsAsked } from "./history.ts";
import { interestOn, type UnknownRate, type YearlyRate } from "./interest.ts";

export type Asked = Extract<Action, { readonly act: "charge" }>;

export const isUnknown = (value: unknown): value is UnknownRate => typeof value === "object" && value !== null && "unknown" in value;

/** The charge, when the rule limits it; null when it has nothing to say. */
export const limitedBy = (body: AmountRule, action: Action): Asked | null =>
  action.act === "charge" && body.charges.includes(action.charge.type) && !(body.unlessAgreed === true && action.charge.agreed) ? action : null;

interface Booked {
  readonly at: Instant;
  readonly amount: Minor | undefined;
  readonly index: number;
}

/** Charges of the rule's kinds that were booked, about any of some debts (null: any at all). One of a kind that nobody noted may be of these. */
export function booked(body: AmountRule, context: Context, debts: readonly string[] | null): readonly Booked[] {
  const found: Booked[] = [];
  for (const [index, entry] of context.ledger.entries()) {
    if (!("event" in entry) || entry.event.event !== "charge") continue;
    const { event } = entry;
    if (event.type !== undefined && !body.charges.includes(event.type)) continue;
    if (debts === null || debts.some((debt) => concerns(event, debt, context))) found.push({ at: entry.at, amount: event.amount, index });
  }
  return found;
}

const NOT_NOTED: UnknownRate = { unknown: "nobody noted how much was charged before" };

/**
 * What a rule gives on the debts of a charge, exact.
 * @param asked about debts that the rule binds alone
 * @param t by which law it is
 * @param day to which interest has grown
 */
export function givenOn(rule: Rule, body: AmountRule, context: Context, asked: Asked, t: Instant, day: number): Exact | UnknownRate {
  const ids = debtsAsked(context, asked);
  const debts = ids.flatMap((id) => debtOf(context, id) ?? []);
  const [first] = debts;
  if (first === undefined || debts.length < ids.length) return { unknown: "a debt is not on file" };
  const { currency } = first;
  if (debts.some((debt) => debt.currency !== currency)) return { unknown: "the debts are in several currencies" };
  const { limit } = body;
  const wrong = currenciesOf(limit).find((code) => code !== currency);
  if (wrong !== undefined) return { unknown: `the limit is in ${wrong}, the debt in ${currency}` };
  const given = givenIn(limit);
  if (given !== undefined && given !== currency && asked.charge.amount !== undefined) {
    return { unknown: `the limit is in ${given}, what is wanted in ${currency}` };
  }
  if (limit.by === "yearly rate") return interest(body, limit, context, asked, debts, t, day);
  if (body.inTotal === undefined) return fixed(body, limit, debts);
  return body.key === "debt" ? leftPerDebt(body, limit, context, debts, day) : leftOfPerson(rule, body, limit, context, debts, day);
}

/** The currency in which a rule gives on debts. */
export const currencyGiven = (body: AmountRule, debt: Debt | undefined): Currency | undefined =>
  body.limit.by === "sum" ? body.limit.sum.currency : (givenIn(body.limit) ?? debt?.currency);

/** Per debt: what each debt gives, added up. Per person: what all of them together give, once. */
function fixed(body: AmountRule, limit: FixedLimit, debts: readonly Debt[]): Exact | UnknownRate {
  const bases = body.key === "person" ? [sumOf(debts)] : debts.map((debt) => debt.amount);
  let sum = 0n;
  for (const base of bases) {
    const given = givenFor(limit, base);
    if (isUnknown(given)) return given;
    sum += given;
  }
  return sum;
}

const sumOf = (debts: readonly Debt[]): Minor => minor(debts.reduce((sum: number, debt) => sum + debt.amount, 0));

/** Whether a charge of an earlier day is among those that a total counts: up to the same date so many months later. */
const isCounted = ({ inTotal }: AmountRule, context: Context, at: Instant, day: number): boolean =>
  inTotal?.months === undefined || day <= sameDayLater(lastDateAt(context, at), 0, inTotal.months);

function leftPerDebt(body: AmountRule, limit: FixedLimit, context: Context, debts: readonly Debt[], day: number): Exact | UnknownRate {
  let sum = 0n;
  for (const debt of debts) {
    const left = leftOver(
      givenFor(limit, debt.amount),
      booked(body, context, [debt.id]).filter(({ at }) => isCounted(body, context, at, day)),
    );
    if (isUnknown(left)) return left;
    sum += left;
  }
  return sum;
}

/** Debts that the rule binds and for which something was booked belong to the total, as those asked about do. */
function leftOfPerson(rule: Rule, body: AmountRule, limit: FixedLimit, context: Context, asked: readonly Debt[], day: number): Exact | UnknownRate {
  const bound = context.debts.filter((debt) => binds(rule, context, { debts: [debt.id] }));
  const before = booked(
    body,
    context,
    bound.map(({ id }) => id),
  );
  const concerned = bound.filter((debt) => asked.includes(debt) || before.some(({ index }) => isAbout(context, index, debt)));
  if (concerned.some(({ currency }) => currency !== asked[0]?.currency)) return { unknown: "the debts are in several currencies" };
  return leftOver(
    givenFor(limit, sumOf(concerned)),
    before.filter(({ at }) => isCounted(body, context, at, day)),
  );
}

function isAbout(context: Context, index: number, debt: Debt): boolean {
  const entry = context.ledger[index];
  return entry !== undefined && "event" in entry && concerns(entry.event, debt.id, context);
}

function leftOver(given: Exact | UnknownRate, before: readonly Booked[]): Exact | UnknownRate {
  if (isUnknown(given)) return given;
  let left = given;
  for (const { amount } of before) {
    if (amount === undefined) return NOT_NOTED;
    left -= exactly(amount);
  }
  return atLeast(left, 0n);
}

/**
 * Interest from lateness, or the day asked about if that is later, to the day asked about, or `day` if that is earlier: what hasn't
 * grown yet can't be charged. Interest that was booked before leaves so much less of all that has grown since lateness.
 */
function interest(
  body: AmountRule,
  limit: YearlyRate,
  context: Context,
  asked: Asked,
  debts: readonly Debt[],
  t: Instant,
  day: number,
): Exact | UnknownRate {
  const { charge } = asked;
  const to = Math.min(charge.to ?? day, day);
  let [since, all] = [0n, 0n];
  for (const debt of debts) {
    const late = latenessOf(context, debt, t);
    if (late === null) return { unknown: "nobody knows from when the debt is late" };
    const wanted = interestOn(limit, context, debt, charge, late, Math.max(charge.from ?? late, late), to);
    if (isUnknown(wanted)) return wanted;
    since += wanted;
  }
  const before = booked(body, context, asked.debts.length > 0 ? asked.debts : null);
  if (before.length === 0) return since;
  for (const debt of debts) {
    const late = latenessOf(context, debt, t);
    const grown = late === null ? 0n : interestOn(limit, context, debt, charge, late, late, to);
    if (isUnknown(grown)) return grown;
    all += grown;
  }
  for (const { amount } of before) {
    if (amount === undefined) return { unknown: "nobody noted how much interest was charged before" };
    all -= exactly(amount);
  }
  return atLeast(atMost(since, all), 0n);
}
