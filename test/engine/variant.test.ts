import fc from "fast-check";
import { expect, it } from "vitest";
import { stagesFor, variantOf, type Variant } from "../../engine/index.ts";
import { account, invoice, machine, open, runTo } from "./fixtures/machine.ts";
import { after, days, email, policy, stage, step } from "./fixtures/policy.ts";

const share: fc.Arbitrary<number> = fc.integer({ min: 1, max: 2_500 }).map((hundredths) => hundredths / 100);
const variants: fc.Arbitrary<readonly Variant[]> = fc
  .array(share, { minLength: 1, maxLength: 3 })
  .map((shares) => shares.map((percent, i) => ({ name: `variant ${i}`, percent })));
const ids = Array.from({ length: 20_000 }, (_, i) => `A-${i}`);

it("the same account draws the same variant every time, whatever else the policy says", () => {
  fc.assert(
    fc.property(variants, fc.string(), (list, id) => {
      const drawn = variantOf({ variants: list }, id);
      expect(variantOf({ ...policy({ stages: [] }), variants: list }, id)).toBe(drawn);
      expect(drawn === null || list.some(({ name }) => name === drawn)).toBe(true);
    }),
  );
});

it("each variant gets its share of many accounts", () => {
  fc.assert(
    fc.property(variants, (list) => {
      const counts = new Map<string | null, number>();
      for (const id of ids) {
        const drawn = variantOf({ variants: list }, id);
        counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
      }
      for (const { name, percent } of list) {
        const chance = percent / 100;
        // Five standard deviations of a draw by lot.
        const slack = 5 * Math.sqrt(ids.length * chance * (1 - chance));
        expect(Math.abs((counts.get(name) ?? 0) - ids.length * chance)).toBeLessThan(slack);
      }
    }),
    { numRuns: 30 },
  );
});

it("a variant that is added at the end moves nobody out of an earlier one", () => {
  fc.assert(
    fc.property(variants, share, fc.array(fc.string(), { minLength: 20 }), (list, percent, accounts) => {
      const more = [...list, { name: "new", percent }];
      for (const id of accounts) {
        const before = variantOf({ variants: list }, id);
        const now = variantOf({ variants: more }, id);
        if (before !== null) expect(now).toBe(before);
        else expect(now === null || now === "new").toBe(true);
      }
    }),
  );
});

it("shares that make a hundred percent leave nobody without a variant", () => {
  const list = [
    { name: "a", percent: 33.33 },
    { name: "b", percent: 66.67 },
  ];
  for (const id of ids) expect(variantOf({ variants: list }, id)).not.toBeNull();
  expect(variantOf({}, "A-1")).toBeNull();
});

const soft = step("first", 0, email("softer hello"), { key: "first/softer/day 0" });
const experiment = policy({
  variants: [{ name: "softer", percent: 50 }],
  stages: [
    stage("first", [step("first", 0, email("hello"))], [after("second", 3)], {
      from: { anchor: "due", offset: days(0) },
      variants: [{ name: "softer", steps: [soft] }],
    }),
    stage("second", [step("second", 0, email("last"))]),
  ],
});
const drawing = (wanted: string | null): string => {
  const found = ids.find((id) => variantOf(experiment, id) === wanted);
  if (found === undefined) throw new Error("no id draws it");
  return found;
};

it("an account of a variant runs its steps instead of the stage's, under keys of their own, and moves on as the others do", () => {
  const logs = [null, "softer"].map((wanted) => {
    const m = machine(experiment);
    open(m, account([invoice("1", "2026-03-02", 10_000)], { id: drawing(wanted) }), "2026-02-20");
    runTo(m, "2026-03-20");
    return { log: m.log, keys: m.effects.flatMap(({ effect }) => ("key" in effect ? [effect.key] : [])) };
  });
  expect(logs[0]?.log).toEqual(["2026-03-02 enter first", "2026-03-02 email hello", "2026-03-05 enter second", "2026-03-05 email last"]);
  expect(logs[1]?.log).toEqual(["2026-03-02 enter first", "2026-03-02 email softer hello", "2026-03-05 enter second", "2026-03-05 email last"]);
  expect(logs[0]?.keys[0]).toBe("account/first/1/first/day 0/main");
  expect(logs[1]?.keys[0]).toBe("account/first/1/first/softer/day 0/main");
});

it("a stage without steps for a variant runs its own for everybody", () => {
  expect(stagesFor(experiment, drawing("softer")).map(({ steps }) => steps.map(({ key }) => key))).toEqual([
    ["first/softer/day 0"],
    ["second/day 0"],
  ]);
});
