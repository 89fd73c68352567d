/** How it comes to what one policy may send and the other not, line by line. */
import { formatDay, formatInstant } from "../calendar.ts";
import type { Calendar } from "../model/calendar.ts";
import type { Zone } from "../model/units.ts";
import { describe } from "../step/loose.ts";
import { moveWords, type TimelineLine } from "../verify/timeline.ts";
import type { Witness } from "./compare.ts";

export interface Story {
  /** Which account, in words. */
  readonly account: string;
  /** The last line is what may be sent, at the first instant at which the other policy doesn't let it. */
  readonly timeline: readonly TimelineLine[];
}

/** The story of a witness, by the clock of a zone. */
export function storyOf(calendar: Calendar, zone: Zone, { differs, due, made, surplus }: Witness): Story {
  const { sending, at } = surplus;
  const { effect } = sending.wanted;
  const line = (when: typeof at, event: string): TimelineLine => ({ at: when, local: formatInstant(calendar, zone, when), event });
  return {
    account: `an invoice is due on ${formatDay(due)}${differs === null ? "" : `, and ${differs}`}`,
    timeline: [...made.map((one) => line(one.at, moveWords(one.move))), line(at, `${describe(effect.action)} (${effect.step})`)],
  };
}
