/** A checked policy to its compiled form. */
import type {
  Channel,
  Clock,
  CompiledPolicy,
  ContactAction,
  Currency,
  DebtKind,
  EventName,
  Handler,
  Minor,
  Notice,
  PaymentPlan,
  Reaction,
  RestUntil,
  Role,
  Terms,
} from "../../engine/index.ts";
import { minor } from "../engine.ts";
import { linesIn, linesOf, type PlanBlock, type Scope } from "../check/names.ts";
import type { HandlerNode, NoticeNode, ReactionNode, UntilNode } from "../tree/policy.ts";
import { amountsOf, expressionOf } from "./expression.ts";
import { hashOf } from "./hash.ts";
import { grantOf } from "./onboarding.ts";
import { houseRules, type HouseLines } from "./rule.ts";
import { actionOf, daysOf, stageOf, whenOf } from "./stage.ts";

const noMoney = (currencies: readonly Currency[]): Readonly<Record<Currency, Minor>> =>
  Object.fromEntries(currencies.map((currency) => [currency, minor(0)]));

const clockOf = (scope: Scope): Clock => {
  const lines = linesOf(scope.policy, "clock").flatMap((block) => block.lines);
  let clock: Clock = {
    stageOf: "account",
    anchor: "oldest unpaid invoice",
    whenItMoves: "keep",
    whenBehind: "lapse",
    tolerance: noMoney(scope.currencies),
  };
  for (const line of lines) {
    if (line.kind === "stage of") clock = { ...clock, stageOf: line.of };
    else if (line.kind === "when it moves") clock = { ...clock, whenItMoves: line.then };
    else if (line.kind === "when behind") clock = { ...clock, whenBehind: line.then };
    else if (line.kind === "tolerance") clock = { ...clock, tolerance: amountsOf(line.amounts, scope) };
    else if (line.kind === "when policy changes") clock = { ...clock, whenPolicyChanges: line.then };
  }
  return clock;
};

const termsOf = (scope: Scope): Terms => {
  let terms: Terms = {};
  for (const line of linesOf(scope.policy, "terms").flatMap((block) => block.lines)) {
    if (line.kind === "due") terms = { ...terms, due: daysOf(line.days) };
    else if (line.kind === "discount") terms = { ...terms, discount: { percent: line.percent.value, within: daysOf(line.within) } };
    else if (line.kind === "late interest")
      terms = { ...terms, lateInterest: line.rate === null ? "statutory" : { percent: line.rate.percent.value, per: line.rate.per } };
    else if (line.kind === "unpaid charges") terms = { ...terms, unpaidCharges: line.then };
    else terms = { ...terms, lateFee: line.amounts === null ? "statutory" : { amount: amountsOf(line.amounts, scope) } };
  }
  return terms;
};

const planOf = (block: PlanBlock, scope: Scope): PaymentPlan => {
  let plan: PaymentPlan = { name: block.name.text, installments: 1, every: "month", first: { n: 0, business: false }, defaultAfterMissed: 1 };
  for (const line of block.lines) {
    if (line.kind === "first within") plan = { ...plan, first: daysOf(line.days) };
    else if (line.kind === "default after") plan = { ...plan, defaultAfterMissed: line.missed.value };
    else {
      plan = {
        ...plan,
        installments: line.n.value,
        every: line.every,
        ...(line.atLeast === null ? {} : { atLeast: amountsOf(line.atLeast, scope) }),
      };
    }
  }
  return plan;
};

const noticeOf = (node: NoticeNode): Notice => ({
  name: node.name.text,
  channel: node.channel.text as Channel,
  template: node.template.text,
  ...(node.within === null ? {} : { within: daysOf(node.within) }),
  line: node.span.line,
});

const untilOf = (until: UntilNode): RestUntil => {
  switch (until.kind) {
    case "open":
      return { kind: "open" };
    case "days":
      return { kind: "days", days: daysOf(until.days) };
    case "promised":
      return { kind: "promised", plus: until.plus === null ? { n: 0, business: false } : daysOf(until.plus) };
    case "day":
      return until.date.day === null ? { kind: "open" } : { kind: "day", day: until.date.day };
    case "events":
      return { kind: "events", events: until.events.map(({ text }) => text as EventName) };
  }
};

