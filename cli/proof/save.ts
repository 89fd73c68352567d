/** Findings as tests: written down beside a policy, each held against the policy before it is kept. */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { runPolicyTest } from "../../engine/index.ts";
import type { Task, Verdict } from "../../engine/index.ts";
import { readerOf } from "../policy-file.ts";
import type { Proved } from "./certify.ts";
import { storyOf } from "./story.ts";

export interface Saved {
  /** Rules whose story was written. */
  readonly written: readonly string[];
  /** Rules whose story stands in the file already. */
  readonly known: readonly string[];
  /** Rules whose story a test can't tell, with why. */
  readonly untold: readonly { readonly rule: string; readonly why: string }[];
}

interface Beside {
  readonly file: string;
  readonly source: string;
}

/**
 * The block of a finding that passes, and fails once the rule is taken out of the law: so it is this rule that it shows. What the proof leaves
 * out, all other law, may lead the real account elsewhere.
 */
async function provenBlock(task: Task, verdict: Verdict, policy: Beside): Promise<{ readonly title: string; readonly text: string } | string> {
  const told = storyOf(task, verdict);
  if (typeof told === "string") return told;
  for (const expectation of told.expectations) {
    const text = told.block(expectation);
    if ((await passes(task, text, policy, null)) && !(await passes(task, text, policy, verdict.rule.id))) return { title: told.title, text };
  }
  return "with all law in force the account comes by another way";
}

async function passes(task: Task, text: string, policy: Beside, without: string | null): Promise<boolean> {
  const { compileTests } = await import("../../dsl/index.ts");
  const law = { places: [...new Set([task.place, ...task.within, ...task.policy.places])], rules: task.rules };
  const { tests, diagnostics } = compileTests(text, `${policy.file}.story`, { lawBook: law, read: readerOf(), policy });
  const [test] = tests;
  if (test === undefined || diagnostics.some(({ severity }) => severity === "error")) return false;
  const rules = task.rules.filter(({ id }) => id !== without);
  const { calendar, series, contains } = task;
  return runPolicyTest(test, { program: { policy: task.policy, calendar }, rules, series, contains }).ok;
}

/** Writes what was found into a file of tests: what stands there already stays, and a story that is there is not written again. */
export async function saveStories(proofs: readonly Proved[], policy: Beside, target: string): Promise<Saved> {
  const before = existsSync(target) ? await readFile(target, "utf8") : "";
  const [written, known, untold, blocks]: [string[], string[], { rule: string; why: string }[], string[]] = [[], [], [], []];
  for (const { task, proof } of proofs) {
    for (const verdict of proof.verdicts.filter(({ finding }) => finding !== undefined)) {
      const { id } = verdict.rule;
      const block = await provenBlock(task, verdict, policy);
      if (typeof block === "string") untold.push({ rule: id, why: block });
      else if (before.includes(`test "${block.title}"`)) known.push(id);
      else {
        written.push(id);
        blocks.push(block.text);
      }
    }
  }
  if (blocks.length > 0) {
    const { format } = await import("../../dsl/index.ts");
    const head = before === "" ? "" : `${before.trimEnd()}\n\n`;
    const whole = `${head}${blocks.join("\n")}`;
    await writeFile(target, format(whole, target).text ?? whole);
  }
  return { written, known, untold };
}
