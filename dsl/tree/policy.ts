/** The lines of a policy, as written and in source order; names are not resolved yet. */
import type { FactType, HandledEvent } from "../../engine/model/policy.ts";
import type { Span } from "../diagnostic.ts";
import type { ExprNode } from "./expression.ts";
import type { ExcludingNode, JurisdictionNode, SentenceNode } from "./rule.ts";
import type { TestNode } from "./test.ts";
import type { AmountsNode, AnchoredNode, DateNode, DaysNode, MoneyNode, Name, Node, NumberNode, Quoted } from "./words.ts";

export interface ContactNode extends Node {
  readonly kind: "contact";
  readonly channel: Name;
  readonly template: Quoted;
  readonly paymentLink: boolean;
  readonly offers: Quoted | null;
  readonly priority: "normal" | "high";
}

export type BusinessNode =
  | { readonly kind: "plain"; readonly name: PlainBusiness; readonly span: Span }
  | { readonly kind: "place with agency"; readonly agency: Quoted; readonly span: Span }
  | { readonly kind: "offer plan"; readonly plan: Quoted; readonly span: Span }
  | { readonly kind: "offer discount"; readonly percent: NumberNode; readonly span: Span }
  | { readonly kind: "webhook"; readonly hook: Quoted; readonly span: Span }
  | { readonly kind: "task"; readonly title: Quoted; readonly team: Quoted; readonly due: DaysNode | null; readonly span: Span }
  | { readonly kind: "close"; readonly as: Name; readonly span: Span };
export type PlainBusiness =
  | "hold credit"
  | "release credit"
  | "write off"
  | "file small claim"
  | "report to bureau"
  | "refer to lawyer"
  | "charge fee"
  | "charge interest";

export type ActionNode = ContactNode | BusinessNode;

export interface StepNode extends Node {
  readonly kind: "step";
  readonly day: DaysNode | null;
  readonly repeat: { readonly every: DaysNode; readonly times: NumberNode } | null;
  readonly action: ActionNode;
  readonly when: ExprNode | null;
  readonly otherwise: ActionNode | null;
  readonly else: ActionNode | null;
  readonly within: DaysNode | null;
  readonly approval: Quoted | null;
  /** A second `when`, `otherwise`, … on one step. */
  readonly repeated: readonly { readonly what: string; readonly span: Span }[];
}

export interface NextNode extends Node {
  readonly kind: "next";
  readonly to: Name;
  readonly at: { readonly kind: "after"; readonly days: DaysNode } | { readonly kind: "anchored"; readonly day: AnchoredNode };
  readonly when: ExprNode | null;
}

export interface EdgeNode extends Node {
  readonly kind: "entry" | "exit";
  readonly actions: readonly ActionNode[];
}

/** `variant 20% "softer tone" { … }`: what its accounts do in this stage instead of the stage's own steps. */
export interface VariantNode extends Node {
  readonly kind: "variant";
  readonly percent: NumberNode;
  readonly name: Quoted;
  readonly steps: readonly StepNode[];
}

export type StageItem = StepNode | NextNode | EdgeNode | VariantNode;

export interface StageNode extends Node {
  readonly kind: "stage";
  readonly name: Name;
  readonly from: AnchoredNode | null;
  readonly requires: ExprNode | null;
  readonly items: readonly StageItem[];
}

export type UntilNode =
  | { readonly kind: "open" }
  | { readonly kind: "days"; readonly days: DaysNode }
  | { readonly kind: "promised"; readonly plus: DaysNode | null }
  | { readonly kind: "day"; readonly date: DateNode }
  | { readonly kind: "events"; readonly events: readonly Name[] };

export type ReactionNode =
  | { readonly kind: "close contact"; readonly span: Span }
  | { readonly kind: "rest"; readonly rest: "pause" | "hold"; readonly until: UntilNode; readonly span: Span }
  | { readonly kind: "go"; readonly stage: Name; readonly span: Span }
  | { readonly kind: "send notice"; readonly notice: Quoted; readonly span: Span }
  | { readonly kind: "act"; readonly action: ActionNode; readonly span: Span };

export interface HandlerNode extends Node {
  readonly kind: "on";
  readonly event: HandledEvent;
  readonly eventSpan: Span;
  readonly within: DaysNode | null;
  readonly when: ExprNode | null;
  readonly reactions: readonly ReactionNode[];
}

export type ClockLine =
  | { readonly kind: "stage of"; readonly of: "account" | "invoice"; readonly span: Span }
  | { readonly kind: "anchor"; readonly span: Span }
  | { readonly kind: "when it moves"; readonly then: "keep" | "return"; readonly span: Span }
  | { readonly kind: "when behind"; readonly then: "lapse" | "one stage at a time" | "straight" | "late"; readonly span: Span }
  | { readonly kind: "tolerance"; readonly amounts: AmountsNode; readonly span: Span }
  | { readonly kind: "when policy changes"; readonly then: "keep" | "restart" | "park"; readonly span: Span };

