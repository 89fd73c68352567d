/** Rules of law and of the house: the same words, the same data, the same functions. */
import type {
  Act,
  Channel,
  Contact,
  ContactPerson,
  Debt,
  DebtKind,
  DebtType,
  DebtorKind,
  EventName,
  PastEvent,
  Purpose,
  Role,
  Weekday,
} from "./facts.ts";
import type { Days, LocalDay, Minute, Money, Place, Zone } from "./units.ts";

/** `text`: the law was read; `secondary`: a summary was; `unverified`: nobody checked; `own`: not law, but Collect's or the house's. */
export type Confidence = "text" | "secondary" | "unverified" | "own";

/** Whom a rule binds. Every present field must fit; an unknown fact counts as fitting, so that the rule binds. */
export interface Binding {
  readonly roles: readonly Role[];
  readonly debts: readonly DebtKind[];
  readonly debtors?: readonly DebtorKind[];
  readonly debtTypes?: readonly DebtType[];
  /** Collector facts that must hold, such as `implies-third-party`. */
  readonly collectorFacts?: readonly string[];
  /** Any of them takes the rule away. */
  readonly exceptCollectorFacts?: readonly string[];
  /** Debtor facts that must hold, such as `active-duty`. */
  readonly debtorFacts?: readonly string[];
  /** Debtor facts that take the rule away, such as `vat-registered`. */
  readonly exceptDebtorFacts?: readonly string[];
  /** Facts of the debt that must hold, such as `financial-lender`. */
  readonly debtFacts?: readonly string[];
  /** Facts of the debt that take the rule away, such as `secured`. */
  readonly exceptDebtFacts?: readonly string[];
  /** Only debts under such a contract; one of which nobody noted the form may be one. */
  readonly contracts?: readonly NonNullable<Debt["contract"]>[];
  /** Debts that arose on this day or later. */
  readonly incurredFrom?: LocalDay;
  /** Debts that arose on this day or earlier. */
  readonly incurredUntil?: LocalDay;
  /** Only debts of at least, or at most, this much; in another currency nobody can tell, so the rule binds. */
  readonly amountAtLeast?: Money;
  readonly amountAtMost?: Money;
  /** Only while all debts to one creditor together are at least, or at most, this much. */
  readonly totalAtLeast?: Money;
  readonly totalAtMost?: Money;
  /** Only contacts with these persons. */
  readonly persons?: readonly ContactPerson[];
  /** Only once one of these events stands in the ledger about the debt. */
  readonly onceEvents?: readonly EventName[];
  /** No longer once one of these does. */
  readonly untilEvents?: readonly EventName[];
}

/** What a consent covers. */
export type Covers = NonNullable<PastEvent["covers"]>;

/** What a limit counts per. `account` and `creditor` use the labels of the debts asked about. */
export type Key = "debt" | "account" | "creditor" | "person";

/** Ways to a person that limits on contact count apart as well: the phone number, the number or address of any kind, the channel. */
export type PathKey = "line" | "address" | "medium";

/**
 * What a counter counts. `attempt`: every act of trying; `completed-contact`: it got through, if only as a message that says who
 * called; `communication`: it conveyed something (not such a message); `conversation`: both spoke; `message`: one was left or sent.
 */
export type CountedUnit = "attempt" | "completed-contact" | "communication" | "conversation" | "message";

/**
 * What a counter leaves out. `not-connected`: busy or not in service; `wrong-number`: the address proved not to be the
 * debtor's; `consented`: made under the debtor's consent to more calls, for seven days and until the next conversation;
 * `professional`: to the debtor's attorney; `not-reached`: nobody answered and no message could be left; `reply`: answers an entry.
 */
export type Exclusion = "not-connected" | "wrong-number" | "consented" | "professional" | "not-reached" | "reply";

/** Where the address of a contact stands. What a contact of which nobody knows counts as: see `engine/rules/place.ts`. */
export type ContactPlace = NonNullable<Contact["place"]>;

