/** For how long a fact holds that an event tells: which event tells it, about which debts, and what ends it. */
import { expect, it } from "vitest";
import {
  earliestBlock,
  earliestCap,
  type BlockRule,
  type Contact,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
  type Trigger,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, BLOCK } from "./world.ts";

const block = (trigger: Partial<Trigger>, key: BlockRule["key"] = "person"): BlockRule => ({
  ...BLOCK,
  key,
  while: { event: "dispute", until: [], ...trigger },
});
const on = (date: string, clock = "00:00"): Instant => at(`2026-${date}T${clock}:00-04:00`);
const noon = on("05-20", "12:00");
const told = (date: string, what: Partial<PastEvent> = {}, clock = "10:00", id?: string): LedgerEntry =>
  event(`2026-${date}T${clock}:00-04:00`, { event: "dispute", ...what }, id);
const sent = (date: string, what: Partial<PastContact> = {}, id?: string): LedgerEntry =>
  contact(`2026-${date}T10:00:00-04:00`, { channel: "letter", ...what }, id);
/** Two debts of one account, and one of another. */
const debts = [debt("d1", { account: "A" }), debt("d2", { account: "A" }), debt("d3", { account: "B" })];
type Facts = Parameters<typeof context>[0];
const isOpen = (one: BlockRule, ledger: readonly LedgerEntry[], more: Facts = {}, what: Partial<Contact> = {}): boolean =>
  earliestBlock(one, context({ ledger, debts, ...more }), ask(what), noon) === noon;

it.each<[string, Partial<PastEvent>, readonly Partial<PastEvent>[], boolean]>([
  ["of all debts, by those of each", {}, [{ debts: ["d1"] }, { debts: ["d2"] }, { debts: ["d3"] }], true],
  ["of all debts, not by those of some", {}, [{ debts: ["d1"] }, { debts: ["d2"] }], false],
  ["of an account, by those of each of its debts", { account: "A" }, [{ debts: ["d1"] }, { debts: ["d2"] }], true],
  ["of an account, not by those of one of its debts", { account: "A" }, [{ debts: ["d1"] }], false],
  ["of an account that is gone, not by those of a debt", { account: "gone" }, [{ debts: ["d1", "d2", "d3"] }], false],
  ["of an account that is gone, not by those of a debt of it", { account: "gone" }, [{ account: "gone", debts: ["paid"] }], false],
])("a dispute ends with events about all that it was about: %s", (_, about, closed, open) => {
  const ends = closed.map((more) => told("05-12", { event: "dispute-closed", ...more }));
  expect(isOpen(block({ until: ["dispute-closed"] }), [told("05-10", about), ...ends])).toBe(open);
});

it("a fact that ended by itself isn't drawn out by an event that would have ended it sooner", () => {
  const ten = block({ forDays: 10, until: ["dispute-closed"] });
  expect(isOpen(ten, [told("05-01"), told("06-01", { event: "dispute-closed" })])).toBe(true);
  expect(isOpen(ten, [told("05-12"), told("05-15", { event: "dispute-closed" })])).toBe(true);
  expect(isOpen(ten, [told("05-12")])).toBe(false);
});

it.each<[string, Partial<PastEvent>, boolean]>([
  ["by word of mouth", {}, false],
  ["of which somebody noted that it isn't in writing", { written: false }, false],
  ["orally", { form: "oral" }, false],
  ["in writing, as the event says", { written: true }, true],
  ["in writing, as its form says", { form: "written" }, true],
])("an acknowledgement ends something only in writing: %s", (_, how, open) => {
  expect(isOpen(block({ until: ["acknowledgement"] }), [told("05-10"), told("05-12", { event: "acknowledgement", ...how })])).toBe(open);
});

it("what ends a fact may answer something else that was told, as long as it names no other such fact", () => {
  const ledger = [told("05-08", { event: "document-request" }, "10:00", "request"), told("05-10", {}, "10:00", "dispute")];
  expect(isOpen(block({ until: ["dispute-closed"] }), [...ledger, told("05-12", { event: "dispute-closed", re: "request" })])).toBe(true);
});

