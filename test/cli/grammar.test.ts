import { expect, it } from "vitest";
import { collect } from "./collect.ts";

it("collect grammar prints the whole grammar, or one production with those that it names", async () => {
  const whole = await collect(["grammar"]);
  expect(whole.code).toBe(0);
  expect(whole.stdout).toMatch(/^file ::= fileHeader\*\n/u);
  const one = await collect(["grammar", "repeat"]);
  expect(one.stdout.split("\n").map((line) => line.split(" ")[0])).toEqual(["repeat", "days", "number", ""]);
});

it("a production that isn't there is answered with the nearest that is", async () => {
  const { code, stderr } = await collect(["grammar", "stepp"]);
  expect(code).toBe(1);
  expect(stderr).toContain("there is no production stepp; did you mean step?");
});

it("highlighting and the grammar as data are JSON, diagrams are a page", async () => {
  expect(JSON.parse((await collect(["grammar", "--format", "textmate"])).stdout)).toMatchObject({ scopeName: "source.collect" });
  expect(JSON.parse((await collect(["grammar", "--format", "json"])).stdout)).toMatchObject({ version: 1 });
  expect((await collect(["grammar", "step", "--format", "railroad"])).stdout).toMatch(/^<!doctype html>/u);
});
