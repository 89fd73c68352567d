/** What was found, said of each rule. */
import { DAY_MS } from "../civil.ts";
import type { LocalDay, Place, Zone } from "../model/units.ts";
import type { Rule } from "../model/rule.ts";
import { narrowingOf } from "../rules/barred.ts";
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

/** What was found of one rule in one place: the plainest of all stories, and the longest delay of any. */
export interface Found {
  readonly finding: Finding;
  /** Milliseconds; infinite where a step lapses. */
  readonly delay: number;
}

const keyOf = ({ place, rule }: Pick<Meeting, "place" | "rule">): string => `${place} ${rule.id}`;

/** Adds a finding to those of before. What nothing mends goes before what the guard holds up, what is known before what isn't, fewest moves first. */
export function note(findings: Map<string, Found>, finding: Finding): void {
  const key = keyOf(finding.meeting);
  const known = findings.get(key);
  const delay = delayOf(finding);
  if (known === undefined) findings.set(key, { finding, delay });
  else if (isPlainer(finding, known.finding)) findings.set(key, { finding, delay: Math.max(delay, known.delay) });
  else if (delay > known.delay) findings.set(key, { ...known, delay });
}

const delayOf = ({ meeting: { mended, at } }: Finding): number => (mended === null ? Infinity : mended - at);

const rankOf = (meeting: Meeting): number => (isUnknown(meeting.reason) ? 0 : isBroken(meeting) ? 2 : 1);

function isPlainer(one: Finding, other: Finding): boolean {
  const [rank, known] = [rankOf(one.meeting), rankOf(other.meeting)];
  if (rank !== known) return rank > known;
  const [moves, others] = [one.meeting.life.made.length, other.meeting.life.made.length];
  return moves === others ? delayOf(one) > delayOf(other) : moves < others;
}

export function verdictsOf(watched: readonly Watched[], findings: ReadonlyMap<string, Found>, { skipped }: Budget): readonly Verdict[] {
  return watched.flatMap(({ place, rules }) =>
    rules.map((rule): Verdict => {
      const found = findings.get(keyOf({ place, rule }));
      if (found === undefined) return { place, rule, verdict: skipped > 0 ? "incomplete" : "by-design" };
      const { finding, delay } = found;
      if (isBroken(finding.meeting)) return { place, rule, verdict: "broken", finding };
      return { place, rule, verdict: "by-guard", delayDays: delay === Infinity ? null : Math.ceil(delay / DAY_MS), finding };
    }),
  );
}

/** It is something unknown that keeps the rule from being asked. */
export const isUnknown = ({ rule }: Meeting["reason"]): boolean => rule.startsWith("unknown.");

/**
 * Waiting never helps, and it is the policy that would have to change. What only a debtor's own word opens (a consent), what time has ended for
 * good (limitation, and what is only asked of debts that are barred), what happened without a policy having a word for it (a request for papers), and a notice that a debtor kept from being sent
 * is the guard's to know.
 */
function isBroken({ rule: { body }, reason, life }: Meeting): boolean {
  // What nobody knows denies, and is the guard's.
  if (reason.until !== null || isUnknown(reason)) return false;
  if (narrowingOf(body)?.barred !== undefined) return false;
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
