/**
 * The words of the oracle, said again on purpose: it shares nothing with the engine, so that a mistake there can't hide
 * here. They follow the vocabulary of legal cases; instants are milliseconds since 1970, days are days since 1970-01-01.
 */
export interface OracleTrigger {
  readonly event: string;
  readonly form?: string;
  readonly media?: readonly string[];
  readonly grounds?: readonly string[];
  readonly requests?: readonly string[];
  readonly relief?: string;
  readonly chapter?: string;
  readonly by?: readonly string[];
  readonly withinValidationPeriod?: boolean;
  readonly inFull?: true;
  readonly afterNotice?: { readonly contents: readonly string[]; readonly days: number };
  readonly fromReceipt?: boolean;
  readonly until: readonly string[];
  readonly forDays?: number;
}

/** Which debts and contacts a rule is about. */
export interface OracleNarrowing {
  readonly barred?: string;
  readonly purposes?: readonly string[];
}

export type OracleBody =
  | {
      readonly kind: "window";
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly persons?: readonly string[];
      readonly hours: readonly { readonly days: readonly string[]; readonly onHolidays?: true; readonly from: number; readonly to: number }[];
      readonly holidaysClosed: boolean;
      readonly holidaySet?: string;
      readonly zone?: string;
      readonly liftedByConsent: boolean;
      readonly consentInWriting?: true;
      readonly exceptPurposes?: readonly string[];
      readonly exceptPersons?: readonly string[];
      readonly exceptReplies?: true;
      readonly lateAtMost?: number;
    }
  | {
      readonly kind: "cap";
      readonly n: number;
      readonly unit: string;
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly persons?: readonly string[];
      readonly lines?: readonly string[];
      readonly dialing?: readonly string[];
      readonly days?: number;
      readonly months?: number;
      readonly afterFirst?: string;
      readonly fixed?: { readonly unit: string; readonly from?: string };
      readonly since?: OracleTrigger;
      readonly key: string;
      readonly excluding: readonly string[];
      readonly purposes?: readonly string[];
      readonly exceptPurposes?: readonly string[];
      readonly unlessConsent?: readonly string[];
      readonly consentInWriting?: true;
    }
  | {
      readonly kind: "silence";
      readonly after: { readonly unit: string; readonly channels?: readonly string[]; readonly direction: string };
      readonly channels?: readonly string[];
      readonly days: number;
      readonly key: string;
      readonly excluding: readonly string[];
      readonly unlessConsent?: readonly string[];
      readonly consentInWriting?: true;
    }
  | (OracleNarrowing & {
      readonly kind: "block";
      readonly acts: readonly string[];
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly charges?: readonly string[];
      readonly until?: { readonly days: number; readonly business?: true; readonly after: string };
      readonly while?: OracleTrigger;
      readonly key: string;
      readonly exceptPurposes: readonly string[];
      readonly exceptPersons: readonly string[];
      readonly unlessConsent: readonly string[];
      readonly consentInWriting?: true;
      readonly attorneySilentFor?: number;
      readonly unlessContacted?: true;
      readonly exceptReplies: boolean;
      readonly unlessUsed?: true;
      readonly lines?: readonly string[];
      readonly dialing?: readonly string[];
    })
  | (OracleNarrowing & {
      readonly kind: "content";
      readonly acts: readonly string[];
      readonly channels?: readonly string[];
      readonly when: string;
      readonly must: readonly string[];
      readonly mustNot: readonly string[];
      readonly while?: OracleTrigger;
      readonly exceptPurposes?: readonly string[];
      readonly by?: readonly string[];
      readonly places?: readonly string[];
      readonly persons?: readonly string[];
      readonly lines?: readonly string[];
      readonly dialing?: readonly string[];
      readonly having?: readonly string[];
      readonly unlessConsent?: readonly string[];
      readonly leavesPeriod?: true;
      readonly gives?: { readonly atLeast: OracleDays; readonly counts: OracleCounts };
    })
  | { readonly kind: "standard" | "none"; readonly text: string }
  | { readonly kind: "modifier" | "scope"; readonly touches: readonly string[] }
  | (OracleNarrowing & {
      readonly kind: "notice-before";
      readonly acts: readonly string[];
      readonly channels?: readonly string[];
      readonly charges?: readonly string[];
      readonly notices: readonly string[];
      readonly orConversation?: true;
      readonly atLeastGiven?: number;
      readonly afterDue?: true;
      readonly namingSum?: true;
      readonly by?: readonly string[];
      readonly atLeast: OracleDays;
      readonly atMost?: OracleDays;
      readonly counts: OracleCounts;
      readonly key: string;
    })
  | {
      readonly kind: "deadline";
      readonly duty: { readonly send: readonly string[]; readonly by?: readonly string[] } | { readonly record: string };
      readonly after: OracleTrigger | { readonly first: string };
      readonly within: OracleDays;
      readonly else: readonly string[];
      readonly key: string;
    }
  | {
      readonly kind: "consent";
      readonly channels: readonly string[];
      readonly dialing?: readonly string[];
      readonly lines?: readonly string[];
      readonly covers: string;
      readonly form?: string;
      readonly freshDays?: number;
    }
  | (OracleNarrowing & {
      readonly kind: "amount";
      readonly charges: readonly string[];
      readonly limit: OracleLimit;
      readonly onlyAgreed: boolean;
      readonly unlessAgreed?: true;
      readonly times?: number;
      readonly inTotal?: { readonly months?: number };
      readonly key: string;
    })
  | {
      readonly kind: "due-date";
      readonly days: OracleDays;
      readonly after: string;
      readonly containing?: readonly string[];
      readonly toBusinessDay?: true;
      readonly orWith?: readonly string[];
      readonly longest?: OracleDays;
    }
  | {
      readonly kind: "limitation";
      readonly asFixed?: boolean;
      readonly years?: number;
      readonly months?: number;
      readonly debtTypes?: readonly string[];
      readonly contracts?: readonly string[];
      readonly from: string;
      readonly afterDays?: number;
      readonly toYearEnd: boolean;
      readonly restartedBy: readonly string[];
      readonly revivedBy: readonly string[];
      readonly extinguishes: boolean;
      readonly bars: readonly string[];
    }
  | { readonly kind: "tolling"; readonly during: string; readonly until: readonly string[] }
  | { readonly kind: "receipt"; readonly channels: readonly string[]; readonly after: OracleDays }
  | { readonly kind: "retention"; readonly what: string; readonly records: string; readonly years: number; readonly after: string };

