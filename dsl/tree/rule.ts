/** Rule sentences, of the law and of the house alike, and the lines of a `rule` block. */
import type { Exclusion } from "../../engine/model/rule.ts";
import type { Span } from "../diagnostic.ts";
import type { ExampleNode } from "./example.ts";
import type { HoursNode } from "./spell.ts";
import type { DateNode, DaysNode, MoneyNode, Name, Node, NumberNode, Quoted } from "./words.ts";

export interface TriggerNode extends Node {
  readonly event: Name;
  readonly form: "oral" | "written" | null;
  /** How it was sent; empty: anyhow. */
  readonly media: readonly Name[];
  readonly grounds: readonly Name[];
  readonly requests: readonly Name[];
  readonly relief: Name | null;
  readonly chapter: NumberNode | null;
  readonly by: readonly Name[];
  readonly withinValidationPeriod: boolean;
  /** Where it says so: of a payment that left nothing to pay. */
  readonly inFull: Node | null;
  readonly afterNotice: { readonly days: DaysNode; readonly contents: readonly Name[] } | null;
  readonly fromReceipt: boolean;
  readonly until: readonly Name[];
  readonly forDays: DaysNode | null;
}

export interface WindowNode extends Node {
  readonly kind: "window";
  /** Channels, or `contact` for all of them. */
  readonly targets: readonly Name[];
  /** Of contact: empty for anywhere. */
  readonly places: readonly Name[];
  /** Whom the contact is to reach; empty for anyone. */
  readonly persons: readonly Name[];
  readonly spells: readonly HoursNode[];
  readonly closedOnHolidays: boolean;
  /** The list of holidays that closes it; null: those of the debtor's place. */
  readonly holidaySet: Quoted | null;
  readonly zone: Quoted | null;
  readonly liftedByConsent: boolean;
  readonly consentInWriting: boolean;
  /** Purposes, persons and `replies`. */
  readonly except: readonly Name[];
  /** It ends with debts that are later than this. */
  readonly lateAtMost: DaysNode | null;
  /** `to mobile`, `with autodialled dialling`: of consents alone; a check refuses them here. */
  readonly narrowed: readonly Name[];
}

export interface CapNode extends Node {
  readonly kind: "cap";
  readonly n: NumberNode;
  readonly unit: Name;
  readonly by: readonly Name[];
  readonly places: readonly Name[];
  /** Counted together; empty: everybody, each apart. */
  readonly persons: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
  readonly within: CapSpanNode;
  readonly key: Name | null;
  /** What it begins with; null: always. */
  readonly since: TriggerNode | null;
  /** It begins with the first of these; null: always. */
  readonly afterFirst: "conversation" | "contact-in-arrears" | null;
  readonly purposes: readonly Name[];
  readonly except: readonly Name[];
  readonly unless: readonly Name[];
  readonly consentInWriting: boolean;
}

/** How long a limit looks back: over days or months that roll, over the month or the week of the calendar, or for ever. */
export type CapSpanNode =
  | { readonly unit: "days"; readonly days: DaysNode }
  | { readonly unit: "months"; readonly months: NumberNode }
  | { readonly unit: "month" | "ever" }
  | { readonly unit: "week"; readonly from: Name };

export interface SilenceNode extends Node {
  readonly kind: "silence";
  readonly unit: Name;
  readonly by: readonly Name[];
  readonly targets: readonly Name[];
  readonly days: DaysNode;
  readonly key: Name | null;
  readonly unless: readonly Name[];
  readonly consentInWriting: boolean;
}

/** What a sentence is narrowed to. */
export interface NarrowingNode {
  readonly barred: "while" | "since" | null;
  /** Empty: any. */
  readonly purposes: readonly Name[];
}

/** `until 14 days after due`, `until 10 days after the last`. */
export interface WaitNode extends Node {
  readonly days: DaysNode;
  readonly after: "due" | "default" | "invoice" | "last";
}

export interface BlockNode extends Node, NarrowingNode {
  readonly kind: "block";
  /** Acts, channels, `contact`, or `any act`. */
  readonly targets: readonly Name[];
  /** After `charge`: the types of charge; empty for all. */
  readonly charges: readonly Name[];
  readonly wait: WaitNode | null;
  readonly by: readonly Name[];
  readonly places: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
  readonly trigger: TriggerNode | null;
  readonly key: Name | null;
  readonly except: readonly Name[];
  readonly unless: readonly Name[];
  readonly consentInWriting: boolean;
  /** It no longer holds when the attorney has been silent for longer. */
  readonly silentFor: DaysNode | null;
  /** `unless contacted before`. */
  readonly unlessContacted: Node | null;
  readonly unlessUsed: boolean;
}

