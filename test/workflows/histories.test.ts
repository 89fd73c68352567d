import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { historyFromJSON, historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { Worker } from "@temporalio/worker";
import { expect, it, onTestFinished } from "vitest";
import { workflowBundle } from "../../workflows/temporal/bundle.ts";
import { createWorker, signalEvents, startAccounts, workflowIdOf } from "../../workflows/temporal/index.ts";
import { quietRuntime } from "../../workflows/temporal/runtime.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { at, openHouse, tell } from "./fixtures/house.ts";
import { accountOf } from "./fixtures/program.ts";
import { followServer } from "./fixtures/temporal.ts";

// Accounts run for years: one that began under an older release must go on under this one, or be moved on purpose.
const FOLDER = join(import.meta.dirname, "../histories");
const DAY = 86_400_000;

/** Whose machine recorded it is nobody's business, and no part of the replay. */
const withoutMachine = (json: string): string => json.replaceAll(/"(identity|name)": "\d+@[^"]*"/g, '"$1": "worker"');

/** Runs one account through sends, a dispute in the middle of a wait, its end, and a new run after ten deliveries. */
const recordHistories = async (): Promise<void> => {
  const env = await startTimeSkipping();
  onTestFinished(() => env.teardown());
  const start = "2026-03-01T12:00:00Z";
  const { ledger, clock } = await openHouse(start, [accountOf(0)], "temporal");
  const { clockOffset, follow } = await followServer(env, clock, at(start));
  const worker = await createWorker({ server: env.nativeConnection, ledger, channels: recordingChannels(), beforeDelivery: follow });
  await startAccounts(env.client, ledger, { clockOffset });
  const runs = [await env.client.workflow.getHandle(workflowIdOf("A-0")).describe()];
  for (const [days, event] of [
    [6, "dispute"],
    [9, "dispute-closed"],
  ] as const) {
    await env.sleep(days * DAY);
    await follow();
    const fact = { type: "happened", id: event, at: clock.now, event: { event } } as const;
    await tell(ledger, "A-0", fact);
    await signalEvents(env.client, "A-0", [fact]);
  }
  await env.sleep(90 * DAY);
  await worker.stop();
  runs.push(await env.client.workflow.getHandle(workflowIdOf("A-0")).describe());
  await mkdir(FOLDER, { recursive: true });
  for (const [n, { runId, workflowId }] of runs.entries()) {
    const history = await env.client.workflow.getHandle(workflowId, runId).fetchHistory();
    await writeFile(join(FOLDER, `account-${n + 1}.json`), `${withoutMachine(historyToJSON(history))}\n`);
  }
};

it("recorded histories replay: an account that runs goes on under this release", async () => {
  if (process.env["RECORD_HISTORIES"] === "1") await recordHistories();
  await quietRuntime();
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json"));
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const file of files) {
    const history = historyFromJSON(JSON.parse(await readFile(join(FOLDER, file), "utf8")));
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowIdOf("A-0"));
  }
}, 60_000);

it("a history that this code would not have written is refused, so the replay can fail", async () => {
  await quietRuntime();
  const [file = ""] = await readdir(FOLDER);
  const text = await readFile(join(FOLDER, file), "utf8");
  const history = historyFromJSON(JSON.parse(text.replaceAll('"deliver"', '"somethingElse"')));
  await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowIdOf("A-0"))).rejects.toThrow(
    /[Nn]ondeterminism/,
  );
}, 60_000);
