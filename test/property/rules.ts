/** Random rules of every kind, as a law book or a house could hold them. */
import fc from "fast-check";
import { localDay, minute, WEEKDAYS } from "../../engine/index.ts";
import type {
  BlockRule,
  CapRule,
  Channel,
  ContentRule,
  Exclusion,
  Hours,
  Key,
  LimitationRule,
  Narrowing,
  Rule,
  RuleBody,
  SilenceRule,
  Trigger,
  WindowRule,
} from "../../engine/index.ts";

const hours = (from: number, to: number, days: Hours["days"] = WEEKDAYS): Hours => ({ days, from: minute(from), to: minute(to) });
const WORKDAYS: Hours["days"] = ["mon", "tue", "wed", "thu", "fri"];

const optional = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.oneof(
    fc.constant({}),
    value.map((one) => ({ [name]: one })),
  );

const CHANNEL_SETS: readonly (readonly Channel[])[] = [
  ["call", "voicemail"],
  ["call", "voicemail", "sms"],
  ["email"],
  ["email", "sms", "social"],
  ["letter"],
  ["visit"],
];
const channelSets = optional("channels", fc.constantFrom(...CHANNEL_SETS));
/** Now and then a rule of some place. */
const placeSets = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom<NonNullable<CapRule["places"]>>(["work"], ["work", "other"], ["home"]).map((places) => ({ places })) },
);
const keys = fc.constantFrom<Key>("debt", "account", "creditor", "person");

/** Whom hours are for, whom they let through, and how long they hold. Every calendar of these stories has the list `US`. */
const windowLimits: fc.Arbitrary<Partial<WindowRule>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Partial<WindowRule>>(
      { holidaySet: "US" },
      { persons: ["debtor", "spouse"] },
      { exceptPersons: ["attorney"], exceptPurposes: ["legal-notice"] },
      { exceptReplies: true },
      { lateAtMost: 0 },
      { lateAtMost: 15 },
      { lateAtMost: 40, persons: ["attorney", "neighbour"] },
    ),
  },
);

const windows: fc.Arbitrary<RuleBody> = fc
  .tuple(
    channelSets,
    fc.constantFrom(
      [hours(480, 1260)],
      [hours(540, 1020, WORKDAYS)],
      [hours(420, 1260, ["mon", "tue", "wed", "thu", "fri", "sat"]), hours(780, 1020, ["sun"])],
      [hours(540, 720), hours(780, 1080)],
      [hours(90, 1410)],
      [hours(0, 150), hours(1140, 1440)],
      [hours(0, 1440, ["tue", "sun"])],
      [hours(480, 1200, WORKDAYS), { ...hours(600, 1080, ["sat"]), onHolidays: true as const }],
      [hours(480, 1200), { ...hours(30, 150, []), onHolidays: true as const }],
    ),
    fc.boolean(),
    optional("zone", fc.constantFrom("America/New_York", "America/Chicago")),
    fc.boolean(),
    placeSets,
    windowLimits,
  )
  .map(([channels, open, holidaysClosed, zone, liftedByConsent, places, limits]): WindowRule => ({
    kind: "window",
    ...channels,
    ...places,
    hours: open,
    holidaysClosed: holidaysClosed || open.some(({ onHolidays }) => onHolidays === true),
    ...zone,
    liftedByConsent,
    ...limits,
  }));

const EXCLUSIONS: readonly Exclusion[] = ["not-connected", "wrong-number", "consented", "professional", "not-reached", "reply"];

/** Whom and what a cap is for, and a span in months. */
const capLimits: fc.Arbitrary<Partial<CapRule>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Partial<CapRule>>(
      { persons: ["debtor", "spouse"] },
      { persons: ["attorney", "neighbour"] },
      { lines: ["mobile"] },
      { dialing: ["autodialled", "prerecorded"] },
      { months: 1 },
    ),
  },
);

