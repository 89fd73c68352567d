import { Command, Option } from "@commander-js/extra-typings";
import { OUTCOMES } from "../../engine/index.ts";
import type { AccountRow, Ledger, Task } from "../../ledger/index.ts";
import { instantFrom } from "../clock.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { answer, formatOption } from "../output.ts";
import type { Format } from "../output.ts";
import { tellTemporal } from "../tell-temporal.ts";
import type { Rejection } from "../import/rows.ts";
import { accountNamed, storeOption, withStore } from "../store.ts";

const EXAMPLES = `
Examples:
  $ collect record A-1004 payment --amount 500.00 --id bank-2026-11-23-17
  $ collect record A-1004 promise --amount 1,375.00 --due 2026-12-04
  $ collect record A-1004 dispute --ground quality --form written
  $ collect record A-1004 dispute-closed
  $ collect record A-1004 opt-out --channels email
  $ collect record A-1004 call --outcome conversation          closes its call task
  $ collect record A-1039 approve                              or: refuse

Events: payment, credit, refund, chargeback; promise, dispute, dispute-closed, opt-out, cease-request, attorney-notice, hardship,
bankruptcy-petition, breathing-space, breathing-space-ended, death and the other words of the ledger.
The same --id twice changes nothing. An earlier --at is taken in as of then. "collect run" acts on what was recorded.`;

const APPROVALS: Readonly<Record<string, boolean>> = { approve: true, refuse: false };

interface Options {
  readonly at?: string | undefined;
  readonly id?: string | undefined;
  readonly task?: string | undefined;
  readonly outcome?: (typeof OUTCOMES)[number] | undefined;
  readonly channels?: string | undefined;
  readonly contactKnown?: true | undefined;
  readonly store: string;
  readonly format: Format;
}

/** The open task that an answer is for; which one must be clear. */
const openTask = async (ledger: Ledger, account: string, kind: Task["kind"], named: string | undefined): Promise<Task> => {
  const all = (await ledger.tasks({ account })).filter((task) => task.kind === kind);
  const open = all.filter((task) => task.status === "open");
  // A call may have been made just before it was cancelled; named, its outcome is taken.
  const task =
    named === undefined
      ? open[0]
      : all.find((each) => each.id === named && (each.status === "open" || (kind === "call" && each.status === "cancelled")));
  if (task === undefined)
    throw new Failure(
      named === undefined
        ? `account ${account} has no open ${kind} task`
        : `account ${account} has no open ${kind} task ${named}: "collect tasks" lists them`,
    );
  if (named === undefined && open.length > 1)
    throw new Failure(`account ${account} has ${open.length} open ${kind} tasks: name one with --task, such as --task ${task.id}`);
  return task;
};

const closeCall = async (ledger: Ledger, row: AccountRow, options: Options): Promise<boolean> => {
  if (options.outcome === undefined) throw new Failure(`a call needs --outcome, one of ${OUTCOMES.join(", ")}`);
  const task = await openTask(ledger, row.account.id, "call", options.task);
  const { CLOCKS_APART } = await import("../../api/index.ts");
  const now = ledger.clock();
  const at = options.at === undefined ? now : instantFrom(options.at, "--at");
  if (at > now + CLOCKS_APART) throw new Failure("--at: lies in the future: record a call when it has been made");
  if (at < task.created) throw new Failure(`--at: lies before the call was asked for (${new Date(task.created).toISOString()})`);
  return ledger.closeTask(task.id, "done", options.outcome, at);
};

const answerApproval = async (ledger: Ledger, row: AccountRow, granted: boolean, options: Options): Promise<boolean> => {
  const task = await openTask(ledger, row.account.id, "approval", options.task);
  if (task.effectKey === null) throw new Failure(`task ${task.id} is no approval of a step`);
  const id = options.id ?? `${task.id}/${granted ? "granted" : "refused"}`;
  const at = options.at === undefined ? ledger.clock() : instantFrom(options.at, "--at");
  const taken = await ledger.record({ id, account: row.account.id, at, event: { type: "approval", id, key: task.effectKey, granted } });
  await ledger.closeTask(task.id, "done", granted ? "approved" : "refused");
  return taken;
};

