/** Contacts that the house rules never let through. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ActionNode } from "../../tree/policy.ts";
import type { Channel } from "../../../engine/index.ts";
import { weeksOf, type OpenWeek } from "./house.ts";
import type { StructureCheck } from "./subject.ts";

const reasonOf = ({ never }: OpenWeek): string | null => {
  if (never === null) return null;
  const rules = never.map(({ summary }) => `\`${summary}\``).join(" and ");
  return never.length === 1 ? `the house rules say ${rules}` : `the hours of the house rules have none in common: ${rules}`;
};

export const neverSent: StructureCheck = ({ policy, stages, handlers }) => {
  const weekOf = weeksOf(policy);
  const look = (action: ActionNode | null, where: string): readonly Diagnostic[] => {
    if (action?.kind !== "contact") return [];
    const rule = reasonOf(weekOf(action.channel.text as Channel));
    if (rule === null) return [];
    const help = "take the step out, name another channel, or mend the house rules";
    return [problem("neverSent", action.span, { what: action.channel.text, rule }, { help, witness: `for example any account ${where}` })];
  };
  return [
    ...stages.flatMap(({ stage, courses }) =>
      courses.flatMap((steps) =>
        steps.flatMap(({ node, step }) =>
          [node.action, node.otherwise, node.else].flatMap((action) => look(action, `on day ${step.day.n} of stage "${stage.name}"`)),
        ),
      ),
    ),
    ...handlers.flatMap(({ node, handler }) => node.reactions.flatMap((one) => (one.kind === "act" ? look(one.action, `on ${handler.on}`) : []))),
  ];
};
