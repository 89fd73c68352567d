import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  earliest,
  instant,
  lawfulUntil,
  localDay,
  permit,
  plan,
  type Action,
  type Channel,
  type Context,
  type EventName,
  type Instant,
  type LedgerEntry,
  type PastEvent,
  type Rule,
  type RuleBody,
} from "../../engine/index.ts";
import { DAY, EVERY_DAY, HOUR, MINUTE, WORKDAYS, ask, at, contact, context, day, debt, event, hours, later, rule, BLOCK } from "./rules/world.ts";

const window = rule({ kind: "window", hours: [hours("08:00", "21:00")], holidaysClosed: false, liftedByConsent: false }, { id: "hours" });
const office = rule({ kind: "window", hours: [hours("09:00", "17:00", WORKDAYS)], holidaysClosed: true, liftedByConsent: false }, { id: "office" });
const talk = rule(
  { kind: "silence", after: { unit: "conversation", channels: ["call"], direction: "any" }, channels: ["call"], days: 7, key: "debt", excluding: [] },
  { id: "talk" },
);
const dispute = rule(
  {
    ...BLOCK,
    while: { event: "dispute", until: ["dispute-closed"] },
  },
  { id: "dispute" },
);
const FAR = at("2027-06-30T00:00:00-04:00");

it("goes from rule to rule until all agree, and keeps the trail of refusals", () => {
  const ledger = [contact("2026-06-26T10:00:00-04:00", { outcome: "conversation" })];
  const found = plan(context({ rules: [window, office, talk], ledger }), ask(), at("2026-06-26T22:00:00-04:00"), FAR);
  // Silence until Friday 3 July, which is a holiday.
  expect(found).toMatchObject({ kind: "at", at: at("2026-07-06T09:00:00-04:00") });
  expect(found.refused.map(({ from, until, reason }) => [reason.rule, from, until])).toEqual([
    ["hours", at("2026-06-26T22:00:00-04:00"), at("2026-06-27T08:00:00-04:00")],
    ["office", at("2026-06-26T22:00:00-04:00"), at("2026-06-29T09:00:00-04:00")],
    ["talk", at("2026-06-26T22:00:00-04:00"), at("2026-07-03T00:00:00-04:00")],
    ["hours", at("2026-07-03T00:00:00-04:00"), at("2026-07-03T08:00:00-04:00")],
    ["office", at("2026-07-03T00:00:00-04:00"), at("2026-07-06T09:00:00-04:00")],
  ]);
});

it("goes to the latest end of several refusals, whichever rule stands first", () => {
  const ledger = [contact("2026-06-09T10:00:00-04:00", { outcome: "conversation" })];
  const night = at("2026-06-10T22:00:00-04:00");
  for (const rules of [
    [talk, window],
    [window, talk],
  ]) {
    const found = plan(context({ rules, ledger }), ask(), night, FAR);
    expect(found).toMatchObject({ kind: "at", at: at("2026-06-16T08:00:00-04:00") });
    expect(found.refused.map(({ from }) => from)).toEqual([night, night, at("2026-06-16T00:00:00-04:00")]);
  }
});

it("says that the days of the policy have passed, as a rule of the house", () => {
  const t = at("2026-06-10T12:00:00-04:00");
  const passed = plan(context({ rules: [window] }), ask(), later(t, 1), t);
  expect(passed).toEqual({
    kind: "lapse",
    refused: [],
    reasons: [
      {
        rule: "policy.slot",
        place: "HOUSE",
        kind: "policy",
        summary: "The step's slot is over",
        cites: "the policy",
        confidence: "own",
        sentence: "The days that the policy gives for this step have passed.",
        until: null,
      },
    ],
  });
});

it("takes the present when it is lawful, with what the text must carry", () => {
  const optOut = rule({ kind: "content", acts: ["contact"], when: "every", must: ["opt-out"], mustNot: [] });
  const t = at("2026-06-10T12:00:00-04:00");
  expect(plan(context({ rules: [window, optOut] }), ask(), t, t)).toEqual({ kind: "at", at: t, requires: ["opt-out"], refused: [] });
});

