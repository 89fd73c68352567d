/** Rule sentences, of the law and of the house alike, and the lines of a `rule` block. */
import type { Exclusion } from "../../engine/model/rule.ts";
import type { Span } from "../diagnostic.ts";
import type { DateNode, DaysNode, MoneyNode, Name, Node, NumberNode, Quoted, TimeNode } from "./words.ts";

export interface TriggerNode extends Node {
  readonly event: Name;
  readonly form: "oral" | "written" | null;
  readonly grounds: readonly Name[];
  readonly requests: readonly Name[];
  readonly relief: Name | null;
  readonly withinValidationPeriod: boolean;
  readonly fromReceipt: boolean;
  readonly until: readonly Name[];
  readonly forDays: DaysNode | null;
}

export type DaySetNode =
  | { readonly kind: "all" | "business" | "weekdays" }
  | { readonly kind: "named"; readonly parts: readonly { readonly first: Name; readonly last: Name | null }[] };

export interface SpellNode extends Node {
  readonly from: TimeNode;
  readonly to: TimeNode;
  readonly days: DaySetNode;
}

export interface WindowNode extends Node {
  readonly kind: "window";
  /** Channels, or `contact` for all of them. */
  readonly targets: readonly Name[];
  /** Of contact: empty for anywhere. */
  readonly places: readonly Name[];
  readonly spells: readonly SpellNode[];
  readonly closedOnHolidays: boolean;
  readonly zone: Quoted | null;
  readonly liftedByConsent: boolean;
}

export interface CapNode extends Node {
  readonly kind: "cap";
  readonly n: NumberNode;
  readonly unit: Name;
  readonly by: readonly Name[];
  readonly places: readonly Name[];
  readonly days: DaysNode;
  readonly key: Name | null;
}

export interface SilenceNode extends Node {
  readonly kind: "silence";
  readonly unit: Name;
  readonly by: readonly Name[];
  readonly targets: readonly Name[];
  readonly days: DaysNode;
  readonly key: Name | null;
}

export interface BlockNode extends Node {
  readonly kind: "block";
  /** Acts, channels, `contact`, or `any act`. */
  readonly targets: readonly Name[];
  readonly by: readonly Name[];
  readonly places: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
  readonly trigger: TriggerNode | null;
  readonly key: Name | null;
  readonly except: readonly Name[];
  readonly unless: readonly Name[];
}

export interface ContentNode extends Node {
  readonly kind: "content";
  readonly when: "every" | "first" | "later";
  readonly targets: readonly Name[];
  readonly forbidden: boolean;
  readonly contents: readonly Name[];
  readonly trigger: TriggerNode | null;
  /** Purposes that need not carry it. */
  readonly except: readonly Name[];
}

export interface StandardNode extends Node {
  readonly kind: "standard";
  readonly text: Quoted;
}

export type SentenceNode = WindowNode | CapNode | SilenceNode | BlockNode | ContentNode | StandardNode;

/** `not counting …`: belongs to the sentence above it. */
export interface ExcludingNode extends Node {
  readonly kind: "excluding";
  readonly what: readonly { readonly exclusion: Exclusion; readonly span: Span }[];
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
  readonly incurredFrom: DateNode | null;
  readonly total: MoneyNode | null;
}

export type RuleLine =
  | { readonly kind: "cites"; readonly source: Name; readonly reference: Quoted | null; readonly span: Span }
  | { readonly kind: "in force"; readonly from: DateNode | null; readonly until: DateNode | null; readonly span: Span }
  | { readonly kind: "confidence"; readonly level: Name; readonly checked: DateNode | null; readonly span: Span }
  | BindsNode
  | SentenceNode
  | ExcludingNode;

export interface RuleNode extends Node {
  readonly kind: "rule";
  readonly id: Name;
  readonly summary: Quoted;
  readonly lines: readonly RuleLine[];
}

export type JurisdictionItem =
  | { readonly kind: "source"; readonly name: Name; readonly title: Quoted; readonly span: Span }
  | { readonly kind: "example"; readonly title: Quoted; readonly span: Span }
  | RuleNode;

export interface JurisdictionNode extends Node {
  readonly kind: "jurisdiction";
  readonly place: Name;
  readonly title: Quoted;
  readonly items: readonly JurisdictionItem[];
}
