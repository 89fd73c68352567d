import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadLawBook } from "../../../policies/index.ts";
import { REGISTER, registerOf } from "./register.ts";

const book = await loadLawBook();

it("every rule is in force from the day and to the day, and binds by the dates and sums, that the register has; UPDATE_GOLDEN=1 writes it anew, for somebody to read", () => {
  const lines = registerOf(book);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(REGISTER, `${lines.join("\n")}\n`);
  expect(lines).toEqual(readFileSync(REGISTER, "utf8").trim().split("\n"));
});

it("a rule whose first day moves no longer stands in the register", () => {
  const dated = book.rules.filter(({ from }) => from !== null);
  const moved = registerOf({ ...book, rules: dated.map((rule) => ({ ...rule, from: ((rule.from ?? 0) + 1) as typeof rule.from })) });
  const lines = registerOf({ ...book, rules: dated });
  expect(lines.filter((line) => moved.includes(line))).toEqual([]);
});

it("nor does one whose threshold moves by a cent, or by a day", () => {
  const found = book.rules.filter(({ binds }) => binds.some(({ totalAtMost }) => totalAtMost !== undefined));
  const moved = found.map((rule) => ({
    ...rule,
    binds: rule.binds.map((one) =>
      one.totalAtMost === undefined
        ? one
        : { ...one, totalAtMost: { ...one.totalAtMost, amount: (one.totalAtMost.amount + 1) as typeof one.totalAtMost.amount } },
    ),
  }));
  const lines = registerOf(book);
  expect(found.length).toBeGreaterThan(10);
  expect(registerOf({ ...book, rules: moved }).filter((line) => lines.includes(line))).toEqual([]);
});