it.each<[PastEvent["request"], PastEvent["request"], boolean]>([
  [undefined, "verification", true],
  [undefined, "substantiation", true],
  [undefined, "itemization", false],
  ["verification", "substantiation", true],
  ["substantiation", "verification", true],
  ["itemization", "substantiation", false],
  ["itemization", undefined, true],
])("papers that prove a debt answer a dispute that asked for proof or for nothing by name: asked %s, sent %s", (asked, papers, open) => {
  const request = (id: PastEvent["request"]): Partial<PastEvent> => (id === undefined ? {} : { request: id });
  const ledger = [told("05-10", request(asked)), told("05-12", { event: "documents-sent", ...request(papers) })];
  expect(isOpen(block({ until: ["documents-sent"] }), ledger)).toBe(open);
});

it.each<[string, Partial<PastEvent>, boolean]>([
  ["whatever the address", { channels: ["call"] }, true],
  ["for the address", { address: "tel-1" }, true],
  ["for another address", { address: "tel-2" }, false],
  ["for another channel", { channels: ["sms"] }, false],
  ["for something else", { covers: "visits" }, false],
])("a later consent ends a fact for what it covers: %s", (_, consent, open) => {
  const ledger = [told("05-10"), told("05-12", { event: "consent", covers: "channel", ...consent })];
  expect(isOpen(block({ until: ["consent"] }), ledger, {}, { address: "tel-1" })).toBe(open);
});

it("a payment in full is the last one for a debt of which nothing is owed", () => {
  const paid = [told("05-01", { event: "payment" }), sent("05-05"), told("05-10", { event: "payment" }), told("05-12")];
  const since: Trigger = { event: "payment", inFull: true, until: [] };
  const owed = (amount: number): Facts => ({ debts: [{ ...debt("d1"), amount: amount as ReturnType<typeof debt>["amount"] }] });
  const room = (ledger: readonly LedgerEntry[], facts: Facts): boolean =>
    earliestCap({ kind: "cap", n: 1, unit: "attempt", days: 30, key: "debt", excluding: [], since }, context({ ledger, ...facts }), ask(), noon) ===
    noon;
  // Contacts count from the last payment on, whatever else is told later.
  expect(room(paid, owed(0))).toBe(true);
  expect(room([...paid, sent("05-14")], owed(0))).toBe(false);
  expect(room([...paid, sent("05-14")], owed(1))).toBe(true);
  expect(isOpen(block({ event: "payment", inFull: true }), [told("05-01", { event: "payment", account: "gone" })], owed(0))).toBe(true);
});

it("what must follow a notice follows it within the days, by the earliest date that it may have been, and about the same debt", () => {
  const after = block({ afterNotice: { contents: ["letter-of-claim"], days: 10 } });
  const claim = sent("05-01", { contains: ["letter-of-claim"] });
  expect(isOpen(after, [claim, told("05-11", {}, "23:59")])).toBe(false);
  expect(isOpen(after, [claim, told("05-12", {}, "00:00")])).toBe(true);
  expect(isOpen(after, [claim, told("05-12", {}, "00:00")], { zones: ["America/New_York", "America/Los_Angeles"] })).toBe(false);
  expect(isOpen(after, [told("05-05"), sent("05-08", { contains: ["letter-of-claim"] })])).toBe(true);
  // Of an account that is no longer on file nobody can tell which notice was about it.
  expect(isOpen(after, [claim, told("05-05", { account: "gone" })])).toBe(true);
});

it.each<[string, readonly LedgerEntry[], boolean]>([
  ["a plain letter after it changes nothing", [sent("04-20")], true],
  ["an earlier collector's later notice is none", [sent("04-20", { contains: ["validation-notice"], by: "earlier-collector" })], true],
  [
    "one to somebody else's number is none",
    [
      sent("04-20", { channel: "sms", contains: ["validation-notice"], address: "tel-1" }),
      sent("04-21", { channel: "call", address: "tel-1", outcome: "wrong-number" }),
    ],
    true,
  ],
  ["a copy that the debtor sent back is none", [sent("04-20", { contains: ["validation-notice"], direction: "in" })], true],
  ["a later notice of this collector's opens a new period", [sent("04-20", { contains: ["validation-notice"] })], false],
])("a dispute after the end of the period that the last notice states is late: %s", (_, later, open) => {
  const notice = sent("03-02", { contains: ["validation-notice"], deadline: day("2026-04-08") });
  expect(isOpen(block({ withinValidationPeriod: true }), [notice, ...later, told("05-01")])).toBe(open);
});

it("where nobody knows the debtor's clock a dispute may have come in time", () => {
  const notice = sent("03-02", { contains: ["validation-notice"], deadline: day("2026-04-08") });
  expect(isOpen(block({ withinValidationPeriod: true }), [notice, told("05-01")], { zones: [] })).toBe(false);
});
