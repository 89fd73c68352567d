/** The demonstration: an example folder, run on a clock that shows a stated instant. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Account, Instant } from "../engine/index.ts";
import { instantFrom } from "./clock.ts";
import { EXIT, Failure } from "./failure.ts";
import { readText } from "./files.ts";
import { accountsOf } from "./import/accounts.ts";
import type { ImportedAccount } from "./import/accounts.ts";
import { readEvents } from "./import/events.ts";
import type { RecordedEvent } from "./import/events.ts";
import { readCsv } from "./import/rows.ts";
import { programFrom } from "./program.ts";
import type { Store } from "./store.ts";

export interface Example {
  readonly policyFile: string;
  readonly program: Awaited<ReturnType<typeof programFrom>>;
  readonly accounts: readonly ImportedAccount[];
  readonly events: readonly RecordedEvent[];
  /** Instant at which the example's story stands. */
  readonly at: Instant;
}

const need = async (folder: string, name: string): Promise<string> => {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  throw new Failure(`${folder} is no example: there is no ${name} in it; try examples/b2b-standard`);
};

const instantIn = async (folder: string): Promise<Instant> =>
  instantFrom((await readText(await need(folder, "demo-instant"))).trim(), "demo-instant");

/** Reads policy, accounts, events and the stated instant of an example; a bad row in it is a failure, since it ships with us. */
export async function readExample(folder: string, at: Instant | undefined): Promise<Example> {
  const policyFile = await need(folder, "policy.collect");
  const program = await programFrom(policyFile);
  const accountsFile = await need(folder, "accounts.csv");
  const rows = await readCsv(await readText(accountsFile));
  const { accounts, rejected } = accountsOf(rows.rows, program.policy);
  const byId = new Map<string, Account>(accounts.map(({ account }) => [account.id, account]));
  const eventsFile = join(folder, "events.json");
  const read = existsSync(eventsFile) ? readEvents(await readText(eventsFile), eventsFile, (id) => byId.get(id)) : { events: [], rejected: [] };
  const [wrong] = [...rows.rejected, ...rejected]
    .map((each) => ({ ...each, file: accountsFile }))
    .concat(read.rejected.map((each) => ({ ...each, file: eventsFile })));
  if (wrong !== undefined) throw new Failure(`${wrong.file}, line ${wrong.line}, ${wrong.column}: ${wrong.reason}`, EXIT.errors);
  return { policyFile, program, accounts, events: read.events, at: at ?? (await instantIn(folder)) };
}

/** Takes the example's events in; those that the store knows change nothing. Returns how many were new. */
export async function recordAll(store: Store, events: readonly RecordedEvent[]): Promise<number> {
  let fresh = 0;
  for (const event of events) if (await store.ledger.record(event)) fresh += 1;
  return fresh;
}
