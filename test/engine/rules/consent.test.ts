/** From when to when the debtor agreed to something, and what a consent is about. */
import { expect, it } from "vitest";
import {
  earliest,
  earliestBlock,
  earliestCap,
  lawfulUntil,
  type Action,
  type BlockRule,
  type CapRule,
  type Contact,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
  type Purpose,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, rule } from "./world.ts";

const on = (date: number, clock = "00:00"): Instant => at(`2026-04-${String(date).padStart(2, "0")}T${clock}:00-04:00`);
const clockOf = (date: number, clock: string): string => `2026-04-${String(date).padStart(2, "0")}T${clock}:00-04:00`;
const said = (date: number, what: PastEvent, clock = "09:00"): LedgerEntry => event(clockOf(date, clock), what);
const consent = (date: number, more: Partial<PastEvent> = {}): LedgerEntry => said(date, { event: "consent", covers: "channel", ...more });
const revoked = (date: number, more: Partial<PastEvent> = {}): LedgerEntry => said(date, { event: "consent-revoked", ...more }, "10:00");
const made = (date: number, what: Partial<PastContact> = {}, clock = "10:00"): LedgerEntry =>
  contact(clockOf(date, clock), { outcome: "no-answer", ...what });

/** No contact without the debtor's consent. */
const unless = (more: Partial<BlockRule> = {}): BlockRule => ({
  kind: "block",
  acts: ["contact"],
  key: "debt",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: ["channel"],
  exceptReplies: false,
  ...more,
});
const debts = [debt("d1", { account: "A" }), debt("d2", { account: "B" })];
const opens = (ledger: readonly LedgerEntry[], what: Partial<Contact> = {}, of: readonly string[] = ["d1"], one = unless()): Instant | null =>
  earliestBlock(one, context({ ledger, debts }), ask(what, of), on(20));
const isOpen = (...asked: Parameters<typeof opens>): boolean => opens(...asked) === on(20);

it.each<[string, readonly LedgerEntry[], Partial<Contact>, boolean]>([
  ["one that names no address reaches any", [consent(1)], { address: "tel-1" }, true],
  ["one that names an address reaches no other", [consent(1, { address: "tel-2" })], { address: "tel-1" }, false],
  ["one taken back for an address stands for others", [consent(1), revoked(2, { address: "tel-2" })], { address: "tel-1" }, true],
  ["one taken back for an address is gone for it", [consent(1), revoked(2, { address: "tel-1" })], { address: "tel-1" }, false],
  ["one taken back for an address may be gone where nobody noted the address", [consent(1), revoked(2, { address: "tel-1" })], {}, false],
  ["one taken back whatever its address is gone", [consent(1), revoked(2)], { address: "tel-1" }, false],
  ["one taken back about another debt stands", [consent(1), revoked(2, { debts: ["d2"] })], {}, true],
])("a consent holds for what it names: %s", (_, ledger, what, open) => {
  expect(isOpen(ledger, what)).toBe(open);
});

it("where no debt is on file at all, a consent about whatever it be is one", () => {
  const asked = (ledger: readonly LedgerEntry[]): Instant | null => earliestBlock(unless(), context({ ledger, debts: [] }), ask({}, []), on(20));
  expect([asked([]), asked([consent(1)])]).toEqual([null, on(20)]);
});

it("waits until consents about all debts hold at once, each list from its earliest next one", () => {
  const between = (from: number, until: number, debt: string): LedgerEntry =>
    consent(1, { debts: [debt], from: day(`2026-04-${from}`), until: day(`2026-04-${until}`) });
  const rules = [unless(), { kind: "consent", channels: ["call"], covers: "channel" }] as const;
  const both = (ledger: readonly LedgerEntry[]): readonly (Instant | null)[] => {
    const facts = context({ ledger, debts });
    return rules.map((body) => earliest(rule(body), facts, ask({}, ["d1", "d2"]), on(20)));
  };
  const first = [between(19, 21, "d1"), between(25, 28, "d1"), between(27, 30, "d1")];
  expect(both([...first, between(23, 30, "d2")])).toEqual([on(25), on(25)]);
  expect(both([...first.toReversed(), between(23, 30, "d2")])).toEqual([on(25), on(25)]);
  expect(both([...first, between(23, 24, "d2")])).toEqual([null, null]);
});

it("a consent that was taken back before it arrived never holds", () => {
  expect(opens([consent(1, { received: on(20) }), revoked(2)])).toBeNull();
  expect(opens([consent(1, { received: on(20) })])).toBe(on(20));
});

it("a permission lasts to the end of the consents that follow one another without a gap", () => {
  const lasts = (...spans: readonly [number, number][]): Instant => {
    const ledger = spans.map(([from, until]) => consent(1, { from: day(`2026-04-${from}`), until: day(`2026-04-${until}`) }));
    return lawfulUntil(context({ ledger, debts, rules: [rule(unless())] }), ask(), on(20), on(30));
  };
  expect([lasts([19, 21], [24, 26]), lasts([24, 26], [19, 21]), lasts([19, 21], [22, 26])]).toEqual([on(22), on(22), on(27)]);
});

const machine = (source?: Contact["addressSource"]): Partial<Contact> =>
  source === undefined ? { dialing: "prerecorded" } : { dialing: "prerecorded", addressSource: source };
const byMachine = unless({ dialing: ["prerecorded"] });

