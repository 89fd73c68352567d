import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  `create table policies (hash text primary key, body jsonb not null)`,
  `create table law_books (hash text primary key, body jsonb not null)`,
  `create table calendars (hash text primary key, body jsonb not null)`,
  `create table programs (
    policy text primary key references policies,
    law_book text not null references law_books,
    calendar text not null references calendars,
    letters jsonb not null,
    creditor jsonb not null,
    saved int8 not null
  )`,

  // The head of a debtor's chain, and the row whose lock orders everything that is done to that debtor.
  `create table debtors (id text primary key, seq int4 not null default 0, head text not null default '')`,

  // body and state are text, since jsonb would rewrite what is compared and hashed byte by byte.
  `create table accounts (
    id text primary key,
    debtor text not null references debtors,
    body text not null,
    policy text not null,
    runtime text not null check (runtime in ('local', 'temporal')),
    state text,
    wake_at int8,
    last_seq int4 not null default 0,
    cursor int4 not null default 0 check (cursor <= last_seq)
  )`,
  `create index accounts_debtor on accounts (debtor)`,
  `create index accounts_wake on accounts (wake_at) where runtime = 'local' and wake_at is not null`,
  `create index accounts_unread on accounts (id) where runtime = 'local' and last_seq > cursor`,

  // Who people are, apart from everything else, so that it can be guarded and erased by itself.
  `create table people (
    account text primary key references accounts,
    name text not null,
    email text,
    phone text,
    address jsonb,
    language text
  )`,

  `create table entries (
    debtor text not null references debtors,
    seq int4 not null,
    at int8 not null,
    id text not null unique,
    account text,
    kind text not null check (kind in ('contact', 'event', 'movement', 'outcome', 'void')),
    body text not null,
    prev text not null,
    hash text not null,
    primary key (debtor, seq)
  )`,
  `create function entries_are_append_only() returns trigger language plpgsql as $$
    begin raise exception 'entries of the ledger are never changed or removed'; end $$`,
  `create trigger entries_append_only before update or delete or truncate on entries
    for each statement execute function entries_are_append_only()`,

  `create table permits (
    request_id text primary key,
    id text not null unique,
    grants int4 not null,
    debtor text not null references debtors,
    account text not null references accounts,
    stage text,
    step text not null,
    channel text not null,
    template_hash text not null,
    status text not null check (status in ('reserved', 'sending', 'sent', 'failed', 'unknown', 'released')),
    granted_at int8 not null,
    expires_at int8 not null,
    requires jsonb not null,
    entry text references entries (id),
    result jsonb
  )`,
  `create index permits_reserved on permits (debtor) where status = 'reserved'`,
  `create index permits_account on permits (account)`,

  `create table inbox (account text not null references accounts, seq int4 not null, event jsonb not null, primary key (account, seq))`,

  `create table tasks (
    id text primary key,
    account text not null,
    kind text not null,
    title text not null,
    team text,
    priority text not null,
    due int4,
    created int8 not null,
    status text not null check (status in ('open', 'done', 'cancelled')),
    outcome text,
    effect_key text,
    script text,
    before int8
  )`,
  `create index tasks_open on tasks (created) where status = 'open'`,
  `create index tasks_account on tasks (account)`,

  `create table notes (
    account text not null,
    key text not null,
    at int8 not null,
    n int8 generated always as identity,
    result text not null,
    stage text,
    step text not null,
    reasons jsonb not null,
    primary key (account, key)
  )`,
  `create table settings (name text primary key, value text not null)`,
];

/** The first shape of the ledger. */
export const ledgerMigration: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
