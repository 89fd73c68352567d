/** JUnit XML: each file a suite, each problem a case; a file without problems is one case that passed. */
import type { Diagnostic } from "../diagnostic.ts";
import type { Report } from "./report.ts";
import { asExample } from "./text.ts";

/** Characters that XML 1.0 has no way to say. */
const unsayable = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

const escaped = (text: string): string => {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // As references, since a reader folds bare ones in attributes into spaces.
    const reference = code === 9 || code === 10 || code === 13 || (code >= 0x7f && code < 0xa0) ? `&#${code};` : character;
    out += unsayable(code) ? "\ufffd" : (NAMED[character] ?? reference);
  }
  return out;
};

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");

const RANK = { error: 0, warning: 1, hint: 2 } as const;

const caseOf = (diagnostic: Diagnostic, failOn: Diagnostic["severity"]): string => {
  const { code, severity, message, span, help, witness } = diagnostic;
  const name = attributes({ name: `${code} at line ${span.line}, column ${span.column}`, classname: span.file, file: span.file, line: span.line });
  const said = [
    `${span.file}:${span.line}:${span.column}: ${severity} ${code}: ${message}`,
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...(witness === undefined ? [] : [asExample(witness)]),
  ].join("\n");
  const body =
    RANK[severity] <= RANK[failOn]
      ? `<failure${attributes({ type: code, message })}>${escaped(said)}</failure>`
      : `<system-out>${escaped(said)}</system-out>`;
  return `    <testcase${name}>${body}</testcase>`;
};

const suiteOf = (file: string, diagnostics: readonly Diagnostic[], failOn: Diagnostic["severity"]): string => {
  const failures = diagnostics.filter(({ severity }) => RANK[severity] <= RANK[failOn]).length;
  const cases = diagnostics.map((diagnostic) => caseOf(diagnostic, failOn));
  if (cases.length === 0) cases.push(`    <testcase${attributes({ name: "no problems", classname: file, file })}/>`);
  return [`  <testsuite${attributes({ name: file, tests: cases.length, failures, errors: 0 })}>`, ...cases, "  </testsuite>"].join("\n");
};

/** A document with a suite for every file that was looked at, also those in order. */
export const junit = ({ diagnostics, files, failOn }: Report): string => {
  const byFile = Map.groupBy(diagnostics, ({ span }) => span.file);
  const names = [...new Set([...files, ...byFile.keys()])];
  const failures = diagnostics.filter(({ severity }) => RANK[severity] <= RANK[failOn]).length;
  const tests = names.reduce((sum, file) => sum + Math.max(1, byFile.get(file)?.length ?? 0), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "collect validate", tests, failures, errors: 0 })}>`,
    ...names.map((file) => suiteOf(file, byFile.get(file) ?? [], failOn)),
    "</testsuites>",
  ].join("\n");
};
