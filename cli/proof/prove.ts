/** Proves a policy in its places, with progress. What is loaded here takes its time: ask for it only where something is to be proved. */
import { verify, type LocalDay } from "../../engine/index.ts";
import { contentsBy } from "../contents.ts";
import { progress } from "../terminal/progress.ts";
import type { Certificate } from "./certificate.ts";
import { certificateOf, type Proved } from "./certify.ts";
import { keyOf, ruleDigests, type Program } from "./key.ts";
import { tasksOf } from "./tasks.ts";

export interface Extent {
  readonly today: LocalDay;
  readonly moves: number;
  /** Most runs that are looked at, for each place. */
  readonly runs: number;
}

/** As far as a proof goes where nobody says otherwise. */
export const USUAL: Pick<Extent, "moves" | "runs"> = { moves: 1, runs: 100_000 };

/** The proofs of a policy, place by place. @throws Failure where no calendar or clock is known for one of them */
export async function proved({ policy, letters, law }: Program, { today, moves, runs }: Extent): Promise<readonly Proved[]> {
  const tasks = tasksOf({ policy, law, contains: await contentsBy(letters), today, depth: moves, runs });
  const bar = progress(`proving "${policy.name}"`, "parts", tasks.length * PARTS);
  const found: Proved[] = [];
  for (const [i, task] of tasks.entries()) {
    const looked = (done: number, of: number): void => bar.at(Math.floor((i + done / of) * PARTS));
    found.push({ task, proof: verify({ ...task, looked }) });
    // Gives way, so that Ctrl-C is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  bar.end();
  return found;
}

const PARTS = 100;

/** Proves, and writes down what came of it. Throws like `proved`. */
export const prove = async (program: Program, extent: Extent): Promise<Certificate> =>
  certificateOf(await proved(program, extent), await keyOf(program), ruleDigests(program));
