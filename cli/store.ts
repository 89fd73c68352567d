/** Opens the store for a command, with the clock that rules in it, and closes it whatever happens. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { everyStep, instant } from "../engine/index.ts";
import type { CompiledPolicy, Instant } from "../engine/index.ts";
import type { Channels } from "../channels/index.ts";
import type { AccountRow, Ledger, Tenant } from "../ledger/index.ts";
import { clockFrom, instantFrom, realClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { Failure } from "./failure.ts";

export const DEFAULT_STORE = ".collect";

export const storeOption = () => new Option("--store <dir>", "folder of the store").default(DEFAULT_STORE);

/** Setting of a store that runs on a demonstration clock: the instant at which it began. */
const DEMO_CLOCK = "demo_clock";

export interface Store {
  readonly ledger: Ledger;
  /** Where mails, letters and other files go. */
  readonly folder: string;
  /** True when time is a demonstration's: nothing may leave the house. */
  readonly demo: boolean;
}

interface OpenOptions {
  /** Begins a demonstration at this instant, in a store that is empty or a demonstration's already. */
  readonly demoAt?: Instant;
  /** Makes the store when there is none. */
  readonly create?: boolean;
  /** Another clock than the real one, in a store that is no demonstration's. */
  readonly clock?: Clock;
}

/** Whose rows a command sees, as `COLLECT_TENANT` or an option says it; "": those of the one tenant of most houses. */
export async function tenantNamed(name: string, told = "COLLECT_TENANT"): Promise<Tenant> {
  const { DEFAULT_TENANT, tenantOf } = await import("../ledger/index.ts");
  if (name === "") return DEFAULT_TENANT;
  const tenant = tenantOf(name);
  if (tenant === null)
    throw new Failure(`${told} "${name}" is no name of a tenant: write up to 40 small letters, digits and hyphens, such as north-agency`);
  return tenant;
}

const latestOf = async (ledger: Ledger): Promise<number> => {
  const debtors = new Set((await ledger.accounts()).map((row) => row.account.debtor.id));
  let latest = Number.NEGATIVE_INFINITY;
  for (const debtor of debtors) for (const entry of await ledger.entries(debtor)) latest = Math.max(latest, entry.at);
  for (const note of await ledger.notes()) latest = Math.max(latest, note.at);
  return latest;
};

/**
 * Time in a demonstration never runs back: it goes on one millisecond after the last thing that is recorded, so that a second
 * command sees the first one's work in the past.
 */
const demoClock = async (ledger: Ledger, stated: Instant): Promise<Clock> => clockFrom(instant(Math.max(stated, (await latestOf(ledger)) + 1)));

const beginDemo = async (ledger: Ledger, stated: string | null, wanted: Instant | undefined): Promise<Instant | null> => {
  if (stated !== null && wanted === undefined) return instantFrom(stated, "the store's demonstration clock");
  if (wanted === undefined) return null;
  if (stated === null && (await ledger.accounts()).length > 0) {
    throw new Failure(
      "this store holds accounts that run on the real clock, and a demonstration must not touch them: give it a store of its own with --store DIR",
    );
  }
  const text = new Date(wanted).toISOString();
  if (stated !== text) await ledger.setSetting(DEMO_CLOCK, text);
  return wanted;
};

/**
 * Runs `work` on the store. The clock is the real one, unless the store belongs to a demonstration.
 *
 * @throws Failure when there is no store and none is to be made.
 */
export async function withStore<T>(folder: string, options: OpenOptions, work: (store: Store) => Promise<T>): Promise<T> {
  const databaseUrl = process.env["DATABASE_URL"] ?? "";
  if (databaseUrl === "" && options.create !== true && !existsSync(folder)) {
    throw new Failure(
      `there is no store in ${folder}: make one with "collect import accounts.csv --policy policy.collect", or look at "collect demo"`,
    );
  }
  let clock: Clock = options.clock ?? realClock;
  const { openLedger } = await import("../ledger/index.ts");
  const tenant = await tenantNamed(process.env["COLLECT_TENANT"] ?? "");
  const ledger = await openLedger({ folder, clock: () => clock(), tenant, ...(databaseUrl === "" ? {} : { databaseUrl }) });
  try {
    const stated = await beginDemo(ledger, await ledger.setting(DEMO_CLOCK), options.demoAt);
    if (stated !== null) clock = await demoClock(ledger, stated);
    return await work({ ledger, folder, demo: stated !== null });
  } finally {
    await ledger.close();
  }
}