/** Hours of some weekdays, `[from, to)` in minutes since local midnight. */
export interface Hours {
  readonly days: readonly Weekday[];
  /** They hold on holidays, whatever the weekday. */
  readonly onHolidays?: true;
  readonly from: Minute;
  readonly to: Minute;
}

/** Acts only inside given hours, by the clock of every candidate zone or of one named zone. */
export interface WindowRule {
  readonly kind: "window";
  /** Contact channels it governs; absent: all. */
  readonly channels?: readonly Channel[];
  /** Only contacts that may be at one of these places; absent: anywhere. */
  readonly places?: readonly ContactPlace[];
  /** Only contacts to these persons; absent: to anyone. */
  readonly persons?: readonly ContactPerson[];
  readonly hours: readonly Hours[];
  /** On holidays only hours that say so hold, or none. */
  readonly holidaysClosed: boolean;
  /** A list of holidays in the calendar, such as one that the law itself gives; absent: the holidays of the debtor's place. */
  readonly holidaySet?: string;
  /** Absent: every candidate zone of the debtor. */
  readonly zone?: Zone;
  /** A consent of the debtor to any time lifts it. */
  readonly liftedByConsent: boolean;
  /** Only one in writing does. */
  readonly consentInWriting?: true;
  readonly exceptPurposes?: readonly Purpose[];
  readonly exceptPersons?: readonly ContactPerson[];
  /** A contact that answers an entry of the debtor's is let through. */
  readonly exceptReplies?: true;
  /** Ends once every debt asked about is more than so many days past its due date. */
  readonly lateAtMost?: number;
}

/** At most `n` units in a rolling span of calendar dates; the day of the act is the span's last day. */
export interface CapRule {
  readonly kind: "cap";
  readonly n: number;
  readonly unit: CountedUnit;
  readonly channels?: readonly Channel[];
  /** Counts and limits only contacts that may be at one of these places; absent: anywhere. */
  readonly places?: readonly ContactPlace[];
  /** Only contacts with these persons, counted together; absent: with anybody, each person apart. */
  readonly persons?: readonly ContactPerson[];
  /** Counts and limits only contacts to such lines, known or possible; absent: any. */
  readonly lines?: readonly NonNullable<Contact["line"]>[];
  /** Counts and limits only these ways of dialling; absent: any. */
  readonly dialing?: readonly NonNullable<Contact["dialing"]>[];
  /** A span of so many dates that rolls; absent where `months` or `fixed` says another. */
  readonly days?: number;
  /** A span in months, from date to same date, that rolls. */
  readonly months?: number;
  /** A span that doesn't roll. */
  readonly fixed?: FixedSpan;
  /** Limits, and counts, only from such an event on; absent: always. */
  readonly since?: Trigger;
  /** Limits, and counts, only what comes after the first conversation, or after the first contact of this kind in arrears. */
  readonly afterFirst?: "conversation" | "contact-in-arrears";
  readonly key: Key | PathKey;
  readonly excluding: readonly Exclusion[];
  /** Counts and limits only contacts for these purposes; absent: for any. */
  readonly purposes?: readonly Purpose[];
  /** Contacts for these purposes are neither counted nor limited. */
  readonly exceptPurposes?: readonly Purpose[];
  /** Contacts to which the debtor agreed so are neither counted nor limited. */
  readonly unlessConsent?: readonly Covers[];
  /** Only where the debtor agreed in writing. */
  readonly consentInWriting?: true;
}

/** The month or the week of the calendar in which an act falls, or all time. */
export type FixedSpan = { readonly unit: "month" } | { readonly unit: "week"; readonly from: Weekday } | { readonly unit: "ever" };

/** After an event no act for `days` calendar dates, the event's own date being the first. */
export interface SilenceRule {
  readonly kind: "silence";
  readonly after: { readonly unit: CountedUnit; readonly channels?: readonly Channel[]; readonly direction: "any" | "out" };
  /** Channels that fall silent; absent: all. */
  readonly channels?: readonly Channel[];
  readonly days: number;
  readonly key: Key | PathKey;
  readonly excluding: readonly Exclusion[];
  /** Contacts to which the debtor agreed so are let through. */
  readonly unlessConsent?: readonly Covers[];
  /** Only where the debtor agreed in writing. */
  readonly consentInWriting?: true;
}

