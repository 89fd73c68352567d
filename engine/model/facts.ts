/**
 * The words for facts: one vocabulary for legal cases, ledger, policies and API. A list that is absent is empty; a value
 * that may be unknown says so with the word `unknown`, and a rule that needs it denies and names it.
 */
import type { Currency, Instant, LocalDay, Minor, Place, Zone } from "./units.ts";

export type Role = "creditor" | "third-party" | "debt-buyer";
export type DebtKind = "consumer" | "commercial";
export type DebtorKind = "person" | "sole-trader" | "business" | "unknown";
export type DebtType = "credit" | "goods" | "services" | "medical" | "student-loan" | "rent" | "utility" | "mortgage" | "other";

export const CHANNELS = ["call", "voicemail", "sms", "email", "letter", "registered-letter", "postcard", "visit", "portal", "social"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Collector {
  readonly role: Role;
  /** `implies-third-party` (uses a name that suggests an agency), `recovers-vat`. */
  readonly facts?: readonly string[];
}

/** Who owes. Names, addresses and numbers are not here: they stay with the ledger and the channels. */
export interface Debtor {
  readonly id: string;
  readonly kind: DebtorKind;
  /** Residence; several when sources conflict (all their laws apply); none when unknown. */
  readonly places: readonly Place[];
  /** All zones where the debtor may be; the first one dates days; none means unknown. */
  readonly timezones: readonly Zone[];
  /** `active-duty`, `incorporated`, `public-body`, `vat-registered`. */
  readonly facts?: readonly string[];
}

/** One invoice, loan or instalment, as the rules see it. */
export interface Debt {
  readonly id: string;
  /** Still owed, without charges. */
  readonly amount: Minor;
  readonly currency: Currency;
  readonly kind: DebtKind;
  readonly type: DebtType;
  readonly contract?: "written" | "oral" | "open-account";
  /** Day it arose. */
  readonly incurred: LocalDay;
  /** Day by which to pay. */
  readonly due: LocalDay;
  readonly default?: LocalDay;
  readonly chargedOff?: LocalDay;
  readonly limitationEnded?: LocalDay;
  /** Labels for limits that count per creditor or per account (absent: one creditor; each debt its own account). */
  readonly creditor?: string;
  readonly account?: string;
  readonly serviceGroup?: string;
  readonly facts?: readonly string[];
}

export const OUTCOMES = [
  "conversation",
  "message",
  "limited-message",
  "no-answer",
  "no-mailbox",
  "dropped",
  "busy",
  "not-in-service",
  "wrong-number",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const PURPOSES = [
  "collect",
  "take-payment",
  "locate",
  "verify-employment",
  "ask-consent",
  "remedy-notice",
  "closing-notice",
  "legal-notice",
  "opt-out-confirmation",
  "callback-request",
  "serve-process",
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const PERSONS = [
  "debtor",
  "spouse",
  "parent",
  "guardian",
  "executor",
  "guarantor",
  "attorney",
  "relative",
  "household-member",
  "neighbour",
  "employer",
  "other",
] as const;
export type ContactPerson = (typeof PERSONS)[number];

/** A contact that is asked about, not yet made. Absent fields take the default named in their comment. */
export interface Contact {
  readonly channel: Channel;
  /** Debtor by default. */
  readonly person?: ContactPerson;
  readonly place?: "home" | "work" | "other";
  readonly line?: "mobile" | "landline" | "voip";
  /** Label of the number or address (never the number or address itself). */
  readonly address?: string;
  readonly addressSource?: "debtor" | "creditor" | "found";
  /** `manual` by default. */
  readonly dialing?: "manual" | "list" | "autodialled" | "prerecorded";
  /** `collect` by default. */
  readonly purpose?: Purpose;
  /** Content ids. Present means the text is final, absent that it is still open. */
  readonly contains?: readonly string[];
  /** The last day that the message gives, as it states it; of a `validation-notice` the last of its dispute period. Absent: it states none, or nobody knows. */
  readonly deadline?: LocalDay;
  /** How many days it gives from its receipt, where it states no date. */
  readonly daysFromReceipt?: number;
  readonly re?: string;
}

/** A contact that was made, in the ledger. */
export interface PastContact extends Contact {
  readonly direction: "out" | "in";
  /** `collector` by default. */
  readonly by?: "collector" | "creditor" | "earlier-collector";
  readonly outcome?: Outcome;
  /** Whether it took place is not known: it is under way, or its sending broke off (`readings.ts`). */
  readonly unsure?: true;
  /** Debts it is about (absent: all of `account`, or all there are). */
  readonly debts?: readonly string[];
  /** Account it was made for (absent: all of the debtor's). */
  readonly account?: string;
  readonly raisedByDebtor?: readonly string[];
  readonly received?: Instant;
  /** Charges that the message states, with the sums that it names. Absent: nobody noted what it claims. */
  readonly claims?: readonly { readonly type: string; readonly amount?: Minor }[];
}

export const EVENTS = [
  "dispute",
  "document-request",
  "documents-sent",
  "dispute-closed",
  "refusal-to-pay",
  "cease-request",
  "writing-only",
  "opt-out",
  "consent",
  "consent-revoked",
  "attorney-notice",
  "attorney-released",
  "inconvenient-time",
  "inconvenient-place",
  "employer-prohibits",
  "bankruptcy-petition",
  "bankruptcy-discharge",
  "bankruptcy-closed",
  "death",
  "hardship",
  "breathing-space",
  "breathing-space-ended",
  "military-orders",
  "identity-theft-report",
  "ombudsman-complaint",
  "claim-reply",
  "payment",
  "promise",
  "plan-agreed",
  "plan-broken",
  "acknowledgement",
  "acceleration",
  "statements-stopped",
  "suit-threatened",
  "suit-filed",
  "judgment",
  "assignment",
  "renewal",
  "charge",
  "credit-reported",
  "undeliverable",
] as const;
export type EventName = (typeof EVENTS)[number];

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Something legally relevant that happened, in the ledger. Which fields occur with which event is told in `dsl`'s reference. */
export interface PastEvent {
  readonly event: EventName;
  /** Absent: all debts of `account`, or all there are. */
  readonly debts?: readonly string[];
  /** Account it concerns (absent: all of the debtor's). */
  readonly account?: string;
  readonly by?: "debtor" | "attorney" | "employer" | "creditor" | "collector" | "court" | "agency" | "other";
  readonly form?: "oral" | "written";
  readonly medium?: Channel;
  readonly received?: Instant;
  readonly re?: string;
  readonly ground?: string;
  readonly request?: string;
  readonly covers?: "channel" | "extra-calls" | "any-time" | "work" | "third-party" | "e-sign" | "prerecorded" | "visits";
  readonly channels?: readonly Channel[];
  readonly address?: string;
  readonly place?: "home" | "work" | "other";
  readonly contactKnown?: boolean;
  readonly relief?: "standard" | "crisis";
  readonly chapter?: string;
  readonly written?: boolean;
  /** First and last day of a consent, block or order. */
  readonly from?: LocalDay;
  readonly until?: LocalDay;
  readonly blocked?: readonly { readonly days: readonly Weekday[]; readonly from: number; readonly to: number }[];
  readonly amount?: Minor;
  readonly currency?: Currency;
  /** Of a promise: the day by which. */
  readonly due?: LocalDay;
  readonly type?: string;
}

/** One line of a debtor's ledger, ordered by `at`; entries of one instant count in the order written. */
export type LedgerEntry =
  | { readonly at: Instant; readonly id: string; readonly contact: PastContact }
  | { readonly at: Instant; readonly id: string; readonly event: PastEvent };

export type DayCount = "actual/365" | "actual/actual" | "30/360";

/** A charge that is asked about. Interest runs from `from` (the first day counted) to `to` (the first day not counted). */
export interface Charge {
  readonly type: string;
  /** The contract allowed it when the debt arose. */
  readonly agreed: boolean;
  /** What is wanted; absent: all that the law gives. */
  readonly amount?: Minor;
  /** Absent: from the first day of lateness. */
  readonly from?: LocalDay;
  /** Absent: to the day of the charge. */
  readonly to?: LocalDay;
  /** The contract's own rate, percent per year. Absent: the law's. */
  readonly rate?: number;
  /** How the contract counts days, where the law doesn't say. */
  readonly dayCount?: DayCount;
}

/** What somebody wants to do to a debtor, and which debts it is about. */
export type Action = { readonly debts: readonly string[] } & (
  | { readonly act: "contact"; readonly contact: Contact }
  | { readonly act: "credit-report"; readonly contains?: readonly string[] }
  | { readonly act: "charge"; readonly charge: Charge }
  | { readonly act: "threaten-suit" | "sue" | "sell" | "place" | "accelerate" | "offer-plan" }
);
export type Act = Action["act"];
