import fc from "fast-check";
import { expect, it } from "vitest";
import {
  balanceOf,
  instant,
  minor,
  openInvoices,
  type CompiledPolicy,
  type EffectResult,
  type PastEvent,
  type Terms,
} from "../../../engine/index.ts";
import { anyPolicy, facts, moody, withInvoices } from "../fixtures/arbitraries.ts";
import { account, at, happened, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";
import { act, after, CLOCK, days, email, on, policy, stage, step, task } from "../fixtures/policy.ts";

const charge = (amount: number, type = "late-fee"): PastEvent => ({ event: "charge", amount: minor(amount), type });
const stages = [
  stage("reminder", [step("reminder", 0, email("reminder"))], [after("demand", 30)], { from: { anchor: "due", offset: days(1) } }),
  stage("demand", []),
];
const withTerms = (terms: Terms, more: Partial<CompiledPolicy> = {}): CompiledPolicy =>
  policy({ stages, terms, handlers: [on("payment in full", [{ do: "close", as: "paid" }])], ...more });

const begun = (of: CompiledPolicy, until = "2026-03-05", invoices = [invoice("1", "2026-03-02", 100_000)]): Machine => {
  const m = machine(of);
  open(m, account(invoices), "2026-02-20");
  runTo(m, until);
  return m;
};
const told = (m: Machine, id: string, text: string, event: PastEvent): void => {
  tell(m, happened(id, text, event), at(text));
  runTo(m, text);
};
const pays = (m: Machine, id: string, text: string, amount: number, as: Parameters<typeof paid>[3] = "payment"): void => {
  tell(m, paid(id, text, amount, as), at(text));
  runTo(m, text);
};
const charges = (m: Machine) => m.state?.charges?.map(({ amount, open: left, waived = 0 }) => `${amount}: ${left} open, ${waived} waived`);
const openOf = (m: Machine) =>
  m.state === null ? [] : openInvoices(m.state.account, m.state.movements, m.program.policy.allocation).map((one) => one.open);

it("an account closes when its invoices are paid, and its unpaid charges are waived, which the record says", () => {
  const m = begun(withTerms({}));
  told(m, "fee", "2026-03-06", charge(2_500));
  expect(charges(m)).toEqual(["2500: 2500 open, 0 waived"]);
  pays(m, "all", "2026-03-10", 100_000);
  expect(m.state?.status).toBe("closed");
  expect(charges(m)).toEqual(["2500: 0 open, 2500 waived"]);
  expect(m.effects.at(-1)?.effect).toEqual({ kind: "closed", as: "paid", waived: 2_500 });
  expect(m.trace.some(({ text }) => text === "closed as paid; 25.00 USD of charges are waived")).toBe(true);
});

it("money that is taken back after that brings its charges back too, until it is paid again", () => {
  const m = begun(withTerms({}));
  told(m, "fee", "2026-03-06", charge(2_500));
  pays(m, "all", "2026-03-10", 100_000);
  pays(m, "back", "2026-03-12", 100_000, "chargeback");
  expect([m.state?.status, charges(m)]).toEqual(["open", ["2500: 2500 open, 0 waived"]]);
  pays(m, "again", "2026-03-15", 102_500);
  expect([m.state?.status, charges(m)]).toEqual(["closed", ["2500: 0 open, 0 waived"]]);
});

it("kept charges must be paid too: until then the account stays open, rests, and people are asked once", () => {
  const m = begun(withTerms({ unpaidCharges: "keep" }));
  told(m, "fee", "2026-03-06", charge(2_500));
  pays(m, "most", "2026-03-10", 100_000);
  runTo(m, "2026-05-30");
  expect(m.state?.status).toBe("open");
  expect(m.log.filter((line) => line > "2026-03-06")).toEqual(["2026-03-10 task collect or waive 25.00 USD of charges: all else is paid"]);
  expect(m.state?.rests.map(({ why, ended }) => [why, ended])).toEqual([["only charges are unpaid", undefined]]);
  pays(m, "rest", "2026-06-01", 2_500);
  expect([m.state?.status, m.state?.closedAs, charges(m)]).toEqual(["closed", "paid", ["2500: 0 open, 0 waived"]]);
});

it("the rest on charges ends when a new invoice comes, and the stages go on", () => {
  const m = begun(withTerms({ unpaidCharges: "keep" }));
  told(m, "fee", "2026-03-06", charge(2_500));
  pays(m, "most", "2026-03-10", 100_000);
  const more = account([invoice("1", "2026-03-02", 100_000), invoice("2", "2026-03-20", 40_000)]);
  tell(m, { type: "updated", id: "more", at: at("2026-03-12"), account: more }, at("2026-03-12"));
  runTo(m, "2026-03-12");
  expect(m.state?.rests.some(({ why, ended }) => why === "only charges are unpaid" && ended === undefined)).toBe(false);
});

it("interest first: money goes to the charges that were booked by then, before any invoice; a credit note never does", () => {
  const m = begun(withTerms({}, { allocation: "interest first" }));
  pays(m, "before", "2026-03-05", 10_000);
  told(m, "fee", "2026-03-06", charge(2_500));
  pays(m, "part", "2026-03-08", 5_000);
  expect([openOf(m), charges(m)]).toEqual([[87_500], ["2500: 0 open, 0 waived"]]);
  told(m, "more", "2026-03-09", charge(1_000));
  pays(m, "note", "2026-03-10", 5_000, "credit");
  expect([openOf(m), charges(m)]).toEqual([[82_500], ["2500: 0 open, 0 waived", "1000: 1000 open, 0 waived"]]);
});

it("otherwise invoices come first, and charges get what is left over", () => {
  const m = begun(withTerms({ unpaidCharges: "keep" }));
  told(m, "fee", "2026-03-06", charge(2_500));
  pays(m, "most", "2026-03-10", 101_000);
  expect([openOf(m), charges(m), m.state?.status]).toEqual([[0], ["2500: 1500 open, 0 waived"], "open"]);
});

it("charges are no part of the balance", () => {
  const condition = {
    op: "compare",
    compare: ">",
    left: { kind: "fact", name: "balance" },
    right: { kind: "money", of: { USD: minor(100_000) } },
  } as const;
  const of = withTerms({}, { stages: [stage("reminder", [step("reminder", 0, email("large"), { when: condition, otherwise: email("small") })])] });
  const m = machine(of);
  open(m, account([invoice("1", "2026-03-02", 100_000)]), "2026-02-20");
  tell(m, happened("fee", "2026-02-21", charge(2_500)), at("2026-02-21"));
  runTo(m, "2026-03-05");
  expect(m.log).toContain("2026-03-02 email small");
});

const charging = (name: "charge fee" | "charge interest", terms: Terms): CompiledPolicy =>
  withTerms(terms, {
    stages: [
      stage("late", [step("late", 10, { kind: "business", name }), step("late", 40, { kind: "business", name })], [], {
        from: { anchor: "due", offset: days(0) },
      }),
    ],
  });
const asked = (m: Machine) => m.effects.flatMap(({ effect }) => (effect.kind === "business" ? [effect.amount] : []));

it("a fee of the policy is booked when it was charged, and only then", () => {
  const of = charging("charge fee", { lateFee: { amount: { USD: minor(4_000) } } });
  const granted = begun(of, "2026-03-20");
  expect([asked(granted), charges(granted)]).toEqual([[4_000], ["4000: 4000 open, 0 waived"]]);
  const refused = machine(of, (_, now): EffectResult => ({ kind: "denied", at: now, until: null, reasons: [] }));
  open(refused, account([invoice("1", "2026-03-02", 100_000)]), "2026-02-20");
  runTo(refused, "2026-03-20");
  expect([asked(refused), charges(refused)]).toEqual([[4_000], []]);
});

it("what the law leaves of a charge is what is booked", () => {
  const of = charging("charge fee", { lateFee: "statutory" });
  const m = machine(of, (_, now): EffectResult => ({ kind: "sent", at: now, amount: minor(7_000) }));
  open(m, account([invoice("1", "2026-03-02", 100_000)]), "2026-02-20");
  runTo(m, "2026-03-20");
  expect([asked(m), charges(m)]).toEqual([[undefined], ["7000: 7000 open, 0 waived"]]);
});

it("interest is reckoned by the day on what was open, from the day after due, and each day once", () => {
  const of = charging("charge interest", { lateInterest: { percent: 10, per: "year" } });
  const m = begun(of, "2026-03-07");
  pays(m, "half", "2026-03-07", 50_000);
  runTo(m, "2026-04-20");
  // 3 to 6 March on 1,000.00, 7 to 12 March on 500.00: 7,000 days at 10% of 365; then 13 March to 11 April, 30 days on 500.00.
  expect(asked(m)).toEqual([Math.round((700_000 * 10) / 36_500), Math.round((1_500_000 * 10) / 36_500)]);
});

it("a month's rate is twelve times as much a year, and nothing overdue makes no charge", () => {
  const monthly = begun(charging("charge interest", { lateInterest: { percent: 1.5, per: "month" } }), "2026-03-20");
  expect(asked(monthly)).toEqual([Math.round((1_000_000 * 18) / 36_500)]);
  const late = { ...charging("charge interest", { lateInterest: { percent: 1, per: "year" } }) };
  const m = begun({ ...late, clock: { ...CLOCK, tolerance: {} } }, "2026-03-20", [invoice("1", "2026-03-02", 3)]);
  expect([asked(m), m.state?.tracks[0]?.steps["late/day 10"]?.status]).toEqual([[], "skipped"]);
});

const givingUp = policy({
  stages: [stage("late", [step("late", 10, act("write off"))], [], { from: { anchor: "due", offset: days(0) } })],
  handlers: [on("payment in full", [{ do: "act", action: task("thank") }])],
});

it("a write-off lowers what is open, closes the account as written off, and is no payment", () => {
  const m = begun(givingUp, "2026-03-20");
  expect([openOf(m), m.state?.status, m.state?.closedAs]).toEqual([[0], "closed", "written-off"]);
  expect(m.log).toEqual(["2026-03-02 enter late", "2026-03-12 write off", "2026-03-12 closed written-off"]);
  expect(m.state?.movements).toMatchObject([{ amount: 100_000, as: "write-off" }]);
});

it("a payment that was made before and is told later makes the write-off so much less", () => {
  const m = begun(givingUp, "2026-03-20");
  tell(m, paid("late", "2026-03-05", 30_000), at("2026-03-21"));
  runTo(m, "2026-03-22");
  expect(m.state?.movements.map(({ amount, as }) => [amount, as])).toEqual([
    [30_000, "payment"],
    [70_000, "write-off"],
  ]);
});

it("a refund undoes a write-off: the account is open again", () => {
  const m = begun(givingUp, "2026-03-20");
  pays(m, "undo", "2026-03-21", 100_000, "refund");
  expect([openOf(m), m.state?.status]).toEqual([[100_000], "open"]);
});

it("a write-off of one invoice's stage leaves the others open", () => {
  const each = { ...givingUp, clock: { ...CLOCK, stageOf: "invoice" as const } };
  const m = begun(each, "2026-03-20", [invoice("new", "2026-03-02", 40_000), invoice("old", "2026-01-02", 100_000)]);
  expect(m.state?.movements.map(({ invoice: of, amount }) => [of, amount])).toEqual([["new", 40_000]]);
  expect([openOf(m), m.state?.status]).toEqual([[100_000, 0], "open"]);
});

it("money adds up at every turn of every life: what came in is on invoices, on charges or too much, and nothing is below zero", () => {
  fc.assert(
    fc.property(anyPolicy, facts, fc.nat(0x7fffffff), (of, told, mood) => {
      const m = machine(of, moody(mood));
      open(m, withInvoices(2), "2026-02-20");
      for (const one of told.toSorted((a, b) => a.at - b.at)) {
        while (m.wakeAt !== null && m.wakeAt <= one.at) tell(m, { type: "wake" }, instant(Math.max(m.wakeAt, m.now)));
        tell(m, one, instant(Math.max(one.at, m.now)));
        tell(m, { type: "wake" });
        if (m.state === null) throw new Error("not opened");
        const { movements, charges: booked = [], account: now } = m.state;
        const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0);
        expect(sum(movements.map(({ toCharges = 0 }) => toCharges))).toBe(sum(booked.map((each) => each.amount - each.open - (each.waived ?? 0))));
        for (const each of booked) expect(Math.min(each.open, each.amount - each.open - (each.waived ?? 0))).toBeGreaterThanOrEqual(0);
        const known = movements.filter(({ at: when }) => when <= m.now);
        expect(sum(openInvoices(now, known, of.allocation).map((each) => each.open))).toBe(balanceOf(now, known));
      }
    }),
    { numRuns: 60 },
  );
});
