/** Limits that begin with an event and end with its days, and which contacts a refusal names. */
import { expect, it } from "vitest";
import { earliestCap, permit, type Action, type CapRule, type Instant, type LedgerEntry } from "../../../engine/index.ts";
import { ask, at, contact, context, debt, event, later, rule } from "./world.ts";

const cap = (more: Partial<CapRule>): CapRule => ({ kind: "cap", n: 1, unit: "attempt", days: 7, key: "debt", excluding: [], ...more });
const call = (date: number, debts: readonly string[] = ["d1"]): LedgerEntry =>
  contact(`2026-04-0${date}T10:30:00-04:00`, { outcome: "no-answer", debts });
const dispute = (date: number): LedgerEntry => event(`2026-04-0${date}T10:00:00-04:00`, { event: "dispute", debts: ["d1"] });
const on = (date: number, clock = "00:00"): Instant => at(`2026-04-0${date}T${clock}:00-04:00`);
const inDispute = (forDays: number): NonNullable<CapRule["since"]> => ({ event: "dispute", until: [], forDays });
const from = (limit: CapRule, t: Instant, ledger: readonly LedgerEntry[]): Instant | null => earliestCap(limit, context({ ledger }), ask(), t);

it("a limit that begins with an event holds from its very instant until its days are over", () => {
  const none = cap({ n: 0, since: inDispute(2) });
  const ledger = [dispute(1)];
  const begins = on(1, "10:00");
  expect(from(none, later(begins, -1), ledger)).toBe(later(begins, -1));
  expect(from(none, begins, ledger)).toBe(on(4));
  expect(from(none, later(on(4), -1), ledger)).toBe(on(4));
  expect(from(none, on(4), ledger)).toBe(on(4));
});

it("a limit ends with the event that still holds, not with one that is over or ends at that instant", () => {
  const none = cap({ n: 0, since: inDispute(2) });
  expect(from(none, on(6), [dispute(1), dispute(5)])).toBe(on(8));
  expect(from(none, on(4), [dispute(1), dispute(3)])).toBe(on(6));
});

it("of two events that hold the first is the one from which contacts count", () => {
  const one = cap({ days: 30, since: inDispute(5) });
  expect(from(one, on(4), [dispute(1), call(2), dispute(3)])).toBe(on(7));
});

it("a refusal names the latest contacts that fill the limit, of the debt for which it is full the longest", () => {
  const sentence = (n: number, ledger: readonly LedgerEntry[], action: Action): string => {
    const all = context({ ledger, rules: [rule(cap({ n, channels: ["call"] }))], debts: [debt("d1"), debt("d2")] });
    const answer = permit(all, action, on(6, "12:00"));
    return answer.allowed ? "" : (answer.reasons[0]?.sentence ?? "");
  };
  expect(sentence(2, [call(1), call(3), call(5)], ask())).toContain("made from 3 to 5 April; the next may be made on 10 April");
  expect(sentence(2, [call(1), call(2), call(4, ["d2"]), call(5, ["d2"])], ask({}, ["d2", "d1"]))).toContain(
    "made from 4 to 5 April; the next may be made on 11 April",
  );
});
