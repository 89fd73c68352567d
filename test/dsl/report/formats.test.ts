import fc from "fast-check";
import { expect, it } from "vitest";
import { report, type Diagnostic } from "../../../dsl/index.ts";
import { SAMPLES, sample, SOURCES } from "./samples.ts";
import { sarifErrors } from "./sarif-schema.ts";
import { readXml } from "./xml.ts";

/** Texts that break writers: quotes, markup, escapes of each form, control characters, halves of a pair, marks of direction. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom("]]>", "<!--", "&amp;", "%0A", "::error::", "\r\n", "\n", "\t", "\0", "\u001b[31m", "\u0085", "\u2028", "\u202e", "\ufeff"),
      fc.constantFrom("\ud800", "\udc00", "\uffff", "{0}", "}}", "[a](1)", "\\", '"', "'", ",", ":", "%", "#", "株", "é", " "),
      fc.string({ unit: "grapheme", maxLength: 5 }),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const problems = fc
  .record({ message: nasty, help: nasty, label: nasty, title: nasty, text: nasty, witness: nasty, file: nasty })
  .map(({ message, help, label, title, text, witness, file }): Diagnostic => {
    const [first] = SAMPLES;
    if (first === undefined) throw new Error("no sample");
    const span = { ...first.span, file };
    const fixes = [{ title, applicability: "likely" as const, edits: [{ span, text }] }];
    return { ...first, message, help, witness, span, related: [{ span, label }], fixes };
  });

/** The message as a terminal may show it: every character that can be shown is there, in its order. */
const visible = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");
// What can't be shown is replaced by this.
const shownOf = (line: string): string => visible(line.replaceAll("\ufffd", ""));

it("SARIF is valid by its schema, whatever is told, and gives back every message", () => {
  expect(sarifErrors(report("sarif", sample()))).toEqual([]);
  expect(sarifErrors(report("sarif", sample({ diagnostics: [], files: [] })))).toEqual([]);
  fc.assert(
    fc.property(problems, (found) => {
      const text = report("sarif", sample({ diagnostics: [found], files: [found.span.file] }));
      expect(sarifErrors(text)).toEqual([]);
      const [result] = (JSON.parse(text) as { runs: { results: { message: { text: string } }[] }[] }).runs[0]?.results ?? [];
      const said = result?.message.text.replaceAll("{{", "{").replaceAll("}}", "}");
      expect(said).toBe(`${found.message}\nhelp: ${found.help}\nfor example ${found.witness}`);
    }),
  );
});

it("SARIF's schema refuses what isn't SARIF", () => {
  const log = JSON.parse(report("sarif", sample())) as {
    runs: { results: { locations: { physicalLocation: { region: { startLine: number } } }[] }[] }[];
  };
  const region = log.runs[0]?.results[0]?.locations[0]?.physicalLocation.region;
  if (region !== undefined) region.startLine = 0;
  expect(sarifErrors(JSON.stringify(log))).not.toEqual([]);
});

