/** Which letters a policy sends: by steps, by what it does on events, and by notices. */
import type { CompiledPolicy, ContactAction, Stage, Step, StepAction } from "../../engine/index.ts";

export interface LetterUse {
  readonly template: string;
  readonly channel: ContactAction["channel"];
  readonly purpose: ContactAction["purpose"];
  readonly paymentLink: boolean;
  readonly offersPlan: boolean;
  /** In words: `stage reminder, day 5`. */
  readonly where: string;
  /** The step that sends it; null for what an event or a notice sends. */
  readonly from: { readonly stage: Stage; readonly step: Step; /** All steps that run beside it. */ readonly course: readonly Step[] } | null;
  /** Line of the policy. */
  readonly line: number;
}

const useOf = (action: StepAction | undefined, rest: Pick<LetterUse, "where" | "from" | "line">): readonly LetterUse[] => {
  if (action?.kind !== "contact") return [];
  const { template, channel, purpose, paymentLink, offers } = action;
  return [{ template, channel, purpose, paymentLink, offersPlan: offers !== undefined, ...rest }];
};

const ofSteps = (stage: Stage, course: readonly Step[], variant: string): readonly LetterUse[] =>
  course.flatMap((step) => {
    const { day, repeat, line } = step;
    const when = repeat === undefined ? `${day.business ? "business " : ""}day ${day.n}` : `every ${repeat.every.n} days`;
    const where = `stage ${stage.name}${variant}, ${when}`;
    return [step.action, step.otherwise, step.else].flatMap((action) => useOf(action, { where, from: { stage, step, course }, line }));
  });

/** Every use, in the order of the policy's stages, events and notices. */
export function letterUses(policy: CompiledPolicy): readonly LetterUse[] {
  const staged = policy.stages.flatMap((stage) => [
    ...ofSteps(stage, stage.steps, ""),
    ...(stage.variants ?? []).flatMap(({ name, steps }) => ofSteps(stage, steps, `, variant "${name}"`)),
  ]);
  const handled = policy.handlers.flatMap(({ on, reactions, line }) =>
    reactions.flatMap((each) => (each.do === "act" ? useOf(each.action, { where: `on ${on}`, from: null, line }) : [])),
  );
  const notices = policy.notices.map(({ name, template, channel, line }): LetterUse => {
    const where = `notice "${name}"`;
    return { template, channel, purpose: "legal-notice", paymentLink: false, offersPlan: false, where, from: null, line };
  });
  return [...staged, ...handled, ...notices];
}
