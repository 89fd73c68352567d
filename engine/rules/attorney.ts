/** An attorney who doesn't answer no longer stands between the collector and the debtor, where the law says after how many days. */
import type { LedgerEntry } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Agreed } from "./consent.ts";
import { begunEverywhere } from "./dates.ts";
import { cameBack, concerns, isOwn, misdirected, type ContactEntry } from "./history.ts";

/** Something in writing that this collector sent to the attorney about a debt, and that didn't come back. */
function askedAttorney(entry: LedgerEntry, index: number, debt: string | null, context: Context): entry is ContactEntry {
  if (!("contact" in entry)) return false;
  const { contact } = entry;
  if (contact.direction === "in" || contact.person !== "attorney" || !isOwn(contact)) return false;
  if (contact.channel === "call" || contact.channel === "voicemail" || contact.channel === "visit") return false;
  if (debt !== null && !concerns(contact, debt, context)) return false;
  return contact.outcome !== "wrong-number" && !misdirected(contact, index, context.ledger) && !cameBack(entry.id, index, context.ledger);
}

/** Whether an entry is a word of the attorney about a debt: a contact that came in, or something that the attorney said. */
function isWordOfAttorney(entry: LedgerEntry, debt: string | null, context: Context): boolean {
  const said = "contact" in entry ? entry.contact : entry.event;
  const theirs = "contact" in entry ? entry.contact.direction === "in" && entry.contact.person === "attorney" : entry.event.by === "attorney";
  return theirs && (debt === null || concerns(said, debt, context));
}

/**
 * Spans in which an attorney has been silent for more than `days` full calendar days, that of the arrival of what was sent not counted,
 * in every candidate zone, up to the next word. `entry` is the line of what was sent.
 */
export function silencesOfAttorney(context: Context, debt: string | null, days: number): readonly Agreed[] {
  const { ledger } = context;
  const silences: Agreed[] = [];
  for (const [index, sent] of ledger.entries()) {
    if (!askedAttorney(sent, index, debt, context)) continue;
    const from = begunEverywhere(context, sent.contact.received ?? sent.at, days + 1);
    const answer = ledger.find((later, line) => line > index && isWordOfAttorney(later, debt, context));
    const until = answer === undefined ? Infinity : answer.at;
    if (from < until) silences.push({ from, until, entry: index });
  }
  return silences;
}
