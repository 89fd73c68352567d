/** Several tenants in one database: what one wrote, no other reads, changes or learns of, whatever the statement. */
import { Migrator } from "kysely/migration";
import { Client } from "pg";
import { expect, it } from "vitest";
import { connect } from "../../ledger/database/connect.ts";
import { openLedger, tenantOf } from "../../ledger/index.ts";
import type { Tenant } from "../../ledger/index.ts";
import { ledgerMigration } from "../../ledger/migrations/0001-ledger.ts";
import { account, at, capOfCalls, handClock, minutes, noon, person, put, request, stock } from "./fixtures.ts";
import { sqlPast, withLedger } from "./server.ts";

const named = (name: string): Tenant => {
  const tenant = tenantOf(name);
  if (tenant === null) throw new Error(`no tenant: ${name}`);
  return tenant;
};
const east = named("east");
const west = named("west");

const withTwo = async () => {
  const clock = handClock();
  const { ledger, databaseUrl } = await withLedger({ clock: clock.read });
  return { clock, databaseUrl, house: ledger, one: ledger.as(east), other: ledger.as(west) };
};

/** Everything that a tenant can write: an account with a contact, an event, a task, a note, a setting and a key. */
const fill = async ({ one }: Awaited<ReturnType<typeof withTwo>>): Promise<void> => {
  await stock(one, [capOfCalls(1)]);
  await one.guard.ask(request());
  await one.record({ id: "e-1", account: "A-1", at: noon, event: { type: "happened", id: "e-1", at: noon, event: { event: "dispute" } } });
  await one.addTask({
    id: "t-1",
    account: "A-1",
    kind: "task",
    title: "t",
    team: null,
    priority: "normal",
    due: null,
    created: noon,
    effectKey: null,
  });
  await one.note("A-1", noon, "k", { result: "held", stage: null, step: "s", reasons: [] });
  await one.setSetting("s", "east's");
  await one.keys.add({ id: "k-1", name: "dialler", hash: "00", scopes: ["permits"] });
};

/** Runs one statement as the role that the ledger takes on. Undefined tenant: none is set. */
const asTenant = async (databaseUrl: string, tenant: string | undefined, statement: string) => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("set local role collect_tenant");
    if (tenant !== undefined) await client.query(`set local collect.tenant = '${tenant}'`);
    const { rows, rowCount } = await client.query<Record<string, unknown>>(statement);
    return { rows, rowCount };
  } finally {
    await client.end();
  }
};

const tables = async (databaseUrl: string): Promise<readonly string[]> =>
  (await sqlPast(databaseUrl, "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname"))
    .map((row) => String(row["relname"]))
    .filter((name) => !name.startsWith("kysely_"));

