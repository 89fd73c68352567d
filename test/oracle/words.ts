/**
 * The words of the oracle, said again on purpose: it shares nothing with the engine, so that a mistake there can't hide
 * here. They follow the vocabulary of legal cases; instants are milliseconds since 1970, days are days since 1970-01-01.
 */
export interface OracleTrigger {
  readonly event: string;
  readonly form?: string;
  readonly grounds?: readonly string[];
  readonly requests?: readonly string[];
  readonly relief?: string;
  readonly withinValidationPeriod?: boolean;
  readonly fromReceipt?: boolean;
  readonly until: readonly string[];
  readonly forDays?: number;
}

export type OracleBody =
  | {
      readonly kind: "window";
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly hours: readonly { readonly days: readonly string[]; readonly from: number; readonly to: number }[];
      readonly holidaysClosed: boolean;
      readonly zone?: string;
      readonly liftedByConsent: boolean;
    }
  | {
      readonly kind: "cap";
      readonly n: number;
      readonly unit: string;
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly days: number;
      readonly key: string;
      readonly excluding: readonly string[];
    }
  | {
      readonly kind: "silence";
      readonly after: { readonly unit: string; readonly channels?: readonly string[]; readonly direction: string };
      readonly channels?: readonly string[];
      readonly days: number;
      readonly key: string;
      readonly excluding: readonly string[];
    }
  | {
      readonly kind: "block";
      readonly acts: readonly string[];
      readonly channels?: readonly string[];
      readonly places?: readonly string[];
      readonly while?: OracleTrigger;
      readonly key: string;
      readonly exceptPurposes: readonly string[];
      readonly exceptPersons: readonly string[];
      readonly unlessConsent: readonly string[];
      readonly exceptReplies: boolean;
      readonly lines?: readonly string[];
      readonly dialing?: readonly string[];
    }
  | {
      readonly kind: "content";
      readonly acts: readonly string[];
      readonly channels?: readonly string[];
      readonly when: string;
      readonly must: readonly string[];
      readonly mustNot: readonly string[];
      readonly while?: OracleTrigger;
      readonly exceptPurposes?: readonly string[];
    }
  | { readonly kind: "standard"; readonly text: string };

export type BodyOf<Kind extends OracleBody["kind"]> = Extract<OracleBody, { kind: Kind }>;

export interface OracleBinding {
  readonly roles: readonly string[];
  readonly debts: readonly string[];
  readonly debtors?: readonly string[];
  readonly debtTypes?: readonly string[];
  readonly collectorFacts?: readonly string[];
  readonly exceptDebtorFacts?: readonly string[];
  readonly incurredFrom?: number;
  readonly totalAtMost?: { readonly amount: number; readonly currency: string };
}

export interface OracleRule {
  readonly id: string;
  readonly place: string;
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
  readonly creditor?: string;
  readonly account?: string;
}

export interface OracleContact {
  readonly channel: string;
  readonly direction: string;
  readonly by?: string;
  readonly person?: string;
  readonly place?: string;
  readonly line?: string;
  readonly address?: string;
  readonly dialing?: string;
  readonly purpose?: string;
  readonly contains?: readonly string[];
  readonly outcome?: string;
  readonly debts?: readonly string[];
  readonly account?: string;
  readonly raisedByDebtor?: readonly string[];
  readonly received?: number;
  readonly deadline?: number;
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
  readonly covers?: string;
  readonly channels?: readonly string[];
  readonly address?: string;
  readonly place?: string;
  readonly from?: number;
  readonly until?: number;
  readonly blocked?: readonly { readonly days: readonly string[]; readonly from: number; readonly to: number }[];
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
  /** Days on which a place keeps a holiday. */
  readonly holidays: Readonly<Record<string, readonly number[]>>;
  readonly ledger: readonly OracleEntry[];
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
