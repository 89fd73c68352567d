import type { Instant } from "../../engine/index.ts";
import type { GuardAnswer, GuardRequest } from "../ledger.ts";
import { judge } from "./judge.ts";
import { makePermit } from "./permit.ts";
import { situationOf } from "./situation.ts";
import type { DebtorFile } from "./situation.ts";

/**
 * What the guard would answer at `now` if this were on file: for a proposal of a run, in which nothing leaves. Nothing is reserved, and the guard knows
 * no permit of this kind, so `sending` refuses it.
 */
export const rehearse = (request: GuardRequest, file: DebtorFile, now: Instant): GuardAnswer => {
  const judgement = judge(situationOf(request.account, file, now), request.action, now, request.until);
  if (!judgement.allowed) return { kind: "denied", reasons: judgement.reasons, until: judgement.until };
  const { action, expiresAt, requires } = judgement;
  return {
    kind: "granted",
    permit: makePermit({ ...request, action }, { id: `rehearsal/${request.requestId}`, grantedAt: now, expiresAt, requires }),
  };
};
