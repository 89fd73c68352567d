import { expect, it } from "vitest";
import { earliestContent, type ContentRule, type Instant, type LedgerEntry } from "../../../engine/index.ts";
import { ask, at, contact, context, debt, event, content } from "./world.ts";

const NOON = at("2026-05-20T12:00:00-04:00");
const from = (
  rule: ContentRule,
  contains: readonly string[] | undefined,
  ledger: readonly LedgerEntry[] = [],
  more: Parameters<typeof context>[0] = {},
  debts = ["d1"],
): Instant | null =>
  earliestContent(rule, context({ ledger, ...more }), ask({ channel: "email", ...(contains === undefined ? {} : { contains }) }, debts), NOON);

it("refuses a final text that lacks what it must carry, and no text that is still open", () => {
  expect(from(content({}), [])).toBeNull();
  expect(from(content({}), ["opt-out", "reminder"])).toBe(NOON);
  expect(from(content({}), undefined)).toBe(NOON);
  expect(from(content({ must: ["opt-out", "mini-miranda-initial"] }), ["opt-out"])).toBeNull();
});

it("refuses a text that carries what it must not", () => {
  const rule = content({ must: [], mustNot: ["letter-before-action"] });
  expect(from(rule, ["letter-before-action"])).toBeNull();
  expect(from(rule, ["reminder"])).toBe(NOON);
});

it("governs its acts, channels and purposes only", () => {
  expect(from(content({ channels: ["sms"] }), [])).toBe(NOON);
  expect(from(content({ acts: ["credit-report"] }), [])).toBe(NOON);
  const confirmation = ask({ channel: "email", purpose: "opt-out-confirmation", contains: [] });
  expect(earliestContent(content({}), context(), confirmation, NOON)).toBeNull();
  expect(earliestContent(content({ exceptPurposes: ["opt-out-confirmation"] }), context(), confirmation, NOON)).toBe(NOON);
});

const first = content({ when: "first", must: ["mini-miranda-initial"] });
const subsequent = content({ when: "later", must: ["mini-miranda-subsequent"] });

it("tells the first communication from later ones, whoever began it", () => {
  const letter = contact("2026-05-01T12:00:00-04:00", { channel: "letter" }, "letter");
  expect([from(first, []), from(subsequent, [])]).toEqual([null, NOON]);
  expect([from(first, [], [letter]), from(subsequent, [], [letter])]).toEqual([NOON, null]);
  const called = contact("2026-05-01T12:00:00-04:00", { direction: "in", outcome: "conversation" });
  expect(from(first, [], [called])).toBe(NOON);
});

it("knows the first communication of a debtor without a debt on file", () => {
  const before = [contact("2026-05-01T12:00:00-04:00", { channel: "letter" })];
  expect([from(first, [], [], { debts: [] }, []), from(subsequent, [], [], { debts: [] }, [])]).toEqual([null, NOON]);
  expect([from(first, [], before, { debts: [] }, []), from(subsequent, [], before, { debts: [] }, [])]).toEqual([NOON, null]);
});

it("looks for the first on its own channels only", () => {
  const firstMail = content({ when: "first", channels: ["email", "letter"], must: ["creditor-identity"] });
  expect(from(firstMail, [], [contact("2026-05-01T12:00:00-04:00", { outcome: "conversation" })])).toBeNull();
  expect(from(firstMail, [], [contact("2026-05-01T12:00:00-04:00", { channel: "letter" })])).toBe(NOON);
});

it("takes no try, limited message, strange number or returned letter for a communication", () => {
  const none: readonly (readonly LedgerEntry[])[] = [
    [contact("2026-05-01T12:00:00-04:00", { outcome: "no-answer" })],
    [contact("2026-05-01T12:00:00-04:00", { outcome: "limited-message" })],
    [
      contact("2026-05-01T12:00:00-04:00", { outcome: "message", address: "tel" }),
      contact("2026-05-02T12:00:00-04:00", { outcome: "wrong-number", address: "tel" }),
    ],
    [contact("2026-05-01T12:00:00-04:00", { channel: "letter" }, "l"), event("2026-05-04T12:00:00-04:00", { event: "undeliverable", re: "l" })],
    [contact("2026-05-01T12:00:00-04:00", { channel: "letter", by: "creditor" })],
    [contact("2026-05-01T12:00:00-04:00", { outcome: "message", person: "neighbour" })],
  ];
  for (const ledger of none) expect(from(first, [], ledger)).toBeNull();
});

it("asks for both notices when one debt of a message is new and another isn't", () => {
  const debts = [debt("d1"), debt("d2")];
  const about = [contact("2026-05-01T12:00:00-04:00", { channel: "letter", debts: ["d1"] })];
  expect([from(first, [], about, { debts }, ["d1", "d2"]), from(subsequent, [], about, { debts }, ["d1", "d2"])]).toEqual([null, null]);
  expect([from(first, [], about, { debts }, ["d1"]), from(subsequent, [], about, { debts }, ["d2"])]).toEqual([NOON, NOON]);
});

it("holds only while its fact does", () => {
  const rule = content({ acts: ["credit-report"], must: ["dispute-notation"], while: { event: "dispute", until: ["dispute-closed"] } });
  const report = { act: "credit-report", debts: ["d1"], contains: [] } as const;
  const dispute = event("2026-05-01T12:00:00-04:00", { event: "dispute" });
  const closed = event("2026-05-02T12:00:00-04:00", { event: "dispute-closed" });
  expect(earliestContent(rule, context(), report, NOON)).toBe(NOON);
  expect(earliestContent(rule, context({ ledger: [dispute] }), report, NOON)).toBeNull();
  expect(earliestContent(rule, context({ ledger: [dispute, closed] }), report, NOON)).toBe(NOON);
  expect(earliestContent(rule, context({ ledger: [dispute] }), { ...report, contains: ["dispute-notation"] }, NOON)).toBe(NOON);
});

it("asks for nothing before its fact is known, nor after it has ended", () => {
  const rule = content({ while: { event: "hardship", until: [], forDays: 10, fromReceipt: true } });
  const underWay = event("2026-05-01T12:00:00-04:00", { event: "hardship", received: at("2026-05-20T12:00:00.001-04:00") });
  expect(from(rule, [], [underWay])).toBe(NOON);
  expect(from(rule, [], [event("2026-05-01T12:00:00-04:00", { event: "hardship" })])).toBe(NOON);
  expect(from(rule, [], [event("2026-05-20T12:00:00-04:00", { event: "hardship" })])).toBe(at("2026-05-31T00:00:00-04:00"));
  // The last millisecond of it, and the first one after.
  const told = [event("2026-05-09T12:00:00-04:00", { event: "hardship" })];
  const asked = ask({ channel: "email", contains: [] });
  expect(earliestContent(rule, context({ ledger: told }), asked, at("2026-05-19T23:59:59.999-04:00"))).toBe(at("2026-05-20T00:00:00-04:00"));
  expect(earliestContent(rule, context({ ledger: told }), asked, at("2026-05-20T00:00:00-04:00"))).toBe(at("2026-05-20T00:00:00-04:00"));
});

it("waits for the end of a fact that ends by itself", () => {
  const rule = content({ while: { event: "hardship", until: [], forDays: 30 } });
  expect(from(rule, [], [event("2026-05-01T12:00:00-04:00", { event: "hardship" })])).toBe(at("2026-06-01T00:00:00-04:00"));
});
