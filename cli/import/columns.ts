/** The columns of an accounts file: one row an invoice, the account's own columns repeated. */
import type { CompiledPolicy, FactType } from "../../engine/index.ts";

export interface ColumnInfo {
  readonly name: string;
  readonly needed: boolean;
  readonly meaning: string;
  readonly example: string;
}

export const COLUMNS: readonly ColumnInfo[] = [
  { name: "account", needed: true, meaning: "your id of the account; letters, digits, . _ - only, no name or e-mail", example: "A-1001" },
  { name: "debtor", needed: true, meaning: "your id of the debtor; accounts of one debtor share limits", example: "D-501" },
  { name: "debtor_kind", needed: true, meaning: "person, sole-trader, business or unknown", example: "business" },
  { name: "places", needed: true, meaning: "where the debtor lives, ISO 3166; several with ;", example: "US-CA" },
  {
    name: "timezones",
    needed: false,
    meaning: "IANA zones where the debtor may be, with ;  Empty is unknown: no contact",
    example: "America/Los_Angeles",
  },
  { name: "debtor_facts", needed: false, meaning: "active-duty, incorporated, public-body, vat-registered; with ;", example: "incorporated" },
  { name: "creditor", needed: true, meaning: "your id of the selling company", example: "brightwater" },
  { name: "currency", needed: true, meaning: "ISO 4217", example: "USD" },
  { name: "invoice", needed: true, meaning: "number of the invoice, once in an account", example: "INV-2041" },
  { name: "issued", needed: true, meaning: "date of the invoice, YYYY-MM-DD", example: "2026-10-16" },
  { name: "due", needed: true, meaning: "date by which to pay, YYYY-MM-DD", example: "2026-11-15" },
  { name: "amount", needed: true, meaning: 'face amount; payments come by "collect record"', example: "1,840.00" },
  { name: "name", needed: true, meaning: "name for letters; kept apart from ids and logs", example: "Larkspur Joinery Inc." },
  { name: "email", needed: false, meaning: "empty: no e-mails", example: "accounts@larkspur.example.com" },
  { name: "phone", needed: false, meaning: "with + and country code; empty: no calls", example: "+1 415 555 0117" },
  { name: "address", needed: false, meaning: "lines with ;  Empty: no letters", example: "12 Fell St; San Francisco, CA 94102" },
  { name: "language", needed: false, meaning: "BCP 47; en when empty", example: "en-US" },
];

export const DEBTOR_KINDS = ["person", "sole-trader", "business", "unknown"] as const;
export const DEBTOR_FACTS = ["active-duty", "incorporated", "public-body", "vat-registered"] as const;

/** What a cell of each type of fact looks like. */
const EXAMPLES: Readonly<Record<Exclude<FactType["type"], "one of">, string>> = {
  number: "3",
  boolean: "yes",
  text: "",
  money: "1,840.00",
  percent: "2.5%",
  days: "5 days",
  date: "2026-11-15",
  time: "09:00",
  place: "US-CA",
  channel: "email",
  tags: "vip; seasonal",
};

const MEANINGS: Readonly<Partial<Record<FactType["type"], string>>> = {
  boolean: "yes or no",
  money: "an amount in the account's currency",
  percent: "a percentage",
  days: "a number of days",
  date: "a date",
  time: "a time of day",
  place: "a place, ISO 3166",
  tags: "tags, several with ;  Empty: none",
};

const describeType = (type: FactType): string => {
  const words = type.type === "one of" ? `one of ${type.values.join(", ")}` : (MEANINGS[type.type] ?? type.type);
  return type.optional === true ? `${words}; may be missing` : words;
};

/** Columns of this policy: the fixed ones, then its facts by name. A fact that is left empty is unknown. */
export function columnsOf(policy: CompiledPolicy | null): readonly ColumnInfo[] {
  const facts = Object.entries(policy?.facts ?? {}).map(([name, type]) => ({
    name,
    needed: false,
    meaning: `fact of the policy: ${describeType(type)}`,
    example: type.type === "one of" ? (type.values[0] ?? "") : EXAMPLES[type.type],
  }));
  return [...COLUMNS, ...facts];
}

/** The help text of `collect import`. */
export function columnHelp(): string {
  const width = Math.max(...COLUMNS.map((column) => column.name.length));
  return COLUMNS.map((column) => `  ${column.name.padEnd(width)}  ${column.meaning}${column.needed ? " (needed)" : ""}`).join("\n");
}
