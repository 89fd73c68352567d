import { expect, it } from "vitest";
import { accountsOf } from "../../../cli/import/accounts.ts";
import { readCsv } from "../../../cli/import/rows.ts";
import { parseDay } from "../../../engine/index.ts";
import { policy } from "./policy.ts";

const HEADER =
  "account,debtor,debtor_kind,places,timezones,debtor_facts,creditor,currency,invoice,issued,due,amount,name,email,phone,address,language,segment,late_invoices_12m,vip";

const CELLS = {
  account: "A-1",
  debtor: "D-1",
  debtor_kind: "business",
  places: "US-TX",
  timezones: "America/Chicago; America/Denver",
  debtor_facts: "incorporated",
  creditor: "seller",
  currency: "USD",
  invoice: "INV-1",
  issued: "2026-10-01",
  due: "2026-10-31",
  amount: '"1,200.50"',
  name: "Example Inc.",
  email: "a@example.com",
  phone: "+1 212 555 0101",
  address: "1 Example St; Austin",
  language: "en-us",
  segment: "key",
  late_invoices_12m: "2",
  vip: "",
};

const row = (cells: Partial<Record<keyof typeof CELLS, string>> = {}): string => Object.values({ ...CELLS, ...cells }).join(",");
const read = async (...rows: string[]) => accountsOf((await readCsv([HEADER, ...rows].join("\n"))).rows, policy);

it("reads a row into an account without a name or an address, and a person apart", async () => {
  const { accounts, rows, rejected } = await read(row());
  expect(rejected).toEqual([]);
  expect(rows).toBe(1);
  const [first] = accounts;
  expect(first?.account).toMatchObject({
    id: "A-1",
    debtor: { id: "D-1", kind: "business", places: ["US-TX"], timezones: ["America/Chicago", "America/Denver"], facts: ["incorporated"] },
    creditor: "seller",
    currency: "USD",
    invoices: [{ id: "INV-1", issued: parseDay("2026-10-01"), due: parseDay("2026-10-31"), amount: 120_050 }],
    facts: { segment: "key", late_invoices_12m: 2 },
  });
  expect(first?.person).toEqual({
    name: "Example Inc.",
    email: "a@example.com",
    phone: "+12125550101",
    address: ["1 Example St", "Austin"],
    language: "en-US",
  });
  const text = JSON.stringify(first?.account);
  for (const secret of ["Example Inc", "a@example.com", "5550101", "Austin"]) expect(text).not.toContain(secret);
});

it("leaves a channel out when there is no address for it, and a fact when its cell is empty", async () => {
  const { accounts } = await read(row({ email: "", phone: "", segment: "" }));
  expect(Object.keys(accounts[0]?.account.reach ?? {}).toSorted()).toEqual(["letter", "postcard", "registered-letter", "visit"]);
  expect(accounts[0]?.account.facts).toEqual({ late_invoices_12m: 2 });
});

it("gives one address one label, however it is written", async () => {
  const { accounts } = await read(row(), row({ account: "A-2", email: "A@Example.com", phone: "+1 (212) 555-0101" }));
  expect(accounts[0]?.account.reach).toEqual(accounts[1]?.account.reach);
});

it("joins the rows of an account", async () => {
  const { accounts, rows } = await read(row(), row({ invoice: "INV-2", amount: "5.00" }));
  expect(rows).toBe(2);
  expect(accounts.map(({ account }) => account.invoices.map((invoice) => invoice.id))).toEqual([["INV-1", "INV-2"]]);
});

