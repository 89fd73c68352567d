/** Random rules about notices, deadlines, permissions, money and time: small numbers, so that a story of two weeks turns on them. */
import fc from "fast-check";
import { localDay, minor } from "../../engine/index.ts";
import {
  actsMostly,
  maybe,
  oneCover,
  oneEvent,
  rulesOf,
  ruleOf,
  someChannels,
  someContracts,
  someDebtTypes,
  someDialing,
  someEvents,
  someLines,
  somePurposes,
  triggers as anyTrigger,
} from "./rule-parts.ts";

export { ruleOf };
import type {
  Act,
  AmountLimit,
  AmountRule,
  BlockRule,
  Channel,
  ConsentRule,
  Days,
  DeadlineRule,
  DueDateRule,
  LimitationRule,
  Money,
  NoticeRule,
  ReceiptRule,
  Rule,
  RuleBody,
  Series,
  TollingRule,
  Trigger,
} from "../../engine/index.ts";

const days = (min: number, max: number): fc.Arbitrary<Days> =>
  fc
    .record({
      n: fc.integer({ min, max }),
      kind: fc.oneof(
        { weight: 6, arbitrary: fc.constant({ business: false }) },
        { weight: 2, arbitrary: fc.constant({ business: true }) },
        // Lists that every calendar of these stories holds: one without holidays, with Saturdays; one of Tuesdays to Saturdays.
        { weight: 1, arbitrary: fc.constantFrom("US.business-days", "US.5usc6103a", "NL.post").map((of) => ({ business: true, of })) },
      ),
    })
    .map(({ n, kind }) => ({ n, ...kind }));
const calendarDays = (min: number, max: number): fc.Arbitrary<Days> => fc.integer({ min, max }).map((n) => ({ n, business: false }));
const keys = fc.constantFrom("debt" as const, "person" as const);

export const NOTICES = ["letter-of-claim", "reminder", "validation-notice"] as const;
export const CHARGES = ["late-interest", "late-compensation", "plan-fee"] as const;
const ACTS: readonly Act[] = ["contact", "sue", "charge", "threaten-suit"];
const acts = fc.oneof(
  { weight: 5, arbitrary: fc.subarray([...ACTS], { minLength: 1 }) },
  { weight: 1, arbitrary: actsMostly([["contact"], ["credit-report"]]) },
);
const ways = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<readonly Channel[]>(["letter", "registered-letter"], ["email"], ["letter", "email", "sms"]) },
  { weight: 1, arbitrary: someChannels },
);

export const notices: fc.Arbitrary<NoticeRule> = fc
  .record({
    acts,
    notices: fc.subarray([...NOTICES], { minLength: 1, maxLength: 2 }),
    by: maybe("by", ways),
    channels: maybe("channels", fc.oneof(fc.constantFrom<readonly Channel[]>(["call", "sms"], ["email", "letter"]), someChannels)),
    charges: maybe("charges", fc.subarray([...CHARGES], { minLength: 1 })),
    atLeast: days(0, 5),
    atMost: maybe("atMost", days(3, 8)),
    counts: fc.oneof(
      fc.constantFrom<NoticeRule["counts"]>({ from: "sending" }, { from: "receipt" }, { from: "receipt" }),
      days(0, 3).map((after): NoticeRule["counts"] => ({ from: "presumed receipt", after })),
    ),
    key: keys,
    more: fc.tuple(
      maybe("atLeastGiven", fc.integer({ min: 1, max: 3 }), 4),
      maybe("afterDue", fc.constant(true as const), 4),
      maybe("namingSum", fc.constant(true as const), 3),
    ),
    told: fc.constantFrom(...Array.from({ length: 6 }, () => "by a notice"), "by any message", "by a talk"),
  })
  .map(({ by, channels, charges, atMost, told, more, ...rest }): NoticeRule => {
    const rule: NoticeRule = { kind: "notice-before", ...rest, ...by, ...channels, ...charges };
    const [given, afterDue, namingSum] = more;
    if (told === "by a notice") return { ...rule, ...(given.atLeastGiven === undefined ? atMost : given), ...afterDue, ...namingSum };
    return { ...rule, notices: [], ...(told === "by a talk" ? { orConversation: true } : {}) };
  });

