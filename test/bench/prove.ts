/**
 * What a proof costs: each policy of the library in all its places, all of them in processes of their own, and how the cost grows with steps and
 * places. Printed by `npm run bench`; alone: `node test/bench/prove.ts`.
 */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compilePolicy } from "../../dsl/index.ts";
import { CONTENT_IDS, localDay, parseDay, verify, type CompiledPolicy, type StepAction } from "../../engine/index.ts";
import { contentsBy } from "../../cli/contents.ts";
import { programFrom } from "../../cli/program.ts";
import { tasksOf } from "../../cli/proof/tasks.ts";
import { loadLawBook } from "../../policies/index.ts";
import { figuresOf } from "./measure.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LIBRARY = "policies/library";
const TODAY = parseDay("2026-11-30") ?? localDay(0);
const [WARM, ROUNDS] = [1, 7];
const run = promisify(execFile);

const law = await loadLawBook();
type Contains = (action: StepAction) => readonly string[] | undefined;

/** Seconds of the processor that the proof of a policy in all its places takes, and how many runs it looks at: other work on the machine adds little. */
function proved(policy: CompiledPolicy, contains: Contains): { readonly seconds: number; readonly runs: number } {
  const start = process.cpuUsage();
  const tasks = tasksOf({ policy, law, contains, today: TODAY, depth: 1, runs: 1_000_000 });
  const runs = tasks.reduce((sum, task) => sum + verify(task).explored.runs, 0);
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, runs };
}

const FILES = readdirSync(`${ROOT}${LIBRARY}`, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".collect") && !name.endsWith(".test.collect") && !name.endsWith("shared.collect"))
  .toSorted()
  .map((name) => `${LIBRARY}/${name}`);

interface Line {
  readonly text: string;
  readonly p95: number;
}

async function lineOf(file: string): Promise<Line> {
  const { policy, letters } = await programFrom(`${ROOT}${file}`);
  const contains = await contentsBy(letters);
  const times: number[] = [];
  for (let round = -WARM; round < ROUNDS; round++) {
    const { seconds } = proved(policy, contains);
    if (round >= 0) times.push(seconds);
  }
  const { median, p95 } = figuresOf(times);
  return { text: `  ${file.padEnd(58)} median ${median.toFixed(2)} s   p95 ${p95.toFixed(2)} s`, p95 };
}

/**
 * The whole library from cold, a process each, as many at once as there are cores: seconds of one core, as they come to each of two, so that
 * other work on the machine adds little; and the most memory that one of them took.
 */
async function fromCold(): Promise<{ readonly seconds: number; readonly mebibytes: number }> {
  let seconds = 0;
  const queue = [...FILES];
  const kibibytes: number[] = [];
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const { stdout } = await run(process.execPath, [fileURLToPath(import.meta.url), ALONE, file]);
      const [kept = 0, took = 0] = stdout.split(" ").map(Number);
      kibibytes.push(kept);
      seconds += took;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { seconds: seconds / CORES, mebibytes: Math.max(...kibibytes) / 1024 };
}

const ALONE = "--alone";
const CORES = 2;

/** What a process of its own does: proves one policy, and tells the memory and the time that it took. */
async function alone(file: string): Promise<void> {
  const { policy, letters } = await programFrom(`${ROOT}${file}`);
  proved(policy, await contentsBy(letters));
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  out(`${maxRSS} ${(userCPUTime + systemCPUTime) / 1e6}`);
}

const HEAD = (places: string): string => `policy "Bench" {
  version    "1"
  collector  creditor
  debt       consumer
  currency   USD
  places     ${places}

  house rules {
    contact only between 09:00 and 17:00 on business days
  }

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 USD
  }

  terms {
    due            30 days after invoice
  }
`;

