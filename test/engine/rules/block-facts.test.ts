/** Which facts hold a door shut, which of them a refusal names, and until when a permission lasts. */
import { expect, it } from "vitest";
import {
  earliestBlock,
  instant,
  lawfulUntil,
  permit,
  type Action,
  type BlockRule,
  type Contact,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
} from "../../../engine/index.ts";
import { DAY, ask, at, calendar, contact, context, day, debt, event, later, rule, block } from "./world.ts";

const on = (date: string, clock = "00:00"): Instant => at(`2026-${date}T${clock}:00-04:00`);
const noon = on("05-20", "12:00");
const happened = (date: string, what: PastEvent, clock = "10:00", id?: string): LedgerEntry => event(`2026-${date}T${clock}:00-04:00`, what, id);
const wrote = (date: string, what: Partial<PastContact> = {}, clock = "10:00", id?: string): LedgerEntry =>
  contact(`2026-${date}T${clock}:00-04:00`, { channel: "letter", ...what }, id);
type Facts = Parameters<typeof context>[0];
const from = (one: BlockRule, ledger: readonly LedgerEntry[], action: Action = ask(), more: Facts = {}, t = noon): Instant | null =>
  earliestBlock(one, context({ ledger, ...more }), action, t);
const lasts = (one: BlockRule, ledger: readonly LedgerEntry[], action: Action, t: Instant): Instant =>
  lawfulUntil(context({ ledger, rules: [rule(one)] }), action, t, on("06-30"));

it("a wait of which nobody knows when it is over refuses for good", () => {
  const wait = block(null, { until: { days: 10, after: "due" } });
  expect(from(wait, [], ask({}, ["gone"]))).toBeNull();
  expect(from(wait, [], ask(), { debts: [debt("d1", { due: day("2026-05-14") })] })).toBe(on("05-24"));
});

it("a block that ends with the last day of the calendar is waited for", () => {
  const ends = instant((calendar.to + 1) * DAY + 4 * 3_600_000);
  const begun = { at: later(ends, -11 * DAY), id: "e", event: { event: "dispute" } } as const;
  expect(from(block({ forDays: 10 }), [begun], ask(), {}, later(begun.at, DAY))).toBe(ends);
});

it.each<[string, LedgerEntry, readonly LedgerEntry[], boolean]>([
  ["a letter that conveyed something", wrote("05-01"), [], true],
  ["an earlier holder's letter", wrote("05-01", { by: "earlier-collector" }), [], true],
  ["a letter to the guardian", wrote("05-01", { person: "guardian" }), [], true],
  ["a letter to a neighbour", wrote("05-01", { person: "neighbour" }), [], false],
  ["the debtor's own letter", wrote("05-01", { direction: "in" }), [], false],
  ["a call that nobody answered", wrote("05-01", { channel: "call", outcome: "no-answer" }), [], false],
  ["a letter about another debt", wrote("05-01", { debts: ["d2"] }), [], false],
  ["a letter that came back", wrote("05-01", {}, "10:00", "sent"), [happened("05-04", { event: "undeliverable", re: "sent" })], false],
  [
    "a call to a number that was somebody else's",
    wrote("05-01", { channel: "call", address: "tel-1", outcome: "message" }),
    [wrote("05-02", { channel: "call", address: "tel-1", outcome: "wrong-number" })],
    false,
  ],
  ["a letter of the time when the debt was barred already", wrote("05-05"), [], false],
  ["an event that nobody told the debtor", happened("05-01", { event: "dispute" }), [], false],
])("a debt that is barred may be spoken of where its debtor had heard of it before: %s", (_, heard, more, open) => {
  const barred = block(null, { unlessContacted: true });
  const debts = [debt("d1", { limitationEnded: day("2026-05-04") })];
  expect(from(barred, [heard, ...more], ask(), { debts })).toBe(open ? noon : null);
});

it("the debtor must have heard of every debt asked about, and of one at least", () => {
  const barred = block(null, { unlessContacted: true });
  const heard = [wrote("05-01", { debts: ["d1"] })];
  const debts = [debt("d1"), debt("d2")];
  expect([from(barred, heard, ask({}, ["d1"]), { debts }), from(barred, heard, ask({}, ["d1", "d2"]), { debts })]).toEqual([noon, null]);
  expect(from(barred, [wrote("05-01")], ask({}, []), { debts: [] })).toBeNull();
});

it("an insolvency blocks where no debt is on file, and where one may be older than it", () => {
  const petition = [happened("05-10", { event: "bankruptcy-petition" })];
  const insolvent = block({ event: "bankruptcy-petition" });
  const of = (...incurred: readonly string[]): Instant | null =>
    from(
      insolvent,
      petition,
      ask(
        {},
        incurred.map((date) => date),
      ),
      { debts: incurred.filter((date) => date !== "gone").map((date) => debt(date, { incurred: day(`2026-${date}`) })) },
    );
  expect(from(insolvent, petition, ask({}, []), { debts: [] })).toBeNull();
  expect([of("05-10"), of("05-11"), of("05-11", "05-10"), of("05-11", "05-12"), of("gone")]).toEqual([null, noon, null, noon, null]);
});

