import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLaw } from "../../dsl/index.ts";
import { parseDay } from "../../engine/index.ts";
import { expectLawProblems } from "./marked.ts";

const tour = readFileSync(new URL("fixtures/law-tour.collect", import.meta.url), "utf8");
const day = parseDay;

const rule = (lines: string, id = "us.s.r"): string =>
  `jurisdiction US "x" {\n  source s "Some Act"\n  rule ${id} "a rule" {\n    ${lines}\n  }\n}\n`;

it("compiles the law of the tour, with its example", () => {
  const { lawBook, examples, diagnostics } = compileLaw([{ file: "us.collect", source: tour }]);
  expect(diagnostics).toEqual([]);
  expect(examples.map(({ title }) => title)).toEqual(["the eighth call waits"]);
  expect(lawBook?.places).toEqual(["US"]);
  expect(lawBook?.rules.map(({ id }) => id)).toEqual(["us.regf.after-conversation", "us.regf.call-frequency", "us.regf.hours"]);
  expect(lawBook?.rules[1]).toMatchObject({
    place: "US",
    summary: "At most seven call attempts in seven days about one debt",
    cites: "12 CFR Part 1006, Regulation F, 1006.14(b)(2)(i)(A)",
    confidence: "unverified",
    checked: null,
    from: day("2021-11-30"),
    to: null,
    file: "us.collect",
    line: 4,
    binds: [{ roles: ["third-party", "debt-buyer"], debts: ["consumer"] }],
  });
});

it("reads dates in force, confidence and every clause of whom a rule binds", () => {
  const source = rule(`cites s "1"
    cites s
    in force from 2021-11-30 until 2030-12-31
    confidence text, checked 2026-11-22
    binds third-party, debt-buyer collecting consumer debt of type credit, medical owed by person, sole-trader incurred from 2020-01-01 up to 500,000 USD in total
    binds anyone collecting any debt except vat-registered when the collector implies-third-party
    never visit`);
  const { lawBook, diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics).toEqual([]);
  expect(lawBook?.rules[0]).toMatchObject({
    cites: "Some Act, 1; Some Act",
    confidence: "text",
    checked: day("2026-11-22"),
    from: day("2021-11-30"),
    to: day("2030-12-31"),
  });
  expect(lawBook?.rules[0]?.binds).toEqual([
    {
      roles: ["third-party", "debt-buyer"],
      debts: ["consumer"],
      debtTypes: ["credit", "medical"],
      debtors: ["person", "sole-trader"],
      incurredFrom: day("2020-01-01"),
      totalAtMost: { amount: 50_000_000, currency: "USD" },
    },
    {
      roles: ["creditor", "third-party", "debt-buyer"],
      debts: ["consumer", "commercial"],
      exceptDebtorFacts: ["vat-registered"],
      collectorFacts: ["implies-third-party"],
    },
  ]);
});

it("lets a rule without `binds` bind anyone, and the rules of the whole world stand under no place", () => {
  const source =
    'jurisdiction WORLD "everywhere" {\n  rule own.protection.stop "stop" {\n    confidence own\n    no contact after cease-request\n  }\n}';
  const { lawBook, diagnostics } = compileLaw([{ file: "world.collect", source }]);
  expect(diagnostics).toEqual([]);
  expect(lawBook?.places).toEqual([]);
  expect(lawBook?.rules[0]).toMatchObject({
    place: "WORLD",
    cites: "",
    confidence: "own",
    binds: [{ roles: ["creditor", "third-party", "debt-buyer"], debts: ["consumer", "commercial"] }],
  });
});

it("makes the same book of the same rules, however they are spread over files", () => {
  const a = { file: "a.collect", source: rule('cites s "1"\n    never sms', "us.s.a") };
  const b = { file: "b.collect", source: rule('cites s "1"\n    never visit', "us.s.b") };
  expect(compileLaw([a, b]).lawBook?.hash).toBe(compileLaw([{ ...b, file: "x/b.collect" }, a]).lawBook?.hash);
});

it("reports what is wrong with a rule, each thing where it stands", () => {
  expectLawProblems(`jurisdiction ⟦C4002|usa⟧ "x" {
  source s "Some Act"
  source ⟦C4012|s⟧ "Some Act again"
  rule ⟦C4009|us.s.a⟧ "no source" {
    never sms
  }
  ⟦C4004|rule us.s.b "says nothing"⟧ {
    cites ⟦C4008|ss⟧ "1"
  }
  rule us.s.c "says two things" {
    cites s "1"
    ⟦C4011|in force from 2026-02-01 until 2026-01-01⟧
    confidence text, checked ⟦C1014|2026-02-30⟧
    ⟦C4010|confidence secondary⟧
    never sms
    ⟦C4005|never visit⟧
    ⟦C4006|not counting replies⟧
  }
  rule ⟦C4003|us.s.c⟧ "again" {
    cites s "1"
    binds anyone collecting any debt up to 5 ⟦C2006|USX⟧ in total
    at most 2 calls in any 7 days
    not counting replies
    ⟦C4007|not counting replies⟧
  }
}`);
});

it("names the rule of another file that has the same id", () => {
  const source = rule('cites s "1"\n    never sms');
  const { lawBook, diagnostics } = compileLaw([
    { file: "a.collect", source },
    { file: "b.collect", source },
  ]);
  expect(lawBook).toBeNull();
  expect(diagnostics).toMatchObject([{ code: "C4003", span: { file: "b.collect" }, related: [{ span: { file: "a.collect", line: 3 } }] }]);
});

it("compiles every law file that ships, without an error", () => {
  const files = globSync("policies/law/**/*.collect").toSorted();
  expect(files.length).toBeGreaterThan(0);
  const { diagnostics } = compileLaw(files.map((file) => ({ file, source: readFileSync(file, "utf8") })));
  expect(diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
});
