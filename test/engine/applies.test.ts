import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import { applies, type Account, type CompiledPolicy } from "../../engine/index.ts";
import { account, at, invoice } from "./fixtures/machine.ts";

const compiled = (condition: string): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(
    `policy "P" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD
  places     US
${condition}
  facts {
    segment  one of "standard", "key"
    labels   tags
  }
  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
  }
  stage reminder from 1 day after due {
    day 0  email "reminder"
  }
}
`,
    "test.collect",
  );
  if (policy === null) throw new Error(JSON.stringify(diagnostics));
  return policy;
};
const verdict = (condition: string, more: Partial<Account> = {}, t = at("2026-03-20")): unknown =>
  applies(compiled(condition), account([invoice("I-1", "2026-03-02", 80_000)], more), t);

it("a policy without a condition takes every account", () => {
  expect(verdict("")).toEqual({ applies: true });
});

it("a policy takes an account when its condition is known to hold, and says which facts are wanting where nobody knows", () => {
  const key = 'applies to accounts when segment is "key"';
  expect(verdict(key, { facts: { segment: "key" } })).toEqual({ applies: true });
  expect(verdict(key, { facts: { segment: "standard" } })).toEqual({ applies: false, unknown: [] });
  expect(verdict(key, { facts: {} })).toEqual({ applies: false, unknown: ["segment"] });
  // What is wanting besides changes nothing.
  const both = `${key} and labels has "vip"`;
  expect(verdict(both, { facts: { segment: "standard" } })).toEqual({ applies: false, unknown: [] });
  expect(verdict(both, { facts: { segment: "key" } })).toEqual({ applies: false, unknown: ["labels"] });
});

it("the account is looked at as it would be taken on then, with the invoices that it comes with", () => {
  const owing = "applies to accounts when balance >= 800 USD";
  expect(verdict(owing)).toEqual({ applies: true });
  expect(verdict(owing, { invoices: [] })).toEqual({ applies: false, unknown: [] });
  const late = "applies to accounts when days_overdue >= 18";
  expect(verdict(late)).toEqual({ applies: true });
  expect(verdict(late, {}, at("2026-03-19"))).toEqual({ applies: false, unknown: [] });
});
