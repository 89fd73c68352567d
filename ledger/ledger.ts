/** What the rest of the house sees of the database. `openLedger` in `ledger/open.ts` makes one. */
import type { Person } from "../engine/model/person.ts";
import type { Action, LedgerEntry } from "../engine/model/facts.ts";
import type { Calendar } from "../engine/model/calendar.ts";
import type { Permit, Reason } from "../engine/model/decision.ts";
import type { CompiledPolicy } from "../engine/model/policy.ts";
import type { LawBook } from "../engine/model/rule.ts";
import type { Account, EffectResult, State, StepEvent } from "../engine/model/state.ts";
import type { Instant, LocalDay } from "../engine/model/units.ts";
import type { Tenant } from "./database/tenant.ts";
import type { Duties, TaskDuty } from "./duties.ts";
import type { Outside } from "./guard/outside.ts";
import type { Keys } from "./keys.ts";

/** Templates of a policy, by `<template slug>.<channel>`, source text of each. */
export type Letters = Readonly<Record<string, string>>;

/** Who collects, as letters name it. */
export interface Creditor {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: readonly string[];
}

export interface AccountRow {
  readonly account: Account;
  readonly person: Person;
  /** Hashes of what it runs under. */
  readonly policy: string;
  readonly runtime: "local" | "temporal";
  readonly state: State | null;
  readonly wakeAt: Instant | null;
  /** Number of the last inbox event that the state has taken in: what `saveState` wants when nothing new was read. */
  readonly cursor?: number;
}

/** An outside event, in the order in which the ledger took it in; `step` reads it. */
export interface InboxEvent {
  readonly seq: number;
  readonly account: string;
  readonly event: StepEvent;
}

/** Something for a person to do: a call, a check, an approval. */
export interface Task {
  readonly id: string;
  readonly account: string;
  readonly kind: "call" | "task" | "approval" | "letter" | "duty";
  readonly title: string;
  readonly team: string | null;
  readonly priority: "normal" | "high";
  readonly due: LocalDay | null;
  readonly created: Instant;
  readonly status: "open" | "done" | "cancelled";
  readonly outcome: string | null;
  /** For calls and approvals: the effect key to answer. */
  readonly effectKey: string | null;
  /** What to say or do, as plain text: the script of a call. It may name the debtor, so it is never logged. */
  readonly script?: string;
  /** A call or visit is lawful until here; after it, ask again. */
  readonly before?: Instant;
  /** What the law asks for, and how it stood when it was looked at last (`standingAt`). It is closed by the record, not by hand. */
  readonly duty?: TaskDuty;
}

export interface GuardRequest {
  /** `<account>/<episode>/<effect key>/<attempt>`: unique; never a run id. */
  readonly requestId: string;
  readonly account: string;
  readonly stage: string | null;
  readonly step: string;
  readonly action: Action;
  readonly templateHash: string;
  /** End of the slot that the policy gives. */
  readonly until: Instant;
  /** The permit ends here at the latest, though the slot goes on: who holds it outside can't be told that things have changed. */
  readonly expiresBy?: Instant;
  /** The same request id with another template hash is refused as another's. */
  readonly onlySame?: true;
}

export type GuardAnswer =
  | { readonly kind: "granted"; readonly permit: Permit }
  /** `until`: first lawful instant inside the slot; null: none. */
  | { readonly kind: "denied"; readonly reasons: readonly Reason[]; readonly until: Instant | null }
  /** The same request was answered before and is over. */
  | { readonly kind: "settled"; readonly result: EffectResult };

/**
 * The guard. `ask` judges by the ledger and the clock of this moment, under a lock on the debtor, and writes the contact
 * as reserved in the same transaction. `sending` marks that the provider is about to be called: from here on a crash
 * leaves an unknown outcome, which counts as sent; before, the same request may be asked again. `settle` closes it.
 */