export interface ContentNode extends Node, NarrowingNode {
  readonly kind: "content";
  readonly when: "every" | "first" | "later";
  readonly targets: readonly Name[];
  readonly forbidden: boolean;
  readonly contents: readonly Name[];
  readonly trigger: TriggerNode | null;
  /** Purposes that need not carry it. */
  readonly except: readonly Name[];
  readonly by: readonly Name[];
  readonly places: readonly Name[];
  readonly persons: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
  /** Only texts that carry one of these; empty: any. */
  readonly having: readonly Name[];
  readonly unless: readonly Name[];
  /** `must give at least 30 days from receipt`; null: it must contain something. */
  readonly gives: { readonly atLeast: DaysNode; readonly counts: CountsFromNode } | null;
  readonly leavesPeriod: boolean;
}

export interface StandardNode extends Node {
  readonly kind: "standard";
  readonly text: Quoted;
}

/** `from sending`, `from receipt`, `from presumed receipt 2 business days after sending`. */
export interface CountsFromNode extends Node {
  readonly from: "sending" | "receipt" | "presumed receipt";
  readonly after: DaysNode | null;
}

export interface NoticeBeforeNode extends Node, NarrowingNode {
  readonly kind: "notice-before";
  /** Acts, channels, `contact`, or `any act`. */
  readonly targets: readonly Name[];
  /** After `charge`: the types of charge; empty for all. */
  readonly charges: readonly Name[];
  /** None: any message about the debt. */
  readonly notices: readonly Name[];
  readonly orConversation: boolean;
  /** `the first of at least 2`; null: the last one. */
  readonly given: NumberNode | null;
  readonly afterDue: boolean;
  readonly namingSum: Node | null;
  readonly by: readonly Name[];
  readonly atLeast: DaysNode;
  readonly atMost: DaysNode | null;
  readonly counts: CountsFromNode;
  readonly key: Name | null;
}

export interface DeadlineNode extends Node {
  readonly kind: "deadline";
  readonly duty:
    | { readonly does: "send"; readonly contents: readonly Name[]; readonly by: readonly Name[] }
    | { readonly does: "record"; readonly event: Name };
  readonly within: DaysNode;
  readonly after: TriggerNode | "contact" | "communication";
  /** What is forbidden once it was missed; empty for nothing. */
  readonly otherwise: readonly Name[];
  readonly key: Name | null;
}

export interface ConsentNode extends Node {
  readonly kind: "consent";
  readonly targets: readonly Name[];
  /** Of windows alone; a check refuses them here. */
  readonly places: readonly Name[];
  /** Of windows alone, as well. */
  readonly persons: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
  readonly covers: Name;
  readonly form: "oral" | "written" | null;
  readonly fresh: DaysNode | null;
}

/** `minus 0.88%`: rates fall below zero. */
export interface RateNode extends Node {
  readonly percent: number;
}

/** `up to 2,500 EUR …`; null for `above`. */
export interface StepNode<Value> extends Node {
  readonly upTo: MoneyNode | null;
  readonly value: Value;
}

/** `but at least 40 EUR and at most 500 EUR`. */
export interface BoundsNode {
  readonly atLeast: MoneyNode | null;
  readonly atMost: MoneyNode | null;
}

export type LimitNode =
  | { readonly by: "sum"; readonly sum: MoneyNode }
  | ({ readonly by: "percent of debt"; readonly percent: NumberNode } & BoundsNode)
  | {
      readonly by: "yearly rate";
      readonly percent: NumberNode;
      readonly over: Name | null;
      readonly frozen: "half-year" | "lateness" | null;
      readonly dayCount: Name | null;
    }
  | { readonly by: "bands"; readonly bands: readonly StepNode<MoneyNode>[] }
  | ({ readonly by: "slices"; readonly slices: readonly StepNode<NumberNode>[] } & BoundsNode);

export interface AmountRuleNode extends Node, Pick<NarrowingNode, "barred"> {
  readonly kind: "amount";
  readonly charges: readonly Name[];
  readonly limit: LimitNode;
  readonly onlyAgreed: boolean;
  readonly unlessAgreed: boolean;
  readonly times: NumberNode | null;
  readonly inTotal: { readonly months: NumberNode | null; readonly span: Span } | null;
  readonly key: Name | null;
}

export interface DueDateNode extends Node {
  readonly kind: "due-date";
  readonly days: DaysNode;
  readonly after: "invoice" | "receipt" | "delivery" | "due and receipt" | "delivery and receipt";
  readonly containing: readonly Name[];
  readonly toBusinessDay: boolean;
  readonly orWith: readonly Name[];
  readonly longest: DaysNode | null;
}

export interface LimitationNode extends Node {
  readonly kind: "limitation";
  /** Null: as fixed by counsel. */
  readonly years: NumberNode | null;
  readonly months: NumberNode | null;
  readonly types: readonly Name[];
  readonly contracts: readonly Name[];
  /** Null: as fixed by counsel. */
  readonly from: Name | null;
  /** It begins so many days after that; null: at once. */
  readonly afterDays: DaysNode | null;
  readonly toYearEnd: boolean;
  readonly restartedBy: readonly Name[];
  readonly revivedBy: readonly Name[];
  readonly bars: readonly Name[];
  readonly extinguishes: boolean;
}

