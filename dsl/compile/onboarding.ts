/** What a new customer gets, line by line. The tree must be free of errors. */
import type { OnboardingLine } from "../../engine/model/policy.ts";
import type { Scope } from "../check/names.ts";
import type { OnboardingNode } from "../tree/policy.ts";
import { amountsOf } from "./expression.ts";
import { daysOf, whenOf } from "./stage.ts";

const grantedBy = (line: OnboardingNode, scope: Scope): OnboardingLine["action"] => {
  switch (line.kind) {
    case "credit limit":
      return { kind: "business", name: "set credit limit", limit: amountsOf(line.limit, scope) };
    case "new terms":
      return { kind: "business", name: "set terms", due: line.due === "prepayment" ? line.due : daysOf(line.due) };
    case "deposit": {
      const deposit = "kind" in line.deposit ? { amount: amountsOf(line.deposit, scope) } : { percent: line.deposit.value };
      return { kind: "business", name: "ask for deposit", deposit };
    }
  }
};

export const grantOf = (line: OnboardingNode, scope: Scope): OnboardingLine => ({
  action: grantedBy(line, scope),
  ...whenOf(line.when, scope),
  ...(line.approval === null ? {} : { approval: line.approval.text }),
  line: line.span.line,
});
