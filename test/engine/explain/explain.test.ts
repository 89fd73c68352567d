import { expect, it } from "vitest";
import {
  debtsOf,
  explainAccount,
  formatInstant,
  type Context,
  type Explanation,
  type Instant,
  type LedgerEntry,
  type PastEvent,
  type Rule,
} from "../../../engine/index.ts";
import { account, at, CALENDAR, happened, invoice, machine, open, paid, runTo, tell, ZONE, type Machine } from "../fixtures/machine.ts";
import { tour } from "../fixtures/policy.ts";
import { CAP, DISPUTE, HOURS } from "../fixtures/rules.ts";

const contextOf = (m: Machine, rules: readonly Rule[], ledger: readonly LedgerEntry[]): Context => {
  if (m.state === null) throw new Error("not opened");
  const { account: one, movements } = m.state;
  return { calendar: CALENDAR, rules, collector: { role: "creditor" }, debtor: one.debtor, debts: debtsOf(one, movements, m.program.policy), ledger };
};
const explain = (m: Machine, rules: readonly Rule[], ledger: readonly LedgerEntry[] = []): Explanation => {
  if (m.state === null) throw new Error("not opened");
  return explainAccount(m.program, m.state, contextOf(m, rules, ledger), m.now);
};
const local = (t: Instant | null): string => (t === null ? "never" : formatInstant(CALENDAR, ZONE, t).slice(5, 16));
const show = ({ next, refused }: Explanation): readonly string[] => [
  ...refused.map((one) => `${local(one.from)} ${local(one.until)} ${one.rule}`),
  next === null ? "nothing" : `${local(next.at)} ${next.channel} ${next.step}`,
];
const begun = (text: string): Machine => {
  const m = machine(tour());
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  runTo(m, text);
  return m;
};

it("names the hours that hold a contact back, from the instant at which it was first asked for", () => {
  const m = machine(tour(), (effect, now) => {
    const reasons = [
      { rule: HOURS.id, place: "HOUSE", kind: "window" as const, summary: "", cites: "", confidence: "own" as const, sentence: "", until: null },
    ];
    return effect.kind === "contact" ? { kind: "denied", at: now, until: at("2026-02-23T09:00"), reasons } : { kind: "sent", at: now };
  });
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  runTo(m, "2026-02-23T03:00");
  expect(show(explain(m, [HOURS]))).toEqual([
    "02-23T00:01 02-23T09:00 house.hours",
    "02-23T09:00 02-23T09:01 policy.spread",
    "02-23T09:01 email courtesy/day 0",
  ]);
});

it("says when the next step is due before any rule is asked", () => {
  const explained = explain(begun("2026-03-05"), [HOURS]);
  expect(show(explained)).toEqual([
    "03-05T00:00 03-08T00:01 policy.schedule",
    "03-08T00:01 03-09T09:00 house.hours",
    "03-09T09:00 03-09T09:01 policy.spread",
    "03-09T09:01 call reminder/day 5",
  ]);
  expect(explained.refused[0]?.reason).toBe('step reminder/day 5 (call "courtesy call") is due on 2026-03-08');
  expect(explained).toMatchObject({ account: "A-1", status: "open", stage: "reminder" });
});

it("names the law's protection and the policy's pause while a debt is disputed, and that waiting never helps", () => {
  const m = begun("2026-03-05");
  const dispute: PastEvent = { event: "dispute" };
  tell(m, happened("d", "2026-03-05T12:00", dispute), at("2026-03-05T12:00"));
  expect(show(explain(m, [HOURS, DISPUTE], [{ at: at("2026-03-05T12:00"), id: "d", event: dispute }]))).toEqual([
    "03-05T12:00 never own.protection.dispute",
    "03-05T12:00 never policy.pause",
    "nothing",
  ]);
});

it("tells of the cap that makes a step lapse on the way, and of what comes instead", () => {
  const calls = ["2026-03-06T10:00", "2026-03-06T11:00"].map((t, i): LedgerEntry => ({
    at: at(t),
    id: `c${i}`,
    contact: { channel: "call", direction: "out" },
  }));
  expect(show(explain(begun("2026-03-08"), [HOURS, CAP], calls))).toEqual([
    "03-08T00:00 03-08T00:01 policy.schedule",
    "03-08T00:01 03-09T09:00 house.hours",
    "03-08T00:01 03-13T00:00 house.cap",
    "03-08T00:01 03-13T00:01 policy.schedule",
    "03-13T00:01 03-13T09:00 house.hours",
    "03-13T09:00 03-13T09:01 policy.spread",
    "03-13T09:01 email reminder/day 10",
  ]);
});

it("says of a closed account that it is closed, and of closed contact that it is for good", () => {
  const closed = begun("2026-03-08");
  tell(closed, paid("x", "2026-03-08", 120_000), at("2026-03-08"));
  expect(explain(closed, [HOURS])).toMatchObject({ next: null, refused: [{ rule: "policy.closed", reason: "the account is closed as paid" }] });
  const ceased = begun("2026-03-08");
  tell(ceased, happened("c", "2026-03-08", { event: "cease-request" }), at("2026-03-08"));
  expect(explain(ceased, [HOURS])).toMatchObject({ next: null, refused: [{ rule: "policy.contact-closed", until: null }] });
});

it("tells the end of a pause that has one", () => {
  const m = begun("2026-03-10");
  tell(m, paid("part", "2026-03-10", 20_000), at("2026-03-10"));
  expect(show(explain(m, []))).toEqual([
    "03-10T00:00 03-18T00:00 policy.pause",
    "03-10T00:00 03-20T00:01 policy.schedule",
    "03-20T00:01 email reminder/day 10",
  ]);
});

it("changes nothing by explaining", () => {
  const m = begun("2026-03-05");
  const before = JSON.stringify(m.state);
  explain(m, [HOURS]);
  expect(JSON.stringify(m.state)).toBe(before);
});
