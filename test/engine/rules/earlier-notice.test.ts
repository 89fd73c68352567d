import { expect, it } from "vitest";
import { earliestNotice, permit, type Action, type Days, type Instant, type LedgerEntry, type NoticeRule, type Rule } from "../../../engine/index.ts";
import { ask, at, contact, context, debt, rule } from "./world.ts";

const before: NoticeRule = {
  kind: "notice-before",
  acts: ["sue"],
  notices: ["letter-of-claim"],
  atLeast: { n: 14, business: false },
  counts: { from: "receipt" },
  key: "debt",
};
const SUE: Action = { act: "sue", debts: ["d1"] };
const NOW = "2026-03-04T10:00:00-05:00";
const sent = (more: object = {}): LedgerEntry => contact("2026-03-02T10:00:00-05:00", { channel: "letter", contains: ["letter-of-claim"], ...more });
type World = NonNullable<Parameters<typeof context>[0]>;
const from = (one: NoticeRule, more: World = {}, action: Action = SUE): Instant | null =>
  earliestNotice(one, context({ ledger: [sent()], ...more }), action, at(NOW));
const presumed = (after: Days, more: Partial<Rule> = {}): Rule => rule({ kind: "receipt", channels: ["letter"], after }, more);
const days = (n: number, business = false): Days => ({ n, business });

it("post counts as received when the law presumes it: by the latest of several presumptions, whichever stands first", () => {
  expect(from(before)).toBeNull();
  expect(from(before, { rules: [presumed(days(3))] })).toBe(at("2026-03-20T00:00:00-04:00"));
  const [soon, late] = [presumed(days(3)), presumed(days(5, true))];
  for (const rules of [
    [soon, late],
    [late, soon],
  ])
    expect(from(before, { rules })).toBe(at("2026-03-24T00:00:00-04:00"));
});

it("a presumption is one for the debts that its law binds; of a person's notice for any of them", () => {
  const consumer = presumed(days(3), { binds: [{ roles: ["third-party"], debts: ["consumer"] }] });
  const debts = [debt("d1", { kind: "commercial" }), debt("d2")];
  const found = at("2026-03-20T00:00:00-04:00");
  expect(from(before, { rules: [consumer] })).toBe(found);
  expect(from(before, { rules: [consumer], debts })).toBeNull();
  const person: NoticeRule = { ...before, key: "person" };
  expect(from(person, { rules: [consumer], debts })).toBe(found);
  expect(from(person, { rules: [consumer], debts: debts.slice(0, 1) })).toBeNull();
});

it("where any message will do, one by a fit channel is the notice itself, its text written or not", () => {
  const any: NoticeRule = { ...before, acts: ["contact"], notices: [], by: ["letter"], counts: { from: "sending" } };
  expect(from(any, {}, ask({ channel: "letter" }))).toBe(at(NOW));
  expect(from(any, {}, ask({ channel: "letter", contains: [] }))).toBe(at(NOW));
  expect(from(any, {}, ask({ channel: "letter", person: "neighbour" }))).toBe(at("2026-03-17T00:00:00-04:00"));
  expect(from(any, {}, ask())).toBe(at("2026-03-17T00:00:00-04:00"));
  expect(permit(context({ rules: [rule(any)], ledger: [sent()] }), ask({ channel: "letter" }), at(NOW))).toEqual({ allowed: true, requires: [] });
});
