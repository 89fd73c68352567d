/** Loads the tests with the switched text of one file, and runs those that pass by a mutant under each mutant, until one fails. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import type { NotedTest } from "./in-one-process.ts";
import type { Task, Told } from "./protocol.ts";

interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly static: Record<string, number>; readonly perTest: Record<string, Record<string, number>> };
}
interface Timed extends NotedTest {
  readonly ms: number;
}

const tell = (told: Told): void => void process.send?.(told);
const task = JSON.parse(process.argv[2] ?? "") as Task;
const first = task.mutants[0] ?? "";
const board: Switch = {};
Object.assign(globalThis, { __stryker__: board });

const url = (file: string): string => pathToFileURL(file).href;
const stand = url("test/nightly/stryker/in-one-process.ts");
const target = url(task.file);
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vitest" && context.parentURL !== stand ? { url: stand, shortCircuit: true } : next(specifier, context),
  load: (asked, context, next) =>
    asked === target ? { format: "module-typescript", source: readFileSync(task.code, "utf8"), shortCircuit: true } : next(asked, context),
});
process.stdout.write = () => true;

async function load(): Promise<readonly NotedTest[]> {
  await import(url("test/house/seeds.ts"));
  const { default: fc } = await import("fast-check");
  // A mutant is found out by the first failure; nobody reads a smaller one.
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
  const { nextFile, testsNoted } = await import("./in-one-process.ts");
  for (const file of task.tests) {
    nextFile(file);
    if (!task.fromTheStart) tell({ what: "prepares" });
    await import(url(file));
  }
  return testsNoted();
}

/** Why a test fails; null when it passes. */
async function failureOf(test: NotedTest): Promise<string | null> {
  try {
    await test.run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Proofs that tests share must not outlive a mutant, nor be paid for by one test alone when it is timed. */
let forget: () => void = () => undefined;

async function inOrder(tests: readonly NotedTest[]): Promise<readonly Timed[]> {
  const timed: Timed[] = [];
  for (const test of tests) {
    board.currentTestId = test.id;
    tell({ what: "prepares" });
    forget();
    const started = performance.now();
    const why = await failureOf(test);
    if (why !== null) {
      tell({ what: "broken", test: test.id, why: why.slice(0, 500) });
      return [];
    }
    timed.push({ ...test, ms: performance.now() - started });
  }
  board.currentTestId = undefined;
  return timed.toSorted((a, b) => a.ms - b.ms);
}

/** A mutant that runs round and round ends where it has passed a hundred times as often as the line does without it. */
const LIMIT = 100;

/** Tests that told a mutant, the latest first: what told the one before tells its neighbour, too. Not those that take longer than many others together. */
const telling = new Set<Timed>();
const LONG_MS = 100;
const hasTold = (test: Timed): void => {
  if (test.ms > LONG_MS) return;
  const earlier = [...telling].filter((other) => other !== test);
  telling.clear();
  for (const one of [test, ...earlier]) telling.add(one);
};

async function ask(id: string, tests: readonly Timed[]): Promise<Told> {
  const passing = board.mutantCoverage?.perTest ?? {};
  const covering = [...new Set([...telling, ...tests])].filter((test) => (passing[test.id]?.[id] ?? 0) > 0);
  forget();
  for (const test of covering) {
    board.activeMutant = id;
    board.hitCount = 0;
    board.hitLimit = (passing[test.id]?.[id] ?? 0) * LIMIT + 1_000;
    const why = await failureOf(test);
    board.activeMutant = undefined;
    board.hitCount = undefined;
    if (why === null) continue;
    hasTold(test);
    forget();
    // The first in a process met nothing that another could have left behind.
    if (id !== first && (await failureOf(test)) !== null) return { what: "again", id };
    return { what: "found-out", id, by: test.id };
  }
  return { what: "survives", id, tests: covering.length, loaded: (board.mutantCoverage?.static[id] ?? 0) > 0 };
}

async function askFromTheStart(): Promise<Told> {
  board.activeMutant = first;
  try {
    const tests = await load();
    for (const test of tests) if ((await failureOf(test)) !== null) return { what: "found-out", id: first, by: test.id };
    return { what: "survives", id: first, tests: tests.length, loaded: false };
  } catch {
    return { what: "found-out", id: first, by: "loading" };
  }
}

async function askAll(): Promise<void> {
  const started = performance.now();
  const noted = await load();
  if (task.tests.some((test) => test.startsWith("test/engine/verify/"))) ({ forget } = await import("../../engine/verify/proving.ts"));
  const tests = await inOrder(noted);
  if (tests.length === 0) return;
  tell({ what: "ready", tests: tests.length, seconds: (performance.now() - started) / 1000 });
  for (const id of task.mutants) {
    tell({ what: "begins", id });
    const told = await ask(id, tests);
    tell(told);
    if (told.what === "again") return;
  }
}

if (task.fromTheStart) {
  tell({ what: "begins", id: first });
  tell(await askFromTheStart());
} else await askAll();
process.disconnect();
