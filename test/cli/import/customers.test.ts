import { expect, it } from "vitest";
import { accountsOf } from "../../../cli/import/accounts.ts";
import { takenBy } from "../../../cli/import/apply.ts";
import { checkHeader } from "../../../cli/import/file.ts";
import { readCsv } from "../../../cli/import/rows.ts";
import { instant, minor, type CompiledPolicy, type Expr } from "../../../engine/index.ts";
import { policy as plain } from "./policy.ts";

const limit = { action: { kind: "business", name: "set credit limit", limit: { USD: minor(1) } }, line: 1 } as const;
const welcoming: CompiledPolicy = { ...plain, onboarding: [limit] };
const HEADER = "account,debtor,debtor_kind,places,creditor,currency,invoice,issued,due,amount,name,late_invoices_12m";
const row = (account: string, invoice: string, facts = "2"): string =>
  `${account},D-${account},business,US-TX,seller,USD,${invoice},Example Inc.,${facts}`;
const INVOICE = "INV-1,2026-10-01,2026-10-31,12.00";
const read = async (policy: CompiledPolicy, ...rows: string[]) => accountsOf((await readCsv([HEADER, ...rows].join("\n"))).rows, policy);

it("a row without an invoice is a new customer, where the policy says what those get", async () => {
  const { accounts, rejected } = await read(welcoming, row("A-1", ",,,"), row("A-2", INVOICE));
  expect(rejected).toEqual([]);
  expect(accounts.map(({ account }) => account.invoices.length)).toEqual([0, 1]);
});

it("without that, and where only some cells are empty, the row is rejected", async () => {
  expect((await read(plain, row("A-1", ",,,"))).rejected.map(({ column }) => column)).toEqual(["invoice", "issued", "due", "amount"]);
  expect((await read(welcoming, row("A-1", ",2026-10-01,2026-10-31,12.00"))).rejected).toEqual([{ line: 2, column: "invoice", reason: "is empty" }]);
});

it("a new customer has one row, and no other", async () => {
  const reason = "a new customer has one row without an invoice, and no other: see line 2";
  expect((await read(welcoming, row("A-1", ",,,"), row("A-1", INVOICE))).rejected).toEqual([{ line: 3, column: "invoice", reason }]);
  expect((await read(welcoming, row("A-1", INVOICE), row("A-1", ",,,"))).rejected).toEqual([{ line: 3, column: "invoice", reason }]);
});

it("a file of new customers needs no columns of invoices", async () => {
  const rows = await readCsv("account,debtor,debtor_kind,places,creditor,currency,name\nA-1,D-1,business,US-TX,seller,USD,Example Inc.");
  expect(await checkHeader(rows, welcoming)).toEqual([]);
  await expect(checkHeader(rows, plain)).rejects.toThrow("missing columns invoice, issued, due, amount");
  expect(accountsOf(rows.rows, welcoming).accounts).toHaveLength(1);
});

const habitual: Expr = {
  op: "compare",
  compare: ">=",
  left: { kind: "fact", name: "late_invoices_12m" },
  right: { kind: "number", value: 2 },
};
const large: Expr = { op: "compare", compare: ">=", left: { kind: "fact", name: "balance" }, right: { kind: "money", of: { USD: minor(1_200) } } };
const choosy: CompiledPolicy = { ...plain, applies: { op: "and", of: [habitual, large] } };
const NOW = instant(Date.UTC(2026, 10, 1));

it("an account to which the policy doesn't apply is refused by row and reason; so is one of which that can't be told", async () => {
  const { accounts } = await read(choosy, row("A-1", INVOICE), row("A-2", INVOICE, "1"), row("A-3", INVOICE, ""));
  const { kept, rejected } = takenBy(choosy, accounts, NOW);
  expect(kept.map(({ account }) => account.id)).toEqual(["A-1"]);
  expect(rejected).toEqual([
    { line: 3, column: "account", reason: 'the policy "test" doesn\'t apply to account A-2: its "applies to accounts when" says no' },
    {
      line: 4,
      column: "late_invoices_12m",
      reason: 'whether the policy "test" applies to account A-3 can\'t be told: late_invoices_12m must be known',
    },
  ]);
});

it("an account that runs already keeps its policy, and hears its news", async () => {
  const { accounts } = await read(choosy, row("A-2", INVOICE, "1"));
  expect(takenBy(choosy, accounts, NOW, new Set(["A-2"])).kept).toHaveLength(1);
  expect(takenBy(plain, accounts, NOW).kept).toHaveLength(1);
});
