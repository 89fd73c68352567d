import { expect, it } from "vitest";
import { baseText, isMended, problemsOf, typos } from "./typos.ts";

const list = typos();

it("has two hundred slips of five kinds, in files that are right without them", () => {
  expect(list).toHaveLength(200);
  expect([...new Set(list.map(({ slip }) => slip))].toSorted()).toEqual(["doubling", "neighbour", "omission", "phonetic", "transposition"]);
  for (const base of new Set(list.map(({ base }) => base)))
    expect({ base, errors: problemsOf(base, baseText(base)).filter(({ severity }) => severity === "error") }).toEqual({ base, errors: [] });
});

it("suggests what was meant for at least nine of ten slips, as an edit of exactly the wrong word", () => {
  const failed = list.filter((typo) => !isMended(typo));
  const share = (list.length - failed.length) / list.length;
  const lines = [`${list.length - failed.length} of ${list.length} slips get the right edit (${(share * 100).toFixed(1)} %); not these:`];
  for (const { base, wrong, right } of failed) lines.push(`  ${base}: ${wrong} for ${right}`);
  process.stdout.write(`${lines.join("\n")}\n`);
  expect(share).toBeGreaterThanOrEqual(0.9);
});