export interface Guard {
  ask(request: GuardRequest): Promise<GuardAnswer>;
  /** False when the permit was used, settled or has expired. */
  sending(permit: Permit): Promise<boolean>;
  settle(permit: Permit, result: EffectResult): Promise<void>;
}

export interface Ledger {
  readonly guard: Guard;
  /** Contacts that people and diallers outside make. */
  readonly outside: Outside;
  /** What the law asks of people. */
  readonly duties: Duties;
  /** Keys of the tenant for the API. */
  readonly keys: Keys;
  /** Whose rows this ledger sees; every other tenant's are closed to it by the database. */
  readonly tenant: Tenant;
  /** The same store for another tenant. It is closed with this one. */
  as(tenant: Tenant): Ledger;
  /** The clock by which the guard judges: real, or shifted for a demonstration. */
  readonly clock: () => Instant;

  saveProgram(program: { policy: CompiledPolicy; lawBook: LawBook; calendar: Calendar; letters: Letters; creditor: Creditor }): Promise<void>;
  /** Newest law book and calendar beside the policy asked for. Null when that policy was never saved. */
  loadProgram(
    policyHash: string,
  ): Promise<{ policy: CompiledPolicy; lawBook: LawBook; calendar: Calendar; letters: Letters; creditor: Creditor } | null>;

  /** Inserts or updates accounts; a changed account becomes an `updated` event in its inbox, a new one an `opened` event. */
  putAccounts(
    rows: readonly { account: Account; person: Person; policy: string; runtime: "local" | "temporal" }[],
  ): Promise<{ added: number; changed: number; same: number }>;
  account(id: string): Promise<AccountRow | null>;
  accounts(): Promise<readonly AccountRow[]>;

  /** Takes in something that happened: to the debtor's chain and to the inbox of each account concerned. Same id: no change, false. */
  record(entry: { id: string; account: string; at: Instant; event: StepEvent }): Promise<boolean>;
  /** A debtor's whole ledger as the rules read it (void reservations left out). */
  entries(debtor: string): Promise<readonly LedgerEntry[]>;

  /** Local runtime: events not yet taken in by the account's state, in order. */
  inbox(account: string): Promise<readonly InboxEvent[]>;
  /** Accounts (local runtime) with an inbox or a wake that has come, oldest wake first. */
  due(now: Instant, limit: number): Promise<readonly string[]>;
  /** Writes the state and moves the inbox cursor in one transaction; false if somebody else wrote in between. */
  saveState(account: string, state: State, wakeAt: Instant | null, cursor: number, expected: State | null): Promise<boolean>;

  addTask(task: Omit<Task, "status" | "outcome">): Promise<void>;
  tasks(filter: { status?: Task["status"]; account?: string }): Promise<readonly Task[]>;
  /**
   * False: not on file, or closed already (a cancelled one may still turn out to be done). An outcome in the words of `Outcome` is told to the rules as that of the task's call or visit, made at `at`
   * (absent: now), so that a busy line doesn't count and a conversation brings its silence.
   */
  closeTask(id: string, status: "done" | "cancelled", outcome: string | null, at?: Instant): Promise<boolean>;

  /** What was decided last on each step of an account, for `status` and `run`; read oldest first. */
  note(
    account: string,
    at: Instant,
    key: string,
    line: { result: "sent" | "held" | "lapsed" | "waiting" | "closed"; stage: string | null; step: string; reasons: readonly Reason[] },
  ): Promise<void>;
  notes(account?: string): Promise<
    readonly {
      account: string;
      at: Instant;
      key: string;
      result: "sent" | "held" | "lapsed" | "waiting" | "closed";
      stage: string | null;
      step: string;
      reasons: readonly Reason[];
    }[]
  >;

  /** Walks every chain with nothing but the log. */
  verifyChains(): Promise<{ debtors: number; entries: number; broken: readonly { debtor: string; seq: number; reason: string }[] }>;
  /** Settings of the store itself, such as the demonstration clock. */
  setting(name: string): Promise<string | null>;
  setSetting(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}
