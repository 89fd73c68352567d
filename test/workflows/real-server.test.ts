import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "@temporalio/client";
import { NativeConnection, Worker } from "@temporalio/worker";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { Account, Instant, State, StepEvent } from "../../engine/index.ts";
import { instant, minor } from "../../engine/index.ts";
import { workflowBundle } from "../../workflows/temporal/bundle.ts";
import { type StoredState, STATE_QUERY } from "../../workflows/temporal/messages.ts";
import { quietRuntime } from "../../workflows/temporal/runtime.ts";
import {
  type RunningWorker,
  type TemporalClient,
  type TemporalServer,
  connectClient,
  copyState,
  createWorker,
  recordEvent,
  signalEvents,
  startAccounts,
  startServer,
  startTemporalDemo,
  workflowIdOf,
} from "../../workflows/temporal/index.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { at, openHouse } from "./fixtures/house.ts";
import { accountOf, day } from "./fixtures/program.ts";
import { atRest, until } from "./fixtures/temporal.ts";

const MORNING = at("2026-03-03T15:00:00Z");
let server: TemporalServer;
let temporal: TemporalClient;
let folder = "";
let queues = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-real-server-"));
  server = await startServer();
  temporal = await connectClient(server.address, server.namespace);
}, 900_000);
afterAll(async () => {
  await temporal.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A ledger whose clock runs at the real pace from the test's morning on, and a corner of the server for itself. */
const openCorner = async (accounts: readonly Account[]) => {
  const name = `test-${process.pid}-${++queues}-${Date.now()}`;
  const house = await openHouse(new Date(MORNING).toISOString(), accounts, "temporal");
  const clockOffset = MORNING - Date.now();
  const now = (): Instant => (house.clock.now = instant(Date.now() + clockOffset));
  const ledger = { ...house.ledger, clock: now };
  // The guard reads the house's own clock; it is set whenever anybody looks at ours.
  const beforeDelivery = async (): Promise<void> => void now();
  return { ...house, ledger, now, beforeDelivery, clockOffset, tenancy: { tenant: name, taskQueue: name } };
};

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
const stateOf = async (client: Client, account: string, tenant: string): Promise<State> => {
  const { state } = await client.workflow.getHandle(workflowIdOf(account, tenant)).query<StoredState>(STATE_QUERY);
  if (state === null) throw new Error("the account was opened");
  return state;
};

/** Everything that a history holds, payloads in the clear. */
const textsIn = (history: object): string =>
  JSON.stringify(history).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_all, data: string) => Buffer.from(data, "base64").toString("utf8"));

