import type { Account, Context, Debtor, Instant, LawBook, LedgerEntry, Movement, Place, Reason, Rule } from "../../engine/index.ts";
import { collectorOf, containingPlaces, debtsOf, oneDebtor, rulesFor, withCharges } from "../../engine/index.ts";
import type { LoadedProgram } from "../programs.ts";
import { unknownAccount, unknownLaw, unknownPolicy } from "./reasons.ts";

/** An account of the debtor with what it runs under (null: not on file) and the money that moved on it. */
export interface Standing {
  readonly account: Account;
  readonly program: LoadedProgram | null;
  readonly movements: readonly Movement[];
}

/** Everything on file about one debtor. */
export interface DebtorFile {
  readonly accounts: readonly Standing[];
  readonly entries: readonly LedgerEntry[];
}

/** All that a request is judged by, or why it can't be judged. */
export type Situation = { readonly context: Context } | { readonly missing: readonly Reason[] };

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

/**
 * What is known at `now`: events that are told for later have not happened yet. A contact that lies later was made by a machine whose clock runs ahead of
 * ours; it counts, as made now.
 */
const knownAt = (entries: readonly LedgerEntry[], now: Instant): readonly LedgerEntry[] =>
  (entries.at(-1)?.at ?? now) <= now
    ? entries
    : entries.flatMap((entry) => (entry.at <= now ? [entry] : "contact" in entry ? [{ ...entry, at: now }] : []));

/** Money that moved on an account, without what its charges took of it where the policy says that they come first. */
const movementsOf = ({ account, movements }: Standing, { policy }: LoadedProgram, entries: readonly LedgerEntry[]): readonly Movement[] => {
  if (policy.allocation !== "interest first") return movements;
  const charges = entries.flatMap((entry) =>
    "event" in entry && entry.event.event === "charge" && entry.event.account === account.id
      ? [{ id: entry.id, at: entry.at, event: entry.event }]
      : [],
  );
  return withCharges(account, policy, movements, charges);
};

/** The situation of one account, as all that is on file about its debtor makes it. Pure. @param paidToo with debts that are paid (`debtsOf`) */
export const situationOf = (asked: string, { accounts, entries }: DebtorFile, now: Instant, paidToo = false): Situation => {
  const own = accounts.find((one) => one.account.id === asked);
  if (own === undefined) return { missing: [unknownAccount] };
  const { program } = own;
  if (program === null || accounts.some((one) => one.program === null)) return { missing: [unknownPolicy] };
  const others = accounts.filter((one) => one !== own);
  const debtor = oneDebtor(
    own.account.debtor,
    others.map((one) => one.account.debtor),
  );
  const missing = withoutLaw(program, debtor);
  if (missing.length > 0) return { missing };
  const debts = accounts.flatMap((one) =>
    one.program === null ? [] : debtsOf(one.account, movementsOf(one, one.program, entries), one.program.policy, paidToo),
  );
  const rules = [...lawOf(program.lawBook, debtor.places), ...program.policy.house];
  const { series } = program.lawBook;
  return {
    context: {
      calendar: program.calendar,
      rules,
      collector: collectorOf(program.policy.collector),
      debtor,
      debts,
      ledger: knownAt(entries, now),
      ...(series === undefined ? {} : { series }),
    },
  };
};
