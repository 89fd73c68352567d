import * as fc from "fast-check";
import { expect, it } from "vitest";
import { earliestSilence, localDayAt, type Instant, type LedgerEntry, type SilenceRule } from "../../../engine/index.ts";
import { HOUR, ask, at, calendar, contact, context, debt, event, later } from "./world.ts";

const afterTalk: SilenceRule = {
  kind: "silence",
  after: { unit: "conversation", channels: ["call"], direction: "any" },
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["consented"],
};
const from = (
  rule: SilenceRule,
  text: string,
  ledger: readonly LedgerEntry[],
  more: Parameters<typeof context>[0] = {},
  action = ask(),
): Instant | null => earliestSilence(rule, context({ ledger, ...more }), action, at(text));
const talk = (text: string, more = {}): LedgerEntry => contact(text, { outcome: "conversation", ...more });

it("lasts for the days of the rule, the event's own date being the first", () => {
  const ledger = [talk("2026-08-13T11:00:00-04:00")];
  expect(from(afterTalk, "2026-08-13T11:00:00-04:00", ledger)).toBe(at("2026-08-20T00:00:00-04:00"));
  expect(from(afterTalk, "2026-08-19T23:59:59.999-04:00", ledger)).toBe(at("2026-08-20T00:00:00-04:00"));
  expect(from(afterTalk, "2026-08-20T00:00:00-04:00", ledger)).toBe(at("2026-08-20T00:00:00-04:00"));
});

it("begins with the last such event, whoever began it, unless the rule counts only its own", () => {
  const ledger = [talk("2026-08-10T11:00:00-04:00"), talk("2026-08-13T11:00:00-04:00", { direction: "in" })];
  expect(from(afterTalk, "2026-08-14T10:00:00-04:00", ledger)).toBe(at("2026-08-20T00:00:00-04:00"));
  const own: SilenceRule = { ...afterTalk, after: { ...afterTalk.after, direction: "out" } };
  expect(from(own, "2026-08-14T10:00:00-04:00", ledger)).toBe(at("2026-08-17T00:00:00-04:00"));
});

it("silences its channels and no others, after its events and no others", () => {
  const noon = at("2026-08-14T12:00:00-04:00");
  expect(from(afterTalk, "2026-08-14T12:00:00-04:00", [talk("2026-08-13T11:00:00-04:00")], {}, ask({ channel: "letter" }))).toBe(noon);
  expect(from(afterTalk, "2026-08-14T12:00:00-04:00", [contact("2026-08-13T11:00:00-04:00", { outcome: "message" })])).toBe(noon);
  expect(from(afterTalk, "2026-08-14T12:00:00-04:00", [talk("2026-08-13T11:00:00-04:00", { channel: "visit" })])).toBe(noon);
  expect(from(afterTalk, "2026-08-14T12:00:00-04:00", [])).toBe(noon);
  expect(earliestSilence(afterTalk, context({ ledger: [talk("2026-08-13T11:00:00-04:00")] }), { act: "sue", debts: ["d1"] }, noon)).toBe(noon);
});

it("waits until the last of its days is over in every zone", () => {
  const ledger = [talk("2026-08-13T20:30:00-04:00")];
  expect(from(afterTalk, "2026-08-14T12:00:00-04:00", ledger, { zones: ["America/New_York", "Europe/London"] })).toBe(
    at("2026-08-21T00:00:00+01:00"),
  );
});

it("is about the debts that were talked of, raised by the debtor or not", () => {
  const debts = [debt("card"), debt("medical"), debt("rent")];
  const ledger = [talk("2026-11-09T10:00:00-05:00", { debts: ["medical"], raisedByDebtor: ["card"] })];
  expect(from(afterTalk, "2026-11-12T10:00:00-05:00", ledger, { debts }, ask({}, ["card"]))).toBe(at("2026-11-16T00:00:00-05:00"));
  expect(from(afterTalk, "2026-11-12T10:00:00-05:00", ledger, { debts }, ask({}, ["rent"]))).toBe(at("2026-11-12T10:00:00-05:00"));
});

it("yields to a consent to more calls, which the next conversation uses up and begins anew", () => {
  const first = talk("2026-04-03T10:00:00-04:00");
  const consent = event("2026-04-03T10:05:00-04:00", { event: "consent", covers: "extra-calls" });
  expect(from(afterTalk, "2026-04-04T10:00:00-04:00", [first, consent])).toBe(at("2026-04-04T10:00:00-04:00"));
  expect(from(afterTalk, "2026-04-04T10:00:00-04:00", [first])).toBe(at("2026-04-10T00:00:00-04:00"));
  expect(from(afterTalk, "2026-04-08T10:00:00-04:00", [first, consent, talk("2026-04-06T10:00:00-04:00")])).toBe(at("2026-04-13T00:00:00-04:00"));
  expect(from({ ...afterTalk, excluding: [] }, "2026-04-04T10:00:00-04:00", [first, consent])).toBe(at("2026-04-10T00:00:00-04:00"));
});

it("yields to any leave to more calls that a rule names, for as long as it stands, and to one in writing only where it says so", () => {
  const { excluding: _, ...rest } = afterTalk;
  const first = talk("2026-04-03T10:00:00-04:00");
  const consent = (form: "oral" | "written"): LedgerEntry => event("2026-03-01T10:00:00-04:00", { event: "consent", covers: "extra-calls", form });
  const lifted = { ...rest, excluding: [], unlessConsent: ["extra-calls"] } as const;
  expect(from(lifted, "2026-04-04T10:00:00-04:00", [consent("oral"), first])).toBe(at("2026-04-04T10:00:00-04:00"));
  expect(from({ ...lifted, consentInWriting: true }, "2026-04-04T10:00:00-04:00", [consent("written"), first])).toBe(at("2026-04-04T10:00:00-04:00"));
  expect(from({ ...lifted, consentInWriting: true }, "2026-04-04T10:00:00-04:00", [consent("oral"), first])).toBe(at("2026-04-10T00:00:00-04:00"));
});

it("finds the first instant after its days in every zone, as counting dates does", () => {
  const times = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }).map((list) => list.toSorted((a, b) => a - b));
  const zoneSets = fc.subarray(["America/New_York", "Europe/London", "Australia/Lord_Howe"], { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(times, zoneSets, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 100 }), (list, zones, days, wait) => {
      const ledger = list.map((h) => ({
        at: later(at("2026-10-20T00:30:00Z"), h * HOUR),
        id: `c${h}`,
        contact: { channel: "call", direction: "out", outcome: "conversation" } as const,
      }));
      const t = later(ledger.at(-1)?.at ?? at("2026-10-20T00:30:00Z"), wait * HOUR);
      const over = (u: Instant): boolean =>
        ledger.every((one) => zones.every((zone) => localDayAt(calendar, zone, u) >= localDayAt(calendar, zone, one.at) + days));
      const found = earliestSilence({ ...afterTalk, days }, context({ ledger, zones }), ask(), t);
      expect(over(found ?? t)).toBe(true);
      for (let u = t; u < (found ?? t); u = later(u, HOUR / 2)) expect(over(u)).toBe(false);
      expect(found === null || found === t || !over(later(found, -1))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
