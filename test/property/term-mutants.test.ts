/** Each constant of the rules of terms and money, changed by one for the engine alone, is found out. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { CHANNELS, minor } from "../../engine/index.ts";
import type {
  AmountRule,
  ConsentRule,
  Days,
  DeadlineRule,
  DueDateRule,
  LimitationRule,
  Money,
  NoticeRule,
  Rule,
  RuleBody,
} from "../../engine/index.ts";
import { breachesOf, drafts, forbiddenAt, play, type Draft } from "./deeds.ts";
import { ruleOf } from "./term-rules.ts";

const days = (n: number, business = false): Days => ({ n, business });
const usd = (amount: number): Money => ({ amount: minor(amount), currency: "USD" });

const claim: NoticeRule = {
  kind: "notice-before",
  acts: ["sue", "charge"],
  notices: ["letter-of-claim"],
  by: ["letter", "email"],
  atLeast: days(3),
  atMost: days(6),
  counts: { from: "sending" },
  key: "debt",
};
const arrived: NoticeRule = { ...claim, counts: { from: "receipt" }, atMost: days(9) };
const notice: DeadlineRule = {
  kind: "deadline",
  duty: { send: ["validation-notice"] },
  after: { first: "communication" },
  within: days(3),
  else: ["sue", "contact"],
  key: "debt",
};
const papers: DeadlineRule = {
  ...notice,
  duty: { record: "documents-sent" },
  after: { event: "document-request", fromReceipt: true, until: ["dispute-closed"] },
};
const lasting: DeadlineRule = { ...papers, after: { event: "document-request", until: [] } };
const texts: ConsentRule = { kind: "consent", channels: CHANNELS, covers: "channel", freshDays: 4 };
const sum: AmountRule = {
  kind: "amount",
  charges: ["plan-fee", "late-compensation"],
  limit: { by: "sum", sum: usd(700) },
  onlyAgreed: false,
  times: 1,
  key: "debt",
};
const bands: AmountRule = {
  ...sum,
  limit: {
    by: "bands",
    bands: [
      { upTo: usd(12_000), sum: usd(400) },
      { upTo: null, sum: usd(700) },
    ],
  },
};
const slices: AmountRule = {
  ...sum,
  limit: {
    by: "slices",
    slices: [
      { upTo: usd(12_000), percent: 5 },
      { upTo: null, percent: 1 },
    ],
    atLeast: usd(40),
    atMost: usd(900),
  },
};
const interest: AmountRule = { ...sum, charges: ["late-interest", "plan-fee"], limit: { by: "yearly rate", percent: 120, over: "base" } };
const delivery: DueDateRule = { kind: "due-date", days: days(20), after: "delivery", longest: days(30) };
const year: LimitationRule = {
  kind: "limitation",
  years: 1,
  from: "default",
  toYearEnd: false,
  restartedBy: ["payment"],
  revivedBy: [],
  extinguishes: false,
  bars: ["sue", "contact", "charge"],
};

interface Mutant {
  readonly name: string;
  readonly rule: Rule;
  readonly mutant: Rule;
}
const changed = (name: string, body: RuleBody, other: RuleBody): Mutant => ({ name, rule: ruleOf(body, "rule"), mutant: ruleOf(other, "rule") });
const frozen = (how: "at lateness" | "at half-year"): AmountRule => ({
  ...interest,
  limit: { by: "yearly rate", percent: 120, over: "base", frozen: how },
});

const LAX: readonly Mutant[] = [
  changed("a notice that may be a day younger", claim, { ...claim, atLeast: days(2) }),
  changed("a notice that goes stale a day later", claim, { ...claim, atMost: days(7) }),
  changed("a notice that never goes stale", claim, { ...claim, atMost: days(90) }),
  changed("a notice from sending instead of receipt", arrived, { ...arrived, counts: { from: "sending" } }),
  changed("a notice by any channel", claim, { ...claim, by: ["letter", "email", "registered-letter", "sms"] }),
  changed("a notice of other contents", claim, { ...claim, notices: ["letter-of-claim", "reminder"] }),
  changed("a notice for one act less", claim, { ...claim, acts: ["sue"] }),
  changed("a notice about any debt", claim, { ...claim, key: "person" }),
  changed("working days counted as days", { ...claim, atLeast: days(3, true), atMost: days(9) }, { ...claim, atMost: days(9) }),
  changed("a deadline a day later", notice, { ...notice, within: days(4) }),
  changed("a deadline that forbids less", notice, { ...notice, else: ["sue"] }),
  changed("a deadline met by other contents", notice, { ...notice, duty: { send: ["reminder"] } }),
  changed("a deadline met by another event", lasting, { ...lasting, duty: { record: "dispute-closed" } }),
  changed("a consent that stays fresh a day longer", texts, { ...texts, freshDays: 5 }),
  changed("a consent to something else", texts, { ...texts, covers: "any-time" }),
  changed("a consent of any form", { ...texts, form: "written" }, texts),
  changed("a sum a cent higher", sum, { ...sum, limit: { by: "sum", sum: usd(701) } }),
  changed("a charge once more", sum, { ...sum, times: 2 }),
  changed("a charge that nobody agreed on", { ...sum, onlyAgreed: true }, sum),
  changed("a band that ends a cent earlier", bands, {
    ...bands,
    limit: {
      by: "bands",
      bands: [
        { upTo: usd(11_999), sum: usd(400) },
        { upTo: null, sum: usd(700) },
      ],
    },
  }),
  changed("a slice that ends later", slices, {
    ...slices,
    limit: {
      by: "slices",
      slices: [
        { upTo: usd(12_600), percent: 5 },
        { upTo: null, percent: 1 },
      ],
      atLeast: usd(40),
      atMost: usd(3_300),
    },
  }),
  changed("a rate a point higher", interest, { ...interest, limit: { by: "yearly rate", percent: 121, over: "base" } }),
  changed("a rate that is not looked up", interest, { ...interest, limit: { by: "yearly rate", percent: 125 } }),
  changed("a frozen rate that floats", frozen("at lateness"), interest),
  changed("a rate frozen by another day", frozen("at half-year"), frozen("at lateness")),
  changed("lateness a day earlier", delivery, { ...delivery, days: days(19) }),
  changed("a longest term a day shorter", delivery, { ...delivery, longest: days(29) }),
  changed("a period a month longer", year, { ...year, months: 1 }),
  changed("a period to the end of the year", year, { ...year, toYearEnd: true }),
  changed("a period that revives", year, { ...year, revivedBy: ["payment"] }),
  changed("a period that more restarts", { ...year, restartedBy: [] }, year),
  changed("a period that bars less", year, { ...year, bars: ["sue"] }),
];

const STRICT: readonly Mutant[] = [
  changed("a notice that must be a day older", claim, { ...claim, atLeast: days(4) }),
  changed("a notice that goes stale a day sooner", claim, { ...claim, atMost: days(5) }),
  changed("a notice from receipt instead of sending", claim, { ...claim, counts: { from: "receipt" } }),
  changed("a notice for one act more", claim, { ...claim, acts: ["sue", "charge", "threaten-suit"] }),
  changed("a deadline a day sooner", notice, { ...notice, within: days(2) }),
  changed("a deadline that nothing ends", papers, { ...papers, after: { event: "document-request", fromReceipt: true, until: [] } }),
  changed("a consent that goes stale a day sooner", texts, { ...texts, freshDays: 3 }),
  changed("a sum a cent lower", sum, { ...sum, limit: { by: "sum", sum: usd(699) } }),
  changed("a charge never", sum, { ...sum, times: 0 }),
  changed("a rate a point lower", interest, { ...interest, limit: { by: "yearly rate", percent: 119, over: "base" } }),
  changed("lateness a day later", delivery, { ...delivery, days: days(21) }),
  changed("a period a month shorter", { ...year, years: 1, months: 1 }, year),
  changed("a period that nothing restarts", year, { ...year, restartedBy: [] }),
  changed("a period from another day", year, { ...year, from: "incurred" }),
];

const staysLawful = ({ rule, mutant }: Mutant, draft: Draft): boolean => breachesOf(draft, [rule], play(draft, [mutant])).length === 0;

/** Whether everything that such a guard refused was forbidden, and it gave no less than the law. */
const refusesOnlyTheForbidden = ({ rule, mutant }: Mutant, draft: Draft): boolean => {
  let justified = true;
  play(draft, [mutant], (_, action, at, decision, written) => {
    const most = decision.allowed ? decision.amount?.amount : 0;
    if (!decision.allowed || (action.act === "charge" && action.charge.amount === undefined && most !== undefined))
      justified &&= forbiddenAt(draft, [rule], written, action, at, [], (most ?? 0) + 1).length > 0;
  });
  return justified;
};

const RUNS = { numRuns: 1_200, endOnFailure: true };

it.each(LAX)("$name is found out", (one) => {
  expect(
    fc.check(
      fc.property(drafts, (draft) => staysLawful(one, draft)),
      RUNS,
    ).failed,
  ).toBe(true);
});

it.each(STRICT)("$name is found out", (one) => {
  expect(
    fc.check(
      fc.property(drafts, (draft) => refusesOnlyTheForbidden(one, draft)),
      RUNS,
    ).failed,
  ).toBe(true);
});

it("the unchanged rules pass the same stories, both ways", () => {
  const rules = [...new Map([...LAX, ...STRICT].map(({ rule }) => [JSON.stringify(rule), rule])).values()];
  fc.assert(
    fc.property(drafts, fc.constantFrom(...rules), (draft, rule) => {
      const same = { name: "", rule, mutant: rule };
      return staysLawful(same, draft) && refusesOnlyTheForbidden(same, draft);
    }),
    { numRuns: 800 },
  );
});
