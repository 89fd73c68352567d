/** Every row of the table is free of problems and passes by its own tests or examples; each of its twins does what it must. */
import { expect, it } from "vitest";
import { plainOf, twinsOf, type Row } from "./row.ts";
import { ROWS } from "./table.ts";
import { outcomeOf, type Outcome } from "./world.ts";

const problemsOf = ({ problems }: Outcome): readonly string[] => problems.map(({ code, message, span }) => `${span.line}: ${code} ${message}`);

/** What became of a twin, in the words of what it must do. */
const became = ({ compiled, wrong }: Outcome, own: Outcome): string => {
  if (compiled === null) return "be refused";
  if (JSON.stringify(compiled) === JSON.stringify(own.compiled)) return "mean the same";
  return wrong !== null && wrong.length > 0 ? "fail" : "pass";
};
const held = (row: Row): void => {
  const own = outcomeOf(plainOf(row));
  expect(problemsOf(own), row.text).toEqual([]);
  expect(own.wrong, "something is tested, and it is as the row says").toEqual([]);
  const twins = twinsOf(row);
  expect(twins.length, "a row without a twin shows nothing").toBeGreaterThan(0);
  expect(twins.map((twin) => `${twin.instead}: ${became(outcomeOf(twin.row), own)}`)).toEqual(
    twins.map(({ instead, must }) => `${instead}: ${must}`),
  );
};

it("each row has a title of its own", () => {
  const titles = ROWS.map(({ title }) => title);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

it.each(ROWS.map((row): [string, Row] => [row.title, row]))("%s: runs as written, and not as its twins", (_, row) => {
  held(row);
});
