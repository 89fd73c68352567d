/** What rules of several kinds have in common, random: whom they bind, what they hang on, from when to when they hold. */
import fc from "fast-check";
import { CHANNELS, EVENTS, PERSONS, PURPOSES, localDay, minor } from "../../engine/index.ts";
import type {
  Act,
  Binding,
  Channel,
  Contact,
  ContactPerson,
  ContactPlace,
  DebtType,
  EventName,
  Money,
  Narrowing,
  PastEvent,
  Purpose,
  Rule,
  RuleBody,
  Trigger,
} from "../../engine/index.ts";
import { ACTS, COVERS, DEBT_TYPES, DIALING, LINES, PLACES, SPEAKERS } from "../../dsl/tokens/vocabulary.ts";

/** A member that is now and then there. */
export const maybe = <Key extends string, T>(key: Key, value: fc.Arbitrary<T>, absent = 1, there = 1): fc.Arbitrary<{ readonly [K in Key]?: T }> =>
  fc.oneof(
    { weight: absent, arbitrary: fc.constant({}) },
    { weight: there, arbitrary: value.map((one) => ({ [key]: one }) as { readonly [K in Key]?: T }) },
  );

/** Mostly what stories are full of, now and then anything that there is. */
const mostly = <T>(likely: readonly T[], all: readonly T[], weight = 5): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: fc.constantFrom(...all) });

const some = <T>(likely: readonly (readonly T[])[], all: readonly T[], weight = 5): fc.Arbitrary<readonly T[]> =>
  fc.oneof(
    { weight, arbitrary: fc.constantFrom(...likely) },
    { weight: 1, arbitrary: fc.subarray([...all], { minLength: 1, maxLength: Math.min(4, all.length) }) },
  );

const CHANNEL_SETS: readonly (readonly Channel[])[] = [
  ["call", "voicemail"],
  ["call", "voicemail", "sms"],
  ["email"],
  ["email", "sms", "social"],
  ["letter"],
  ["visit"],
];
export const someChannels = some(CHANNEL_SETS, CHANNELS);
export const channelSets = maybe("channels", someChannels, 2);
/** Now and then a rule of some place. */
export const placeSets = maybe("places", some<ContactPlace>([["work"], ["work", "other"], ["home"]], PLACES), 6);
export const somePersons = some<ContactPerson>([["debtor", "spouse"], ["attorney", "neighbour"], ["debtor"]], PERSONS);
export const exceptedPersons = some<ContactPerson>([[], ["attorney"], ["executor", "spouse"]], PERSONS);
export const someLines = some<NonNullable<Contact["line"]>>([["mobile"], ["landline", "voip"]], LINES);
export const someDialing = some<NonNullable<Contact["dialing"]>>([["autodialled", "prerecorded"], ["manual"]], DIALING);
export const exceptedPurposes = some<Purpose>([[], ["legal-notice"], ["closing-notice", "opt-out-confirmation"], ["locate"]], PURPOSES);
export const somePurposes = some<Purpose>([["collect", "take-payment"]], PURPOSES);
export const someCovers: fc.Arbitrary<readonly NonNullable<PastEvent["covers"]>[]> = fc.subarray([...COVERS], { maxLength: 4 });
export const oneCover = mostly<NonNullable<PastEvent["covers"]>>(["channel", "prerecorded", "any-time"], COVERS);
export const someDebtTypes = some<DebtType>([["credit"], ["medical"]], DEBT_TYPES);
export const someContracts = fc.constantFrom<NonNullable<Binding["contracts"]>>(["written"], ["oral", "open-account"]);
export const actsMostly = (likely: readonly (readonly Act[])[]): fc.Arbitrary<readonly Act[]> => some(likely, ACTS);

/** Events about which much happens in stories. */
const TURNS: readonly EventName[] = [
  "dispute",
  "cease-request",
  "attorney-notice",
  "document-request",
  "bankruptcy-petition",
  "breathing-space",
  "opt-out",
  "writing-only",
  "death",
  "hardship",
  "payment",
  "promise",
];
export const oneEvent = mostly<EventName>(TURNS, EVENTS, 2);
export const someEvents = (min = 0): fc.Arbitrary<readonly EventName[]> => fc.array(oneEvent, { minLength: min, maxLength: 2 });