it("SARIF names each rule once, with the page of its code, and results point at their rule", () => {
  const [run] = (
    JSON.parse(report("sarif", sample({ diagnostics: [...SAMPLES, ...SAMPLES] }))) as {
      runs: { tool: { driver: { rules: { id: string; help?: { text: string } }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
    }
  ).runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual(["C2001", "C2022", "C3011", "C5001", "C5004"]);
  expect(rules[0]?.help?.text).toBe("A line leads to a stage that isn't there.");
  expect(run?.results.every(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id === ruleId)).toBe(true);
});

it("JSON gives back every text as it is", () => {
  fc.assert(
    fc.property(problems, (found) => {
      const { version, diagnostics } = JSON.parse(report("json", sample({ diagnostics: [found] }))) as { version: number; diagnostics: Diagnostic[] };
      const [told] = diagnostics;
      expect([version, told?.message, told?.help, told?.witness]).toEqual([1, found.message, found.help, found.witness]);
      expect(told?.related).toMatchObject([{ label: found.related?.[0]?.label, file: found.span.file }]);
      expect(told?.fixes[0]).toMatchObject({ title: found.fixes[0]?.title, edits: [{ text: found.fixes[0]?.edits[0]?.text }] });
    }),
  );
});

it("compact is one line for each problem, and shows every character that can be shown", () => {
  fc.assert(
    fc.property(fc.array(problems, { maxLength: 4 }), (diagnostics) => {
      const text = report("compact", sample({ diagnostics }));
      const lines = text === "" ? [] : text.split("\n");
      expect(lines).toHaveLength(diagnostics.length);
      for (const [i, { message }] of diagnostics.entries()) {
        expect(shownOf(lines[i] ?? "").endsWith(shownOf(message))).toBe(true);
        // eslint-disable-next-line no-control-regex -- control characters are what is looked for
        expect(lines[i]).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/u);
      }
    }),
  );
});

it.each(["pretty", "plain"] as const)("%s shows every character that can be shown, and nothing that steers a terminal", (format) => {
  fc.assert(
    fc.property(problems, (found) => {
      const text = report(format, sample({ diagnostics: [found], sources: { [found.span.file]: Object.values(SOURCES)[0] ?? "" } }));
      const shown = shownOf(text);
      for (const said of [found.message, found.help ?? "", found.witness ?? ""]) expect(shown).toContain(shownOf(said));
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/u);
    }),
  );
});

it("plain draws nothing: no caret, no rule, no colour, even where colour is wanted", () => {
  const text = report("plain", sample({ color: true }));
  expect(text).not.toMatch(/\^|-->| \| |\[\d+m|---|\.\.\./u);
  expect(text).toContain("Error C2001 in policies/my policy.collect, line 8, columns 12 to 16.");
});

it("GitHub reads one command a line, and every text back out of it", () => {
  const undo = (text: string): string =>
    text.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
  fc.assert(
    fc.property(fc.array(problems, { maxLength: 4 }), (diagnostics) => {
      const text = report("github", sample({ diagnostics }));
      const lines = text === "" ? [] : text.split("\n");
      expect(lines).toHaveLength(diagnostics.length);
      for (const [i, found] of diagnostics.entries()) {
        const [, properties = "", said = ""] = /^::warning ([^\r]*?)::(.*)$/su.exec(lines[i] ?? "") ?? [];
        const told = new Map(
          properties.split(",").map((pair): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
        );
        expect(undo(told.get("file") ?? "")).toBe(found.span.file);
        expect([told.get("line"), told.get("title")]).toEqual([String(found.span.line), "C2022"]);
        expect(undo(said)).toBe(`${found.message}\nhelp: ${found.help}\nfor example ${found.witness}`);
      }
    }),
  );
});

/** What XML 1.0 has no way to say is replaced; the rest is there. */
const sayable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what XML can't say
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, "\ufffd");

it("JUnit is well formed, and every text can be read back out of it", () => {
  fc.assert(
    fc.property(fc.array(problems, { minLength: 1, maxLength: 3 }), (diagnostics) => {
      const root = readXml(report("junit", sample({ diagnostics, files: [], failOn: "warning" })));
      const failures = root.children.flatMap(({ children }) => children.flatMap((each) => each.children));
      expect(failures.map(({ name, attributes }) => `${name} ${attributes["message"]}`).toSorted()).toEqual(
        diagnostics.map(({ message }) => `failure ${sayable(message)}`).toSorted(),
      );
      for (const failure of failures) expect(failure.text).toContain("\nhelp: ");
      expect(root.attributes).toMatchObject({ tests: String(diagnostics.length), failures: String(diagnostics.length) });
    }),
  );
});

it("JUnit counts as failures what the chosen level fails on, and lets files in order pass", () => {
  const levels = (["error", "warning", "hint"] as const).map((failOn) => readXml(report("junit", sample({ failOn }))).attributes["failures"]);
  expect(levels).toEqual(["3", "4", "5"]);
  const { children } = readXml(report("junit", sample()));
  expect(children.map(({ attributes }) => attributes["tests"])).toEqual(["4", "1", "1"]);
  expect(children[2]?.children[0]?.attributes["name"]).toBe("no problems");
});