it.each<[string, readonly LedgerEntry[], Contact["addressSource"], boolean]>([
  ["the debtor gave it", [], "debtor", true],
  ["the creditor had it from the debtor", [], "creditor", true],
  ["somebody found it", [], "found", false],
  ["nobody noted whence it is", [], undefined, false],
  ["leave to use it was taken back", [revoked(2)], "debtor", false],
  ["leave for recorded voices was taken back", [revoked(2, { covers: "prerecorded" })], "debtor", false],
  ["leave for the channel was taken back", [revoked(2, { covers: "channel" })], "debtor", false],
  ["leave for visits was taken back", [revoked(2, { covers: "visits" })], "debtor", true],
  ["leave was taken back about another debt", [revoked(2, { debts: ["d2"] })], "debtor", true],
])("a number given for the account carries consent to be called at it: %s", (_, ledger, source, open) => {
  expect(isOpen(ledger, machine(source), ["d1"], byMachine)).toBe(open);
});

it("a number given doesn't lift what the debtor forbade, whenever that was", () => {
  const forbidden = unless({ dialing: ["prerecorded"], while: { event: "dispute", until: [] } });
  expect(isOpen([said(2, { event: "dispute" })], machine("debtor"), ["d1"], forbidden)).toBe(false);
  expect(isOpen([said(2, { event: "dispute" }), consent(3)], machine("debtor"), ["d1"], forbidden)).toBe(true);
});

/** One contact in thirty days; calls with consent to more calls aside. */
const cap = (more: Partial<CapRule> = {}): CapRule => ({
  kind: "cap",
  n: 1,
  unit: "attempt",
  days: 30,
  key: "debt",
  excluding: ["consented"],
  ...more,
});
const mayCall = (ledger: readonly LedgerEntry[], { of = "d1", limit = cap(), t = on(10, "12:00") } = {}): boolean =>
  earliestCap(limit, context({ ledger, debts }), ask({}, [of]), t) === t;

it("who asks to be called back consents to more calls for seven days, about what the request is about", () => {
  const request = (what: Partial<PastContact> = {}): LedgerEntry =>
    made(9, { channel: "email", direction: "in", purpose: "callback-request", ...what }, "11:00");
  const full = made(8);
  const callback = (what: Partial<PastContact>, of = "d1"): boolean => mayCall([full, request(what)], { of });
  expect([callback({}), callback({}, "d2")]).toEqual([true, true]);
  expect([callback({ debts: ["d1"] }), callback({ debts: ["d1"] }, "d2")]).toEqual([true, false]);
  expect([callback({ account: "A" }), callback({ account: "A" }, "d2")]).toEqual([true, false]);
  expect([callback({ received: on(10, "12:00") }), callback({ received: on(10, "12:01") })]).toEqual([true, false]);
  expect(mayCall([full, request()], { t: on(16) })).toBe(false);
  // Neither what the debtor wrote for another purpose nor what was written to the debtor is such a request.
  const elsewhere = consent(1, { covers: "visits" });
  const other = (what: Partial<PastContact>): boolean => mayCall([elsewhere, full, request(what)]);
  expect(other({ direction: "out" })).toBe(false);
  expect((["collect", "take-payment"] satisfies Purpose[]).map((purpose) => other({ purpose }))).toEqual([false, false]);
});

const extra = (more: Partial<PastEvent> = {}): LedgerEntry => consent(2, { covers: "extra-calls", ...more });
const talk = (date: number): LedgerEntry => made(date, { outcome: "conversation" });

it.each<[string, readonly LedgerEntry[], boolean]>([
  ["a call under it doesn't", [extra(), made(3)], true],
  ["a voicemail under it doesn't", [extra(), made(3, { channel: "voicemail" })], true],
  ["a text does, which is no call", [extra(), made(3, { channel: "sms" })], false],
  ["a call before it does", [made(1), extra()], false],
  ["a call before it was received does", [extra({ received: on(3, "10:01") }), made(3)], false],
  ["a call at its very receipt doesn't", [extra({ received: on(3, "10:00") }), made(3)], true],
  ["the talk that uses it up doesn't", [extra(), talk(3)], true],
  ["a call after that talk does", [extra(), talk(3), made(4)], false],
  ["a call between that talk and another does", [extra(), talk(3), made(4), talk(5)], false],
  ["a call at the instant at which it was taken back does", [extra(), revoked(3), made(3)], false],
  ["a call after its seventh day does", [extra(), made(9)], false],
])("which calls count later, of a debtor who agreed to more calls: %s", (_, ledger, open) => {
  expect(mayCall(ledger)).toBe(open);
});

it.each<[string, readonly LedgerEntry[], boolean]>([
  ["by one of the kinds that the rule names", [consent(2, { covers: "any-time", until: day("2026-04-08") }), made(3)], true],
  ["by none of them", [consent(2, { covers: "visits", until: day("2026-04-08") }), made(3)], false],
  ["and no talk uses it up", [consent(2, { until: day("2026-04-08") }), talk(3), made(4)], true],
  ["but not yet", [consent(2, { from: day("2026-04-04"), until: day("2026-04-08") }), made(3)], false],
])("which contacts count later, of a debtor who agreed to them: %s", (_, ledger, open) => {
  expect(mayCall(ledger, { limit: cap({ excluding: [], unlessConsent: ["channel", "any-time"] }) })).toBe(open);
});

it("a talk that only seems to be about another debt uses up a consent that the debtor raised in it", () => {
  const raised = (by: readonly string[]): LedgerEntry => made(3, { outcome: "conversation", debts: ["d2"], raisedByDebtor: by });
  const lasting: Action["debts"] = ["d1"];
  expect([mayCall([extra(), raised(lasting), made(4)]), mayCall([extra(), raised([]), made(4)])]).toEqual([false, true]);
});
