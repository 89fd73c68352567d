/** What limits and silences share: which contacts count, what a limit begins with, and which consents hold it off. */
import { expect, it } from "vitest";
import { earliestCap, lawfulUntil, type CapRule, type Contact, type Instant, type LedgerEntry, type PastContact } from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, later, rule } from "./world.ts";

/** No second contact within thirty days. */
const cap = (more: Partial<CapRule> = {}): CapRule => ({ kind: "cap", n: 1, unit: "attempt", days: 30, key: "debt", excluding: [], ...more });
const on = (date: number, clock = "00:00"): Instant => at(`2026-04-${String(date).padStart(2, "0")}T${clock}:00-04:00`);
const made = (date: number, what: Partial<PastContact> = {}, id = `c${date}`): LedgerEntry =>
  contact(`2026-04-${String(date).padStart(2, "0")}T10:00:00-04:00`, { outcome: "no-answer", ...what }, id);
const agreed = (date: number, more: Partial<Parameters<typeof event>[1]> = {}): LedgerEntry =>
  event(`2026-04-${String(date).padStart(2, "0")}T09:00:00-04:00`, { event: "consent", covers: "extra-calls", ...more });
const dispute = (date: number, debts: readonly string[] = ["d1"]): LedgerEntry =>
  event(`2026-04-${String(date).padStart(2, "0")}T09:00:00-04:00`, { event: "dispute", debts });
/** Two debts of one account, and one of another. */
const debts = [debt("d1", { account: "A" }), debt("d2", { account: "A" }), debt("d3", { account: "B" })];
interface Asking {
  readonly of?: readonly string[];
  readonly what?: Partial<Contact>;
}
const from = (limit: CapRule, t: Instant, ledger: readonly LedgerEntry[], { of = ["d1"], what = {} }: Asking = {}): Instant | null =>
  earliestCap(limit, context({ ledger, debts }), ask(what, of), t);
const isFull = (limit: CapRule, ledger: readonly LedgerEntry[], asking?: Asking): boolean => from(limit, on(20), ledger, asking) !== on(20);

it("a consent to more calls about one debt makes room in that debt's own limit, whatever else the call is about", () => {
  const limit = cap({ excluding: ["consented"] });
  const ledger = [made(10, { debts: ["d1"] }), agreed(19, { debts: ["d1"] })];
  expect(isFull(limit, ledger.slice(0, 1), { of: ["d1", "d2"] })).toBe(true);
  expect(isFull(limit, ledger, { of: ["d1", "d2"] })).toBe(false);
  // A limit per account is let off only by consents for all that is asked about.
  expect(isFull({ ...limit, key: "account" }, ledger, { of: ["d1"] })).toBe(false);
  expect(isFull({ ...limit, key: "account" }, ledger, { of: ["d1", "d2"] })).toBe(true);
});

it("either a consent to more calls or one that the rule names lets a call through", () => {
  const both = cap({ excluding: ["consented"], unlessConsent: ["channel"] });
  expect(isFull(both, [made(10)])).toBe(true);
  expect(isFull(both, [made(10), agreed(19)])).toBe(false);
  expect(isFull(both, [made(10), agreed(19, { covers: "channel" })])).toBe(false);
  expect(isFull(cap({ excluding: ["consented"] }), [made(10), agreed(19, { covers: "channel" })])).toBe(true);
});

it("a consent to more calls lets through calls and voicemails alone", () => {
  const limit = cap({ excluding: ["consented"] });
  const ledger = [made(10), agreed(19)];
  expect((["call", "voicemail", "sms", "email", "visit"] as const).filter((channel) => !isFull(limit, ledger, { what: { channel } }))).toEqual([
    "call",
    "voicemail",
  ]);
});

it("waits for the last of all debts to have room, with a consent that runs out while it waits", () => {
  const limit = cap({ days: 7, unlessConsent: ["channel"] });
  // The first debt's limit is full until the 16th, and agreed away until the 14th has begun; the second's is full until the 15th.
  const ledger = [made(8, { debts: ["d2"] }), agreed(8, { covers: "channel", debts: ["d1"], until: day("2026-04-13") }), made(9, { debts: ["d3"] })];
  const unagreed = contact("2026-04-09T11:00:00-04:00", { channel: "email", debts: ["d1"] });
  const consent = event("2026-04-08T09:00:00-04:00", {
    event: "consent",
    covers: "channel",
    channels: ["call"],
    debts: ["d1"],
    until: day("2026-04-13"),
  });
  expect(from(limit, on(12), [...ledger.slice(0, 1), consent, unagreed], { of: ["d1"] })).toBe(on(12));
  expect(from(limit, on(12), [...ledger.slice(0, 1), consent, unagreed], { of: ["d2"] })).toBe(on(15));
  expect(from(limit, on(12), [...ledger.slice(0, 1), consent, unagreed], { of: ["d1", "d2"] })).toBe(on(16));
});

