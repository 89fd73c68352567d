/** Random rules about contacts: hours, limits, silences, doors that close, words that must be said. */
import fc from "fast-check";
import { minute, WEEKDAYS } from "../../engine/index.ts";
import type {
  BlockRule,
  CapRule,
  ContentRule,
  CountsFrom,
  Days,
  Exclusion,
  Hours,
  Key,
  LimitationRule,
  PathKey,
  Rule,
  RuleBody,
  SilenceRule,
  WindowRule,
} from "../../engine/index.ts";
import {
  actsMostly,
  channelSets,
  exceptedPersons,
  exceptedPurposes,
  maybe,
  narrowing,
  placeSets,
  rulesOf,
  someChannels,
  someCovers,
  someDialing,
  someLines,
  somePersons,
  triggers,
} from "./rule-parts.ts";

const hours = (from: number, to: number, days: Hours["days"] = WEEKDAYS): Hours => ({ days, from: minute(from), to: minute(to) });
const WORKDAYS: Hours["days"] = ["mon", "tue", "wed", "thu", "fri"];
const onHolidays = (from: number, to: number, days: Hours["days"] = []): Hours => ({ ...hours(from, to, days), onHolidays: true });

const keys = fc.constantFrom<Key>("debt", "account", "creditor", "person");
const paths = fc.constantFrom<PathKey>("line", "address", "medium");

/** Whom hours are for, whom they let through, and how long they hold. Every calendar of these stories has the list `US`. */
const windowLimits: fc.Arbitrary<Partial<WindowRule>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.constantFrom("US", "US.5usc6103a", "NL.post").map((holidaySet) => ({ holidaySet, holidaysClosed: true })),
      somePersons.map((persons) => ({ persons })),
      fc.tuple(exceptedPersons, exceptedPurposes).map(([exceptPersons, exceptPurposes]) => ({ exceptPersons, exceptPurposes })),
      fc.constant({ exceptReplies: true as const }),
      fc.constant({ liftedByConsent: true as const, consentInWriting: true as const }),
      fc.constantFrom(0, 15, 40).map((lateAtMost) => ({ lateAtMost })),
      fc.tuple(fc.constantFrom(0, 30), somePersons).map(([lateAtMost, persons]) => ({ lateAtMost, persons })),
    ),
  },
);

/** Hours around midnight, around the nights in which clocks change, and on holidays. */
const OPEN: readonly (readonly Hours[])[] = [
  [hours(480, 1260)],
  [hours(540, 1020, WORKDAYS)],
  [hours(420, 1260, ["mon", "tue", "wed", "thu", "fri", "sat"]), hours(780, 1020, ["sun"])],
  [hours(540, 720), hours(780, 1080)],
  [hours(90, 1410)],
  [hours(0, 150), hours(1140, 1440)],
  [hours(0, 1440, ["tue", "sun"])],
  [hours(0, 1440)],
  [hours(119, 121), hours(1439, 1440)],
  [hours(480, 1200, WORKDAYS), onHolidays(600, 1080, ["sat"])],
  [hours(480, 1200), onHolidays(30, 150)],
  [onHolidays(0, 1440)],
];

const windows: fc.Arbitrary<RuleBody> = fc
  .tuple(
    channelSets,
    fc.constantFrom(...OPEN),
    fc.boolean(),
    maybe("zone", fc.constantFrom("America/New_York", "America/Chicago", "Pacific/Apia", "Australia/Lord_Howe"), 2),
    fc.boolean(),
    placeSets,
    windowLimits,
  )
  .map(([channels, open, holidaysClosed, zone, liftedByConsent, places, limits]): WindowRule => ({
    kind: "window",
    ...channels,
    ...places,
    hours: open,
    holidaysClosed: holidaysClosed || open.some((some) => some.onHolidays === true),
    ...zone,
    liftedByConsent,
    ...limits,
  }));

const EXCLUSIONS: readonly Exclusion[] = ["not-connected", "wrong-number", "consented", "professional", "not-reached", "reply"];

const lifting: fc.Arbitrary<Pick<CapRule, "unlessConsent" | "consentInWriting">> = fc
  .tuple(someCovers, maybe("consentInWriting", fc.constant(true as const), 3))
  .map(([unlessConsent, written]) => ({ unlessConsent, ...written }));

/** Whom and what a cap is for, from when on it counts, what lifts it, and spans other than rolling days. */
const capLimit: fc.Arbitrary<Partial<CapRule>> = fc.oneof(
  somePersons.map((persons) => ({ persons })),
  someLines.map((lines) => ({ lines })),
  someDialing.map((dialing) => ({ dialing })),
  paths.map((key) => ({ key })),
  fc.constantFrom(1, 2).map((months) => ({ months })),
  triggers.map((since) => ({ since })),
  fc.constantFrom<Partial<CapRule>>(
    { fixed: { unit: "month" } },
    { fixed: { unit: "ever" } },
    { afterFirst: "conversation" },
    { afterFirst: "conversation", key: "debt" },
    { afterFirst: "contact-in-arrears" },
    { afterFirst: "contact-in-arrears", unit: "communication", key: "debt" },
    { purposes: ["locate", "legal-notice"] },
    { exceptPurposes: ["legal-notice", "take-payment"] },
  ),
  fc.constantFrom(...WEEKDAYS).map((from) => ({ fixed: { unit: "week" as const, from } })),
  lifting,
);
const capLimits: fc.Arbitrary<Partial<CapRule>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.tuple(capLimit, fc.oneof(fc.constant({}), capLimit)).map(([one, other]) => ({ ...one, ...other })) },
);

const UNITS = ["attempt", "completed-contact", "communication", "conversation", "message"] as const;

