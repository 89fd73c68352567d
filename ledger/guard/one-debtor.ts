import type { Debtor } from "../../engine/index.ts";

const union = <Item>(lists: readonly (readonly Item[])[]): readonly Item[] => [...new Set(lists.flat())];

/** What is unknown to one account stays unknown: the other accounts may speak of another house. */
const knownToAll = <Item>(lists: readonly (readonly Item[])[]): readonly Item[] => (lists.some((list) => list.length === 0) ? [] : union(lists));

/** Facts that protect: one account that tells them is enough. Any other fact may take a rule away, so all accounts must tell it. */
const protecting: ReadonlySet<string> = new Set(["active-duty"]);

const sharedFacts = (all: readonly Debtor[]): readonly string[] => {
  const lists = all.map((debtor) => debtor.facts ?? []);
  return union(lists).filter((fact) => protecting.has(fact) || lists.every((facts) => facts.includes(fact)));
};

/**
 * One debtor out of what their accounts say, the account asked about first (its first zone dates the days). Where they differ, all places and zones
 * count, as the vocabulary wants it for sources in conflict, and a kind that is told in two ways is unknown.
 */
export const oneDebtor = (asked: Debtor, others: readonly Debtor[]): Debtor => {
  const all = [asked, ...others];
  const facts = sharedFacts(all);
  return {
    id: asked.id,
    kind: others.every((debtor) => debtor.kind === asked.kind) ? asked.kind : "unknown",
    places: knownToAll(all.map((debtor) => debtor.places)),
    timezones: knownToAll(all.map((debtor) => debtor.timezones)),
    ...(facts.length === 0 ? {} : { facts }),
  };
};
