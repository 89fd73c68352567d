import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import type { Instant } from "../../engine/index.ts";
import type { RunReport } from "../../workflows/index.ts";
import { clockFrom, instantFrom } from "../clock.ts";
import { dutiesText, dutyDocument, openDuties } from "../duties.ts";
import { Failure } from "../failure.ts";
import { interruption, stopped } from "../interruption.ts";
import { answer, formatOption, say, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { missingProofs, requireProofs } from "../proof/in-store.ts";
import { runOnce, touched } from "../run-once.ts";
import { documentOf, standings, totalsOf } from "../standing.ts";
import { storeOption, withStore } from "../store.ts";
import type { Store } from "../store.ts";
import { standingTable, totalsLine } from "../terminal/standing-table.ts";

const EXAMPLES = `
Examples:
  $ collect run                       do what is due now, then end
  $ collect run --propose             say what would be done; nothing is sent, nothing is written
  $ collect run --watch               stay, and look again every minute until Ctrl-C
  $ SMTP_URL=smtps://user:password@mail.example.com MAIL_FROM=receivables@example.com collect run

A policy runs with a proof that no run of it breaks the law: "collect import" made it, "collect prove --store .collect" makes it anew.
What was sent is never sent twice, whenever the command was stopped. Without SMTP_URL nothing goes by e-mail.`;

const WATCH_SECONDS = 60;

interface Options {
  readonly propose: boolean;
  readonly at?: string | undefined;
  readonly watch: boolean;
  readonly withoutProof: boolean;
  readonly store: string;
  readonly format: Format;
}

/** Another instant than now is for demonstrations and proposals: nothing that leaves the house may carry a false time. */
const checkAt = (store: Store, at: Instant | undefined, options: Options): void => {
  if (at === undefined || options.propose || store.demo) return;
  const open = ["SMTP_URL", "WEBHOOK_URL"].filter((name) => (process.env[name] ?? "") !== "");
  if (open.length > 0) throw new Failure(`--at is another time than now, and ${open.join(" and ")} could reach people: unset it, or use --propose`);
};

const once = async (store: Store, options: Options, signal: AbortSignal): Promise<RunReport> => {
  const report = await runOnce(store, { propose: options.propose, signal });
  const all = await standings(store.ledger);
  const lines = touched(report, all, options.propose);
  const totals = totalsOf(lines);
  const duties = await openDuties(store.ledger, all);
  answer(options.format, { totals, accounts: lines.map(documentOf), duties: duties.map(dutyDocument) }, () => {
    if (lines.length === 0) return ["Nothing is due.", dutiesText(duties)].join("\n").trimEnd();
    const next = options.propose
      ? "Nothing was sent: this was a proposal."
      : `"collect explain ${lines[0]?.account ?? "ACCOUNT"}" says why; "collect tasks" is the worklist.`;
    const owed = dutiesText(duties);
    return [standingTable(lines), "", totalsLine(totals), ...(owed === "" ? [] : [owed]), next].join("\n");
  });
  const { failed, unknown } = report.totals;
  if (failed > 0) warn(`${failed} could not be sent: what may still leave is tried again within its days, and "collect status" says why it failed`);
  if (unknown > 0) warn(`${unknown} may not have left and count as sent, so that nothing is sent twice: ask the mail server or provider`);
  const { untoldSentence } = await import("../../workflows/index.ts");
  for (const untold of report.untold) warn(untoldSentence(untold));
  if (report.interrupted) say(options.format, "Stopped before the end; the next run goes on from here.");
  return report;
};

const start = async (options: Options): Promise<void> => {
  if (options.watch && options.format === "json")
    throw new Failure("--watch goes on for ever, and --format json is one document: leave one of them out");
  const at = options.at === undefined ? undefined : instantFrom(options.at, "--at");
  const stop = interruption("stopping: what is done stays");
  try {
    await withStore(options.store, at === undefined ? {} : { clock: clockFrom(at) }, async (store) => {
      checkAt(store, at, options);
      if (options.propose) for (const line of await missingProofs(store, "local")) warn(line);
      else if (!options.withoutProof) await requireProofs(store, "local");
      for (;;) {
        await once(store, options, stop.signal);
        if (!options.watch || stop.signal.aborted) return;
        warn(`looking again in ${WATCH_SECONDS} s; Ctrl-C ends`);
        if (await stopped(stop.signal, WATCH_SECONDS * 1000)) return;
      }
    });
  } finally {
    stop.release();
  }
};

/** `collect run` */
export const run = () =>
  new Command("run")
    .description("do what is due now")
    .option("--propose", "say what would be done; send and write nothing", false)
    .option("--at <instant>", "as if it were this instant: only where nothing can reach people", (text) => {
      if (!/^\d{4}-/.test(text)) throw new InvalidArgumentError("write it as 2026-11-23T15:30:00Z.");
      return text;
    })
    .option("--watch", "stay, and look again every minute", false)
    .option("--without-proof", "run policies that were not proved to keep the law, or that would break it: the guard alone stands in the way", false)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((options) => start(options));
