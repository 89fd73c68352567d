/** Worked examples of regulators and courts, and cases made from the words of the law, against the shipped law book. */
import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { loadLawBook } from "../../policies/book.ts";
import { judge } from "./judge.ts";
import { instantOf, type LegalCase } from "./legal-case.ts";

const folder = new URL("data/", import.meta.url);
const book = await loadLawBook();
const defined = new Set(book.rules.map((rule) => rule.id));
const cases = readdirSync(folder).toSorted().flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as LegalCase[]);

for (const legal of cases) {
  it(`${legal.id} (${legal.source}): ${legal.note}`, () => {
    const got = judge(legal, book);
    const { verdict, until, requires = [], rules = [] } = legal.expect;
    expect({ verdict: got.verdict, why: got.sentences }).toEqual({ verdict, why: verdict === "allowed" ? [] : expect.anything() });
    if (until !== undefined) expect(got.until === null ? null : instantOf(got.until)).toBe(until === null ? null : instantOf(until));
    expect(got.requires).toEqual(expect.arrayContaining([...requires]));
    const text = legal.ask.contact?.contains ?? legal.ask.contains ?? [];
    if (verdict === "denied") {
      expect(got.requires.filter((id) => text.includes(id))).toEqual([]);
      expect(got.rules).toEqual(expect.arrayContaining(rules.filter((id) => defined.has(id))));
    }
  });
}

it("has cases of both verdicts, each with its own id", () => {
  expect(new Set(cases.map((legal) => legal.id)).size).toBe(cases.length);
  for (const verdict of ["allowed", "denied"]) expect(cases.some((legal) => legal.expect.verdict === verdict)).toBe(true);
});
