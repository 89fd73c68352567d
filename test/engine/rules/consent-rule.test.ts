import { expect, it } from "vitest";
import { closing, earliestConsent, type ConsentRule, type Instant, type LedgerEntry, type PastEvent } from "../../../engine/index.ts";
import { ask, at, context, day, debt, event, rule } from "./world.ts";

const texts: ConsentRule = { kind: "consent", channels: ["sms", "email"], covers: "channel" };
const consent = (text: string, more: Partial<PastEvent> = {}): LedgerEntry =>
  event(text, { event: "consent", covers: "channel", channels: ["sms"], ...more });
const NOON = "2026-06-01T12:00:00-04:00";
const from = (
  one: ConsentRule,
  ledger: readonly LedgerEntry[],
  contact = ask({ channel: "sms" }),
  text = NOON,
  more: Parameters<typeof context>[0] = {},
): Instant | null => earliestConsent(one, context({ ledger, ...more }), contact, at(text));
const given = consent("2026-05-01T10:00:00-04:00");

it("closes its channels without consent, and no others", () => {
  expect(from(texts, [])).toBeNull();
  expect(from(texts, [given])).toBe(at(NOON));
  expect(from(texts, [given], ask({ channel: "email" }))).toBeNull();
  expect(from(texts, [], ask({ channel: "letter" }))).toBe(at(NOON));
  expect(earliestConsent(texts, context(), { act: "sue", debts: ["d1"] }, at(NOON))).toBe(at(NOON));
});

it("the last word counts: a refusal or a withdrawal ends it, a new consent opens it again", () => {
  const refused = event("2026-05-10T10:00:00-04:00", { event: "opt-out", channels: ["sms"] });
  const revoked = event("2026-05-10T10:00:00-04:00", { event: "consent-revoked" });
  expect(from(texts, [given, refused])).toBeNull();
  expect(from(texts, [given, revoked])).toBeNull();
  expect(from(texts, [refused, given])).toBe(at(NOON));
  expect(from(texts, [given, refused, consent("2026-05-20T10:00:00-04:00")])).toBe(at(NOON));
});

it("wants its form: one that nobody noted is not it", () => {
  const written: ConsentRule = { ...texts, form: "written" };
  expect(from(written, [given])).toBeNull();
  expect(from(written, [consent("2026-05-01T10:00:00-04:00", { form: "oral" })])).toBeNull();
  expect(from(written, [consent("2026-05-01T10:00:00-04:00", { form: "written" })])).toBe(at(NOON));
});

it("goes stale after its days, the day of giving not counted", () => {
  const fresh: ConsentRule = { ...texts, freshDays: 60 };
  const end = at("2026-07-01T00:00:00-04:00");
  expect(from(fresh, [given], undefined, "2026-06-30T23:59:59-04:00")).toBe(at("2026-06-30T23:59:59-04:00"));
  expect(from(fresh, [given], undefined, "2026-07-01T00:00:00-04:00")).toBeNull();
  expect(closing(rule(fresh), context({ ledger: [given] }), ask({ channel: "sms" }), at(NOON))).toBe(end);
  // In the first zone in which the last day is over.
  expect(from(fresh, [given], undefined, "2026-06-30T23:00:00Z", { zones: ["America/New_York", "Europe/London"] })).toBeNull();
});

it("governs a kind of line and dialling; a line that nobody knows may be of that kind", () => {
  const robots: ConsentRule = { kind: "consent", channels: ["call"], lines: ["mobile"], dialing: ["autodialled"], covers: "prerecorded" };
  const call = (more: object) => ask({ channel: "call", dialing: "autodialled", ...more });
  expect(from(robots, [], call({ line: "mobile" }))).toBeNull();
  expect(from(robots, [], call({}))).toBeNull();
  expect(from(robots, [], call({ line: "landline" }))).toBe(at(NOON));
  expect(from(robots, [], ask({ channel: "call", line: "mobile" }))).toBe(at(NOON));
  expect(from(robots, [event("2026-05-01T10:00:00-04:00", { event: "consent", covers: "prerecorded" })], call({ line: "mobile" }))).toBe(at(NOON));
});

it("begins on the day that the consent names, and must cover every debt asked about", () => {
  const soon = consent("2026-05-01T10:00:00-04:00", { from: at("2026-06-05T00:00:00Z") / 86_400_000 } as Partial<PastEvent>);
  expect(from(texts, [soon])).toBe(at("2026-06-05T00:00:00-04:00"));
  const debts = [debt("d1"), debt("d2")];
  const one = consent("2026-05-01T10:00:00-04:00", { debts: ["d1"] });
  expect(from(texts, [one], ask({ channel: "sms" }, ["d1", "d2"]), NOON, { debts })).toBeNull();
  expect(from(texts, [one], ask({ channel: "sms" }, ["d1"]), NOON, { debts })).toBe(at(NOON));
});

it("where the law wants a consent to be fresh, any form will do", () => {
  const fresh: ConsentRule = { ...texts, freshDays: 60 };
  for (const more of [{}, { form: "oral" }, { form: "written" }] as const)
    expect(from(fresh, [consent("2026-05-01T10:00:00-04:00", more)])).toBe(at(NOON));
});

it("a consent that is stale before it begins, or as it does, ends no permission", () => {
  const fresh: ConsentRule = { ...texts, freshDays: 60 };
  const ends = (begins: string): number =>
    closing(rule(fresh), context({ ledger: [consent("2026-05-01T10:00:00-04:00", { from: day(begins) })] }), ask({ channel: "sms" }), at(NOON));
  expect(ends("2026-06-30")).toBe(at("2026-07-01T00:00:00-04:00"));
  expect(ends("2026-07-01")).toBe(Infinity);
  expect(ends("2026-07-15")).toBe(Infinity);
});
