/** The form of a legal case, and how it becomes a question to the engine. One vocabulary: most words pass as they are. */
import { DAY_MS, parseDay, parseInstant } from "../civil.ts";
import type { Calendar } from "../model/calendar.ts";
import type { Context } from "../model/decision.ts";
import type { Action, Charge, Collector, Contact, Debt, Debtor, LedgerEntry, PastContact, PastEvent } from "../model/facts.ts";
import type { LawBook, Rule } from "../model/rule.ts";
import type { Instant, LocalDay, Minor, Place, Zone } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { parseMoney } from "../money.ts";
import { zonesNamed } from "../rules/window.ts";
import { inForce, rulesFor } from "../scope.ts";
import { compare, type Compared, type Expectation } from "./law-judge.ts";

/** The last day that a message gives, as a date or in days. */
type CaseDeadline = string | { readonly days: number; readonly from: string };

export interface CaseContact extends Omit<PastContact, "received" | "deadline" | "daysFromReceipt" | "account" | "claims"> {
  readonly claims?: readonly { readonly type: string; readonly amount?: string }[];
  readonly received?: string;
  readonly deadline?: CaseDeadline;
}

/** `claims` of the text aren't asked about. */
type AskedContact = Omit<Contact, "deadline" | "daysFromReceipt"> & { readonly deadline?: CaseDeadline; readonly claims?: unknown };

type Blocked = readonly { readonly days: NonNullable<PastEvent["blocked"]>[number]["days"]; readonly from: string; readonly to: string }[];

export interface CaseEvent extends Omit<
  PastEvent,
  "received" | "from" | "until" | "blocked" | "amount" | "due" | "chapter" | "account" | "currency"
> {
  readonly received?: string;
  readonly from?: string;
  readonly until?: string;
  readonly due?: string;
  readonly blocked?: Blocked;
  readonly amount?: string;
  readonly chapter?: number;
}

export type CaseEntry =
  | { readonly at: string; readonly id?: string; readonly contact: CaseContact }
  | ({ readonly at: string; readonly id?: string } & CaseEvent);

export type CaseDebt = Omit<Debt, "amount" | "incurred" | "due" | "default" | "chargedOff" | "limitationEnded"> & {
  readonly amount: string;
  readonly incurred: string;
  readonly due: string;
  readonly default?: string;
  readonly chargedOff?: string;
  readonly limitationEnded?: string;
};

export interface CaseCharge extends Omit<Charge, "amount" | "from" | "to" | "rate"> {
  readonly amount?: string;
  readonly from?: string;
  readonly to?: string;
  readonly rate?: string;
  /** The place's reference rate from each day on, as the case knows it; the law book's own series decide. */
  readonly baseRates?: readonly { readonly from: string; readonly rate: string }[];
}

export interface LegalCase {
  readonly id: string;
  readonly source: string;
  readonly note: string;
  readonly confidence: "firm" | "weak";
  readonly places: readonly Place[];
  readonly asOf?: string;
  readonly collector: Collector;
  readonly debtor: Omit<Debtor, "id" | "places">;
  readonly debts: readonly CaseDebt[];
  readonly history: readonly CaseEntry[];
  readonly ask: {
    readonly at: string;
    readonly action: Action["act"];
    readonly contact?: AskedContact;
    readonly contains?: readonly string[];
    readonly charge?: CaseCharge;
    readonly debts?: readonly string[];
  };
  readonly expect: {
    readonly verdict: "allowed" | "denied";
    readonly until?: string | null;
    readonly requires?: readonly string[];
    readonly rules?: readonly string[];
    readonly amount?: string;
    readonly currency?: string;
  };
}

/** A case that can't be read: the author's slip, in one plain sentence. */
export class LegalCaseError extends Error {
  override readonly name = "LegalCaseError";
}