it.each<[string, PastEvent, Partial<Contact>, boolean]>([
  ["a refusal of texts leaves voicemail open", { event: "opt-out", channels: ["sms"] }, { channel: "voicemail" }, true],
  ["a refusal of calls is one of voicemail", { event: "opt-out", channels: ["call"] }, { channel: "voicemail" }, false],
  ["a place that nobody noted may be any", { event: "inconvenient-place" }, { place: "home" }, false],
  ["a place that was ruled out leaves others open", { event: "inconvenient-place", place: "work" }, { place: "home" }, true],
  ["letters only, to whatever address", { event: "writing-only" }, { channel: "letter", address: "door-1" }, true],
  ["letters only, to the address named", { event: "writing-only", address: "door-1" }, { channel: "letter", address: "door-1" }, true],
  ["letters only, to no other address", { event: "writing-only", address: "door-1" }, { channel: "letter", address: "door-2" }, false],
])("what the debtor said brings its own scope: %s", (_, said, what, open) => {
  expect(from(block({ event: said.event }), [happened("05-10", said)], ask(what))).toBe(open ? noon : null);
});

it("a number that the debtor gave carries consent to machines where the rule is about machines, and no other", () => {
  const given = ask({ dialing: "prerecorded", addressSource: "debtor" });
  expect(from(block(null, { unlessConsent: ["channel"], dialing: ["prerecorded"] }), [], given)).toBe(noon);
  expect(from(block(null, { unlessConsent: ["channel"] }), [], given)).toBeNull();
});

const EVENINGS = { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: 1080, to: 1440 } as const;
const MIDNIGHT = on("05-21");
const reply = ask({ channel: "email", re: "q" });
const asked = (clock: string): LedgerEntry => wrote("05-20", { channel: "email", direction: "in" }, clock, "q");
const excepting = block({ event: "inconvenient-time" }, { exceptReplies: true });

it("leave to answer in ruled-out hours is for what came after they were ruled out, be it at the same instant", () => {
  const rulesOut = (more: Partial<PastEvent> = {}, id?: string): LedgerEntry =>
    happened("05-20", { event: "inconvenient-time", blocked: [EVENINGS], ...more }, "18:30", id);
  const evening = on("05-20", "19:00");
  expect(from(excepting, [rulesOut(), asked("18:30")], reply, {}, evening)).toBe(evening);
  expect(from(excepting, [asked("18:30"), rulesOut()], reply, {}, evening)).toBe(MIDNIGHT);
  // The words that rule them out ask for no answer.
  expect(from(excepting, [rulesOut({ medium: "email" }, "q")], reply, {}, evening)).toBe(MIDNIGHT);
  // What comes while those words are still under way comes before them.
  const onReceipt = { ...excepting, while: { event: "inconvenient-time", until: [], fromReceipt: true } } as const;
  const underWay = rulesOut({ received: on("05-20", "18:50") });
  expect(from(onReceipt, [underWay, asked("18:40")], reply, {}, evening)).toBe(MIDNIGHT);
  expect(from(onReceipt, [underWay, asked("18:55")], reply, {}, evening)).toBe(evening);
});

it("leave to answer ends with the hours in which the debtor wrote, though others of the same words go on", () => {
  const overlapping = happened("05-10", {
    event: "inconvenient-time",
    blocked: [
      { days: ["wed"], from: 1080, to: 1170 },
      { days: ["wed"], from: 1140, to: 1200 },
    ],
  });
  expect(lasts(excepting, [overlapping, asked("18:30")], reply, on("05-20", "19:10"))).toBe(on("05-20", "19:30"));
  const alone = happened("05-10", { event: "inconvenient-time", blocked: [{ days: ["wed"], from: 1080, to: 1170 }] });
  // From the end of the hours on anybody may write, until they come back a week later.
  expect(lasts(excepting, [alone, asked("18:30")], reply, on("05-20", "19:30"))).toBe(on("05-27", "18:00"));
  expect(lasts(excepting, [alone, asked("18:30")], reply, on("05-20", "18:45"))).toBe(on("05-27", "18:00"));
});

it("a permission that begins with the fact itself and a consent to it lasts", () => {
  const employer = block({ event: "employer-prohibits" }, { unlessConsent: ["work"] });
  const ledger = [happened("05-10", { event: "employer-prohibits" }), happened("05-10", { event: "consent", covers: "work" })];
  expect(lasts(employer, ledger, ask({ place: "work" }), on("05-10", "10:00"))).toBe(on("06-30"));
});

it("a refusal names the fact that holds the longest of those that hold now, the latest told of two that hold as long", () => {
  const named = (one: BlockRule, ledger: readonly LedgerEntry[]): string => {
    const answer = permit(context({ ledger, debts: [debt("d1"), debt("d2")], rules: [rule(one)] }), ask({}, ["d1", "d2"]), noon);
    return answer.allowed ? "" : (answer.reasons[0]?.sentence.match(/\d+ May/)?.[0] ?? "none");
  };
  const disputes = (...dates: readonly string[]): LedgerEntry[] => dates.map((date, i) => happened(date, { event: "dispute", debts: [`d${i + 1}`] }));
  expect(named(block({}), disputes("05-10", "05-12"))).toBe("12 May");
  expect(
    named(block({ until: ["dispute-closed"] }), [...disputes("05-10", "05-12"), happened("05-15", { event: "dispute-closed", debts: ["d2"] })]),
  ).toBe("10 May");
  // One that is still under way doesn't hold yet, however long it will.
  const underWay = happened("05-12", { event: "dispute", debts: ["d2"], received: on("05-25") });
  expect(named(block({ forDays: 20, fromReceipt: true }), [...disputes("05-10"), underWay])).toBe("10 May");
  const received = { ...happened("05-08", { event: "dispute", received: on("05-13") }, "09:00") };
  expect(named(block({ forDays: 10, fromReceipt: true }), [received, ...disputes("05-10", "05-12")])).toBe("8 May");
});
