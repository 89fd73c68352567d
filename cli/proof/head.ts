/** Of a policy that was checked, what asking for its proof takes: small enough to be kept with what the check found. */
import type { CompiledPolicy, LawBook, Place } from "../../engine/index.ts";
import type { LawAtHand, PolicyFile } from "../policy-file.ts";
import { keyOf, type ProofKey } from "./key.ts";
import { linesOf, type PolicyLines } from "./lines.ts";

export interface ProofHead {
  readonly key: ProofKey;
  readonly places: readonly Place[];
  readonly lines: PolicyLines;
}

const isWhole = (law: LawAtHand): law is LawBook => "hash" in law && law.rules !== undefined;

/** Null where there is nothing to prove: the policy or one of its letters has errors, or there is no law at hand. */
export async function headOf({ policy, diagnostics, letters }: PolicyFile, law: LawAtHand): Promise<ProofHead | null> {
  if (policy === null || !isWhole(law) || diagnostics.some(({ severity }) => severity === "error")) return null;
  const sources = Object.fromEntries(Object.entries(letters).map(([key, { source }]) => [key, source]));
  return headOfProgram({ policy, letters: sources, law });
}

export const headOfProgram = async (program: {
  readonly policy: CompiledPolicy;
  readonly letters: Readonly<Record<string, string>>;
  readonly law: LawBook;
}): Promise<ProofHead> => ({ key: await keyOf(program), places: program.policy.places, lines: linesOf(program.policy) });