export const instantOf = (text: string): Instant => {
  const t = parseInstant(text);
  if (t === null) throw new LegalCaseError(`"${text}" is no instant: write it as 2026-03-08T14:30:00-05:00`);
  return t;
};
export const dayIn = (text: string): LocalDay => {
  const day = parseDay(text);
  if (day === null) throw new LegalCaseError(`"${text}" is no day: write it as 2026-03-08`);
  return day;
};
const sumOf = (text: string, currency: string): Minor => {
  const sum = parseMoney(text, currency);
  if (sum === null) throw new LegalCaseError(`"${text}" is no amount of ${currency}`);
  return sum;
};
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** A member that is there, read; nothing for one that isn't. */
const read = <Key extends string, Text, Value>(key: Key, value: Text | undefined, how: (text: Text) => Value): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: how(value) }) as { readonly [K in Key]?: Value };

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } => read(key, value, (same) => same);

const debtOf = ({ amount, incurred, due, default: arrears, chargedOff, limitationEnded, ...rest }: CaseDebt): Debt => ({
  ...rest,
  amount: sumOf(amount, rest.currency),
  incurred: dayIn(incurred),
  due: dayIn(due),
  ...read("default", arrears, dayIn),
  ...read("chargedOff", chargedOff, dayIn),
  ...read("limitationEnded", limitationEnded, dayIn),
});

/** The date that a text shows, on its own clock. */
const dateIn = (text: string): LocalDay => dayIn(text.slice(0, "2026-03-08".length));

/** The last day that a message gives, whose days count from sending or from a receipt that is known; of another nobody knows the day. */
const lastDayGiven = (
  sent: string,
  { deadline, received }: { readonly deadline?: CaseDeadline; readonly received?: string },
): LocalDay | undefined => {
  if (deadline === undefined) return undefined;
  if (typeof deadline === "string") return dayIn(deadline);
  const since = deadline.from === "sending" ? sent : received;
  return since === undefined ? undefined : localDay(dateIn(since) + deadline.days);
};

const entryOf = (entry: CaseEntry, index: number, currency: string): LedgerEntry => {
  const at = instantOf(entry.at);
  const id = entry.id ?? `entry-${index}`;
  if ("contact" in entry) {
    const { received, deadline: _deadline, claims, ...contact } = entry.contact;
    const named = (list: NonNullable<CaseContact["claims"]>): NonNullable<PastContact["claims"]> =>
      list.map(({ type, amount }) => ({ type, ...read("amount", amount, (text) => sumOf(text, currency)) }));
    return {
      at,
      id,
      contact: {
        ...contact,
        ...read("claims", claims, named),
        ...read("received", received, instantOf),
        ...optional("deadline", lastDayGiven(entry.at, entry.contact)),
      },
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
      ...read("from", from, dayIn),
      ...read("until", until, dayIn),
      ...read("due", due, dayIn),
      ...read("blocked", blocked, spans),
      ...read("amount", amount, (text) => sumOf(text, currency)),
      ...read("chapter", chapter, String),
    },
  };
};

const chargeOf = ({ amount, from, to, rate, baseRates: _, ...charge }: CaseCharge, currency: string): Charge => ({
  ...charge,
  ...read("amount", amount, (text) => sumOf(text, currency)),
  ...read("from", from, dayIn),
  ...read("to", to, dayIn),
  ...read("rate", rate, Number),
});

/** What a message that is still to be sent gives: a day, or days from a receipt of which nobody knows yet. */
const termAsked = (at: string, deadline: CaseDeadline | undefined): Pick<Contact, "deadline" | "daysFromReceipt"> => {
  if (typeof deadline === "object" && deadline.from === "receipt") return { daysFromReceipt: deadline.days };
  return deadline === undefined ? {} : optional("deadline", lastDayGiven(at, { deadline }));
};

