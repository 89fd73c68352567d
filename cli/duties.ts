/** What the law asks of people, as `run` and `status` tell it. */
import { formatDay, MOST_PRESSING_FIRST, standingAt } from "../engine/index.ts";
import type { DutyStatus } from "../engine/index.ts";
import type { Ledger, Task, TaskDuty } from "../ledger/index.ts";
import { localInstant } from "./standing.ts";
import type { Standing } from "./standing.ts";
import { paint } from "./terminal/color.ts";

/** A duty that is open. */
export interface OpenDuty {
  readonly task: Task;
  readonly duty: TaskDuty;
  /** Of its account, for local times. */
  readonly line: Pick<Standing, "calendar" | "zone">;
}

/** Every open duty of the store's accounts, the most pressing first, then by its day. */
export async function openDuties(ledger: Pick<Ledger, "tasks" | "clock">, lines: readonly Standing[]): Promise<readonly OpenDuty[]> {
  const accounts = new Map(lines.map((line) => [line.account, line]));
  const now = ledger.clock();
  const open = (await ledger.tasks({ status: "open" })).flatMap((task): readonly OpenDuty[] => {
    if (task.duty === undefined) return [];
    return [{ task, duty: { ...task.duty, status: standingAt(task.duty, now) }, line: accounts.get(task.account) ?? { calendar: null, zone: null } }];
  });
  const rank = ({ duty }: OpenDuty): number => MOST_PRESSING_FIRST.indexOf(duty.status);
  return open.toSorted((a, b) => rank(a) - rank(b) || (a.duty.deadline ?? Infinity) - (b.duty.deadline ?? Infinity));
}

/** As the JSON documents of `run` and `status` carry it. */
export const dutyDocument = ({ task, duty: { rule, cites, since, deadline, status }, line }: OpenDuty) => ({
  account: task.account,
  task: task.id,
  rule,
  cites,
  words: task.title,
  since: localInstant(line, since),
  deadline: deadline === null ? null : formatDay(deadline),
  status,
});

const WORDS: Readonly<Record<DutyStatus, string>> = {
  missed: "missed",
  doomed: "can't be done in time",
  due: "due",
  pending: "to do",
  met: "met",
};

const SHOWN_AT_MOST = 10;

const sentence = ({ task, duty: { rule, deadline, status } }: OpenDuty): string => {
  const day = deadline === null ? "" : ` ${formatDay(deadline)}`;
  return `  ${task.account}  ${paint(status === "due" ? "yellow" : "red", `${WORDS[status]}${day}`)}  ${task.title} (${rule})`;
};

/** How many there are, and each that presses: what is missed, or can't be in time any more. None: no word. */
export function dutiesText(duties: readonly OpenDuty[]): string {
  if (duties.length === 0) return "";
  const counts = MOST_PRESSING_FIRST.flatMap((status) => {
    const n = duties.filter(({ duty }) => duty.status === status).length;
    return n === 0 ? [] : [`${n} ${WORDS[status]}`];
  });
  const pressing = duties.filter(({ duty }) => duty.status !== "pending");
  const more = pressing.length > SHOWN_AT_MOST ? [`  and ${pressing.length - SHOWN_AT_MOST} more: "collect tasks" lists them`] : [];
  return [`Duties of people: ${counts.join(", ")}.`, ...pressing.slice(0, SHOWN_AT_MOST).map(sentence), ...more].join("\n");
}
