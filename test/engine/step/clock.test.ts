import { expect, it } from "vitest";
import { minor, type Clock } from "../../../engine/index.ts";
import { account, at, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";
import { tour } from "../fixtures/policy.ts";

const begun = (clock: Partial<Clock>, invoices = [invoice("1", "2026-03-02", 120_000)], from = "2026-02-20"): Machine => {
  const m = machine(tour(clock));
  open(m, account(invoices), from);
  return m;
};
const since = (m: Machine, text: string): string[] => m.log.filter((line) => line >= text);

/** Nobody wakes the account from 4 March to the morning of 21 March: the worker was down. */
const down = (whenBehind: Clock["whenBehind"]): Machine => {
  const m = begun({ whenBehind });
  runTo(m, "2026-03-04");
  tell(m, { type: "wake" }, at("2026-03-21T08:00"));
  runTo(m, "2026-05-01");
  return m;
};

it("lapse: what was missed is recorded as lapsed, and the account goes on by its dates", () => {
  expect(since(down("lapse"), "2026-03-04")).toEqual([
    "2026-03-21 lapsed reminder/day 5",
    "2026-03-21 enter demand",
    "2026-03-21 lapsed demand/day 0",
    "2026-03-21 call demand call",
    "2026-04-07 enter final",
    "2026-04-07 letter letter before claim",
  ]);
});

it("one stage at a time: a stage that is entered late starts on the day of entering", () => {
  expect(since(down("one stage at a time"), "2026-03-04")).toEqual([
    "2026-03-21 lapsed reminder/day 5",
    "2026-03-21 enter demand",
    "2026-03-21 letter formal demand",
    "2026-03-24 call demand call",
    "2026-04-11 enter final",
    "2026-04-11 letter letter before claim",
  ]);
});

it("straight: the stage that fits starts today", () => {
  expect(since(down("straight"), "2026-03-04")).toEqual([
    "2026-03-21 lapsed reminder/day 5",
    "2026-03-21 enter demand",
    "2026-03-21 letter formal demand",
    "2026-03-24 call demand call",
    "2026-04-11 enter final",
    "2026-04-11 letter letter before claim",
  ]);
});

it("late, keep later dates: a missed step is done now, and later ones keep their dates", () => {
  expect(since(down("late"), "2026-03-04")).toEqual([
    "2026-03-21 enter demand",
    "2026-03-21 letter formal demand",
    "2026-03-21 call demand call",
    "2026-04-07 enter final",
    "2026-04-07 letter letter before claim",
  ]);
});

/** Taken on with an invoice that has been due for nineteen days. */
const takenOver = (whenBehind: Clock["whenBehind"]): string[] => {
  const m = begun({ whenBehind }, undefined, "2026-03-21");
  runTo(m, "2026-04-30");
  return m.log;
};

it("lapse: an account taken over late stands where its dates put it", () => {
  expect(takenOver("lapse")).toEqual([
    "2026-03-21 enter courtesy",
    "2026-03-21 lapsed courtesy/day 0",
    "2026-03-21 enter reminder",
    "2026-03-21 lapsed reminder/day 0",
    "2026-03-21 lapsed reminder/day 5",
    "2026-03-21 enter demand",
    "2026-03-21 lapsed demand/day 0",
    "2026-03-21 call demand call",
    "2026-04-07 enter final",
    "2026-04-07 letter letter before claim",
  ]);
});

it("one stage at a time: an account taken over late goes through every stage in full length", () => {
  expect(takenOver("one stage at a time")).toEqual([
    "2026-03-21 enter courtesy",
    "2026-03-21 enter reminder",
    "2026-03-21 email reminder",
    "2026-03-26 call courtesy call",
    "2026-03-31 email offer of a plan",
    "2026-04-04 enter demand",
    "2026-04-04 letter formal demand",
    "2026-04-07 call demand call",
    "2026-04-25 enter final",
    "2026-04-25 letter letter before claim",
  ]);
});

it("straight: an account taken over late starts today in the stage that fits, without the steps of those before", () => {
  expect(takenOver("straight")).toEqual([
    "2026-03-21 enter demand",
    "2026-03-21 letter formal demand",
    "2026-03-24 call demand call",
    "2026-04-11 enter final",
    "2026-04-11 letter letter before claim",
  ]);
});

it("late: an account taken over late does the missed steps of its stage now", () => {
  expect(takenOver("late")).toEqual([
    "2026-03-21 enter courtesy",
    "2026-03-21 enter reminder",
    "2026-03-21 enter demand",
    "2026-03-21 letter formal demand",
    "2026-03-21 call demand call",
    "2026-04-07 enter final",
    "2026-04-07 letter letter before claim",
  ]);
});

const twoInvoices = (clock: Partial<Clock>): Machine => {
  const m = begun(clock, [invoice("1", "2026-03-02", 120_000), invoice("2", "2026-03-30", 50_000)]);
  runTo(m, "2026-03-25");
  tell(m, paid("pay", "2026-03-25", 120_000), at("2026-03-25"));
  return m;
};

it("keep: the stage and its clock stay when the oldest invoice is paid, but for the pause after a part payment", () => {
  const m = twoInvoices({ whenItMoves: "keep" });
  runTo(m, "2026-04-20");
  expect(since(m, "2026-03-25")).toEqual(["2026-04-14 enter final", "2026-04-14 letter letter before claim"]);
});

it("return: the account goes down to the stage that fits the next invoice, and up again one stage at a time", () => {
  const m = twoInvoices({ whenItMoves: "return" });
  runTo(m, "2026-04-17");
  expect(since(m, "2026-03-25")).toEqual([
    "2026-03-25 enter courtesy",
    "2026-04-02 enter reminder",
    "2026-04-02 email reminder",
    "2026-04-07 email second reminder",
    "2026-04-12 email offer of a plan",
    "2026-04-16 enter demand",
    "2026-04-16 letter formal demand",
  ]);
  tell(m, paid("back", "2026-04-17", 120_000, "chargeback"), at("2026-04-17"));
  runTo(m, "2026-04-20");
  expect(since(m, "2026-04-17")).toEqual(["2026-04-17 enter final", "2026-04-17 letter letter before claim"]);
});

it("return: never up by more than one stage, however old the invoice that opens again", () => {
  const m = begun({ whenItMoves: "return" }, [invoice("1", "2026-03-02", 120_000), invoice("2", "2026-06-30", 50_000)]);
  runTo(m, "2026-03-10");
  tell(m, paid("pay", "2026-03-10", 120_000), at("2026-03-10"));
  runTo(m, "2026-06-25");
  expect(m.state?.tracks[0]?.stage).toBe("courtesy");
  tell(m, paid("back", "2026-06-25", 120_000, "chargeback"), at("2026-06-25"));
  runTo(m, "2026-06-27");
  expect(m.state?.tracks[0]?.stage).toBe("reminder");
});

it("stage of each invoice: every invoice runs its own stages, and one that is paid stands still", () => {
  const m = begun({ stageOf: "invoice" }, [invoice("1", "2026-03-02", 120_000), invoice("2", "2026-03-30", 50_000)]);
  runTo(m, "2026-03-25");
  tell(m, paid("pay", "2026-03-25", 120_000), at("2026-03-25"));
  runTo(m, "2026-04-15");
  expect(m.effects.flatMap(({ effect }) => (effect.kind === "entered" ? [`${effect.track} ${effect.stage}`] : []))).toEqual([
    "1 courtesy",
    "1 reminder",
    "1 demand",
    "2 courtesy",
    "2 reminder",
  ]);
  tell(m, paid("back", "2026-04-15", 120_000, "chargeback"), at("2026-04-15"));
  runTo(m, "2026-05-06");
  // Invoice 1 had counted 8 of the 21 days to final; the 21 days while it was paid don't count.
  expect(since(m, "2026-04-15").filter((line) => line.includes("enter"))).toEqual([
    "2026-04-15 enter demand",
    "2026-04-16 enter demand",
    "2026-04-28 enter final",
  ]);
});

it("tolerance: a balance below it counts as paid, one that reaches it doesn't", () => {
  const rest = (left: number): string[] => {
    const m = begun({ tolerance: { USD: minor(10_000) } });
    runTo(m, "2026-03-05");
    tell(m, paid("pay", "2026-03-05", 120_000 - left), at("2026-03-05"));
    runTo(m, "2026-03-06");
    return since(m, "2026-03-05");
  };
  expect(rest(9_999)).toEqual(["2026-03-05 closed paid"]);
  expect(rest(10_000)).toEqual([]);
});

it("a worker that was down for weeks never sends two stages' letters on one day, except where the policy wants to be late", () => {
  for (const whenBehind of ["lapse", "one stage at a time", "straight"] as const) {
    const m = begun({ whenBehind });
    runTo(m, "2026-03-04");
    tell(m, { type: "wake" }, at("2026-06-10T08:00"));
    runTo(m, "2026-06-11");
    expect(since(m, "2026-06-10").filter((line) => /letter|email/.test(line)).length).toBeLessThanOrEqual(1);
  }
});