/** So many steps, in stages of ten, three days apart: a letter, a call, a mail, and again. */
function policyOfSteps(steps: number, places: string): CompiledPolicy {
  const stages = Array.from({ length: Math.ceil(steps / 10) }, (_, at) => {
    const lines = Array.from(
      { length: 10 },
      (__, i) => `    day ${i * 3}          ${["letter", "call", "email"][i % 3] ?? "letter"} "text ${i % 3}"`,
    );
    const next = at + 1 < Math.ceil(steps / 10) ? [`    next           s${at + 1} after 30 days`] : [];
    return [`  stage s${at}${at === 0 ? " from 1 day after due" : ""} {`, ...lines, ...next, "  }"].join("\n");
  });
  const source = `${HEAD(places)}\n${stages.join("\n\n")}\n\n  on payment in full  close as paid\n  on dispute          pause\n}\n`;
  const { policy, diagnostics } = compilePolicy(source, "bench.collect", { lawBook: law });
  if (policy === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return policy;
}

const STATES = law.places.filter((place) => /^US-[A-Z]{2}$/.test(place)).toSorted();
const everything: Contains = (action) => (action.kind === "contact" ? CONTENT_IDS : undefined);

interface Grown {
  readonly n: number;
  readonly seconds: number;
  readonly runs: number;
}

const grownBy = (sizes: readonly number[], policyOf: (n: number) => CompiledPolicy): readonly Grown[] => {
  proved(policyOf(sizes[0] ?? 1), everything);
  return sizes.map((n) => ({ n, ...proved(policyOf(n), everything) }));
};

const growth = (what: "steps" | "places", sizes: readonly number[]): readonly Grown[] =>
  grownBy(sizes, (n) => (what === "steps" ? policyOfSteps(n, "US-OH") : policyOfSteps(10, STATES.slice(0, n).join(", "))));

const told = (what: string, grown: readonly Grown[]): readonly string[] =>
  grown.map(({ n, seconds, runs }) => `  ${`${n} ${what}`.padEnd(58)} ${seconds.toFixed(2).padStart(6)} s   ${String(runs).padStart(7)} runs`);

/**
 * What fifty places cost, to what the same fifty cost ten at a time: some states have more law than others, so that the first ten are no
 * measure. The tens once to learn the code, then before and after the fifty.
 */
function growthOfPlaces(): number {
  const fifty = STATES.slice(0, 50);
  const cost = (places: readonly string[]): number => proved(policyOfSteps(10, places.join(", ")), everything).seconds;
  const inTens = (): number => [0, 10, 20, 30, 40].reduce((sum, at) => sum + cost(fifty.slice(at, at + 10)), 0);
  inTens();
  const before = inTens();
  return (2 * cost(fifty)) / (before + inTens());
}

/** The lines that are printed, and what is promised of the figures. */
export async function proveBench() {
  const lines: Line[] = [];
  for (const file of FILES) lines.push(await lineOf(file));
  const { seconds, mebibytes } = await fromCold();
  const steps = growth("steps", [10, 30, 100]);
  const places = growth("places", [1, 10, 50]);
  return {
    lines: [
      "the proof of one policy: all rules, all its places, everything that one debtor may do",
      ...lines.map(({ text }) => text),
      `the whole library from cold, a process each: ${seconds.toFixed(1)} s of two cores, at most ${mebibytes.toFixed(0)} MiB`,
      "growth with steps (one state), and with places (ten steps)",
      ...told("steps", steps),
      ...told("places", places),
    ],
    promises: [
      { what: "p95 of the proof of one policy, in s", value: Math.max(...lines.map(({ p95 }) => p95)), under: 2 },
      { what: "the whole library from cold, in s", value: seconds, under: 30 },
      { what: "memory of a proof, in MiB", value: mebibytes, under: 512 },
      // A little more than linear is noise.
      { what: "fifty places, to the same fifty ten at a time", value: growthOfPlaces(), under: 1.2 },
    ],
  };
}

const out = (line: string): void => void process.stdout.write(`${line}\n`);

if (import.meta.main) {
  const [flag, file] = process.argv.slice(2);
  if (flag === ALONE && file !== undefined) await alone(file);
  else {
    const { lines, promises } = await proveBench();
    for (const line of lines) out(line);
    for (const { what, value, under } of promises)
      out(`${value < under ? "kept    " : "NOT KEPT"}  ${what}: ${value.toFixed(2)}, promised under ${under}`);
  }
}
