import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy, compileTests, readCompiledPolicy } from "../../dsl/index.ts";

const textOf = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const FILES = ["group-rules.collect", "group-plans.collect"];
const read = (path: string): string | null => (FILES.includes(path) ? textOf(path) : null);
const tour = textOf("consumer-tour.collect");

const { policy, diagnostics } = compilePolicy(tour, "consumer-tour.collect", { read });

it("compiles the consumer tour, with what it uses, without an error", () => {
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(policy).toMatchObject({
    name: "Consumer, third party",
    allocation: "as directed",
    variants: [
      { name: "softer tone", percent: 12.5 },
      { name: "letters only", percent: 12.5 },
    ],
    clock: { stageOf: "invoice", whenItMoves: "return", whenBehind: "late", whenPolicyChanges: "park", tolerance: { USD: 5000, GBP: 4000 } },
    terms: { lateFee: { amount: { USD: 5000, GBP: 4000 } }, unpaidCharges: "waive" },
    plans: [{ name: "three parts" }, { name: "weekly" }],
    applies: { op: "and" },
  });
  expect(policy?.house.map(({ id, body }) => [id, body.kind])).toEqual([
    ["house.1", "window"],
    ["house.2", "cap"],
    ["house.3", "cap"],
    ["house.4", "block"],
  ]);
  expect(policy?.stages.find(({ name }) => name === "legal")?.requires).toMatchObject({ compare: "!=", left: { name: "limitation" } });
  expect(policy?.onboarding).toHaveLength(6);
  expect(policy?.handlers).toHaveLength(19);
});

it("reads it back from where it was stored", () => {
  expect(readCompiledPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
});

it("compiles its tests, inside of the policy and after it", () => {
  const { tests } = compileTests(tour, "consumer-tour.collect", { read });
  expect(tests.map(({ title, events, expectations }) => [title, events.length, expectations.length])).toEqual([
    ["the softer tone writes once a week", 0, 2],
    ["a promise stops the calls", 16, 16],
    ["a good customer is trusted", 0, 4],
    ["an unknown one pays first", 0, 5],
  ]);
});
