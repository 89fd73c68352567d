import { expect, it } from "vitest";
import { report, type Diagnostic, type ReportFormat } from "../../dsl/index.ts";
import { pagesOf } from "../../cli/codes.ts";
import { sarifErrors } from "../dsl/report/sarif-schema.ts";
import { readXml } from "../dsl/report/xml.ts";
import { judge } from "./judge.ts";
import { allPages } from "./page.ts";

const pages = allPages();
const found = pages.flatMap((page): readonly Diagnostic[] => judge(page.bad, page.code.startsWith("C5")).filter(({ code }) => code === page.code));

const told = async (format: ReportFormat): Promise<string> =>
  report(format, {
    diagnostics: found,
    sources: {},
    files: [],
    color: false,
    failOn: "hint",
    pages: await pagesOf(pages.map(({ code }) => code)),
    version: "0.1.0",
  });

it("every code that is reported is told in every form", async () => {
  for (const format of ["pretty", "plain", "compact", "json", "sarif", "github", "junit"] as const) {
    const text = await told(format);
    for (const { code } of pages) expect(text, `${format} ${code}`).toContain(code);
  }
});

it("SARIF of every code is valid, and gives its page along", async () => {
  const text = await told("sarif");
  expect(sarifErrors(text)).toEqual([]);
  const log = JSON.parse(text) as { runs: { tool: { driver: { rules: { id: string; shortDescription: { text: string }; help?: object }[] } } }[] };
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  for (const { code, title } of pages) {
    const rule = rules.find(({ id }) => id === code);
    expect(rule?.help, code).toBeDefined();
    expect(`${code}: ${rule?.shortDescription.text.replaceAll("{{", "{").replaceAll("}}", "}")}`).toBe(title);
  }
});

it("JUnit of every code is well formed", async () => {
  const root = readXml(await told("junit"));
  expect(root.attributes["failures"]).toBe(String(found.length));
});
