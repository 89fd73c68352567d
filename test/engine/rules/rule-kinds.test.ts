import { expect, it } from "vitest";
import { closing, earliest, type Rule, type WindowRule } from "../../../engine/index.ts";
import { ask, at, context, day, hours, rule } from "./world.ts";

const daytime: WindowRule = { kind: "window", hours: [hours("08:00", "21:00")], holidaysClosed: false, liftedByConsent: false };
const dated = (more: Partial<Rule>): Rule => rule(daytime, more);
const until = (one: Rule, when: string): number => closing(one, context(), ask(), at(when));
const from = (one: Rule, when: string): number | null => earliest(one, context(), ask(), at(when));
const NOON = "2026-03-10T12:00:00-04:00";

it("a rule that goes out of force closes nothing from then on, nor at that very instant", () => {
  const night = at("2026-03-10T21:00:00-04:00");
  expect(until(dated({}), NOON)).toBe(night);
  expect(until(dated({ to: day("2026-03-10") }), NOON)).toBe(night);
  const late = { ...daytime, hours: [hours("08:00", "24:00")] };
  expect(until(rule(late), NOON)).toBe(at("2026-03-11T00:00:00-04:00"));
  expect(until(rule(late, { to: day("2026-03-10") }), NOON)).toBe(Infinity);
});

it("a rule that isn't in force yet closes as it begins, and refuses nothing before; one that ends lets go then", () => {
  const soon = dated({ from: day("2026-03-11") });
  expect(until(soon, NOON)).toBe(at("2026-03-11T00:00:00-04:00"));
  expect(from(soon, "2026-03-10T22:00:00-04:00")).toBe(at("2026-03-10T22:00:00-04:00"));
  const ending = dated({ to: day("2026-03-10") });
  expect(from(ending, NOON)).toBe(at(NOON));
  expect(from(ending, "2026-03-10T22:00:00-04:00")).toBe(at("2026-03-11T00:00:00-04:00"));
  expect(from(dated({ to: day("2026-03-11") }), "2026-03-10T22:00:00-04:00")).toBe(at("2026-03-11T08:00:00-04:00"));
});
