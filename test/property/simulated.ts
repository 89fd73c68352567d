/** Runs of a policy over random accounts, told again as stories that the oracle can read. */
import fc from "fast-check";
import { localDay, minor, simulate } from "../../engine/index.ts";
import type {
  Account,
  CompiledPolicy,
  Instant,
  LedgerEntry,
  LocalDay,
  PastEvent,
  Rule,
  ScriptedEvent,
  SimulatedContact,
  StepEvent,
} from "../../engine/index.ts";
import { violations, type Violation } from "../oracle/index.ts";
import { happenings } from "./happenings.ts";
import { calendarOf, weekdaysOf, instantOf, moments, scenes, type Scene } from "./moments.ts";

const DAY = 86_400_000;

/** Accounts of up to three debtors; the first debtor has two of them. */
export interface Run {
  readonly scene: Scene;
  readonly policy: CompiledPolicy;
  readonly accounts: readonly Account[];
  /** What happens, told beforehand: nothing hangs on how an account stands by then. */
  readonly events: readonly (ScriptedEvent & { readonly event: StepEvent })[];
  /** Content ids that every text of this run has. */
  readonly texts: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

const SPAN_DAYS = 40;

const accountsOf = (scenes_: readonly Scene[], today: LocalDay, offsets: readonly number[]): readonly Account[] =>
  offsets.map((offset, index) => {
    const scene = scenes_[Math.max(0, index - 1) % scenes_.length];
    if (scene === undefined) throw new Error("an account needs a debtor");
    const debtor = Math.max(0, index - 1);
    return {
      id: `account ${index}`,
      debtor: { ...scene.debtor, id: `debtor ${debtor}` },
      creditor: index % 2 === 0 ? "north" : "south",
      currency: "USD",
      invoices: [{ id: "1", issued: localDay(today + offset - 30), due: localDay(today + offset), amount: minor(150_000) }],
      facts: { segment: "standard", late_invoices_12m: index, debt_type: "credit" },
      reach: { email: `mail ${debtor}`, call: `line ${debtor}`, sms: `line ${debtor}`, letter: `home ${debtor}` },
    };
  });

type Deed = { readonly what: "event"; readonly event: PastEvent } | { readonly what: "payment"; readonly part: number };

const LEAST: readonly PastEvent["event"][] = [
  "dispute",
  "dispute",
  "dispute-closed",
  "documents-sent",
  "opt-out",
  "consent",
  "cease-request",
  "attorney-notice",
  "attorney-released",
  "bankruptcy-petition",
  "bankruptcy-closed",
  "breathing-space",
  "breathing-space-ended",
  "inconvenient-time",
  "writing-only",
  "hardship",
  "promise",
  "employer-prohibits",
];

/** Events of a run speak of their account or of the debtor, never of single invoices. */
const deeds = (near: LocalDay): fc.Arbitrary<Deed> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: happenings(["1"], near, LEAST).map(({ debts: _debts, account: _account, ...event }): Deed => ({ what: "event", event })),
    },
    { weight: 1, arbitrary: fc.constantFrom(0.3, 0.5, 1).map((part): Deed => ({ what: "payment", part })) },
  );

/** `place`: the first debtor is sure to be there. */
export const runs = (policies: readonly CompiledPolicy[], place?: string): fc.Arbitrary<Run> =>
  fc
    .record({
      scene: place === undefined ? scenes : scenes.filter(({ debtor }) => debtor.places.includes(place)),
      others: fc.array(scenes, { maxLength: 2 }),
      policy: fc.constantFrom(...policies),
      offsets: fc.array(fc.integer({ min: -6, max: 12 }), { minLength: 1, maxLength: 4 }),
    })
    .chain(({ scene, others, policy, offsets }) => {
      const day = localDay(Math.floor(scene.begins.toMillis() / DAY));
      const sameEra = [scene, ...others.filter((other) => other.era === scene.era)];
      const accounts = accountsOf(sameEra, day, offsets);
      return fc
        .record({
          happened: fc.array(fc.record({ account: fc.nat({ max: accounts.length - 1 }), moment: moments(SPAN_DAYS - 10), deed: deeds(day) }), {
            maxLength: 10,
            size: "max",
          }),
          texts: fc.constantFrom<readonly string[]>(
            ["opt-out", "mini-miranda-initial", "mini-miranda-subsequent", "caller-identity", "license-number"],
            ["opt-out", "mini-miranda-subsequent", "caller-identity"],
            ["mini-miranda-initial"],
          ),
        })
        .map(({ happened, texts }): Run => ({
          scene,
          policy,
          accounts,
          texts,
          from: instantOf(scene, { days: 0, minute: 1, hair: 0 }),
          to: instantOf(scene, { days: SPAN_DAYS, minute: 0, hair: 0 }),
          events: happened.map(({ account, moment, deed }, index) =>
            scripted(`account ${account}`, `event ${index}`, instantOf(scene, { ...moment, days: moment.days + 1 }), deed),
          ),
        }));
    });