it("lapses when the first lawful instant lies beyond the slot; the slot's end itself will do", () => {
  const night = at("2026-06-10T22:00:00-04:00");
  const morning = at("2026-06-11T08:00:00-04:00");
  expect(plan(context({ rules: [window] }), ask(), night, morning)).toMatchObject({ kind: "at", at: morning });
  const lapsed = plan(context({ rules: [window] }), ask(), night, later(morning, -1));
  expect(lapsed).toMatchObject({ kind: "lapse", reasons: [{ rule: "hours", until: morning }] });
  expect(plan(context({ rules: [window] }), ask(), later(morning, 1), morning)).toMatchObject({ kind: "lapse", reasons: [{ rule: "policy.slot" }] });
});

it("lapses when waiting alone never helps, or a fact is unknown, and says which", () => {
  const ledger = [event("2026-06-01T10:00:00-04:00", { event: "dispute" })];
  const t = at("2026-06-10T22:00:00-04:00");
  expect(plan(context({ rules: [window, dispute], ledger }), ask(), t, FAR)).toMatchObject({
    kind: "lapse",
    reasons: [{ rule: "hours" }, { rule: "dispute", until: null }],
  });
  expect(plan(context({ rules: [window], zones: [] }), ask(), t, FAR)).toMatchObject({ kind: "lapse", reasons: [{ rule: "unknown.timezone" }] });
  const past = { ...window, to: day("2025-12-31") };
  expect(plan(context({ rules: [past], zones: ["Mars/Olympus"] }), ask(), t, FAR)).toMatchObject({ reasons: [{ rule: "unknown.timezone" }] });
  // Nobody answers for days that the calendar doesn't hold.
  const last = at("2027-06-30T22:00:00-04:00");
  expect(plan(context({ rules: [window] }), ask(), last, later(last, 9 * DAY))).toMatchObject({
    kind: "lapse",
    reasons: [{ rule: "hours", until: null }],
  });
});

it("tells until when a permission lasts by itself", () => {
  const noon = at("2026-06-10T12:00:00-04:00");
  const asked = (rules: readonly Rule[], ledger: readonly LedgerEntry[] = [], limit = later(noon, 3 * DAY)): Instant =>
    lawfulUntil(context({ rules, ledger }), ask(), noon, limit);
  expect(asked([window])).toBe(at("2026-06-10T21:00:00-04:00"));
  expect(asked([window, office])).toBe(at("2026-06-10T17:00:00-04:00"));
  expect(asked([window], [], later(noon, HOUR))).toBe(later(noon, HOUR));
  expect(asked([talk])).toBe(later(noon, 3 * DAY));
  const always = rule({ kind: "window", hours: [hours("00:00", "24:00")], holidaysClosed: false, liftedByConsent: false });
  expect(asked([always])).toBe(later(noon, 3 * DAY));
  const never: RuleBody = {
    ...BLOCK,
    key: "person",
  };
  expect(asked([rule(never, { from: day("2026-06-12") })])).toBe(at("2026-06-12T00:00:00-04:00"));
  expect(asked([rule(never, { from: day("2026-06-12"), place: "GB" })])).toBe(later(noon, 3 * DAY));
  const inconvenient = rule({ ...never, while: { event: "inconvenient-time", until: [] } });
  expect(
    asked([inconvenient], [event("2026-06-01T10:00:00-04:00", { event: "inconvenient-time", blocked: [{ days: ["thu"], from: 600, to: 660 }] })]),
  ).toBe(at("2026-06-11T10:00:00-04:00"));
  // Where no rule needs a clock, one that nobody knows ends nothing.
  expect(lawfulUntil(context({ zones: ["America/New_York", "Mars/Olympus"] }), ask(), noon, later(noon, HOUR))).toBe(later(noon, HOUR));
  const onReceipt = rule({ ...never, while: { event: "cease-request", until: [], fromReceipt: true } });
  expect(asked([onReceipt], [event("2026-06-01T10:00:00-04:00", { event: "cease-request", received: at("2026-06-11T10:00:00-04:00") })])).toBe(
    at("2026-06-11T10:00:00-04:00"),
  );
  const consented = rule({ ...never, unlessConsent: ["channel"] });
  expect(asked([consented], [event("2026-06-01T10:00:00-04:00", { event: "consent", covers: "channel", until: day("2026-06-11") })])).toBe(
    at("2026-06-12T00:00:00-04:00"),
  );
  const oneCall = rule({ kind: "cap", n: 1, unit: "attempt", days: 7, key: "debt", excluding: ["consented"] });
  const agreed = [
    contact("2026-06-09T10:00:00-04:00", { outcome: "no-answer" }),
    event("2026-06-09T11:00:00-04:00", { event: "consent", covers: "extra-calls", until: day("2026-06-11") }),
  ];
  expect(asked([oneCall], agreed)).toBe(at("2026-06-12T00:00:00-04:00"));
  expect(asked([{ ...oneCall, to: day("2026-06-10") }], agreed)).toBe(later(noon, 3 * DAY));
  expect(lawfulUntil(context(), ask(), at("2027-06-30T12:00:00-04:00"), at("2027-07-03T00:00:00-04:00"))).toBe(at("2027-07-01T00:00:00-04:00"));
});

