import { expect, it } from "vitest";
import { lawPlaces, loadLawBook } from "../../policies/book.ts";

it("tells the places that have law without compiling it, and tells the same as the compiled book", async () => {
  const { places } = await loadLawBook();
  expect(lawPlaces()).toEqual([...places].toSorted());
});