export const receipts: fc.Arbitrary<ReceiptRule> = fc.record({
  kind: fc.constant("receipt" as const),
  channels: fc.oneof(fc.constantFrom<readonly Channel[]>(["letter"], ["letter", "email"], ["registered-letter", "letter"]), someChannels),
  after: days(0, 3),
});

const likely = fc.constantFrom<Trigger>(
  { event: "document-request", until: [] },
  { event: "document-request", requests: ["verification"], fromReceipt: true, until: ["dispute-closed"] },
  { event: "dispute", form: "written", fromReceipt: true, until: ["dispute-closed"] },
  { event: "dispute", until: ["dispute-closed", "documents-sent"], forDays: 6 },
  { event: "plan-agreed", until: ["plan-broken"] },
);

const triggers = fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: anyTrigger });

export const deadlines: fc.Arbitrary<DeadlineRule> = fc
  .record({
    duty: fc.oneof(
      fc.record({ send: fc.subarray([...NOTICES], { minLength: 1, maxLength: 2 }), by: maybe("by", ways) }).map(({ send, by }) => ({ send, ...by })),
      fc.constantFrom({ record: "documents-sent" as const }, { record: "dispute-closed" as const }),
      oneEvent.map((record) => ({ record })),
    ),
    after: fc.oneof(triggers, fc.constantFrom({ first: "contact" as const }, { first: "communication" as const })),
    within: days(1, 4),
    acts,
    key: keys,
  })
  .map(({ acts: forbidden, ...rest }): DeadlineRule => ({ kind: "deadline", ...rest, else: forbidden }));

export const consents: fc.Arbitrary<ConsentRule> = fc
  .record({
    channels: fc.oneof(fc.constantFrom<readonly Channel[]>(["sms", "email"], ["call"], ["call", "sms", "email", "letter"]), someChannels),
    dialing: maybe("dialing", someDialing),
    lines: maybe("lines", someLines),
    covers: oneCover,
    form: maybe("form", fc.constantFrom("written" as const, "oral" as const)),
    freshDays: maybe("freshDays", fc.integer({ min: 1, max: 6 })),
  })
  .map(({ dialing, lines, form, freshDays, ...rest }): ConsentRule => ({ kind: "consent", ...rest, ...dialing, ...lines, ...form, ...freshDays }));

/** Its values change, and its knowledge ends, in the midst of stories. */
export const SERIES: readonly Series[] = [
  {
    name: "base",
    title: "Base rate",
    cites: "made up",
    confidence: "own",
    checked: null,
    verifiedTo: localDay(20_762),
    values: [
      { from: localDay(15_000), percent: 1.75 },
      { from: localDay(20_454), percent: 2.27 },
      { from: localDay(20_521), percent: 0.5 },
      { from: localDay(20_635), percent: 4.125 },
    ],
    file: "made up",
    line: 1,
  },
];

const usd = (amount: number): Money => ({ amount: minor(amount), currency: "USD" });
const eur = (amount: number): Money => ({ amount: minor(amount), currency: "EUR" });
const floor = maybe("atLeast", fc.integer({ min: 1, max: 900 }).map(usd));
const ceiling = maybe("atMost", fc.integer({ min: 100, max: 2_000 }).map(usd));

