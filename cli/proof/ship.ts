/**
 * `npm run certificates`: the certificates of the policies that ship, made anew where they no longer fit. `--check` only says which don't and
 * ends with 1; `--all` proves every one again, so that with `--check` it says whether they would come out the same.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseDay } from "../../engine/index.ts";
import { libraryNames } from "../../policies/index.ts";
import { STARTER, starterFiles } from "../init-files.ts";
import { lawBook } from "../law-cache.ts";
import { runnablePolicy } from "../policy-file.ts";
import { ROOT } from "../stamp.js";
import { findPolicies } from "../testing/find.ts";
import { certificateText, readCertificate, type Certificate } from "./certificate.ts";
import { changedRules, differencesOf } from "./check.ts";
import { keyOf, ruleDigests, type Program } from "./key.ts";
import { besideOf, staleBy, today } from "./kept.ts";

export interface Shipped {
  readonly name: string;
  /** Where its certificate lies. */
  readonly path: string;
  readonly program: Program;
}

/** What `collect init` writes, as it would be read from a folder of its own. */
async function starter(): Promise<Shipped> {
  const { compilePolicy } = await import("../../dsl/index.ts");
  const law = await lawBook();
  const files = await starterFiles();
  const { policy } = compilePolicy(files["policy.collect"] ?? "", "policy.collect", { lawBook: law });
  if (policy === null) throw new Error("the policy of `collect init` doesn't compile");
  const letters = Object.entries(files).flatMap(([path, text]) => (path.startsWith("letters/") ? [[path.slice(8, -4), text] as const] : []));
  return { name: "collect init", path: STARTER, program: { policy, letters: Object.fromEntries(letters), law } };
}

/** Every policy that ships, with where its certificate lies: the library, the example, and what `collect init` writes. */
export async function shippedPolicies(): Promise<readonly Shipped[]> {
  const law = await lawBook();
  const folders = [...libraryNames().map((name) => join(ROOT, "policies", "library", name)), join(ROOT, "examples", "b2b-standard")];
  const found = await findPolicies(folders);
  const shipped = found.map(async ({ policy: file }): Promise<Shipped> => {
    const program = { ...(await runnablePolicy(file, law)), law };
    return { name: relative(ROOT, file), path: besideOf(file), program };
  });
  return [...(await Promise.all(shipped)), await starter()];
}

/** The certificate that lies there, or why there is none. */
export function shippedCertificate({ path }: Shipped): Certificate | string {
  try {
    return readCertificate(readFileSync(path, "utf8"));
  } catch {
    return "there is none";
  }
}

/** What keeps a policy's certificate from fitting; none: it fits. Asks no clock: on its own first day every certificate holds. */
export async function misfits(shipped: Shipped): Promise<readonly string[]> {
  const read = shippedCertificate(shipped);
  if (typeof read === "string") return [read];
  const { program } = shipped;
  const began = parseDay(read.today);
  if (began === null) return ["its first day is no date"];
  const wanted = { key: await keyOf(program), places: program.policy.places, today: began, program: () => Promise.resolve(program) };
  const stale = await staleBy(read, wanted);
  return stale.length === 0 ? [] : [...stale, ...changedRules(read.rules, ruleDigests(program))];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function look(shipped: Shipped, { check, all }: { readonly check: boolean; readonly all: boolean }): Promise<boolean> {
  const { name, path, program } = shipped;
  const why = await misfits(shipped);
  if (why.length === 0 && !all) return true;
  if (check && !all) {
    say(`stale  ${name}: ${why.join("; ")}`);
    return false;
  }
  const { prove, USUAL } = await import("./prove.ts");
  const before = shippedCertificate(shipped);
  const began = typeof before === "string" || !check ? today() : (parseDay(before.today) ?? today());
  const made = await prove({ ...program, policy: { ...program.policy, file: "policy.collect" } }, { today: began, ...USUAL });
  const different = typeof before === "string" ? why : differencesOf(before, made);
  if (check) say(`${different.length === 0 ? "holds" : "differs"}  ${name}${different.map((one) => `\n  ${one}`).join("")}`);
  else {
    writeFileSync(path, certificateText(made));
    say(`made   ${name}: ${why.join("; ") || "as you asked"}`);
  }
  return !check || different.length === 0;
}

async function main(args: readonly string[]): Promise<void> {
  const asked = { check: args.includes("--check"), all: args.includes("--all") };
  let fit = true;
  for (const shipped of await shippedPolicies()) fit = (await look(shipped, asked)) && fit;
  if (!fit) process.exitCode = 1;
  else if (asked.check) say("every certificate fits");
}

if (process.argv[1]?.endsWith("ship.ts") === true) await main(process.argv.slice(2));