/** The fact that closes a block's door, told by an event in the ledger. */
export interface Trigger {
  readonly event: EventName;
  readonly form?: "oral" | "written";
  /** Only when it was sent by one of these; by which, if nobody noted it, may be the one meant. */
  readonly media?: readonly Channel[];
  readonly grounds?: readonly string[];
  readonly requests?: readonly string[];
  readonly relief?: NonNullable<PastEvent["relief"]>;
  /** Only what was told by one of these; absent: by anybody. What names nobody was told by the debtor. */
  readonly by?: readonly NonNullable<PastEvent["by"]>[];
  /** Of a petition: the chapter under which it was filed. */
  readonly chapter?: string;
  /** Only when it came inside the dispute period of the last `validation-notice` (or before any was sent). */
  readonly withinValidationPeriod?: boolean;
  /** Of a payment: only the last one, and only if it left nothing to pay. */
  readonly inFull?: true;
  /** Only when it came no more than so many days after the day on which such a notice about the debt was sent. */
  readonly afterNotice?: { readonly contents: readonly string[]; readonly days: number };
  /** Counts from receipt instead of from the event's own instant. */
  readonly fromReceipt?: boolean;
  /** Events that open the door again; none: for ever. */
  readonly until: readonly EventName[];
  /** Ends by itself after this many calendar days (the event's day not counted). */
  readonly forDays?: number;
}

/**
 * No act while a fact holds, or ever (no `while`). Some events bring their own scope: `opt-out` blocks the channels and
 * address it names, `inconvenient-time` its weekly spans, `inconvenient-place` and `employer-prohibits` what is tied to
 * the place, `writing-only` everything but letters.
 */
export interface BlockRule extends Narrowing {
  readonly kind: "block";
  readonly acts: readonly Act[];
  readonly channels?: readonly Channel[];
  /** Only contacts that may be at one of these places; absent: anywhere. */
  readonly places?: readonly ContactPlace[];
  /** Charge types it governs, where `acts` has `charge`; absent: all. */
  readonly charges?: readonly string[];
  readonly while?: Trigger;
  /**
   * Over on the date that lies so many days after the day by which to pay, after the first day of arrears, after the invoice (where none is on file, the day on which the
   * debt arose), or after the last charge of these types that was booked; with none booked there is no wait. Stands without `while`.
   */
  readonly until?: { readonly days: number; readonly business?: true; readonly after: "due" | "default" | "invoice" | "last" };
  readonly key: "debt" | "person";
  readonly exceptPurposes: readonly Purpose[];
  readonly exceptPersons: readonly ContactPerson[];
  /**
   * Consents that lift it. `channel` means consent to the channel of the contact. The debtor's last word counts: a fact (`while`)
   * is lifted only by a consent that stands after its event in the ledger.
   */
  readonly unlessConsent: readonly NonNullable<PastEvent["covers"]>[];
  /** Only where the debtor agreed in writing. */
  readonly consentInWriting?: true;
  /** Lifted while the attorney has left something that was sent without a word for more than so many days. */
  readonly attorneySilentFor?: number;
  /** Of debts that are barred: not those about which the debtor heard from their holder before they were. */
  readonly unlessContacted?: true;
  /** A contact that answers an entry of the debtor's is let through; in hours that were ruled out, if that entry came in the same stretch. */
  readonly exceptReplies: boolean;
  /** Lets through what goes to an address from which the debtor wrote to this collector about the debt, by the same channel. */
  readonly unlessUsed?: true;
  /** Only for these kinds of line or dialling, such as a recorded voice to a mobile. */
  readonly lines?: readonly ("mobile" | "landline" | "voip")[];
  readonly dialing?: readonly ("manual" | "list" | "autodialled" | "prerecorded")[];
}

/** What a rule about contacts, charges and other acts may be narrowed to. */
export interface Narrowing {
  /**
   * Only of debts that are barred by time. `since`: what counts as the first contact is the first one since a debt was barred;
   * `while`: the first one of all.
   */
  readonly barred?: "while" | "since";
  /** Only contacts for one of these purposes; absent: any. */
  readonly purposes?: readonly Purpose[];
}

