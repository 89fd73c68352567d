/**
 * The closed lists of the language: words that stand for themselves in rules and policies. What the engine names, it
 * names; the rest are the words that events and contacts carry (see the vocabulary of facts).
 */
import type { Channel } from "../../engine/index.ts";
import { CHANNELS, CONTENT_IDS, EVENTS, PERSONS, PURPOSES, WEEKDAYS } from "../engine.ts";

export const ACTS = ["contact", "credit-report", "charge", "threaten-suit", "sue", "sell", "place", "accelerate", "offer-plan"] as const;
export const ROLES = ["creditor", "third-party", "debt-buyer"] as const;
export const DEBT_KINDS = ["consumer", "commercial"] as const;
export const DEBT_TYPES = ["credit", "goods", "services", "medical", "student-loan", "rent", "utility", "mortgage", "other"] as const;
export const DEBTOR_KINDS = ["person", "sole-trader", "business"] as const;
export const COLLECTOR_FACTS = ["implies-third-party", "recovers-vat"] as const;
export const DEBTOR_FACTS = ["active-duty", "incorporated", "public-body", "vat-registered"] as const;
export const GROUNDS = ["amount", "not-mine", "paid", "quality", "time-barred", "identity-theft", "other"] as const;
export const REQUESTS = ["verification", "substantiation", "original-creditor", "itemisation", "ownership"] as const;
/** Who tells something, where it isn't the debtor. */
export const SPEAKERS = ["debtor", "attorney", "employer", "creditor", "collector", "court", "agency", "other"] as const;
export const COVERS = ["channel", "extra-calls", "any-time", "work", "third-party", "e-sign", "prerecorded", "visits"] as const;
export const DUTY_STATUSES = ["met", "pending", "doomed", "missed", "due"] as const;
export const LINES = ["mobile", "landline", "voip"] as const;
export const DIALING = ["manual", "list", "autodialled", "prerecorded"] as const;
export const PLACES = ["home", "work", "other"] as const;
/** What a cap counts, in the plural and the singular: the channel they stand for follows from the word. */
export const COUNTED = [
  "contacts",
  "contact",
  "calls",
  "call",
  "emails",
  "email",
  "letters",
  "letter",
  "visits",
  "visit",
  "messages",
  "message",
  "completed-contacts",
  "completed-contact",
  "communications",
  "communication",
  "conversations",
  "conversation",
  "attempts",
  "attempt",
  "sms",
  "voicemails",
  "voicemail",
] as const;
/** What a test looks for, in the singular and the plural: the channel that the word stands for, null for any. */
export const EXPECTED_CONTACTS = {
  contact: null,
  contacts: null,
  ...(Object.fromEntries(CHANNELS.map((channel) => [channel, channel])) as { readonly [Each in Channel]: Each }),
  calls: "call",
  emails: "email",
  letters: "letter",
  voicemails: "voicemail",
  visits: "visit",
  postcards: "postcard",
  "registered-letters": "registered-letter",
} as const satisfies Readonly<Record<string, Channel | null>>;
/** Types of facts, but for `one of "…"`. */
export const PLAIN_TYPES = ["number", "boolean", "text", "money", "percent", "days", "date", "time", "place", "channel", "tags"] as const;
export const KEYS = ["debt", "account", "creditor", "person", "line", "address", "medium"] as const;
export const CHARGES = [
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
] as const;
export const CONTRACTS = ["written", "oral", "open-account"] as const;
/** Where a limitation period begins. */
export const PERIOD_STARTS = ["due", "default", "incurred", "last-payment", "charged-off", "judgment"] as const;
/** Post whose receipt the law presumes. */
export const POST = ["letters", "registered-letters", "postcards", "emails"] as const;
/** Contacts of an example, one or several. */
export const MADE = [...CHANNELS, "calls", "voicemails", "emails", "letters", "registered-letters", "postcards", "visits"] as const;
/** Acts of an example that need no more words: contacts name their channel and charges their type. */
export const DEEDS = ["credit-report", "threaten-suit", "sue", "sell", "place", "accelerate", "offer-plan"] as const;
export const DEBT_FACTS = ["due-date-agreed", "late-remedy-agreed", "financial-lender", "secured", "periodic", "charged-off"] as const;

/** Each closed list with the words for it in an error message. */
export const VOCABULARIES = {
  channel: { words: CHANNELS, title: "a channel" },
  act: { words: ACTS, title: "an act" },
  event: { words: EVENTS, title: "an event" },
  content: { words: CONTENT_IDS, title: "a content id" },
  weekday: { words: WEEKDAYS, title: "a weekday" },
  role: { words: ROLES, title: "a collector's role" },
  debtKind: { words: DEBT_KINDS, title: "a kind of debt" },
  debtType: { words: DEBT_TYPES, title: "a type of debt" },
  debtorKind: { words: DEBTOR_KINDS, title: "a kind of debtor" },
  collectorFact: { words: COLLECTOR_FACTS, title: "a fact about the collector" },
  debtorFact: { words: DEBTOR_FACTS, title: "a fact about the debtor" },
  dutyStatus: { words: DUTY_STATUSES, title: "how a duty stands" },
  ground: { words: GROUNDS, title: "a ground" },
  request: { words: REQUESTS, title: "a request" },
  speaker: { words: SPEAKERS, title: "who tells it" },
  covers: { words: COVERS, title: "what a consent covers" },
  line: { words: LINES, title: "a kind of line" },
  dialing: { words: DIALING, title: "a way of dialling" },
  contactPlace: { words: PLACES, title: "a place of contact (home, work, other)" },
  purpose: { words: PURPOSES, title: "a purpose" },
  person: { words: PERSONS, title: "a person" },
  counted: { words: COUNTED, title: "what is counted" },
  expected: { words: Object.keys(EXPECTED_CONTACTS), title: "a contact or a channel" },
  key: { words: KEYS, title: "what a limit counts per" },
  charge: { words: CHARGES, title: "a type of charge" },
  contract: { words: CONTRACTS, title: "a form of contract" },
  periodStart: { words: PERIOD_STARTS, title: "where a limitation period begins" },
  post: { words: POST, title: "a kind of post" },
  made: { words: MADE, title: "a contact" },
  deed: { words: DEEDS, title: "an act" },
  debtFact: { words: DEBT_FACTS, title: "a fact about the debt" },
} as const;
export type Vocabulary = keyof typeof VOCABULARIES;