/** Facts with what they hang on in the law, and any others with anything. */
const KNOWN: readonly Trigger[] = [
  { event: "attorney-notice", until: ["attorney-released"] },
  { event: "bankruptcy-petition", until: ["bankruptcy-closed", "bankruptcy-discharge"] },
  { event: "bankruptcy-petition", chapter: "13", until: ["bankruptcy-closed"] },
  { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 6 },
  { event: "breathing-space", relief: "crisis", until: ["breathing-space-ended"] },
  { event: "opt-out", until: [] },
  { event: "opt-out", until: ["consent"] },
  { event: "writing-only", until: [] },
  { event: "inconvenient-time", until: [] },
  { event: "inconvenient-place", until: [] },
  { event: "employer-prohibits", until: [] },
  { event: "refusal-to-pay", grounds: ["time-barred"], until: [] },
  { event: "document-request", requests: ["verification"], fromReceipt: true, until: ["documents-sent"], forDays: 9 },
  { event: "plan-agreed", until: ["plan-broken"] },
  { event: "payment", inFull: true, until: [] },
  { event: "payment", afterNotice: { contents: ["reminder", "validation-notice"], days: 4 }, until: [] },
  { event: "death", until: [] },
];
const ofDisputes = fc
  .record({ form: maybe("form", fc.constantFrom("written" as const, "oral" as const)), inPeriod: fc.boolean(), receipt: fc.boolean() })
  .map(({ form, inPeriod, receipt }): Trigger => ({
    event: "dispute",
    ...form,
    ...(inPeriod ? { withinValidationPeriod: true } : {}),
    ...(receipt ? { fromReceipt: true } : {}),
    until: ["dispute-closed", "documents-sent"],
  }));
const ofCeasing = fc
  .record({ form: maybe("form", fc.constantFrom("written" as const)), receipt: fc.boolean() })
  .map(({ form, receipt }): Trigger => ({ event: "cease-request", ...form, ...(receipt ? { fromReceipt: true } : {}), until: [] }));
const ofAnything = fc
  .record({
    event: oneEvent,
    more: fc.tuple(
      maybe("form", fc.constantFrom("written" as const, "oral" as const), 3),
      maybe("media", someChannels, 6),
      maybe("grounds", fc.subarray(["amount", "time-barred", "paid"], { minLength: 1 }), 6),
      maybe("requests", fc.subarray(["verification", "original-creditor"], { minLength: 1 }), 6),
      maybe("by", fc.subarray([...SPEAKERS], { minLength: 1, maxLength: 3 }), 5),
      maybe("fromReceipt", fc.constant(true), 2),
      maybe("forDays", fc.integer({ min: 1, max: 12 })),
    ),
    until: someEvents(),
  })
  .map(({ more, ...rest }): Trigger => ({ ...rest, ...Object.assign({}, ...more) }));

export const triggers: fc.Arbitrary<Trigger> = fc.oneof(ofDisputes, ofCeasing, { weight: 2, arbitrary: fc.constantFrom(...KNOWN) }, ofAnything);

/** Now and then about barred debts alone, or contacts for some purposes. */
export const narrowing: fc.Arbitrary<Narrowing> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom<Narrowing>({ barred: "while" }, { barred: "since" }) },
  { weight: 1, arbitrary: somePurposes.map((purposes): Narrowing => ({ purposes })) },
);

const sums: fc.Arbitrary<Money> = fc.record({
  amount: fc.constantFrom(1, 11_999, 12_000, 12_001, 24_000, 36_001).map(minor),
  currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
});
const day = (min: number, max: number) => fc.integer({ min, max }).map(localDay);

