/** What requests and answers look like: read by the server, told by the OpenAPI document, and held against each other by the tests. */
import { z } from "zod";
import { CHANNELS, OUTCOMES, PERSONS, PURPOSES } from "../engine/index.ts";
import { eventShape } from "./events/event-shape.ts";

/** No slash: the ids that Collect makes itself have one, so the two never meet. */
const ownId = z
  .string()
  .max(96)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u, "is no id: it has letters, digits, dots, dashes, colons and underscores only")
  .describe("Your own id of it: the same id and content again changes nothing. Never a name, a number or an address.");
const accountId = z.string().min(1).max(64).describe("Id of the account, as it was imported");
const instant = z.string().max(40).describe("RFC 3339 with a zone, such as 2026-11-23T15:30:00Z");
const invoices = z.array(z.string().min(1).max(64)).min(1).max(200).describe("Invoices it is about; all that are open when absent");
const label = z.string().min(1).max(64);

const contactFields = {
  channel: z.enum(CHANNELS),
  person: z.enum(PERSONS).optional().describe("Who is to be reached; the debtor when absent"),
  place: z.enum(["home", "work", "other"]).optional(),
  line: z.enum(["mobile", "landline", "voip"]).optional(),
  address: label.optional().describe("Label of the number or address, never the number or address itself"),
  addressSource: z.enum(["debtor", "creditor", "found"]).optional(),
  dialing: z.enum(["manual", "list", "autodialled", "prerecorded"]).optional().describe("manual when absent"),
  purpose: z.enum(PURPOSES).optional().describe("collect when absent"),
  contains: z.array(label).max(100).optional().describe("Content ids of the finished text; absent while it is open"),
};

export const permitRequest = z.strictObject({
  id: ownId,
  account: accountId,
  invoices: invoices.optional(),
  contact: z.strictObject(contactFields),
  minutes: z.int().min(1).max(60).optional().describe("How long the token is to hold: 10 when absent. Shorter where the law is"),
});

const reason = z.strictObject({
  rule: z.string(),
  place: z.string(),
  summary: z.string(),
  cites: z.string(),
  confidence: z.string().describe("unverified: nobody has held the rule against its source yet"),
  reason: z.string().describe("One plain sentence with the numbers of this case"),
  until: instant.nullable().describe("When this rule alone no longer refuses; null: waiting alone never helps"),
});

export const permitAnswer = z.discriminatedUnion("decision", [
  z.strictObject({
    version: z.literal(1),
    decision: z.literal("granted"),
    token: z.string().describe("Good for one contact; report how it went with POST /contacts"),
    grantedAt: instant,
    expiresAt: instant.describe("The first instant at which the contact may not be begun any more"),
    requires: z.array(
      z.strictObject({
        content: z.string().describe("Content id"),
        words: z.string().nullable().describe("The text that ships, in the debtor's language; null: none does, and yours must say it"),
      }),
    ),
  }),
  z.strictObject({
    version: z.literal(1),
    decision: z.literal("denied"),
    firstLawful: instant
      .nullable()
      .describe("The first instant at which it would be lawful as things stand; null: waiting alone doesn't help within a year"),
    reasons: z.array(reason),
  }),
]);

export const contactReport = z.strictObject({
  token: z.string().regex(/^[0-9a-f]{32}$/, "is no token: send the one that POST /permits gave"),
  made: z.boolean().optional().describe("false: the contact was not made, and doesn't count. true when absent"),
  outcome: z.enum(OUTCOMES).optional().describe("How a call or visit went: laws count a busy line, a message and a conversation differently"),
  at: instant.optional().describe("When it was made; now when absent"),
});

export const madeElsewhere = z.strictObject({
  id: ownId,
  account: accountId,
  at: instant,
  contact: z.strictObject({
    ...contactFields,
    direction: z.enum(["out", "in"]).optional().describe("out when absent"),
    by: z.enum(["collector", "creditor", "earlier-collector"]).optional().describe("collector when absent"),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  invoices: invoices.optional(),
});

export const contactBody = z.union([contactReport, madeElsewhere]);

export const contactAnswer = z.strictObject({
  version: z.literal(1),
  taken: z.boolean().describe("false: it was known before, and nothing changed"),
  account: z.string(),
  withinPermit: z.boolean().nullable().describe("false: made when the permit didn't hold. It counts all the same. null: there was none"),
});

export const eventBody = eventShape.extend({ id: ownId });
export const eventAnswer = z.strictObject({ version: z.literal(1), taken: z.boolean().describe("false: known before"), account: z.string() });

const timelineEntry = z.strictObject({
  at: instant,
  kind: z.enum(["contact", "event", "decision", "duty"]),
  what: z
    .string()
    .describe("Channel of a contact, name of an event, result of a decision; of a duty of the law when it is to be done, and that it was"),
  direction: z.enum(["out", "in"]).optional(),
  outcome: z.string().optional(),
  step: z.string().optional(),
  rules: z.array(z.string()).optional(),
});

export const accountAnswer = z.strictObject({
  version: z.literal(1),
  account: z.string(),
  status: z.enum(["new", "open", "closed"]),
  stage: z.string().nullable(),
  currency: z.string(),
  balance: z.string().describe("Decimal"),
  invoices: z.array(z.strictObject({ id: z.string(), due: z.string(), amount: z.string(), open: z.string() })),
  resting: z.array(z.strictObject({ kind: z.enum(["pause", "hold"]), why: z.string(), until: z.string().nullable() })),
  tasks: z.array(z.strictObject({ id: z.string(), kind: z.string(), title: z.string(), due: z.string().nullable() })),
  timeline: z.array(timelineEntry).describe("Oldest first"),
});

export const healthAnswer = z.strictObject({ version: z.literal(1), status: z.literal("ok") });

export const problemDocument = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), reason: z.string(), wayOut: z.string() })).optional(),
});

export type PermitRequest = z.infer<typeof permitRequest>;
export type PermitAnswer = z.infer<typeof permitAnswer>;
export type ContactReport = z.infer<typeof contactReport>;
export type MadeElsewhereBody = z.infer<typeof madeElsewhere>;
export type ContactAnswer = z.infer<typeof contactAnswer>;
export type EventAnswer = z.infer<typeof eventAnswer>;
export type AccountAnswer = z.infer<typeof accountAnswer>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
