import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { writeFile } from "node:fs/promises";
import { localDay, parseDay } from "../../engine/index.ts";
import type { LocalDay } from "../../engine/index.ts";
import { certificateText, readCertificate, type Certificate } from "../proof/certificate.ts";
import { differencesOf } from "../proof/check.ts";
import { exitCodeOf } from "../proof/exit.ts";
import { proofText } from "../proof/report.ts";
import { noteProof, storedPrograms } from "../proof/in-store.ts";
import { prove as proveProgram, USUAL } from "../proof/prove.ts";
import { day } from "../proof/options.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { readText } from "../files.ts";
import { answer, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { programFrom } from "../program.ts";
import { withStore } from "../store.ts";

const EXAMPLES = `
Examples:
  $ collect prove policy.collect
  $ collect prove policy.collect --place US --moves 2
  $ collect prove policy.collect --out policy.certificate.json
  $ collect prove policy.collect --check policy.certificate.json
  $ collect prove --store .collect

Runs the policy in virtual time from days that stand for all days, with accounts that stand for all accounts, against everything that a debtor
may do: pay, dispute, promise, opt out, die, go bankrupt, and what each rule of the place looks at. Every wish of the policy is held against
every rule that binds there, at every instant at which it may leave. Of each rule it says:
  by design   no run meets it
  by guard    some run would break it; the guard holds it up (so many days), or the step lapses. The shortest such story is told
  broken      the policy wants what no waiting makes lawful: a missing text, a missing notice, too high a fee
  incomplete  not all runs were looked at (--runs)
With --store it proves the policies that a store's accounts run under, and notes it there: "collect run" asks for that.
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
  readonly store?: string | undefined;
  readonly format: Format;
}

const DAY_MS = 86_400_000;

const wholeNumber = (most: number) => (text: string) => {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > most) throw new InvalidArgumentError(`a whole number up to ${most}, please.`);
  return n;
};

const provedIn = async (file: string, options: Pick<Options, "place" | "moves" | "runs" | "today">): Promise<Certificate> => {
  const program = await programFrom(file);
  const { policy } = program;
  const { place, moves, runs } = options;
  if (place !== undefined && !policy.places.includes(place))
    throw new Failure(`${file} does not name ${place}; its places are ${policy.places.join(", ")}`);
  const today = options.today ?? localDay(Math.floor(Date.now() / DAY_MS));
  return proveProgram({ ...program, policy: place === undefined ? policy : { ...policy, places: [place] } }, { today, moves, runs });
};

/** Proves it again as the certificate was made, and says what is different. */
const checkAgainst = async (file: string, certificateFile: string, format: Format): Promise<void> => {
  const read = readCertificate(await readText(certificateFile));
  const reasons = typeof read === "string" ? [read] : differencesOf(read, await provedIn(file, replayOf(read)));
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

const proveFile = async (file: string, options: Options): Promise<void> => {
  const { format, strict, out, check } = options;
  if (check !== undefined) return checkAgainst(file, check, format);
  const certificate = await provedIn(file, options);
  if (out !== undefined) {
    await writeFile(out, certificateText(certificate));
    warn(`wrote ${out}`);
  }
  answer(format, { ...certificate }, () => proofText(certificate));
  leaveWith(exitCodeOf(certificate.verdicts, strict));
};

/** Proves what the accounts of a store run under, from what the store holds, and notes it there. */
const proveStore = (folder: string, { format, strict }: Options): Promise<void> =>
  withStore(folder, {}, async (store) => {
    const certificates: Certificate[] = [];
    for (const program of await storedPrograms(store)) certificates.push(await noteProof(store, program, null));
    answer(format, { policies: certificates }, () =>
      certificates.length === 0 ? "No account runs here yet." : certificates.map(proofText).join("\n\n"),
    );
    const verdicts = certificates.flatMap((one) => one.verdicts);
    leaveWith(exitCodeOf(verdicts, strict));
  });

const start = async (file: string | undefined, options: Options): Promise<void> => {
  if (file !== undefined && options.store !== undefined) throw new Failure("a store holds its own policies: name a policy or --store, not both");
  if (file !== undefined) return proveFile(file, options);
  if (options.store === undefined) throw new Failure('name a policy, or a store with --store DIR: "collect prove policy.collect"');
  return proveStore(options.store, options);
};

/** `collect prove POLICY` */
export const prove = () =>
  new Command("prove")
    .description("prove that no run of a policy breaks the law, or show the shortest one that would")
    .argument("[policy]", "policy file (.collect)")
    .option("--place <place>", "only in this place of the policy")
    .option("--moves <n>", "most things that a debtor does in one run", wholeNumber(3), USUAL.moves)
    .option("--runs <n>", "most runs that are looked at, for each place", wholeNumber(MOST_RUNS), USUAL.runs)
    .option("--today <date>", "first day of the runs (default: today)", day)
    .option("--strict", "what only the guard prevents counts as broken", false)
    .option("--out <file>", "write the certificate")
    .option("--check <file>", "prove again what a certificate says, and compare")
    .option("--store <dir>", "prove the policies of this store's accounts, and note it there")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((policy, options) => start(policy, options));
