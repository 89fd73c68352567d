/** What the law answers to one question, held against what somebody expected of it: examples of law files and cases alike. */
import { formatInstant, startOfDay } from "../calendar.ts";
import type { Calendar } from "../model/calendar.ts";
import type { Context } from "../model/decision.ts";
import type { Action } from "../model/facts.ts";
import type { Instant, Money } from "../model/units.ts";
import { formatMoney } from "../money.ts";
import type { DutyStatus } from "../duties.ts";
import { permit } from "../permit.ts";
import { plan } from "../plan.ts";

export interface LawQuestion {
  readonly context: Context;
  readonly action: Action;
  readonly at: Instant;
}

/** An act is allowed or denied, a duty met, pending, doomed, missed, due or not owed, a rule binding or not. Money is a decimal string, with its currency beside it. */
export interface Judgement {
  readonly verdict: "allowed" | "denied" | DutyStatus | "not owed" | "binding" | "not binding";
  /** First lawful instant, with the offset of the debtor's first zone; null: waiting alone never helps. Of a duty, its last day. */
  readonly until: string | null;
  readonly requires: readonly string[];
  /** Rules that refuse at the instant asked about. */
  readonly rules: readonly string[];
  readonly amount?: string;
  readonly currency?: string;
  /** Why, in words, rule by rule. */
  readonly sentences: readonly string[];
}

/** What is absent isn't compared. An `until` of null means that waiting never helps; a stretch, that the act is lawful from somewhere in it. */
export interface Expectation {
  readonly verdict: "allowed" | "denied";
  readonly until?: Instant | { readonly from: Instant; readonly before: Instant } | null;
  readonly requires?: readonly string[];
  readonly rules?: readonly string[];
  readonly amount?: Money;
}

/** The same in words, as far as anything was expected. */
export type Expected = Partial<Omit<Judgement, "sentences" | "verdict">> & Pick<Judgement, "verdict">;

export interface Compared {
  readonly ok: boolean;
  readonly got: Judgement;
}

/** `40.00` and `GBP`. */
export const moneyWords = ({ amount, currency }: Money): { readonly amount: string; readonly currency: string } => ({
  amount: formatMoney(amount, currency),
  currency,
});

interface Answered {
  readonly judgement: Judgement;
  readonly until: Instant | null;
  readonly amount: Money | null;
}

/** The end of what the calendar knows, on the clock of the debtor's first zone: nobody looks further. */
const horizon = (calendar: Calendar, zone: string | undefined): Instant => startOfDay(calendar, zone ?? "UTC", calendar.to);

const answer = ({ context, action, at }: LawQuestion): Answered => {
  const { calendar, debtor } = context;
  const [zone] = debtor.timezones;
  const written = (t: Instant): string => formatInstant(calendar, zone ?? "UTC", t);
  const decision = permit(context, action, at);
  if (decision.allowed) {
    const amount = decision.amount ?? null;
    const money = amount === null ? {} : moneyWords(amount);
    return {
      judgement: { verdict: "allowed", until: written(at), requires: decision.requires, rules: [], ...money, sentences: [] },
      until: at,
      amount,
    };
  }
  const found = zone === undefined ? null : plan(context, action, at, horizon(calendar, zone));
  const until = found?.kind === "at" ? found.at : null;
  const judgement: Judgement = {
    verdict: "denied",
    until: until === null ? null : written(until),
    requires: decision.requires,
    rules: decision.reasons.map((reason) => reason.rule),
    sentences: decision.reasons.map((reason) => `${reason.rule}: ${reason.sentence}`),
  };
  return { judgement, until, amount: null };
};

/** Rules that change others, or say whom they bind, are named by a denial that comes from one of those. */
const behind = (refusing: readonly string[], { rules }: Context, id: string): boolean =>
  rules.some(
    ({ id: own, body }) => own === id && "touches" in body && body.touches.some((touched) => refusing.some((rule) => isLimbOf(rule, touched))),
  );

/** A rule of the law with several limbs is several rules in the book: `us-ma.workplace-stop-request.oral` is one of its limbs. */
export const isLimbOf = (rule: string, id: string): boolean => rule === id || rule.startsWith(`${id}.`);

const endsThen = (until: Instant | null, expected: NonNullable<Expectation["until"]> | null): boolean => {
  if (expected === null || typeof expected === "number") return until === expected;
  return until !== null && expected.from <= until && until < expected.before;
};

const textOf = (action: Action): readonly string[] => {
  if (action.act === "contact") return action.contact.contains ?? [];
  return action.act === "credit-report" ? (action.contains ?? []) : [];
};

/**
 * Asks and compares: the verdict; `until` as an instant; every listed content among those reported, and nothing that the text
 * has among those missing; every listed rule of the book among those that refuse, or behind one that does; the exact amount.
 */
export const compare = (question: LawQuestion, expected: Expectation): Compared => {
  const answered = answer(question);
  const { until, amount } = answered;
  const { context, action } = question;
  const changing = (expected.rules ?? []).filter((id) => behind(answered.judgement.rules, context, id));
  const judgement = { ...answered.judgement, rules: [...answered.judgement.rules, ...changing] };
  const denied = expected.verdict === "denied";
  const present = textOf(action);
  const named = (expected.rules ?? []).filter((id) => context.rules.some((rule) => rule.id === id));
  const ok =
    judgement.verdict === expected.verdict &&
    (expected.until === undefined || endsThen(until, expected.until)) &&
    (expected.requires ?? []).every((id) => judgement.requires.includes(id)) &&
    (!denied || !judgement.requires.some((id) => present.includes(id))) &&
    (!denied || named.every((id) => judgement.rules.some((rule) => isLimbOf(rule, id)))) &&
    (expected.amount === undefined || (amount !== null && amount.amount === expected.amount.amount && amount.currency === expected.amount.currency));
  return { ok, got: judgement };
};
