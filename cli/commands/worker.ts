import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { interruption, stopped } from "../interruption.ts";
import { answer, formatOption, warn } from "../output.ts";
import { requireProofs } from "../proof/in-store.ts";
import { openStoreChannels, requireWaysOut, storeOption, withStore } from "../store.ts";
import { temporalServer } from "../temporal.ts";

const EXAMPLES = `
Examples:
  $ TEMPORAL_ADDRESS=temporal.example.com:7233 DATABASE_URL=postgres://… SMTP_URL=… MAIL_FROM=… collect worker
  $ collect worker                    with a development server of its own, for a trial on one machine

Takes accounts' turns and sends what the guard allows, until Ctrl-C: then what is under way ends in good order. Run several, they
share the work; "collect start" hands accounts over.`;

const deliveries = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("a whole number from 1 to 9999, please.");
  return Number(text);
};

/** `collect worker` */
export const worker = () =>
  new Command("worker")
    .description("run accounts on Temporal: the worker")
    .option("--deliveries <n>", "deliveries at once", deliveries)
    .option("--without-proof", "run policies that were not proved to keep the law, or that would break it: the guard alone stands in the way", false)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const stop = interruption("stopping: what is under way ends first (at most 30 s)");
      await withStore(options.store, {}, async (store) => {
        if (!options.withoutProof) await requireProofs(store, "temporal");
        const channels = await openStoreChannels(store);
        try {
          await requireWaysOut(store, channels);
          const server = await temporalServer();
          const { createWorker } = await import("../../workflows/temporal/worker.ts");
          const running = await createWorker({
            server: server.address,
            namespace: server.namespace,
            ledger: store.ledger,
            channels,
            warn,
            ...(options.deliveries === undefined ? {} : { deliveries: options.deliveries }),
          });
          const { address, namespace, page } = server;
          answer(
            options.format,
            { address, namespace, page },
            () => `Worker on ${address}, namespace ${namespace}${page === null ? "" : `; web page ${page}`}. Ctrl-C ends.`,
          );
          await Promise.race([stopped(stop.signal), running.ended]);
          await running.stop();
          await server.stop();
        } finally {
          await channels.close();
        }
      });
      stop.release();
    });
