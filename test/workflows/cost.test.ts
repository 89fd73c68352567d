/** What an account costs on Temporal: actions, events, memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "@temporalio/worker";
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { type TestContext, afterAll, beforeAll, expect, it } from "vitest";
import { readExample } from "../../cli/demo.ts";
import { saveProgram } from "../../cli/program.ts";
import { type Account, type Rule, type StepEvent, instant, minor } from "../../engine/index.ts";
import type { StoredProgram } from "../../workflows/programs.ts";
import { createActivities } from "../../workflows/temporal/activities.ts";
import { workflowBundle } from "../../workflows/temporal/bundle.ts";
import { createWorker, signalEvents, startAccounts, workflowIdOf } from "../../workflows/temporal/index.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { withLedger } from "../ledger/server.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { type HistoryEvent, actionsIn, historiesOf } from "./fixtures/histories.ts";
import { at, openHouse } from "./fixtures/house.ts";
import { PROGRAM, accountOf } from "./fixtures/program.ts";
import { followServer } from "./fixtures/temporal.ts";

// One server for this file: the time that it skips is everybody's.
let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()), 120_000);
afterAll(() => env.teardown());

const START = "2026-03-01T12:00:00Z";
const DAY = 86_400_000;

/** Accounts of a program on the server, and a worker that looks after them until the test is over. */
const open = async (context: TestContext, name: string, program: StoredProgram, accounts: readonly Account[]) => {
  const { ledger, clock } = await openHouse(START, accounts, "temporal", program);
  const { clockOffset, follow } = await followServer(env, clock, at(START));
  const channels = recordingChannels();
  const tenancy = { tenant: name, taskQueue: name };
  const worker = await createWorker({ server: env.nativeConnection, ...tenancy, ledger, channels, beforeDelivery: follow });
  context.onTestFinished(async () => {
    await worker.stop();
    // Left alone, it would keep time from being skipped.
    for (const { id } of accounts) await env.client.workflow.getHandle(workflowIdOf(id, name)).terminate();
  });
  await startAccounts(env.client, ledger, { ...tenancy, clockOffset });
  return { sent: channels.sent, clock, follow, tenancy, historiesOf: (account: string) => historiesOf(env.client, workflowIdOf(account, name)) };
};

/** A mail on each of so many days, without limits, at any hour that the rules given allow. */
const daily = (days: number, house: readonly Rule[]): StoredProgram => {
  const [reminder, ...later] = PROGRAM.policy.stages;
  const [mail] = reminder?.steps ?? [];
  if (reminder === undefined || mail === undefined) throw new Error("the program has a first step");
  const steps = Array.from({ length: days }, (_, n) => ({ ...mail, key: `reminder/day ${n}`, day: { n, business: false } }));
  const next = reminder.next.map((one) => ({ ...one, at: { kind: "after", days: { n: days + 9, business: false } } as const }));
  const { policy, lawBook } = PROGRAM;
  return {
    ...PROGRAM,
    lawBook: { ...lawBook, hash: `${lawBook.hash} without hours`, rules: lawBook.rules.filter(({ body }) => body.kind !== "window") },
    policy: { ...policy, hash: `daily ${days} ${house.length}`, house, stages: [{ ...reminder, steps, next }, ...later] },
  };
};

const isDelivery = (event: HistoryEvent): boolean => event.activityTaskScheduledEventAttributes?.activityType?.name === "deliver";

/** Events and actions from each delivery to the next of the same run, in the order of time. */
const spansIn = (runs: readonly (readonly HistoryEvent[])[]): readonly { readonly events: number; readonly actions: number }[] =>
  runs.flatMap((events) => {
    const starts = events.flatMap((event, index) => (isDelivery(event) ? [index] : []));
    return starts.slice(1).map((end, n) => {
      const span = events.slice(starts[n], end);
      return { events: span.length, actions: actionsIn(span) };
    });
  });

