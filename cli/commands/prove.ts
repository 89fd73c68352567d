import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { writeFile } from "node:fs/promises";
import { localDay, parseDay, verify } from "../../engine/index.ts";
import type { LocalDay } from "../../engine/index.ts";
import { certificateOf, type Certificate, type Proved } from "../proof/certificate.ts";
import { differencesOf } from "../proof/check.ts";
import { proofText } from "../proof/report.ts";
import { tasksOf } from "../proof/tasks.ts";
import { contentsBy } from "../contents.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { readText } from "../files.ts";
import { answer, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { programFrom } from "../program.ts";
import { toolVersion } from "../tool-version.ts";
import { progress } from "../terminal/progress.ts";

const EXAMPLES = `
Examples:
  $ collect prove policy.collect
  $ collect prove policy.collect --place US --moves 2
  $ collect prove policy.collect --out policy.certificate.json
  $ collect prove policy.collect --check policy.certificate.json

Runs the policy in virtual time from days that stand for all days, with accounts that stand for all accounts, against everything that a debtor
may do: pay, dispute, promise, opt out, die, go bankrupt, and what each rule of the place looks at. Every wish of the policy is held against
every rule that binds there, at every instant at which it may leave. Of each rule it says:
  by design   no run meets it
  by guard    some run would break it; the guard holds it up (so many days), or the step lapses. The shortest such story is told
  broken      the policy wants what no waiting makes lawful: a missing text, a missing notice, too high a fee
  incomplete  not all runs were looked at (--runs)
It never says that a business complies with the law: what it rests on is listed as assumptions.

Exit: 0 nothing broken · 4 something is broken (with --strict: or only kept by the guard) · 5 not all runs were looked at`;

interface Options {
  readonly place?: string | undefined;
  readonly moves: number;
  readonly runs: number;
  readonly today?: LocalDay | undefined;
  readonly strict: boolean;
  readonly out?: string | undefined;
  readonly check?: string | undefined;
  readonly format: Format;
}

const DAY_MS = 86_400_000;

const wholeNumber = (most: number) => (text: string) => {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > most) throw new InvalidArgumentError(`a whole number up to ${most}, please.`);
  return n;
};

const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new InvalidArgumentError("write a date as 2026-11-23.");
  return read;
};

const provedIn = async (file: string, options: Pick<Options, "place" | "moves" | "runs" | "today">): Promise<Certificate> => {
  const { policy, letters, law } = await programFrom(file);
  const { place, moves, runs } = options;
  if (place !== undefined && !policy.places.includes(place))
    throw new Failure(`${file} does not name ${place}; its places are ${policy.places.join(", ")}`);
  const today = options.today ?? localDay(Math.floor(Date.now() / DAY_MS));
  const wish = {
    policy: place === undefined ? policy : { ...policy, places: [place] },
    law,
    contains: await contentsBy(letters),
    today,
    depth: moves,
    runs,
  };
  const tasks = tasksOf(wish);
  const bar = progress("proving", "places", tasks.length);
  const proved: Proved[] = [];
  for (const [i, task] of tasks.entries()) {
    proved.push({ task, proof: verify(task) });
    bar.at(i + 1);
    // Gives way, so that progress shows and Ctrl-C is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  bar.end();
  return certificateOf(proved, { tool: await toolVersion(), lawBook: law.hash });
};

const exitCodeOf = ({ verdicts }: Certificate, strict: boolean): number => {
  const has = (word: string): boolean => verdicts.some(({ verdict }) => verdict === word);
  if (has("broken") || (strict && has("by-guard"))) return EXIT.unlawful;
  return has("incomplete") ? EXIT.incomplete : EXIT.clean;
};

/** Proves it again as the certificate was made, and says what is different. */
const checkAgainst = async (file: string, certificateFile: string, format: Format): Promise<void> => {
  const { certificate, reasons: unread } = readCertificate(await readText(certificateFile));
  const reasons = certificate === null ? unread : differencesOf(certificate, await provedIn(file, replayOf(certificate)));
  const ok = reasons.length === 0;
  answer(format, { ok, reasons }, () =>
    ok ? "the certificate holds" : `the certificate doesn't hold:\n${reasons.map((one) => `  ${one}`).join("\n")}`,
  );
  if (!ok) leaveWith(EXIT.errors);
};

const MOST_RUNS = 1_000_000;

const replayOf = ({ moves, today, runs, places }: Certificate): Pick<Options, "place" | "moves" | "runs" | "today"> => {
  const began = parseDay(today);
  const only = places.length === 1 ? places[0]?.place : undefined;
  return { moves, runs, ...(began === null ? {} : { today: began }), ...(only === undefined ? {} : { place: only }) };
};

const readCertificate = (text: string): { readonly certificate: Certificate | null; readonly reasons: readonly string[] } => {
  try {
    const read = JSON.parse(text) as Partial<Certificate>;
    if (read.format === 1 && Array.isArray(read.verdicts) && Array.isArray(read.places)) return { certificate: read as Certificate, reasons: [] };
    return { certificate: null, reasons: ["this is no certificate of `collect prove`"] };
  } catch {
    return { certificate: null, reasons: ["this is no JSON"] };
  }
};

const proveFile = async (file: string, options: Options): Promise<void> => {
  const { format, strict, out, check } = options;
  if (check !== undefined) return checkAgainst(file, check, format);
  const certificate = await provedIn(file, options);
  if (out !== undefined) {
    await writeFile(out, `${JSON.stringify({ version: 1, ...certificate }, null, 2)}\n`);
    warn(`wrote ${out}`);
  }
  answer(format, { ...certificate }, () => proofText(certificate));
  leaveWith(exitCodeOf(certificate, strict));
};

/** `collect prove POLICY` */
export const prove = () =>
  new Command("prove")
    .description("prove that no run of a policy breaks the law, or show the shortest one that would")
    .argument("<policy>", "policy file (.collect)")
    .option("--place <place>", "only in this place of the policy")
    .option("--moves <n>", "most things that a debtor does in one run", wholeNumber(3), 1)
    .option("--runs <n>", "most runs that are looked at, for each place", wholeNumber(MOST_RUNS), 100_000)
    .option("--today <date>", "first day of the runs (default: today)", day)
    .option("--strict", "what only the guard prevents counts as broken", false)
    .option("--out <file>", "write the certificate")
    .option("--check <file>", "prove again what a certificate says, and compare")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((policy, options) => proveFile(policy, options));
