import { expect, it } from "vitest";
import { accountsOf } from "../../../cli/import/accounts.ts";
import { columnsOf } from "../../../cli/import/columns.ts";
import { readCsv, readJson } from "../../../cli/import/rows.ts";
import type { CompiledPolicy, FactType } from "../../../engine/index.ts";
import { policy as plain } from "./policy.ts";

const FACTS: Readonly<Record<string, FactType>> = {
  score: { type: "number", optional: true },
  limit: { type: "money" },
  share: { type: "percent" },
  grace: { type: "days" },
  since: { type: "date" },
  opens: { type: "time" },
  branch: { type: "place" },
  prefers: { type: "channel" },
  labels: { type: "tags" },
};
const policy: CompiledPolicy = { ...plain, facts: FACTS };
const OWN = {
  account: "A-1",
  debtor: "D-1",
  debtor_kind: "business",
  places: "US-TX",
  timezones: "America/Chicago",
  creditor: "seller",
  currency: "USD",
  invoice: "INV-1",
  issued: "2026-10-01",
  due: "2026-10-31",
  amount: "12.00",
  name: "Example Inc.",
};
const GOOD = {
  score: "712",
  limit: '"5,000.00"',
  share: "12.5%",
  grace: "5 days",
  since: "2019-02-28",
  opens: "09:30",
  branch: "US-NY-NYC",
  prefers: "email",
  labels: "vip; seasonal;vip",
};
const read = async (cells: Partial<Record<keyof typeof GOOD, string>> = {}) => {
  const row = { ...OWN, ...GOOD, ...cells };
  return accountsOf((await readCsv(`${Object.keys(row).join(",")}\n${Object.values(row).join(",")}`)).rows, policy);
};

it("reads a fact of every type as it travels", async () => {
  const { accounts, rejected } = await read();
  expect(rejected).toEqual([]);
  expect(accounts[0]?.account.facts).toEqual({
    score: 712,
    limit: 500_000,
    share: 12.5,
    grace: 5,
    since: "2019-02-28",
    opens: "09:30",
    branch: "US-NY-NYC",
    prefers: "email",
    labels: ["vip", "seasonal"],
  });
});

it("an empty cell is unknown, whether the fact may be missing or not; an empty list of tags says that there are none", async () => {
  const { accounts, rejected } = await read({
    score: "",
    limit: "",
    share: "",
    grace: "",
    since: "",
    opens: "",
    branch: "",
    prefers: "",
    labels: "",
  });
  expect(rejected).toEqual([]);
  expect(accounts[0]?.account.facts).toEqual({ labels: [] });
});

it("a column of tags that isn't there leaves them unknown", async () => {
  const { accounts } = accountsOf((await readCsv(`${Object.keys(OWN).join(",")}\n${Object.values(OWN).join(",")}`)).rows, policy);
  expect(accounts[0]?.account.facts).toEqual({});
});

it.each([
  ["limit", "12.345", '"12.345" is no amount of USD, which has 2 decimals: write it as 1,200.00'],
  ["share", "a lot", '"a lot" is no percentage: write it as 2.5%'],
  ["grace", "a week", '"a week" is no number of days: write it as 5 days'],
  ["since", "28.02.2019", '"28.02.2019" is no date: write it as 2026-11-23'],
  ["opens", "9:30", '"9:30" is no time of day: write it as 09:00, to 23:59'],
  ["opens", "24:00", '"24:00" is no time of day: write it as 09:00, to 23:59'],
  ["branch", "us-ca", '"us-ca" is no ISO 3166 place such as US-CA or DE; did you mean US-CA?'],
  [
    "prefers",
    "emial",
    '"emial" is not one of call, voicemail, sms, email, letter, registered-letter, postcard, visit, portal, social; did you mean email?',
  ],
] as const)("rejects a bad %s, %j, by line, column and reason", async (column, cell, reason) => {
  const { accounts, rejected } = await read({ [column]: cell });
  expect(accounts).toEqual([]);
  expect(rejected).toEqual([{ line: 2, column, reason }]);
});

it("reads the same facts from JSON, tags as a list", () => {
  const { rows } = readJson(JSON.stringify([{ ...OWN, ...GOOD, limit: "5000.00", score: 712, labels: ["vip", "seasonal"] }]), "accounts.json");
  const { accounts, rejected } = accountsOf(rows, policy);
  expect(rejected).toEqual([]);
  expect(accounts[0]?.account.facts).toMatchObject({ score: 712, limit: 500_000, labels: ["vip", "seasonal"] });
});

it("lists a column for every fact, with what a cell of it means and looks like", async () => {
  const columns = columnsOf(policy).slice(-Object.keys(FACTS).length);
  expect(columns[0]).toMatchObject({ name: "score", needed: false, meaning: "fact of the policy: number; may be missing" });
  const examples = Object.fromEntries(columns.map(({ name, example }) => [name, example.includes(",") ? `"${example}"` : example]));
  const { accounts, rejected } = await read(examples);
  expect(rejected).toEqual([]);
  expect(Object.keys(accounts[0]?.account.facts ?? {})).toHaveLength(columns.length);
});