it("a limit per person begins with an event about any debt, one per debt only with one about that debt", () => {
  const since = { event: "dispute", until: [] } as const;
  const ledger = [dispute(5, ["d2"]), made(10, { debts: ["d1", "d2"] })];
  expect(isFull(cap({ since, key: "person" }), ledger)).toBe(true);
  expect(isFull(cap({ since, key: "debt" }), ledger)).toBe(false);
  expect(isFull(cap({ since, key: "debt" }), ledger, { of: ["d2"] })).toBe(true);
});

it("a limit that begins with an event and with a first talk begins with the later of the two, and ends with the event", () => {
  const limit = cap({ days: 60, since: { event: "dispute", until: [], forDays: 20 }, afterFirst: "conversation" });
  const talk = (date: number): LedgerEntry => made(date, { outcome: "conversation" });
  // The limit holds through the twenty days after the 5th.
  expect(from(limit, on(20), [dispute(5), talk(8), made(10)])).toBe(on(26));
  expect(isFull(limit, [dispute(5), talk(8)])).toBe(false);
  expect(isFull(limit, [dispute(5), made(7), talk(8)])).toBe(false);
  expect(from(limit, on(20), [talk(3), dispute(5), made(10)])).toBe(on(26));
  expect(isFull(limit, [talk(3), made(4), dispute(5)])).toBe(false);
  // Neither before the talk nor before the event.
  const none = { ...limit, n: 0 };
  expect([from(none, later(on(8, "10:00"), -1), [dispute(5), talk(8)]), from(none, on(8, "10:00"), [dispute(5), talk(8)])]).toEqual([
    later(on(8, "10:00"), -1),
    on(26),
  ]);
  expect([from(none, later(on(5, "09:00"), -1), [talk(3), dispute(5)]), from(none, on(5, "09:00"), [talk(3), dispute(5)])]).toEqual([
    later(on(5, "09:00"), -1),
    on(26),
  ]);
});

it.each<[string, Partial<PastContact>, boolean]>([
  ["this collector's about the debt", {}, true],
  ["the debtor's own call", { direction: "in" }, true],
  ["about another debt", { debts: ["d3"] }, false],
  ["with a neighbour", { person: "neighbour" }, false],
  ["an earlier collector's", { by: "earlier-collector" }, false],
  ["a message only", { outcome: "message" }, false],
])("a limit after the first talk begins with a talk with the debtor about the debt: %s", (_, what, begins) => {
  expect(isFull(cap({ afterFirst: "conversation" }), [made(5, { outcome: "conversation", ...what }), made(10, { channel: "sms" })])).toBe(begins);
});

it.each<[string, Partial<PastContact>, boolean]>([
  ["a call that conveyed something", {}, true],
  ["by a channel that the limit doesn't govern", { channel: "email" }, false],
  ["nobody answered", { outcome: "no-answer" }, false],
  ["about another debt", { debts: ["d3"] }, false],
  ["to a neighbour", { person: "neighbour" }, false],
  ["an earlier collector's", { by: "earlier-collector" }, false],
  ["the debtor's own call", { direction: "in" }, false],
])("a limit after the first contact in arrears begins with a contact that the limit itself counts: %s", (_, what, begins) => {
  const limit = cap({ afterFirst: "contact-in-arrears", unit: "communication", channels: ["call"] });
  const second = made(10, { outcome: "message" });
  expect(isFull(limit, [made(5, { outcome: "message", ...what }), second])).toBe(begins);
});

it("arrears begin with the first day of lateness, from its very beginning; a debt that isn't on file may always have been late", () => {
  const limit = cap({ afterFirst: "contact-in-arrears" });
  const late = [debt("d1", { due: day("2026-04-04") }), debt("d2", { due: day("2026-05-04"), default: day("2026-04-03") })];
  const full = (first: Instant, of: readonly string[]): boolean => {
    const ledger = [{ at: first, id: "first", contact: { channel: "call", direction: "out", outcome: "no-answer" } } as const, made(10)];
    return earliestCap(limit, context({ ledger, debts: late }), ask({}, of), on(20)) !== on(20);
  };
  expect([full(later(on(5), -1), ["d1"]), full(on(5), ["d1"])]).toEqual([false, true]);
  expect([full(later(on(3), -1), ["d2"]), full(on(3), ["d2"])]).toEqual([false, true]);
  expect([full(on(1), ["d1"]), full(on(1), ["gone"])]).toEqual([false, true]);
});

