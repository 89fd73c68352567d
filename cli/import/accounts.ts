/** Rows to accounts and persons. A bad row is told by line, column and reason; the good ones are kept. */
import type { Account, Channel, CompiledPolicy, FactValue, Invoice, Person } from "../../engine/index.ts";
import {
  amountCell,
  bad,
  currencyCell,
  emailCell,
  factCell,
  good,
  idCell,
  invoiceDayCell,
  labelOf,
  languageCell,
  listOf,
  oneOf,
  phoneCell,
  placesCell,
  zonesCell,
} from "./cells.ts";
import type { Cell } from "./cells.ts";
import { DEBTOR_FACTS, DEBTOR_KINDS } from "./columns.ts";
import type { Rejection, Row } from "./rows.ts";

export interface ImportedAccount {
  /** Line of its first row. */
  readonly line: number;
  readonly account: Account;
  readonly person: Person;
}

export interface Imported {
  readonly accounts: readonly ImportedAccount[];
  readonly rows: number;
  readonly rejected: readonly Rejection[];
}

interface ReadRow extends ImportedAccount {
  /** Null: a new customer, who has none yet. */
  readonly invoice: Invoice | null;
  readonly cells: Row["cells"];
  /** The account's own cells, to compare with those of its other rows. */
  readonly own: string;
}

/** Collects what is wrong with one row, so that all of it is told at once. */
const reader = (row: Row) => {
  const rejected: Rejection[] = [];
  const read = <T>(column: string, cell: Cell<T>): T | undefined => {
    if (cell.ok) return cell.value;
    rejected.push({ line: row.line, column, reason: cell.reason });
    return undefined;
  };
  return {
    read,
    rejected,
    has: (column: string): boolean => row.cells[column] !== undefined,
    text: (column: string): string => (row.cells[column] ?? "").trim(),
  };
};

const REACHED_BY = { email: ["email"], phone: ["call", "voicemail", "sms"], post: ["letter", "registered-letter", "postcard", "visit"] } as const;

const reachOf = (person: Person): Account["reach"] => {
  const reach: Partial<Record<Channel, string>> = {};
  const add = (kind: keyof typeof REACHED_BY, address: string | undefined): void => {
    if (address !== undefined && address !== "") for (const channel of REACHED_BY[kind]) reach[channel] = labelOf(kind, address);
  };
  add("email", person.email);
  add("phone", person.phone);
  add("post", person.address?.join("\n"));
  return reach;
};

const readPerson = (from: ReturnType<typeof reader>): Person => {
  const name = from.read("name", from.text("name") === "" ? bad("is empty") : good(from.text("name")));
  const email = from.read("email", emailCell(from.text("email")));
  const phone = from.read("phone", phoneCell(from.text("phone")));
  const language = from.read("language", languageCell(from.text("language")));
  const address = listOf(from.text("address"));
  return {
    name: name ?? "",
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(address.length === 0 ? {} : { address }),
    ...(language === undefined ? {} : { language }),
  };
};

const readDebtor = (from: ReturnType<typeof reader>, policy: CompiledPolicy): Account["debtor"] => {
  const facts = listOf(from.text("debtor_facts")).map((fact) => from.read("debtor_facts", oneOf(fact, DEBTOR_FACTS)) ?? "");
  return {
    id: from.read("debtor", idCell(from.text("debtor"))) ?? "",
    kind: from.read("debtor_kind", oneOf(from.text("debtor_kind"), DEBTOR_KINDS)) ?? "unknown",
    places: from.read("places", placesCell(from.text("places"), policy)) ?? [],
    timezones: from.read("timezones", zonesCell(from.text("timezones"))) ?? [],
    ...(facts.length === 0 ? {} : { facts }),
  };
};

/** A row without any cell of an invoice is a new customer's, where the policy says what those get. */
const isNewCustomer = (from: ReturnType<typeof reader>, policy: CompiledPolicy): boolean =>
  policy.onboarding !== undefined && [...OF_INVOICE].every((column) => from.text(column) === "");

const readInvoice = (from: ReturnType<typeof reader>, currency: string | undefined): Invoice | null => {
  const id = from.read("invoice", idCell(from.text("invoice")));
  const issued = from.read("issued", invoiceDayCell(from.text("issued")));
  const due = from.read("due", invoiceDayCell(from.text("due")));
  const amount = currency === undefined ? undefined : from.read("amount", amountCell(from.text("amount"), currency));
  if (issued !== undefined && due !== undefined && due < issued) from.read("due", bad("lies before the date of the invoice"));
  return id === undefined || issued === undefined || due === undefined || amount === undefined ? null : { id, issued, due, amount };
};

