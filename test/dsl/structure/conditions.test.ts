import { expect, it } from "vitest";
import { expectProblems } from "../marked.ts";
import { smallPolicy } from "../small-policy.ts";

const FACTS = `  facts {
    segment  one of "standard", "key"
    orders   number
    score    number optional
    labels   tags
    since    date
  }
  amount small is 100 USD, 90 EUR
  amount large is 1,000 USD, 800 EUR
  define big as balance >= large or balance >= small and orders > 99`;

const check = (condition: string) =>
  expectProblems(
    smallPolicy({
      currency: "USD, EUR",
      places: "US, DE",
      lines: FACTS,
      stage: `    day 0 email "x" when big, otherwise email "a"\n    day 1 email "y" when ${condition}`,
    }),
  );

it.each([
  "⟦C3050|balance >= large and balance < small⟧",
  "⟦C3050|balance < large and big and orders <= 99⟧",
  "⟦C3050|orders > 3 and orders < 3⟧",
  "⟦C3051|orders >= 3 or orders < 3⟧",
  "⟦C3051|days_overdue >= 0⟧",
  "⟦C3050|unpaid_invoices < 0⟧",
  "⟦C3050|customer_share > 100%⟧",
  '⟦C3050|segment is "key" and segment is "standard"⟧',
  '⟦C3051|segment is "key" or segment is "standard"⟧',
  "⟦C3050|place is US and place is DE⟧",
  '⟦C3050|labels has "vip" and labels has no "vip"⟧',
  "⟦C3050|since < 2026-03-02 and since > 2026-03-01⟧",
  "⟦C3050|score is known and score > 3 and score < 2⟧",
  "orders > 5 and (⟦C3050|orders < 3 and orders > 4⟧)",
])("tells a condition that is true of every account or of none: %s", (condition) => {
  const [found] = check(condition);
  expect(found?.witness).toMatch(/^for example (?:an account with .*|any account): it is (?:true|false), as for every other$/u);
});

it.each([
  "balance >= small and balance <= small",
  "orders > 3 and orders < 4",
  "orders >= 3 or orders < 2",
  "days_overdue >= 1",
  "customer_share >= 100%",
  'segment is "key" or orders > 3',
  "place is US",
  "place is US-CA",
  "since >= 2026-03-01 and since <= 2026-03-01",
  "score is unknown or score > 3",
  "score is known and score >= 3",
])("says nothing of a condition that some accounts fit and others don't: %s", (condition) => {
  check(condition);
});

it("tells of a part where that is constant by itself, and of the whole only where no part is", () => {
  check("⟦C3051|days_overdue >= 0⟧ and ⟦C3050|unpaid_invoices < 0⟧ and big");
});

it("tells of a definition where it is defined, and not wherever it is used", () => {
  expectProblems(
    smallPolicy({
      lines: "  facts {\n    orders number\n  }\n  define never as ⟦C3050|orders > 3 and orders < 2⟧",
      stage: '    day 0 email "x"\n    day 1 email "y" when never\n    day 2 email "z" when never and balance > 5 USD',
    }),
  );
});

it("names the two parts that exclude each other, and an account", () => {
  const [found] = check("⟦C3050|orders > 1 and balance >= large and balance < small⟧");
  expect(found).toMatchObject({
    severity: "warning",
    help: "`balance >= large` and `balance < small` exclude each other",
    witness: expect.stringContaining("orders"),
  });
});