/** Null only in a draft: a checked policy names no notice that it lacks. */
const sending = (name: string, scope: Scope): ContactAction | null => {
  const notice = scope.notices.get(name);
  if (notice === undefined) return null;
  return {
    kind: "contact",
    channel: notice.channel.text as Channel,
    template: notice.template.text,
    paymentLink: false,
    priority: "normal",
    purpose: "legal-notice",
  };
};

const reactionOf = (node: ReactionNode, scope: Scope): Reaction | null => {
  switch (node.kind) {
    case "close contact":
      return { do: "close contact" };
    case "rest":
      return { do: node.rest, until: untilOf(node.until) };
    case "go":
      return { do: "go", stage: node.stage.text };
    case "send notice": {
      const action = sending(node.notice.text, scope);
      return action === null ? null : { do: "act", action };
    }
    case "act":
      return node.action.kind === "close" ? { do: "close", as: node.action.as.text } : { do: "act", action: actionOf(node.action) };
  }
};

const handlerOf = (node: HandlerNode, scope: Scope): Handler => ({
  on: node.event,
  ...(node.within === null ? {} : { within: daysOf(node.within) }),
  ...whenOf(node.when, scope),
  reactions: node.reactions.flatMap((reaction) => reactionOf(reaction, scope) ?? []),
  line: node.span.line,
});

const houseOf = ({ policy, source, shared }: Scope): readonly HouseLines[] =>
  [...shared, { node: policy, source }].map((part) => ({ source: part.source, lines: linesOf(part.node, "house").flatMap(({ lines }) => lines) }));

const variantsOf = ({ variants }: Scope): Pick<CompiledPolicy, "variants"> =>
  variants.size === 0 ? {} : { variants: [...variants].map(([name, { percent }]) => ({ name, percent: percent.value })) };

const onboardingOf = (scope: Scope): Pick<CompiledPolicy, "onboarding"> => {
  const blocks = linesOf(scope.policy, "on new customer");
  return blocks.length === 0 ? {} : { onboarding: blocks.flatMap(({ lines }) => lines.map((line) => grantOf(line, scope))) };
};

const appliesOf = (scope: Scope): Pick<CompiledPolicy, "applies"> => {
  const [line] = linesOf(scope.policy, "applies");
  return line === undefined ? {} : { applies: expressionOf(line.when, scope) };
};

const bodyOf = (scope: Scope): Omit<CompiledPolicy, "hash"> => {
  const { policy, source } = scope;
  return {
    format: 1,
    name: policy.name.text,
    version: linesOf(policy, "version")[0]?.version.text ?? "",
    collector: (linesOf(policy, "collector")[0]?.role.text ?? "creditor") as Role,
    debt: (linesOf(policy, "debt")[0]?.debt.text ?? "commercial") as DebtKind,
    currencies: scope.currencies,
    places: scope.places,
    facts: Object.fromEntries(scope.facts),
    house: houseRules(houseOf(scope)),
    clock: clockOf(scope),
    terms: termsOf(scope),
    plans: linesIn(scope, "plan").map((block) => planOf(block, scope)),
    notices: linesOf(policy, "notice").map(noticeOf),
    allocation: linesOf(policy, "allocation")[0]?.order ?? "oldest first",
    stages: linesOf(policy, "stage").map((stage) => stageOf(stage, scope)),
    handlers: linesOf(policy, "on").map((node) => handlerOf(node, scope)),
    ...variantsOf(scope),
    ...onboardingOf(scope),
    ...appliesOf(scope),
    file: source.file,
  };
};

/** The policy as plain JSON, named by its hash. The tree must be free of errors. */
export const policyOf = (scope: Scope): CompiledPolicy => {
  const body = bodyOf(scope);
  return { ...body, hash: hashOf(body) };
};

/**
 * What can be made out of a policy with errors: good for looking at what it sends, never for running it, and so without a name.
 * Definitions stay unread: they may lead to themselves, or grow without end.
 */
export const draftOf = (scope: Scope): CompiledPolicy => ({ ...bodyOf({ ...scope, definitions: new Map() }), hash: "" });
