import type { Account, Context, Debt, Debtor, LawBook, Place, Reason, Rule } from "../../engine/index.ts";
import { containingPlaces, debtsOf, rulesFor } from "../../engine/index.ts";
import { readChain } from "../chain/read.ts";
import type { Tx } from "../database/connect.ts";
import type { LoadedProgram, ProgramSource } from "../programs.ts";
import { unknownLaw, unknownPolicy } from "./reasons.ts";

/** All that a request is judged by, or why it can't be judged. */
export type Situation = { readonly context: Context } | { readonly missing: readonly Reason[] };

const union = <Item>(lists: readonly (readonly Item[])[]): readonly Item[] => [...new Set(lists.flat())];

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
    places: union(all.map((debtor) => debtor.places)),
    // An account whose zone is unknown makes the debtor's unknown: the others' zones may be of another house.
    timezones: all.some((debtor) => debtor.timezones.length === 0) ? [] : union(all.map((debtor) => debtor.timezones)),
    ...(facts.length === 0 ? {} : { facts }),
  };
};

const rulesByPlaces = new WeakMap<LawBook, Map<string, readonly Rule[]>>();

const lawOf = (lawBook: LawBook, places: readonly Place[]): readonly Rule[] => {
  const known = rulesByPlaces.get(lawBook) ?? new Map<string, readonly Rule[]>();
  rulesByPlaces.set(lawBook, known);
  const key = places.join(" ");
  const rules = known.get(key) ?? rulesFor(lawBook, places);
  known.set(key, rules);
  return rules;
};

/** The rest of what may be missing (place, zone, a calendar that reaches so far) is the rules' own question. */
const withoutLaw = ({ lawBook }: LoadedProgram, { places }: Debtor): readonly Reason[] =>
  places.filter((place) => !containingPlaces(place).some((outer) => lawBook.places.includes(outer))).map(unknownLaw);

const accountsOf = async (tx: Tx, debtor: string): Promise<readonly { account: Account; policy: string }[]> => {
  const rows = await tx.selectFrom("accounts").select(["body", "policy"]).where("debtor", "=", debtor).orderBy("id").execute();
  return rows.map((row) => ({ account: JSON.parse(row.body) as Account, policy: row.policy }));
};

/**
 * Reads everything about a debtor as it is now. `without`: an entry to leave out, a request's own reservation.
 *
 * INVARIANT: the caller holds the debtor's lock, so nothing is added between reading and granting.
 */
export const readSituation = async (
  tx: Tx,
  programs: ProgramSource,
  asked: { readonly account: string; readonly debtor: string; readonly without: string | null },
): Promise<Situation> => {
  const all = await accountsOf(tx, asked.debtor);
  const { entries, movements } = await readChain(tx, asked.debtor, asked.without);
  const debts: Debt[] = [];
  let own: { readonly account: Account; readonly program: LoadedProgram } | null = null;
  for (const { account, policy } of all) {
    const program = await programs(tx, policy);
    if (program === null) return { missing: [unknownPolicy] };
    debts.push(...debtsOf(account, movements.get(account.id) ?? [], program.policy));
    if (account.id === asked.account) own = { account, program };
  }
  if (own === null) throw new Error("an account is not among those of its debtor");
  const { account, program } = own;
  const debtor = oneDebtor(
    account.debtor,
    all.map((one) => one.account.debtor).filter((one) => one !== account.debtor),
  );
  const missing = withoutLaw(program, debtor);
  if (missing.length > 0) return { missing };
  const rules = [...lawOf(program.lawBook, debtor.places), ...program.policy.house];
  return { context: { calendar: program.calendar, rules, collector: { role: program.policy.collector }, debtor, debts, ledger: entries } };
};
