/** Worked examples of regulators and courts, and cases made from the words of the law, against the shipped law book. */
import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { LegalCase } from "../../engine/index.ts";
import { loadLawBook } from "../../policies/book.ts";
import { judge } from "./judge.ts";

const folder = new URL("data/", import.meta.url);
const book = await loadLawBook();
const cases = readdirSync(folder)
  .toSorted()
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as LegalCase[]);

for (const legal of cases) {
  it(`${legal.id} (${legal.source}): ${legal.note}`, () => {
    const { ok, got } = judge(legal, book);
    expect(ok ? legal.expect : got).toEqual(legal.expect);
  });
}

it("has cases of both verdicts, each with its own id", () => {
  expect(new Set(cases.map((legal) => legal.id)).size).toBe(cases.length);
  for (const verdict of ["allowed", "denied"]) expect(cases.some((legal) => legal.expect.verdict === verdict)).toBe(true);
});

it("a case whose answer is turned round fails, in each thing that is compared", () => {
  const of = (id: string): LegalCase => {
    const found = cases.find((legal) => legal.id === id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found;
  };
  const denied = cases.find(({ expect: { verdict, until } }) => verdict === "denied" && typeof until === "string");
  if (denied === undefined) throw new Error("no case with a day");
  const told = (answer: Partial<LegalCase["expect"]>): boolean => judge({ ...denied, expect: { ...denied.expect, ...answer } }, book).ok;
  expect(told({})).toBe(true);
  expect(told({ verdict: "allowed" })).toBe(false);
  expect(told({ until: "2031-01-01T00:00:00Z" })).toBe(false);
  expect(told({ until: null })).toBe(false);
  expect(told({ requires: ["plan-copy"] })).toBe(false);
  expect(told({ rules: ["gb.late-payment.fixed-sum", ...(denied.expect.rules ?? [])] })).toBe(true);
  expect(judge({ ...of("law-gb-07"), expect: { ...of("law-gb-07").expect, rules: ["gb.breathing-space.crisis"] } }, book).ok).toBe(false);
});
