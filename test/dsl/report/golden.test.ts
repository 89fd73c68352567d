import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { report, type ReportFormat } from "../../../dsl/index.ts";
import { sample } from "./samples.ts";

const FOLDER = new URL("../../golden/diagnostics/", import.meta.url);

/** Holds a text against the file of that name; with UPDATE_GOLDEN=1 it is written instead, for a person to look at. */
const golden = (name: string, text: string): void => {
  const file = new URL(name, FOLDER);
  if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, `${text}\n`);
  expect(existsSync(file), `there is no ${name}: write it with UPDATE_GOLDEN=1`).toBe(true);
  expect(`${text}\n`).toBe(readFileSync(file, "utf8"));
};

const FILES: readonly (readonly [ReportFormat, string])[] = [
  ["pretty", "pretty.txt"],
  ["plain", "plain.txt"],
  ["compact", "compact.txt"],
  ["json", "report.json"],
  ["sarif", "report.sarif"],
  ["github", "github.txt"],
  ["junit", "junit.xml"],
];

it.each(FILES)("%s tells the sample problems as it always did", (format, file) => {
  golden(file, report(format, sample()));
});

it("pretty colours the severity, the marks and the frame, and nothing else differs", () => {
  const text = report("pretty", sample({ color: true }));
  golden("pretty-color.txt", text);
  // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(text.replaceAll(/\u001B\[[\d;]*m/gu, "")).toBe(report("pretty", sample()));
});

it("says nothing of files in order, but for the documents, which list them", () => {
  const none = sample({ diagnostics: [] });
  expect((["pretty", "plain", "compact", "github"] as const).map((format) => report(format, none))).toEqual(["", "", "", ""]);
  golden("nothing.json", report("json", none));
  golden("nothing.sarif", report("sarif", none));
  golden("nothing.xml", report("junit", none));
});
