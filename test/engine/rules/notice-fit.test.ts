/** Which notice counts, what a refusal says of it, and what tells a debtor of a debt where any message does. */
import { expect, it } from "vitest";
import {
  earliestNotice,
  minor,
  permit,
  type Action,
  type Contact,
  type Decision,
  type Instant,
  type LedgerEntry,
  type NoticeRule,
  type PastContact,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, rule } from "./world.ts";

const before = (more: Partial<NoticeRule> = {}): NoticeRule => ({
  kind: "notice-before",
  acts: ["sue", "charge", "contact"],
  notices: ["letter-of-claim"],
  atLeast: { n: 14, business: false },
  counts: { from: "sending" },
  key: "debt",
  ...more,
});
const on = (date: string): Instant => at(`2026-${date}T00:00:00-04:00`);
const now = at("2026-05-20T12:00:00-04:00");
const sent = (date: string, what: Partial<PastContact> = {}, id?: string): LedgerEntry =>
  contact(`2026-${date}T10:00:00-04:00`, { channel: "letter", contains: ["letter-of-claim"], ...what }, id);
const debts = [debt("d1"), debt("d2", { due: day("2026-05-18") })];
const both: Action = { act: "sue", debts: ["d1", "d2"] };
const sue = (...ids: string[]): Action => ({ act: "sue", debts: ids });
const from = (one: NoticeRule, ledger: readonly LedgerEntry[], action: Action = sue("d1")): Instant | null =>
  earliestNotice(one, context({ ledger, debts }), action, now);
const answer = (one: NoticeRule, ledger: readonly LedgerEntry[], action: Action): Decision =>
  permit(context({ ledger, debts, rules: [rule(one)] }), action, now);
const sentence = (...asked: Parameters<typeof answer>): string => {
  const decision = answer(...asked);
  return decision.allowed ? "" : (decision.reasons[0]?.sentence ?? "");
};

it("an act that isn't the notice never waits for one of its notices to go stale", () => {
  const short = before({ atMost: { n: 30, business: false } });
  // The first debt's goes stale on the 31st of May, before the second's has run its days.
  const ledger = [sent("04-30", { debts: ["d1"] }), sent("05-18", { debts: ["d2"] })];
  expect(from(short, ledger, both)).toBeNull();
  expect([from(short, ledger, sue("d1")), from(short, ledger, sue("d2"))]).toEqual([now, on("06-02")]);
  expect(from(short, [sent("05-10", { debts: ["d1"] }), sent("05-18", { debts: ["d2"] })], both)).toBe(on("06-02"));
});

it("a text that is still open may go where one of its debts wants the notice", () => {
  const open = ask({ channel: "letter" }, ["d1", "d2"]);
  expect(from(before(), [sent("05-18", { debts: ["d1"] })], open)).toBe(now);
  expect(from(before(), [sent("05-18")], open)).toBe(on("06-02"));
});

it("it is told of an open text which notice it has to be, of a final one which it is, and of other acts nothing", () => {
  const either = before({ notices: ["letter-of-claim", "payment-demand"], charges: ["late-interest"] });
  const letter = (contains?: readonly string[]): Action =>
    ask({ channel: "letter", ...(contains === undefined ? {} : { contains }) } satisfies Partial<Contact>);
  expect(answer(either, [], letter()).requires).toEqual(["letter-of-claim"]);
  expect(answer(either, [], letter(["payment-demand", "opt-out"])).requires).toEqual(["payment-demand"]);
  const fee: Action = { act: "charge", debts: ["d1"], charge: { type: "late-fee", agreed: false } };
  expect(answer(either, [], fee)).toEqual({ allowed: true, requires: [] });
});

