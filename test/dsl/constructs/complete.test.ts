/** Nothing of the language is without a row whose twin changes it. */
import { expect, it } from "vitest";
import { BUILT_IN_FACTS, CONSTRUCTS, EVENT_WORDS } from "../../../dsl/hover/constructs.ts";
import { coveredBy } from "./covered.ts";
import { ROWS } from "./table.ts";
import { allElements, takenBy } from "./taken.ts";
import { row } from "./row.ts";

const covered = coveredBy(ROWS);

it("each alternative, each optional part and each word of the grammar has a row", () => {
  const all = allElements();
  expect(all.length).toBeGreaterThan(800);
  expect(all.filter((element) => !covered.elements.has(element))).toEqual([]);
});

it("each construct of the reference has a row", () => {
  expect([...CONSTRUCTS.keys()].filter((key) => !covered.constructs.has(key))).toEqual([]);
});

it("each event and each built-in fact has a row", () => {
  const events = Object.keys(EVENT_WORDS).map((event) => `handledEvent = ${event}`);
  expect(events.filter((event) => !covered.elements.has(event))).toEqual([]);
  expect(Object.keys(BUILT_IN_FACTS).filter((fact) => !covered.asked.has(fact))).toEqual([]);
});

it("a row covers what its twin changes, and nothing else", () => {
  const { elements } = coveredBy([
    row("x", "clock {\n  stage of the account\n  anchor oldest unpaid invoice\n  when it moves [[keep|return]] the stage\n  when behind lapse\n}"),
  ]);
  expect(elements.has("moves = keep the stage")).toBe(true);
  expect(elements.has("behind = lapse")).toBe(false);
});

it("the second reader of the grammar refuses what the grammar doesn't know", () => {
  expect(() => takenBy('policy "P" {\n  version version\n}')).toThrow("no way to read");
});
