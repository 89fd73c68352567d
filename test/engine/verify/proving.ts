/** Proofs of policies that are written down in a test. */
import { compilePolicy } from "../../../dsl/index.ts";
import { localDay, parseDay, verify, type StepAction } from "../../../engine/index.ts";
import type { Certificate } from "../../../cli/proof/certificate.ts";
import { certificateOf, type Proved } from "../../../cli/proof/certify.ts";
import { tasksOf } from "../../../cli/proof/tasks.ts";
import { loadLawBook } from "../../../policies/index.ts";

export const law = await loadLawBook();

const FIRST = "2026-11-30";

interface Written {
  readonly source: string;
  /** Content ids by template. */
  readonly letters?: Readonly<Record<string, readonly string[]>>;
  /** First day of the runs. */
  readonly today?: string;
  readonly moves?: number;
  readonly runs?: number;
}

const proofs = new Map<Written, readonly Proved[]>();

/** Forgets all proofs, for who changed the verifier meanwhile. */
export const forget = (): void => proofs.clear();

/** The proofs of a policy's places, each policy proved once. @throws when it doesn't compile */
export function provedOf(written: Written): readonly Proved[] {
  const known = proofs.get(written) ?? prove(written);
  proofs.set(written, known);
  return known;
}

function prove({ source, letters = {}, today = FIRST, moves = 1, runs = 100_000 }: Written): readonly Proved[] {
  const { policy, diagnostics } = compilePolicy(source, "test.collect", { lawBook: law });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (policy === null || errors.length > 0) throw new Error(errors.map(({ code, message, span }) => `${span.line}: ${code} ${message}`).join("\n"));
  const contains = (action: StepAction) => (action.kind === "contact" ? letters[action.template] : undefined);
  return tasksOf({ policy, law, contains, today: parseDay(today) ?? localDay(0), depth: moves, runs }).map((task) => ({ task, proof: verify(task) }));
}

const keyOf = ({ letters = {} }: Written, [first]: readonly Proved[]): Certificate["key"] => ({
  tool: "test",
  policy: first?.task.policy.hash ?? "",
  letters: JSON.stringify(letters),
  lawBook: law.hash,
  calendar: "test",
});

export const certificateFor = (written: Written): Certificate => certificateOf(provedOf(written), keyOf(written, provedOf(written)));
