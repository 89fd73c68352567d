import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/index.ts";
import type { Instant, LedgerEntry, Outcome, PastContact, PastEvent, StepEvent } from "../../engine/index.ts";
import type { EntryKind, EntryRow } from "../database/tables.ts";

type Moved = Extract<StepEvent, { type: "moved" }>;

/** Money as it is written into the chain. Reading takes a payment for the `payment` event of the rules. */
export interface MovedBody {
  readonly as: Moved["as"];
  readonly amount: Moved["amount"];
  readonly currency: string;
  readonly invoice?: string;
}

/**
 * What one line of a chain says; its only key is the line's kind. `void` takes a reserved contact back, of which nothing left the house; `outcome`
 * says how and when a contact of the line `of` really went.
 */
export type LineBody =
  | { readonly contact: PastContact }
  | { readonly event: PastEvent }
  | { readonly movement: MovedBody }
  | { readonly outcome: { readonly of: string; readonly outcome: Outcome; readonly at: Instant } }
  | { readonly void: { readonly of: string } };

/** A line before it has its place in a chain. */
export interface Line {
  readonly id: string;
  readonly at: Instant;
  readonly account: string | null;
  readonly body: LineBody;
}

export const kindOf = (body: LineBody): EntryKind => Object.keys(body)[0] as EntryKind;

export const lineOf = (entry: LedgerEntry, account: string): Line => ({
  id: entry.id,
  at: entry.at,
  account,
  body: "contact" in entry ? { contact: entry.contact } : { event: entry.event },
});

/** What a row's hash is taken of: the whole row and the hash of the row before it. */
export const hashOf = (row: Omit<EntryRow, "hash" | "kind" | "body">, body: unknown): string => {
  const { debtor, seq, at, id, account, prev } = row;
  return createHash("sha256").update(canonicalJson({ debtor, seq, at, id, account, body, prev })).digest("hex");
};
