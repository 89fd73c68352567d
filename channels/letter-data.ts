/** What a letter says about one account, written out in the letter's language. */
import { currencyDigits, formatMoney, parseDay } from "../engine/index.ts";
import type {
  Account,
  Currency,
  FactType,
  FactValue,
  LetterData,
  LetterInvoice,
  LocalDay,
  Minor,
  OpenInvoice,
  PaymentPlan,
  Person,
} from "../engine/index.ts";

/** Who collects, as letters name it. */
export interface Sender {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: readonly string[];
}

/** All that a message about one account may need. Money is in minor units of the account's currency. */
export interface LetterFacts {
  readonly account: Account;
  readonly person: Person;
  readonly sender: Sender;
  /** Invoices of the account, oldest due first; those of which nothing is open are left out of the letter. */
  readonly open: readonly OpenInvoice[];
  /** Today in the debtor's first zone. */
  readonly today: LocalDay;
  readonly optOutLink: string;
  /** Only in a step `with payment link`. */
  readonly paymentLink?: string;
  /** Types of the policy's own facts, by name. Absent: all are shown as they are. */
  readonly factTypes?: Readonly<Record<string, FactType>>;
  /** Only in a step `offering plan`: the plan, and the last day for its first instalment. */
  readonly plan?: { readonly plan: PaymentPlan; readonly firstBy: LocalDay };
}

const DAY_MS = 86_400_000;

/**
 * Locale in which a letter in `language` writes days and money for a debtor in `place`: an English letter to New York
 * says "March 2, 2026", the same letter to London "2 March 2026".
 */
export function letterLocale(language: string, place: string | undefined): string {
  const region = place?.slice(0, 2);
  try {
    const locale = new Intl.Locale(language);
    return locale.region === undefined && region !== undefined ? new Intl.Locale(language, { region }).toString() : locale.toString();
  } catch {
    return "en";
  }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times more than using it, and a run writes for few places. */
function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format;
}

/** A day number as a written-out date. Day numbers have no zone, so they are read and written in UTC. */
export const writeDay = (day: LocalDay, locale: string): string =>
  kept(
    dayFormats,
    locale,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" }),
  ).format(day * DAY_MS);

/** Minor units as written-out money, with the engine's own number of decimals (Intl's differs for some currencies). */
export function writeMoney(amount: Minor, currency: Currency, locale: string): string {
  const digits = currencyDigits(currency) ?? 2;
  const options = { style: "currency", currency, numberingSystem: "latn", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const format = kept(moneyFormats, `${locale} ${currency}`, () => new Intl.NumberFormat(locale, options));
  // The decimal string keeps every digit; a float would not.
  return format.format(formatMoney(amount, currency) as `${number}`);
}

/** A percentage as it is written: `12.5%`, in German `12,5 %`. */
function writePercent(percent: number, locale: string): string {
  const options = { style: "unit", unit: "percent", numberingSystem: "latn", maximumFractionDigits: 6 } as const;
  return kept(moneyFormats, `${locale} %`, () => new Intl.NumberFormat(locale, options)).format(percent);
}

/**
 * Letter data of an account, in the vocabulary of `LETTER_FIELDS`.
 *
 * @param language BCP 47 language in which the letter is written.
 */
export function letterData(facts: LetterFacts, language: string): LetterData {
  const { account, person, sender, today } = facts;
  const open = facts.open.filter((each) => each.open > 0);
  const locale = letterLocale(language, account.debtor.places[0]);
  const money = (amount: Minor): string => writeMoney(amount, account.currency, locale);
  const late = (due: LocalDay): number => Math.max(0, today - due);
  const oldest = open[0]?.invoice;
  const row = ({ invoice, open: left }: OpenInvoice): LetterInvoice => ({
    number: invoice.id,
    issued: writeDay(invoice.issued, locale),
    due: writeDay(invoice.due, locale),
    amount: money(invoice.amount),
    open: money(left),
    days_overdue: late(invoice.due),
  });
  return {
    debtor: { name: person.name, address: withoutName(person.address ?? [], person.name) },
    creditor: { ...sender, address: withoutName(sender.address, sender.name) },
    account: account.id,
    today: writeDay(today, locale),
    balance: money(open.reduce((sum, each) => sum + each.open, 0) as Minor),
    currency: account.currency,
    days_overdue: oldest === undefined ? 0 : late(oldest.due),
    oldest_due: oldest === undefined ? "" : writeDay(oldest.due, locale),
    invoices: open.map(row),
    ...(facts.paymentLink === undefined ? {} : { payment_link: facts.paymentLink }),
    opt_out_link: facts.optOutLink,
    ...(facts.plan === undefined ? {} : { plan: offered(facts.plan, account.currency, locale) }),
    facts: writtenFacts(facts, locale),
  };
}

type Written = LetterData["facts"][string];

/** The policy's own facts as a letter shows them: money, dates and percentages in the letter's language, tags as a list. */
function writtenFacts({ account, factTypes = {} }: LetterFacts, locale: string): LetterData["facts"] {
  const written: Record<string, Written> = {};
  for (const [name, value] of Object.entries(account.facts)) written[name] = writeFact(value, factTypes[name], account.currency, locale);
  return written;
}

function writeFact(value: FactValue, type: FactType | undefined, currency: Currency, locale: string): Written {
  if (typeof value === "object") return value;
  if (type?.type === "money" && typeof value === "number") return writeMoney(value as Minor, currency, locale);
  if (type?.type === "percent" && typeof value === "number") return writePercent(value, locale);
  const day = type?.type === "date" && typeof value === "string" ? parseDay(value) : null;
  return day === null ? value : writeDay(day, locale);
}

/** Addresses are often kept with the name as their first line; a letter would say it twice. */
const withoutName = (address: readonly string[], name: string): readonly string[] =>
  address[0]?.trim() === name.trim() ? address.slice(1) : address;

const offered = ({ plan, firstBy }: NonNullable<LetterFacts["plan"]>, currency: Currency, locale: string): NonNullable<LetterData["plan"]> => ({
  name: plan.name,
  installments: plan.installments,
  at_least: writeMoney(plan.atLeast?.[currency] ?? (0 as Minor), currency, locale),
  first_by: writeDay(firstBy, locale),
});
