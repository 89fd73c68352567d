import { expect, it } from "vitest";
import { account, at, happened, invoice, machine, open, paid, runTo, tell } from "../fixtures/machine.ts";
import { tour } from "../fixtures/policy.ts";

it("runs the stages by their nominal days, from seven days before due", () => {
  const m = machine(tour());
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-01");
  runTo(m, "2026-05-20");
  expect(m.log).toEqual([
    "2026-02-23 enter courtesy",
    "2026-02-23 email upcoming invoice",
    "2026-03-03 enter reminder",
    "2026-03-03 email reminder",
    "2026-03-08 call courtesy call",
    "2026-03-13 email offer of a plan",
    "2026-03-17 enter demand",
    "2026-03-17 letter formal demand",
    "2026-03-20 call demand call",
    "2026-04-07 enter final",
    "2026-04-07 letter letter before claim",
    "2026-05-07 approval final/day 30",
  ]);
});

it("lets a promise stop the calls, and goes to demand the day after its rest when it was broken", () => {
  const m = machine(tour());
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-27");
  runTo(m, "2026-03-09");
  tell(m, happened("p", "2026-03-09", { event: "promise", amount: 120_000 as never, due: 20530 as never }), at("2026-03-09"));
  runTo(m, "2026-03-22");
  expect(m.log.slice(-3)).toEqual(["2026-03-08 call courtesy call", "2026-03-21 enter demand", "2026-03-21 letter formal demand"]);
});

it("closes as paid, and a chargeback opens the account again in its stage", () => {
  const m = machine(tour());
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-27");
  runTo(m, "2026-03-09");
  tell(m, paid("pay", "2026-03-09", 120_000), at("2026-03-09"));
  runTo(m, "2026-03-20");
  expect(m.state).toMatchObject({ status: "closed", closedAs: "paid" });
  expect(m.wakeAt).toBeNull();
  tell(m, paid("back", "2026-03-20", 120_000, "chargeback"), at("2026-03-20"));
  runTo(m, "2026-03-31");
  expect(m.state?.status).toBe("open");
  expect(m.log.slice(-5)).toEqual([
    "2026-03-09 closed paid",
    "2026-03-20 enter reminder",
    "2026-03-24 email offer of a plan",
    "2026-03-28 enter demand",
    "2026-03-28 letter formal demand",
  ]);
});
