/** Opens the ways out that the environment allows. */
import { join } from "node:path";
import { taskChannel } from "./call.ts";
import type { AddTask } from "./call.ts";
import type { Catcher } from "./catcher.ts";
import type { Channel, SendResult } from "./channel.ts";
import { ConfigurationError, readConfiguration } from "./configuration.ts";
import type { Configuration, Environment } from "./configuration.ts";
import { businessChannel, orderBusiness } from "./business.ts";
import type { BusinessOrder } from "./business.ts";
import { deliveredChannel } from "./delivery.ts";
import type { Deliver } from "./delivery.ts";
import { emailChannel } from "./email.ts";
import type { Sender } from "./letter-data.ts";
import { letterChannel } from "./letter.ts";
import { outbox } from "./outbox.ts";
import { webhook } from "./webhook.ts";

export interface ChannelOptions {
  readonly env: Environment;
  /** Where files go: `mail/`, `letters/` and `outbox/` within it. */
  readonly folder: string;
  /** Nothing leaves the house: mail is caught, other systems are files. */
  readonly demo: boolean;
  readonly addTask: AddTask;
  /** Of a demonstration: port of the page of caught mails, 0 for any. Absent: no page, the files are there anyway. */
  readonly port?: number;
}

export interface Links {
  /** Null when nobody said where to pay: PAYMENT_URL. */
  readonly payment: string | null;
  readonly optOut: string;
}

export interface Channels {
  /** The way out for a channel of the policy; null when there is none (`missing` says why). */
  for(channel: string): Channel | null;
  /** Why a channel, or `payment link`, has no way out, and what to set; null when it has one. */
  missing(channel: string): string | null;
  /** Does a business act in other systems, once for each id. Without such a system it becomes a task for people. */
  act(order: BusinessOrder): Promise<SendResult>;
  /** Links of an account's letters. */
  links(account: string, sender: Sender): Links;
  /** Of a demonstration: where the caught mails lie. */
  readonly mailFolder: string | null;
  /** Of a demonstration with a port: where to read them. */
  readonly mailUrl: string | null;
  /** One line for each way out, for people. */
  describe(): string[];
  /** Ends connections, servers and files in good order. */
  close(): Promise<void>;
}

/**
 * Opens the channels. A demonstration starts a mail catcher on loopback; a real run connects to nothing before the first message.
 *
 * @throws ConfigurationError naming the variables that are wrong, missing, or set in a demonstration.
 */
export async function openChannels(options: ChannelOptions): Promise<Channels> {
  const configuration = readConfiguration(options.env, options.demo);
  const mailFolder = options.demo ? join(options.folder, "mail") : null;
  const catcher = mailFolder === null ? null : await (await import("./catcher.ts")).startCatcher(mailFolder);
  const page = await openPage(catcher, options.port);
  const deliver = delivery(configuration, options);
  const open = channelsOf(configuration, catcher, deliver, options);
  return {
    for: (channel) => open.get(channel) ?? null,
    missing: (channel) => {
      if (channel === "payment link") return configuration.paymentUrl !== null || options.demo ? null : NO_PAYMENT_URL;
      return open.has(channel) ? null : whyMissing(channel);
    },
    act: (order) => orderBusiness(deliver, options.addTask, order),
    links: (account, sender) => linksOf(configuration, options.demo, account, sender),
    mailFolder,
    mailUrl: page?.url ?? null,
    describe: () => describe(configuration, options, page?.url ?? null),
    close: async () => {
      for (const channel of open.values()) await channel.close();
      await catcher?.close();
      await page?.close();
    },
  };
}

async function openPage(catcher: Catcher | null, port: number | undefined) {
  if (catcher === null || port === undefined) return null;
  try {
    return await (await import("./serve-mail.ts")).serveMail(catcher.folder, port);
  } catch (error) {
    await catcher.close();
    if ((error as { code?: unknown }).code !== "EADDRINUSE") throw error;
    throw new ConfigurationError(`port ${port} for the page of mails is taken by another program; choose another, or 0 for any`, []);
  }
}

function delivery(configuration: Configuration, options: ChannelOptions): Deliver | null {
  if (configuration.webhook !== null) return webhook(configuration.webhook);
  return options.demo ? outbox(join(options.folder, "outbox")) : null;
}

function channelsOf(
  configuration: Configuration,
  catcher: Catcher | null,
  deliver: Deliver | null,
  options: ChannelOptions,
): ReadonlyMap<string, Channel> {
  const letters = join(options.folder, "letters");
  const smtp = catcher === null ? configuration.smtp : { url: catcher.url };
  const channels = [
    ...(smtp === null ? [] : [emailChannel(smtp)]),
    ...(["letter", "registered-letter", "postcard"] as const).map((name) => letterChannel(name, letters, options.addTask)),
    ...(["call", "visit"] as const).map((name) => taskChannel(name, options.addTask)),
    businessChannel(deliver, options.addTask),
    ...(deliver === null ? [] : (["sms", "voicemail", "portal", "social"] as const).map((name) => deliveredChannel(name, deliver))),
  ];
  return new Map(channels.map((channel) => [channel.name, channel]));
}

const NO_PAYMENT_URL = "payment links lead nowhere: set PAYMENT_URL (https://…{account}…)";

const whyMissing = (channel: string): string =>
  channel === "email"
    ? "e-mail has no way out: set SMTP_URL (smtps://user:password@host) and MAIL_FROM"
    : `${channel} has no way out: set WEBHOOK_URL and WEBHOOK_SECRET`;

function linksOf(configuration: Configuration, demo: boolean, account: string, sender: Sender): Links {
  const fill = (pattern: string): string => pattern.replaceAll("{account}", encodeURIComponent(account));
  const payment = configuration.paymentUrl ?? (demo ? "https://pay.example.com/{account}" : null);
  const byMail = `mailto:${sender.email}?subject=${encodeURIComponent(`No more e-mails about account ${account}`)}`;
  return { payment: payment === null ? null : fill(payment), optOut: configuration.optOutUrl === null ? byMail : fill(configuration.optOutUrl) };
}

function describe(configuration: Configuration, options: ChannelOptions, page: string | null): string[] {
  const { smtp, webhook: hook } = configuration;
  const mail = join(options.folder, "mail", "index.html");
  const caught = page === null ? `kept here, to read in ${mail}` : `kept here, to read at ${page} or in ${mail}`;
  const others = hook === null ? whyMissing("sms, voicemail, portal") : `sms, voicemail, portal, business actions: signed webhooks to ${hook.host}`;
  return [
    options.demo
      ? `email: ${caught}`
      : smtp === null
        ? whyMissing("email")
        : `email: by ${smtp.host}${smtp.dkim === undefined ? "" : ", signed (DKIM)"}`,
    `letter: printable pages in ${join(options.folder, "letters", "index.html")}, posting them is a task`,
    "call, visit: tasks in the worklist",
    options.demo ? `sms, voicemail, portal, business actions: files in ${join(options.folder, "outbox")}` : others,
    ...(options.demo || hook !== null ? [] : ["business actions: tasks in the worklist"]),
    ...(options.demo || configuration.paymentUrl !== null ? [] : [NO_PAYMENT_URL]),
  ];
}
