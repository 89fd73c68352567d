/** Contacts that the house rules never let through. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ActionNode } from "../../tree/policy.ts";
import type { Channel } from "../../../engine/index.ts";
import { CHANNELS } from "../../engine.ts";
import { weeksOf, type OpenWeek } from "./house.ts";
import type { StructureCheck } from "./subject.ts";

const reasonOf = ({ never }: OpenWeek): string | null => {
  if (never === null) return null;
  const rules = never.map(({ summary }) => `\`${summary}\``).join(" and ");
  return never.length === 1 ? `the house rules say ${rules}` : `the hours of the house rules have none in common: ${rules}`;
};

export const neverSent: StructureCheck = ({ policy, stages, handlers }) => {
  const weekOf = weeksOf(policy);
  const closed = new Set<string>(CHANNELS.filter((channel) => weekOf(channel).never !== null));
  if (closed.size === 0) return [];
  const found: Diagnostic[] = [];
  const look = (action: ActionNode | null, where: () => string): void => {
    if (action?.kind !== "contact" || !closed.has(action.channel.text)) return;
    const rule = reasonOf(weekOf(action.channel.text as Channel));
    if (rule === null) return;
    const help = "take the step out, name another channel, or mend the house rules";
    found.push(problem("neverSent", action.span, { what: action.channel.text, rule }, { help, witness: `for example any account ${where()}` }));
  };
  for (const { stage, courses } of stages) {
    for (const steps of courses) {
      for (const { node, step } of steps) {
        const where = (): string => `on day ${step.day.n} of stage "${stage.name}"`;
        look(node.action, where);
        look(node.otherwise, where);
        look(node.else, where);
      }
    }
  }
  for (const { node, handler } of handlers) for (const one of node.reactions) if (one.kind === "act") look(one.action, () => `on ${handler.on}`);
  return found;
};
