/** Rows as the driver returns them: int8 as checked numbers, jsonb parsed. `migrations/` says what holds between them. */
import type { Calendar, CompiledPolicy, EffectResult, Instant, LawBook, LocalDay, Reason, StepEvent } from "../../engine/index.ts";
import type { TaskDuty } from "../duties.ts";
import type { Creditor, Letters, Task } from "../ledger.ts";
import type { ColumnType, Generated } from "kysely";

/** Written as JSON text, read as the value. */
type Json<Value> = ColumnType<Value, string, string>;

export type EntryKind = "contact" | "event" | "movement" | "outcome" | "void";
export type PermitStatus = "reserved" | "sending" | "sent" | "failed" | "unknown" | "released";
export type NoteResult = "sent" | "held" | "lapsed" | "waiting" | "closed";

export interface EntryRow {
  readonly debtor: string;
  readonly seq: number;
  readonly at: Instant;
  readonly id: string;
  readonly account: string | null;
  readonly kind: EntryKind;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
}

export interface PermitRow {
  readonly request_id: string;
  readonly id: string;
  /** How often the request was granted: after a release it gets another permit and another entry. */
  readonly grants: number;
  readonly debtor: string;
  readonly account: string;
  readonly stage: string | null;
  readonly step: string;
  readonly channel: string;
  readonly template_hash: string;
  readonly status: PermitStatus;
  readonly granted_at: Instant;
  readonly expires_at: Instant;
  readonly requires: Json<readonly string[]>;
  /** The contact that is reserved; null for an act that leaves none. */
  readonly entry: string | null;
  readonly result: ColumnType<EffectResult | null, string | null, string | null>;
}

interface ProgramRow {
  readonly policy: string;
  readonly law_book: string;
  readonly calendar: string;
  readonly letters: Json<Letters>;
  readonly creditor: Json<Creditor>;
  readonly saved: Instant;
}

interface AccountsRow {
  readonly id: string;
  readonly debtor: string;
  readonly body: string;
  readonly policy: string;
  readonly runtime: "local" | "temporal";
  readonly state: string | null;
  readonly wake_at: Instant | null;
  readonly last_seq: Generated<number>;
  readonly cursor: Generated<number>;
}

export interface Tables {
  readonly policies: { readonly hash: string; readonly body: Json<CompiledPolicy> };
  readonly law_books: { readonly hash: string; readonly body: Json<LawBook> };
  readonly calendars: { readonly hash: string; readonly body: Json<Calendar> };
  readonly programs: ProgramRow;
  readonly debtors: {
    readonly id: string;
    readonly seq: Generated<number>;
    readonly head: Generated<string>;
    /** The last entry that was there when the debtor's duties were looked at, and when to look again though there is none after it. */
    readonly looked_seq: Generated<number>;
    readonly look_at: Instant | null;
  };
  readonly accounts: AccountsRow;
  readonly people: {
    readonly account: string;
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly address: ColumnType<readonly string[] | null, string | null, string | null>;
    readonly language: string | null;
  };
  readonly entries: EntryRow;
  readonly permits: PermitRow;
  readonly inbox: { readonly account: string; readonly seq: number; readonly event: Json<StepEvent> };
  readonly tasks: {
    readonly id: string;
    readonly account: string;
    readonly kind: Task["kind"];
    readonly title: string;
    readonly team: string | null;
    readonly priority: Task["priority"];
    readonly due: LocalDay | null;
    readonly created: Instant;
    readonly status: Task["status"];
    readonly outcome: string | null;
    readonly effect_key: string | null;
    readonly script: string | null;
    readonly before: Instant | null;
    readonly duty: ColumnType<TaskDuty | null, string | null, string | null>;
  };
  readonly notes: {
    readonly account: string;
    readonly key: string;
    readonly at: Instant;
    readonly n: Generated<number>;
    readonly result: NoteResult;
    readonly stage: string | null;
    readonly step: string;
    readonly reasons: Json<readonly Reason[]>;
  };
  readonly api_keys: {
    readonly id: string;
    readonly name: string;
    /** SHA-256 of the secret. */
    readonly hash: string;
    readonly scopes: readonly string[];
    readonly created: Instant;
    readonly revoked: Instant | null;
  };
  readonly settings: { readonly name: string; readonly value: string };
}
