import { expect, it } from "vitest";
import { scopeOf, type Scope } from "../../dsl/check/names.ts";
import { typeOf, typeWords } from "../../dsl/check/types.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import type { ExprNode, OperandNode } from "../../dsl/tree/expression.ts";
import { smallPolicy } from "./small-policy.ts";

const LINES = `  facts {
    score number optional
    segment one of "standard", "key"
    labels tags
  }
  amount large is 100 USD
  define good as balance >= large
`;

const readAs = (condition: string): { readonly scope: Scope; readonly when: ExprNode } => {
  const parsed = parseFile(smallPolicy({ lines: LINES, stage: `    day 0 email "x" when ${condition}` }), "p.collect");
  const policy = parsed.items.find((item) => item.kind === "policy");
  if (policy === undefined) throw new Error("no policy");
  const stage = policy.items.find((item) => item.kind === "stage");
  const step = stage?.items.find((item) => item.kind === "step");
  if (step?.when === null || step === undefined) throw new Error("no condition");
  return { scope: scopeOf(policy, parsed.source, parsed.lost), when: step.when };
};

it.each([
  ["balance", "money"],
  ["large", "money"],
  ["score", "a number"],
  ["segment", '"standard" or "key"'],
  ["labels", "tags"],
  ["good", "a condition"],
  ["customer_share", "a percentage"],
  ["place", "a place"],
  ["5 USD", "money"],
  ["5 days", "a span of days"],
  ["5%", "a percentage"],
  ["5", "a number"],
  ["2026-03-02", "a date"],
  ["09:00", "a time of day"],
  ['"key"', "a text"],
  ["true", "true or false"],
])("`%s` is %s", (operand, words) => {
  const { scope, when } = readAs(`${operand} is 1`);
  const side: ExprNode | OperandNode = when.kind === "compare" ? when.left : when;
  expect(typeWords(typeOf(side, scope))).toBe(words);
});

it.each([["balance >= large"], ["score is known"], ['labels has "vip"'], ["good and not good"], ["not good"], ["good"]])(
  "`%s` is a condition",
  (condition) => {
    const { scope, when } = readAs(condition);
    expect(typeOf(when, scope)).toEqual({ type: "condition" });
  },
);