/** An account that the command line names, or a complaint with the nearest id. */
export async function accountNamed(ledger: Ledger, id: string): Promise<AccountRow> {
  const row = await ledger.account(id);
  if (row !== null) return row;
  const { suggest } = await import("../dsl/index.ts");
  const near = suggest(
    id,
    (await ledger.accounts()).map((each) => each.account.id),
  );
  throw new Failure(`there is no account ${id}${near === null ? ': "collect status" lists them' : `; did you mean ${near}?`}`);
}

/** Channels of this store. A demonstration reaches nobody; otherwise the environment says what is open. */
export async function openStoreChannels(store: Store, options: { readonly port?: number } = {}): Promise<Channels> {
  const { openChannels } = await import("../channels/index.ts");
  return openChannels({ env: process.env, folder: store.folder, demo: store.demo, addTask: (task) => store.ledger.addTask(task), ...options });
}

const contactsOf = (policy: CompiledPolicy): readonly { readonly channel: string; readonly paymentLink: boolean }[] => {
  const actions = [
    ...policy.stages.flatMap((stage) => everyStep(stage).flatMap((step) => [step.action, step.otherwise, step.else])),
    ...policy.handlers.flatMap((handler) => handler.reactions.map((reaction) => (reaction.do === "act" ? reaction.action : undefined))),
  ];
  return [
    ...actions.flatMap((action) => (action?.kind === "contact" ? [action] : [])),
    ...policy.notices.map(({ channel }) => ({ channel, paymentLink: false })),
  ];
};

/** One line for each thing that the policies of the store need and the environment lacks, and what to set. */
export async function missingWaysOut(store: Store, channels: Channels): Promise<readonly string[]> {
  const missing = new Set<string>();
  for (const hash of new Set((await store.ledger.accounts()).map((row) => row.policy))) {
    const program = await store.ledger.loadProgram(hash);
    if (program === null) continue;
    for (const { channel, paymentLink } of contactsOf(program.policy)) {
      const why = channels.missing(channel);
      if (why !== null) missing.add(why);
      if (paymentLink && channels.links("account", program.creditor).payment === null)
        missing.add("payment links lead nowhere: set PAYMENT_URL (https://pay.example.com/{account})");
    }
  }
  return [...missing];
}

/** A step whose channel has no way out would fail and be gone: so nothing runs before every channel of the policies has one. */
export async function requireWaysOut(store: Store, channels: Channels): Promise<void> {
  const missing = await missingWaysOut(store, channels);
  if (missing.length > 0)
    throw new Failure(`${missing.join("; ")}. A policy needs it, so nothing was run; "collect run --propose" shows what would be done`);
}

const withoutNull = ({ payment, optOut }: ReturnType<Channels["links"]>) => ({ optOut, ...(payment === null ? {} : { payment }) });

/** For proposals, which send nothing: every channel has a way out, as it will once it is set up. */
export const assumeWaysOut = (channels: Channels): Channels => ({
  ...channels,
  missing: () => null,
  links: (account, sender) => ({ payment: `https://pay.example.com/${account}`, ...withoutNull(channels.links(account, sender)) }),
  for: (name) =>
    channels.for(name) ?? {
      name,
      send: () => Promise.resolve({ kind: "failed", reason: "a proposal sends nothing", retryable: false }),
      close: () => Promise.resolve(),
    },
});

/** Where the mails of a demonstration can be read. */
export const mailFolderOf = (store: Pick<Store, "folder">): string => join(store.folder, "mail");
