/** What a policy sends, does and asks for: a test that looks for anything else would pass or fail for nothing. */
import type { ActionNode, StepNode } from "../../tree/policy.ts";
import { linesOf, type Scope } from "../names.ts";

export interface Performed {
  /** Channels by template or name of the call. */
  readonly sent: ReadonlyMap<string, ReadonlySet<string>>;
  readonly approvals: ReadonlySet<string>;
  readonly agencies: ReadonlySet<string>;
  readonly webhooks: ReadonlySet<string>;
  readonly houseRules: number;
}

const stepsOf = (scope: Scope): readonly StepNode[] =>
  linesOf(scope.policy, "stage").flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "step" ? [item] : item.kind === "variant" ? item.steps : [])),
  );

const actionsOf = (scope: Scope): readonly ActionNode[] => [
  ...stepsOf(scope).flatMap(({ action, otherwise, else: late }) => [action, otherwise, late].filter((one) => one !== null)),
  ...linesOf(scope.policy, "stage").flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "entry" || item.kind === "exit" ? item.actions : [])),
  ),
  ...linesOf(scope.policy, "on").flatMap(({ reactions }) => reactions.flatMap((one) => (one.kind === "act" ? [one.action] : []))),
];

/** Looked up once for all tests of a file. */
export const performedBy = (scope: Scope): Performed => {
  const sent = new Map<string, Set<string>>();
  const agencies = new Set<string>();
  const webhooks = new Set<string>();
  const send = (template: string, channel: string): void => {
    const channels = sent.get(template) ?? new Set();
    channels.add(channel);
    sent.set(template, channels);
  };
  for (const action of actionsOf(scope)) {
    if (action.kind === "contact") send(action.template.text, action.channel.text);
    else if (action.kind === "place with agency") agencies.add(action.agency.text);
    else if (action.kind === "webhook") webhooks.add(action.hook.text);
  }
  for (const { template, channel } of linesOf(scope.policy, "notice")) send(template.text, channel.text);
  const asking = [...stepsOf(scope), ...linesOf(scope.policy, "on new customer").flatMap(({ lines }) => lines)];
  const approvals = new Set(asking.flatMap(({ approval }) => (approval === null ? [] : [approval.text])));
  const house = [...scope.shared.map(({ node }) => node), scope.policy].flatMap((node) => linesOf(node, "house"));
  const houseRules = house.flatMap(({ lines }) => lines).filter(({ kind }) => kind !== "excluding").length;
  return { sent, approvals, agencies, webhooks, houseRules };
};
