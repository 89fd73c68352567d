/** Servers that die and come back. */
import { expect, it } from "vitest";
import { accountOf } from "../workflows/fixtures/program.ts";
import { until } from "../workflows/fixtures/temporal.ts";
import { burst } from "./fixtures/bursts.ts";
import { startCrew } from "./fixtures/crew.ts";
import { openField } from "./fixtures/field.ts";
import { ownServers } from "./fixtures/own-servers.ts";

const servers = ownServers();

it("the Temporal server killed and started again on its file, PostgreSQL killed and started again, then both: accounts go on where they were", async (context) => {
  const [temporal, database] = [servers.temporal(), servers.database()];
  const accounts = Array.from({ length: 24 }, (_, n) => accountOf(n));
  const field = await openField(context, { accounts, program: burst(3, 2), server: temporal.address, databaseUrl: database.url });
  await startCrew(context, field.orders, 2);
  const { arrivals } = field.peer;
  const after = (mails: number) => until(() => (arrivals.length >= mails ? null : `${mails} mails`));
  await field.start();
  await after(5);
  await temporal.kill();
  await temporal.start();
  await after(15);
  await database.kill();
  await database.start();
  await after(25);
  await database.kill();
  await temporal.kill();
  await Promise.all([database.start(), temporal.start()]);
  // Told everything once more, as whoever repairs it would.
  await field.start();
  const { mails, lost } = await field.expectWhole();
  expect(mails + lost).toBe(40);
});