/** `limitation stands still during military-orders`. */
export interface TollingNode extends Node {
  readonly kind: "tolling";
  readonly during: Name;
  readonly until: readonly Name[];
}

export interface RetentionNode extends Node {
  readonly kind: "retention";
  readonly what: "keep" | "delete";
  readonly records: Quoted;
  readonly years: NumberNode;
  readonly after: Name;
}

export interface SilentLawNode extends Node {
  readonly kind: "none";
  readonly text: Quoted;
}

export interface ReceiptNode extends Node {
  readonly kind: "receipt";
  readonly nouns: readonly Name[];
  readonly after: DaysNode;
}

/** `modifies RULE, …` and `decides whom RULE, … bind`: what the named rules are said to count, or to bind. */
interface Touching extends Node {
  readonly touches: readonly Name[];
  readonly text: Quoted | null;
}
export interface ModifierNode extends Touching {
  readonly kind: "modifier";
}
export interface ScopeNode extends Touching {
  readonly kind: "scope";
}

export type SentenceNode =
  | WindowNode
  | CapNode
  | SilenceNode
  | BlockNode
  | ContentNode
  | StandardNode
  | NoticeBeforeNode
  | DeadlineNode
  | ConsentNode
  | AmountRuleNode
  | DueDateNode
  | LimitationNode
  | TollingNode
  | RetentionNode
  | SilentLawNode
  | ReceiptNode
  | ModifierNode
  | ScopeNode;

/** `not counting …`: belongs to the sentence above it. */
export interface ExcludingNode extends Node {
  readonly kind: "excluding";
  /** With the days of a consent, where it is one. */
  readonly what: readonly { readonly exclusion: Exclusion; readonly days: DaysNode | null; readonly span: Span }[];
}

/** `up to 500 USD`: each debt by itself, or all debts to one creditor together. */
export interface SizeNode {
  readonly sum: MoneyNode;
  readonly inTotal: boolean;
}

export interface BindsNode extends Node {
  readonly kind: "binds";
  /** Empty: anyone. */
  readonly roles: readonly Name[];
  /** Null: any. */
  readonly debt: Name | null;
  readonly types: readonly Name[];
  readonly owedBy: readonly Name[];
  readonly exceptFacts: readonly Name[];
  readonly collectorFacts: readonly Name[];
  readonly exceptCollectorFacts: readonly Name[];
  readonly debtorFacts: readonly Name[];
  readonly debtFacts: readonly Name[];
  readonly exceptDebtFacts: readonly Name[];
  readonly contracts: readonly Name[];
  readonly incurredFrom: DateNode | null;
  readonly incurredUntil: DateNode | null;
  readonly least: SizeNode | null;
  readonly most: SizeNode | null;
  readonly persons: readonly Name[];
  readonly once: readonly Name[];
  readonly until: readonly Name[];
}

export type RuleLine =
  | { readonly kind: "cites"; readonly source: Name; readonly reference: Quoted | null; readonly span: Span }
  | { readonly kind: "in force"; readonly from: DateNode | null; readonly until: DateNode | null; readonly span: Span }
  | { readonly kind: "confidence"; readonly level: Name; readonly checked: DateNode | null; readonly span: Span }
  | { readonly kind: "not in"; readonly places: readonly Name[]; readonly span: Span }
  | BindsNode
  | SentenceNode
  | ExcludingNode;

export interface RuleNode extends Node {
  readonly kind: "rule";
  readonly id: Name;
  readonly summary: Quoted;
  readonly lines: readonly RuleLine[];
}

export type SeriesLine =
  | { readonly kind: "cites"; readonly source: Name; readonly reference: Quoted | null; readonly span: Span }
  | { readonly kind: "confidence"; readonly level: Name; readonly checked: DateNode | null; readonly span: Span }
  | { readonly kind: "verified"; readonly to: DateNode; readonly span: Span }
  | { readonly kind: "value"; readonly from: DateNode; readonly rate: RateNode; readonly span: Span };

/** A rate that changes with time: `series boe-base "Bank of England base rate" { … }`. */
export interface SeriesNode extends Node {
  readonly kind: "series";
  readonly name: Name;
  readonly title: Quoted;
  readonly lines: readonly SeriesLine[];
}

export type JurisdictionItem =
  | { readonly kind: "source"; readonly name: Name; readonly title: Quoted; readonly span: Span }
  | { readonly kind: "members"; readonly places: readonly Name[]; readonly span: Span }
  | SeriesNode
  | ExampleNode
  | RuleNode;

export interface JurisdictionNode extends Node {
  readonly kind: "jurisdiction";
  readonly place: Name;
  readonly title: Quoted;
  readonly items: readonly JurisdictionItem[];
}
