/** Policies in a worker's memory, one of each for all its accounts: decoded for each account anew, they would be most of what an account weighs. */
import type { CompiledPolicy } from "../../engine/model/policy.ts";

const known = new Map<string, CompiledPolicy>();

/** The policy as it is known already. One hash names one policy, so a replay can't tell the difference. */
export const sharedPolicy = (policy: CompiledPolicy): CompiledPolicy => {
  const one = known.get(policy.hash) ?? policy;
  known.set(one.hash, one);
  return one;
};
