/** Measures one file: asks a process of its own for every mutant, and begins another where one hangs or is spoilt. */
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { refusedOf } from "./compiles.ts";
import { switchedTextOf, type Mutant } from "./mutants.ts";
import type { Task, Told } from "./protocol.ts";

/** How a mutant fared. `hangs` counts as found out: its tests didn't end. `refused`: it doesn't compile, and no test is asked. */
export type Fate = "found-out" | "hangs" | "survives" | "not-reached" | "refused";
export interface Judged extends Mutant {
  readonly fate: Fate;
  /** The test that found it out. */
  readonly by?: string;
}

const CHILD = new URL("child.ts", import.meta.url);
/** Neither a mutant nor the loading of all tests takes so long, in milliseconds, even on a busy machine. */
const PATIENCE = 180_000;

export interface Asked {
  readonly file: string;
  readonly tests: readonly string[];
  readonly folder: string;
  /** Leaves out those of which the answer is known. */
  readonly wanted: (mutant: Mutant) => boolean;
  /** Called with each that is answered, and how many are still to be asked. */
  readonly judged: (mutant: Judged, left: number) => void;
}

interface Answers {
  readonly fates: Map<string, Pick<Judged, "fate" | "by">>;
  readonly answer: (id: string, fate: Pick<Judged, "fate" | "by">) => void;
  /** Lines that are passed as a module is loaded and by no test: asked again with the mutant at work from before the loading. */
  readonly loaded: Set<string>;
}

/** Asks for every mutant of a file that is wanted. Throws when a test fails with no mutant at work. */
export async function measure({ file, tests, folder, wanted, judged }: Asked): Promise<void> {
  const { code, mutants } = await switchedTextOf(file);
  const at = join(folder, "switched", file);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, code);
  const asked = mutants.filter(wanted);
  if (asked.length === 0) return;
  const fates: Answers["fates"] = new Map();
  const answers: Answers = {
    fates,
    loaded: new Set(),
    answer: (id, fate) => {
      fates.set(id, fate);
      const mutant = asked.find((one) => one.id === id);
      if (mutant !== undefined) judged({ ...mutant, ...fate }, asked.length - fates.size);
    },
  };
  for (const id of refusedOf(file, asked)) answers.answer(id, { fate: "refused" });
  const common = { file, code: at, tests };
  for (;;) {
    const left = asked.map(({ id }) => id).filter((id) => !fates.has(id) && !answers.loaded.has(id));
    if (left.length === 0) break;
    await ask({ ...common, mutants: left, fromTheStart: false }, answers);
  }
  for (const id of answers.loaded) await ask({ ...common, mutants: [id], fromTheStart: true }, answers);
}

/** One process; resolves when it has ended, with all answered that it answered. */
function ask(task: Task, { answer, loaded }: Answers): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [JSON.stringify(task)], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    let stderr = "";
    let broken: string | null = null;
    let begun: string | null = null;
    child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
    let watch = setTimeout(() => undefined, 0);
    const wait = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    };
    wait();
    child.on("message", (message: Told) => {
      wait();
      if (message.what === "broken") broken = `${message.test}: ${message.why}`;
      else if (message.what === "begins") begun = message.id;
      else if (message.what === "found-out") answer(message.id, { fate: "found-out", by: message.by });
      else if (message.what === "survives") {
        if (message.loaded && message.tests === 0) loaded.add(message.id);
        else answer(message.id, { fate: message.tests === 0 ? "not-reached" : "survives" });
      }
      if (message.what !== "begins") begun = null;
    });
    child.on("exit", (status) => {
      clearTimeout(watch);
      if (broken !== null) reject(new Error(`fails with no mutant at work: ${broken}`));
      else if (begun !== null) {
        // It was killed, or brought the process down.
        answer(begun, { fate: "hangs" });
        resolve();
      } else if (status !== 0) reject(new Error(`the tests can't be run: ${stderr.slice(-2_000)}`));
      else resolve();
    });
  });
}
