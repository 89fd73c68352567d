/** The examples of the law's files and the legal cases, one each. */
import { expect, it } from "vitest";
import { lawUnderTest } from "../law-mutants/questions.ts";

const { book, inquiries } = await lawUnderTest();

for (const [nth, { holds }] of inquiries.entries()) {
  it(`the ${nth}th of the examples and cases of the law holds`, () => {
    expect(holds(book)).toBe(true);
  });
}
