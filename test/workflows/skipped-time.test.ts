import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { readExample } from "../../cli/demo.ts";
import { saveProgram } from "../../cli/program.ts";
import type { Instant, StepEvent } from "../../engine/index.ts";
import { instant, minor, simulate } from "../../engine/index.ts";
import { LedgerUnavailableError } from "../../ledger/index.ts";
import { createWorker, queryStatus, signalEvents, startAccounts } from "../../workflows/temporal/index.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { withLedger } from "../ledger/server.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { type HandClock, at, openHouse } from "./fixtures/house.ts";
import { accountOf, day } from "./fixtures/program.ts";
import { followServer } from "./fixtures/temporal.ts";
import { type Told, contentsOf, inOrder, lineOf, listening } from "./fixtures/told.ts";

// One server for this file: the time that it skips is everybody's.
let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()), 120_000);
afterAll(() => env.teardown());

const DAY = 86_400_000;

/** What happens in the half year, beside what the example's own events say happened before. */
const script = (): readonly { readonly account: string; readonly event: StepEvent }[] => {
  const moved = (account: string, id: string, when: string, amount: number, as: "payment" | "refund" | "chargeback" = "payment") => ({
    account,
    event: { type: "moved", id, at: at(when), amount: minor(amount), as } as const,
  });
  const happened = (account: string, id: string, when: string, event: Extract<StepEvent, { type: "happened" }>["event"]) => ({
    account,
    event: { type: "happened", id, at: at(when), event } as const,
  });
  return [
    moved("A-1003", "s-01", "2026-11-26T10:11:00Z", 100_000),
    happened("A-1006", "s-02", "2026-11-27T15:00:00Z", { event: "opt-out", channels: ["email"], form: "written" }),
    happened("A-1011", "s-03", "2026-12-01T20:30:00Z", { event: "promise", amount: minor(184_000), currency: "USD", due: day("2026-12-10") }),
    happened("A-1024", "s-04", "2026-12-02T11:00:00Z", { event: "dispute", by: "debtor", form: "written", ground: "quality" }),
    moved("A-1031", "s-05", "2026-12-04T08:15:00Z", 357_000),
    happened("A-1015", "s-06", "2026-12-07T18:00:00Z", { event: "hardship" }),
    moved("A-1011", "s-07", "2026-12-09T22:00:00Z", 184_000),
    moved("A-1031", "s-08", "2026-12-14T08:15:00Z", 357_000, "chargeback"),
    happened("A-1024", "s-09", "2026-12-18T11:00:00Z", { event: "dispute-closed" }),
    happened("A-1002", "s-10", "2026-12-21T16:45:00Z", { event: "promise", amount: minor(64_000), currency: "USD", due: day("2026-12-28") }),
    happened("A-1021", "s-11", "2027-01-05T17:30:00Z", { event: "undeliverable", medium: "email" }),
    happened("A-1038", "s-12", "2027-01-12T09:20:00Z", { event: "cease-request", form: "written" }),
    moved("A-1040", "s-13", "2027-01-20T13:00:00Z", 50_000),
    happened("A-1005", "s-14", "2027-02-03T14:00:00Z", { event: "attorney-notice", contactKnown: true }),
    moved("A-1034", "s-15", "2027-02-18T10:00:00Z", 900_000),
    happened("A-1032", "s-16", "2027-03-01T10:00:00Z", { event: "bankruptcy-petition", by: "court" }),
  ];
};

/** The example's accounts in a ledger, with what happened before `start`. */
const takeExample = async (start: Instant) => {
  const example = await readExample("examples/b2b-standard", start);
  const clock: HandClock = { now: start };
  const { ledger } = await withLedger({ clock: () => clock.now });
  const accounts = example.accounts.map(({ account }) => account);
  await saveProgram(ledger, example.policyFile, example.program, accounts);
  const policy = example.program.policy.hash;
  await ledger.putAccounts(example.accounts.map((each) => ({ ...each, policy, runtime: "temporal" as const })));
  for (const event of example.events) await ledger.record(event);
  const program = await ledger.loadProgram(policy);
  if (program === null) throw new Error("the program was saved");
  return { example, ledger, clock, accounts, program };
};