it.each([
  ["account", { account: "jane@example.com" }, "no names, no e-mail addresses"],
  ["debtor_kind", { debtor_kind: "busines" }, "did you mean business?"],
  ["places", { places: "FR" }, "outside the policy's places (US, DE)"],
  ["places", { places: "" }, "nobody knows which law binds"],
  ["places", { places: "Texas" }, "no ISO 3166 place"],
  ["timezones", { timezones: "America/New_Yrok" }, "did you mean America/New_York?"],
  ["timezones", { timezones: "EST" }, "no IANA time zone"],
  ["debtor_facts", { debtor_facts: "incorporatd" }, "did you mean incorporated?"],
  ["currency", { currency: "GBP" }, "the policy, which has USD, EUR"],
  ["currency", { currency: "USX" }, "no ISO 4217 currency; did you mean USD?"],
  ["issued", { issued: "01.10.2026" }, "write it as 2026-11-23"],
  ["issued", { issued: "2026-02-30" }, "is no date"],
  ["due", { due: "2026-09-01" }, "before the date of the invoice"],
  ["amount", { amount: "12.345" }, "no amount of USD"],
  ["amount", { amount: "-5.00" }, "more than zero"],
  ["amount", { amount: "0.00" }, "more than zero"],
  ["name", { name: "" }, "is empty"],
  ["email", { email: "nobody" }, "is no e-mail address"],
  ["phone", { phone: "212 555 0101" }, "with + and country code"],
  ["segment", { segment: "keyy" }, "did you mean key?"],
  ["late_invoices_12m", { late_invoices_12m: "two" }, "is no number"],
  ["vip", { vip: "maybe" }, "neither yes nor no"],
])("rejects a bad %s by line and column and keeps the other rows: %j", async (column, cells, reason) => {
  const { accounts, rejected } = await read(row({ account: "A-9" }), row(cells), row({ account: "A-8" }));
  expect(accounts.map(({ account }) => account.id)).toEqual(["A-9", "A-8"]);
  expect(rejected).toEqual([{ line: 3, column, reason: expect.stringContaining(reason) as string }]);
});

it("says nothing of a person in a reason", async () => {
  const { rejected } = await read(row({ email: "jane.doe", phone: "555 0101" }));
  expect(JSON.stringify(rejected)).not.toMatch(/jane|0101/);
});

it("tells everything that is wrong with a row at once", async () => {
  const { rejected } = await read(row({ currency: "USX", due: "soon", email: "x" }));
  expect(rejected.map((each) => each.column).toSorted()).toEqual(["currency", "due", "email"]);
});

it("rejects a row that contradicts the account's first, and an invoice that stands twice", async () => {
  const { accounts, rejected } = await read(row(), row({ invoice: "INV-2", debtor_kind: "person" }), row());
  expect(accounts).toHaveLength(1);
  expect(rejected).toEqual([
    { line: 3, column: "debtor_kind", reason: "differs from line 2: an account's own columns are the same in all of its rows" },
    { line: 4, column: "invoice", reason: '"INV-1" stands twice in the account' },
  ]);
});

it("rejects an account whose debtor is described otherwise in an earlier row", async () => {
  const { rejected } = await read(row(), row({ account: "A-2", places: "DE" }));
  expect(rejected).toEqual([{ line: 3, column: "debtor", reason: "the debtor's columns differ from those on line 2" }]);
});

it("names the currency when an account has two", async () => {
  const { rejected } = await read(row(), row({ invoice: "INV-2", currency: "EUR" }));
  expect(rejected).toEqual([{ line: 3, column: "currency", reason: "differs from line 2: an account has one currency" }]);
});

it("tells how to write an amount with a decimal comma, or with more decimals than its currency has", async () => {
  const { rejected } = await read(row({ amount: '"1.234,56"' }), row({ amount: "12.345" }), row({ amount: "１２.00" }));
  expect(rejected.map(({ reason }) => reason)).toEqual([
    '"1.234,56" is no amount of USD: it has a decimal comma; write it as 1234.56',
    '"12.345" is no amount of USD, which has 2 decimals: write it as 1,200.00',
    '"１２.00" is no amount of USD: write it as 1,200.00',
  ]);
});

it("rejects ids in full-width letters, which people can't tell from others", async () => {
  const { rejected } = await read(row({ account: "Ａ-１" }));
  expect(rejected).toEqual([{ line: 2, column: "account", reason: "has full-width or other look-alike letters: write it as A-1" }]);
});

it("rejects a row with a control character, and an invoice of a year without a calendar, and keeps the rows around them", async () => {
  const { accounts, rejected } = await read(
    row({ account: "A-2", name: "a\u0000b" }),
    row({ account: "A-3", issued: "1026-10-01", due: "1026-10-31" }),
    row({ account: "A-4", due: "9999-10-31" }),
    row(),
  );
  expect(accounts.map(({ account }) => account.id)).toEqual(["A-1"]);
  expect(rejected.map(({ line, column }) => [line, column])).toEqual([
    [2, "name"],
    [3, "issued"],
    [3, "due"],
    [4, "due"],
  ]);
});

it("writes a time zone as the tz database does, and a place in capitals", async () => {
  const { accounts } = await read(row({ timezones: "america/chicago" }));
  expect(accounts[0]?.account.debtor.timezones).toEqual(["America/Chicago"]);
  const { rejected } = await read(row({ places: "us-ca" }));
  expect(rejected[0]?.reason).toContain("did you mean US-CA?");
});
