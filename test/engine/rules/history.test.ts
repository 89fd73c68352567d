/** How the ledger is read: what a contact was about, whose it was, what it counts as, and which way it went. */
import { expect, it } from "vitest";
import {
  earliestBlock,
  earliestCap,
  earliestSilence,
  type BlockRule,
  type CapRule,
  type Contact,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
  type SilenceRule,
} from "../../../engine/index.ts";
import { ask, at, contact, context, debt, event, BLOCK } from "./world.ts";

const noon = at("2026-04-08T12:00:00-04:00");
const made = (what: Partial<PastContact> = {}, id?: string): LedgerEntry =>
  contact("2026-04-08T10:00:00-04:00", { outcome: "no-answer", ...what }, id);
const cap = (more: Partial<CapRule> = {}): CapRule => ({ kind: "cap", n: 1, unit: "attempt", days: 7, key: "debt", excluding: [], ...more });
/** Two debts of one account, one more of the same creditor, and one of another creditor. */
const debts = [
  debt("d4", { account: "C", creditor: "Y" }),
  debt("d1", { account: "A", creditor: "X" }),
  debt("d2", { account: "A", creditor: "X" }),
  debt("d3", { account: "B", creditor: "X" }),
];
interface Asking {
  readonly of?: readonly string[];
  readonly what?: Partial<Contact>;
}
const from = (limit: CapRule, ledger: readonly LedgerEntry[], { of = ["d1"], what = {} }: Asking = {}): Instant | null =>
  earliestCap(limit, context({ ledger, debts }), ask(what, of), noon);
const isFull = (...asked: Parameters<typeof from>): boolean => from(...asked) !== noon;

it("an act that names no debt is about all that are on file", () => {
  const ledger = [made({ debts: ["d2"] })];
  expect([isFull(cap(), ledger, { of: [] }), isFull(cap(), ledger, { of: ["d1"] })]).toEqual([true, false]);
});

it.each<[string, CapRule["key"], Partial<PastContact>, readonly string[], readonly string[]]>([
  ["for an account, naming no debt", "account", { account: "A" }, ["d1", "d2"], ["d3", "gone"]],
  ["for nobody knows which account", "account", {}, ["d1", "d3", "gone"], []],
  ["about a debt on file, whatever the account", "account", { account: "B", debts: ["d1"] }, ["d1"], ["d3"]],
  ["about a debt that is gone, which may have been the account's", "account", { account: "B", debts: ["d1", "gone"] }, ["d1", "d3", "gone"], ["d4"]],
  ["about a debt that is gone and is its own account", "account", { debts: ["gone"] }, ["gone"], ["d1", "d3"]],
  ["about a debt of another creditor", "creditor", { debts: ["d4"] }, ["d4"], ["d1"]],
  ["about one of another creditor and one that is gone", "creditor", { debts: ["d4", "gone"] }, ["d4", "d1"], []],
  ["for an account of the creditor's, about one that is gone", "creditor", { account: "A", debts: ["gone"] }, ["d1", "d3"], ["d4"]],
  ["for an account of another's, about one that is gone", "creditor", { account: "C", debts: ["gone"] }, ["d4"], ["d1"]],
])("a contact %s counts per %s for what it may have been about", (_, key, what, full, open) => {
  const counted = (ids: readonly string[]): readonly string[] => ids.filter((id) => isFull(cap({ key }), [made(what)], { of: [id] }));
  expect([counted(full), counted(open)]).toEqual([full, []]);
});

it.each<[string, Partial<PastContact>, readonly CapRule["unit"][]]>([
  ["writing", { channel: "email" }, ["attempt", "completed-contact", "communication", "message"]],
  ["writing to somebody else's address", { channel: "email", outcome: "wrong-number" }, ["attempt"]],
  [
    "a voicemail, whatever is noted of it",
    { channel: "voicemail", outcome: "conversation" },
    ["attempt", "completed-contact", "communication", "message"],
  ],
  ["a message that says who called and no more", { outcome: "limited-message" }, ["attempt", "completed-contact", "message"]],
  ["a talk", { outcome: "conversation" }, ["attempt", "completed-contact", "communication", "conversation"]],
  ["a visit to somebody else's door", { channel: "visit", outcome: "wrong-number" }, ["attempt"]],
])("%s counts as %s", (_, what, units) => {
  const sent = contact("2026-04-08T10:00:00-04:00", what);
  const all = ["attempt", "completed-contact", "communication", "conversation", "message"] as const;
  expect(all.filter((unit) => isFull(cap({ unit }), [sent]))).toEqual(units);
});

it("a limit per number counts and limits calls, voicemails and texts; one per address all that goes to the same door", () => {
  const perLine = (past: PastContact["channel"], next: Contact["channel"]): boolean =>
    isFull(cap({ key: "line" }), [made({ channel: past })], { what: { channel: next } });
  expect((["call", "voicemail", "sms", "email", "letter"] as const).filter((channel) => perLine(channel, "call"))).toEqual([
    "call",
    "voicemail",
    "sms",
  ]);
  expect((["call", "voicemail", "sms", "email", "letter"] as const).filter((channel) => perLine("call", channel))).toEqual([
    "call",
    "voicemail",
    "sms",
  ]);
  const perAddress = (past: PastContact["channel"]): boolean =>
    isFull(cap({ key: "address" }), [made({ channel: past })], { what: { channel: "visit" } });
  expect((["letter", "registered-letter", "postcard", "visit", "call", "email"] as const).filter(perAddress)).toEqual([
    "letter",
    "registered-letter",
    "postcard",
    "visit",
  ]);
});

