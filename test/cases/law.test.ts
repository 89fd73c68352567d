/** Worked examples of regulators and courts, and cases made from the words of the law, against the shipped law book. */
import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { loadLawBook } from "../../policies/book.ts";
import { judge } from "./judge.ts";
import { instantOf, type LegalCase } from "./legal-case.ts";

const folder = new URL("data/", import.meta.url);
const book = await loadLawBook();
const defined = new Set(book.rules.map((rule) => rule.id));
const cases = readdirSync(folder)
  .toSorted()
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as LegalCase[]);

const instantOrNull = (text: string | null): number | null => (text === null ? null : instantOf(text));

/** A rule of the law with several limbs is several rules here: `us-ma.workplace-stop-request.oral` is one of its limbs. */
const isLimbOf = (rule: string, id: string): boolean => rule === id || rule.startsWith(`${id}.`);

for (const legal of cases) {
  it(`${legal.id} (${legal.source}): ${legal.note}`, () => {
    const got = judge(legal, book);
    const { verdict, until, requires = [], rules = [] } = legal.expect;
    const denied = verdict === "denied";
    const text = legal.ask.contact?.contains ?? legal.ask.contains ?? [];
    expect([got.verdict, ...(got.verdict === verdict ? [] : got.sentences)]).toEqual([verdict]);
    // An `until` of null is to be met by null, one that is absent is not compared.
    expect(until === undefined ? null : instantOrNull(got.until)).toBe(instantOrNull(until ?? null));
    expect(requires.filter((id) => !got.requires.includes(id))).toEqual([]);
    expect(denied ? got.requires.filter((id) => text.includes(id)) : []).toEqual([]);
    expect(denied ? rules.filter((id) => defined.has(id) && !got.rules.some((rule) => isLimbOf(rule, id))) : []).toEqual([]);
  });
}

it("has cases of both verdicts, each with its own id", () => {
  expect(new Set(cases.map((legal) => legal.id)).size).toBe(cases.length);
  for (const verdict of ["allowed", "denied"]) expect(cases.some((legal) => legal.expect.verdict === verdict)).toBe(true);
});
