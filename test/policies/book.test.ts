import { expect, it } from "vitest";
import { CONTENT_IDS, containingPlaces, formatDay } from "../../engine/index.ts";
import { bookOf, lawFiles, lawPlaces, loadLawBook } from "../../policies/index.ts";

const book = await loadLawBook();

it("the law of a place lies in its own file: a country's, or in the folder of its country that of a part", () => {
  for (const { file, source } of lawFiles()) {
    const path = file.replace("policies/law/", "").replace(".collect", "");
    const [country = "", part = ""] = path.split("/");
    for (const [, place = ""] of source.matchAll(/^jurisdiction\s+([A-Z][A-Z0-9-]*)/gm)) {
      const own = [country, `${country}-${part}`].includes(place.toLowerCase());
      expect(own || country === "world" || country === "eu" || part === "limitation", `${place} in ${file}`).toBe(true);
    }
  }
  expect(lawFiles().map(({ file }) => file)).toContain("policies/law/us/federal-conduct.collect");
});

it("tells the places that have law without compiling it, and tells the same as the compiled book", () => {
  expect(lawPlaces()).toEqual(book.places);
});

it("a rule's id begins with its place, and only Collect's own protections bind the whole world", () => {
  for (const { id, place, confidence } of book.rules) {
    // The catalogue names some rules of a part of a country by the country, `gb.limitation.sct`, and a few of neighbours together: `my.hk.general`, `nordic.limitation`; `us-xx` are usages of many states.
    const codes = place === "WORLD" ? ["own"] : containingPlaces(place).map((code) => code.toLowerCase());
    const [first = "", second = ""] = id.split(".");
    const usage = first === "us-xx" && place === "US";
    expect(usage || codes.includes(first) || codes.includes(second) || (first === "nordic" && /^(?:NO|SE|FI|DK)$/u.test(place)), id).toBe(true);
    expect(confidence === "own", id).toBe(place === "WORLD");
  }
});

it("every rule of law says its source, and a rule that nobody checked says that too", () => {
  for (const { id, cites, confidence, checked, summary } of book.rules) {
    expect(cites.length, id).toBeGreaterThan(8);
    expect(summary.length, id).toBeGreaterThan(10);
    const looked = confidence === "text" || confidence === "secondary";
    expect(checked === null ? null : formatDay(checked), id).toBe(looked ? "2026-11-22" : null);
  }
});

it("a rule that isn't in force any more, or not yet, has its day", () => {
  const days = Object.fromEntries(book.rules.map(({ id, from, to }) => [id, [from, to].map((day) => (day === null ? "" : formatDay(day)))]));
  expect(days["us-ny-nyc.shield.frequency"]).toEqual(["2026-09-01", ""]);
  expect(days["us-ny-nyc.pre2026.frequency"]).toEqual(["", "2026-08-31"]);
  expect(days["us.regf.call-frequency"]).toEqual(["2021-11-30", ""]);
  expect(days["us.bk.stay"]).toEqual(["", ""]);
});

it("contents that the law demands are words of the vocabulary", () => {
  const known: readonly string[] = CONTENT_IDS;
  for (const { id, body } of book.rules)
    if (body.kind === "content") for (const content of [...body.must, ...body.mustNot]) expect(known, id).toContain(content);
});

it("the book's hash names its rules, in whatever order the files come", async () => {
  expect((await bookOf(lawFiles().toReversed())).hash).toBe(book.hash);
  expect((await bookOf(lawFiles().slice(1))).hash).not.toBe(book.hash);
});

it("a broken file is named with its line and the reason", async () => {
  const broken = {
    file: "policies/law/xx.collect",
    source:
      'jurisdiction NL "Netherlands" {\n  source a "An act"\n  rule nl.a.b "Too much" {\n    cites a "1"\n    at most 7 calls in any 7 weeks\n  }\n}\n',
  };
  await expect(bookOf([broken])).rejects.toThrow(/policies\/law\/xx\.collect:5:\d+ C1\d+/);
});
