/** What a test expects, to its compiled form. The tree must be free of errors. */
import type { BusinessAction, Channel } from "../../engine/index.ts";
import type { ContactPattern, TestExpectation } from "../../engine/model/policy-test.ts";
import type { Scope } from "../check/names.ts";
import type { Source } from "../syntax/source.ts";
import type { ActionNode } from "../tree/policy.ts";
import type { ContactPatternNode, ExpectNode } from "../tree/test.ts";
import { amountsOf } from "./expression.ts";
import { businessOf, daysOf } from "./stage.ts";
import { inWords } from "../format/in-words.ts";
import { spanOf } from "./spans.ts";

const patternOf = ({ channel, template }: ContactPatternNode): ContactPattern => ({
  ...(channel === null ? {} : { channel: channel.text as Channel }),
  ...(template === null ? {} : { template: template.text }),
});

type Count = Extract<TestExpectation, { readonly kind: "contact" }>["count"];

const countOf = (count: Extract<ExpectNode, { readonly what: "contact" }>["count"]): Count => {
  if (count === "no") return { atLeast: 0, atMost: 0 };
  if (count === "some") return { atLeast: 1, atMost: null };
  const { value } = count.n;
  return { atLeast: count.bound === "at most" ? 0 : value, atMost: count.bound === "at least" ? null : value };
};

/** The grammar lets no contact stand here. */
const actOf = (action: ActionNode): BusinessAction => {
  if (action.kind === "contact") throw new RangeError("a contact is expected by its channel");
  return businessOf(action);
};

type Expected = TestExpectation extends infer Each ? (Each extends unknown ? Omit<Each, "line" | "text"> : never) : never;

const expected = (node: ExpectNode, scope: Scope, source: Source): Expected => {
  switch (node.what) {
    case "contact":
      return { kind: "contact", pattern: patternOf(node.pattern), span: spanOf(node.when, source), count: countOf(node.count) };
    case "lapsed":
    case "held":
      return { kind: node.what, pattern: patternOf(node.pattern), span: spanOf(node.when, source), rules: node.rules.map(({ text }) => text) };
    case "stage": {
      const reached = node.when.kind === "by" ? "by" : "throughout";
      return { kind: "stage", stage: node.stage.text, span: spanOf(node.when, source), reached };
    }
    case "closed":
      return { kind: "closed", as: node.as?.text ?? null, span: spanOf(node.when, source) };
    case "open":
      return { kind: "open", span: spanOf(node.when, source) };
    case "act":
      return { kind: "act", action: actOf(node.action), none: node.none, span: spanOf(node.when, source) };
    case "approval asked":
      return { kind: "approval asked", of: node.of.text, span: spanOf(node.when, source) };
    case "credit limit":
      return { kind: "credit limit", limit: node.limit === null ? null : amountsOf(node.limit, scope) };
    case "terms":
      return { kind: "terms", due: node.due === null || node.due === "prepayment" ? node.due : daysOf(node.due) };
    case "deposit": {
      if (node.deposit === null) return { kind: "deposit", deposit: null };
      return { kind: "deposit", deposit: "kind" in node.deposit ? { amount: amountsOf(node.deposit, scope) } : { percent: node.deposit.value } };
    }
  }
};

/** One `expect` line, with its own words for the report. */
export const expectationOf = (node: ExpectNode, scope: Scope, source: Source): TestExpectation => ({
  line: node.span.line,
  text: inWords(source, node.span),
  ...expected(node, scope, source),
});
