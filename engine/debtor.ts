/** One debtor out of what several accounts say. */
import type { Debtor, EventName, PastEvent } from "./model/facts.ts";

const union = <Item>(lists: readonly (readonly Item[])[]): readonly Item[] => [...new Set(lists.flat())];

/** Facts that protect: one account that tells them is enough. Any other fact may take a rule away, so all must tell it. */
const PROTECTING: ReadonlySet<string> = new Set(["active-duty"]);

/**
 * The debtor of one account, with what the debtor's other accounts say. Where they differ all places and zones count (the
 * account's own first zone dates the days), a kind that is told in two ways is unknown, and so is the zone when one lacks it.
 */
export function oneDebtor(asked: Debtor, others: readonly Debtor[]): Debtor {
  if (others.length === 0) return asked;
  const all = [asked, ...others];
  const facts = union(all.map((debtor) => debtor.facts ?? []));
  const shared = facts.filter((fact) => PROTECTING.has(fact) || all.every((debtor) => debtor.facts?.includes(fact) === true));
  return {
    id: asked.id,
    kind: others.every((debtor) => debtor.kind === asked.kind) ? asked.kind : "unknown",
    places: union(all.map((debtor) => debtor.places)),
    timezones: all.some((debtor) => debtor.timezones.length === 0) ? [] : union(all.map((debtor) => debtor.timezones)),
    ...(shared.length === 0 ? {} : { facts: shared }),
  };
}

/** Events that are about a debt; all others are about the person, whichever account hears of them. */
const ABOUT_DEBTS: ReadonlySet<EventName> = new Set<EventName>([
  "dispute",
  "document-request",
  "documents-sent",
  "dispute-closed",
  "refusal-to-pay",
  "claim-reply",
  "payment",
  "promise",
  "plan-agreed",
  "plan-broken",
  "acknowledgement",
  "acceleration",
  "statements-stopped",
  "suit-threatened",
  "suit-filed",
  "judgment",
  "assignment",
  "renewal",
  "charge",
  "credit-reported",
  "undeliverable",
]);

/** Whether all accounts of the debtor must hear of an event. */
export const concernsPerson = (event: PastEvent): boolean =>
  event.account === undefined && event.debts === undefined && !ABOUT_DEBTS.has(event.event);

/** An event about a debt, without a label, is about the account that it was recorded for. */
export const labelledFor = (event: PastEvent, account: string): PastEvent =>
  event.account === undefined && event.debts === undefined && ABOUT_DEBTS.has(event.event) ? { ...event, account } : event;