it("a permission lasts until the event arrives with which a limit begins, or the consent ends that holds it off", () => {
  const now = on(12);
  const lasts = (limit: CapRule, ledger: readonly LedgerEntry[], t = now): Instant =>
    lawfulUntil(context({ ledger, debts, rules: [rule(limit)] }), ask(), t, on(30));
  const underWay = event("2026-04-11T10:00:00-04:00", { event: "dispute", debts: ["d1"], received: on(14, "10:00") });
  const sinceReceipt = cap({ n: 0, since: { event: "dispute", until: [], fromReceipt: true } });
  expect(lasts(sinceReceipt, [underWay])).toBe(on(14, "10:00"));
  expect(lasts(cap({ since: { event: "dispute", until: [], fromReceipt: true } }), [underWay])).toBe(on(30));
  // From the very instant at which it begins it has begun.
  expect(lasts(cap({ n: 3, since: { event: "dispute", until: [], fromReceipt: true } }), [underWay], on(14, "10:00"))).toBe(on(30));
  const consent = agreed(11, { covers: "channel", until: day("2026-04-16") });
  expect(lasts(cap({ unlessConsent: ["channel"] }), [made(10), consent])).toBe(on(17));
  expect(lasts(cap({ excluding: ["consented"] }), [made(10), agreed(11)])).toBe(on(18));
});

it.each<[string, CapRule, LedgerEntry[], boolean]>([
  [
    "a letter that came back completed no contact",
    cap({ unit: "completed-contact" }),
    [made(10, { channel: "letter" }), event("2026-04-12T10:00:00-04:00", { event: "undeliverable", re: "c10" })],
    false,
  ],
  [
    "a letter that came back was an attempt",
    cap(),
    [made(10, { channel: "letter" }), event("2026-04-12T10:00:00-04:00", { event: "undeliverable", re: "c10" })],
    true,
  ],
  [
    "a call under an oral consent counts, where only one in writing lifts the limit",
    cap({ unlessConsent: ["channel"], consentInWriting: true }),
    [agreed(9, { covers: "channel", form: "oral", until: day("2026-04-15") }), made(10)],
    true,
  ],
  [
    "a call under a written consent doesn't",
    cap({ unlessConsent: ["channel"], consentInWriting: true }),
    [agreed(9, { covers: "channel", form: "written", until: day("2026-04-15") }), made(10)],
    false,
  ],
  ["a number out of service reached nobody", cap({ excluding: ["not-reached"] }), [made(10, { outcome: "not-in-service" })], false],
  ["a busy line reached nobody", cap({ excluding: ["not-reached"] }), [made(10, { outcome: "busy" })], false],
  [
    "a call to the attorney leaves the debtor in peace",
    cap({ persons: ["debtor", "attorney"], excluding: ["professional"] }),
    [made(10, { person: "attorney" })],
    false,
  ],
  [
    "a call to the attorney counts where the rule doesn't leave it out",
    cap({ persons: ["debtor", "attorney"] }),
    [made(10, { person: "attorney" })],
    true,
  ],
])("what counts: %s", (_, limit, ledger, full) => {
  expect(isFull(limit, ledger)).toBe(full);
});

it.each<[string, CapRule["key"], Partial<PastContact>, Partial<Parameters<typeof event>[1]>, boolean]>([
  // A consent of the 9th is over on the 20th: the call of the 10th counts, unless it was made under the consent.
  ["per debt, the debt's own consent is enough", "debt", { debts: ["d1", "d2"] }, { debts: ["d1"] }, false],
  ["per account, all that the call was about must be agreed to", "account", { debts: ["d1", "d2"] }, { debts: ["d1"] }, true],
  ["per account, a call about one debt with consent for it", "account", { debts: ["d1"] }, { debts: ["d1"] }, false],
  ["per person, a call for an account with consent for that account", "person", { account: "A" }, { account: "A" }, false],
  ["per person, a call for an account with consent for one of its debts", "person", { account: "A" }, { debts: ["d1"] }, true],
  ["per person, a call for an account that is no longer on file, agreed to for another", "person", { account: "gone" }, { account: "A" }, true],
  ["per person, a call for an account that is no longer on file, agreed to whatever it is about", "person", { account: "gone" }, {}, false],
])("a call under consent doesn't count for what the consent was about: %s", (_, key, what, consent, full) => {
  expect(isFull(cap({ key, excluding: ["consented"] }), [agreed(9, consent), made(10, what)])).toBe(full);
});
