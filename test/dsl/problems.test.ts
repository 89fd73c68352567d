import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import { fixedWords } from "../../dsl/tokens/table.ts";
import { expectProblems } from "./marked.ts";

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");

/** Replaces one piece of the tour; fails when the tour no longer has it. */
const changed = (...changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((source, [from, to]) => {
    expect(source.split(from).length, from).toBe(2);
    return source.replace(from, () => to);
  }, tour);

it("reports eight planted errors of one file at once, each where it stands", () => {
  expectProblems(
    changed(
      ["collector  creditor", "collector  ⟦C1004|creditr⟧"],
      ["late_invoices_12m >= 3", '⟦C2014|late_invoices_12m >= "three"⟧'],
      ["at most 2 contacts in any 7 days", "at most 2 contacts in ⟦C1004|ani⟧ 7 days"],
      ["tolerance      small", "tolerance      ⟦C2004|smal⟧"],
      ["from 7 days before due", "from 7 ⟦C1004|dayz⟧ before due"],
      ["next           reminder at 1 day", "next           ⟦C2001|remindre⟧ at 1 day"],
      ['day 0          letter "letter before claim"', 'day 0          ⟦C1004|lettr⟧ "letter before claim"'],
      ["on broken promise         go to demand", "on broken promise         go to demand ⟦C1005|please⟧"],
    ),
  );
});

it("suggests the stage that was meant, with an edit of exactly the misspelt word", () => {
  const [problem] = expectProblems(changed(["next           reminder at 1 day", "next           ⟦C2001|remindre⟧ at 1 day"]));
  expect(problem).toMatchObject({
    message: "there is no stage `remindre`",
    help: "did you mean `reminder`?",
    fixes: [{ applicability: "likely", edits: [{ text: "reminder", span: { line: 50, column: 20, endLine: 50, endColumn: 28 } }] }],
  });
});

it.each([
  ["a keyword", "stage demand {", "⟦C1004|satge⟧ demand {", "stage"],
  ["a channel", 'email "reminder" with', '⟦C1004|emial⟧ "reminder" with', "email"],
  ["a keyword in the middle of a line", "when worth_a_call,", "⟦C1004|whne⟧ worth_a_call,", "when"],
  ["a unit", "on promise within 14 days", "on promise within 14 ⟦C1004|dasy⟧", "days"],
  ["a currency", "currency   USD, GBP, EUR", "currency   USD, GBP, ⟦C2006|EURO⟧", "EUR"],
  ["a currency of an amount", "100 USD, 80 GBP, 90 EUR ", "100 ⟦C2006|USX⟧, 80 GBP, 90 EUR ", "USD"],
  ["a fact", "define habitual_late  as late_invoices_12m", "define habitual_late  as ⟦C2005|late_invoice_12m⟧", "late_invoices_12m"],
  ["a built-in fact", "days_overdue >= 45", "⟦C2005|day_overdue⟧ >= 45", "days_overdue"],
  ["a definition", "when habitual_late", "when ⟦C2005|habitual_lat⟧", "habitual_late"],
  ["an amount", "balance >= large and segment", "balance >= ⟦C2005|larg⟧ and segment", "large"],
  ["a value", 'is not "key"', 'is not ⟦C2016|"kye"⟧', "key"],
  ["a built-in value", "limitation is running", "limitation is ⟦C2016|runing⟧", "running"],
  ["an event", "on hardship", "on ⟦C1004|hardshp⟧", "hardship"],
  ["a header line", 'version    "2026.1"', '⟦C1004|verison⟧    "2026.1"', "version"],
  ["the second word of a line", "when behind    lapse", "when ⟦C1004|bheind⟧    lapse", "behind"],
  ["an item of a list", "hold credit when", "hold ⟦C1004|crdit⟧ when", "credit"],
  ["a fact whose value is a bare word", "limitation is running", "⟦C2005|lmiitation⟧ is running", "limitation"],
  ["a word that may stand for an amount", "late fee       statutory", "late fee       ⟦C2004|sattutory⟧", "statutory"],
  ["a word of the clock", "when behind    lapse", "when behind    ⟦C1004|laspe⟧", "lapse"],
])("suggests the right spelling of %s", (_, from, to, suggestion) => {
  const problems = expectProblems(changed([from, to]));
  expect(problems.map(({ help }) => help)).toEqual(suggestion === "" ? [] : [`did you mean \`${suggestion}\`?`]);
  expect(problems.map(({ fixes }) => fixes[0]?.edits[0]?.text)).toEqual(suggestion === "" ? [] : [suggestion]);
});

it("mends the file when every suggested edit is made", () => {
  const broken = changed(
    ["stage demand {", "satge demand {"],
    ["next           reminder at", "next           remindre at"],
    ['email "reminder" with', 'emial "reminder" with'],
    ["next           final after 21 days", "next           final 21 days"],
    ["on hardship               pause 30 days", "on hardship               pause 30"],
  );
  const { diagnostics } = compilePolicy(broken, "tour.collect");
  expect(diagnostics.map(({ code }) => code)).toEqual(["C2001", "C1004", "C1004", "C1021", "C2018"]);
  const edits = diagnostics.flatMap(({ fixes }) => fixes[0]?.edits ?? []).toSorted((a, b) => b.span.start - a.span.start);
  const mended = edits.reduce((text, { span, text: replacement }) => text.slice(0, span.start) + replacement + text.slice(span.end), broken);
  expect(compilePolicy(mended, "tour.collect").policy?.hash).toBe(compilePolicy(tour, "tour.collect").policy?.hash);
});

it("costs one line when a line can't be read at all, and doesn't complain of what that line would have declared", () => {
  expectProblems(
    changed(
      ["amount small  is 100 USD, 80 GBP, 90 EUR ", "amount small  is ⟦C2018|100⟧ "],
      ["stage reminder {", "stage reminder ⟦C1001|?⟧ {"],
      ["next           final after 21 days", 'next           final ⟦C1005|"soon"⟧'],
    ),
  );
});

it("finds every misspelt word of the tour where it stands, knows which was meant, and reports nothing else", () => {
  const prose = tour.replace(/"[^"\n]*"|\/\/.*/gu, (text) => " ".repeat(text.length));
  // A declared name is what it is, and what a closed account is called is free.
  const named = /(?:amount|stage|close as) +$/u;
  const words = [...prose.matchAll(/(?<![\w-])[a-z][a-z-]{3,}(?![\w-])/gu)].filter(
    ({ 0: word, index }) => fixedWords.has(word) && !named.test(prose.slice(0, index)),
  );
  expect(words.length).toBeGreaterThan(100);
  for (const { 0: word, index } of words) {
    const misspelt = word[1] === word[2] ? word[0] + word.slice(2) : word[0] + word.charAt(2) + word.charAt(1) + word.slice(3);
    const { diagnostics } = compilePolicy(tour.slice(0, index) + misspelt + tour.slice(index + word.length), "tour.collect");
    expect(diagnostics.map(({ span, help }) => [span.start, span.end, help])).toEqual([
      [index, index + misspelt.length, `did you mean \`${word}\`?`],
    ]);
  }
});
