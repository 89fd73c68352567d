/** The story of a finding: what has to happen for a rule to be met, each line with the debtor's own time, and why it matters. */
import { formatInstant } from "../calendar.ts";
import type { LedgerEntry } from "../model/facts.ts";
import type { Rule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { describe } from "../step/loose.ts";
import { causesOf } from "./causes.ts";
import type { Arena, Wanted } from "./life.ts";
import type { Move } from "./moves.ts";
import { TWIN } from "./owed.ts";
import type { Finding } from "./verdict.ts";

export interface TimelineLine {
  readonly at: Instant;
  /** By the debtor's clock, with its offset. */
  readonly local: string;
  readonly event: string;
  /** What it has to do with the rule; absent on the last line, which says it itself. */
  readonly why?: string;
}

/** What leads to a finding, in the order of time, the refused wish last. Contacts and events that change nothing for the rule are left out. */
export function timelineOf(arena: Arena, _: Rule, { meeting, zone }: Finding): readonly TimelineLine[] {
  const { calendar } = arena.program;
  const { life, wanted, reason, at } = meeting;
  const causes = new Set(causesOf(arena, meeting));
  const line = (when: Instant, event: string, why?: string): TimelineLine => ({
    at: when,
    local: formatInstant(calendar, zone, when),
    event,
    ...(why === undefined ? {} : { why }),
  });
  // What was told stands in the ledger under the number of its move; what the rule doesn't look at led the policy here.
  const made = life.made.map((one, i) => line(one.at, moveWords(one.move), causes.has(`move-${i + 1}`) ? LOOKED_AT : LED_HERE));
  const sent = life.ledger
    .filter((entry) => causes.has(entry.id) && !entry.id.startsWith("move-"))
    .map((entry) => line(entry.at, entryWords(entry), COUNTED));
  const asked =
    wanted === null
      ? "a day is over"
      : `${describe(wanted.effect.action)} (${wanted.effect.step}) is asked for${isAboutTwin(wanted) ? " about the other account" : ""}`;
  const last = line(at, `${asked}: ${reason.sentence}`);
  return [...made, ...sent].sort((a, b) => a.at - b.at).concat(last);
}

const LOOKED_AT = "without it the rule would let the rest pass";
const LED_HERE = "it leads the policy here";
const COUNTED = "the rule counts it";

const isAboutTwin = ({ action }: Wanted): boolean => action?.debts.some((id) => id.startsWith(`${TWIN}/`)) === true;

/** A move in the words of a story. */
export const moveWords = (move: Move): string => (move.kind === "event" ? `the debtor's word: ${move.name}` : move.name);

const isTwins = (account: string | undefined): boolean => account === TWIN;

const entryWords = (entry: LedgerEntry): string =>
  "contact" in entry
    ? `${entry.contact.channel} left${isTwins(entry.contact.account) ? " about the other account" : ""}`
    : `${entry.event.event} was booked`;
