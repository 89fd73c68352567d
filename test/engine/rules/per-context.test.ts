import { expect, it } from "vitest";
import { perContext } from "../../../engine/rules/per-context.ts";
import { hasEvent, hasWrongNumber, uncertainIn } from "../../../engine/rules/ledger-index.ts";
import type { LedgerEntry } from "../../../engine/index.ts";
import { contact, context, debt, event, rule } from "./world.ts";

const [dispute, promise, hardship] = (["dispute", "promise", "hardship"] as const).map((name) =>
  event("2026-03-02T10:00:00-05:00", { event: name }),
) as [LedgerEntry, LedgerEntry, LedgerEntry];

it("what is found out for a context is found once, also when another was asked about in between", () => {
  const known = perContext(() => ({}));
  const [one, other] = [context({ ledger: [dispute, promise, hardship] }), context()];
  const found = known(one);
  expect(known(one)).toBe(found);
  expect(known(other)).not.toBe(found);
  expect(known(one)).toBe(found);
});

it("another context is another, even if it shares its ledger, its rules and its debts", () => {
  const known = perContext(() => ({}));
  const one = context({ ledger: [dispute] });
  expect(known({ ...one, collector: { role: "creditor" } })).not.toBe(known(one));
});

it("it is found anew once the ledger has grown, or any part of the context is another", () => {
  const changes: readonly ((ledger: LedgerEntry[], asked: object) => void)[] = [
    (ledger) => ledger.push(hardship),
    // As long, and with the same end as before.
    (_, asked) => Object.assign(asked, { ledger: [hardship, promise] }),
    (ledger) => ledger.push(dispute, promise),
    (ledger) => ledger.splice(1, 1, hardship),
    (_, asked) => Object.assign(asked, { rules: [rule({ kind: "standard", text: "Be fair." })] }),
    (_, asked) => Object.assign(asked, { debts: [debt("d2")] }),
  ];
  for (const change of changes) {
    const known = perContext(() => ({}));
    const ledger = [dispute, promise];
    const asked = context({ ledger });
    const before = known(asked);
    change(ledger, asked);
    const after = known(asked);
    expect(after).not.toBe(before);
    expect(known(asked)).toBe(after);
  }
});

it("a ledger is looked through once, and again when it has grown or is another", () => {
  const ledger = [dispute, promise];
  const seen = uncertainIn(ledger);
  expect(uncertainIn([dispute])).not.toBe(seen);
  expect(uncertainIn(ledger)).toBe(seen);
  expect(hasEvent(ledger, "hardship")).toBe(false);
  // Another ledger, as long and with the same end.
  expect(hasEvent([hardship, promise], "hardship")).toBe(true);
  expect(hasEvent(ledger, "hardship")).toBe(false);
  ledger.push(hardship, promise);
  expect(hasEvent(ledger, "hardship")).toBe(true);
  expect(uncertainIn(ledger)).toBe(uncertainIn(ledger));
  ledger.splice(3, 1, event("2026-03-02T10:00:00-05:00", { event: "death" }));
  expect(hasEvent(ledger, "death")).toBe(true);
});

it("a ledger tells which events it holds, a call back that was asked for being a consent, and whether a number proved to be somebody else's", () => {
  const call = (more: object): LedgerEntry => contact("2026-03-02T10:00:00-05:00", { outcome: "no-answer", ...more });
  expect(hasEvent([call({})], "consent")).toBe(false);
  expect(hasEvent([call({ direction: "in", purpose: "callback-request" })], "consent")).toBe(true);
  expect([hasWrongNumber([]), hasWrongNumber([call({})]), hasWrongNumber([call({ outcome: "wrong-number" })])]).toEqual([false, false, true]);
});

it("a call or a visit that went out may wait to be made until somebody says how it went; nothing else may, unless it says so", () => {
  const isUncertain = (more: object): boolean => uncertainIn([contact("2026-03-02T10:00:00-05:00", more)]).length > 0;
  expect([isUncertain({}), isUncertain({ channel: "visit" }), isUncertain({ channel: "email" })]).toEqual([true, true, false]);
  expect([isUncertain({ outcome: "busy" }), isUncertain({ direction: "in" }), isUncertain({ channel: "email", unsure: true })]).toEqual([
    false,
    false,
    true,
  ]);
});
