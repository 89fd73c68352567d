import { expect, it } from "vitest";
import { earliest, minor, type Action, type BlockRule, type Instant, type LedgerEntry } from "../../../engine/index.ts";
import { at, context, day, debt, event, rule } from "./world.ts";

const NOW = "2026-03-10T10:00:00-04:00";
const fee: Action = { act: "charge", debts: ["d1"], charge: { type: "reminder-fee", agreed: false } };
const block: BlockRule = {
  kind: "block",
  acts: ["charge"],
  charges: ["reminder-fee", "late-fee"],
  key: "debt",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
};
type World = NonNullable<Parameters<typeof context>[0]>;
const from = (until: NonNullable<BlockRule["until"]>, more: World = {}, action = fee): Instant | null =>
  earliest(rule({ ...block, until }), context(more), action, at(NOW));
const charged = (type: string | null, when = "2026-03-09T10:00:00-04:00", more: object = {}): LedgerEntry =>
  event(when, { event: "charge", amount: minor(500), ...(type === null ? {} : { type }), ...more });

it("a charge waits for its days after the last of such charges about the debt; with none booked there is nothing to wait for", () => {
  const last = (...ledger: readonly LedgerEntry[]): Instant | null => from({ days: 14, after: "last" }, { ledger });
  const end = at("2026-03-23T00:00:00-04:00");
  expect(last()).toBe(at(NOW));
  expect(last(charged("late-fee"))).toBe(end);
  expect(last(charged("late-fee"), charged("reminder-fee", "2026-03-10T09:00:00-04:00"))).toBe(at("2026-03-24T00:00:00-04:00"));
  // One of a type that nobody noted may be such a charge; one of another isn't.
  expect(last(charged(null))).toBe(end);
  expect(last(charged("plan-fee"))).toBe(at(NOW));
  expect(last(charged("late-fee"), charged("plan-fee", "2026-03-10T09:00:00-04:00"))).toBe(end);
  expect(last(charged("late-fee", undefined, { debts: ["d2"] }))).toBe(at(NOW));
});

it("nobody knows when a wait is over that business days decide of which nobody knows, or a debt that isn't on file", () => {
  const debts = [debt("d1", { due: day("2026-03-09") })];
  const business = { days: 3, after: "due", business: true } as const;
  expect(from(business, { debts })).toBe(at("2026-03-12T00:00:00-04:00"));
  expect(from(business, { debts, places: ["FR"] })).toBeNull();
  expect(from({ days: 3, after: "due" }, { debts, places: ["FR"] })).toBe(at("2026-03-12T00:00:00-04:00"));
  expect(from({ days: 3, after: "due" }, { debts }, { ...fee, debts: ["nobody's"] })).toBeNull();
});