const caps: fc.Arbitrary<RuleBody> = fc
  .record({
    n: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: fc.constant(0) }),
    counted: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<Pick<CapRule, "unit" | "channels">>(
          { unit: "attempt" },
          { unit: "attempt", channels: ["call", "voicemail"] },
          { unit: "attempt", channels: ["call", "voicemail", "sms", "email"] },
          { unit: "communication" },
          { unit: "communication", channels: ["email", "letter"] },
          { unit: "conversation", channels: ["call"] },
          { unit: "conversation", channels: ["visit"] },
          { unit: "message", channels: ["voicemail", "sms"] },
        ),
      },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...UNITS), channelSets).map(([unit, channels]) => ({ unit, ...channels })) },
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
    after: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<SilenceRule["after"]>(
          { unit: "conversation", channels: ["call", "voicemail"], direction: "any" },
          { unit: "conversation", direction: "any" },
          { unit: "attempt", direction: "out" },
          { unit: "communication", channels: ["email"], direction: "out" },
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...UNITS), channelSets, fc.constantFrom("any" as const, "out" as const))
          .map(([unit, channels, direction]) => ({ unit, ...channels, direction })),
      },
    ),
    channels: channelSets,
    days: fc.constantFrom(1, 2, 7),
    key: fc.oneof({ weight: 4, arbitrary: keys }, { weight: 1, arbitrary: paths }),
    lifted: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: lifting }),
    excluding: fc.subarray([...EXCLUSIONS]),
  })
  .map(({ channels, excluding, lifted, ...rest }): SilenceRule => ({ kind: "silence", ...channels, ...rest, ...lifted, excluding }));

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
    acts: actsMostly([["contact"], ["contact"], ["contact", "sue", "charge"]]),
    channels: channelSets,
    trigger: maybe("while", triggers, 1, 4),
    key: fc.constantFrom("debt" as const, "person" as const),
    exceptPurposes: exceptedPurposes,
    exceptPersons: exceptedPersons,
    unlessConsent: fc.oneof(fc.constant([]), someCovers),
    lifted: fc.tuple(maybe("consentInWriting", fc.constant(true as const), 4), maybe("attorneySilentFor", fc.constantFrom(1, 3, 10), 3)),
    exceptReplies: fc.boolean(),
    used: maybe("unlessUsed", fc.constant(true as const), 4),
    places: placeSets,
    lines: maybe("lines", someLines, 3),
    dialing: maybe("dialing", someDialing, 3),
    contacted: maybe("unlessContacted", fc.constant(true as const)),
    narrowing,
  })
  .map(({ channels, trigger, lines, dialing, places, used, lifted: [written, silent], narrowing: to, contacted, ...rest }): BlockRule => ({
    kind: "block",
    ...(to.barred === undefined ? {} : contacted),
    ...channels,
    ...trigger,
    ...lines,
    ...dialing,
    ...places,
    ...to,
    ...written,
    ...silent,
    ...used,
    ...rest,
  }));

const WORDS = ["opt-out", "mini-miranda-initial", "caller-identity"];

const spans: fc.Arbitrary<Days> = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((n) => ({ n, business: false })),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom({}, { of: "US.5usc6103a" }, { of: "NL.post" }))
    .map(([n, of]) => ({ n, business: true, ...of })),
);

/** Which messages a rule about words is for, what lifts it, and the time that they must leave. */
const contentLimits: fc.Arbitrary<Partial<ContentRule>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.oneof(
      someChannels.map((by) => ({ by })),
      placeSets,
      somePersons.map((persons) => ({ persons })),
      someLines.map((lines) => ({ lines })),
      someDialing.map((dialing) => ({ dialing })),
      fc.subarray(["validation-notice", "reminder", ...WORDS], { minLength: 1 }).map((having) => ({ having })),
      someCovers.map((unlessConsent) => ({ unlessConsent })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        atLeast: spans,
        counts: fc.oneof(
          fc.constantFrom<CountsFrom>({ from: "sending" }, { from: "receipt" }),
          spans.map((after): CountsFrom => ({ from: "presumed receipt", after })),
        ),
      })
      .chain((gives) =>
        fc.constantFrom<Partial<ContentRule>>(
          { gives, must: [] },
          { gives, must: [], having: ["validation-notice"] },
          { leavesPeriod: true, must: [], mustNot: [] },
        ),
      ),
  },
);

const contents: fc.Arbitrary<RuleBody> = fc
  .record({
    acts: actsMostly([["contact"], ["contact"], ["credit-report"], ["contact", "credit-report"]]),
    channels: channelSets,
    when: fc.constantFrom<ContentRule["when"]>("every", "first", "later"),
    words: fc.oneof(
      { weight: 3, arbitrary: fc.subarray(WORDS, { minLength: 1 }).map((must) => ({ must, mustNot: [] })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom({ must: [], mustNot: ["license-number"] }, { must: ["opt-out"], mustNot: ["invoice", "license-number"] }),
      },
    ),
    exceptPurposes: maybe("exceptPurposes", exceptedPurposes, 3),
    narrowing,
    trigger: maybe("while", triggers, 2),
    limits: contentLimits,
  })
  .map(({ channels, trigger, narrowing: to, words, exceptPurposes, limits, ...rest }): ContentRule => ({
    kind: "content",
    ...channels,
    ...words,
    ...exceptPurposes,
    ...trigger,
    ...to,
    ...limits,
    ...rest,
  }));

export const contactBodies: fc.Arbitrary<RuleBody> = fc.oneof(windows, caps, silences, blocks, contents, limitations);

export const ruleSets = (max: number): fc.Arbitrary<readonly Rule[]> => rulesOf(contactBodies, { min: 2, max });
