import { existsSync } from "node:fs";
import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { Failure } from "../failure.ts";
import { interruption, stopped } from "../interruption.ts";
import { answer, formatOption } from "../output.ts";
import type { Format } from "../output.ts";
import { mailFolderOf, storeOption } from "../store.ts";

const EXAMPLES = `
Examples:
  $ collect mail                 the caught mails, at a fixed address on this machine, until Ctrl-C
  $ collect mail --port 0        at any free port

A demonstration sends no mail to anybody: its own catcher on this machine takes every one.`;

const PORT = 8025;

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("a port lies between 0 and 65535.");
  return port;
};

const serve = async (options: { store: string; port: number; format: Format }): Promise<void> => {
  const folder = mailFolderOf({ folder: options.store });
  if (!existsSync(folder)) throw new Failure(`no mail was caught in ${folder}: "collect demo" sends some`);
  const { serveMail } = await import("../../channels/index.ts");
  const pages = await serveMail(folder, options.port).catch((error: unknown) => {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw taken ? new Failure(`port ${options.port} is in use: try --port 0`) : error;
  });
  answer(options.format, { url: pages.url, folder }, () => `Mails of ${folder}: ${pages.url}\nCtrl-C ends.`);
  const stop = interruption("");
  await stopped(stop.signal);
  stop.release();
  await pages.close();
};

/** `collect mail` */
export const mail = () =>
  new Command("mail")
    .description("read the mails that the catcher caught")
    .option("--port <port>", "port on this machine; 0 is any free one", portOf, PORT)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((options) => serve(options));
