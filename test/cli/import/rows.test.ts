import { expect, it } from "vitest";
import { decode, parseJsonArray, readCsv, readJson } from "../../../cli/import/rows.ts";

it("reads comma, semicolon and tab, by the header line", async () => {
  for (const delimiter of [",", ";", "\t"]) {
    const { header, rows } = await readCsv(
      [
        ["Account", "due"],
        ["A-1", "2026-11-01"],
      ]
        .map((cells) => cells.join(delimiter))
        .join("\r\n"),
    );
    expect(header).toEqual(["account", "due"]);
    expect(rows).toEqual([{ line: 2, cells: { account: "A-1", due: "2026-11-01" } }]);
  }
});

it("counts lines as an editor does, also behind a cell of two lines", async () => {
  const { rows } = await readCsv('account,address\nA-1,"1 Example St\nAustin"\nA-2,x\n');
  expect(rows.map((row) => row.line)).toEqual([2, 4]);
});

it("keeps the good rows around one that can't be read", async () => {
  const { rows, rejected } = await readCsv("account,due\nA-1,2026-11-01\nA-2,2026-11-02,too much\nA-3,2026-11-03\n");
  expect(rows.map((row) => row.cells["account"])).toEqual(["A-1", "A-3"]);
  expect(rejected).toEqual([
    { line: 3, column: "", reason: "the row has more or fewer cells than the header: quote cells that contain the delimiter" },
  ]);
});

it("skips a byte order mark and empty lines", async () => {
  const { rows } = await readCsv("\uFEFFaccount\n\nA-1\n");
  expect(rows.map((row) => row.cells)).toEqual([{ account: "A-1" }]);
});

it("refuses text that is no UTF-8 instead of mangling names", () => {
  expect(() => decode(Uint8Array.from([0x4d, 0xfc, 0x6c]), "accounts.csv")).toThrow('accounts.csv is no UTF-8 text: save it as "CSV UTF-8"');
});

it("reads JSON accounts with their invoices, and tells the line of each", () => {
  const text =
    '[\n  { "account": "A-1", "timezones": ["Europe/Berlin", "Europe/Paris"],\n    "invoices": [{ "invoice": "1", "amount": "5.00" }, { "invoice": "2", "amount": "6.00" }] },\n  { "account": "A-2", "amount": "7.00", "vip": true }\n]';
  const { rows } = readJson(text, "accounts.json");
  expect(rows).toEqual([
    { line: 2, cells: { account: "A-1", timezones: "Europe/Berlin;Europe/Paris", invoice: "1", amount: "5.00" } },
    { line: 2, cells: { account: "A-1", timezones: "Europe/Berlin;Europe/Paris", invoice: "2", amount: "6.00" } },
    { line: 4, cells: { account: "A-2", amount: "7.00", vip: "true" } },
  ]);
});

it("refuses an amount that is a JSON number, since it has lost its cents already", () => {
  const { rejected } = readJson('[{ "account": "A-1", "amount": 5.1 }, 7]', "accounts.json");
  expect(rejected.map(({ line, column }) => [line, column])).toEqual([
    [1, "amount"],
    [1, ""],
  ]);
});

it("complains plainly about JSON that is none, or no array", () => {
  expect(() => parseJsonArray("{", "x.json")).toThrow(/^x\.json is no JSON: /);
  expect(() => parseJsonArray("{}", "x.json")).toThrow("x.json must hold a JSON array");
});

it("names the row in which a quote opens that nothing closes, since all behind it is lost", async () => {
  const { rows, rejected } = await readCsv('account,name\nA-1,x\nA-2,"y\nA-3,z\n');
  expect(rows.map((row) => row.cells["account"])).toEqual(["A-1"]);
  expect(rejected).toMatchObject([{ line: 3, reason: expect.stringContaining("nothing closes") as string }]);
});