const limits: fc.Arbitrary<AmountLimit> = fc.oneof(
  fc.integer({ min: 0, max: 1_500 }).map((amount): AmountLimit => ({ by: "sum", sum: usd(amount) })),
  fc.constant<AmountLimit>({ by: "sum", sum: eur(700) }),
  fc
    .tuple(fc.constantFrom(0.5, 2.5, 15), floor, ceiling)
    .map(([percent, least, most]): AmountLimit => ({ by: "percent of debt", percent, ...least, ...most })),
  fc
    .record({
      percent: fc.constantFrom(0, 5, 8.75, 120),
      over: maybe("over", fc.constantFrom("base", "base", "base", "nobody's")),
      frozen: maybe("frozen", fc.constantFrom("never" as const, "at lateness" as const, "at half-year" as const)),
      dayCount: maybe("dayCount", fc.constantFrom("actual/365" as const, "actual/actual" as const, "30/360" as const)),
    })
    .map(({ percent, over, frozen, dayCount }): AmountLimit => ({ by: "yearly rate", percent, ...over, ...frozen, ...dayCount })),
  fc.constantFrom<AmountLimit>(
    {
      by: "bands",
      bands: [
        { upTo: usd(11_999), sum: usd(400) },
        { upTo: usd(12_000), sum: usd(700) },
        { upTo: null, sum: usd(1_000) },
      ],
    },
    { by: "bands", bands: [{ upTo: usd(12_000), sum: usd(700) }] },
    {
      // Sums of another currency than the debts', as forty euros on a debt in zloty.
      by: "bands",
      bands: [
        { upTo: usd(11_999), sum: eur(4_000) },
        { upTo: null, sum: eur(7_000) },
      ],
    },
  ),
  fc.tuple(floor, ceiling).map(([least, most]): AmountLimit => ({
    by: "slices",
    slices: [
      { upTo: usd(5_001), percent: 5 },
      { upTo: usd(12_000), percent: 2.5 },
      { upTo: null, percent: 1 },
    ],
    ...least,
    ...most,
  })),
);

export const amounts: fc.Arbitrary<AmountRule> = fc
  .record({
    charges: fc.subarray([...CHARGES], { minLength: 2 }),
    limit: limits,
    onlyAgreed: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    unless: maybe("unlessAgreed", fc.constant(true as const), 5),
    times: maybe("times", fc.integer({ min: 1, max: 2 }), 2),
    inTotal: maybe("inTotal", maybe("months", fc.constantFrom(1, 2), 2), 2),
    key: keys,
  })
  .map(({ times, unless, inTotal, ...rest }): AmountRule => ({
    kind: "amount",
    ...rest,
    ...unless,
    ...times,
    // Interest takes off what was booked by itself.
    ...(rest.limit.by === "yearly rate" ? {} : inTotal),
  }));

/** Calendar days: stories owe what arose before their calendar begins, and business days before it can't be counted. */
export const dueDates: fc.Arbitrary<DueDateRule> = fc
  .record({
    days: calendarDays(1, 30),
    after: fc.constantFrom<DueDateRule["after"]>("invoice", "receipt", "delivery", "due and receipt", "delivery and receipt"),
    more: fc.tuple(
      maybe("longest", calendarDays(5, 40)),
      maybe("containing", fc.subarray(["reminder", "opt-out"], { minLength: 1 }), 4),
      maybe("toBusinessDay", fc.constant(true as const), 3),
      maybe("orWith", fc.subarray([...NOTICES], { minLength: 1 }), 2),
    ),
  })
  .map(({ more, ...rest }): DueDateRule => ({ kind: "due-date", ...rest, ...Object.assign({}, ...more) }));