/** What a message must or must not carry. Content ids are those of the vocabulary in `engine/model/content.ts`. */
export interface ContentRule extends Narrowing {
  readonly kind: "content";
  readonly acts: readonly Act[];
  /** Contact channels it governs, and whose earlier contacts count for the first one; absent: all. */
  readonly channels?: readonly Channel[];
  /** Only contacts by these channels, whatever the earlier ones went by. */
  readonly by?: readonly Channel[];
  /** `first`: until one such communication was made about the debt; `later`: after that. */
  readonly when: "every" | "first" | "later";
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  /** Only while this holds (such as a dispute that must be noted). */
  readonly while?: Trigger;
  /** Contacts for these purposes need not carry it (a bare confirmation of an opt-out). Absent: none. */
  readonly exceptPurposes?: readonly Purpose[];
  /** Only contacts that may be at one of these places; absent: anywhere. */
  readonly places?: readonly ContactPlace[];
  /** Only contacts to these persons, to such lines (known or possible), dialled in such ways; absent: any. */
  readonly persons?: readonly ContactPerson[];
  readonly lines?: readonly NonNullable<Contact["line"]>[];
  readonly dialing?: readonly NonNullable<Contact["dialing"]>[];
  /** Only final texts that carry one of these. */
  readonly having?: readonly string[];
  /** Consents that lift it, while they stand for every debt asked about. */
  readonly unlessConsent?: readonly NonNullable<PastEvent["covers"]>[];
  /** The least time that the last day which the message itself names has to leave. What names none is let through. */
  readonly gives?: { readonly atLeast: Days; readonly counts: CountsFrom };
  /** The last day that the message names must not come before the end of a dispute period that still runs. */
  readonly leavesPeriod?: true;
}

/** A duty without a number: people decide; explanations show it. It never refuses. */
export interface StandardRule {
  readonly kind: "standard";
  readonly text: string;
}

/** `sending`, `receipt`, or receipt as the law presumes it: so many days after sending, whatever really happened. */
export type CountsFrom = { readonly from: "sending" | "receipt" } | { readonly from: "presumed receipt"; readonly after: Days };

/** No act unless an earlier notice was given in time: `before sue a letter-of-claim by letter must be at least 30 days old from sending`. */
export interface NoticeRule extends Narrowing {
  readonly kind: "notice-before";
  readonly acts: readonly Act[];
  /** Contact channels it governs, where `acts` has `contact`; absent: all. */
  readonly channels?: readonly Channel[];
  /** Charge types it governs, where `acts` has `charge`; absent: all. */
  readonly charges?: readonly string[];
  /** Content ids, any one of which is the notice. None: any message about the debt is, and the oldest that did not come back in time counts. */
  readonly notices: readonly string[];
  /** A conversation about the debt does as well, at once. */
  readonly orConversation?: true;
  /** So many of them must have been given, and the first of all has the age; absent: the last one alone counts. */
  readonly atLeastGiven?: number;
  /** Only those sent after the day by which to pay. */
  readonly afterDue?: true;
  /** Before a charge: only those that name a sum for it, where they say what they claim, and no more than that may be charged. */
  readonly namingSum?: true;
  /** Channels by which it must have gone; absent: any. */
  readonly by?: readonly Channel[];
  /** Full days that must lie between the day it counts from and the act: the act may come on the day after the last of them. */
  readonly atLeast: Days;
  /** It goes stale after so many days. */
  readonly atMost?: Days;
  readonly counts: CountsFrom;
  readonly key: "debt" | "person";
}

/** Something must be done within a time of an event; `else` is what is forbidden once it was missed, until it is done. */
export interface DeadlineRule {
  readonly kind: "deadline";
  /** A content id that must be sent, or an event that must be recorded (`documents-sent`). */
  readonly duty: { readonly send: readonly string[]; readonly by?: readonly Channel[] } | { readonly record: EventName };
  readonly after: Trigger | { readonly first: "contact" | "communication" };
  readonly within: Days;
  readonly else: readonly Act[];
  readonly key: "debt" | "person";
}

