/** A policy with its tests: read from disk, run in virtual time, and what its branches came to. */
import { coverageOf, daysNamed, localDay, rulesFor, runPolicyTest, zonesNamed } from "../../engine/index.ts";
import type { Branch, Calendar, CompiledPolicy, Coverage, LawBook, PolicyTest, PolicyTestRun } from "../../engine/index.ts";
import type { Diagnostic } from "../../dsl/index.ts";
import { contentsBy } from "../contents.ts";
import { Failure } from "../failure.ts";
import { readText } from "../files.ts";
import { readPolicyFile, readerOf, sourcesOf, type PolicyFile } from "../policy-file.ts";
import type { Pair } from "./find.ts";

export interface Suite {
  readonly pair: Pair;
  readonly policy: PolicyFile;
  readonly tests: readonly { readonly file: string; readonly test: PolicyTest }[];
  readonly diagnostics: readonly Diagnostic[];
  /** Sources by file name, for code frames. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Days around those that a test names for which its calendar holds: rules look back a year, and plans ahead. */
const ROOM = 400;

/** Reads a policy and all its tests; what is wrong with either is in `diagnostics`. */
export async function readSuite(pair: Pair, law: LawBook): Promise<Suite> {
  const policy = await readPolicyFile(pair.policy, law);
  const { compileTests } = await import("../../dsl/index.ts");
  const read = readerOf();
  const own = compileTests(policy.source, pair.policy, { lawBook: law, read });
  const tests = own.tests.map((test) => ({ file: pair.policy, test }));
  const diagnostics = [...policy.diagnostics, ...own.diagnostics];
  if (pair.tests === null) return { pair, policy, tests, diagnostics: onceEach(diagnostics), sources: sourcesOf([policy]) };
  const source = await readText(pair.tests);
  const beside = compileTests(source, pair.tests, { lawBook: law, read, policy: { source: policy.source, file: pair.policy } });
  return {
    pair,
    policy,
    tests: [...tests, ...beside.tests.map((test) => ({ file: pair.tests ?? pair.policy, test }))],
    diagnostics: onceEach([...diagnostics, ...beside.diagnostics]),
    sources: { ...sourcesOf([policy]), [pair.tests]: source },
  };
}

/** The policy's own problems are found again with its tests. */
const onceEach = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map((one) => [`${one.span.file} ${one.span.start} ${one.code} ${one.message}`, one])).values(),
];

export interface SuiteRun {
  readonly suite: Suite;
  readonly runs: readonly { readonly file: string; readonly run: PolicyTestRun }[];
  readonly coverage: Coverage;
}

/** What a suite's tests run against; null when its policy has errors. */
export async function runnerOf({ policy, tests }: Suite, law: LawBook): Promise<((test: PolicyTest) => PolicyTestRun) | null> {
  if (policy.policy === null) return null;
  const letters = Object.fromEntries(Object.entries(policy.letters).map(([key, letter]) => [key, letter.source]));
  const contains = await contentsBy(letters);
  const world = {
    program: { policy: policy.policy, calendar: await calendarOf(policy.policy, law, tests) },
    rules: law.rules,
    ...(law.series === undefined ? {} : { series: law.series }),
    contains,
  };
  return (test) => runPolicyTest(test, world);
}

/** One calendar for all tests of a policy: building one costs more than running a test. */
async function calendarOf(policy: CompiledPolicy, law: LawBook, tests: Suite["tests"]): Promise<Calendar> {
  const { buildCalendar } = await import("../../policies/calendar/build.ts");
  const debtors = tests.map(({ test }) => test.account.debtor);
  const days = tests.flatMap(({ test }) => daysNamed(test) ?? []);
  const today = SOME_DAY;
  const from = localDay(Math.min(today, ...days.map((one) => one.from)) - ROOM);
  const to = localDay(Math.max(today, ...days.map((one) => one.to)) + ROOM);
  const places = [...new Set([...policy.places, ...debtors.flatMap((debtor) => debtor.places)])];
  const named = zonesNamed([...rulesFor(law, places), ...policy.house]);
  const zones = [...new Set([...debtors.flatMap((debtor) => debtor.timezones), ...named])];
  try {
    return buildCalendar({ zones, places, from, to });
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(`no calendar for the days that the tests name: ${error.message}`);
    throw error;
  }
}

/** A story that names no day is told in January 2026. */
const SOME_DAY = localDay(20_458);

/** What keeps a suite from running. */
export const errorsOf = ({ diagnostics }: Suite): readonly Diagnostic[] => diagnostics.filter(({ severity }) => severity === "error");

/** Branches that the tests took; of a suite with errors nothing is counted, it fails anyway. */
export const covered = (suite: Suite, runs: readonly { readonly run: PolicyTestRun }[]): Coverage => {
  const branches: Branch[] = [];
  for (const { run } of runs) for (const branch of run.branches) branches.push(branch);
  const { policy } = suite.policy;
  return policy === null || errorsOf(suite).length > 0 ? { covered: 0, total: 0, missed: [] } : coverageOf(policy, branches);
};