export const limitations: fc.Arbitrary<LimitationRule> = fc
  .record({
    years: fc.constantFrom(0, 1),
    months: maybe("months", fc.constantFrom(0, 1, 6)),
    debtTypes: maybe("debtTypes", someDebtTypes),
    contracts: maybe("contracts", someContracts),
    afterDays: maybe("afterDays", fc.integer({ min: 1, max: 9 }), 4),
    from: fc.constantFrom<LimitationRule["from"]>("due", "default", "incurred", "last-payment", "charged-off", "judgment"),
    toYearEnd: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    restartedBy: fc.oneof(fc.subarray<LimitationRule["restartedBy"][number]>(["payment", "acknowledgement"]), someEvents()),
    revivedBy: fc.oneof(fc.constant([]), fc.subarray<LimitationRule["revivedBy"][number]>(["payment", "acknowledgement"]), someEvents()),
    extinguishes: fc.boolean(),
    bars: acts,
    asFixed: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ asFixed: true }) }),
  })
  .map(({ months, afterDays, debtTypes, contracts, asFixed, ...rest }): LimitationRule => ({
    kind: "limitation",
    ...rest,
    ...months,
    ...afterDays,
    ...debtTypes,
    ...contracts,
    ...asFixed,
  }));

export const tollings: fc.Arbitrary<TollingRule> = fc.oneof(
  fc.constantFrom<TollingRule>(
    { kind: "tolling", during: "military-orders", until: [] },
    { kind: "tolling", during: "dispute", until: ["dispute-closed"] },
  ),
  fc.record({ kind: fc.constant("tolling" as const), during: oneEvent, until: someEvents() }),
);

/** Waits, for a charge of some types or for other acts, and charges that are closed altogether. */
const waits: fc.Arbitrary<BlockRule> = fc
  .record({
    acts: fc.constantFrom<BlockRule["acts"]>(["charge"], ["charge"], ["contact"], ["sue", "charge"]),
    charges: maybe("charges", fc.subarray([...CHARGES], { minLength: 1 })),
    until: maybe(
      "until",
      fc
        .record({
          days: fc.integer({ min: 1, max: 20 }),
          business: maybe("business", fc.constant(true as const), 3),
          after: fc.constantFrom("due" as const, "default" as const, "invoice" as const, "last" as const),
        })
        .map(({ business, ...rest }) => ({ ...rest, ...business })),
      1,
      5,
    ),
    key: keys,
  })
  .map(({ acts: closed, charges, until, key }): BlockRule => ({
    kind: "block",
    acts: closed,
    ...charges,
    ...until,
    key,
    exceptPurposes: [],
    exceptPersons: [],
    unlessConsent: [],
    exceptReplies: false,
  }));

/** Kinds that refuse nothing: they are among the others, and change nothing. */
const silent: fc.Arbitrary<RuleBody> = fc.oneof(
  fc.constantFrom<RuleBody>(
    { kind: "standard", text: "be kind" },
    { kind: "none", text: "nothing is said" },
    { kind: "modifier", touches: ["rule.0"], text: "counts otherwise" },
    { kind: "scope", touches: ["rule.0"], text: "binds fewer" },
  ),
  fc.record({
    kind: fc.constant("retention" as const),
    what: fc.constantFrom("keep" as const, "delete" as const),
    records: fc.constant("calls"),
    years: fc.constantFrom(1, 3),
    after: fc.oneof(oneEvent, fc.constantFrom("last-contact" as const, "closing" as const)),
  }),
);

/** Rules of notices and charges that are now and then about barred debts alone, or some purposes. */
const narrowed = <Body extends NoticeRule | AmountRule>(rules: fc.Arbitrary<Body>): fc.Arbitrary<Body> =>
  fc
    .tuple(rules, maybe("barred", fc.constantFrom("while" as const, "while" as const, "since" as const), 3), maybe("purposes", somePurposes, 5))
    .map(([rule, barred, purposes]) => ({ ...rule, ...barred, ...purposes }));

export const termBodies: fc.Arbitrary<RuleBody> = fc.oneof(
  narrowed(notices),
  narrowed(notices),
  receipts,
  deadlines,
  deadlines,
  consents,
  narrowed(amounts),
  amounts,
  narrowed(amounts),
  dueDates,
  limitations,
  tollings,
  waits,
  silent,
);

export const termRules = (max: number): fc.Arbitrary<readonly Rule[]> =>
  rulesOf(termBodies, { min: 1, max, bind: fc.constant([]), reach: fc.constant({ place: "WORLD" }) });
