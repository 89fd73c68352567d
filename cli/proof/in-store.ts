/** Proofs of the policies that a store's accounts run under: noted when a policy is taken in, asked for before anything leaves. */
import { formatDay, localDay } from "../../engine/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { warn } from "../output.ts";
import type { Store } from "../store.ts";
import type { Certificate, VerdictLine } from "./certificate.ts";
import { changedSince } from "./check.ts";
import { keyOf, type Program, type ProofKey } from "./key.ts";
import { certificateFor } from "./kept.ts";

/** Of a certificate, what running depends on. */
interface Note {
  readonly key: ProofKey;
  readonly until: string;
  readonly broken: readonly Pick<VerdictLine, "place" | "rule" | "why">[];
  readonly incomplete: number;
}

type Runtime = "local" | "temporal";

const nameOf = (policyHash: string): string => `proof ${policyHash}`;

const noteOf = ({ key, until, verdicts }: Certificate): Note => ({
  key,
  until,
  broken: verdicts.flatMap(({ verdict, place, rule, why = "" }) => (verdict === "broken" ? [{ place, rule, why }] : [])),
  incomplete: verdicts.filter(({ verdict }) => verdict === "incomplete").length,
});

const readNote = async ({ ledger }: Store, policyHash: string): Promise<Note | null> => {
  const text = await ledger.setting(nameOf(policyHash));
  return text === null ? null : (JSON.parse(text) as Note);
};

const dayOf = ({ ledger }: Store) => localDay(Math.floor(ledger.clock() / 86_400_000));

/** Proves a policy, unless a proof of it is kept, and notes it in the store. Throws like `certificateFor`. */
export async function noteProof(store: Store, program: Program, file: string | null): Promise<Certificate> {
  const { policy } = program;
  const wanted = { file, key: await keyOf(program), places: policy.places, today: dayOf(store), program: () => Promise.resolve(program) };
  const certificate = await certificateFor(wanted);
  await store.ledger.setSetting(nameOf(policy.hash), JSON.stringify(noteOf(certificate)));
  return certificate;
}

/** Takes a policy in with its proof. What is wrong is told here already, but only `run` refuses. */
export async function takeInProof(store: Store, program: Program, file: string): Promise<void> {
  try {
    const { broken, incomplete } = noteOf(await noteProof(store, program, file));
    const [first] = broken;
    if (first !== undefined) warn(`"${program.policy.name}" breaks ${first.rule} in ${first.place}, so that nothing will run: ${TELLS} ${file}"`);
    else if (incomplete > 0) warn(`the proof of "${program.policy.name}" is incomplete, so that nothing will run: ${TELLS} ${file}"`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    warn(`"${program.policy.name}" can't be proved (${error.message}): "collect run" will ask for --without-proof`);
  }
}

const TELLS = 'it is told by "collect validate';

/** Programs under which accounts run. */
export async function storedPrograms({ ledger }: Store, runtime?: Runtime): Promise<readonly Program[]> {
  const rows = (await ledger.accounts()).filter((row) => runtime === undefined || row.runtime === runtime);
  const programs = await Promise.all([...new Set(rows.map(({ policy }) => policy))].map((hash) => ledger.loadProgram(hash)));
  return programs.flatMap((program) => (program === null ? [] : [{ policy: program.policy, letters: program.letters, law: program.lawBook }]));
}

/** What keeps a policy from running, with the exit code of it; null: nothing does. */
async function objectionTo(store: Store, program: Program, where: string): Promise<Failure | null> {
  const { policy } = program;
  const note = await readNote(store, policy.hash);
  const prove = `"collect prove ${where}" proves it`;
  if (note === null) return new Failure(`"${policy.name}" was never proved to keep the law: ${prove}, ${OR}`, EXIT.incomplete);
  const over = formatDay(dayOf(store)) > note.until ? [`it held until ${note.until}`] : [];
  const [changed] = [...changedSince(note.key, await keyOf(program)), ...over];
  if (changed !== undefined) return new Failure(`the proof of "${policy.name}" fits no more (${changed}): ${prove}, ${OR}`, EXIT.incomplete);
  const [first] = note.broken;
  if (first !== undefined) {
    const more = note.broken.length > 1 ? ` (and ${note.broken.length - 1} more)` : "";
    const wayOut = `"collect validate" tells the story; change the policy and import it anew, ${OR}`;
    return new Failure(`"${policy.name}" breaks ${first.rule} in ${first.place}: ${first.why}${more} ${wayOut}`, EXIT.unlawful);
  }
  if (note.incomplete === 0) return null;
  return new Failure(`the proof of "${policy.name}" is incomplete: "collect prove POLICY --runs" goes further, ${OR}`, EXIT.incomplete);
}

const OR = "or say --without-proof: then the guard alone holds back what is unlawful";

/** The folder of a store, as the command line names it. */
const optionOf = ({ folder }: Store): string => `--store ${folder}`;

/** @throws Failure for a policy without a proof that fits, or with one that says that it breaks the law. */
export async function requireProofs(store: Store, runtime: Runtime): Promise<void> {
  for (const program of await storedPrograms(store, runtime)) {
    const objection = await objectionTo(store, program, optionOf(store));
    if (objection !== null) throw objection;
  }
}

/** For proposals, which send nothing: what would keep the policies from running, one line each. */
export async function missingProofs(store: Store, runtime: Runtime): Promise<readonly string[]> {
  const objections = await Promise.all((await storedPrograms(store, runtime)).map((program) => objectionTo(store, program, optionOf(store))));
  return objections.flatMap((one) => (one === null ? [] : [one.message]));
}
