/** Structure: where a policy's lines lead. Looked at once the policy is free of errors, since each check trusts names and types. */
import type { CompiledPolicy } from "../../../engine/index.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { inEach } from "../found.ts";
import type { Scope } from "../names.ts";
import { capsWithoutRoom } from "./caps.ts";
import { neverChosen } from "./chosen.ts";
import { constantConditions } from "./constant.ts";
import { neverEntered } from "./enter.ts";
import { leftOut } from "./left-out.ts";
import { loopsInADay } from "./loops.ts";
import { neverSent } from "./never-sent.ts";
import { discountsOnFees, endlessDiscounts, endlessPlans } from "./offers.ts";
import { overlaps } from "./overlap.ts";
import { saysOverdue } from "./overdue-words.ts";
import { leftAtOnce, passedBy, skippable } from "./passed.ts";
import { noEarlyStep, silentOnStops } from "./silence.ts";
import { closedSlots } from "./slots.ts";
import { subjectOf, type StructureCheck, type Subject } from "./subject.ts";

/** The checks. What one finds, the others may tell of as well from their side; none depends on another. */
export const STRUCTURE_CHECKS: readonly StructureCheck[] = [
  constantConditions,
  neverChosen,
  overlaps,
  leftOut,
  neverEntered,
  loopsInADay,
  skippable,
  passedBy,
  leftAtOnce,
  silentOnStops,
  endlessDiscounts,
  endlessPlans,
  discountsOnFees,
  neverSent,
  noEarlyStep,
  saysOverdue,
  closedSlots,
  capsWithoutRoom,
];

/**
 * Problems of a policy that is free of errors.
 * @param calendar holidays, for slots that lie in them; null: weekends alone are known.
 */
export const checkStructure = (scope: Scope, policy: CompiledPolicy, calendar: Subject["calendar"]): readonly Diagnostic[] => {
  const subject = subjectOf(scope, policy, calendar);
  return inEach(STRUCTURE_CHECKS, (check) => check(subject));
};
