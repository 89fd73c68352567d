import { expect, it } from "vitest";
import { formatDay, localDayAt, minor, type Compare, type Expr, type FactValue, type Instant, type StepEvent } from "../../../engine/index.ts";
import { account, at, CALENDAR, invoice, machine, open, paid, runTo, tell, ZONE, type Machine } from "../fixtures/machine.ts";
import { CLOCK, compare, days, email, policy, stage, step } from "../fixtures/policy.ts";

const known = (fact: string): Expr => ({ op: "known", fact });
const is = (fact: string, compareBy: Compare, value: number | string): Expr => compare(fact, compareBy, value);
const invoices = [invoice("1", "2026-03-02", 60_000), invoice("2", "2026-03-20", 40_000)];

/** One e-mail a day that says what a condition came to. */
const watching = (when: Expr, stageOf: "account" | "invoice" = "account"): Machine => {
  const steps = [0, 5, 10, 20, 30].map((n) => step("late", n, email("yes"), { when, otherwise: email("no"), within: days(1) }));
  const m = machine(
    policy({ stages: [stage("late", steps, [], { from: { anchor: "due", offset: days(0) } })], clock: { ...CLOCK, stageOf, whenItMoves: "return" } }),
  );
  open(m, account(invoices), "2026-02-20");
  return m;
};
/** Runs on to the day on which something comes in. */
const on = (m: Machine, event: StepEvent & { readonly at: Instant }): void => {
  runTo(m, formatDay(localDayAt(CALENDAR, ZONE, event.at)));
  tell(m, event, event.at);
};
const said = (m: Machine): string[] => m.log.filter((line) => line.includes("email")).map((line) => line.replace("email ", ""));

it("the age of the oldest invoice is counted in days since it was issued", () => {
  const m = watching(is("oldest_invoice_age", ">=", 40));
  runTo(m, "2026-03-23");
  // Issued on 31 January.
  expect(said(m)).toEqual(["2026-03-02 no", "2026-03-07 no", "2026-03-12 yes", "2026-03-22 yes"]);
});

it("an invoice with stages of its own has an age of its own", () => {
  const m = watching(is("oldest_invoice_age", ">=", 35), "invoice");
  runTo(m, "2026-03-26");
  expect(said(m).filter((line) => line.startsWith("2026-03-2"))).toEqual(["2026-03-20 no", "2026-03-22 yes", "2026-03-25 yes"]);
});

it("the customer's share is the percentage of what is open that is overdue", () => {
  const exactly = (n: number) => is("customer_share", "=", n);
  const m = watching({ op: "or", of: [exactly(60), exactly(100)] });
  on(m, paid("part", "2026-03-10", 35_000));
  runTo(m, "2026-03-23");
  // Nothing is overdue on the due date itself; then 600 of 1,000, then 250 of 650, then all.
  expect(said(m)).toEqual(["2026-03-02 no", "2026-03-07 yes", "2026-03-12 no", "2026-03-22 yes"]);
});

it("the reason of a failed payment is known until money comes in again", () => {
  const m = watching({ op: "and", of: [known("failed_payment"), is("failed_payment", "=", "account closed")] });
  on(m, { type: "moved", id: "back", at: at("2026-03-05"), amount: minor(1), as: "chargeback", reason: "account closed" });
  on(m, paid("some", "2026-03-10", 5));
  runTo(m, "2026-03-13");
  expect(said(m)).toEqual(["2026-03-02 no", "2026-03-07 yes", "2026-03-12 no"]);
});

it("days since the last payment are unknown until there was one, and a credit note is none", () => {
  const m = watching({ op: "and", of: [known("days_since_payment"), is("days_since_payment", ">=", 4)] });
  on(m, paid("note", "2026-02-25", 5, "credit"));
  on(m, paid("some", "2026-03-05", 5));
  runTo(m, "2026-03-13");
  expect(said(m)).toEqual(["2026-03-02 no", "2026-03-07 no", "2026-03-12 yes"]);
});

it("an account wakes on the day on which a fact that counts days makes it move on", () => {
  const moves = (when: Expr, paidOn?: string): string | undefined => {
    const m = machine(
      policy({
        stages: [
          stage("late", [], [{ to: "next", at: { kind: "after", days: days(0) }, when, line: 1 }], { from: { anchor: "due", offset: days(0) } }),
          stage("next", []),
        ],
      }),
    );
    open(m, account(invoices, { facts: { patience: 9 } }), "2026-02-20");
    if (paidOn !== undefined) on(m, paid("some", paidOn, 5));
    runTo(m, "2026-06-01");
    return m.log.find((line) => line.endsWith("enter next"))?.slice(0, 10);
  };
  expect(moves(is("oldest_invoice_age", ">=", 50))).toBe("2026-03-22");
  expect(moves(is("days_since_payment", ">", 12), "2026-03-05")).toBe("2026-03-18");
  expect(moves(is("customer_share", ">", 99))).toBe("2026-03-21");
  const overdue: Expr = { op: "compare", compare: ">=", left: { kind: "fact", name: "days_overdue" }, right: { kind: "fact", name: "patience" } };
  expect(moves(overdue)).toBe("2026-03-11");
});

it("a policy's own facts of every type are asked for as they travel", () => {
  const facts: Readonly<Record<string, FactValue>> = {
    since: "2025-06-01",
    opens: "09:30",
    branch: "US-NY-NYC",
    labels: ["vip", "key"],
    prefers: "email",
  };
  const of = policy({
    stages: [],
    facts: {
      since: { type: "date" },
      opens: { type: "time" },
      branch: { type: "place" },
      labels: { type: "tags" },
      prefers: { type: "channel" },
      score: { type: "number", optional: true },
    },
  });
  const verdict = (when: Expr): string => {
    const late = stage("late", [step("late", 0, email("yes"), { when, otherwise: email("no") })], [], { from: { anchor: "due", offset: days(0) } });
    const m = machine({ ...of, stages: [late] });
    open(m, account(invoices, { facts }), "2026-02-20");
    runTo(m, "2026-03-06");
    return m.log.at(-1)?.slice(11) ?? "";
  };
  const has = (tag: string): Expr => ({ op: "has", fact: "labels", tag });
  const score: Expr = { op: "and", of: [known("score"), is("score", ">=", 700)] };
  expect(
    [is("since", "<", "2025-06-02"), is("opens", ">", "09:05"), is("branch", "=", "US-NY"), has("vip"), is("prefers", "=", "email")].map(verdict),
  ).toEqual(Array.from({ length: 5 }, () => "email yes"));
  expect(
    [is("since", ">", "2025-06-02"), is("branch", "=", "US-CA"), has("new"), { op: "not", of: has("vip") } as const, score].map(verdict),
  ).toEqual(Array.from({ length: 5 }, () => "email no"));
  expect(verdict(is("score", ">=", 700))).toBe("lapsed late/day 0");
});