/** Whom a rule binds: one or two things beside the role and the kind of debt. */
const limits: fc.Arbitrary<Partial<Binding>> = fc.oneof(
  fc.constantFrom<Partial<Binding>>({}, { debtors: ["person", "sole-trader"] }, { debtors: ["business", "unknown"] }),
  someDebtTypes.map((debtTypes) => ({ debtTypes })),
  fc.constantFrom<Partial<Binding>>({ collectorFacts: ["implies-third-party"] }, { exceptCollectorFacts: ["implies-third-party"] }),
  fc.constantFrom<Partial<Binding>>({ debtorFacts: ["active-duty"] }, { exceptDebtorFacts: ["vat-registered"] }),
  fc.constantFrom<Partial<Binding>>(
    { debtFacts: ["secured"] },
    { debtFacts: ["charged-off"] },
    { exceptDebtFacts: ["secured"] },
    { exceptDebtFacts: ["financial-lender"] },
  ),
  someContracts.map((contracts) => ({ contracts })),
  day(20_200, 20_400).map((incurredFrom) => ({ incurredFrom })),
  day(20_200, 20_400).map((incurredUntil) => ({ incurredUntil })),
  fc.tuple(fc.constantFrom("amountAtLeast", "amountAtMost", "totalAtLeast", "totalAtMost"), sums).map(([name, sum]) => ({ [name]: sum })),
  somePersons.map((persons) => ({ persons })),
  someEvents(1).map((onceEvents) => ({ onceEvents })),
  someEvents(1).map((untilEvents) => ({ untilEvents })),
);

const binding: fc.Arbitrary<Binding> = fc
  .record({
    roles: fc.subarray<Binding["roles"][number]>(["creditor", "third-party", "debt-buyer"], { minLength: 1 }),
    debts: fc.subarray<Binding["debts"][number]>(["consumer", "commercial"], { minLength: 1 }),
    one: limits,
    other: limits,
  })
  .map(({ one, other, ...rest }) => ({ ...rest, ...one, ...other }));

export const bindings: fc.Arbitrary<Rule["binds"]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(binding, { minLength: 1, maxLength: 2 }) },
);

/** A rule in force from or until some day near which stories play, or always. */
export const spans: fc.Arbitrary<Pick<Rule, "from" | "to">> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ from: null, to: null }) },
  { weight: 1, arbitrary: fc.constantFrom(localDay(20_520), localDay(20_530), localDay(20_757)).map((from) => ({ from, to: null })) },
  { weight: 1, arbitrary: fc.constantFrom(localDay(20_525), localDay(20_756)).map((to) => ({ from: null, to })) },
);

/** Mostly rules that reach everybody; of a place now and then with members that don't stand in it. */
export const reaches: fc.Arbitrary<Pick<Rule, "place" | "members" | "notIn">> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("WORLD", "HOUSE").map((place) => ({ place })) },
  { weight: 2, arbitrary: fc.constantFrom("US", "US-CA", "GB").map((place) => ({ place })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Pick<Rule, "place" | "notIn">>({ place: "US", notIn: ["US-CA"] }, { place: "US-NY", notIn: ["US-NY-NYC"] }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("EU", "US-CA"), fc.subarray(["US-NY", "GB", "DE", "NL"], { minLength: 1 }))
      .map(([place, members]) => ({ place, members })),
  },
);

/** A rule of the world, in force always, that binds everybody. */
export const ruleOf = (body: RuleBody, id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  place: "WORLD",
  summary: "A rule",
  cites: "",
  confidence: "own",
  checked: null,
  from: null,
  to: null,
  binds: [],
  file: "made up",
  line: 1,
  body,
  ...more,
});

/** Some rules of these bodies, of any place and reach; or such that bind everybody, so that more is refused. */
export const rulesOf = (
  bodies: fc.Arbitrary<RuleBody>,
  {
    min,
    max,
    bind = bindings,
    reach = reaches,
  }: { readonly min: number; readonly max: number; readonly bind?: typeof bindings; readonly reach?: typeof reaches },
): fc.Arbitrary<readonly Rule[]> =>
  fc
    .array(fc.tuple(bodies, bind, spans, reach), { minLength: min, maxLength: max, size: "max" })
    .map((drawn) => drawn.map(([body, binds, span, whom], index) => ruleOf(body, `rule.${index}`, { binds, ...span, ...whom })));