it("where it must come after the due date, that of the debt itself counts, or of one that a notice to the person is about", () => {
  const late = (key: NoticeRule["key"]): NoticeRule => before({ afterDue: true, key, atLeast: { n: 1, business: false } });
  // The first debt was due long ago; the second on the 18th of May.
  expect([from(late("debt"), [sent("05-18")], sue("d1")), from(late("debt"), [sent("05-18")], sue("d2"))]).toEqual([now, null]);
  expect(from(late("person"), [sent("05-18")])).toBe(now);
  expect(from(late("person"), [sent("05-18", { debts: ["d2"] })])).toBeNull();
});

it("a notice names for a charge what it claims of that very kind, where the rule asks for a sum", () => {
  const fee = (cents: number): Action => ({ act: "charge", debts: ["d1"], charge: { type: "late-fee", agreed: false, amount: minor(cents) } });
  const claims = [
    { type: "late-fee", amount: minor(500) },
    { type: "late-interest", amount: minor(300) },
  ];
  const naming = before({ namingSum: true });
  const mayCharge = (one: NoticeRule, cents: number, what: Partial<PastContact>): boolean => from(one, [sent("05-01", what)], fee(cents)) === now;
  expect([mayCharge(naming, 500, { claims }), mayCharge(naming, 501, { claims })]).toEqual([true, false]);
  expect([mayCharge(naming, 9_999, {}), mayCharge(naming, 1, { claims: claims.slice(1) })]).toEqual([true, false]);
  // Where it doesn't, neither what is claimed nor how much limits anything.
  expect([mayCharge(before(), 501, { claims }), mayCharge(before(), 1, { claims: claims.slice(1) })]).toEqual([true, true]);
  expect(answer(before(), [sent("05-01", { claims })], fee(400))).not.toHaveProperty("amount");
});

const anything = before({ notices: [], counts: { from: "sending" } });
const talk = (what: Partial<PastContact> = {}): LedgerEntry => contact("2026-05-19T10:00:00-04:00", { outcome: "conversation", ...what });

it.each<[string, Partial<NoticeRule>, LedgerEntry, Instant | null]>([
  ["a talk is a message like others, which must have run its days", {}, talk(), on("06-03")],
  ["a talk does at once, where it is enough", { orConversation: true }, talk(), now],
  ["a talk that the debtor began", { orConversation: true }, talk({ direction: "in" }), now],
  ["a talk about another debt in which the debtor raised this one", { orConversation: true }, talk({ debts: ["d2"], raisedByDebtor: ["d1"] }), now],
  ["a talk about another debt doesn't", { orConversation: true }, talk({ debts: ["d2"] }), null],
  ["an earlier collector's talk doesn't", { orConversation: true }, talk({ by: "earlier-collector" }), null],
  ["the creditor's talk doesn't", { orConversation: true }, talk({ by: "creditor" }), null],
  ["a talk with a neighbour doesn't", { orConversation: true }, talk({ person: "neighbour" }), null],
])("what tells a debtor of a debt: %s", (_, more, entry, open) => {
  expect(from({ ...anything, ...more }, [entry])).toBe(open);
});

it("a letter that comes back before its days are over told nothing, one that comes back at their end or later did", () => {
  const back = (when: string): LedgerEntry => event(when, { event: "undeliverable", re: "letter" });
  const told = (when: string): Instant | null => from(anything, [sent("05-01", {}, "letter"), back(when)]);
  expect([told("2026-05-15T23:59:59.999-04:00"), told("2026-05-16T00:00:00-04:00"), told("2026-05-18T00:00:00-04:00")]).toEqual([null, now, now]);
});

it("a refusal names the notice for which the act waits the longest, whatever the order of the debts", () => {
  const ledger = [sent("05-10", { debts: ["d1"] }), sent("05-18", { debts: ["d2"] })];
  expect(sentence(before(), ledger, both)).toContain("18 May");
  expect(sentence(before(), ledger, sue("d2", "d1"))).toContain("18 May");
  expect(sentence(before(), ledger.slice(0, 1), both)).toContain("No letter-of-claim was given");
});
