import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, minor, onboard, type Expr, type FactValue, type OnboardingLine, type State, type StepEvent } from "../../engine/index.ts";
import { account, at, invoice, machine, open, paid, runTo, tell, type Machine } from "./fixtures/machine.ts";
import { CLOCK, compare, days, email, on, policy, stage, step } from "./fixtures/policy.ts";

const limit = (amount: number, more: Partial<OnboardingLine> = {}, line = amount): OnboardingLine => ({
  action: { kind: "business", name: "set credit limit", limit: { USD: minor(amount) } },
  line,
  ...more,
});
const terms = (due: number | "prepayment", more: Partial<OnboardingLine> = {}): OnboardingLine => ({
  action: { kind: "business", name: "set terms", due: due === "prepayment" ? due : days(due) },
  line: 50,
  ...more,
});
const deposit: OnboardingLine = { action: { kind: "business", name: "ask for deposit", deposit: { percent: 20 } }, line: 60 };
const scored = (n: number): Expr => compare("score", ">=", n);
const LINES = [
  limit(500_000, { when: scored(700), approval: "credit manager" }),
  limit(100_000, { when: scored(600) }),
  terms("prepayment"),
  deposit,
];

const decide = (facts: Readonly<Record<string, FactValue>>, lines = LINES) =>
  onboard({ onboarding: lines }, (name) => facts[name], "USD").map(({ line, verdict, unknown }) => [line.line, verdict, ...unknown]);

it("of several lines of one kind the first whose condition holds is given", () => {
  expect(decide({ score: 720 })).toEqual([
    [500_000, "given"],
    [50, "given"],
    [60, "given"],
  ]);
  expect(decide({ score: 650 })).toEqual([
    [500_000, "not given"],
    [100_000, "given"],
    [50, "given"],
    [60, "given"],
  ]);
  expect(decide({ score: 10 })).toEqual([
    [500_000, "not given"],
    [100_000, "not given"],
    [50, "given"],
    [60, "given"],
  ]);
});

it("a condition that is unknown keeps the later lines of its kind from being given, and names the fact", () => {
  expect(decide({})).toEqual([
    [500_000, "waits", "score"],
    [50, "given"],
    [60, "given"],
  ]);
});

it("says why, with the sums of the account's currency", () => {
  const [first, second] = onboard({ onboarding: [limit(500_000, { when: scored(700) }), terms(30)] }, () => undefined, "USD");
  expect(first?.reason).toBe("credit limit of 5000.00 USD: score must be known first");
  expect(second?.reason).toBe("terms of 30 days: every new customer who gets nothing else of the kind does");
});

const of = policy({
  stages: [stage("late", [step("late", 0, email("reminder"))], [], { from: { anchor: "due", offset: days(1) } })],
  facts: { score: { type: "number" } },
  handlers: [on("payment in full", [{ do: "close", as: "paid" }])],
  onboarding: LINES,
  clock: CLOCK,
});
const customer = (facts: Readonly<Record<string, FactValue>>, invoices: Parameters<typeof account>[0] = []) => account(invoices, { facts });
const opened = (facts: Readonly<Record<string, FactValue>>, invoices: Parameters<typeof account>[0] = []): Machine => {
  const m = machine(of);
  open(m, customer(facts, invoices), "2026-02-20");
  runTo(m, "2026-02-25");
  return m;
};
const update = (
  m: Machine,
  id: string,
  text: string,
  facts: Readonly<Record<string, FactValue>>,
  invoices: Parameters<typeof account>[0] = [],
): void => {
  tell(m, { type: "updated", id, at: at(text), account: customer(facts, invoices) }, at(text));
  runTo(m, text);
};

it("an account that is opened without invoices is a new customer: it gets what the policy gives, once, and stays open", () => {
  const m = opened({ score: 650 });
  expect(m.log).toEqual(["2026-02-20 set credit limit", "2026-02-20 set terms", "2026-02-20 ask for deposit"]);
  expect(m.state?.status).toBe("open");
  update(m, "better", "2026-03-01", { score: 800 });
  runTo(m, "2026-06-01");
  expect(m.log).toHaveLength(3);
});

it("what needs approval is done when it was granted, and never when it was refused", () => {
  for (const granted of [true, false]) {
    const m = opened({ score: 720 });
    expect(m.log).toEqual(["2026-02-20 approval on new customer", "2026-02-20 set terms", "2026-02-20 ask for deposit"]);
    const key = m.effects.flatMap(({ effect }) => (effect.kind === "ask approval" ? [effect.key] : []))[0] ?? "";
    tell(m, { type: "approval", id: "a", key, granted }, at("2026-04-01"));
    runTo(m, "2026-06-01");
    expect(m.log.slice(3)).toEqual(granted ? ["2026-04-01 set credit limit"] : []);
  }
});

it("a person is asked once for a fact that is missing, and it is decided when that is told", () => {
  const m = opened({});
  expect(m.log[0]).toBe("2026-02-20 task find out score: the credit limit of 5000.00 USD of this new customer waits for it");
  update(m, "other", "2026-02-26", { segment: "key" });
  expect(m.log).toHaveLength(3);
  update(m, "told", "2026-03-01", { score: 620 });
  expect(m.log.slice(3)).toEqual(["2026-03-01 set credit limit"]);
});

it("an account with an invoice from the start is no new customer, nor one whose debt came later for a second welcome", () => {
  expect(opened({ score: 720 }, [invoice("1", "2026-03-02", 10_000)]).log).toEqual([]);
  const m = opened({ score: 650 });
  update(m, "first", "2026-03-01", { score: 650 }, [invoice("1", "2026-03-10", 10_000)]);
  runTo(m, "2026-03-12");
  expect(m.log.slice(3)).toEqual(["2026-03-11 enter late", "2026-03-11 email reminder"]);
  tell(m, paid("all", "2026-03-13", 10_000), at("2026-03-13"));
  runTo(m, "2026-03-14");
  expect(m.state?.status).toBe("closed");
});

it("ends the same in whatever order what is told comes, and however often", () => {
  const told: readonly StepEvent[] = [
    { type: "opened", id: "open", at: at("2026-02-20"), account: customer({}) },
    { type: "updated", id: "score", at: at("2026-02-22"), account: customer({ score: 640 }) },
    { type: "updated", id: "invoice", at: at("2026-03-01"), account: customer({ score: 640 }, [invoice("1", "2026-03-10", 10_000)]) },
    paid("some", "2026-03-12", 4_000),
  ];
  const end = (events: readonly StepEvent[]): string => {
    const m = machine(of);
    for (const event of events) tell(m, event, at("2026-03-15"));
    if (m.state !== null) tell(m, { type: "wake" }, at("2026-03-15"));
    runTo(m, "2026-04-20");
    return canonicalJson({ state: m.state, log: m.log });
  };
  const expected = end(told);
  fc.assert(
    fc.property(fc.shuffledSubarray([...told, ...told], { minLength: 8, maxLength: 8 }), (order) => {
      expect(end(order)).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

it("goes on with the same tail when it is stored in between", () => {
  const m = opened({ score: 720 });
  const again = machine(of);
  Object.assign(again, { state: JSON.parse(JSON.stringify(m.state)) as State, now: m.now, wakeAt: m.wakeAt });
  for (const one of [m, again]) {
    tell(one, { type: "approval", id: "a", key: "new customer/set credit limit/line 500000", granted: true }, at("2026-03-01"));
  }
  expect(canonicalJson(again.state)).toBe(canonicalJson(m.state));
  expect(again.log).toEqual(["2026-03-01 set credit limit"]);
});