it("an address that nobody noted may be any, of the past contact as of the next one", () => {
  const perAddress = (past: Partial<PastContact>, next: Partial<Contact>): boolean => isFull(cap({ key: "address" }), [made(past)], { what: next });
  expect([perAddress({ address: "tel-1" }, { address: "tel-1" }), perAddress({ address: "tel-1" }, { address: "tel-2" })]).toEqual([true, false]);
  expect([perAddress({ address: "tel-1" }, {}), perAddress({}, { address: "tel-1" })]).toEqual([true, true]);
});

it("a debt of which nobody noted the creditor may be any creditor's", () => {
  const limit = cap({ key: "creditor" });
  const nameless = [...debts, debt("d5")];
  expect(earliestCap(limit, context({ ledger: [made({ debts: ["d5"] })], debts: nameless }), ask({}, ["d1"]), noon)).not.toBe(noon);
});

it("a talk that the debtor began is one with this collector, whoever else it was noted for", () => {
  const quiet: SilenceRule = { kind: "silence", after: { unit: "conversation", direction: "any" }, days: 7, key: "debt", excluding: [] };
  const talked = (what: Partial<PastContact>): boolean =>
    earliestSilence(quiet, context({ ledger: [made({ outcome: "conversation", ...what })], debts }), ask(), noon) !== noon;
  expect([talked({ direction: "in", by: "creditor" }), talked({ by: "creditor" }), talked({})]).toEqual([true, false, true]);
});

it("only what is told after a letter was sent, and of that letter, tells that it came back", () => {
  const letters = cap({ unit: "communication" });
  const letter = made({ channel: "letter" }, "letter-1");
  const back = (re: string): LedgerEntry => event("2026-04-08T10:00:00-04:00", { event: "undeliverable", re });
  expect(isFull(letters, [letter, back("letter-1")])).toBe(false);
  expect(isFull(letters, [back("letter-1"), letter])).toBe(true);
  const answered = event("2026-04-08T11:00:00-04:00", { event: "dispute", re: "letter-1" });
  expect(isFull(letters, [letter, back("letter-2"), answered])).toBe(true);
});

it("one answer is let through to each message, however often the debtor comes back to it", () => {
  const replies = cap({ channels: ["email"], excluding: ["reply"] });
  const question = made({ channel: "email", direction: "in" }, "question");
  const again = made({ channel: "email", direction: "in", re: "question" });
  const answer = made({ channel: "email", re: "question" });
  const full = made({ channel: "email" });
  const asking = { what: { channel: "email", re: "question" } } as const;
  expect([isFull(replies, [full, question, again], asking), isFull(replies, [full, question, answer], asking)]).toEqual([false, true]);
  // What was told asks for an answer where the debtor or the attorney told it, or where nobody noted who did.
  const told = (by?: PastEvent["by"]): LedgerEntry =>
    event("2026-04-08T11:00:00-04:00", { event: "dispute", ...(by === undefined ? {} : { by }) }, "question");
  expect(([undefined, "debtor", "attorney", "creditor", "court"] as const).map((by) => isFull(replies, [full, told(by)], asking))).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

it.each<[string, readonly Partial<PastContact>[], readonly string[], boolean]>([
  ["by the same channel, from that address, about the debt", [{ debts: ["d1"] }], ["d1"], true],
  ["only ever by this collector", [{ direction: "out" }], ["d1"], false],
  ["by another channel", [{ channel: "sms" }], ["d1"], false],
  ["from another address", [{ address: "mail-2" }], ["d1"], false],
  ["about another debt", [{ debts: ["d2"] }], ["d1"], false],
  ["about one debt of two", [{ debts: ["d2"] }], ["d1", "d2"], false],
  ["once about each of two", [{ debts: ["d2"] }, { debts: ["d1"] }], ["d1", "d2"], true],
  ["about whatever it be, where no debt is asked about", [{}], [], true],
  ["never, where no debt is asked about", [], [], false],
])("an address is in use from which the debtor wrote: %s", (_, wrote, of, open) => {
  const unused: BlockRule = {
    ...BLOCK,
    unlessUsed: true,
  };
  const ledger = wrote.map((past) => made({ channel: "email", direction: "in", address: "mail-1", ...past }));
  expect(earliestBlock(unused, context({ ledger, debts }), ask({ channel: "email", address: "mail-1" }, of), noon)).toBe(open ? noon : null);
  // What nobody noted an address of is in use by nobody.
  const nameless = [contact("2026-04-08T10:00:00-04:00", { channel: "email", direction: "in" })];
  expect(earliestBlock(unused, context({ ledger: nameless, debts }), ask({ channel: "email" }), noon)).toBeNull();
});
