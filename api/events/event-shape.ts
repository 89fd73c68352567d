/** What happened, in the words of the ledger, as JSON or flags say it: one shape for `events.json` and for `collect record`. */
import { z } from "zod";
import { CHANNELS, EVENTS, WEEKDAYS } from "../../engine/index.ts";

/** Things that move money. Amounts are positive; what they do to the balance follows from the word. */
export const MOVES = ["payment", "credit", "refund", "chargeback"] as const;
export type Move = (typeof MOVES)[number];

/** Every word that `event` may be. */
export const EVENT_WORDS: readonly string[] = [...new Set<string>([...MOVES, ...EVENTS])];

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is no date: write it as 2026-11-23");
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, "is no time of day: write it as 09:00");
const span = z.strictObject({ days: z.array(z.enum(WEEKDAYS)), from: time, to: time });

export const eventShape = z.strictObject({
  id: z.string().min(1).max(128),
  account: z.string().min(1),
  at: z.string(),
  event: z.string(),
  amount: z.string().optional(),
  currency: z.string().optional(),
  invoice: z.string().optional(),
  reason: z.string().min(1).max(64).optional(),
  invoices: z.array(z.string()).optional(),
  due: date.optional(),
  by: z.enum(["debtor", "attorney", "employer", "creditor", "collector", "court", "agency", "other"]).optional(),
  form: z.enum(["oral", "written"]).optional(),
  medium: z.enum(CHANNELS).optional(),
  received: z.string().optional(),
  re: z.string().optional(),
  ground: z.enum(["amount", "not-mine", "paid", "quality", "time-barred", "identity-theft", "other"]).optional(),
  request: z.enum(["verification", "substantiation", "original-creditor", "itemisation", "ownership"]).optional(),
  covers: z.enum(["channel", "extra-calls", "any-time", "work", "third-party", "e-sign", "prerecorded", "visits"]).optional(),
  channels: z.array(z.enum(CHANNELS)).optional(),
  address: z.string().optional(),
  place: z.enum(["home", "work", "other"]).optional(),
  contactKnown: z.boolean().optional(),
  relief: z.enum(["standard", "crisis"]).optional(),
  chapter: z.string().optional(),
  written: z.boolean().optional(),
  from: date.optional(),
  until: date.optional(),
  blocked: z.array(span).optional(),
  type: z.string().optional(),
});

export type WrittenEvent = z.infer<typeof eventShape>;