const caps: fc.Arbitrary<RuleBody> = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    counted: fc.constantFrom<Pick<CapRule, "unit" | "channels">>(
      { unit: "attempt" },
      { unit: "attempt", channels: ["call", "voicemail"] },
      { unit: "attempt", channels: ["call", "voicemail", "sms", "email"] },
      { unit: "communication" },
      { unit: "communication", channels: ["email", "letter"] },
      { unit: "conversation", channels: ["call"] },
      { unit: "conversation", channels: ["visit"] },
      { unit: "message", channels: ["voicemail", "sms"] },
    ),
    days: fc.constantFrom(1, 2, 7, 10),
    key: keys,
    excluding: fc.subarray([...EXCLUSIONS]),
    places: placeSets,
    limits: capLimits,
  })
  .map(({ counted, excluding, places, limits, ...rest }): CapRule => ({ kind: "cap", ...counted, ...places, ...rest, ...limits, excluding }));

const silences: fc.Arbitrary<RuleBody> = fc
  .record({
    after: fc.constantFrom<SilenceRule["after"]>(
      { unit: "conversation", channels: ["call", "voicemail"], direction: "any" },
      { unit: "conversation", direction: "any" },
      { unit: "attempt", direction: "out" },
      { unit: "communication", channels: ["email"], direction: "out" },
    ),
    channels: channelSets,
    days: fc.constantFrom(1, 2, 7),
    key: keys,
    excluding: fc.subarray<Exclusion>(["wrong-number", "consented", "professional", "reply"]),
  })
  .map(({ channels, excluding, ...rest }): SilenceRule => ({ kind: "silence", ...channels, ...rest, excluding }));

const triggers: fc.Arbitrary<Trigger> = fc.oneof(
  fc
    .record({ form: optional("form", fc.constantFrom("written" as const, "oral" as const)), inPeriod: fc.boolean(), receipt: fc.boolean() })
    .map(({ form, inPeriod, receipt }): Trigger => ({
      event: "dispute",
      ...form,
      ...(inPeriod ? { withinValidationPeriod: true } : {}),
      ...(receipt ? { fromReceipt: true } : {}),
      until: ["dispute-closed", "documents-sent"],
    })),
  fc
    .record({ form: optional("form", fc.constantFrom("written" as const)), receipt: fc.boolean() })
    .map(({ form, receipt }): Trigger => ({ event: "cease-request", ...form, ...(receipt ? { fromReceipt: true } : {}), until: [] })),
  fc.constantFrom<Trigger>(
    { event: "attorney-notice", until: ["attorney-released"] },
    { event: "bankruptcy-petition", until: ["bankruptcy-closed", "bankruptcy-discharge"] },
    { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 6 },
    { event: "opt-out", until: [] },
    { event: "writing-only", until: [] },
    { event: "inconvenient-time", until: [] },
    { event: "inconvenient-place", until: [] },
    { event: "employer-prohibits", until: [] },
    { event: "refusal-to-pay", grounds: ["time-barred"], until: [] },
    { event: "document-request", requests: ["verification"], fromReceipt: true, until: ["documents-sent"], forDays: 9 },
    { event: "death", until: [] },
  ),
);

/** Now and then about barred debts alone, or contacts for some purposes. */
const narrowing: fc.Arbitrary<Narrowing> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom<Narrowing>({ barred: "while" }, { barred: "since" }) },
  { weight: 1, arbitrary: fc.constant<Narrowing>({ purposes: ["collect", "take-payment"] }) },
);

const limitations: fc.Arbitrary<RuleBody> = fc
  .record({ months: fc.constantFrom(1, 2, 6), during: fc.constantFrom([], ["payment" as const]) })
  .map(({ months, during }): LimitationRule => ({
    kind: "limitation",
    years: 0,
    months,
    from: "due",
    toYearEnd: false,
    restartedBy: during,
    revivedBy: [],
    extinguishes: false,
    bars: ["sue"],
  }));

