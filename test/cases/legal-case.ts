/** The form of a legal case, and how it becomes a question to the engine. One vocabulary: most words pass as they are. */
import {
  instant,
  localDay,
  parseDay,
  parseInstant,
  parseMoney,
  type Action,
  type Collector,
  type Contact,
  type Debt,
  type Debtor,
  type Instant,
  type LedgerEntry,
  type LocalDay,
  type PastContact,
  type PastEvent,
} from "../../engine/index.ts";

interface CaseContact extends Omit<PastContact, "received" | "deadline" | "account"> {
  readonly received?: string;
  readonly deadline?: string | { readonly days: number; readonly from: string };
}

type Blocked = readonly { readonly days: NonNullable<PastEvent["blocked"]>[number]["days"]; readonly from: string; readonly to: string }[];

interface CaseEvent extends Omit<PastEvent, "received" | "from" | "until" | "blocked" | "amount" | "due" | "chapter" | "account" | "currency"> {
  readonly received?: string;
  readonly from?: string;
  readonly until?: string;
  readonly due?: string;
  readonly blocked?: Blocked;
  readonly amount?: string;
  readonly chapter?: number;
}

type CaseEntry =
  | { readonly at: string; readonly id?: string; readonly contact: CaseContact }
  | ({ readonly at: string; readonly id?: string } & CaseEvent);

type CaseDebt = Omit<Debt, "amount" | "incurred" | "due" | "default" | "chargedOff" | "limitationEnded"> & {
  readonly amount: string;
  readonly incurred: string;
  readonly due: string;
  readonly default?: string;
  readonly chargedOff?: string;
  readonly limitationEnded?: string;
};

export interface LegalCase {
  readonly id: string;
  readonly source: string;
  readonly note: string;
  readonly confidence: "firm" | "weak";
  readonly places: readonly string[];
  readonly asOf?: string;
  readonly collector: Collector;
  readonly debtor: Omit<Debtor, "id" | "places">;
  readonly debts: readonly CaseDebt[];
  readonly history: readonly CaseEntry[];
  readonly ask: {
    readonly at: string;
    readonly action: Action["act"];
    readonly contact?: Contact;
    readonly contains?: readonly string[];
    readonly debts?: readonly string[];
  };
  readonly expect: {
    readonly verdict: "allowed" | "denied";
    readonly until?: string | null;
    readonly requires?: readonly string[];
    readonly rules?: readonly string[];
  };
}

export const instantOf = (text: string): Instant => {
  const t = parseInstant(text);
  if (t === null) throw new Error(`no instant: ${text}`);
  return t;
};
export const dayOf = (text: string): LocalDay => {
  const day = parseDay(text);
  if (day === null) throw new Error(`no date: ${text}`);
  return day;
};
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** A member that is there, read; nothing for one that isn't. */
const read = <Key extends string, Text, Value>(key: Key, value: Text | undefined, how: (text: Text) => Value): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: how(value) }) as { readonly [K in Key]?: Value };

const debtOf = ({ amount, incurred, due, default: arrears, chargedOff, limitationEnded, ...rest }: CaseDebt): Debt => {
  const owed = parseMoney(amount, rest.currency);
  if (owed === null) throw new Error(`no amount: ${amount}`);
  return {
    ...rest,
    amount: owed,
    incurred: dayOf(incurred),
    due: dayOf(due),
    ...read("default", arrears, dayOf),
    ...read("chargedOff", chargedOff, dayOf),
    ...read("limitationEnded", limitationEnded, dayOf),
  };
};

const entryOf = (entry: CaseEntry, index: number, currency: string): LedgerEntry => {
  const at = instantOf(entry.at);
  const id = entry.id ?? `entry-${index}`;
  if ("contact" in entry) {
    const { received, deadline, ...contact } = entry.contact;
    return {
      at,
      id,
      contact: { ...contact, ...read("received", received, instantOf), ...(typeof deadline === "string" ? { deadline: dayOf(deadline) } : {}) },
    };
  }
  const { at: _at, id: _id, received, from, until, due, blocked, amount, chapter, ...event } = entry;
  const spans = (list: Blocked): NonNullable<PastEvent["blocked"]> =>
    list.map((span) => ({ days: span.days, from: minutesOf(span.from), to: minutesOf(span.to) }));
  return {
    at,
    id,
    event: {
      ...event,
      ...read("received", received, instantOf),
      ...read("from", from, dayOf),
      ...read("until", until, dayOf),
      ...read("due", due, dayOf),
      ...read("blocked", blocked, spans),
      ...read("amount", amount, (text) => parseMoney(text, currency) ?? (0 as never)),
      ...read("chapter", chapter, String),
    },
  };
};

/** What a case asks: the facts as the engine holds them, the act, and when. */
export const questionOf = (
  legal: LegalCase,
): { debtor: Debtor; debts: readonly Debt[]; ledger: readonly LedgerEntry[]; action: Action; at: Instant } => {
  const debts = legal.debts.map(debtOf);
  const [first] = debts;
  if (first === undefined) throw new Error(`${legal.id} has no debt`);
  const about = legal.ask.debts ?? [first.id];
  return {
    debtor: { id: "debtor", places: legal.places, ...legal.debtor },
    debts,
    ledger: legal.history.map((entry, index) => entryOf(entry, index, first.currency)),
    action: actionOf(legal, about),
    at: instantOf(legal.ask.at),
  };
};

const actionOf = ({ id, ask }: LegalCase, debts: readonly string[]): Action => {
  if (ask.action === "contact") {
    if (ask.contact === undefined) throw new Error(`${id} asks about no contact`);
    const { deadline: _deadline, ...contact } = ask.contact as Contact & { readonly deadline?: unknown };
    return { act: "contact", debts, contact };
  }
  if (ask.action === "charge") throw new Error(`${id} asks about a charge, which no rule kind here decides`);
  if (ask.action === "credit-report") return { act: "credit-report", debts, ...(ask.contains === undefined ? {} : { contains: ask.contains }) };
  return { act: ask.action, debts };
};

/** First and last local day that a calendar for the case must hold: its history, and half a year after the question. */
export const daysOf = (legal: LegalCase): { readonly from: LocalDay; readonly to: LocalDay } => {
  const times = [...legal.history.map((entry) => instantOf(entry.at)), instantOf(legal.ask.at)];
  const dayAt = (t: number): number => Math.floor(t / 86_400_000);
  return { from: localDay(dayAt(Math.min(...times)) - 2), to: localDay(dayAt(instant(Math.max(...times))) + 183) };
};