const actionOf = ({ ask }: LegalCase, debts: readonly string[], currency: string): Action => {
  switch (ask.action) {
    case "contact": {
      if (ask.contact === undefined) throw new LegalCaseError("the question about a contact lacks its `contact`");
      const { deadline, claims: _claims, ...contact } = ask.contact;
      return { act: "contact", debts, contact: { ...contact, ...termAsked(ask.at, deadline) } };
    }
    case "charge":
      if (ask.charge === undefined) throw new LegalCaseError("the question about a charge lacks its `charge`");
      return { act: "charge", debts, charge: chargeOf(ask.charge, currency) };
    case "credit-report":
      return { act: "credit-report", debts, ...(ask.contains === undefined ? {} : { contains: ask.contains }) };
    default:
      return { act: ask.action, debts };
  }
};

/**
 * What a case asks: the facts as the engine holds them, the act, and when.
 * @throws LegalCaseError when a date, instant or amount can't be read
 */
export const questionOf = (
  legal: LegalCase,
): {
  readonly debtor: Debtor;
  readonly debts: readonly Debt[];
  readonly ledger: readonly LedgerEntry[];
  readonly action: Action;
  readonly at: Instant;
} => {
  const debts = legal.debts.map(debtOf);
  const [first] = debts;
  if (first === undefined) throw new LegalCaseError("there is no debt");
  return {
    debtor: { id: "debtor", places: legal.places, ...legal.debtor },
    debts,
    ledger: legal.history.map((entry, index) => entryOf(entry, index, first.currency)),
    action: actionOf(legal, legal.ask.debts ?? [first.id], first.currency),
    at: instantOf(legal.ask.at),
  };
};

/** What a calendar for a case must hold: local days from a hundred before its history, where waits may begin, to two years after the question. */
export const calendarOfCase = (
  legal: LegalCase,
  book: LawBook,
): { readonly zones: readonly Zone[]; readonly places: readonly Place[]; readonly from: LocalDay; readonly to: LocalDay } => {
  const times = [...legal.history.map((entry) => instantOf(entry.at)), instantOf(legal.ask.at)];
  const dayAt = (t: number): number => Math.floor(t / DAY_MS);
  const [from, to] = [localDay(dayAt(Math.min(...times)) - 100), localDay(dayAt(Math.max(...times)) + 731)];
  const named = zonesNamed(rulesFor(book, legal.places));
  return { zones: [...new Set([...legal.debtor.timezones, ...named])], places: legal.places, from, to };
};

/**
 * Law of the places as it stood on the day that the case names; without one, dates decide as always. Cases tell what the law
 * answers, so Collect's own protections, which go further (an oral dispute rests too), are left out.
 */
const lawOf = ({ asOf, places }: LegalCase, book: LawBook): readonly Rule[] => {
  const rules = rulesFor(book, places).filter((rule) => rule.place !== "WORLD");
  if (asOf === undefined) return rules;
  const day = dayIn(asOf);
  return rules.filter((rule) => inForce(rule, day)).map((rule) => ({ ...rule, from: null, to: null }));
};

const expectationOf = ({ expect, debts }: LegalCase): Expectation => {
  const { verdict, until, requires, rules, amount } = expect;
  const currency = expect.currency ?? debts[0]?.currency ?? "";
  return {
    verdict,
    ...(until === undefined ? {} : { until: until === null ? null : instantOf(until) }),
    ...(requires === undefined ? {} : { requires }),
    ...(rules === undefined ? {} : { rules }),
    ...read("amount", amount, (text) => ({ amount: sumOf(text, currency), currency })),
  };
};

/**
 * Puts a case to the law book.
 * @param calendar holds what `calendarOfCase` names
 * @throws LegalCaseError when a date, instant or amount of the case can't be read
 */
export const runLegalCase = (legal: LegalCase, book: LawBook, calendar: Calendar): Compared => {
  const { debtor, debts, ledger, action, at } = questionOf(legal);
  const series = book.series === undefined ? {} : { series: book.series };
  const context: Context = { calendar, rules: lawOf(legal, book), collector: legal.collector, debtor, debts, ledger, ...series };
  return compare({ context, action, at }, expectationOf(legal));
};