const channels = ["call", "email", "sms", "letter"] as const satisfies readonly Channel[];
const someChannels = fc.option(fc.subarray([...channels], { minLength: 1 }), { nil: undefined });
const optional = <Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;
const triggers = ["dispute", "opt-out", "hardship", "inconvenient-time"] as const satisfies readonly EventName[];

const windowBody = fc
  .record({
    from: fc.integer({ min: 0, max: 12 }),
    length: fc.integer({ min: 1, max: 12 }),
    days: fc.subarray([...EVERY_DAY], { minLength: 2 }),
    holidaysClosed: fc.boolean(),
    channels: someChannels,
    liftedByConsent: fc.boolean(),
  })
  .map(({ from, length, days, channels: governed, ...rest }): RuleBody => ({
    kind: "window",
    hours: [{ days, from: (from * 60) as never, to: ((from + length) * 60) as never }],
    ...optional("channels", governed),
    ...rest,
  }));
const exclusions = fc.subarray(["not-connected", "consented", "wrong-number", "reply"] as const);
const capBody = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom("attempt" as const, "communication" as const),
    days: fc.integer({ min: 1, max: 9 }),
    key: fc.constantFrom("debt" as const, "account" as const, "person" as const),
    excluding: exclusions,
    channels: someChannels,
  })
  .map(({ channels: governed, ...rest }): RuleBody => ({ kind: "cap", ...optional("channels", governed), ...rest }));
const silenceBody = fc
  .record({
    days: fc.integer({ min: 1, max: 9 }),
    key: fc.constantFrom("debt" as const, "person" as const),
    excluding: exclusions,
    channels: someChannels,
  })
  .map(({ channels: governed, ...rest }): RuleBody => ({
    kind: "silence",
    after: { unit: "conversation", direction: "any" },
    ...optional("channels", governed),
    ...rest,
  }));
const blockBody = fc
  .record({
    event: fc.constantFrom(...triggers),
    forDays: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    fromReceipt: fc.boolean(),
    ends: fc.boolean(),
    consent: fc.boolean(),
    key: fc.constantFrom("debt" as const, "person" as const),
  })
  .map(({ event: name, forDays, fromReceipt, ends, consent, key }): RuleBody => ({
    kind: "block",
    acts: ["contact"],
    key,
    exceptPurposes: [],
    exceptPersons: [],
    unlessConsent: consent ? ["any-time"] : [],
    exceptReplies: false,
    while: { event: name, until: ends ? ["dispute-closed"] : [], fromReceipt, ...optional("forDays", forDays) },
  }));
const anyRule = fc
  .tuple(
    fc.oneof(windowBody, capBody, silenceBody, blockBody),
    fc.option(fc.integer({ min: 0, max: 14 }), { nil: null, freq: 1 }),
    fc.option(fc.integer({ min: 0, max: 14 }), { nil: null, freq: 1 }),
  )
  .map(([body, from, length]) =>
    rule(body, {
      from: from === null ? null : localDay(day("2026-10-25") + from),
      to: from === null || length === null ? null : localDay(day("2026-10-25") + from + length),
    }),
  );

