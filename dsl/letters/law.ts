/**
 * Whether a letter carries what the law wants in it, as far as that can be told before an account is known: a rule counts only when it
 * binds whoever owes what kind of debt, and only what is wrong with the letter at every time is told. The engine's own functions decide.
 */
import type { CompiledPolicy, Context, Debt, DebtorKind, DebtType, LedgerEntry, LocalDay, Place, Rule } from "../../engine/index.ts";
import type { ContentRule } from "../../engine/index.ts";
import { binds, CHANNELS, collectorOf, earliestContent, faultsOf, inForce, instant, localDay, minor } from "../engine.ts";
import type { LetterUse } from "./uses.ts";
import type { Seen } from "./walking.ts";

/** The law that a policy's letters are held against. */
export interface LetterLaw {
  readonly rules: readonly Rule[];
  /** The law of this day counts. */
  readonly day: LocalDay;
}

export interface Fault {
  readonly rule: Rule;
  readonly place: Place;
  readonly missing: readonly string[];
  readonly forbidden: readonly string[];
}

type ContentLaw = Rule & { readonly body: ContentRule };

const KINDS: readonly DebtorKind[] = ["person", "sole-trader", "business"];
const TYPES: readonly DebtType[] = ["credit", "goods", "services", "medical", "student-loan", "rent", "utility", "mortgage", "other"];
const NOW = instant(0);
const LONG_AGO = localDay(-36_500);
const ACCOUNT = "account";

/** Rules of law and house that speak of every message alike: those that wait for an event are known only when it has come. */
const contentLaw = (policy: CompiledPolicy, { rules, day }: LetterLaw): readonly ContentLaw[] =>
  [...rules, ...policy.house].filter(
    (rule): rule is ContentLaw =>
      rule.body.kind === "content" &&
      rule.body.while === undefined &&
      rule.body.barred === undefined &&
      (rule.body.having ?? rule.body.unlessConsent ?? rule.body.leavesPeriod ?? rule.body.places ?? rule.body.lines) === undefined &&
      rule.body.acts.includes("contact") &&
      inForce(rule, day),
  );

const contextOf = (policy: CompiledPolicy, place: Place, kind: DebtorKind, debt: Debt, ledger: readonly LedgerEntry[] = []): Context => ({
  calendar: { hash: "", from: localDay(0), to: localDay(0), zones: {}, holidays: {} },
  rules: [],
  collector: collectorOf(policy.collector),
  debtor: { id: "debtor", kind, places: [place], timezones: [] },
  debts: [debt],
  ledger,
});

const debtOf = (policy: CompiledPolicy, type: DebtType, currency: string): Debt => ({
  id: ACCOUNT,
  // Rules for small debts don't bind this one, and those for newer ones neither: what is left binds every debt.
  amount: minor(Number.MAX_SAFE_INTEGER),
  currency,
  kind: policy.debt,
  type,
  incurred: LONG_AGO,
  due: LONG_AGO,
});

/** A policy's letters go to the debtor: rules about what others are told don't bind them. */
const TO_DEBTOR = { debts: [ACCOUNT], contact: { channel: "letter" } } as const;

/** Whether the rule binds every debtor and debt that the policy may have in that place. A consumer debt is owed by a person. */
const bindsAll = (rule: Rule, policy: CompiledPolicy, place: Place): boolean => {
  const kinds = policy.debt === "consumer" ? KINDS.slice(0, 1) : KINDS;
  const exempt = rule.binds.flatMap(({ exceptDebtorFacts = [] }) => exceptDebtorFacts);
  return kinds.every((kind) =>
    TYPES.every((type) =>
      policy.currencies.every((currency) => {
        const context = contextOf(policy, place, kind, debtOf(policy, type, currency));
        return binds(rule, { ...context, debtor: { ...context.debtor, facts: exempt } }, TO_DEBTOR);
      }),
    ),
  );
};

export interface LawOfPlace {
  readonly place: Place;
  readonly rules: readonly ContentLaw[];
}

/** For each place of the policy the rules that every letter there is held against. */
export const lawOfPlaces = (policy: CompiledPolicy, law: LetterLaw): readonly LawOfPlace[] => {
  const rules = contentLaw(policy, law);
  return policy.places.map((place) => ({ place, rules: rules.filter((rule) => bindsAll(rule, policy, place)) }));
};

/** In touch before, by one channel. */
const spokenBefore = (channel: LetterUse["channel"]): readonly LedgerEntry[] => [
  { at: instant(-1), id: "before", contact: { channel, direction: "out", by: "collector", outcome: "conversation", debts: [ACCOUNT] } },
];

const faultsIn = (
  use: LetterUse,
  seen: Seen,
  policy: CompiledPolicy,
  { place, rules }: LawOfPlace,
  ledger: readonly LedgerEntry[],
): readonly Fault[] => {
  const kind = policy.debt === "consumer" ? "person" : "unknown";
  const context = contextOf(policy, place, kind, debtOf(policy, "other", policy.currencies[0] ?? "USD"), ledger);
  const refuses = ({ body }: ContentLaw, contains: readonly string[]): boolean => {
    const contact = { channel: use.channel, purpose: use.purpose, contains };
    if (body.purposes?.includes(use.purpose) === false) return false;
    return earliestContent(body, context, { act: "contact", debts: [ACCOUNT], contact }, NOW) !== NOW;
  };
  const may = [...seen.mayCarry];
  const surely = [...seen.carries];
  return rules.flatMap((rule) => {
    // What it may carry can't be called missing, and only what it surely carries is in the way.
    const missing = refuses(rule, may) ? faultsOf(rule.body, may).missing : [];
    const forbidden = refuses(rule, surely) ? faultsOf(rule.body, surely).forbidden : [];
    return missing.length + forbidden.length === 0 ? [] : [{ rule, place, missing, forbidden }];
  });
};

/** Whether an account that is new to the policy gets this message before any other. */
const isFirst = ({ from }: LetterUse, policy: CompiledPolicy): boolean => {
  if (from === null || from.stage !== policy.stages[0]) return false;
  const contacts = from.course.filter(({ action, otherwise, else: instead }) =>
    [action, otherwise, instead].some((each) => each?.kind === "contact"),
  );
  const days = contacts.map(({ day }) => day);
  // Calendar days and business days can't be put in order without a calendar.
  if (days.some(({ business }) => business !== days[0]?.business)) return false;
  const least = Math.min(...days.map(({ n }) => n));
  return contacts.find(({ day }) => day.n === least) === from.step;
};

/**
 * What the law finds wrong with a letter in a place, whenever the step sends it. Whether a message is the first is known only of the very
 * first step; of any other, something must be wrong with it as a first one and as a later one.
 */
export const lawFaults = (use: LetterUse, seen: Seen, policy: CompiledPolicy, law: LawOfPlace): readonly Fault[] => {
  if (law.rules.length === 0) return [];
  const asFirst = faultsIn(use, seen, policy, law, []);
  if (asFirst.length === 0 || isFirst(use, policy)) return asFirst;
  // A rule may ask for an earlier contact by certain channels only: none of them may make the letter right.
  const always = CHANNELS.every((channel) => faultsIn(use, seen, policy, law, spokenBefore(channel)).length > 0);
  return always ? faultsIn(use, seen, policy, law, spokenBefore(use.channel)) : [];
};