export type OracleCounts = { readonly from: "sending" | "receipt" } | { readonly from: "presumed receipt"; readonly after: OracleDays };

export interface OracleDays {
  readonly n: number;
  readonly business: boolean;
  /** Working days of a list, not of the debtor's places. */
  readonly of?: string;
}

export interface OracleMoney {
  readonly amount: number;
  readonly currency: string;
}

export type OracleLimit =
  | { readonly by: "sum"; readonly sum: OracleMoney }
  | { readonly by: "percent of debt"; readonly percent: number; readonly atLeast?: OracleMoney; readonly atMost?: OracleMoney }
  | { readonly by: "yearly rate"; readonly percent: number; readonly over?: string; readonly frozen?: string; readonly dayCount?: string }
  | { readonly by: "bands"; readonly bands: readonly { readonly upTo: OracleMoney | null; readonly sum: OracleMoney }[] }
  | {
      readonly by: "slices";
      readonly slices: readonly { readonly upTo: OracleMoney | null; readonly percent: number }[];
      readonly atLeast?: OracleMoney;
      readonly atMost?: OracleMoney;
    };

export interface OracleSeries {
  readonly name: string;
  readonly checked: number | null;
  readonly verifiedTo: number | null;
  readonly values: readonly { readonly from: number; readonly percent: number }[];
}

/** What was said about a charge beside its type and amount. */
export interface OracleTerms {
  readonly agreed: boolean;
  readonly from?: number;
  readonly to?: number;
  readonly rate?: number;
  readonly dayCount?: string;
}

export type BodyOf<Kind extends OracleBody["kind"]> = Extract<OracleBody, { kind: Kind }>;

export interface OracleBinding {
  readonly roles: readonly string[];
  readonly debts: readonly string[];
  readonly debtors?: readonly string[];
  readonly debtTypes?: readonly string[];
  readonly collectorFacts?: readonly string[];
  readonly exceptDebtorFacts?: readonly string[];
  readonly exceptCollectorFacts?: readonly string[];
  readonly debtorFacts?: readonly string[];
  readonly debtFacts?: readonly string[];
  readonly exceptDebtFacts?: readonly string[];
  readonly contracts?: readonly string[];
  readonly incurredFrom?: number;
  readonly incurredUntil?: number;
  readonly amountAtLeast?: OracleSum;
  readonly amountAtMost?: OracleSum;
  readonly totalAtLeast?: OracleSum;
  readonly totalAtMost?: OracleSum;
  readonly persons?: readonly string[];
  readonly onceEvents?: readonly string[];
  readonly untilEvents?: readonly string[];
}