const START = at("2026-10-22T00:00:00Z");
const labels = fc.constantFrom<Partial<PastEvent>>({}, { debts: ["d1"] }, { debts: ["d2"] }, { account: "A" });
const anyEvent = fc
  .tuple(
    fc.constantFrom<PastEvent>(
      { event: "dispute" },
      { event: "hardship" },
      { event: "opt-out", channels: ["call"] },
      { event: "dispute-closed" },
      { event: "consent", covers: "extra-calls" },
      { event: "consent", covers: "any-time", from: day("2026-10-28"), until: day("2026-11-02") },
      { event: "consent-revoked" },
      {
        event: "inconvenient-time",
        blocked: [
          { days: ["sat", "sun"], from: 60, to: 720 },
          { days: ["tue"], from: 1320, to: 480 },
        ],
      },
    ),
    labels,
    fc.integer({ min: 0, max: 60 }),
  )
  .map(([what, about, wait]) => ({ kind: "event" as const, what: { ...what, ...about }, wait }));
const anyContact = fc
  .tuple(
    fc.constantFrom(...channels),
    fc.constantFrom("conversation" as const, "no-answer" as const, "busy" as const, "wrong-number" as const),
    fc.boolean(),
    labels,
  )
  .map(([channel, outcome, out, about]) => ({
    kind: "contact" as const,
    what: {
      channel,
      direction: out ? ("out" as const) : ("in" as const),
      address: "a",
      ...(channel === "call" ? { outcome } : {}),
      ...("debts" in about ? { debts: about.debts } : {}),
    },
  }));
const anyLedger = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.oneof(anyEvent, anyContact)), { maxLength: 8 }).map((list) =>
  list
    .toSorted(([a], [b]) => a - b)
    .map(([h, entry], i): LedgerEntry => {
      const when = later(START, h * HOUR);
      return entry.kind === "contact"
        ? { at: when, id: `x${i}`, contact: entry.what }
        : { at: when, id: `x${i}`, event: { ...entry.what, ...(entry.wait > 40 ? { received: later(when, entry.wait * HOUR) } : {}) } };
    }),
);
const zoneSets = fc.subarray(["America/New_York", "America/Los_Angeles", "Europe/London", "America/Havana"], { minLength: 1, maxLength: 2 });
const world = fc
  .record({
    rules: fc.array(anyRule, { minLength: 1, maxLength: 4 }),
    ledger: anyLedger,
    zones: zoneSets,
    channel: fc.constantFrom(...channels),
    debts: fc.constantFrom(["d1"], ["d2"], ["d1", "d2"]),
    wait: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ wait, channel, debts, ...more }): { context: Context; action: Action; t: Instant } => ({
    context: context({ ...more, debts: [debt("d1", { account: "A" }), debt("d2", { account: "B" })] }),
    action: ask({ channel, address: "a" }, debts),
    t: later(more.ledger.at(-1)?.at ?? START, wait * 15 * MINUTE),
  }));

// Every turning point of these worlds lies on a quarter of an hour.
const QUARTER = 15 * MINUTE;

it("finds an instant that the guard allows, and skips none that it would have allowed", () => {
  fc.assert(
    fc.property(world, ({ context: where, action, t }) => {
      const limit = later(t, 20 * DAY);
      const found = plan(where, action, t, limit);
      const end = found.kind === "at" ? found.at : limit;
      expect(found.kind === "lapse" || permit(where, action, found.at).allowed).toBe(true);
      for (let u = t; u < end; u = later(u, QUARTER))
        if (permit(where, action, u).allowed) throw new Error(`lawful already at ${new Date(u).toISOString()}`);
      expect(end > t && permit(where, action, later(end, -1)).allowed).toBe(false);
    }),
    { numRuns: 150 },
  );
}, 60_000);

it("names refusals that cover the whole way to the lawful instant", () => {
  fc.assert(
    fc.property(world, fc.double({ min: 0, max: 1, noNaN: true }), ({ context: where, action, t }, part) => {
      const found = plan(where, action, t, later(t, 20 * DAY));
      if (found.kind !== "at" || found.at === t) return;
      const u = Math.floor(t + (found.at - t) * part);
      expect(u === found.at || found.refused.some((one) => one.from <= u && (one.until ?? Infinity) > u)).toBe(true);
    }),
  );
});