const scripted = (account: string, id: string, at: Instant, deed: Deed): Run["events"][number] => ({
  account,
  at,
  event:
    deed.what === "event"
      ? { type: "happened", id, at, event: deed.event }
      : { type: "moved", id, at, amount: minor(Math.round(150_000 * deed.part)), as: "payment" },
});

export const simulated = (run: Run, rules: readonly Rule[]): readonly SimulatedContact[] => [
  ...simulate({
    program: { policy: run.policy, calendar: calendarOf(run.scene) },
    rules,
    accounts: run.accounts,
    from: run.from,
    to: run.to,
    events: run.events,
    contains: () => run.texts,
    approvals: "granted",
  }).contacts,
];

/** What is said of a debt is said of the account that it was recorded for; all else is said of the debtor. */
const OF_DEBTS = new Set(["dispute", "document-request", "documents-sent", "dispute-closed", "refusal-to-pay", "claim-reply"]);

/** All that happened to one debtor, from what was put in and what came out. Events of an instant come before contacts. */
const ledgerOf = (run: Run, debtor: string, sent: readonly SimulatedContact[]): readonly LedgerEntry[] => {
  const own = new Map(run.accounts.filter((account) => account.debtor.id === debtor).map((account) => [account.id, account]));
  const told = run.events.flatMap(({ account, event }): LedgerEntry[] => {
    if (!own.has(account) || event.type !== "happened") return [];
    return [{ at: event.at, id: event.id, event: OF_DEBTS.has(event.event.event) ? { ...event.event, account } : event.event }];
  });
  const made = sent.flatMap((contact, index): LedgerEntry[] => {
    const account = own.get(contact.account);
    if (account === undefined || contact.status !== "sent") return [];
    const { channel } = contact;
    const address = account.reach[channel] ?? account.reach[channel === "voicemail" ? "call" : "letter"];
    return [
      {
        at: contact.at,
        id: `${contact.account} ${contact.step} ${index}`,
        contact: { channel, direction: "out", account: contact.account, contains: run.texts, ...(address === undefined ? {} : { address }) },
      },
    ];
  });
  return [...told, ...made].toSorted((a, b) => a.at - b.at);
};

/** What broke a rule of law or house in one debtor's ledger. */
export const breachesIn = (run: Run, rules: readonly Rule[], debtor: string, ledger: readonly LedgerEntry[]): readonly Violation[] => {
  const accounts = run.accounts.filter((account) => account.debtor.id === debtor);
  const [first] = accounts;
  if (first === undefined) return [];
  return violations({
    rules: [...rules, ...run.policy.house],
    collector: { role: run.policy.collector },
    debtor: first.debtor,
    holidays: calendarOf(run.scene).holidays,
    ...weekdaysOf(run.scene),
    ledger,
    debts: accounts.flatMap((account) =>
      account.invoices.map((invoice) => ({
        id: `${account.id}/${invoice.id}`,
        amount: invoice.amount,
        currency: "USD",
        kind: run.policy.debt,
        type: "credit",
        incurred: invoice.issued,
        due: invoice.due,
        creditor: account.creditor,
        account: account.id,
      })),
    ),
  });
};

/** Every contact of a run that broke a rule, read debtor by debtor. */
export const breachesOfRun = (run: Run, rules: readonly Rule[], sent: readonly SimulatedContact[]): readonly Violation[] =>
  [...new Set(run.accounts.map((account) => account.debtor.id))].flatMap((debtor) => breachesIn(run, rules, debtor, ledgerOf(run, debtor, sent)));
