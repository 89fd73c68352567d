import { createHash } from "node:crypto";
import type { Instant, Permit } from "../../engine/index.ts";
import type { GuardRequest } from "../ledger.ts";

/** The same for the same grant of a request, whoever asks again: providers recognise a repeated message by it. It tells nothing about the account. */
export const permitIdOf = (requestId: string, grants: number): string =>
  createHash("sha256").update(`${requestId}#${grants}`).digest("hex").slice(0, 32);

/** What the permit is for: the channel of a contact, else the act's own name. */
export const channelOf = ({ action }: GuardRequest): string => (action.act === "contact" ? action.contact.channel : action.act);

export interface Grant {
  readonly id: string;
  readonly grantedAt: Instant;
  readonly expiresAt: Instant;
  readonly requires: readonly string[];
}

/**
 * INVARIANT: the only place in the house where a permit comes into being. The guard calls it after the contact is written as reserved; a rehearsal calls
 * it for a permit that `sending` refuses.
 */
export const makePermit = (request: GuardRequest, { id, grantedAt, expiresAt, requires }: Grant): Permit => {
  const { requestId, account, step, templateHash } = request;
  const amount = request.action.act === "charge" ? request.action.charge.amount : undefined;
  const permit = { id, requestId, account, step, channel: channelOf(request), templateHash, grantedAt, expiresAt, requires };
  return Object.freeze(amount === undefined ? permit : { ...permit, amount }) as Permit;
};
