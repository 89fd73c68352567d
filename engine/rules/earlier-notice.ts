/** Notices that were given: which earlier contact is one, when it arrived, and whether an act is one itself. */
import type { Action, Channel, Contact, LedgerEntry } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Days, Instant } from "../model/units.ts";
import { binds } from "../scope.ts";
import { lastDayOf, lastDateAt } from "./dates.ts";
import { cameBack, concerns, countsAs, misdirected, type ContactEntry } from "./history.ts";
import { standsAt } from "./in-force.ts";

/** What a rule takes for a notice: any of some contents (none: whatever is said), by some channels (absent: any). */
export interface Wanted {
  readonly contents: readonly string[];
  readonly by?: readonly Channel[];
}

/** Who stands for the debtor: what reaches them is given. */
const STAND_IN: readonly (Contact["person"] | undefined)[] = [undefined, "debtor", "parent", "guardian", "executor", "attorney"];

export const reachesDebtor = (contact: Contact): boolean => STAND_IN.includes(contact.person);

/**
 * Whether an entry gave a notice about a debt (`null`: about any). The creditor's own notice counts for whoever collects for it,
 * an earlier collector's doesn't. What came back, or went to somebody else's address, was not given.
 */
export function gives(context: Context, entry: LedgerEntry, index: number, wanted: Wanted, debt: string | null): entry is ContactEntry {
  return wasSent(context, entry, index, wanted, debt) && !cameBack(entry.id, index, context.ledger);
}

/** The same, whether it came back or not. */
export function wasSent(context: Context, entry: LedgerEntry, index: number, wanted: Wanted, debt: string | null): entry is ContactEntry {
  if (!("contact" in entry)) return false;
  const { contact } = entry;
  if (contact.direction !== "out" || contact.by === "earlier-collector" || !carriesAny(contact.contains, wanted.contents)) return false;
  if (wanted.by !== undefined && !wanted.by.includes(contact.channel)) return false;
  if (!reachesDebtor(contact) || !countsAs(contact, "communication")) return false;
  if (debt !== null && !concerns(contact, debt, context)) return false;
  return !misdirected(contact, index, context.ledger);
}

const carriesAny = (text: readonly string[] | undefined, contents: readonly string[]): boolean =>
  contents.length === 0 || (text !== undefined && contents.some((id) => text.includes(id)));

/** The last notice that was given and is `fit`, since a new one starts anew; null for none. */
export function lastGiven(
  context: Context,
  wanted: Wanted,
  debt: string | null,
  fit: (notice: ContactEntry) => boolean = () => true,
): ContactEntry | null {
  const { ledger } = context;
  for (let i = ledger.length - 1; i >= 0; i--) {
    const entry = ledger[i];
    if (entry !== undefined && gives(context, entry, i, wanted, debt) && fit(entry)) return entry;
  }
  return null;
}

/** The first of at least so many notices that were given and are fit; null where there are fewer. */
export function firstOfSome(
  context: Context,
  wanted: Wanted,
  debt: string | null,
  atLeast: number,
  fit: (notice: ContactEntry) => boolean,
): ContactEntry | null {
  let first: ContactEntry | null = null;
  let n = 0;
  for (const [index, entry] of context.ledger.entries()) {
    if (!gives(context, entry, index, wanted, debt) || !fit(entry)) continue;
    first ??= entry;
    n += 1;
    if (n >= atLeast) return first;
  }
  return null;
}

/** The first notice that was given after an entry; null for none. */
export function firstGiven(context: Context, wanted: Wanted, debt: string | null, after: number): ContactEntry | null {
  const { ledger } = context;
  for (let i = after + 1; i < ledger.length; i++) {
    const entry = ledger[i];
    if (entry !== undefined && gives(context, entry, i, wanted, debt)) return entry;
  }
  return null;
}

/**
 * Whether an act gives the notice itself: its text carries it by a fit channel; or is open, and may yet. The rule that demands a
 * notice can't forbid it.
 */
export function isNotice(action: Action, { contents, by }: Wanted): "yes" | "open" | "no" {
  if (action.act !== "contact") return "no";
  const { contact } = action;
  if ((by !== undefined && !by.includes(contact.channel)) || !reachesDebtor(contact)) return "no";
  if (contents.length === 0) return "yes";
  if (contact.contains === undefined) return "open";
  return carriesAny(contact.contains, contents) ? "yes" : "no";
}

/** An instant, and days that have to pass after its date before what was sent counts as received. */
export interface Arrival {
  readonly at: Instant;
  readonly terms: readonly Days[];
}
const AT_ONCE: readonly Days[] = [];
const POST: readonly Channel[] = ["letter", "registered-letter", "postcard"];

/**
 * When something sent arrived: as the ledger has it; else as the law of the debtor's places presumes it, the latest of several
 * presumptions; else at once, but for post. Null when nobody knows.
 */
export function arrivalOf(context: Context, entry: ContactEntry, debt: string | null): Arrival | null {
  const { contact, at } = entry;
  if (contact.received !== undefined) return { at: contact.received, terms: AT_ONCE };
  const presumed = presumedAfter(context, entry, debt);
  if (presumed !== null) return { at, terms: [presumed] };
  return POST.includes(contact.channel) ? null : { at, terms: AT_ONCE };
}

function presumedAfter(context: Context, { contact, at }: ContactEntry, debt: string | null): Days | null {
  let found: Days | null = null;
  let latest = -Infinity;
  const about = { debts: debt === null ? [] : [debt], contact };
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "receipt" || !body.channels.includes(contact.channel)) continue;
    if (!standsAt(rule, context, at) || !binds(rule, context, about)) continue;
    const day = lastDayOf(context, lastDateAt(context, at), body.after);
    if (day > latest) [found, latest] = [body.after, day];
  }
  return found;
}
