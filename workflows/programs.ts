/** What an account runs under, loaded once for each policy. */
import type { Ledger } from "../ledger/index.ts";

/** A policy as the ledger keeps it, with everything that it needs to decide and to write. */
export type StoredProgram = NonNullable<Awaited<ReturnType<Ledger["loadProgram"]>>>;

/** The policy that an account names was never stored, so nothing may be decided for it. */
export class UnknownPolicyError extends Error {
  readonly policy: string;
  constructor(policy: string) {
    super(`the policy ${policy.slice(0, 12)} is not in the ledger; import the accounts again with their policy`);
    this.name = "UnknownPolicyError";
    this.policy = policy;
  }
}

export type Programs = (policyHash: string) => Promise<StoredProgram>;

/**
 * Loads each policy once, or once in every `freshFor` milliseconds for a process that runs on while letters and law are
 * changed under it. What it gives out rejects with `UnknownPolicyError` for a hash that was never stored.
 */
export const programsOf = (ledger: Ledger, freshFor = Number.POSITIVE_INFINITY): Programs => {
  const loaded = new Map<string, { readonly program: Promise<StoredProgram>; readonly since: number }>();
  return (hash) => {
    const known = loaded.get(hash);
    const now = performance.now();
    if (known !== undefined && now - known.since < freshFor) return known.program;
    const program = ledger.loadProgram(hash).then((stored) => {
      if (stored === null) throw new UnknownPolicyError(hash);
      return stored;
    });
    loaded.set(hash, { program, since: now });
    // A database that was away for a moment must not be remembered as a policy that can't be had.
    program.catch(() => loaded.delete(hash));
    return program;
  };
};
