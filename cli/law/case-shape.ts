/** Legal cases as JSON, in the words of the vocabulary of facts: what isn't one gets a plain line that names the case and the field. */
import { z } from "zod";
import type { LegalCase } from "../../engine/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { askedContact, entrySchemaOf } from "./case-history.ts";
import * as word from "./case-words.ts";

const debt = z.strictObject({
  id: word.id,
  kind: z.enum(["consumer", "commercial"]),
  type: z.enum(["credit", "goods", "services", "medical", "student-loan", "rent", "utility", "mortgage", "other"]),
  contract: z.enum(["written", "oral", "open-account"]),
  amount: word.money,
  currency: word.currency,
  incurred: word.date,
  due: word.date,
  default: word.date.optional(),
  chargedOff: word.date.optional(),
  limitationEnded: word.date.optional(),
  creditor: word.id.optional(),
  account: word.id.optional(),
  serviceGroup: word.id.optional(),
  facts: word.listOf(z.enum(["due-date-agreed", "late-remedy-agreed", "financial-lender", "secured", "periodic"])).optional(),
});

const ZONE = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z][A-Za-z0-9_+-]*)+$/u;

const debtor = z.strictObject({
  kind: z.enum(["person", "sole-trader", "business"]),
  timezones: word.listOf(z.string().regex(ZONE, "is no time zone: write it as America/New_York")),
  facts: word.listOf(z.enum(["active-duty", "incorporated", "public-body", "vat-registered"])).optional(),
});

const PERIOD = ["from", "to", "dayCount"] as const;

const askedCharge = z
  .strictObject({
    type: word.charge,
    agreed: z.boolean(),
    amount: word.money.optional(),
    from: word.date.optional(),
    to: word.date.optional(),
    rate: word.percent.optional(),
    dayCount: z.enum(["actual/365", "actual/actual", "30/360"]).optional(),
    baseRates: z
      .array(z.strictObject({ from: word.date, rate: word.percent }))
      .min(1)
      .optional(),
  })
  .superRefine((charge, context) => {
    if (charge.type === "late-interest") word.members(context, charge, PERIOD, [], "of late-interest");
    else word.members(context, charge, [], [...PERIOD, "rate", "baseRates"], `of ${charge.type}`);
  });

const ask = z
  .strictObject({
    at: word.instant,
    action: z.enum(["contact", "credit-report", "threaten-suit", "sue", "charge", "sell", "place", "accelerate", "offer-plan"]),
    debts: word.ids.optional(),
    contact: askedContact.optional(),
    charge: askedCharge.optional(),
    contains: word.contents.optional(),
  })
  .superRefine((asked, context) => {
    const when = `where the action is ${asked.action}`;
    for (const part of ["contact", "charge"] as const)
      word.members(context, asked, asked.action === part ? [part] : [], asked.action === part ? [] : [part], when);
    if (asked.action !== "credit-report") word.members(context, asked, [], ["contains"], when);
  });

const RULE = /^[a-z]{2,4}(-[a-z]{2,3}){0,2}(\.[a-z0-9]+(-[a-z0-9]+)*)+$/u;

const expected = z
  .strictObject({
    verdict: z.enum(["allowed", "denied"]),
    until: word.instant.nullable().optional(),
    requires: word.listOf(word.contents.element).optional(),
    rules: word.listOf(z.string().regex(RULE, "is no id of a rule")).optional(),
    amount: word.money.optional(),
    currency: word.currency.optional(),
  })
  .superRefine((answer, context) => {
    if (answer.verdict === "allowed") word.members(context, answer, [], ["until"], "where the act is allowed");
    if (answer.currency !== undefined) word.members(context, answer, ["amount"], [], "where a currency stands");
  });

const legalCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, "is no id of a case: small letters, digits and dashes"),
  source: z.string().min(3),
  note: z.string().min(3).max(320),
  confidence: z.enum(["firm", "weak"]),
  places: word.listOf(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z]{3})?)?$/u, "is no place: write it as US-CA")),
  asOf: word.date.optional(),
  collector: z.strictObject({
    role: z.enum(["third-party", "creditor", "debt-buyer"]),
    facts: word.listOf(z.enum(["implies-third-party", "recovers-vat"])).optional(),
  }),
  debtor,
  debts: z.array(debt).min(1),
  history: z.array(z.unknown()),
  ask,
  expect: expected,
});

/** One complaint: where in the file, and why. */
export interface CaseProblem {
  /** JSON path, such as `$[0].debts[0].amount`. */
  readonly path: string;
  readonly reason: string;
}

const pathOf = (parts: readonly PropertyKey[]): string =>
  `$${parts.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("")}`;

type Issue = z.core.$ZodIssue;

const reasonOf = ({ message }: Issue): string => {
  if (message.endsWith("received undefined")) return "is missing";
  return message.replace(/^Invalid (?:input|option): e/u, "must be what is e");
};

/** Members that nobody knows are complained of one by one. */
const problemsIn = (issue: Issue, at: readonly PropertyKey[]): readonly CaseProblem[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({ path: pathOf([...at, ...issue.path, key]), reason: "doesn't belong here" }))
    : [{ path: pathOf([...at, ...issue.path]), reason: reasonOf(issue) }];

const check = (schema: z.ZodType, value: unknown, at: readonly PropertyKey[]): readonly CaseProblem[] =>
  schema.safeParse(value).error?.issues.flatMap((issue) => problemsIn(issue, at)) ?? [];

/** All that is wrong with one case, the n-th of its file. */
export const problemsOf = (value: unknown, index: number): readonly CaseProblem[] => {
  const { history } = (typeof value === "object" && value !== null ? value : {}) as { readonly history?: unknown };
  const entries: readonly unknown[] = Array.isArray(history) ? history : [];
  return [...check(legalCase, value, [index]), ...entries.flatMap((entry, i) => check(entrySchemaOf(entry), entry, [index, "history", i]))];
};

const nameOf = (json: unknown, index: number): string => {
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  return typeof id === "string" ? `case ${id}` : `case ${index + 1}`;
};

const refuse = (message: string): Failure => new Failure(message, EXIT.errors);

/**
 * Cases of one file.
 * @throws Failure that names file, case, JSON path and reason when it isn't a list of cases
 */
export const readCases = (text: string, file: string): readonly LegalCase[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(json)) throw refuse(`${file} holds no list of legal cases: [ { "id": … }, … ]`);
  const seen = new Set<string>();
  return json.map((one: unknown, index): LegalCase => {
    const [first, ...others] = problemsOf(one, index);
    if (first !== undefined) {
      const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
      throw refuse(`${file}, ${nameOf(one, index)} can't be read at ${first.path}: ${first.reason}${more}`);
    }
    const legal = one as LegalCase;
    if (seen.has(legal.id)) throw refuse(`${file} has two cases ${legal.id}`);
    seen.add(legal.id);
    return legal;
  });
};
