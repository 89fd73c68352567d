import fc from "fast-check";
import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import { expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const amount = (sum: string) =>
  smallPolicy({ lines: `  amount small is ${sum} USD`, stage: '    day 0 email "x"\n    day 1 email "y" when balance >= small' });

it.each([
  ["1,00", "1.00"],
  ["12,5", "12.5"],
  ["1.000,50", "1,000.50"],
  ["1,000,00", "1,000.00"],
  ["1000000,99", "1,000,000.99"],
])("takes %s for one number, complains of it once, and suggests %s", (written, right) => {
  const [problem] = expectProblems(amount(`⟦C1019|${written}⟧`));
  expect(problem?.fixes[0]?.edits[0]?.text).toBe(right);
});

it("suggests nothing where the digits after the comma are no decimals", () => {
  expect(expectProblems(amount("⟦C1019|100,2000⟧"))[0]?.fixes).toEqual([]);
});

it("takes every comma with a space after it, and every thousand, as it did", () => {
  for (const sum of ["1", "1,000", "1,000,000", "1,000.50", "999.99"]) expect(compilePolicy(amount(sum), "p.collect").diagnostics, sum).toEqual([]);
  expectProblems(smallPolicy({ lines: "  house rules {\n    at most 1 call in any 7 days\n    never visit,sms\n  }" }));
});

it("mends whatever it suggests", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 10, max: 99 }), (whole, decimals) => {
      const [problem] = compilePolicy(amount(`${whole},${decimals}`), "p.collect").diagnostics;
      expect(problem?.code).toBe("C1019");
      expect(compilePolicy(amount(problem?.fixes[0]?.edits[0]?.text ?? ""), "p.collect").diagnostics).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
