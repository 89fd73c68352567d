import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { startApi } from "../../api/index.ts";
import type { ApiOptions, RunningApi } from "../../api/index.ts";
import { Failure } from "../failure.ts";
import { interruption, stopped } from "../interruption.ts";
import { answer, formatOption } from "../output.ts";
import { storeOption, withStore } from "../store.ts";
import { tellTemporal } from "../tell-temporal.ts";

const EXAMPLES = `
Examples:
  $ collect keys add dialler --scopes permits,contacts          a key, first
  $ collect serve                                               on http://127.0.0.1:8080
  $ DATABASE_URL=postgres://… collect serve --host 0.0.0.0 --port 8443
  $ curl http://127.0.0.1:8080/openapi.json

POST /permits asks before a contact, POST /contacts tells what came of it, POST /events what happened, GET /accounts/ID how an account stands.
Serves every tenant of the store, each by its own keys, until Ctrl-C: then requests under way are answered first. It speaks plain HTTP:
put a proxy with TLS before it wherever it is to be reached from another machine.`;

const HIGHEST_PORT = 65_535;

const wholeUpTo =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,7}$/.test(text) ? Number(text) : -1;
    if (value < least || value > most) throw new InvalidArgumentError(`a whole number from ${least} to ${most}, please.`);
    return value;
  };

const WHY_NOT: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program has it: choose another with --port, or 0 for any that is free",
  EACCES: "you may not use it: choose one above 1023 with --port",
  EADDRNOTAVAIL: "this machine has no such address: mend --host",
  ENOTFOUND: "there is no such host: mend --host",
};

const start = async (options: ApiOptions): Promise<RunningApi> => {
  try {
    return await startApi(options);
  } catch (error) {
    const why = WHY_NOT[String((error as NodeJS.ErrnoException).code)];
    if (why === undefined) throw error;
    throw new Failure(`port ${options.port} of ${options.host} can't be had: ${why}`);
  }
};

/** `collect serve` */
export const serve = () =>
  new Command("serve")
    .description("the permit API over HTTP: ask before a call, tell what happened")
    .option("--port <port>", "where to listen; 0: any that is free", wholeUpTo(0, HIGHEST_PORT), 8080)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--per-minute <n>", "requests that one key may make in a minute", wholeUpTo(1, 1_000_000), 600)
    .addOption(
      new Option("--log <level>", "a JSON line a request, on standard error").choices(["info", "warn", "silent"] as const).default("info" as const),
    )
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const stop = interruption("stopping: requests under way are answered first");
      try {
        await withStore(options.store, {}, async ({ ledger }) => {
          const api = await start({
            ledger,
            host: options.host,
            port: options.port,
            perMinute: options.perMinute,
            elapsed: () => performance.now(),
            logLevel: options.log,
            tell: async (of, account) => {
              const row = await of.account(account);
              if (row !== null) await tellTemporal(of, row);
            },
          });
          answer(
            options.format,
            { address: api.address },
            () => `Permit API on ${api.address}, its document at ${api.address}/openapi.json. Ctrl-C ends.`,
          );
          await stopped(stop.signal);
          await api.stop();
        });
      } finally {
        stop.release();
      }
    });