const blocks: fc.Arbitrary<RuleBody> = fc
  .record({
    channels: channelSets,
    trigger: fc.oneof({ weight: 4, arbitrary: triggers.map((trigger) => ({ while: trigger })) }, { weight: 1, arbitrary: fc.constant({}) }),
    key: fc.constantFrom("debt" as const, "person" as const),
    exceptPurposes: fc.subarray<BlockRule["exceptPurposes"][number]>(["legal-notice", "closing-notice", "opt-out-confirmation", "locate"]),
    exceptPersons: fc.subarray<BlockRule["exceptPersons"][number]>(["attorney", "executor", "spouse"]),
    unlessConsent: fc.subarray<BlockRule["unlessConsent"][number]>(["channel", "any-time", "work", "prerecorded"]),
    exceptReplies: fc.boolean(),
    places: placeSets,
    lines: optional("lines", fc.constantFrom<NonNullable<BlockRule["lines"]>>(["mobile"], ["landline", "voip"])),
    dialing: optional("dialing", fc.constantFrom<NonNullable<BlockRule["dialing"]>>(["autodialled", "prerecorded"])),
    narrowing,
  })
  .map(({ channels, trigger, lines, dialing, places, narrowing: { barred, ...purposes }, ...rest }): BlockRule => ({
    kind: "block",
    acts: ["contact"],
    ...channels,
    ...trigger,
    ...lines,
    ...dialing,
    ...places,
    ...purposes,
    ...(barred === undefined ? {} : { barred: "while" }),
    ...rest,
  }));

const contents: fc.Arbitrary<RuleBody> = fc
  .record({
    channels: channelSets,
    when: fc.constantFrom<ContentRule["when"]>("every", "first", "later"),
    must: fc.subarray(["opt-out", "mini-miranda-initial", "caller-identity"], { minLength: 1 }),
    narrowing,
    trigger: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: triggers.map((trigger) => ({ while: trigger })) }),
  })
  .map(({ channels, trigger, narrowing: to, ...rest }): ContentRule => ({
    kind: "content",
    acts: ["contact"],
    ...channels,
    mustNot: [],
    ...trigger,
    ...to,
    ...rest,
  }));

const bodies = fc.oneof(windows, caps, silences, blocks, contents, limitations);

const bindings: fc.Arbitrary<Rule["binds"]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Rule["binds"][number]>(
        { roles: ["third-party", "debt-buyer"], debts: ["consumer"] },
        { roles: ["creditor"], debts: ["consumer", "commercial"], collectorFacts: ["implies-third-party"] },
        {
          roles: ["creditor", "third-party", "debt-buyer"],
          debts: ["consumer", "commercial"],
          debtors: ["person", "sole-trader"],
          exceptDebtorFacts: ["vat-registered"],
        },
        {
          roles: ["creditor", "third-party", "debt-buyer"],
          debts: ["commercial"],
          debtors: ["person", "sole-trader"],
          incurredFrom: localDay(20_270),
        },
      )
      .map((binding) => [binding]),
  },
);

/** A rule in force from or until some day near which stories play, or always. */
const spans: fc.Arbitrary<Pick<Rule, "from" | "to">> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ from: null, to: null }) },
  { weight: 1, arbitrary: fc.constantFrom(localDay(20_520), localDay(20_530), localDay(20_757)).map((day) => ({ from: day, to: null })) },
  { weight: 1, arbitrary: fc.constantFrom(localDay(20_525), localDay(20_756)).map((day) => ({ from: null, to: day })) },
);

export const ruleSets = (max: number): fc.Arbitrary<readonly Rule[]> =>
  fc
    .array(fc.tuple(bodies, bindings, spans, fc.constantFrom("WORLD", "WORLD", "HOUSE", "HOUSE", "WORLD", "US", "US-CA", "GB")), {
      minLength: 2,
      maxLength: max,
      size: "max",
    })
    .map((drawn) =>
      drawn.map(([body, binds, span, place], index): Rule => ({
        id: `rule.${index}`,
        place,
        summary: "A rule",
        cites: "",
        confidence: "own",
        checked: null,
        ...span,
        binds,
        file: "made up",
        line: index + 1,
        body,
      })),
    );
