/** What must come of a test. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ActionNode } from "../../tree/policy.ts";
import type { ContactPatternNode, ExpectNode, SpanNode } from "../../tree/test.ts";
import type { AmountsNode, Name, Quoted } from "../../tree/words.ts";
import { checkAction, checkStageName } from "../actions.ts";
import { checkAmounts } from "../money.ts";
import { didYouMeanText } from "../said.ts";
import { atLeastOne } from "../stages.ts";
import { checkApproval } from "./events.ts";
import { checkTestSum, type Inside } from "./values.ts";

const checkSpan = (span: SpanNode): readonly Diagnostic[] => {
  if (span.kind !== "from") return [];
  const { from, to } = span;
  return from.day !== null && to.day !== null && to.day < from.day ? [problem("spanBackwards", span.span, { from: from.text, to: to.text })] : [];
};

/** A contact that the policy makes at all: one that it never makes would be expected for nothing. */
const checkPattern = ({ channel, template }: ContactPatternNode, { performed, scope }: Inside): readonly Diagnostic[] => {
  if (template === null || scope.lost.has(template.text)) return [];
  const channels = performed.sent.get(template.text);
  if (channels === undefined) {
    return [problem("unknownTemplate", template.span, { name: template.text }, didYouMeanText(template, performed.sent.keys()))];
  }
  if (channel === null || channels.has(channel.text)) return [];
  const help = `it is sent by ${[...channels].join(", ")}`;
  return [problem("otherChannel", channel.span, { name: template.text, channel: channel.text }, { help })];
};

const HOUSE = /^house\.(\d+)$/u;

const checkRules = (rules: readonly Name[], { performed }: Inside): readonly Diagnostic[] =>
  rules.flatMap(({ text, span }) => {
    const [, number] = HOUSE.exec(text) ?? [];
    const known = number === undefined || (Number(number) >= 1 && Number(number) <= performed.houseRules);
    return known ? [] : [problem("unknownHouseRule", span, { id: text, count: performed.houseRules })];
  });

const named = (what: string, name: Quoted, known: ReadonlySet<string>, { scope }: Inside): readonly Diagnostic[] =>
  known.has(name.text) || scope.lost.has(name.text) ? [] : [problem("neverDone", name.span, { what, name: name.text }, didYouMeanText(name, known))];

const checkAct = (action: ActionNode, inside: Inside): readonly Diagnostic[] => {
  if (action.kind === "place with agency") return named("agency", action.agency, inside.performed.agencies, inside);
  if (action.kind === "webhook") return named("webhook", action.hook, inside.performed.webhooks, inside);
  return checkAction(action, inside.scope);
};

const forCustomer = (node: ExpectNode, { account }: Inside): readonly Diagnostic[] =>
  account === null || account.newCustomer ? [] : [problem("customersOnly", node.span, { what: node.what })];

const checkGrant = (amounts: AmountsNode | null, inside: Inside): readonly Diagnostic[] =>
  amounts?.kind === "listed" ? amounts.sums.flatMap((sum) => checkTestSum(sum, inside)) : checkAmounts(amounts, inside.scope);

export const checkExpectation = (node: ExpectNode, inside: Inside): readonly Diagnostic[] => {
  switch (node.what) {
    case "contact":
      return [
        ...(typeof node.count === "string" ? [] : atLeastOne(node.count.n, "the number of contacts")),
        ...checkPattern(node.pattern, inside),
        ...checkSpan(node.when),
      ];
    case "lapsed":
    case "held":
      return [...checkPattern(node.pattern, inside), ...checkSpan(node.when), ...checkRules(node.rules, inside)];
    case "stage":
      return [...checkStageName(node.stage, inside.scope), ...checkSpan(node.when)];
    case "closed":
    case "open":
      return checkSpan(node.when);
    case "act":
      return [...checkAct(node.action, inside), ...checkSpan(node.when)];
    case "approval asked":
      return [...checkApproval(node.of, inside), ...checkSpan(node.when)];
    case "credit limit":
      return [...forCustomer(node, inside), ...checkGrant(node.limit, inside)];
    case "terms":
      return forCustomer(node, inside);
    case "deposit":
      return [...forCustomer(node, inside), ...(node.deposit !== null && "kind" in node.deposit ? checkGrant(node.deposit, inside) : [])];
  }
};
