/**
 * Accounts on Temporal: a contact each, with the guard's PostgreSQL and a mail server on a socket, beside a bare workflow on the same server in the same
 * run. Printed by `npm run bench -- live`; it takes minutes.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DefaultLogger, NativeConnection, Worker, bundleWorkflowCode } from "@temporalio/worker";
import { emailChannel } from "../../channels/email.ts";
import { instant } from "../../engine/index.ts";
import { type Ledger, openLedger } from "../../ledger/index.ts";
import { joinServer } from "../../ledger/embedded/server.ts";
import { workflowBundle } from "../../workflows/temporal/bundle.ts";
import { type TemporalClient, connectClient, createWorker, startAccounts, startServer, workflowIdOf } from "../../workflows/temporal/index.ts";
import { quietRuntime } from "../../workflows/temporal/runtime.ts";
import { mailPeer } from "../faults/fixtures/mail-peer.ts";
import { recordingChannels } from "../workflows/fixtures/channels.ts";
import { PROGRAM, accountOf, personOf } from "../workflows/fixtures/program.ts";
import { guardLines } from "./guard.ts";

const ACCOUNTS = 500;
/** A Tuesday morning in New York, where all the accounts are. */
const MORNING = Date.parse("2026-03-03T15:00:00Z");

interface Rate {
  readonly perSecond: number;
  /** Workflow tasks and activity tasks that one account or workflow took. */
  readonly tasks: number;
}

const counted = async (count: () => number, ms = 300_000): Promise<void> => {
  for (const end = performance.now() + ms; count() < ACCOUNTS; await pause(5)) {
    if (performance.now() > end) throw new Error(`only ${count()} of ${ACCOUNTS} came`);
  }
};

const tasksOf = async ({ client }: TemporalClient, workflowId: string): Promise<number> => {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes ?? event.activityTaskCompletedEventAttributes).length;
};

let runs = 0;

/** Workflows of one timer and one activity that does nothing, all started at once. */
const bareRate = async (server: string, temporal: TemporalClient): Promise<Rate> => {
  const name = `bare-${(runs += 1)}`;
  const connection = await NativeConnection.connect({ address: server });
  let ticks = 0;
  const activities = { tick: async (): Promise<void> => void (ticks += 1) };
  const workflowsPath = fileURLToPath(new URL("bare-workflow.ts", import.meta.url));
  const bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger("ERROR") });
  const worker = await Worker.create({ connection, taskQueue: name, workflowBundle: bundle, activities });
  const running = worker.run();
  const began = performance.now();
  const start = (n: number) => temporal.client.workflow.start("bareWorkflow", { taskQueue: name, workflowId: `${name}/${n}` });
  for (let n = 0; n < ACCOUNTS; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => start(n + i)));
  await counted(() => ticks);
  const perSecond = (ACCOUNTS / (performance.now() - began)) * 1000;
  await temporal.client.workflow.getHandle(`${name}/0`).result();
  const tasks = await tasksOf(temporal, `${name}/0`);
  worker.shutdown();
  await running;
  await connection.close();
  return { perSecond, tasks };
};

/** Accounts whose first contact is due now: from starting them to the last mail that the mail server took. */
const accountRate = async (server: string, temporal: TemporalClient, databaseUrl: string): Promise<Rate> => {
  const name = `live-${(runs += 1)}`;
  const clockOffset = MORNING - Date.now();
  const ledger = await openLedger({ databaseUrl, clock: () => instant(Date.now() + clockOffset) });
  await ledger.saveProgram(PROGRAM);
  const rows = Array.from({ length: ACCOUNTS }, (_, n) => {
    const { id, debtor, ...account } = accountOf(n * 6);
    const own = { ...account, id: `${name}-${id}`, debtor: { ...debtor, id: `${name}-${debtor.id}` } };
    return { account: own, person: personOf(n), policy: PROGRAM.policy.hash, runtime: "temporal" as const };
  });
  await ledger.putAccounts(rows);
  const peer = await mailPeer(() => Date.now());
  const email = emailChannel({ url: peer.url, from: "ar@brightwater.example.com" });
  const channels = { ...recordingChannels(), for: (channel: string) => (channel === "email" ? email : null) };
  const worker = await createWorker({ server, taskQueue: name, ledger, channels, bundle: await workflowBundle() });
  const began = performance.now();
  const started = startAccounts(temporal.client, await withoutOthers(ledger, name), { taskQueue: name, clockOffset });
  await counted(() => peer.arrivals.length);
  const perSecond = (ACCOUNTS / (performance.now() - began)) * 1000;
  await started;
  // Copies the accounts first, which each is asked for.
  await worker.stop();
  const [first] = rows;
  const tasks = first === undefined ? 0 : await tasksOf(temporal, workflowIdOf(first.account.id));
  await email.close();
  await peer.close();
  await ledger.close();
  return { perSecond, tasks };
};

/** The ledger without the accounts of the rounds before. */
const withoutOthers = async (ledger: Ledger, name: string): Promise<Ledger> => ({
  ...ledger,
  accounts: async () => (await ledger.accounts()).filter(({ account }) => account.id.startsWith(`${name}-`)),
});

const mean = (rates: readonly Rate[]): number => rates.reduce((sum, { perSecond }) => sum + perSecond, 0) / rates.length;

const line = (what: string, rates: readonly Rate[]): string => {
  const [perSecond, tasks] = [mean(rates), rates[0]?.tasks ?? 0];
  return `  ${what.padEnd(50)} ${perSecond.toFixed(1).padStart(7)} a second, ${tasks} tasks each, ${(perSecond * tasks).toFixed(0)} tasks a second`;
};

/** The lines that are printed, and what is promised of the figures. */
export const liveBench = async () => {
  await quietRuntime();
  const folder = await mkdtemp(join(tmpdir(), "collect-bench-"));
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const presence = await joinServer(folder);
  const { user, password, host, port, database } = presence.connection;
  const databaseUrl = `postgres://${user}:${password}@${host}:${port}/${database}`;
  const server = await startServer({ env: { ...process.env, TEMPORAL_ADDRESS: "" } });
  const temporal = await connectClient(server.address);
  try {
    const [bare, ours]: [Rate[], Rate[]] = [[], []];
    // In turns, so that a slow moment of the machine falls on both.
    for (let turn = 0; turn < 2; turn += 1) {
      bare.push(await bareRate(server.address, temporal));
      ours.push(await accountRate(server.address, temporal, databaseUrl));
    }
    const share = mean(ours) / mean(bare);
    return {
      lines: [
        `${ACCOUNTS} accounts with one contact each on a development server, twice`,
        line("bare workflow: one timer, one activity", bare),
        line("Collect: guard, PostgreSQL and SMTP", ours),
        `  share of the bare workflow's rate: ${share.toFixed(2)}`,
        "",
        ...(await guardLines(databaseUrl)),
      ],
      promises: [{ what: "bare workflows in the time of one account with a contact", value: 1 / share, under: 1 / 0.6 }],
    };
  } finally {
    await temporal.close();
    await server.stop();
    await presence.leave();
    await rm(folder, { recursive: true, force: true });
  }
};