it("gives each rule's own first instant exactly: refused until then, allowed at it", () => {
  fc.assert(
    fc.property(world, ({ context: where, action, t }) => {
      for (const one of where.rules) {
        const found = earliest(one, where, action, t);
        const end = found ?? later(t, 12 * DAY);
        expect(found === null ? null : earliest(one, where, action, found)).toBe(found);
        for (let u = t; u < Math.min(end, t + 12 * DAY); u = later(u, 4 * QUARTER)) expect(earliest(one, where, action, u)).toBe(found);
        expect(end > t ? earliest(one, where, action, later(end, -1)) : found).toBe(found);
      }
    }),
  );
}, 60_000);

it("keeps a permission until the instant it names, and no longer", () => {
  fc.assert(
    fc.property(world, ({ context: where, action, t }) => {
      const found = plan(where, action, t, later(t, 20 * DAY));
      if (found.kind !== "at") return;
      const limit = later(found.at, 10 * DAY);
      const until = lawfulUntil(where, action, found.at, limit);
      expect(until).toBeGreaterThan(found.at);
      for (let u = found.at; u < until; u = later(u, QUARTER)) expect(permit(where, action, u).allowed).toBe(true);
      expect(permit(where, action, later(until, -1)).allowed).toBe(true);
      expect(until < limit && permit(where, action, until).allowed).toBe(false);
    }),
    { numRuns: 150 },
  );
}, 60_000);

it("never permits more under one more rule, or in one more candidate zone", () => {
  fc.assert(
    fc.property(world, anyRule, ({ context: where, action, t }, extra) => {
      const at1 = plan(where, action, t, later(t, 20 * DAY));
      const more = plan({ ...where, rules: [...where.rules, extra] }, action, t, later(t, 20 * DAY));
      expect(at1.kind === "at" ? at1.at : Infinity).toBeLessThanOrEqual(more.kind === "at" ? more.at : Infinity);
      const undated = { ...where, rules: where.rules.map((one) => ({ ...one, from: null, to: null })) };
      const wide = { ...undated, debtor: { ...undated.debtor, timezones: [...undated.debtor.timezones, "Asia/Tokyo"] } };
      expect(permit(wide, action, t).allowed && !permit(undated, action, t).allowed).toBe(false);
    }),
  );
});

it("answers the same four weeks later, away from dates and changes of the clock", () => {
  const WEEKS = 4 * 7 * DAY;
  const bodies = fc.array(
    fc.oneof(windowBody, capBody, silenceBody).filter((body) => body.kind !== "window" || !body.holidaysClosed),
    { minLength: 1, maxLength: 3 },
  );
  const dateless = anyLedger.map((list) => list.filter((entry) => "contact" in entry));
  fc.assert(
    fc.property(bodies, dateless, zoneSets, (list, ledger, zones) => {
      const base = context({
        rules: list.map((body) => rule(body)),
        zones,
        ledger: ledger.map((entry) => ({ ...entry, at: later(entry.at, 2 * WEEKS) })),
      });
      const moved = { ...base, ledger: base.ledger.map((entry) => ({ ...entry, at: later(entry.at, WEEKS) })) };
      const t = base.ledger.at(-1)?.at ?? later(START, 2 * WEEKS);
      const [one, two] = [plan(base, ask(), t, later(t, 20 * DAY)), plan(moved, ask(), later(t, WEEKS), later(t, WEEKS + 20 * DAY))];
      expect([two.kind, two.kind === "at" ? two.at - WEEKS : null]).toEqual([one.kind, one.kind === "at" ? one.at : null]);
    }),
  );
});

it("doesn't change its answer when an event is told twice", () => {
  fc.assert(
    fc.property(world, fc.nat(), ({ context: where, action, t }, pick) => {
      const events = where.ledger.filter((entry) => "event" in entry && entry.event.event !== "dispute-closed");
      const twice = events[pick % Math.max(events.length, 1)];
      if (twice === undefined) return;
      const ledger = where.ledger.flatMap((entry) => (entry === twice ? [entry, { ...entry, id: `${entry.id}-again` }] : [entry]));
      expect(plan({ ...where, ledger }, action, t, later(t, 20 * DAY)).kind).toBe(plan(where, action, t, later(t, 20 * DAY)).kind);
      expect(permit({ ...where, ledger }, action, instant(t)).allowed).toBe(permit(where, action, t).allowed);
    }),
  );
});
