import { Command } from "@commander-js/extra-typings";
import { Failure } from "../failure.ts";
import { interruption } from "../interruption.ts";
import { answer, formatOption } from "../output.ts";
import { storeOption, withStore } from "../store.ts";
import { progress } from "../terminal/progress.ts";

const EXAMPLES = `
Examples:
  $ TEMPORAL_ADDRESS=temporal.example.com:7233 DATABASE_URL=postgres://… collect start

Starts a workflow for every account that was imported with --runtime temporal and doesn't run yet, and brings each what it
hasn't been told. Safe to run again at any time; "collect worker" does the work.`;

/** `collect start` */
export const start = () =>
  new Command("start")
    .description("hand accounts over to Temporal")
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((options) =>
      withStore(options.store, {}, async ({ ledger }) => {
        const address = process.env["TEMPORAL_ADDRESS"] ?? "";
        if (address === "")
          throw new Failure(
            'TEMPORAL_ADDRESS says which server, such as 127.0.0.1:7233; without one, "collect demo --runtime temporal" starts its own',
          );
        const namespace = process.env["TEMPORAL_NAMESPACE"] ?? "default";
        const { connectClient, startAccounts } = await import("../../workflows/temporal/client.ts");
        const temporal = await connectClient(address, namespace);
        const stop = interruption("stopping: accounts that were started run on");
        const of = (await ledger.accounts()).filter((row) => row.runtime === "temporal").length;
        const bar = progress("starting", "accounts", of);
        try {
          const accounts = await startAccounts(temporal.client, ledger, { signal: stop.signal, onProgress: (done) => bar.at(done.accounts) });
          bar.end();
          answer(options.format, { accounts, address, namespace }, () => `${accounts} accounts run on ${address}, namespace ${namespace}.`);
        } finally {
          stop.release();
          await temporal.close();
        }
      }),
    );
