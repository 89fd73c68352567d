/** Workers that die at the worst moments, or are two. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { workflowIdOf } from "../../workflows/temporal/index.ts";
import { sqlPast } from "../ledger/server.ts";
import { accountOf } from "../workflows/fixtures/program.ts";
import { until } from "../workflows/fixtures/temporal.ts";
import { burst } from "./fixtures/bursts.ts";
import { startCrew } from "./fixtures/crew.ts";
import { openField } from "./fixtures/field.ts";
import type { Manners } from "./fixtures/mail-peer.ts";
import { listeningProxy } from "./fixtures/listening-proxy.ts";
import { type OwnTemporal, ownTemporal } from "./fixtures/own-temporal.ts";

let temporal: OwnTemporal;
beforeAll(async () => void (temporal = await ownTemporal()));
afterAll(() => temporal.close());

// Most of the time of each goes by with waiting for what dead workers left: they wait together.
it.concurrent("a worker killed when the mail server had taken its mail, before or right after it answered: the mail counts, and isn't sent again", async (context) => {
  const accounts = Array.from({ length: 18 }, (_, n) => accountOf(n));
  const field = await openField(context, { accounts, program: burst(3, 2), server: temporal.address });
  const crew = await startCrew(context, field.orders, 1);
  let kills = 0;
  const kill = (from: string): void => {
    const place = crew.placeOf(from);
    // Other mails of the same worker are on their way, too: it dies once.
    if (place === null) return;
    kills += 1;
    crew.kill(place);
  };
  field.peer.manners = ({ from }) => {
    if (kills === 0 || kills === 2) kill(from);
    return "answer";
  };
  field.peer.answered = ({ from }) => {
    if (kills === 1 || kills === 3) kill(from);
  };
  await field.start();
  await until(() => (kills === 4 ? null : "four kills"));
  const { mails, unknown, lost } = await field.expectWhole();
  // California sleeps; everybody else gets two. What was under way besides when the worker died is unknown, too.
  expect(mails + lost).toBe(30);
  expect(unknown).toBeGreaterThanOrEqual(2);
});

it.concurrent("a worker killed in continue-as-new, before the server heard of it and after: the account goes on in the next run", async (context) => {
  const accounts = [0, 6, 12, 18].map((n) => accountOf(n));
  const passed: string[] = [];
  // What a new run begins with has this word in it, and nothing else that a worker says.
  const proxy = await listeningProxy(temporal.address, '"deliveryTimeout":', (passedOn) => {
    const nth = passed.push("heard");
    if (nth > 4) return "pass on";
    if (nth % 2 === 1) {
      crew.kill(0);
      return "swallow";
    }
    void passedOn.then(() => crew.kill(0));
    return "pass on";
  });
  context.onTestFinished(() => proxy.close());
  const field = await openField(context, { accounts, program: burst(12, 12), server: temporal.address, overheardAt: proxy.address });
  const crew = await startCrew(context, field.orders, 1);
  await field.start();
  const { mails, lost } = await field.expectWhole();
  expect(mails + lost).toBe(48);
  expect(passed.length).toBeGreaterThanOrEqual(6);
  for (const { id } of accounts) {
    const { raw, runId } = await field.temporal.client.workflow.getHandle(workflowIdOf(id, field.tenancy.tenant)).describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
  }
});

it.concurrent("two workers race, and a delivery that was given up ends when another has taken over: nothing leaves twice, and what became of it is known", async (context) => {
  const accounts = Array.from({ length: 18 }, (_, n) => accountOf(n));
  const field = await openField(context, { accounts, program: burst(3, 2), server: temporal.address });
  await startCrew(context, field.orders, 2);
  const release = Promise.withResolvers<Manners>();
  let held = 0;
  // Three mails were taken, and the answers come when nobody waits for them any more.
  field.peer.manners = (): Manners | Promise<Manners> => (held++ < 3 ? release.promise : "answer");
  await field.start();
  expect(await field.expectWhole()).toEqual({ mails: 30, unknown: 3, lost: 0 });
  release.resolve("answer");
  const unknown = async () => (await sqlPast(field.databaseUrl, "select 1 from permits where status = 'unknown'")).length;
  await until(async () => ((await unknown()) === 0 ? null : "what became of the mails"));
  expect(await field.expectWhole()).toEqual({ mails: 30, unknown: 0, lost: 0 });
});