it("a worker killed in the middle and another stopped in good order: no contact is lost or doubled, and the histories replay", async () => {
  const accounts = Array.from({ length: 24 }, (_, n) => accountOf(n * 6));
  const ids = accounts.map((account) => account.id);
  const { ledger, databaseUrl, now, beforeDelivery, clockOffset, tenancy } = await openCorner(accounts);
  const accepted = join(folder, "accepted");

  const script = fileURLToPath(new URL("fixtures/worker-process.ts", import.meta.url));
  const first = spawn(process.execPath, [script, server.address, tenancy.taskQueue, databaseUrl, String(clockOffset), accepted, "5"], {
    stdio: "inherit",
  });
  const died = once(first, "exit");
  expect(await startAccounts(temporal.client, ledger, { ...tenancy, clockOffset, deliveryTimeout: 5_000 })).toBe(24);
  expect(await died).toEqual([null, "SIGKILL"]);
  expect(await linesOf(accepted)).toHaveLength(5);

  /** @param hold keeps back what comes after the twelfth message: a fast worker must not be done before it is stopped */
  const work = (address: string | NativeConnection, hold?: Promise<void>): Promise<RunningWorker> => {
    const channels = recordingChannels(async (permit) => {
      if (hold !== undefined && (await linesOf(accepted)).length >= 12) await hold;
      appendFileSync(accepted, `${permit.requestId}\n`);
      return { kind: "sent", reference: permit.id };
    });
    return createWorker({
      server: address,
      namespace: server.namespace,
      ...tenancy,
      ledger,
      channels,
      beforeDelivery,
      cachedAccounts: 2,
      deliveries: 2,
    });
  };
  const stopping = Promise.withResolvers<void>();
  // On a connection that isn't its own it makes no copies first: it takes no more work from the call to stop on.
  await quietRuntime();
  const connection = await NativeConnection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  const second = await work(connection, stopping.promise);
  await until(async () => ((await linesOf(accepted)).length >= 9 ? null : "the second worker's contacts"));
  const stopped = second.stop();
  stopping.resolve();
  await stopped;
  expect((await linesOf(accepted)).length).toBeLessThan(24);
  const third = await work(server.address);
  await until(async () => ((await linesOf(accepted)).length >= 24 ? null : `some of the ${ids.length} contacts`));
  await atRest(temporal.client, ids, now, tenancy);

  const left = await linesOf(accepted);
  expect(new Set(left).size).toBe(left.length);
  expect(left).toHaveLength(24);
  for (const { debtor } of accounts) expect(await ledger.entries(debtor.id)).toHaveLength(1);
  // The message that the killed worker's provider had accepted: nobody can know that, so it counts, and is told apart.
  expect((await ledger.notes()).filter((note) => note.reasons.some((reason) => reason.rule === "runtime.unknown"))).toHaveLength(1);
  expect((await ledger.verifyChains()).broken).toEqual([]);

  // The ledger's copy, for commands that have no server.
  const state = await stateOf(temporal.client, "A-0", tenancy.tenant);
  await copyState(temporal.client, ledger, "A-0", tenancy);
  expect((await ledger.account("A-0"))?.state).toEqual(state);
  expect(await ledger.inbox("A-0")).toEqual([]);

  await third.stop();
  // A worker that ends has brought the copies up to date.
  const copied = (await ledger.accounts()).filter((row) => row.state?.tracks[0]?.stage === "reminder" && row.wakeAt !== null);
  expect(copied.length).toBeGreaterThan(0);
  for (const id of ids.slice(0, 3)) {
    const history = await temporal.client.workflow.getHandle(workflowIdOf(id, tenancy.tenant)).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowIdOf(id, tenancy.tenant));
    const texts = textsIn(history);
    expect(texts).toContain('"step":"reminder/day 0"');
    expect(texts).not.toMatch(/example\.com|Debtor \d|Model Avenue|\+1 212/);
  }
}, 150_000);

it("signals that come twice and in any order change nothing", async () => {
  const facts = (n: string): readonly StepEvent[] => [
    { type: "moved", id: `${n}-1`, at: at("2026-03-03T15:01:00Z"), amount: minor(20_000), as: "payment" },
    {
      type: "happened",
      id: `${n}-2`,
      at: at("2026-03-03T15:02:00Z"),
      event: { event: "promise", amount: minor(10_000), currency: "USD", due: day("2026-03-10") },
    },
    { type: "moved", id: `${n}-3`, at: at("2026-03-03T15:03:00Z"), amount: minor(5_000), as: "refund" },
    { type: "happened", id: `${n}-4`, at: at("2026-03-03T15:04:00Z"), event: { event: "dispute", by: "debtor", form: "written", ground: "quality" } },
    { type: "happened", id: `${n}-5`, at: at("2026-03-03T15:05:00Z"), event: { event: "dispute-closed" } },
  ];
  // The sending is over by the time that the facts come: what differs is their delivery alone.
  const { ledger, now, beforeDelivery, clockOffset, tenancy } = await openCorner([accountOf(0), accountOf(6)]);
  const worker = await createWorker({
    server: server.address,
    namespace: server.namespace,
    ...tenancy,
    ledger,
    channels: recordingChannels(),
    beforeDelivery,
  });
  onTestFinished(() => worker.stop());
  await startAccounts(temporal.client, ledger, { ...tenancy, clockOffset: clockOffset + 600_000 });
  await atRest(temporal.client, ["A-0", "A-6"], now, tenancy);

  for (const fact of facts("x")) await signalEvents(temporal.client, "A-0", [fact], tenancy);
  const [one, two, three, four, five] = facts("x");
  if (!one || !two || !three || !four || !five) throw new Error("five facts");
  await signalEvents(temporal.client, "A-6", [five, three, five], tenancy);
  await signalEvents(temporal.client, "A-6", [two, one, two], tenancy);
  await signalEvents(temporal.client, "A-6", [four, one, three], tenancy);
  // Started again as after an outage: told everything once more.
  await startAccounts(temporal.client, ledger, { ...tenancy, clockOffset });
  await atRest(temporal.client, ["A-0", "A-6"], now, tenancy);

  const said = async (account: string) => {
    const { status, closedAs, movements, rests, promises, brokenPromises, contactClosed, tracks } = await stateOf(
      temporal.client,
      account,
      tenancy.tenant,
    );
    const stages = tracks.map(({ stage, startDay, steps }) => [stage, startDay, Object.entries(steps).map(([key, record]) => [key, record.status])]);
    return { status, closedAs, movements, rests, promises, brokenPromises, contactClosed, stages };
  };
  expect(await said("A-6")).toEqual(await said("A-0"));
  expect((await said("A-0")).movements).toHaveLength(2);
}, 60_000);