/** A channel needs permission: `sms only with consent to channel in writing, given in the last 60 days`. */
export interface ConsentRule {
  readonly kind: "consent";
  readonly channels: readonly Channel[];
  /** Only these ways of dialling and lines; absent: all. */
  readonly dialing?: readonly NonNullable<Contact["dialing"]>[];
  readonly lines?: readonly NonNullable<Contact["line"]>[];
  readonly covers: NonNullable<PastEvent["covers"]>;
  readonly form?: "oral" | "written";
  /** A consent older than so many days is none. */
  readonly freshDays?: number;
}

/** A rate that changes with time, with its source: reference rates, fee scales. Days ascend; each value holds from its day on. */
export interface Series {
  readonly name: string;
  readonly title: string;
  readonly cites: string;
  readonly confidence: Confidence;
  readonly checked: LocalDay | null;
  /** Knowledge ends here: later values are unknown, and unknown denies. */
  readonly verifiedTo: LocalDay | null;
  readonly values: readonly { readonly from: LocalDay; readonly percent: number }[];
  readonly file: string;
  readonly line: number;
}

/** The most that may be charged. `bands` go by the debt's open amount; `slices` add up shares of it. */
export type AmountLimit =
  | { readonly by: "sum"; readonly sum: Money }
  | { readonly by: "percent of debt"; readonly percent: number; readonly atLeast?: Money; readonly atMost?: Money }
  /**
   * Yearly interest: a fixed rate, or points over a series, floating with it or frozen: at the value of the day on which lateness
   * began, or of the last day before the half-year in which it did (SI 2002/1675 art. 4: 31 December, 30 June).
   */
  | {
      readonly by: "yearly rate";
      readonly percent: number;
      readonly over?: string;
      readonly frozen?: "never" | "at lateness" | "at half-year";
      readonly dayCount?: "actual/365" | "actual/actual" | "30/360";
    }
  /** The last band has no upper end. `upTo` belongs to its band. */
  | { readonly by: "bands"; readonly bands: readonly { readonly upTo: Money | null; readonly sum: Money }[] }
  | {
      readonly by: "slices";
      readonly slices: readonly { readonly upTo: Money | null; readonly percent: number }[];
      readonly atLeast?: Money;
      readonly atMost?: Money;
    };

/** What may be added to a debt: `charge late-compensation at most 40 EUR`; agreed or not. */
export interface AmountRule extends Narrowing {
  readonly kind: "amount";
  readonly charges: readonly string[];
  readonly limit: AmountLimit;
  /** Only where the contract had agreed on it when the debt arose. */
  readonly onlyAgreed: boolean;
  /** Only where it hadn't. */
  readonly unlessAgreed?: true;
  /** How often within the key; absent: any number of times. */
  readonly times?: number;
  /** Of all such charges together: what was booked before leaves so much less. `months`: only what was booked in the last months counts. */
  readonly inTotal?: { readonly months?: number };
  readonly key: "debt" | "person";
}

/** When a debt is late at all, where its contract doesn't say; and the longest that a contract may say. */
export interface DueDateRule {
  readonly kind: "due-date";
  readonly days: Days;
  /** `due and receipt`, `delivery and receipt`: the later of the two; of an invoice, where there is one, that for `delivery` need not be. */
  readonly after: "invoice" | "receipt" | "delivery" | "due and receipt" | "delivery and receipt";
  /** The term runs only where the invoice carries one of these. */
  readonly containing?: readonly string[];
  /** A last day that is no business day of the debtor's place moves to the next that is one. */
  readonly toBusinessDay?: true;
  /** Late sooner with such a demand, sent after the day by which to pay: on the day after it arrived. */
  readonly orWith?: readonly string[];
  /** The longest term that a contract may set; absent: any. */
  readonly longest?: Days;
}

