/** What was found, said of each rule. */
import { DAY_MS } from "../civil.ts";
import type { LocalDay, Place, Zone } from "../model/units.ts";
import type { Rule } from "../model/rule.ts";
import { HANDLED } from "../step/protections.ts";
import type { Budget } from "./explore.ts";
import type { Meeting } from "./watch.ts";
import type { Watched } from "./watched.ts";

export interface Finding {
  readonly meeting: Meeting;
  /** How the account differs from the first one; null: it is the first. */
  readonly draft: string | null;
  /** Due date of the account's invoice. */
  readonly due: LocalDay;
  readonly zone: Zone;
}

/**
 * `by-design`: no run meets the rule · `by-guard`: some would break it, and the guard holds them up, or lets the step lapse · `broken`: the policy
 * wants what no waiting makes lawful · `incomplete`: not all runs could be looked at.
 */
export interface Verdict {
  readonly place: Place;
  readonly rule: Rule;
  readonly verdict: "by-design" | "by-guard" | "broken" | "incomplete";
  /** Longest delay that was found, in days begun; null: the step lapses. Absent where nothing is delayed. */
  readonly delayDays?: number | null;
  readonly finding?: Finding;
}

export function verdictsOf(watched: readonly Watched[], findings: ReadonlyMap<string, Finding>, { skipped }: Budget): readonly Verdict[] {
  return watched.flatMap(({ place, rules }) =>
    rules.map((rule): Verdict => {
      const finding = findings.get(`${place} ${rule.id}`);
      if (finding === undefined) return { place, rule, verdict: skipped > 0 ? "incomplete" : "by-design" };
      const { mended, at } = finding.meeting;
      if (isBroken(rule, finding.meeting)) return { place, rule, verdict: "broken", finding };
      return { place, rule, verdict: "by-guard", delayDays: mended === null ? null : Math.ceil((mended - at) / DAY_MS), finding };
    }),
  );
}

/**
 * Waiting never helps, and it is the policy that would have to change. What only a debtor's own word opens (a consent), what time has ended for
 * good (limitation), what happened without a policy having a word for it (a request for papers), and a notice that a debtor kept from being sent
 * is the guard's to know.
 */
function isBroken({ body }: Rule, { reason, life }: Meeting): boolean {
  // What nobody knows denies, and is the guard's.
  if (reason.until !== null || reason.rule.startsWith("unknown.")) return false;
  switch (body.kind) {
    case "consent":
    case "limitation":
      return false;
    case "notice-before":
    case "deadline":
      return !life.made.some(({ move }) => move.kind === "event");
    case "block":
      return body.until === undefined && body.unlessConsent.length === 0 && (body.while === undefined || HANDLED[body.while.event] !== undefined);
    default:
      return true;
  }
}