/** A column that isn't there leaves its fact unknown, tags too: only an empty cell says that there are none. */
const readFacts = (from: ReturnType<typeof reader>, policy: CompiledPolicy, currency: string | undefined): Record<string, FactValue> => {
  const facts: Record<string, FactValue> = {};
  for (const [name, type] of Object.entries(policy.facts)) {
    if (!from.has(name) || (type.type === "money" && currency === undefined)) continue;
    const value = from.read(name, factCell(from.text(name), type, currency ?? ""));
    if (value !== undefined) facts[name] = value;
  }
  return facts;
};

export const OF_INVOICE: ReadonlySet<string> = new Set(["invoice", "issued", "due", "amount"]);

/** What no database and no letter can hold. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const readRow = (row: Row, policy: CompiledPolicy): { readonly ok: ReadRow | null; readonly rejected: readonly Rejection[] } => {
  const unreadable = Object.entries(row.cells).find(([, cell]) => CONTROL.test(cell));
  if (unreadable !== undefined) return { ok: null, rejected: [{ line: row.line, column: unreadable[0], reason: "holds a control character" }] };
  const from = reader(row);
  const id = from.read("account", idCell(from.text("account"))) ?? "";
  const debtor = readDebtor(from, policy);
  const creditor = from.read("creditor", idCell(from.text("creditor"))) ?? "";
  const currency = from.read("currency", currencyCell(from.text("currency").toUpperCase(), policy));
  const invoice = isNewCustomer(from, policy) ? null : readInvoice(from, currency);
  const person = readPerson(from);
  const facts = readFacts(from, policy, currency);
  if (from.rejected.length > 0 || currency === undefined) return { ok: null, rejected: from.rejected };
  const account: Account = { id, debtor, creditor, currency, invoices: invoice === null ? [] : [invoice], facts, reach: reachOf(person) };
  const own = JSON.stringify({ ...account, invoices: [], person });
  return { ok: { line: row.line, cells: row.cells, account, person, invoice, own }, rejected: [] };
};

/** Puts a row to the rows of the same account, or says why it can't be. */
const join = (first: ReadRow & { readonly invoices: Invoice[] }, row: ReadRow): Rejection | null => {
  if (first.own !== row.own) {
    const column = Object.keys(row.cells).find((name) => !OF_INVOICE.has(name) && row.cells[name] !== first.cells[name]) ?? "account";
    const why = column === "currency" ? "an account has one currency" : "an account's own columns are the same in all of its rows";
    return { line: row.line, column, reason: `differs from line ${first.line}: ${why}` };
  }
  const { invoice } = row;
  if (invoice === null || first.invoice === null)
    return { line: row.line, column: "invoice", reason: `a new customer has one row without an invoice, and no other: see line ${first.line}` };
  if (first.invoices.some(({ id }) => id === invoice.id))
    return { line: row.line, column: "invoice", reason: `"${invoice.id}" stands twice in the account` };
  first.invoices.push(invoice);
  return null;
};

/** Limits count over all accounts of a debtor, so a debtor is one and the same in all of them. */
const sameDebtor = (known: Map<string, { readonly line: number; readonly text: string }>, row: ReadRow): Rejection | null => {
  const text = JSON.stringify(row.account.debtor);
  const first = known.get(row.account.debtor.id);
  if (first === undefined) known.set(row.account.debtor.id, { line: row.line, text });
  return first === undefined || first.text === text
    ? null
    : { line: row.line, column: "debtor", reason: `the debtor's columns differ from those on line ${first.line}` };
};

/**
 * Accounts of a file's rows under a policy: places, currencies and facts are held against it. Rows of one account are
 * joined, and must agree in everything but the invoice.
 */
export function accountsOf(rows: readonly Row[], policy: CompiledPolicy): Imported {
  const accounts = new Map<string, ReadRow & { readonly invoices: Invoice[] }>();
  const debtors = new Map<string, { readonly line: number; readonly text: string }>();
  const rejected: Rejection[] = [];
  let kept = 0;
  for (const row of rows) {
    const { ok, rejected: wrong } = readRow(row, policy);
    rejected.push(...wrong);
    if (ok === null) continue;
    const first = accounts.get(ok.account.id);
    const refusal = first === undefined ? sameDebtor(debtors, ok) : join(first, ok);
    if (refusal !== null) {
      rejected.push(refusal);
      continue;
    }
    kept += 1;
    if (first === undefined) accounts.set(ok.account.id, { ...ok, invoices: [...ok.account.invoices] });
  }
  return {
    accounts: [...accounts.values()].map(({ line, account, person, invoices }) => ({ line, account: { ...account, invoices }, person })),
    rows: kept,
    rejected,
  };
}
