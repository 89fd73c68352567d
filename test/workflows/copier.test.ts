import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { connectClient, startServer } from "../../workflows/temporal/index.ts";
import { copierOf } from "../../workflows/temporal/copier.ts";
import { openHouse } from "./fixtures/house.ts";
import { accountOf } from "./fixtures/program.ts";

it("copies that a dead server keeps waiting are over when the copier has stopped: none asks again over the connection that is closed then", async () => {
  const { ledger } = await openHouse(
    "2026-03-03T15:00:00Z",
    [0, 1, 2].map((n) => accountOf(n)),
    "temporal",
  );
  const server = await startServer({ env: { ...process.env, TEMPORAL_ADDRESS: "" } });
  const temporal = await connectClient(server.address, server.namespace);
  const failures: unknown[] = [];
  const fail = (error: unknown): void => void failures.push(error);
  process.on("uncaughtException", fail);
  onTestFinished(() => void process.off("uncaughtException", fail));
  const copier = copierOf(temporal.client, ledger, {}, 1_000);
  await server.stop();
  for (const id of ["A-0", "A-1", "A-2"]) copier.touch(id);
  await copier.stop();
  await temporal.close();
  // Longer than the longest pause before the client asks again.
  await pause(6_000);
  expect(failures).toEqual([]);
}, 60_000);
