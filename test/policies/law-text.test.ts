import { expect, it } from "vitest";
import { exampleCounts, lawFiles, loadLawBook, ruleText } from "../../policies/index.ts";

const SOURCE = `jurisdiction NL "Netherlands" {
  source code "A code"

  // Why it stands
  // here.
  rule nl.hours "By day" {
    cites       code "1"
    confidence  unverified
    binds       anyone collecting consumer debt
    binds       third-party collecting commercial debt
    call only between 09:00
      and 17:00
  }

  example "by day" {
    debtor in NL
    call at 2026-03-10 20:00 is denied by nl.hours
  }

  example "another rule, whose id begins alike" {
    debtor in NL
    call at 2026-03-10 20:00 is denied by nl.hours.summer
  }
}
`;

it("a rule's own words: notes, whom it binds, its sentence, and the examples that name it", () => {
  expect(ruleText({ id: "nl.hours", file: "nl.collect", line: 6 }, [{ file: "nl.collect", source: SOURCE }])).toEqual({
    notes: ["Why it stands", "here."],
    binds: "anyone collecting consumer debt; or third-party collecting commercial debt",
    sentence: ["call only between 09:00", "  and 17:00"],
    examples: [
      {
        title: "by day",
        text: 'example "by day" {\n  debtor in NL\n  call at 2026-03-10 20:00 is denied by nl.hours\n}',
        line: 15,
      },
    ],
  });
});

it("every rule that ships has a sentence", async () => {
  const files = lawFiles();
  const { rules } = await loadLawBook();
  expect(rules.filter((rule) => ruleText(rule, files).sentence.join("").length < 5).map(({ id }) => id)).toEqual([]);
});

it("counts the examples that name a rule, each once", () => {
  const twice = SOURCE.replace("by nl.hours\n", "by nl.hours, nl.hours\n    law nl.hours at 2026-03-10 is binding\n");
  expect(exampleCounts([{ file: "nl.collect", source: twice }])).toEqual(
    new Map([
      ["nl.hours", 1],
      ["nl.hours.summer", 1],
    ]),
  );
});
