/** C3050 to C3079: where a policy's lines lead, for some account or for all. Most come with an account that shows it. */
import { anyOf, hint, warning, type Nothing } from "./entry.ts";

export const COURSE_MESSAGES = {
  neverHolds: warning("C3050", (_: Nothing) => "this condition never holds, whatever the account"),
  alwaysHolds: warning("C3051", (_: Nothing) => "this condition always holds, whatever the account"),
  neverChosen: warning("C3052", ({ what }: { what: string }) => `${what} is never chosen: whenever it could be, a line above it is`),
  waysOverlap: hint(
    "C3053",
    ({ one, other }: { one: string; other: string }) =>
      `both ways out can be open at once: that the account goes to \`${one}\` and not to \`${other}\` is decided by their order alone`,
  ),
  stuck: warning("C3054", ({ stage }: { stage: string }) => `an account can stay in stage \`${stage}\` for ever: none of its ways out is open to it`),
  nothingToDo: hint("C3055", ({ stage }: { stage: string }) => `stage \`${stage}\` does nothing at all for some accounts`),
  cantEnter: warning("C3056", ({ stage }: { stage: string }) => `stage \`${stage}\` is never entered: no condition that leads to it can hold`),
  loopInADay: warning(
    "C3057",
    ({ stages }: { stages: readonly string[] }) => `these stages can be run round in one day: ${stages.map((stage) => `\`${stage}\``).join(", ")}`,
  ),
  skippable: hint(
    "C3058",
    ({ stages, before }: { stages: readonly string[]; before: string }) =>
      `${anyOf(stages.map((stage) => `stage \`${stage}\``))} can be skipped with what it sends, on the way to \`${before}\``,
  ),
  passedBy: warning(
    "C3059",
    ({ stage, begins, left }: { stage: string; begins: number; left: number }) =>
      `this step never comes on the plain course: stage \`${stage}\` begins ${dayFromDue(begins)} and is left ${dayFromDue(left)}`,
  ),
  silentOnStops: hint("C3060", ({ events }: { events: readonly string[] }) => `the policy doesn't say what happens on ${anyOf(events)}`),
  endlessDiscount: hint("C3061", (_: Nothing) => "this discount has no end: nothing says how long it is offered", { fix: "manual" }),
  endlessPlan: warning(
    "C3062",
    ({ missed, installments }: { missed: number; installments: number }) => `this plan never defaults: ${missed} missed of ${installments} can't be`,
  ),
  discountOnFee: warning("C3063", ({ stage }: { stage: string }) => `stage \`${stage}\` charges an account and offers it a discount as well`),
  neverSent: warning("C3064", ({ what, rule }: { what: string; rule: string }) => `this ${what} can never be made: ${rule}`),
  noEarlyStep: hint("C3065", ({ charges }: { charges: string }) => `nothing is sent before the due date, and yet ${charges}`),
  saysOverdue: warning(
    "C3066",
    ({ name, day }: { name: string; day: number }) => `"${name}" speaks of a debt that is overdue, and this step comes ${dayFromDue(day)}`,
  ),
  handlersClash: warning(
    "C3067",
    ({ event, one, other }: { event: string; one: string; other: string }) =>
      `both lines \`on ${event}\` can run at once: the account goes to \`${one}\` and on to \`${other}\` in the same moment`,
  ),
  leftAtOnce: hint(
    "C3068",
    ({ stages }: { stages: readonly string[] }) =>
      `${anyOf(stages.map((stage) => `stage \`${stage}\``))} can be passed in one day without a step: the way out stands on a day counted from the due date`,
  ),
};

function dayFromDue(day: number): string {
  if (day === 0) return "on the due date";
  const days = `${Math.abs(day)} ${Math.abs(day) === 1 ? "day" : "days"}`;
  return day < 0 ? `${days} before it is due` : `${days} after it is due`;
}
