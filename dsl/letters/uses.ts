/** Which letters a policy sends: by steps, by what it does on events, and by notices. */
import type { CompiledPolicy, StepAction } from "../../engine/index.ts";

export interface LetterUse {
  readonly template: string;
  readonly channel: string;
  readonly paymentLink: boolean;
  readonly offersPlan: boolean;
  /** Line of the policy. */
  readonly line: number;
}

/** Every use, in the order of the policy's stages, events and notices. */
export function letterUses(policy: CompiledPolicy): readonly LetterUse[] {
  const ofAction = (action: StepAction | undefined, line: number): readonly LetterUse[] =>
    action?.kind === "contact"
      ? [{ template: action.template, channel: action.channel, paymentLink: action.paymentLink, offersPlan: action.offers !== undefined, line }]
      : [];
  const ofSteps = policy.stages.flatMap((stage) =>
    [...stage.steps, ...(stage.variants ?? []).flatMap(({ steps }) => steps)].flatMap((step) =>
      [step.action, step.otherwise, step.else].flatMap((action) => ofAction(action, step.line)),
    ),
  );
  const ofHandlers = policy.handlers.flatMap(({ reactions, line }) =>
    reactions.flatMap((each) => (each.do === "act" ? ofAction(each.action, line) : [])),
  );
  const ofNotices = policy.notices.map(({ template, channel, line }) => ({ template, channel, paymentLink: false, offersPlan: false, line }));
  return [...ofSteps, ...ofHandlers, ...ofNotices];
}