it("forty accounts over 180 days: the same contacts at the same instants as in the simulator", async () => {
  // A Sunday: on Monday morning each account asks in its own seconds, so that no two of one debtor race.
  const start = at("2026-11-22T12:00:00Z");
  const end = instant(start + 180 * DAY);
  const { example, ledger, clock, accounts, program } = await takeExample(start);
  const [row] = await ledger.accounts();
  if (row === undefined) throw new Error("the example has accounts");
  const contains = await contentsOf(program, row, start);

  const past = example.events.map(({ account, at: when, event }) => ({ account, at: when, event }));
  const future = script().map(({ account, event }) => ({ account, at: "at" in event ? event.at : start, event }));
  const simulation = simulate({ program, rules: program.lawBook.rules, accounts, from: start, to: end, events: [...past, ...future], contains });
  const simulated: Told[] = [...simulation.contacts];

  const { ledger: heard, told } = listening(ledger, () => program);
  const { clockOffset, follow } = await followServer(env, clock, start);
  const worker = await createWorker({
    server: env.nativeConnection,
    taskQueue: "forty",
    ledger: heard,
    channels: recordingChannels(),
    beforeDelivery: follow,
  });
  onTestFinished(() => worker.stop());
  await startAccounts(env.client, heard, { clockOffset, taskQueue: "forty" });
  for (const { account, at: when, event } of future) {
    await env.sleep(Math.max(1, when - clockOffset - (await env.currentTimeMs())));
    await follow();
    await ledger.record({ id: "id" in event ? event.id : "", account, at: when, event });
    const debtor = accounts.find((each) => each.id === account)?.debtor.id;
    for (const each of accounts.filter((one) => one.debtor.id === debtor)) {
      await signalEvents(
        env.client,
        each.id,
        (await ledger.inbox(each.id)).map((item) => item.event),
      );
    }
  }
  await env.sleep(end - clockOffset - (await env.currentTimeMs()));

  const [expected, got] = [inOrder(simulated), inOrder(told)];
  expect(got.map(lineOf)).toEqual(expected.map(lineOf));
  expect(expected.filter((each) => each.status === "sent").length).toBeGreaterThan(100);
  // The server skips time between events and runs at the real pace while work is under way: milliseconds, and no minute.
  const drifts = got.map((each, i) => Math.abs(each.at - (expected[i]?.at ?? 0)));
  expect(Math.max(...drifts)).toBeLessThan(60_000);
}, 200_000);

it("a database that is away for longer than a slot: the step lapses, nothing leaves late, and the next steps go on", async () => {
  const start = at("2026-03-01T12:00:00Z");
  const { ledger, clock } = await openHouse("2026-03-01T12:00:00Z", [accountOf(0)], "temporal");
  const { clockOffset, follow } = await followServer(env, clock, start);
  let away = false;
  const channels = recordingChannels();
  const beforeDelivery = async (): Promise<void> => {
    await follow();
    away = clock.now > at("2026-03-03T00:00:00Z") && clock.now < at("2026-03-07T12:00:00Z");
    if (away) throw new LedgerUnavailableError("the database does not answer");
  };
  const worker = await createWorker({ server: env.nativeConnection, taskQueue: "outage", ledger, channels, beforeDelivery });
  onTestFinished(() => worker.stop());
  await startAccounts(env.client, ledger, { clockOffset, taskQueue: "outage", tenant: "outage" });
  await env.sleep(20 * DAY);
  expect(channels.sent.map(({ step, at: when }) => [step, new Date(when).toISOString().slice(0, 10)])).toEqual([
    ["reminder/day 5", "2026-03-09"],
    ["reminder/day 6", "2026-03-09"],
    ["reminder/day 10", "2026-03-16"],
    ["demand/day 0", "2026-03-17"],
  ]);
  expect((await ledger.notes()).filter((note) => note.result === "lapsed").map((note) => note.step)).toEqual(["reminder/day 0"]);
  expect((await queryStatus(env.client, "A-0", { tenant: "outage" })).stage).toBe("demand");
}, 120_000);