it("a contact that nothing holds back costs two actions and eleven events, one run of ten of them no more than 150", async (context) => {
  const field = await open(context, "free", daily(20, []), [accountOf(0)]);
  await env.sleep(23 * DAY);
  expect(field.sent).toHaveLength(20);
  const runs = await field.historiesOf("A-0");
  for (const span of spansIn(runs)) expect(span).toEqual({ events: 11, actions: 2 });
  expect(runs).toHaveLength(3);
  for (const events of runs) expect(events.length).toBeLessThan(150);
  // With what each run costs besides: its start, and reading the policy.
  const actions = runs.reduce((sum, events) => sum + actionsIn(events), 0);
  expect(actions / 20).toBeLessThan(2.5);
}, 60_000);

it("a contact that the hours of contact hold until the morning is asked for twice: four actions and 22 events", async (context) => {
  const hours = PROGRAM.policy.house.filter(({ body }) => body.kind === "window");
  const field = await open(context, "hours", daily(4, hours), [accountOf(0)]);
  await env.sleep(8 * DAY);
  expect(field.sent).toHaveLength(4);
  const spans = spansIn(await field.historiesOf("A-0"));
  const events = spans.reduce((sum, span) => sum + span.events, 0);
  const actions = spans.reduce((sum, span) => sum + span.actions, 0);
  expect({ events, actions }).toEqual({ events: 11 * spans.length, actions: 2 * spans.length });
  expect(spans).toHaveLength(7);
}, 60_000);

it("a run ends before its history holds three hundred events, however much an account is told", async (context) => {
  const field = await open(context, "told", PROGRAM, [accountOf(0)]);
  const events = Array.from({ length: 150 }, (_, n): StepEvent => ({
    type: "moved",
    id: `m-${n}`,
    at: instant(at(START) + n * 1_000),
    amount: minor(1),
    as: "payment",
  }));
  for (const event of events) {
    await signalEvents(env.client, "A-0", [event], field.tenancy);
    await env.sleep(1_000);
  }
  const runs = await field.historiesOf("A-0");
  expect(runs.length).toBeGreaterThan(1);
  for (const run of runs) expect(run.length).toBeLessThan(300);
}, 120_000);

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

it("an account in a worker's memory weighs less than 150 kB", async (context) => {
  const start = at("2026-11-22T12:00:00Z");
  const example = await readExample("examples/b2b-standard", start);
  const clock = { now: start };
  const { ledger } = await withLedger({ clock: () => clock.now });
  const copies = [0, 1, 2].flatMap((n) =>
    example.accounts.map(({ account, person }) => ({
      account: { ...account, id: `${account.id}-${n}`, debtor: { ...account.debtor, id: `${account.debtor.id}-${n}` } },
      person,
      policy: example.program.policy.hash,
      runtime: "temporal" as const,
    })),
  );
  const all = copies.map(({ account }) => account);
  await saveProgram(ledger, example.policyFile, example.program, all);
  const { clockOffset, follow } = await followServer(env, clock, start);
  // In the thread of the test, where it can be weighed.
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: "heap",
    workflowBundle: await workflowBundle(),
    activities: createActivities({ ledger, channels: recordingChannels(), beforeDelivery: follow }),
    debugMode: true,
    maxCachedWorkflows: 1_000,
  });
  const running = worker.run();
  context.onTestFinished(async () => {
    worker.shutdown();
    await running;
  });
  /** Heap once so many accounts have lived for three days. */
  const heapWith = async (from: number, to: number): Promise<number> => {
    await ledger.putAccounts(copies.slice(from, to));
    await startAccounts(env.client, ledger, { clockOffset, taskQueue: "heap", tenant: "heap" });
    await env.sleep(3 * DAY);
    for (let sweeps = 0; sweeps < 3; sweeps++) collect();
    return process.memoryUsage().heapUsed;
  };
  const few = await heapWith(0, 40);
  const many = await heapWith(40, 120);
  const each = (many - few) / 80 / 1000;
  process.stdout.write(`an account in memory: ${each.toFixed(0)} kB\n`);
  expect(worker.getStatus().numCachedWorkflows).toBe(120);
  expect(each).toBeLessThan(150);
}, 120_000);