export interface OracleSum {
  readonly amount: number;
  readonly currency: string;
}

export interface OracleRule {
  readonly id: string;
  readonly place: string;
  /** Places that it reaches too, though they don't stand in its own. */
  readonly members?: readonly string[];
  /** Places within its own that it doesn't reach. */
  readonly notIn?: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
  readonly binds: readonly OracleBinding[];
  readonly body: OracleBody;
}

export interface OracleDebt {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly kind: string;
  readonly type: string;
  readonly incurred: number;
  readonly due: number;
  readonly default?: number;
  readonly chargedOff?: number;
  readonly limitationEnded?: number;
  readonly contract?: string;
  readonly facts?: readonly string[];
  readonly creditor?: string;
  readonly account?: string;
  /** Loans that were serviced under one number are one debt to limits. */
  readonly serviceGroup?: string;
}

export interface OracleContact {
  readonly channel: string;
  readonly direction: string;
  readonly by?: string;
  readonly person?: string;
  readonly place?: string;
  readonly line?: string;
  readonly address?: string;
  readonly addressSource?: string;
  readonly dialing?: string;
  readonly purpose?: string;
  readonly contains?: readonly string[];
  readonly outcome?: string;
  readonly unsure?: true;
  readonly debts?: readonly string[];
  readonly account?: string;
  readonly raisedByDebtor?: readonly string[];
  readonly received?: number;
  readonly deadline?: number;
  readonly daysFromReceipt?: number;
  readonly claims?: readonly { readonly type: string; readonly amount?: number }[];
  readonly re?: string;
}

export interface OracleEvent {
  readonly event: string;
  readonly by?: string;
  readonly debts?: readonly string[];
  readonly account?: string;
  readonly form?: string;
  readonly medium?: string;
  readonly received?: number;
  readonly re?: string;
  readonly ground?: string;
  readonly request?: string;
  readonly relief?: string;
  readonly chapter?: string;
  readonly contactKnown?: boolean;
  readonly covers?: string;
  readonly channels?: readonly string[];
  readonly address?: string;
  readonly place?: string;
  readonly from?: number;
  readonly until?: number;
  readonly blocked?: readonly { readonly days: readonly string[]; readonly from: number; readonly to: number }[];
  readonly written?: boolean;
  readonly type?: string;
  readonly amount?: number;
  /** Of an amount; absent: that of the debts. */
  readonly currency?: string;
  /** Of a report to a bureau. */
  readonly contains?: readonly string[];
}

export type OracleEntry =
  | { readonly at: number; readonly id: string; readonly contact: OracleContact; readonly event?: undefined }
  | { readonly at: number; readonly id: string; readonly event: OracleEvent; readonly contact?: undefined };

/** A whole story: who collects what from whom under which rules, and all that happened, in order. */
export interface Story {
  readonly rules: readonly OracleRule[];
  readonly collector: { readonly role: string; readonly facts?: readonly string[] };
  readonly debtor: {
    readonly kind: string;
    readonly places: readonly string[];
    readonly timezones: readonly string[];
    readonly facts?: readonly string[];
  };
  readonly debts: readonly OracleDebt[];
  /** Days on which a place keeps a holiday, or which a law lists. */
  readonly holidays: Readonly<Record<string, readonly number[]>>;
  /** Weekdays on which a list has people work; absent: Monday to Friday. */
  readonly weekdays?: Readonly<Record<string, readonly string[]>>;
  readonly ledger: readonly OracleEntry[];
  readonly series?: readonly OracleSeries[];
  /** Of charges, by the id of their entry. Absent: nothing was agreed, and no days were named. */
  readonly terms?: Readonly<Record<string, OracleTerms>>;
}

export interface Violation {
  readonly entry: string;
  readonly rule: string;
  readonly why: string;
}

/** One thing that the collector did, seen at its own instant, with all that stood in the ledger before it. */
export interface Deed {
  readonly entry: OracleEntry;
  readonly act: string;
  readonly contact: OracleContact | null;
  readonly before: readonly OracleEntry[];
  /** Debts that it is about. */
  readonly debts: readonly OracleDebt[];
}
