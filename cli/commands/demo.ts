import { fileURLToPath } from "node:url";
import { Command, Option } from "@commander-js/extra-typings";
import type { Instant } from "../../engine/index.ts";
import { instantFrom } from "../clock.ts";
import { readExample, recordAll } from "../demo.ts";
import type { Example } from "../demo.ts";
import { Failure } from "../failure.ts";
import { interruption, stopped } from "../interruption.ts";
import { answer, formatOption, say, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { saveProgram } from "../program.ts";
import { takeInProof } from "../proof/in-store.ts";
import { runOnce } from "../run-once.ts";
import { documentOf, standings, totalsOf } from "../standing.ts";
import type { Standing } from "../standing.ts";
import { DEFAULT_STORE, openStoreChannels, storeOption, withStore } from "../store.ts";
import type { Store } from "../store.ts";
import { standingTable, totalsLine } from "../terminal/standing-table.ts";
import { putAll } from "../import/put-all.ts";

const EXAMPLES = `
Examples:
  $ collect demo                                         the forty accounts, at their stated instant
  $ collect demo --at 2026-11-24T15:30:00Z               the next day: what waited for the morning leaves
  $ collect demo --runtime temporal                      the same accounts as workflows on a Temporal server, until Ctrl-C
  $ collect demo --runtime temporal --exit               the same, and ends when nothing more is due

Nothing leaves this machine: mails are caught, letters are files, calls are tasks. The clock shows the stated instant, and time
in a demonstration never runs back. Run again it sends nothing twice.`;

/** The example that ships, wherever the command is given. */
const EXAMPLE = fileURLToPath(new URL("../../examples/b2b-standard", import.meta.url));

interface Options {
  readonly at?: string | undefined;
  readonly runtime: "local" | "temporal";
  readonly exit: boolean;
  readonly store: string;
  readonly format: Format;
}

const prepare = async (store: Store, example: Example, runtime: Options["runtime"]): Promise<void> => {
  const accounts = example.accounts.map(({ account }) => account);
  await saveProgram(store.ledger, example.policyFile, example.program, accounts);
  await takeInProof(store, example.program, example.policyFile);
  await putAll(store, example.accounts, example.program.policy.hash, runtime);
  const other = (await store.ledger.accounts()).find((row) => row.runtime !== runtime);
  if (other !== undefined)
    throw new Failure(
      `the accounts of this store run ${other.runtime === "local" ? "locally" : "on Temporal"}: give this run a store of its own with --store DIR`,
    );
  await recordAll(store, example.events);
};

const countContacts = async (store: Store): Promise<number> => {
  const debtors = new Set((await store.ledger.accounts()).map((row) => row.account.debtor.id));
  let count = 0;
  for (const debtor of debtors) for (const entry of await store.ledger.entries(debtor)) if ("contact" in entry) count += 1;
  return count;
};

const report = async (
  store: Store,
  example: Example,
  lines: readonly Standing[],
  left: number,
  options: Options,
  ways: readonly string[],
): Promise<void> => {
  const totals = totalsOf(lines);
  const where = options.store === DEFAULT_STORE ? "" : ` --store ${options.store}`;
  answer(options.format, { at: new Date(example.at).toISOString(), contacts: left, totals, accounts: lines.map(documentOf) }, () => {
    const news = left === 0 ? "Run before: nothing was sent again." : `${left} contacts left, each with a permit.`;
    return [
      standingTable(lines),
      "",
      `${lines.length} accounts: ${totalsLine(totals)}`,
      news,
      "",
      ...ways.map((line) => `  ${line}`),
      "",
      `Next: "npx collect explain A-1011${where}" (held by hours), "npx collect tasks${where}" (calls to make), "npx collect mail${where}" (read the mails).`,
    ].join("\n");
  });
};

const runLocally = async (store: Store, example: Example, options: Options, signal: AbortSignal): Promise<void> => {
  await prepare(store, example, "local");
  const before = await countContacts(store);
  await runOnce(store, { signal });
  const lines = await standings(store.ledger);
  const channels = await openStoreChannels(store);
  const ways = channels.describe();
  await channels.close();
  await report(store, example, lines, (await countContacts(store)) - before, options, ways);
};

const runOnTemporal = async (store: Store, example: Example, options: Options, signal: AbortSignal): Promise<void> => {
  const { startTemporalDemo } = await import("../../workflows/temporal/demo.ts");
  await prepare(store, example, "temporal");
  const before = await countContacts(store);
  const channels = await openStoreChannels(store, { port: 0 });
  try {
    const temporal = await startTemporalDemo({ ledger: store.ledger, channels, clockOffset: store.ledger.clock() - Date.now() });
    try {
      await temporal.settled();
      await report(store, example, await standings(store.ledger), (await countContacts(store)) - before, options, channels.describe());
      say(options.format, `Temporal at ${temporal.address}${temporal.page === null ? "" : `, its web page: ${temporal.page}`}`);
      if (options.exit || signal.aborted) return;
      say(options.format, "The accounts go on by the demonstration's clock; Ctrl-C ends.");
      await stopped(signal);
    } finally {
      await temporal.stop();
    }
  } finally {
    await channels.close();
  }
};

const show = async (folder: string, options: Options): Promise<void> => {
  const wanted: Instant | undefined = options.at === undefined ? undefined : instantFrom(options.at, "--at");
  const example = await readExample(folder, wanted);
  say(options.format, `${example.program.policy.name} ${example.program.policy.version}: valid, ${example.accounts.length} accounts`);
  const stop = interruption("stopping: what is done stays");
  try {
    await withStore(options.store, { create: true, demoAt: example.at }, async (store) => {
      say(options.format, `Demonstration clock: ${new Date(store.ledger.clock()).toISOString()} (nothing leaves this machine)\n`);
      await (options.runtime === "temporal" ? runOnTemporal : runLocally)(store, example, options, stop.signal);
    });
  } finally {
    stop.release();
  }
  if (stop.signal.aborted) warn("Stopped; the next run goes on from here.");
};

/** `collect demo [FOLDER]` */
export const demo = () =>
  new Command("demo")
    .description("the forty accounts of the example, on a demonstration clock")
    .argument("[folder]", "an example; the one that ships when absent")
    .option("--at <instant>", "what the clock shows; the example's own instant when absent")
    .addOption(new Option("--runtime <runtime>", "where the accounts run").choices(["local", "temporal"] as const).default("local" as const))
    .option("--exit", "on Temporal: end when nothing more is due", false)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((folder, options) => show(folder ?? EXAMPLE, options));