export type TermsLine =
  | { readonly kind: "due"; readonly days: DaysNode; readonly span: Span }
  | { readonly kind: "discount"; readonly percent: NumberNode; readonly within: DaysNode; readonly span: Span }
  | { readonly kind: "late interest"; readonly rate: { readonly percent: NumberNode; readonly per: "month" | "year" } | null; readonly span: Span }
  | { readonly kind: "late fee"; readonly amounts: AmountsNode | null; readonly span: Span }
  | { readonly kind: "unpaid charges"; readonly then: "waive" | "keep"; readonly span: Span };

export type PlanLine =
  | { readonly kind: "up to"; readonly n: NumberNode; readonly every: "month" | "week"; readonly atLeast: AmountsNode | null; readonly span: Span }
  | { readonly kind: "first within"; readonly days: DaysNode; readonly span: Span }
  | { readonly kind: "default after"; readonly missed: NumberNode; readonly span: Span };

interface OnboardingTail extends Node {
  readonly when: ExprNode | null;
  readonly approval: Quoted | null;
}
/** One line of `on new customer`. A deposit is a share of the credit limit, or a sum. */
export type OnboardingNode =
  | (OnboardingTail & { readonly kind: "credit limit"; readonly limit: AmountsNode })
  | (OnboardingTail & { readonly kind: "new terms"; readonly due: DaysNode | "prepayment" })
  | (OnboardingTail & { readonly kind: "deposit"; readonly deposit: NumberNode | AmountsNode });

export interface FactNode extends Node {
  readonly kind: "fact";
  readonly name: Name;
  readonly type: FactType;
  readonly values: readonly Quoted[];
}

/** Header lines that say one thing each. */
export type HeaderLine =
  | { readonly kind: "version"; readonly version: Quoted; readonly span: Span }
  | { readonly kind: "collector"; readonly role: Name; readonly span: Span }
  | { readonly kind: "debt"; readonly debt: Name; readonly span: Span }
  | { readonly kind: "currency"; readonly currencies: readonly Name[]; readonly span: Span }
  | { readonly kind: "places"; readonly places: readonly Name[]; readonly span: Span }
  | { readonly kind: "applies"; readonly when: ExprNode; readonly span: Span }
  | { readonly kind: "allocation"; readonly order: "oldest first" | "as directed" | "interest first"; readonly span: Span };

export interface AmountNode extends Node {
  readonly kind: "amount";
  readonly name: Name;
  readonly sums: readonly MoneyNode[];
}

export interface DefineNode extends Node {
  readonly kind: "define";
  readonly name: Name;
  readonly as: ExprNode;
}

export interface NoticeNode extends Node {
  readonly kind: "notice";
  readonly name: Quoted;
  readonly channel: Name;
  readonly template: Quoted;
  readonly within: DaysNode | null;
}

export type PolicyBlock =
  | { readonly kind: "facts"; readonly lines: readonly FactNode[]; readonly span: Span }
  | { readonly kind: "house"; readonly lines: readonly (SentenceNode | ExcludingNode)[]; readonly span: Span }
  | { readonly kind: "clock"; readonly lines: readonly ClockLine[]; readonly span: Span }
  | { readonly kind: "terms"; readonly lines: readonly TermsLine[]; readonly span: Span }
  | { readonly kind: "plan"; readonly name: Quoted; readonly lines: readonly PlanLine[]; readonly span: Span }
  | { readonly kind: "on new customer"; readonly lines: readonly OnboardingNode[]; readonly span: Span };

export type PolicyItem = HeaderLine | AmountNode | DefineNode | NoticeNode | HandlerNode | StageNode | PolicyBlock | TestNode;

export interface PolicyNode extends Node {
  readonly kind: "policy";
  readonly name: Quoted;
  readonly items: readonly PolicyItem[];
  /** Some of its lines could not be read: what is missing may be among them. */
  readonly damaged: boolean;
}

/** What several policies share: facts, amounts, definitions, house rules and plans. */
export interface SharedNode extends Node {
  readonly kind: "shared";
  readonly name: Quoted;
  readonly items: readonly PolicyItem[];
  readonly damaged: boolean;
}

/** `use "shared.collect"`. */
export interface UseNode extends Node {
  readonly kind: "use";
  readonly path: Quoted;
}

export type FileItem = PolicyNode | JurisdictionNode | TestNode | SharedNode | UseNode;
