/** What a permit costs beside a bare insert into the same PostgreSQL: one connection and sixteen, one debtor and many. */
import { Client } from "pg";
import { instant } from "../../engine/index.ts";
import { type Ledger, openLedger } from "../../ledger/index.ts";
import { PROGRAM, accountOf, personOf } from "../workflows/fixtures/program.ts";

const TRANSACTIONS = 300;
const NOW = instant(Date.parse("2026-03-03T15:00:00Z"));

/** Without limits, so that each question is granted and written down. */
const FREE: typeof PROGRAM = {
  ...PROGRAM,
  policy: { ...PROGRAM.policy, hash: "without limits", house: PROGRAM.policy.house.filter(({ body }) => body.kind !== "cap") },
};

/** Transactions a second of so many callers, each of which does its share one after the other. */
const rateOf = async (callers: readonly ((n: number) => Promise<unknown>)[]): Promise<number> => {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    callers.map(async (call) => {
      while (next < TRANSACTIONS) await call(next++);
    }),
  );
  return (TRANSACTIONS / (performance.now() - began)) * 1000;
};

const insertRate = async (databaseUrl: string, connections: number): Promise<number> => {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    await clients[0]?.query("create table if not exists bare (id bigserial primary key, body text not null)");
    return await rateOf(clients.map((client) => () => client.query("insert into bare (body) values ($1)", ["x".repeat(300)])));
  } finally {
    for (const client of clients) await client.end();
  }
};

const permitRate = async (ledgers: readonly Ledger[], prefix: string, debtors: number): Promise<number> => {
  const rows = Array.from({ length: debtors }, (_, n) => {
    const { id, debtor, ...account } = accountOf(n * 6);
    const own = { ...account, id: `${prefix}-${id}`, debtor: { ...debtor, id: `${prefix}-${debtor.id}` } };
    return { account: own, person: personOf(n), policy: FREE.policy.hash, runtime: "temporal" as const };
  });
  await ledgers[0]?.saveProgram(FREE);
  await ledgers[0]?.putAccounts(rows);
  const ask = (ledger: Ledger) => async (n: number) => {
    const { account } = rows[n % debtors] ?? {};
    if (account === undefined) throw new Error("there are accounts");
    const answer = await ledger.guard.ask({
      requestId: `${prefix}/${n}`,
      account: account.id,
      stage: "reminder",
      step: "reminder/day 0",
      action: { act: "contact", debts: [`${account.id}/${account.invoices[0]?.id}`], contact: { channel: "email" } },
      templateHash: "bench",
      until: instant(NOW + 86_400_000),
    });
    if (answer.kind !== "granted") throw new Error("the measured request is refused");
  };
  return rateOf(ledgers.map(ask));
};

/** The lines that are printed. */
export const guardLines = async (databaseUrl: string): Promise<readonly string[]> => {
  const lines = [`permits beside bare inserts on the same PostgreSQL, ${TRANSACTIONS} each`];
  for (const connections of [1, 16]) {
    // A ledger shares its connections among callers; each of these has one caller, and so one connection.
    const ledgers = await Promise.all(Array.from({ length: connections }, () => openLedger({ databaseUrl, clock: () => NOW })));
    try {
      const bare = await insertRate(databaseUrl, connections);
      const tell = (what: string, rate: number): void => {
        const figures = `${rate.toFixed(0).padStart(7)} a second   ${(rate / bare).toFixed(2)} of bare inserts`;
        lines.push(`  ${`${connections} ${connections === 1 ? "connection" : "connections"}, ${what}`.padEnd(50)} ${figures}`);
      };
      tell("bare inserts", bare);
      tell("permits of many debtors", await permitRate(ledgers, `many-${connections}`, TRANSACTIONS));
      tell("permits of one debtor", await permitRate(ledgers, `one-${connections}`, 1));
    } finally {
      for (const ledger of ledgers) await ledger.close();
    }
  }
  return lines;
};
