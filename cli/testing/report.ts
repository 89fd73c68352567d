/** How a test run is told: a document for scripts, JUnit for build servers, prose for people. */
import type { Diagnostic } from "../../dsl/index.ts";
import { formatDay } from "../../engine/index.ts";
import type { PolicyTestRun } from "../../engine/index.ts";
import { paint } from "../terminal/color.ts";
import { errorsOf, type SuiteRun } from "./suite.ts";

const MISSED_AT_MOST = 20;

interface Case {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/** Of a test that failed, what failed; of one that passed, all that it expected. */
function caseOf(file: string, { title, line, ok, checks }: PolicyTestRun): Case {
  const told = ok ? checks : checks.filter((one) => !one.ok);
  return { name: title, file, line, ok, expected: told.map((one) => one.expected).join("; "), got: told.map((one) => one.got).join("; ") };
}

/** In percent, to one digit; a policy without branches is covered. Never rounded up to a threshold that isn't met. */
export const percentOf = (covered: number, total: number): number => (total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10);

export function totals(suites: readonly SuiteRun[]) {
  const runs = suites.flatMap((one) => one.runs);
  const passed = runs.filter(({ run }) => run.ok).length;
  const covered = suites.reduce((sum, one) => sum + one.coverage.covered, 0);
  const total = suites.reduce((sum, one) => sum + one.coverage.total, 0);
  return { passed, failed: runs.length - passed, covered, total, percent: percentOf(covered, total) };
}

const diagnosticOf = ({ code, severity, message, span }: Diagnostic) => ({
  code,
  severity,
  message,
  file: span.file,
  line: span.line,
  column: span.column,
});

/** The document of `--format json`, without its version. */
export function documentOf(suites: readonly SuiteRun[]) {
  const { passed, failed, covered, total, percent } = totals(suites);
  return {
    passed,
    failed,
    cases: suites.flatMap(({ runs }) =>
      runs.map(({ file, run }) => ({ ...caseOf(file, run), from: formatDay(run.from), to: formatDay(run.to), checks: run.checks })),
    ),
    coverage: {
      branches: percent,
      covered,
      total,
      missed: suites.flatMap(({ suite, coverage }) => coverage.missed.map(({ line, words }) => ({ file: suite.pair.policy, line, words }))),
    },
    diagnostics: suites.flatMap(({ suite }) => errorsOf(suite).map(diagnosticOf)),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" };

/** Text as an XML attribute or element; control characters, which XML has no way to write, become a replacement character. */
const xml = (text: string): string =>
  text
    .replaceAll(/[<>&"\n\t]/g, (one) => ENTITIES[one] ?? one)
    .toWellFormed()
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, "\ufffd");

/** The run as JUnit XML: a suite a policy, a case a test, and files with errors as failed cases. */
export function junit(suites: readonly SuiteRun[]): string {
  const all = suites.map(suiteXml);
  const tests = all.reduce((sum, one) => sum + one.tests, 0);
  const failures = all.reduce((sum, one) => sum + one.failures, 0);
  const open = `<testsuites name="collect test" tests="${tests}" failures="${failures}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', open, ...all.map((one) => one.text), "</testsuites>"].join("\n");
}

function suiteXml({ suite, runs }: SuiteRun): { readonly text: string; readonly tests: number; readonly failures: number } {
  const cases = runs.map(({ file, run }) => caseOf(file, run));
  const errors = errorsOf(suite);
  const failed = cases.filter((one) => !one.ok).length + errors.length;
  const name = xml(suite.pair.policy);
  const lines = [
    ...errors.map(({ span, code, message }) => {
      const text = `${span.file}:${span.line}:${span.column}: ${code}: ${message}`;
      return `    <testcase name="${xml(code)}" classname="${name}" file="${xml(span.file)}" line="${span.line}"><failure message="${xml(message)}">${xml(text)}</failure></testcase>`;
    }),
    ...cases.map((one) => {
      const open = `    <testcase name="${xml(one.name)}" classname="${name}" file="${xml(one.file)}" line="${one.line}"`;
      if (one.ok) return `${open}/>`;
      return `${open}><failure message="${xml(one.expected)}">${xml(`expected ${one.expected}\ngot ${one.got}`)}</failure></testcase>`;
    }),
  ];
  const tests = cases.length + errors.length;
  return {
    text: [`  <testsuite name="${name}" tests="${tests}" failures="${failed}">`, ...lines, "  </testsuite>"].join("\n"),
    tests,
    failures: failed,
  };
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

function testText(file: string, policy: string, run: PolicyTestRun): readonly string[] {
  const where = file === policy ? `line ${run.line}` : `${file.split(/[\\/]/).at(-1) ?? file}:${run.line}`;
  if (run.ok) return [`  ${paint("green", "ok")}    ${run.title}`];
  const wrong = run.checks.filter((one) => !one.ok);
  return [
    `  ${paint("red", "FAIL")}  ${run.title} (${where})`,
    ...wrong.flatMap(({ line, expected, got }) => [
      `          line ${line}: expected  ${expected}`,
      `          ${" ".repeat(`line ${line}: `.length + 5)}got  ${got}`,
    ]),
  ];
}

function coverageText({ suite, coverage }: SuiteRun): readonly string[] {
  const { covered, total, missed } = coverage;
  const shown = missed.slice(0, MISSED_AT_MOST).map(({ line, words }) => `          ${suite.pair.policy}:${line}  ${words}`);
  const more = missed.length > MISSED_AT_MOST ? [`          and ${missed.length - MISSED_AT_MOST} more: --format json lists them`] : [];
  return [`  ${covered} of ${plural(total, "branch").replace("branchs", "branches")} (${percentOf(covered, total)} %)`, ...shown, ...more];
}

/** Test by test, expected beside actual, then what was never reached. */
export function text(suites: readonly SuiteRun[]): string {
  const blocks = suites.map((one) => {
    const { pair } = one.suite;
    const broken = errorsOf(one.suite).length > 0;
    const none = one.runs.length === 0 ? [broken ? "  not run: the file has errors" : "  no test"] : [];
    const tests = one.runs.flatMap(({ file, run }) => testText(file, pair.policy, run));
    return [paint("bold", pair.policy), ...none, ...tests, ...(broken ? [] : coverageText(one))].join("\n");
  });
  const { passed, failed, covered, total, percent } = totals(suites);
  const verdict = failed === 0 ? paint("green", `${passed} passed`) : `${passed} passed, ${paint("red", `${failed} failed`)}`;
  // Of policies with errors nothing was counted: that is no coverage of all.
  const counted = total === 0 ? "no branches were counted" : `${covered} of ${total} branches (${percent} %)`;
  return [...blocks, `${verdict} · ${counted}`].join("\n\n");
}
