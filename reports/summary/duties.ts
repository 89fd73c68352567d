/** House rules, notices, approvals, and the steps that take an account out of the house. */
import { everyStep, type BusinessAction, type CompiledPolicy, type Rule, type Step, type StepAction } from "../../engine/index.ts";
import { actionWords } from "./actions.ts";
import { clause, numbering, slug, type Block, type Clause } from "./document.ts";
import { daysWords, ifWords } from "./words.ts";

/** What a house rule is about, so that its number stays when others come and go. */
function topicOf({ body }: Rule): string {
  const channels = "channels" in body && body.channels !== undefined ? `-${body.channels.join("-")}` : "";
  return `${body.kind === "window" ? "hours" : body.kind === "cap" ? "limit" : body.kind}${channels}`;
}

/** Section 5: each as the policy has it, which is English already. */
export function houseBlocks({ house }: CompiledPolicy): readonly Block[] {
  const number = numbering();
  if (house.length === 0) return [{ kind: "words", text: "The policy has no rules of its own beside the law." }];
  return house.map(({ summary, file, line, body }) =>
    clause(number(`5.${slug(topicOf({ body } as Rule))}`), { text: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, at: { file, line } }),
  );
}

/** Section 6. */
export function noticeBlocks({ notices, file }: CompiledPolicy): readonly Block[] {
  if (notices.length === 0) return [{ kind: "words", text: "The policy sends no notices of its own accord." }];
  return notices.map(({ name, channel, template, within, line }) =>
    clause(`6.${slug(name)}`, {
      text: `Notice "${name}": by ${channel}, with the text "${template}", ${within === undefined ? "when an event asks for it" : `within ${daysWords(within)} of the first contact`}.`,
      at: { file, line },
    }),
  );
}

interface Placed {
  readonly stage: string;
  readonly step: Step;
}

const stepsOf = ({ stages }: CompiledPolicy): readonly Placed[] =>
  stages.flatMap((stage) => everyStep(stage).map((step) => ({ stage: stage.name, step })));

/** Section 9. */
export function approvalBlocks(policy: CompiledPolicy): readonly Block[] {
  const { file, onboarding = [] } = policy;
  const number = numbering();
  const found: readonly Clause[] = [
    ...stepsOf(policy).flatMap(({ stage, step: { approval, action, line } }) =>
      approval === undefined
        ? []
        : [
            clause(number(`9.${slug(approval)}.${slug(stage)}`), {
              text: `"${approval}" must agree before the business may ${actionWords(action)} (stage ${stage}).`,
              at: { file, line },
            }),
          ],
    ),
    ...onboarding.flatMap(({ approval, action, line }) =>
      approval === undefined
        ? []
        : [
            clause(number(`9.${slug(approval)}.new-customer`), {
              text: `"${approval}" must agree before the business may ${actionWords(action)} for a new customer.`,
              at: { file, line },
            }),
          ],
    ),
  ];
  return found.length === 0 ? [{ kind: "words", text: "Nothing needs anybody's approval." }] : found;
}

const LEGAL: ReadonlySet<BusinessAction["name"]> = new Set([
  "place with agency",
  "file small claim",
  "refer to lawyer",
  "report to bureau",
  "write off",
]);
const isLegal = (action: StepAction | undefined): boolean => action?.kind === "business" && LEGAL.has(action.name);

/** Section 10. */
export function handOffBlocks(policy: CompiledPolicy): readonly Block[] {
  const number = numbering();
  const found = stepsOf(policy).flatMap(({ stage, step }) =>
    [step.action, step.otherwise, step.else].flatMap((action) =>
      action === undefined || !isLegal(action)
        ? []
        : [
            clause(number(`10.${slug(stage)}.${slug(actionWords(action).split(" ").slice(0, 3).join(" "))}`), {
              text: `In the stage ${stage}, ${daysWords(step.day)} after it begins, the business may ${actionWords(action)}${action === step.action ? ifWords(step.when) : ""}${step.approval === undefined ? "" : `, if "${step.approval}" agrees`}.`,
              at: { file: policy.file, line: step.line },
            }),
          ],
    ),
  );
  return found.length === 0
    ? [{ kind: "words", text: "No account is handed to anybody else, reported, written off or taken to court by this policy." }]
    : found;
}
