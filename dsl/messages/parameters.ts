/** C6xxx: parameters: numbers that fit their kind and still don't do what they are there for. */
import { hint, warning } from "./entry.ts";

const more = (count: number): string => (count === 0 ? "" : `, as of ${count} other ${count === 1 ? "step" : "steps"},`);

export const PARAMETER_MESSAGES = {
  slotMayBeClosed: hint(
    "C6001",
    ({ slot, closed, others }: { slot: string; closed: string; others: number }) =>
      `the slot of this step${more(others)} is ${slot} and can lie wholly in closed days, such as ${closed}`,
    { fix: "likely" },
  ),
  capLeavesNoRoom: warning(
    "C6002",
    ({ rule, slot }: { rule: string; slot: string }) => `this step lapses whenever those before it were made: ${rule}, and its slot ends on ${slot}`,
    { fix: "manual" },
  ),
};
