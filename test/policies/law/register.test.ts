import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadLawBook } from "../../../policies/index.ts";
import { REGISTER, registerOf } from "./register.ts";

const book = await loadLawBook();

it("every rule is in force from the day and to the day that the register has; UPDATE_GOLDEN=1 writes it anew, for somebody to read", () => {
  const lines = registerOf(book);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(REGISTER, `${lines.join("\n")}\n`);
  expect(lines).toEqual(readFileSync(REGISTER, "utf8").trim().split("\n"));
});

it("a rule whose first day moves no longer stands in the register", () => {
  const [first] = registerOf(book);
  const moved = registerOf({
    ...book,
    rules: book.rules.map((rule) => (rule.from === null ? rule : { ...rule, from: (rule.from + 1) as typeof rule.from })),
  });
  expect(moved).not.toContain(first);
});
