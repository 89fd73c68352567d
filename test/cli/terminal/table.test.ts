import { expect, it } from "vitest";
import { shorten, table } from "../../../cli/terminal/table.ts";

const columns = [{ head: "account" }, { head: "reason" }, { head: "days", align: "right" as const }];
const rows = [
  ["A-1", "a dispute is open, so nobody writes before it is settled", "3"],
  ["A-1002", "", "120"],
];

it("makes columns as wide as their widest cell, numbers to the right", () => {
  expect(table(columns, rows, 1, { width: null })).toBe(
    [
      "account  reason                                                    days",
      "A-1      a dispute is open, so nobody writes before it is settled     3",
      "A-1002                                                              120",
    ].join("\n"),
  );
});

it("shortens only the flexible column to the terminal's width", () => {
  const lines = table(columns, rows, 1, { width: 40 }).split("\n");
  expect(lines.map((line) => line.length)).toEqual([40, 40, 40]);
  expect(lines[1]).toBe("A-1      a dispute is open, so no…     3");
});

it("counts characters that a reader sees, not code units", () => {
  expect(shorten("Zo\u0308e & Müller", 5)).toBe("Zo\u0308e…");
  expect(shorten("👩‍👩‍👧 family", 8)).toBe("👩‍👩‍👧 family");
});

it("colours a cell after its width is known", () => {
  const painted = table(
    [{ head: "x", paint: (cell) => `<${cell}>` }, { head: "y" }],
    [
      ["a", "b"],
      ["long", "c"],
    ],
    1,
    { width: null },
  );
  expect(painted).toBe("x     y\n<a   >  b\n<long>  c");
});
