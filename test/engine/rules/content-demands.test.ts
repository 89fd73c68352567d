/** What rules demand of a text, what they find wrong with one, and which contacts they are about. */
import { expect, it } from "vitest";
import {
  closing,
  earliestContent,
  permit,
  type Action,
  type Contact,
  type ContentRule,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, rule, content } from "./world.ts";

const noon = at("2026-05-20T12:00:00-04:00");
const mail = (contains?: readonly string[], more: Partial<Contact> = {}): Action =>
  ask({ channel: "email", ...(contains === undefined ? {} : { contains }), ...more });
const told = (date: string, what: Partial<PastEvent> = {}): LedgerEntry => event(`2026-${date}T10:00:00-04:00`, { event: "hardship", ...what });
const demanded = (rules: readonly ContentRule[], action: Action, ledger: readonly LedgerEntry[] = [], t = noon): readonly string[] =>
  permit(context({ ledger, debts: [debt("d1"), debt("d2")], rules: rules.map((body) => rule(body)) }), action, t).requires;

it("a refusal tells what is missing and what must go, and no more", () => {
  const strict = content({ must: ["opt-out", "creditor-identity"], mustNot: ["letter-before-action", "interest"] });
  const decision = permit(context({ rules: [rule(strict)] }), mail(["opt-out", "interest"]), noon);
  const [reason] = decision.allowed ? [] : decision.reasons;
  expect(reason?.requires).toEqual(["creditor-identity"]);
  expect([reason?.sentence.includes("interest"), reason?.sentence.includes("letter before action")]).toEqual([true, false]);
});

it("a rule about texts with some content demands its own as soon as they carry any of it, or must", () => {
  const claims = content({ having: ["letter-of-claim", "payment-demand"] });
  const claim = content({ must: ["letter-of-claim"] });
  expect(demanded([claims], mail())).toEqual([]);
  expect(demanded([claims, claim], mail())).toEqual(["letter-of-claim", "opt-out"]);
  expect(demanded([claims], mail(["payment-demand", "opt-out"]))).toEqual(["opt-out"]);
  expect(demanded([claims], mail(["payment-demand"]))).toEqual(["opt-out"]);
  expect(demanded([claims], mail(["reminder"]))).toEqual([]);
});

it("nothing is demanded while the debtor agrees to do without", () => {
  const unless = content({ unlessConsent: ["channel"] });
  const consent = told("05-01", { event: "consent", covers: "channel" });
  expect([demanded([unless], mail()), demanded([unless], mail(), [consent])]).toEqual([["opt-out"], []]);
});

it("what a fact demands is demanded from the instant of the fact to its end, of whichever fact holds", () => {
  const rules = [content({ while: { event: "hardship", until: [], forDays: 5, fromReceipt: true } })];
  const underWay = told("05-18", { received: noon });
  const before = at("2026-05-20T11:59:59.999-04:00");
  expect([demanded(rules, mail(), [underWay], before), demanded(rules, mail(), [underWay])]).toEqual([[], ["opt-out"]]);
  expect(demanded(rules, mail(), [told("05-01"), told("05-18")])).toEqual(["opt-out"]);
  expect(demanded(rules, mail(), [told("05-01")])).toEqual([]);
  // A final text without it may go until then.
  expect(
    closing(rule(content({ while: { event: "hardship", until: [], fromReceipt: true } })), context({ ledger: [underWay] }), mail([]), before),
  ).toBe(noon);
  const consent = told("05-01", { event: "consent", covers: "channel", until: day("2026-05-24") });
  expect(closing(rule(content({ unlessConsent: ["channel"] })), context({ ledger: [consent] }), mail([]), noon)).toBe(
    at("2026-05-25T00:00:00-04:00"),
  );
});

it.each<[string, Partial<ContentRule>, Partial<Contact>, boolean]>([
  ["a line of the kind", { lines: ["mobile"] }, { line: "mobile" }, true],
  ["a line that nobody knows", { lines: ["mobile"] }, {}, true],
  ["a line of another kind", { lines: ["mobile"] }, { line: "landline" }, false],
  ["any line, where it names none", {}, { line: "landline" }, true],
  ["the persons that it names", { persons: ["spouse"] }, { person: "spouse" }, true],
  ["no other person", { persons: ["spouse"] }, {}, false],
  ["its way of dialling", { dialing: ["prerecorded"] }, { dialing: "prerecorded" }, true],
  ["no other way of dialling", { dialing: ["prerecorded"] }, {}, false],
  ["texts with any of some content", { having: ["letter-of-claim", "payment-demand"] }, { contains: ["payment-demand"] }, true],
])("a rule is about %s", (_, more, what, refused) => {
  expect(earliestContent(content(more), context(), mail([], what), noon)).toBe(refused ? null : noon);
});

it.each<[string, PastContact, boolean]>([
  [
    "a talk about another debt in which the debtor raised this one",
    { channel: "call", direction: "out", outcome: "conversation", debts: ["d2"], raisedByDebtor: ["d1"] },
    true,
  ],
  ["a talk about another debt", { channel: "call", direction: "out", outcome: "conversation", debts: ["d2"] }, false],
  ["a letter about the debt", { channel: "letter", direction: "out", debts: ["d1"] }, true],
])("the first communication about a debt was made by %s", (_, what, made) => {
  const first = content({ when: "first" });
  const ledger = [contact("2026-05-01T10:00:00-04:00", what)];
  expect(earliestContent(first, context({ ledger, debts: [debt("d1"), debt("d2")] }), mail([]), noon)).toBe(made ? noon : null);
});

it("the first report of a debt is the first about it, and no report is the first of another act", () => {
  const first = content({ acts: ["credit-report", "sue"], when: "first" });
  const reported = (what: Partial<PastEvent> = {}): readonly LedgerEntry[] => [told("05-01", { event: "credit-reported", ...what })];
  const report = (ledger: readonly LedgerEntry[]): Instant | null =>
    earliestContent(first, context({ ledger, debts: [debt("d1"), debt("d2")] }), { act: "credit-report", debts: ["d1"], contains: [] }, noon);
  expect([report([]), report(reported()), report(reported({ debts: ["d1"] })), report(reported({ debts: ["d2"] }))]).toEqual([
    null,
    noon,
    noon,
    null,
  ]);
  expect(demanded([first], { act: "sue", debts: ["d1"] }, reported())).toEqual(["opt-out"]);
});
