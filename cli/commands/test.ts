import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { LawBook } from "../../engine/index.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { interruption } from "../interruption.ts";
import { answer, warn } from "../output.ts";
import { lawBook } from "../law-cache.ts";
import { hasColor } from "../terminal/color.ts";
import { progress } from "../terminal/progress.ts";
import { findPolicies } from "../testing/find.ts";
import { documentOf, junit, percentOf, text, totals } from "../testing/report.ts";
import { covered, errorsOf, readSuite, runnerOf, type Suite, type SuiteRun } from "../testing/suite.ts";

const EXAMPLES = `
Examples:
  $ collect test policy.collect
  $ collect test policies/ --coverage 95
  $ collect test policy.collect --filter promise
  $ collect test policies/ --format junit > tests.xml

Runs the test blocks of policies in virtual time, by the same engine, law and letters as in earnest: nothing is stored, nothing is sent.
Tests stand in the policy, or beside it: those in policy.test.collect belong to policy.collect. Of a folder all policies are tested.
Coverage counts branches: each step, otherwise, else, condition, next, handler, variant, approval and line for new customers.

Exit: 0 all passed · 1 there was no test · 3 a test failed, a file has errors, or coverage is too low`;

const FORMATS = ["text", "json", "junit"] as const;

interface Options {
  readonly coverage?: number | undefined;
  readonly filter?: string | undefined;
  readonly format: (typeof FORMATS)[number];
}

const percent = (given: string): number => {
  const read = Number(given);
  if (given.trim() === "" || !(read >= 0 && read <= 100)) throw new InvalidArgumentError("a percentage from 0 to 100, please.");
  return read;
};

const readAll = async (paths: readonly string[], law: LawBook): Promise<readonly Suite[]> => {
  const pairs = await findPolicies(paths);
  const suites: Suite[] = [];
  for (const pair of pairs) suites.push(await readSuite(pair, law));
  return suites;
};

/** Only tests whose title has these words, in any case. */
const filtered = (suite: Suite, filter: string | undefined): Suite =>
  filter === undefined ? suite : { ...suite, tests: suite.tests.filter(({ test }) => test.title.toLowerCase().includes(filter.toLowerCase())) };

const runAll = async (suites: readonly Suite[], law: LawBook): Promise<readonly SuiteRun[]> => {
  const bar = progress(
    "testing",
    "tests",
    suites.reduce((sum, { tests }) => sum + tests.length, 0),
  );
  const stop = interruption("stopping: the tests that ran are shown");
  const done: SuiteRun[] = [];
  let n = 0;
  for (const suite of suites) {
    const run = await runnerOf(suite, law);
    const runs: SuiteRun["runs"][number][] = [];
    for (const { file, test } of run === null ? [] : suite.tests) {
      if (stop.signal.aborted) break;
      if (run !== null) runs.push({ file, run: run(test) });
      bar.at(++n);
      await new Promise((resolve) => setImmediate(resolve));
    }
    done.push({ suite, runs, coverage: covered(suite, runs) });
  }
  bar.end();
  stop.release();
  // What was left out is no success.
  if (stop.signal.aborted) leaveWith(EXIT.usage);
  return done;
};

const showProblems = async (suites: readonly Suite[]): Promise<void> => {
  const diagnostics = suites.flatMap(errorsOf);
  if (diagnostics.length === 0) return;
  const { renderDiagnostics } = await import("../../dsl/index.ts");
  const sources = Object.assign({}, ...suites.map((one) => one.sources)) as Record<string, string>;
  warn(`${renderDiagnostics(diagnostics, sources, { color: hasColor(process.stderr) })}\n`);
};

const testFiles = async (paths: readonly string[], { coverage, filter, format }: Options): Promise<void> => {
  if (coverage !== undefined && filter !== undefined) throw new Failure("--coverage judges all tests of a policy: leave --filter out");
  const law = await lawBook();
  const suites = (await readAll(paths, law)).map((suite) => filtered(suite, filter));
  await showProblems(suites);
  const broken = suites.some((suite) => errorsOf(suite).length > 0);
  if (!broken && suites.every(({ tests }) => tests.length === 0)) {
    const where = paths.join(", ");
    throw new Failure(
      filter === undefined
        ? `there is no test in ${where}: write one as test "…" { account in … expect … }`
        : `no test of ${where} has "${filter}" in its title`,
    );
  }
  const runs = await runAll(suites, law);
  if (format === "json") answer("json", documentOf(runs), () => "");
  else answer("text", {}, () => (format === "junit" ? junit(runs) : text(runs)));
  const { failed, covered: taken, total } = totals(runs);
  if (failed > 0 || broken) leaveWith(EXIT.errors);
  if (coverage !== undefined && percentOf(taken, total) < coverage) {
    warn(`collect: ${percentOf(taken, total)} % of the branches are covered, and --coverage wants ${coverage} %`);
    leaveWith(EXIT.errors);
  }
};

/** `collect test FILE|FOLDER…` */
export const test = () =>
  new Command("test")
    .description("run the tests beside policies in virtual time")
    .argument("<path...>", "policy files, files of tests, or folders")
    .option("--coverage <percent>", "fail when fewer of the policies' branches are covered", percent)
    .option("--filter <text>", "only tests whose title has this text")
    .addOption(
      new Option("--format <format>", "text for people, json for scripts, junit for build servers").choices(FORMATS).default("text" as const),
    )
    .addHelpText("after", EXAMPLES)
    .action((paths, options) => testFiles(paths, options));
