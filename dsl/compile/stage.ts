/** Stages, steps and actions. The tree must be free of errors. */
import type { AnchoredDay, BusinessAction, Channel, ContactAction, Days, Expr, Next, Stage, Step, StepAction } from "../../engine/index.ts";
import type { Scope } from "../check/names.ts";
import type { ExprNode } from "../tree/expression.ts";
import type { ActionNode, BusinessNode, ContactNode, NextNode, StageNode, StepNode } from "../tree/policy.ts";
import type { AnchoredNode, DaysNode } from "../tree/words.ts";
import { expressionOf } from "./expression.ts";

/** How long a lawful slot is looked for when the step doesn't say. */
const DEFAULT_WITHIN: Days = { n: 3, business: false };

export const daysOf = ({ n, business }: DaysNode): Days => ({ n, business });

const anchoredOf = (node: AnchoredNode): AnchoredDay => {
  const n = node.days?.n ?? 0;
  return { anchor: node.anchor, offset: { n: node.before && n !== 0 ? -n : n, business: node.days?.business ?? false } };
};

const contactOf = (node: ContactNode): ContactAction => ({
  kind: "contact",
  channel: node.channel.text as Channel,
  template: node.template.text,
  paymentLink: node.paymentLink,
  ...(node.offers === null ? {} : { offers: node.offers.text }),
  priority: node.priority,
  purpose: "collect",
});

export const businessOf = (node: BusinessNode): BusinessAction => {
  switch (node.kind) {
    case "plain":
      return { kind: "business", name: node.name };
    case "place with agency":
      return { kind: "business", name: "place with agency", agency: node.agency.text };
    case "offer plan":
      return { kind: "business", name: "offer plan", plan: node.plan.text };
    case "offer discount":
      return { kind: "business", name: "offer discount", percent: node.percent.value };
    case "webhook":
      return { kind: "business", name: "webhook", hook: node.hook.text };
    case "task":
      return { kind: "business", name: "task", title: node.title.text, team: node.team.text, due: node.due === null ? null : daysOf(node.due) };
    case "close":
      return { kind: "business", name: "close", as: node.as.text };
  }
};

export const actionOf = (node: ActionNode): StepAction => (node.kind === "contact" ? contactOf(node) : businessOf(node));

/** `{ when }` where there is a condition, nothing where there is none. */
export const whenOf = (node: ExprNode | null, scope: Scope): { readonly when?: Expr } => (node === null ? {} : { when: expressionOf(node, scope) });

const dayTitle = ({ n, business }: Pick<Days, "n" | "business">): string => `${business ? "business day" : "day"} ${n}`;

const stepTitle = (node: StepNode): string => {
  if (node.repeat === null || node.day !== null) return dayTitle(node.day ?? { n: 0, business: false });
  const { n, business } = node.repeat.every;
  return `every ${n} ${business ? "business " : ""}${n === 1 ? "day" : "days"}`;
};

type Written<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

const stepOf = (node: StepNode, key: string, scope: Scope): Step => {
  const step: Written<Step> = {
    key,
    day: node.day === null ? { n: 0, business: false } : daysOf(node.day),
    action: actionOf(node.action),
    within: node.within === null ? DEFAULT_WITHIN : daysOf(node.within),
    line: node.span.line,
  };
  if (node.repeat !== null) step.repeat = { every: daysOf(node.repeat.every), times: node.repeat.times.value };
  if (node.when !== null) step.when = expressionOf(node.when, scope);
  if (node.otherwise !== null) step.otherwise = actionOf(node.otherwise);
  if (node.else !== null) step.else = actionOf(node.else);
  if (node.approval !== null) step.approval = node.approval.text;
  return step;
};

/** `reminder/day 5`, and `reminder/day 5 #2` for a second step of the same day; `reminder/softer tone/day 5` for one of a variant. */
const stepsOf = (prefix: string, steps: readonly StepNode[], scope: Scope): readonly Step[] => {
  const count = new Map<string, number>();
  return steps.map((step) => {
    const title = `${prefix}/${stepTitle(step)}`;
    const nth = (count.get(title) ?? 0) + 1;
    count.set(title, nth);
    return stepOf(step, nth === 1 ? title : `${title} #${nth}`, scope);
  });
};

const variantsOf = ({ name, items }: StageNode, scope: Scope): Pick<Stage, "variants"> => {
  const variants = items.flatMap((item) =>
    item.kind === "variant" ? [{ name: item.name.text, steps: stepsOf(`${name.text}/${item.name.text}`, item.steps, scope) }] : [],
  );
  return variants.length === 0 ? {} : { variants };
};

const nextOf = (node: NextNode, scope: Scope): Next => ({
  to: node.to.text,
  at: node.at.kind === "after" ? { kind: "after", days: daysOf(node.at.days) } : { kind: "anchored", day: anchoredOf(node.at.day) },
  ...whenOf(node.when, scope),
  line: node.span.line,
});

const edgeOf = (stage: StageNode, kind: "entry" | "exit"): readonly BusinessAction[] =>
  stage.items
    .flatMap((item) => (item.kind === kind ? item.actions : []))
    .flatMap((action) => (action.kind === "contact" ? [] : [businessOf(action)]));

export const stageOf = (node: StageNode, scope: Scope): Stage => ({
  name: node.name.text,
  ...(node.from === null ? {} : { from: anchoredOf(node.from) }),
  ...(node.requires === null ? {} : { requires: expressionOf(node.requires, scope) }),
  entry: edgeOf(node, "entry"),
  exit: edgeOf(node, "exit"),
  steps: stepsOf(
    node.name.text,
    node.items.filter((item) => item.kind === "step"),
    scope,
  ),
  ...variantsOf(node, scope),
  next: node.items.flatMap((item) => (item.kind === "next" ? [nextOf(item, scope)] : [])),
  line: node.span.line,
});
