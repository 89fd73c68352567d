/** The examples of the law's files and the legal cases, in small helpings. */
import { expect, it } from "vitest";
import { lawUnderTest } from "../law-mutants/questions.ts";

const AT_ONCE = 40;
const { book, inquiries } = await lawUnderTest();

for (let first = 0; first < inquiries.length; first += AT_ONCE) {
  const some = inquiries.slice(first, first + AT_ONCE);
  it(`examples and cases of the law from the ${first}th on hold`, () => {
    expect(some.every(({ holds }) => holds(book))).toBe(true);
  });
}
