/** Which law applies: where the debtor may live, and the clocks there; never the number that is called. */
import { expect, it } from "vitest";
import { minute, permit, WEEKDAYS, type Hours, type Rule, type Zone } from "../../engine/index.ts";
import { ask, at, context, rule } from "./rules/world.ts";

const hours = (place: string, from: number, to: number): Rule => {
  const open: Hours = { days: WEEKDAYS, from: minute(from * 60), to: minute(to * 60) };
  return rule({ kind: "window", hours: [open], holidaysClosed: false, liftedByConsent: false }, { id: `${place}.hours`, place });
};
const RULES = [hours("US", 8, 21), hours("US-NY", 9, 20), hours("US-NY-NYC", 10, 19), hours("US-CA", 7, 18)];

const refused = (places: readonly string[], when: string, zones: readonly Zone[] = ["America/New_York"], call = ask()): readonly string[] => {
  const decision = permit(context({ rules: RULES, places, zones }), call, at(when));
  return decision.allowed ? [] : decision.reasons.map((reason) => reason.rule);
};

it("residence picks its own law and that of every place around it, and no neighbour's", () => {
  expect(refused(["US-NY-NYC"], "2026-03-10T07:30:00-04:00")).toEqual(["US.hours", "US-NY.hours", "US-NY-NYC.hours"]);
  expect(refused(["US-NY"], "2026-03-10T09:30:00-04:00")).toEqual([]);
  expect(refused(["US-NY-NYC"], "2026-03-10T09:30:00-04:00")).toEqual(["US-NY-NYC.hours"]);
  expect(refused(["US-CA"], "2026-03-10T19:30:00-04:00")).toEqual(["US-CA.hours"]);
});

it("when data conflict all candidates' law is loaded, and the strictest wins", () => {
  expect(refused(["US-NY", "US-CA"], "2026-03-10T08:30:00-04:00")).toEqual(["US-NY.hours"]);
  expect(refused(["US-NY", "US-CA"], "2026-03-10T18:30:00-04:00")).toEqual(["US-CA.hours"]);
  expect(refused(["US-NY", "US-CA"], "2026-03-10T12:00:00-04:00")).toEqual([]);
});

it("candidate clocks are a set: every one of them must stand inside the hours", () => {
  const both: readonly Zone[] = ["America/New_York", "America/Los_Angeles"];
  expect(refused(["US"], "2026-03-10T10:30:00-04:00", both)).toEqual(["US.hours"]);
  expect(refused(["US"], "2026-03-10T11:00:00-04:00", both)).toEqual([]);
  expect(refused(["US"], "2026-03-10T21:00:00-04:00", both)).toEqual(["US.hours"]);
});

it("the number that is called never moves the debtor", () => {
  for (const address of ["+1-212-555-0100", "+1-310-555-0100", "+49-30-555"]) {
    const call = ask({ channel: "call", address, line: "mobile" });
    expect(refused(["US-CA"], "2026-03-10T09:30:00-04:00", ["America/New_York"], call)).toEqual([]);
    expect(refused(["US-NY-NYC"], "2026-03-10T09:30:00-04:00", ["America/New_York"], call)).toEqual(["US-NY-NYC.hours"]);
  }
});

it("no place and no clock are no law and no time: both deny, and say so", () => {
  expect(refused([], "2026-03-10T12:00:00-04:00")).toEqual(["unknown.place"]);
  expect(refused(["US-NY"], "2026-03-10T12:00:00-04:00", [])).toEqual(["unknown.timezone"]);
});
