/** Who collects, as a policy tells it. */
import type { Collector, Role } from "./facts.ts";

/**
 * The collector of a policy. Whether its business reclaims turnover tax a policy can't say: it is taken to, since then less may be charged.
 */
export const collectorOf = (role: Role): Collector => ({ role, facts: ["recovers-vat"] });
