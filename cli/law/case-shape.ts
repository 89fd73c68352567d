/** Legal cases as JSON, in the words of the vocabulary of facts: what isn't one gets a plain line that names the case and the field. */
import { z } from "zod";
import { CHANNELS, CONTENT_IDS, EVENTS, WEEKDAYS, type LegalCase } from "../../engine/index.ts";
import { Failure } from "../failure.ts";

const texts = z.array(z.string());
const money = z.string().regex(/^\d+(\.\d+)?$/, 'is no amount: write it as "1200.00"');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is no date: write it as 2026-03-08");
const instant = z.string();
const contents = z.array(z.enum(CONTENT_IDS));
const kinds = z.enum(["consumer", "commercial"]);
const charges = z.enum([
  "late-interest",
  "late-compensation",
  "collection-costs",
  "reminder-fee",
  "demand-fee",
  "contract-penalty",
  "late-fee",
  "convenience-fee",
  "returned-payment-fee",
  "plan-fee",
  "attorney-fee",
]);

const contact = z.looseObject({
  channel: z.enum(CHANNELS),
  person: z.string().optional(),
  place: z.enum(["home", "work", "other"]).optional(),
  line: z.enum(["mobile", "landline", "voip"]).optional(),
  dialing: z.enum(["manual", "list", "autodialled", "prerecorded"]).optional(),
  purpose: z.string().optional(),
  contains: contents.optional(),
});
const pastContact = contact.extend({ direction: z.enum(["out", "in"]), received: instant.optional() });

const entry = z.union([
  z.looseObject({ at: instant, contact: pastContact }),
  z.looseObject({
    at: instant,
    event: z.enum(EVENTS),
    received: instant.optional(),
    amount: money.optional(),
    blocked: z.array(z.looseObject({ days: z.array(z.enum(WEEKDAYS)), from: z.string(), to: z.string() })).optional(),
  }),
]);

const debt = z.looseObject({
  id: z.string(),
  amount: money,
  currency: z.string().length(3),
  kind: kinds,
  type: z.enum(["credit", "goods", "services", "medical", "student-loan", "rent", "utility", "mortgage", "other"]),
  contract: z.enum(["written", "oral", "open-account"]).optional(),
  incurred: date,
  due: date,
});

const ask = z.looseObject({
  at: instant,
  action: z.enum(["contact", "charge", "credit-report", "threaten-suit", "sue", "sell", "place", "accelerate", "offer-plan"]),
  contact: contact.optional(),
  contains: contents.optional(),
  charge: z.looseObject({ type: charges, agreed: z.boolean(), amount: money.optional() }).optional(),
  debts: texts.optional(),
});

const legalCase = z.looseObject({
  id: z.string(),
  source: z.string(),
  note: z.string(),
  confidence: z.enum(["firm", "weak"]),
  places: texts.min(1),
  asOf: date.optional(),
  collector: z.looseObject({ role: z.enum(["creditor", "third-party", "debt-buyer"]), facts: texts.optional() }),
  debtor: z.looseObject({ kind: z.enum(["person", "sole-trader", "business"]), timezones: texts, facts: texts.optional() }),
  debts: z.array(debt).min(1),
  history: z.array(entry),
  ask,
  expect: z.looseObject({
    verdict: z.enum(["allowed", "denied"]),
    until: instant.nullable().optional(),
    requires: texts.optional(),
    rules: texts.optional(),
    amount: money.optional(),
    currency: z.string().optional(),
  }),
});

const nameOf = (json: unknown, index: number): string => {
  const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
  return typeof id === "string" ? `case ${id}` : `case ${index + 1}`;
};

/**
 * Cases of one file.
 * @throws Failure that names file, case and field when it isn't a list of cases
 */
export const readCases = (text: string, file: string): readonly LegalCase[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(json)) throw new Failure(`${file} holds no list of legal cases: [ { "id": … }, … ]`);
  const seen = new Set<string>();
  return json.map((one: unknown, index): LegalCase => {
    const read = legalCase.safeParse(one);
    if (!read.success) {
      const [issue] = read.error.issues;
      const where = issue === undefined ? "" : ` at ${issue.path.join(".")}: ${issue.message}`;
      throw new Failure(`${file}, ${nameOf(one, index)} can't be read${where}`);
    }
    if (seen.has(read.data.id)) throw new Failure(`${file} has two cases ${read.data.id}`);
    seen.add(read.data.id);
    return read.data as unknown as LegalCase;
  });
};
