/** Clocks that stand for all: one of those that change alike tells of them all, but for rules that go by a clock of their own. */
import { expect, it } from "vitest";
import { instant, localDay, type Calendar, type Rule } from "../../../engine/index.ts";
import { tickingIn, type LocalClock } from "../../../engine/verify/clocks.ts";
import type { Watched } from "../../../engine/verify/watched.ts";
import { CAP, HOURS, rule } from "../fixtures/rules.ts";

const HOUR = 3_600_000;
/** A clock so many hours west of Greenwich that goes forward and back at the same times by its own face, or at others, or not at all. */
const clock = (west: number, { by = 1, late = 0 } = {}) => ({
  transitions: [instant((1_000 + west + late) * HOUR), instant((2_000 + west - by + late) * HOUR)],
  offsets: [-west * 60, (by - west) * 60, -west * 60],
});
const still = (west: number) => ({ transitions: [], offsets: [-west * 60] });
const CALENDAR: Calendar = {
  hash: "by hand",
  from: localDay(0),
  to: localDay(400),
  zones: { East: clock(5), Mid: clock(6), Half: clock(5, { by: 0.5 }), Later: clock(5, { late: 1 }), Still: still(7), Quiet: still(10) },
  holidays: {},
};

const at = (zone: string, ...places: readonly string[]): LocalClock => ({ zone, places });
const law = (place: string, ...rules: readonly Rule[]): Watched => ({ place, rules, beside: [CAP] });
const capOf = (id: string): Rule => ({ ...CAP, id });
/** Hours by a clock of the rule's own. */
const zoned = (id: string): Rule => rule(id, { ...HOURS.body, kind: "window", zone: "East" } as Rule["body"]);
const told = (clocks: readonly LocalClock[], watched: readonly Watched[]) =>
  tickingIn(CALENDAR, clocks, watched).map(({ zone, watched: held }) => [
    zone,
    ...held.map(({ place, rules }) => `${place}: ${rules.map(({ id }) => id).join(", ")}`),
  ]);

it("the first of the clocks that change at the same times of their own, by as much, is held against the law of all their places", () => {
  const watched = [law("A", capOf("a")), law("B", capOf("b")), law("C", capOf("c"))];
  expect(told([at("East", "A"), at("Mid", "B"), at("Still", "C")], watched)).toStrictEqual([
    ["East", "A: a", "B: b"],
    ["Still", "C: c"],
  ]);
  expect(tickingIn(CALENDAR, [at("East", "A"), at("Mid", "B")], watched.slice(0, 2))).toStrictEqual([{ zone: "East", watched: watched.slice(0, 2) }]);
});

it.each(["Half", "Later", "Still"])("a clock that changes by another amount, at another time, or never, is looked at itself: %s", (zone) => {
  expect(told([at("East", "A"), at(zone, "B")], [law("A", capOf("a")), law("B", capOf("b"))])).toStrictEqual([
    ["East", "A: a"],
    [zone, "B: b"],
  ]);
});

it("clocks that never change are alike, whatever they show", () => {
  expect(told([at("Still", "A"), at("Quiet", "B")], [law("A", capOf("a")), law("B", capOf("b"))])).toStrictEqual([["Still", "A: a", "B: b"]]);
});

it("a place whose clock nobody knows goes by the first of all, and by no other", () => {
  const watched = [law("A", capOf("a")), law("Far", capOf("far")), law("C", capOf("c"))];
  expect(told([at("East", "A"), at("Mid", "B"), at("Still", "C")], watched)).toStrictEqual([
    ["East", "A: a", "Far: far"],
    ["Still", "C: c"],
  ]);
  expect(told([at("East", "A"), at("Mid", "B")], [law("A", capOf("a")), law("Far", zoned("far hours"))])).toStrictEqual([
    ["East", "A: a", "Far: far hours"],
  ]);
});

it("a rule with a clock of its own is held against those who have the debtor's own clock, not against one like it", () => {
  const watched = [law("A", capOf("a"), zoned("a hours")), law("B", capOf("b"), zoned("b hours"))];
  expect(told([at("East", "A"), at("Mid", "B")], watched)).toStrictEqual([
    ["East", "A: a, a hours", "B: b"],
    ["Mid", "B: b hours"],
  ]);
});

it("hours by the debtor's own clock are held as all law is, and a place with nothing else than a clock of its own is left to that", () => {
  expect(told([at("East", "A"), at("Mid", "B")], [law("A", capOf("a")), law("B", HOURS)])).toStrictEqual([["East", "A: a", "B: house.hours"]]);
  expect(told([at("East", "A"), at("Mid", "B")], [law("A", capOf("a")), law("B", zoned("b hours"))])).toStrictEqual([
    ["East", "A: a"],
    ["Mid", "B: b hours"],
  ]);
});

it("a place with two clocks is held to its law once, and to hours by a clock of their own under both", () => {
  expect(told([at("East", "A"), at("Mid", "A")], [law("A", capOf("a"), zoned("a hours"))])).toStrictEqual([
    ["East", "A: a, a hours"],
    ["Mid", "A: a hours"],
  ]);
});

it("a clock by which no law is asked is not looked at", () => {
  expect(told([at("Still", "C"), at("East", "A")], [law("A", capOf("a"))])).toStrictEqual([["East", "A: a"]]);
});
