import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { LedgerUnavailableError, openLedger } from "../../ledger/index.ts";
import { at, capOfCalls, handClock, noon, request, stock } from "./fixtures.ts";
import { sqlPast, withLedger } from "./server.ts";

const messageOf = async (databaseUrl: string): Promise<string> => {
  const error: unknown = await openLedger({ databaseUrl }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LedgerUnavailableError);
  return (error as Error).message;
};

const wayOut = "Start it or unset DATABASE_URL to use the built-in one.";

/** A port on which nothing listens: one that was free a moment ago. */
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

it("a database that does not answer is named by host and port, with the reason and the way out, and without the password", async () => {
  const port = await closedPort();
  expect(await messageOf(`postgres://me:geheim@127.0.0.1:${port}/collect`)).toBe(
    `The database at 127.0.0.1:${port} does not answer (connection refused). ${wayOut}`,
  );
});

it("a wrong password, a database that is not there and a host that is not there each say so", async () => {
  const { databaseUrl } = await withLedger();
  const url = new URL(databaseUrl);
  url.password = "geheim";
  expect(await messageOf(url.href)).toBe(`The database at ${url.host} does not answer (wrong user or password). ${wayOut}`);
  const other = new URL(databaseUrl);
  other.pathname = "/nowhere";
  expect(await messageOf(other.href)).toContain("(no such database)");
  expect(await messageOf("postgres://me:geheim@host.invalid/collect")).toBe(
    `The database at host.invalid:5432 does not answer (no such host). ${wayOut}`,
  );
});

it("something else on the port, and an address that is none, are told without quoting it", async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  expect(await messageOf(`postgres://me:geheim@127.0.0.1:${port}/collect`)).toContain(`127.0.0.1:${port} does not answer (connection lost)`);
  server.close();
  for (const none of ["postgres://me:geheim@[nonsense/collect", "me:geheim@host/collect", "mysql://me:geheim@host/collect"]) {
    expect(await messageOf(none)).toMatch(/^DATABASE_URL is no address such as /);
    expect(await messageOf(none)).not.toContain("geheim");
  }
});

it("a database that a newer version wrote is refused, and left as it is", async () => {
  const { databaseUrl } = await withLedger();
  await sqlPast(databaseUrl, "insert into kysely_migration (name, timestamp) values ('9999-future', '')");
  expect(await messageOf(databaseUrl)).toContain("A newer version of Collect wrote this database");
});

it("an empty DATABASE_URL database is set up by the first who opens it, also when several do at once", async () => {
  const { databaseUrl } = await withLedger();
  await sqlPast(databaseUrl, "drop schema public cascade", "create schema public");
  const ledgers = await Promise.all([1, 2, 3, 4].map(() => openLedger({ databaseUrl })));
  for (const ledger of ledgers) expect(await ledger.accounts()).toEqual([]);
  for (const ledger of ledgers) await ledger.close();
});

it("with the database gone the guard grants nothing and says so plainly, and goes on when it is back", async () => {
  const { ledger, databaseUrl } = await withLedger({ clock: handClock().read });
  await stock(ledger);
  const name = new URL(databaseUrl).pathname.slice(1);
  const admin = databaseUrl.replace(name, "postgres");
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
  await sqlPast(admin, `alter database "${name}" with allow_connections false`, end);
  await expect(ledger.guard.ask(request())).rejects.toThrow(LedgerUnavailableError);
  await expect(ledger.inbox("A-1")).rejects.toThrow(/^The database at 127\.0\.0\.1:\d+ does not answer/);
  await sqlPast(admin, `alter database "${name}" with allow_connections true`);
  expect((await ledger.guard.ask(request())).kind).toBe("granted");
});

it("connections that are cut in the middle of anything leave no half entry, no extra contact and no lost event", async () => {
  const { ledger, databaseUrl } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(7)]);
  const name = new URL(databaseUrl).pathname.slice(1);
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`;
  let plain = 0;
  /** Asks until it has an answer, as a worker does. */
  const stubbornly = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof LedgerUnavailableError)) throw error;
        plain += 1;
      }
    }
  };
  const asks = Array.from({ length: 60 }, (_, i) => stubbornly(() => ledger.guard.ask(request({ requestId: `A-1/0/${i}` }))));
  const moves = Array.from({ length: 30 }, (_, i) => {
    const event = { type: "moved", id: `p${i}`, at: noon, amount: 1 as never, as: "payment" } as const;
    return stubbornly(() => ledger.record({ id: `p${i}`, account: "A-1", at: at(-1), event }));
  });
  for (let i = 0; i < 8; i += 1) await sqlPast(databaseUrl, cut, "select pg_sleep(0.02)");
  const answers = await Promise.all(asks);
  await Promise.all(moves);
  expect(plain).toBeGreaterThan(0);
  expect(answers.filter((answer) => answer.kind === "granted")).toHaveLength(7);
  const entries = await ledger.entries("D-1");
  expect(entries.filter((entry) => "contact" in entry)).toHaveLength(7);
  expect(entries).toHaveLength(37);
  expect(await ledger.inbox("A-1")).toHaveLength(31);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});