it("two tenants have an account of the same id, and each sees its own alone", async () => {
  const two = await withTwo();
  await fill(two);
  const { one, other, house } = two;
  expect(await other.account("A-1")).toBeNull();
  expect([await other.accounts(), await other.tasks({}), await other.notes(), await other.keys.list(), await other.entries("D-1")]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
  expect([await other.setting("s"), await other.loadProgram("policy-1"), await other.keys.find("k-1")]).toEqual([null, null, null]);
  await stock(other);
  await other.putAccounts([put(account("A-1", "D-1"), { person: { ...person, name: "Another" } })]);
  expect((await other.account("A-1"))?.person.name).toBe("Another");
  expect((await one.account("A-1"))?.person.name).toBe(person.name);
  expect(await house.accounts()).toEqual([]);
});

it("limits, requests and ids of one tenant are not those of another", async () => {
  const { clock, one, other } = await withTwo();
  await stock(one, [capOfCalls(1)]);
  await stock(other, [capOfCalls(1)]);
  expect((await one.guard.ask(request())).kind).toBe("granted");
  expect((await other.guard.ask(request())).kind).toBe("granted");
  clock.now = at(minutes(1));
  expect((await one.guard.ask(request({ requestId: "A-1/0/second" }))).kind).toBe("denied");
  const told = { id: "e-1", account: "A-1", at: noon, event: { type: "happened", id: "e-1", at: noon, event: { event: "dispute" } } } as const;
  expect(await one.record(told)).toBe(true);
  expect(await other.record(told)).toBe(true);
  expect(await one.keys.revoke("k-1")).toBe(false);
  expect(await one.verifyChains()).toMatchObject({ debtors: 1, broken: [] });
});

it("a permit of one tenant can't be used or settled by another", async () => {
  const { one, other } = await withTwo();
  await stock(one);
  const answer = await one.guard.ask(request());
  if (answer.kind !== "granted") throw new Error("not granted");
  expect(await other.guard.sending(answer.permit)).toBe(false);
  await other.guard.settle(answer.permit, { kind: "failed", at: noon, reason: "no", retryable: false });
  expect(await one.entries("D-1")).toHaveLength(1);
  expect(await one.guard.sending(answer.permit)).toBe(true);
});

it("every table has row-level security that binds its owner too", async () => {
  const { databaseUrl } = await withTwo();
  const walls = await sqlPast(
    databaseUrl,
    "select relname, relrowsecurity, relforcerowsecurity from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const open = walls.filter(
    ({ relname, relrowsecurity, relforcerowsecurity }) =>
      !String(relname).startsWith("kysely_") && !(relrowsecurity === true && relforcerowsecurity === true),
  );
  expect(open).toEqual([]);
  expect(walls.length).toBeGreaterThan(13);
  expect(await sqlPast(databaseUrl, "select rolsuper, rolbypassrls from pg_roles where rolname = 'collect_tenant'")).toEqual([
    { rolsuper: false, rolbypassrls: false },
  ]);
});

it("no statement reads, changes or removes another tenant's rows, in any table", async () => {
  const two = await withTwo();
  await fill(two);
  const { databaseUrl } = two;
  for (const table of await tables(databaseUrl)) {
    expect((await asTenant(databaseUrl, "east", `select * from ${table}`)).rows.length, table).toBeGreaterThan(0);
    expect((await asTenant(databaseUrl, "west", `select * from ${table}`)).rows, table).toEqual([]);
    expect((await asTenant(databaseUrl, undefined, `select * from ${table}`)).rows, table).toEqual([]);
    const before = await sqlPast(databaseUrl, `select * from ${table}`);
    if (table !== "entries") expect((await asTenant(databaseUrl, "west", `update ${table} set tenant = tenant`)).rowCount, table).toBe(0);
    await expect(asTenant(databaseUrl, "west", `delete from ${table}`), table).rejects.toThrow("permission denied");
    await expect(asTenant(databaseUrl, "east", `update ${table} set tenant = 'west'`), table).rejects.toThrow(/row-level security|never changed/);
    expect(await sqlPast(databaseUrl, `select * from ${table}`), table).toEqual(before);
  }
  await expect(asTenant(databaseUrl, "west", "insert into settings (tenant, name, value) values ('east', 'x', 'y')")).rejects.toThrow(
    "row-level security",
  );
  await expect(asTenant(databaseUrl, "west", "select 1 from kysely_migration")).rejects.toThrow("permission denied");
});

it("a connection that served one tenant carries nothing of it to the next", async () => {
  const two = await withTwo();
  await fill(two);
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? two.one.accounts() : two.other.accounts()).then((rows) => [i % 2, rows.length])),
  );
  expect(answers.filter(([tenant, rows]) => rows !== (tenant === 0 ? 1 : 0))).toEqual([]);
});

it("an owner of the tables without special rights is bound as well", async () => {
  const { databaseUrl } = await withTwo();
  const name = `test_${process.pid}_plain`;
  const login = `login_${process.pid}`;
  await sqlPast(databaseUrl, `create role ${login} login password 'p'`, `create database ${name} owner ${login}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  url.username = login;
  url.password = "p";
  const ledger = await openLedger({ databaseUrl: url.href, clock: handClock().read });
  try {
    await stock(ledger.as(east));
    expect([(await ledger.as(east).accounts()).length, (await ledger.as(west).accounts()).length, (await ledger.accounts()).length]).toEqual([
      1, 0, 0,
    ]);
    expect(await sqlPast(url.href, "select id from accounts")).toEqual([]);
  } finally {
    await ledger.close();
    await sqlPast(databaseUrl, `drop database ${name} with (force)`, `drop role ${login}`);
  }
});

it("what a ledger held before there were tenants is the default one's", async () => {
  const { databaseUrl } = await withTwo();
  const name = `test_${process.pid}_old`;
  await sqlPast(databaseUrl, `create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const { plain } = await connect({ connectionString: url.href });
  await new Migrator({ db: plain, provider: { getMigrations: () => Promise.resolve({ "0001-ledger": ledgerMigration }) } }).migrateToLatest();
  await plain.destroy();
  await sqlPast(url.href, "insert into settings (name, value) values ('demo_clock', 'then')");
  const ledger = await openLedger({ databaseUrl: url.href });
  try {
    expect([await ledger.setting("demo_clock"), await ledger.as(east).setting("demo_clock")]).toEqual(["then", null]);
  } finally {
    await ledger.close();
    await sqlPast(databaseUrl, `drop database ${name} with (force)`);
  }
});

it("a name of a tenant is letters, digits and hyphens, and nothing that a statement could trip over", () => {
  expect(["east", "a-1", "0"].map(tenantOf)).toEqual(["east", "a-1", "0"]);
  expect(["", "East", "a'b", "a b", "-a", "a_b", "a".repeat(41), "a\n"].map(tenantOf)).toEqual(Array.from({ length: 8 }, () => null));
});

it("however many tenants are named, each still sees its own", async () => {
  const two = await withTwo();
  await fill(two);
  for (let i = 0; i < 600; i += 1) two.house.as(named(`nobody-${i}`));
  expect([(await two.house.as(east).accounts()).length, (await two.house.as(west).accounts()).length]).toEqual([1, 0]);
  expect(two.house.as(named("nobody-1"))).not.toBe(two.house.as(named("nobody-2")));
});
