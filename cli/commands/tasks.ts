import { Command } from "@commander-js/extra-typings";
import { formatDay, formatInstant, formatMoney, localDayAt, openInvoices, standingAt } from "../../engine/index.ts";
import type { Calendar, Instant } from "../../engine/index.ts";
import type { AccountRow, Ledger, Task } from "../../ledger/index.ts";
import { Failure } from "../failure.ts";
import { answer, formatOption } from "../output.ts";
import { accountNamed, storeOption, withStore } from "../store.ts";
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect tasks                     the worklist: high priority first, then the longest overdue, then the largest balance
  $ collect tasks --account A-1004
  $ collect tasks TASK                one task in full, with the script of a call
  $ collect record A-1004 call --outcome conversation        closes it

What the law asks of people (kind duty: papers to be sent, a dispute to be answered) closes itself when the record shows that it was done.`;

/** A task with what its order follows from. */
interface Listed {
  readonly id: string;
  readonly task: Task;
  /** When it is listed. */
  readonly now: Instant;
  readonly priority: Task["priority"];
  readonly daysOverdue: number;
  readonly balance: number;
  readonly currency: string;
  readonly calendar: Calendar | null;
  readonly zone: string | null;
}

const listed = (task: Task, row: AccountRow | undefined, calendar: Calendar | null, ledger: Ledger): Listed => {
  const zone = row?.account.debtor.timezones[0] ?? null;
  const open = row === undefined ? [] : openInvoices(row.account, row.state?.movements ?? [], "oldest first").filter((each) => each.open > 0);
  const first = open[0];
  const today = calendar === null || zone === null ? null : localDayAt(calendar, zone, ledger.clock());
  return {
    id: task.id,
    task,
    now: ledger.clock(),
    priority: task.priority,
    daysOverdue: first === undefined || today === null ? 0 : Math.max(0, today - first.invoice.due),
    balance: open.reduce((sum, each) => sum + each.open, 0),
    currency: row?.account.currency ?? "",
    calendar,
    zone,
  };
};

/** As it stands now, not as it stood when it was looked at last. */
const dutyOf = (duty: NonNullable<Task["duty"]>, now: Instant) => ({
  rule: duty.rule,
  cites: duty.cites,
  since: new Date(duty.since).toISOString(),
  status: standingAt(duty, now),
});

const documentOf = ({ task, now, daysOverdue, balance, currency, calendar, zone }: Listed) => ({
  id: task.id,
  account: task.account,
  kind: task.kind,
  title: task.title,
  team: task.team,
  priority: task.priority,
  due: task.due === null ? null : formatDay(task.due),
  before: task.before === undefined || calendar === null ? null : formatInstant(calendar, zone, task.before),
  daysOverdue,
  duty: task.duty === undefined ? null : dutyOf(task.duty, now),
  balance: currency === "" ? null : formatMoney(balance as Parameters<typeof formatMoney>[0], currency),
  currency: currency === "" ? null : currency,
});

/** `2026-11-23 17:00`, in the debtor's time: what a caller needs of an instant. */
const shortly = (written: string | null): string => (written ?? "").slice(0, 16).replace("T", " ");

const asTable = (tasks: readonly Listed[]): string => {
  if (tasks.length === 0) return "Nothing to do.";
  const rows = tasks
    .map(documentOf)
    .map((task) => [
      task.account,
      task.kind,
      task.title,
      task.team ?? "",
      task.priority === "high" ? "high" : "",
      task.due ?? shortly(task.before),
      String(task.daysOverdue),
      task.balance === null ? "" : `${task.balance} ${task.currency}`,
      task.id,
    ]);
  const heads = ["account", "kind", "task", "for", "priority", "by", "days over", "balance", "id"].map((head, i) => ({
    head,
    align: i === 6 || i === 7 ? ("right" as const) : ("left" as const),
  }));
  return table(heads, rows, 2, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) });
};

const listTasks = async (ledger: Ledger, account: string | undefined): Promise<readonly Listed[]> => {
  const open = await ledger.tasks({ status: "open", ...(account === undefined ? {} : { account }) });
  const rows = new Map((await ledger.accounts()).map((row) => [row.account.id, row]));
  const calendars = new Map<string, Calendar | null>();
  for (const { policy } of rows.values()) if (!calendars.has(policy)) calendars.set(policy, (await ledger.loadProgram(policy))?.calendar ?? null);
  const { orderCalls } = await import("../../channels/index.ts");
  return orderCalls(
    open.map((task) => {
      const row = rows.get(task.account);
      return listed(task, row, row === undefined ? null : (calendars.get(row.policy) ?? null), ledger);
    }),
  );
};

/** `collect tasks [TASK]` */
export const tasks = () =>
  new Command("tasks")
    .description("the worklist: calls, checks, approvals, duties of the law")
    .argument("[task]", "id of one task, to read it in full")
    .option("--account <account>", "of this account only")
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((id, options) =>
      withStore(options.store, {}, async ({ ledger }) => {
        if (options.account !== undefined) await accountNamed(ledger, options.account);
        const all = await listTasks(ledger, options.account);
        if (id === undefined) return answer(options.format, { tasks: all.map(documentOf) }, () => asTable(all));
        const one = all.find((each) => each.id === id);
        if (one === undefined) throw new Failure(`there is no open task ${id}: "collect tasks" lists them`);
        const script = one.task.script ?? "";
        return answer(options.format, { tasks: [{ ...documentOf(one), script }] }, () =>
          [asTable([one]), script].filter((part) => part !== "").join("\n\n"),
        );
      }),
    );
