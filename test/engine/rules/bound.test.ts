import { expect, it } from "vitest";
import { asBound } from "../../../engine/rules/bound.ts";
import type { Rule } from "../../../engine/index.ts";
import { ask, context, debt, rule } from "./world.ts";

const consumer: Rule = rule({ kind: "standard", text: "Be fair." }, { binds: [{ roles: ["third-party"], debts: ["consumer"] }] });
const debts = [debt("d1"), debt("d2", { kind: "commercial" }), debt("d3")];
const asked = context({ debts });

it("a rule sees an act as one about the debts that it binds, and what is wholly its business, or none of it, as it is", () => {
  const mixed = ask({}, ["d1", "d2"]);
  expect(asBound(consumer, asked, mixed)).toEqual({ ...mixed, debts: ["d1"] });
  const all = ask({}, []);
  expect(asBound(consumer, asked, all)).toEqual({ ...all, debts: ["d1", "d3"] });
  for (const whole of [ask({}, ["d1", "d3"]), ask({}, ["d1"]), ask({}, ["d2"])]) expect(asBound(consumer, asked, whole)).toBe(whole);
  const others = ask({}, ["d2", "d4"]);
  const commercial = context({ debts: [...debts, debt("d4", { kind: "commercial" })] });
  expect(asBound(consumer, commercial, others)).toBe(others);
  expect(asBound(rule(consumer.body), asked, mixed)).toBe(mixed);
});
