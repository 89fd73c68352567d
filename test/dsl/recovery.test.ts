import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLaw, compilePolicy } from "../../dsl/index.ts";
import { expectLawProblems, expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");
const codes = (source: string): readonly string[] => compilePolicy(source, "p.collect").diagnostics.map(({ code }) => code);

it("reads a file alike with either line ending, with a byte order mark, and unindented", () => {
  const hash = compilePolicy(tour, "p.collect").policy?.hash;
  const flat = tour
    .replace(/^ {21}requires/gmu, "  requires")
    .split("\n")
    .map((line) => (line.startsWith("  requires") ? line : line.trimStart()))
    .join("\n");
  for (const source of [tour.replaceAll("\n", "\r\n"), tour.replaceAll("\n", "\r"), `\ufeff${tour}`, flat, tour.replaceAll("    ", "\t")]) {
    expect(codes(source)).toEqual([]);
    expect(compilePolicy(source, "p.collect").policy?.hash).toBe(hash);
  }
});

it("counts columns from after a byte order mark, and lines by any ending", () => {
  const { diagnostics } = compilePolicy('\ufeffplicy "x" {\r\n  verison "1"\r}', "p.collect");
  const places = diagnostics.filter(({ code }) => code === "C1004").map(({ span }) => [span.line, span.column, span.start]);
  expect(places).toEqual([
    [1, 1, 1],
    [2, 3, 16],
  ]);
});

it("finds the block whose brace is missing, and reads what follows as if it stood there", () => {
  expectProblems(
    smallPolicy({
      clock: "  clock ⟦C1007|{⟧\n    stage of the account\n    anchor oldest unpaid invoice\n    when it moves keep the stage\n    when behind lapse",
    }),
  );
  expectProblems(
    smallPolicy({
      stage: '    day 0 email "x"\n    next later after 5 days',
      more: '  stage later ⟦C1007|{⟧\n    day 0 email "y"\n  on payment in full close as paid\n  on broken promise go to ⟦C2001|latr⟧',
    }),
  );
});

it("finds a brace that closes too early, and reads what follows as if it weren't there", () => {
  expectProblems(smallPolicy({ stage: '    day 0 email "x"\n  ⟦C1009|}⟧\n    day 5 email "y"' }));
  expectProblems(
    smallPolicy({
      lines: '⟦C1009|}⟧\n  plan "p" {\n    up to 2 weekly installments\n    first within 1 day\n    default after 1 missed\n  }',
    }).replace("places     US\n", "places     US\n"),
  );
  expect(codes(`${smallPolicy()}}`)).toEqual(["C1008"]);
});

it("says of a line in the wrong block where it belongs", () => {
  const [problem] = expectProblems(smallPolicy({ lines: '  ⟦C1013|day⟧ 5 email "x"' }));
  expect(problem).toMatchObject({ message: "a line that starts with `day` has no place in a policy", help: "it belongs in a stage" });
});

it("wants a block where one belongs, and none elsewhere", () => {
  expectProblems(smallPolicy({ lines: '  ⟦C1010|plan ⟦C3014|⟦C3014|⟦C3014|"p"⟧⟧⟧⟧\n  ⟦C1011|allocation oldest first⟧ {\n  }' }));
});

it("reads on after a text that isn't closed, and after typographic quotes", () => {
  expectProblems(
    smallPolicy({ stage: '    day 0 email ⟦C1002|"x⟧\n    day 1 email ⟦C1003|“y”⟧\n    day 2 emai ⟦C1002|"z⟧'.replace("emai ", "⟦C1004|emai⟧ ") }),
  );
});

it("says how to write what other languages write differently", () => {
  const helps = (line: string) => compilePolicy(smallPolicy({ lines: `  ${line}` }), "p.collect").diagnostics.map(({ code, help }) => [code, help]);
  expect(helps("# a comment")).toEqual([["C1001", "a comment starts with `//`"]]);
  expect(helps("allocation oldest first;")).toEqual([["C1001", "a line needs no semicolon at its end"]]);
  expect(helps("amount small is $5")).toEqual([["C1001", "money is written with its currency after it: `1,000 USD`"]]);
  expect(helps("define x as balance == 5 USD").at(0)).toEqual(["C1001", "equality is written `is`"]);
});

it("mends one wrong word of a line and still sees the next one", () => {
  expectProblems(smallPolicy({ stage: '    day 0 ⟦C1004|emial⟧ "x" with ⟦C1004|paymnt⟧ link ⟦C1004|whn⟧ ⟦C2005|balanc⟧ >= 5 USD' }));
  expectProblems(smallPolicy({ stage: '    day 0 ⟦C1005|an⟧ email "x"\n    next reminder⟦C1021|⟧ 5 days'.replace("reminder", "⟦C3008|reminder⟧") }));
});

it("drops a rule sentence that can't be read and keeps the others of its file", () => {
  expectLawProblems(`jurisdiction US "x" {
  source s "S"
  rule us.s.a "a" {
    cites s "1"
    contact only ⟦C1004|betwen⟧ 08:00 and 21:00
  }
  rule us.s.b "b" {
    cites s "1"
    no contact after ⟦C1005|lunch⟧
  }
  rule us.s.c "c" {
    cites ⟦C4008|t⟧ "1"
    every email must contain ⟦C1004|opt-uot⟧
  }
  rule us.s.d "d" {
    cites s "1"
    binds third-party, ⟦C1004|dbet-buyer⟧ collecting consumer debt
    every email, ⟦C1004|smss⟧, social must contain opt-out, ⟦C1004|remindr⟧
  }
}`);
});

it("complains of rule ids and places only once when a header is broken", () => {
  const { diagnostics } = compileLaw([
    { file: "l", source: 'jurisdicton US "x" {\n  source s "S"\n  rul us.s.a "a" {\n    cites s "1"\n    never sms\n  }\n}' },
  ]);
  expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
    ["C1004", "did you mean `jurisdiction`?"],
    ["C1004", "did you mean `rule`?"],
  ]);
});

it.each([
  ["on payment in full close", "this line ends too early: what follows `close` is missing", undefined],
  ["on part payment pause 7 days", "`part` doesn't belong here", undefined],
  ["on dispute stop", "`stop` is not a word of the language here", "did you mean `pause`?"],
  ["on partial payment pause 7 days if balance > 5 EUR", "`if` doesn't belong here", "the line should end before it"],
  [
    "on partial payment pause 7 days when balance > 5 EUR",
    "`when` doesn't belong here",
    "a condition of an event stands right behind it: `on partial payment when … pause 7 days`",
  ],
])("tells the way out of a line as people write it: %s", (line, message, help) => {
  const found = compilePolicy(tour.replace("  on bounced email", `  ${line}\n  on bounced email`), "p.collect").diagnostics;
  expect(found.find((each) => each.code.startsWith("C1"))).toMatchObject({ message, ...(help === undefined ? {} : { help }) });
});

it("`if` is read as `when`", () => {
  const { diagnostics } = compilePolicy(tour.replace("hold credit when", "hold credit if"), "p.collect");
  expect(diagnostics.map(({ message, help }) => [message, help])).toEqual([["`if` is not a word of the language here", "did you mean `when`?"]]);
});

it.each([
  ["USD, GBP, EUR", "USD GBP, EUR"],
  ["GB, DE, NL", "GB, DE NL"],
])("a comma that was left out of a list is put back: %s", (right, wrong) => {
  const [found, ...more] = compilePolicy(tour.replace(right, wrong), "p.collect").diagnostics;
  expect([found?.message, found?.fixes[0]?.title, more]).toEqual(["`,` is missing here", "add a comma", []]);
});
