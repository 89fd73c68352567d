import type { Action, Context, Instant, Reason } from "../../engine/index.ts";
import { capped, instant, lawfulUntil, permit, plan, SLOT_OVER } from "../../engine/index.ts";
import type { Situation } from "./situation.ts";

export type Judgement =
  /** `action`: as it was asked for, a charge with what may be booked. */
  | { readonly allowed: true; readonly action: Action; readonly expiresAt: Instant; readonly requires: readonly string[] }
  | { readonly allowed: false; readonly reasons: readonly Reason[]; readonly until: Instant | null };

const nextChance = (context: Context, action: Action, now: Instant, until: Instant): Instant | null => {
  const planned = plan(context, action, now, until);
  return planned.kind === "at" ? planned.at : null;
};

/**
 * What the rules say about an act at this moment, inside the slot that the policy gives. `until` is the last instant that will do; a permit expires at
 * the first one that won't, at `expiresBy` at the latest. Pure.
 */
export const judge = (situation: Situation, asked: Action, now: Instant, until: Instant, expiresBy: Instant = instant(until + 1)): Judgement => {
  if ("missing" in situation) return { allowed: false, reasons: situation.missing, until: null };
  if (now > until) return { allowed: false, reasons: [SLOT_OVER], until: null };
  const { context } = situation;
  const action = capped(context, asked, now);
  const decision = permit(context, action, now);
  if (!decision.allowed) return { allowed: false, reasons: decision.reasons, until: nextChance(context, action, now, until) };
  return {
    allowed: true,
    action,
    expiresAt: lawfulUntil(context, action, now, instant(Math.min(until + 1, expiresBy))),
    requires: decision.requires,
  };
};