it("a promise is answered once it has been taken in, and one for a day that is over is refused in plain words", async () => {
  const { ledger, now, beforeDelivery, clockOffset, tenancy } = await openCorner([accountOf(0)]);
  const worker = await createWorker({
    server: server.address,
    namespace: server.namespace,
    ...tenancy,
    ledger,
    channels: recordingChannels(),
    beforeDelivery,
  });
  onTestFinished(() => worker.stop());
  await startAccounts(temporal.client, ledger, { ...tenancy, clockOffset });
  await atRest(temporal.client, ["A-0"], now, tenancy);
  const promise = (id: string, due: string): StepEvent => ({
    type: "happened",
    id,
    at: MORNING,
    event: { event: "promise", amount: minor(10_000), currency: "USD", due: day(due) },
  });
  expect(await recordEvent(temporal.client, "A-0", promise("p-1", "2026-03-10"), tenancy)).toMatchObject({
    account: "A-0",
    status: "open",
    stage: "reminder",
  });
  expect((await stateOf(temporal.client, "A-0", tenancy.tenant)).promises).toMatchObject([{ id: "p-1", status: "open" }]);
  await expect(recordEvent(temporal.client, "A-0", promise("p-2", "2026-02-20"), tenancy)).rejects.toMatchObject({
    cause: { message: expect.stringContaining("a promise needs a day that is not over yet") },
  });
  // The same promise again is the same answer, not a second promise.
  await recordEvent(temporal.client, "A-0", promise("p-1", "2026-03-10"), tenancy);
  expect((await stateOf(temporal.client, "A-0", tenancy.tenant)).promises).toHaveLength(1);
}, 60_000);

it("a server of our own ends with the process that started it, however that one died", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("fixtures/server-process.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const [host = "", port = ""] = said.toString().trim().split(":");
  const isUp = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), host, () => resolve(true));
      socket.on("error", () => resolve(false)).on("connect", () => socket.destroy());
    });
  expect(await isUp()).toBe(true);
  child.kill("SIGKILL");
  await until(async () => ((await isUp()) ? "the server's end" : null), 20_000);
}, 60_000);

it("a demonstration runs all accounts on a server of its own, shows where, and leaves the ledger up to date", async () => {
  const { ledger, now, tenancy } = await openCorner([0, 2, 3].map((n) => accountOf(n)));
  const channels = recordingChannels();
  const demo = await startTemporalDemo({
    ledger,
    channels,
    ...tenancy,
    clockOffset: now() - Date.now(),
    env: { ...process.env, TEMPORAL_ADDRESS: "" },
  });
  onTestFinished(() => demo.stop());
  expect(demo.accounts).toBe(3);
  expect((await fetch(demo.page ?? "")).status).toBe(200);
  await demo.settled();
  expect(channels.sent).toHaveLength(3);
  for (const row of await ledger.accounts()) expect(row.state?.tracks[0]?.steps["reminder/day 0"]?.status).toBe("sent");
}, 60_000);
