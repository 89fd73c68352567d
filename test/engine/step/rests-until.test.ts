import { expect, it } from "vitest";
import type { HandledEvent, PastEvent, RestUntil } from "../../../engine/index.ts";
import { account, at, day, happened, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";
import { days, email, on, policy, stage, step } from "../fixtures/policy.ts";

const weekly = [3, 10, 17, 24, 31].map((n) => step("late", n, email(`day ${n}`)));
/** Bounced mail brings no rest of its own, so what is seen is the handler's. */
const begun = (until: RestUntil, kind: "pause" | "hold" = "pause", event: HandledEvent = "chargeback"): Machine => {
  const of = policy({
    stages: [stage("late", weekly, [], { from: { anchor: "due", offset: days(0) } })],
    handlers: [on(event, [{ do: kind, until }])],
  });
  const m = machine(of);
  open(m, account([invoice("1", "2026-03-01", 100_000)]), "2026-02-20");
  return m;
};
const back = (m: Machine, text: string, toldOn = text): void => tell(m, paid(`back ${text}`, text, 1, "chargeback"), at(toldOn));
const events = (...of: readonly PastEvent["event"][]): RestUntil => ({ kind: "events", events: of });

it("a pause until a day lasts through that day, and the clock goes on the day after", () => {
  const m = begun({ kind: "day", day: day("2026-03-12") });
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-20");
  // 9 to 12 March don't count: day 10 comes four days later.
  expect(m.log).toEqual(["2026-03-01 enter late", "2026-03-04 email day 3", "2026-03-15 email day 10"]);
});

it("a hold until a day lets the clock run, and what waits is said the day after", () => {
  const m = begun({ kind: "day", day: day("2026-03-12") }, "hold");
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-17");
  expect(m.log.slice(2)).toEqual(["2026-03-13 email day 10"]);
});

it("rests of several kinds overlap, and only the days of both together stand still", () => {
  const m = begun({ kind: "day", day: day("2026-03-12") });
  runTo(m, "2026-03-06");
  back(m, "2026-03-06");
  back(m, "2026-03-08");
  runTo(m, "2026-03-20");
  expect(m.log.slice(2)).toEqual(["2026-03-17 email day 10"]);
});

it("a rest until a day that is over is refused, and the record says so", () => {
  const m = begun({ kind: "day", day: day("2026-03-05") });
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-12");
  expect(m.log.slice(2)).toEqual(["2026-03-11 email day 10"]);
  expect(m.state?.rests).toEqual([]);
  expect(m.trace.some(({ text }) => text === "pause on chargeback is refused: 2026-03-05 is over already")).toBe(true);
});

it("a rest that was told late is counted from when it began", () => {
  const m = begun({ kind: "day", day: day("2026-03-12") });
  runTo(m, "2026-03-10");
  back(m, "2026-03-08", "2026-03-10");
  runTo(m, "2026-03-20");
  expect(m.log.slice(2)).toEqual(["2026-03-15 email day 10"]);
});

it("a pause until an event lasts until the first of those that are named, and no other ends it", () => {
  const m = begun(events("acknowledgement", "judgment"));
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-20");
  tell(m, happened("other", "2026-03-20", { event: "documents-sent" }), at("2026-03-20"));
  runTo(m, "2026-03-25");
  expect(m.log.slice(2)).toEqual([]);
  tell(m, happened("judged", "2026-03-25", { event: "judgment" }), at("2026-03-25"));
  runTo(m, "2026-04-05");
  // 9 to 25 March don't count.
  expect(m.log.slice(2)).toEqual(["2026-03-28 email day 10", "2026-04-04 email day 17"]);
  expect(m.state?.rests).toMatchObject([{ untilDay: day("2026-03-25"), endedBy: ["acknowledgement", "judgment"] }]);
});

it("an event of before the rest doesn't end it, and one that is told late ends it when it happened", () => {
  const m = begun(events("judgment"));
  tell(m, happened("before", "2026-03-02", { event: "judgment" }), at("2026-03-02"));
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-20");
  expect(m.log.slice(2)).toEqual([]);
  tell(m, happened("then", "2026-03-09", { event: "judgment" }), at("2026-03-20"));
  runTo(m, "2026-03-24");
  expect(m.state?.rests).toMatchObject([{ untilDay: day("2026-03-09") }]);
});

it("a payment may be what ends a rest", () => {
  const m = begun(events("payment"));
  runTo(m, "2026-03-08");
  back(m, "2026-03-08");
  runTo(m, "2026-03-20");
  tell(m, paid("some", "2026-03-20", 5), at("2026-03-20"));
  runTo(m, "2026-03-24");
  expect(m.log.slice(2)).toEqual(["2026-03-23 email day 10"]);
});

it("a handler's rest comes on top of the built-in one: each has its own end", () => {
  const m = begun(events("documents-sent"), "pause", "dispute");
  runTo(m, "2026-03-08");
  tell(m, happened("d", "2026-03-08", { event: "dispute" }), at("2026-03-08"));
  tell(m, happened("closed", "2026-03-10", { event: "dispute-closed" }), at("2026-03-10"));
  runTo(m, "2026-03-20");
  expect(m.log.filter((line) => line.includes("email"))).toEqual(["2026-03-04 email day 3"]);
  tell(m, happened("sent", "2026-03-20", { event: "documents-sent" }), at("2026-03-20"));
  runTo(m, "2026-03-24");
  expect(m.log.filter((line) => line.includes("email"))).toEqual(["2026-03-04 email day 3", "2026-03-23 email day 10"]);
});
