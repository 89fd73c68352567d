/**
 * `npm run bench -- [PART …]`: what reading, checking and running policies costs, beside what others cost in the same run. Prints figures and ratios; `--check`
 * ends with 1 when a promise isn't kept. It is no test: a busy machine makes slow figures, and ratios only less so.
 */
import { parseArgs } from "node:util";
import { checkStructure } from "../../dsl/check/structure/index.ts";
import { draftOf } from "../../dsl/compile/policy.ts";
import { compilePolicy } from "../../dsl/index.ts";
import { openPolicy } from "../../dsl/policy-file.ts";
import { emptyWithChevrotain, validateCopies } from "./cold.ts";
import { liveBench } from "./live.ts";
import { measure, type Figures } from "./measure.ts";
import { cedar, langium } from "./peers.ts";
import { permitBench } from "./permit.ts";
import { policyOfLines } from "./policies.ts";
import { proveBench } from "./prove.ts";

interface Promised {
  readonly what: string;
  readonly value: number;
  readonly under: number;
}

interface Told {
  readonly lines: readonly string[];
  readonly promises: readonly Promised[];
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const row = (what: string, { median, p95 }: Figures, base: Figures): string =>
  `  ${what.padEnd(50)} median ${ms(median).padStart(9)}   p95 ${ms(p95).padStart(9)}   ${(median / base.median).toFixed(2)}x`;
const out = (line: string): void => void process.stdout.write(`${line}\n`);

/** Parses and checks, structure included: what an editor does at every pause, and what Cedar and Langium do here. Nothing is hashed or kept. */
const checked = (text: string): void => {
  const { policy, diagnostics } = openPolicy(text, "bench.collect", {});
  if (policy === null) throw new Error("the measured policy can't be read");
  const problems = [...diagnostics, ...checkStructure(policy, draftOf(policy), null)].filter(({ severity }) => severity !== "hint");
  if (problems.length > 0) throw new Error(`the measured policy has problems: ${problems[0]?.message}`);
};

const warm = async (): Promise<readonly Promised[]> => {
  const text = policyOfLines(5000);
  const lines = text.split("\n").length;
  const compiled = (): void => void compilePolicy(text, "bench.collect");
  const tasks = [() => checked(text), compiled, cedar(text.length), await langium(text)];
  const [mine, whole, theirs, other] = await measure(tasks, 15, 40);
  if (mine === undefined || whole === undefined || theirs === undefined || other === undefined) return [];
  out(`one policy of ${lines} lines, ${(text.length / 1000).toFixed(0)} kB, warm`);
  out(row("Collect: parse and check", mine, mine));
  out(row("Collect: the same, compiled and named by its hash", whole, mine));
  out(row("Cedar: parse and validate, same size", theirs, mine));
  out(row("Langium: parse, link and validate, same text", other, mine));
  return [
    { what: "p95 of parse and check, in ms", value: mine.p95, under: 60 },
    { what: "ratio to Cedar", value: mine.median / theirs.median, under: 1 },
    { what: "ratio to Cedar, compiling too", value: whole.median / theirs.median, under: 1 },
    { what: "ratio to Langium", value: mine.median / other.median, under: 1 },
  ];
};

const cold = async (): Promise<readonly Promised[]> => {
  const { checked: alone, first, again, clear } = validateCopies("examples/b2b-standard", 20);
  try {
    const [bare, said, fresh, seen] = await measure([emptyWithChevrotain(), alone, first, again], 3, 15);
    if (bare === undefined || said === undefined || fresh === undefined || seen === undefined) return [];
    out("\n`collect validate` on 20 policies with their letters and certificates, a new process each time; no proof is made here: each is kept");
    out(row("empty process that imports chevrotain", bare, bare));
    out(row("never seen, what they say alone (--no-cache --no-proof)", said, bare));
    out(row("never seen, with verdicts (--no-cache)", fresh, bare));
    out(row("validated before, with verdicts (no flags)", seen, bare));
    return [
      { what: "20 policies never seen, what they say alone, in s", value: said.median / 1000, under: 0.7 },
      { what: "20 policies never seen, with kept proofs, in s", value: fresh.median / 1000, under: 0.7 },
      { what: "20 policies seen before, with kept proofs, to an empty process", value: seen.median / bare.median, under: 2 },
    ];
  } finally {
    clear();
  }
};

const told = async (bench: () => Promise<Told>): Promise<readonly Promised[]> => {
  const { lines, promises } = await bench();
  for (const line of ["", ...lines, ""]) out(line);
  return promises;
};

const PARTS: Readonly<Record<string, () => Promise<readonly Promised[]>>> = {
  permit: () => told(permitBench),
  prove: () => told(proveBench),
  warm,
  cold,
  live: () => told(liveBench),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean", default: false } } });
const unknown = positionals.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(", ")}: there is ${Object.keys(PARTS).join(", ")}`);

const promises: Promised[] = [];
for (const [name, part] of Object.entries(PARTS)) if (positionals.length === 0 || positionals.includes(name)) promises.push(...(await part()));
for (const { what, value, under } of promises)
  out(`${value < under ? "kept    " : "NOT KEPT"}  ${what}: ${value.toFixed(2)}, promised under ${under}`);
if (values.check && promises.some(({ value, under }) => value >= under)) process.exitCode = 1;
