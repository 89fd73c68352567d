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

/** Loads each policy once. What it gives out rejects with `UnknownPolicyError` for a hash that was never stored. */
export const programsOf = (ledger: Ledger): Programs => {
  const loaded = new Map<string, Promise<StoredProgram>>();
  return (hash) => {
    const known = loaded.get(hash);
    if (known !== undefined) return known;
    const loading = ledger.loadProgram(hash).then((program) => {
      if (program === null) throw new UnknownPolicyError(hash);
      return program;
    });
    loaded.set(hash, loading);
    // A database that was away for a moment must not be remembered as a policy that can't be had.
    loading.catch(() => loaded.delete(hash));
    return loading;
  };
};
