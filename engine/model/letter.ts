/**
 * What a letter, mail, text or call script may speak of. `LETTER_FIELDS` is the same thing as data: templates are held
 * against it when a policy is validated, so a letter can't be sent with a hole in it.
 */
export interface LetterInvoice {
  readonly number: string;
  readonly issued: string;
  readonly due: string;
  readonly amount: string;
  readonly open: string;
  readonly days_overdue: number;
}

/** Dates and money are already written out in the debtor's language. */
export interface LetterData {
  readonly debtor: { readonly name: string; readonly address: readonly string[] };
  readonly creditor: { readonly name: string; readonly email: string; readonly phone: string; readonly address: readonly string[] };
  readonly account: string;
  readonly today: string;
  readonly balance: string;
  readonly currency: string;
  readonly days_overdue: number;
  readonly oldest_due: string;
  readonly invoices: readonly LetterInvoice[];
  /** Present only in a step `with payment link`. */
  readonly payment_link?: string;
  readonly opt_out_link: string;
  /** Present only in a step `offering plan`. */
  readonly plan?: { readonly name: string; readonly installments: number; readonly at_least: string; readonly first_by: string };
  /** The policy's own facts: those that aren't known are missing. Tags are a list. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type FieldType =
  | "text"
  | "number"
  | "boolean"
  | { readonly list: FieldType }
  | { readonly fields: Readonly<Record<string, FieldType>> }
  /** The step must say so (`with payment link`, `offering plan "…"`); or a fact that may be missing, under its whole name. */
  | { readonly when: "payment link" | "offering plan" | `facts.${string}`; readonly type: FieldType };

export const LETTER_FIELDS: Readonly<Record<string, FieldType>> = {
  debtor: { fields: { name: "text", address: { list: "text" } } },
  creditor: { fields: { name: "text", email: "text", phone: "text", address: { list: "text" } } },
  account: "text",
  today: "text",
  balance: "text",
  currency: "text",
  days_overdue: "number",
  oldest_due: "text",
  invoices: {
    list: { fields: { number: "text", issued: "text", due: "text", amount: "text", open: "text", days_overdue: "number" } },
  },
  payment_link: { when: "payment link", type: "text" },
  opt_out_link: "text",
  plan: { when: "offering plan", type: { fields: { name: "text", installments: "number", at_least: "text", first_by: "text" } } },
};

/**
 * Name under which a template is kept: `second reminder` by `email` is `second-reminder.email`, in the file
 * `second-reminder.email.hbs`. A translation carries its language behind: `second-reminder.email.de.hbs`.
 */
export const letterKey = (template: string, channel: string): string =>
  `${template
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")}.${channel}`;