const recordEvent = async (
  ledger: Ledger,
  row: AccountRow,
  event: string,
  options: Options,
): Promise<{ taken: boolean; rejected: readonly Rejection[] }> => {
  const { readEvent, refusedAt } = await import("../../api/index.ts");
  const at = options.at ?? new Date(ledger.clock()).toISOString();
  const { store: _store, format: _format, task: _task, outcome: _outcome, channels, ...fields } = options;
  const written = {
    ...fields,
    id: options.id ?? `${row.account.id}/${event}/${at}`,
    account: row.account.id,
    at,
    event,
    ...(channels === undefined ? {} : { channels: channels.split(",").map((channel) => channel.trim()) }),
  };
  const read = readEvent(written, 0, (id) => (id === row.account.id ? row.account : undefined));
  if (!read.ok) return { taken: false, rejected: read.rejections };
  const refusal = refusedAt(read.entry, ledger.clock(), row.account);
  if (refusal !== null) return { taken: false, rejected: [refusal] };
  return { taken: await ledger.record(read.entry), rejected: [] };
};

const act = async (account: string, event: string, options: Options): Promise<void> =>
  withStore(options.store, {}, async ({ ledger }) => {
    const row = await accountNamed(ledger, account);
    const granted = APPROVALS[event];
    const { taken, rejected } =
      event === "call"
        ? { taken: await closeCall(ledger, row, options), rejected: [] }
        : granted !== undefined
          ? { taken: await answerApproval(ledger, row, granted, options), rejected: [] }
          : await recordEvent(ledger, row, event, options);
    if (taken) await tellTemporal(ledger, row);
    const [first] = rejected;
    if (options.format === "text" && first !== undefined)
      throw new Failure(`${first.column === "" || first.column === "event" ? "" : `--${first.column.replace(/\.\d+$/, "")}: `}${first.reason}`);
    answer(options.format, { accepted: taken ? 1 : 0, rejected }, () =>
      taken
        ? `recorded for ${account}: ${event}.${row.runtime === "local" ? ' "collect run" acts on it.' : ""}`
        : `recorded before for ${account}: ${event}. Nothing changed.`,
    );
    if (rejected.length > 0) leaveWith(EXIT.usage);
  });

/** `collect record ACCOUNT EVENT` */
export const record = () =>
  new Command("record")
    .description("tell what happened: payment, promise, dispute, call, …")
    .argument("<account>", "id of the account")
    .argument("<event>", "what happened: payment, promise, dispute, call, approve, …")
    .option("--at <instant>", "when, RFC 3339; now when absent")
    .option("--id <id>", "your id of it: the same id twice changes nothing")
    .option("--amount <amount>", "of a payment, credit, refund, chargeback, promise or charge")
    .option("--invoice <invoice>", "that a payment is directed to")
    .option("--reason <reason>", "of a chargeback: why the payment came back, as the bank calls it")
    .option("--due <date>", "of a promise: the day by which it will be paid")
    .option("--by <who>", "debtor, attorney, employer, creditor, collector, court, agency or other")
    .option("--form <form>", "oral or written")
    .option("--medium <channel>", "how it was said: call, email, letter, …")
    .option("--ground <ground>", "of a dispute: amount, not-mine, paid, quality, time-barred, identity-theft, other")
    .option("--request <request>", "verification, substantiation, original-creditor, itemisation or ownership")
    .option("--channels <list>", "of an opt-out or a consent, with commas")
    .option("--covers <what>", "of a consent: channel, extra-calls, any-time, work, …")
    .option("--relief <relief>", "of a breathing space: standard or crisis")
    .option("--chapter <chapter>", "of a bankruptcy in the US")
    .option("--from <date>", "first day of it")
    .option("--until <date>", "last day of it")
    .option("--contact-known", "of an attorney notice: name and address are known")
    .addOption(new Option("--outcome <outcome>", "of a call").choices(OUTCOMES))
    .option("--task <task>", "of several open tasks, the one that is answered")
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((account, event, options) => act(account, event, options));
