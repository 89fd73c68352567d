import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Whose row it is. What was there before tenants belongs to the one that a command has when it names none. */
const owner = "coalesce(nullif(current_setting('collect.tenant', true), ''), 'default')";

/** Tables with the keys that hold within a tenant: two agencies may each have an account A-1, and neither learns of the other's. */
const keys: Readonly<Record<string, { readonly primary: string; readonly unique?: string }>> = {
  policies: { primary: "hash" },
  law_books: { primary: "hash" },
  calendars: { primary: "hash" },
  programs: { primary: "policy" },
  debtors: { primary: "id" },
  accounts: { primary: "id" },
  people: { primary: "account" },
  entries: { primary: "debtor, seq", unique: "id" },
  permits: { primary: "request_id", unique: "id" },
  inbox: { primary: "account, seq" },
  tasks: { primary: "id" },
  notes: { primary: "account, key" },
  settings: { primary: "name" },
};

const references: readonly (readonly [table: string, column: string, to: string, key: string])[] = [
  ["programs", "policy", "policies", "hash"],
  ["programs", "law_book", "law_books", "hash"],
  ["programs", "calendar", "calendars", "hash"],
  ["accounts", "debtor", "debtors", "id"],
  ["people", "account", "accounts", "id"],
  ["entries", "debtor", "debtors", "id"],
  ["permits", "debtor", "debtors", "id"],
  ["permits", "account", "accounts", "id"],
  ["permits", "entry", "entries", "id"],
  ["inbox", "account", "accounts", "id"],
];

const scoped = Object.entries(keys).flatMap(([table, { primary, unique }]) => [
  `alter table ${table} drop constraint ${table}_pkey`,
  `alter table ${table} add column tenant text not null default 'default'`,
  `alter table ${table} alter column tenant set default ${owner}`,
  `alter table ${table} add primary key (tenant, ${primary})`,
  ...(unique === undefined
    ? []
    : [
        `alter table ${table} drop constraint ${table}_${unique}_key`,
        `alter table ${table} add constraint ${table}_${unique}_key unique (tenant, ${unique})`,
      ]),
]);

const indexes = [
  `drop index accounts_debtor, accounts_wake, accounts_unread, permits_reserved, permits_account, tasks_open, tasks_account`,
  `create index accounts_debtor on accounts (tenant, debtor)`,
  `create index accounts_wake on accounts (tenant, wake_at) where runtime = 'local' and wake_at is not null`,
  `create index accounts_unread on accounts (tenant, id) where runtime = 'local' and last_seq > cursor`,
  `create index permits_reserved on permits (tenant, debtor) where status = 'reserved'`,
  `create index permits_account on permits (tenant, account)`,
  `create index tasks_open on tasks (tenant, created) where status = 'open'`,
  `create index tasks_account on tasks (tenant, account)`,
];

/** Of a key only the hash is kept: who reads this table can't use one. */
const apiKeys = [
  `create table api_keys (
    tenant text not null default ${owner},
    id text not null,
    name text not null,
    hash text not null,
    scopes text[] not null,
    created int8 not null,
    revoked int8,
    primary key (tenant, id)
  )`,
];

/**
 * No row is seen or written but the tenant's of this transaction; without one, none at all. `force` binds the tables' owner too. A superuser is bound
 * by nothing, so the ledger works as `collect_tenant`, which is none.
 */
const walls = [...Object.keys(keys), "api_keys"].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy own_rows on ${table} using (tenant = current_setting('collect.tenant', true)) with check (tenant = current_setting('collect.tenant', true))`,
]);

/** Roles belong to the whole server, so another database of it may have made this one at the same moment. An account that may make none is bound by `force`. */
const role = [
  `do $$ begin
    create role collect_tenant nologin nosuperuser nobypassrls;
  exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$`,
  `do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then grant collect_tenant to current_user; end if;
  exception when undefined_object or insufficient_privilege then null; end $$`,
  `do $$ begin
    execute format('grant usage on schema %I to collect_tenant', current_schema());
    grant select, insert, update on ${[...Object.keys(keys), "api_keys"].join(", ")} to collect_tenant;
  exception when undefined_object then null; end $$`,
];

/** Several tenants in one database, none of which sees another's rows. */
export const tenantsMigration: Migration = {
  async up(db) {
    for (const [table, column] of references) await sql.raw(`alter table ${table} drop constraint ${table}_${column}_fkey`).execute(db);
    for (const statement of [...scoped, ...indexes, ...apiKeys]) await sql.raw(statement).execute(db);
    for (const [table, column, to, key] of references) {
      await sql.raw(`alter table ${table} add foreign key (tenant, ${column}) references ${to} (tenant, ${key})`).execute(db);
    }
    for (const statement of [...role, ...walls]) await sql.raw(statement).execute(db);
  },
};