/** After a computed day acts are barred by time. */
export interface LimitationRule {
  readonly kind: "limitation";
  /** Has no period of its own: only a day that counsel fixed counts (`limitationEnded`). Federal law looks to that of the state. */
  readonly asFixed?: boolean;
  /** Absent: none, or months alone. */
  readonly years?: number;
  readonly months?: number;
  readonly debtTypes?: readonly DebtType[];
  readonly contracts?: readonly ("written" | "oral" | "open-account")[];
  readonly from: "due" | "default" | "incurred" | "last-payment" | "charged-off" | "judgment";
  /** It begins so many days after that day. */
  readonly afterDays?: number;
  /** Runs to the end of the calendar year in which it would end (`DE`, `PL`). */
  readonly toYearEnd: boolean;
  /** What starts it anew. */
  readonly restartedBy: readonly EventName[];
  /** What starts it anew even when it is over. */
  readonly revivedBy: readonly EventName[];
  /** The debt itself ends, not only the suit: every act is barred. */
  readonly extinguishes: boolean;
  readonly bars: readonly Act[];
}

/** Time that no limitation period counts: from an event's own `from` (or its day) to its `until`, or to the day of an event that ends it. */
export interface TollingRule {
  readonly kind: "tolling";
  readonly during: EventName;
  readonly until: readonly EventName[];
}

/** Records to keep, or to delete, after a time. It never refuses; it makes duties. */
export interface RetentionRule {
  readonly kind: "retention";
  readonly what: "keep" | "delete";
  readonly records: string;
  readonly years: number;
  readonly after: EventName | "last-contact" | "closing";
}

/** A known absence, shown in explanations. */
export interface NoneRule {
  readonly kind: "none";
  readonly text: string;
}

/** Receipt that the law presumes for what the ledger has no receipt of: `letters count as received 5 business days after sending`. */
export interface ReceiptRule {
  readonly kind: "receipt";
  readonly channels: readonly Channel[];
  readonly after: Days;
}

/** Says how other rules count, start or end: they do so themselves, and this one is there to be read and shown. It never refuses. */
export interface ModifierRule {
  readonly kind: "modifier";
  /** Ids of the rules it changes. */
  readonly touches: readonly string[];
  readonly text?: string;
}

/** Says whom other rules bind: their own bindings say it, too. It never refuses. */
export interface ScopeRule {
  readonly kind: "scope";
  readonly touches: readonly string[];
  readonly text?: string;
}

export type RuleBody =
  | WindowRule
  | CapRule
  | SilenceRule
  | BlockRule
  | ContentRule
  | StandardRule
  | NoticeRule
  | DeadlineRule
  | ConsentRule
  | AmountRule
  | DueDateRule
  | LimitationRule
  | TollingRule
  | RetentionRule
  | ReceiptRule
  | NoneRule
  | ModifierRule
  | ScopeRule;

export interface Rule {
  /** `us.regf.call-frequency`; house rules are `house.1`, `house.2`, … in source order. */
  readonly id: string;
  /** `WORLD` binds everywhere; `HOUSE` is the policy's own. */
  readonly place: Place | "WORLD" | "HOUSE";
  /** Members of the place whom it reaches too, though their codes don't say that they are part of it. Absent: none. */
  readonly members?: readonly Place[];
  /** Parts of the place that have other law, so that it doesn't reach them. Absent: none. */
  readonly notIn?: readonly Place[];
  readonly summary: string;
  /** Source title and reference, for people. */
  readonly cites: string;
  readonly confidence: Confidence;
  /** Day on which somebody last held the rule against its source. */
  readonly checked: LocalDay | null;
  /** First and last day in force; null: open. */
  readonly from: LocalDay | null;
  readonly to: LocalDay | null;
  /** Any one of them is enough. */
  readonly binds: readonly Binding[];
  readonly file: string;
  readonly line: number;
  readonly body: RuleBody;
}

/** All law that was compiled together, named by the SHA-256 of its canonical JSON without `hash`. */
export interface LawBook {
  readonly format: 1;
  readonly hash: string;
  /** Places that have a `jurisdiction` block of their own, or are members of one that has. */
  readonly places: readonly Place[];
  readonly rules: readonly Rule[];
  /** Dated series that rules refer to by name. Absent: none. */
  readonly series?: readonly Series[];
}
