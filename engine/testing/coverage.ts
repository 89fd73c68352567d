/** Which branches of a policy its tests took, and which they never did. */
import type { CompiledPolicy, Handler, Next, OnboardingLine, Stage, Step, StepAction } from "../model/policy.ts";
import type { Branch } from "../model/state.ts";
import { actionWords } from "./words.ts";

export interface Missed extends Branch {
  /** ``stage demand, day 7: `hold credit` was never reached with a false condition``. */
  readonly words: string;
}

export interface Coverage {
  readonly covered: number;
  readonly total: number;
  /** In source order. */
  readonly missed: readonly Missed[];
}

/** An action as the report quotes it, with sums in the policy's first currency. */
type Words = (action: StepAction) => string;

/**
 * Every branch of a policy, with the words for one that was missed. Of steps (those of variants too): what is done, `otherwise`, `else`,
 * a condition that is false, an approval granted and refused. Of `next` lines, handlers and lines for new customers: taken, and passed by
 * where they have a condition. Of what a stage requires: met and not.
 */
export function branchesOf(policy: CompiledPolicy): readonly Missed[] {
  const words: Words = (action) => `\`${actionWords(action, policy.currencies[0] ?? "")}\``;
  return [
    ...policy.stages.flatMap((stage) => [
      ...ofRequires(stage),
      ...stage.steps.flatMap((step) => ofStep(words, `stage ${stage.name}`, step)),
      ...(stage.variants ?? []).flatMap(({ name, steps }) => steps.flatMap((step) => ofStep(words, `stage ${stage.name}, variant "${name}"`, step))),
      ...stage.next.flatMap((next) => ofNext(stage, next)),
    ]),
    ...policy.handlers.flatMap(ofHandler),
    ...(policy.onboarding ?? []).flatMap((line) => ofOnboarding(words, line)),
  ].toSorted((a, b) => a.line - b.line);
}

/** @param taken branches of all tests of the policy together. */
export function coverageOf(policy: CompiledPolicy, taken: Iterable<Branch>): Coverage {
  const known = new Set<string>();
  for (const branch of taken) known.add(keyOf(branch));
  const all = branchesOf(policy);
  const missed = all.filter((branch) => !known.has(keyOf(branch)));
  return { covered: all.length - missed.length, total: all.length, missed };
}

const keyOf = ({ line, took }: Branch): string => `${line} ${took}`;

function ofRequires({ name, requires, line }: Stage): readonly Missed[] {
  if (requires === undefined) return [];
  return [
    { line, took: "true", words: `stage ${name} was never entered with what it requires` },
    { line, took: "false", words: `stage ${name} was never refused for want of what it requires` },
  ];
}

function ofStep(code: Words, where: string, step: Step): readonly Missed[] {
  const { line, day, action, otherwise, approval } = step;
  const at = `${where}, day ${day.n}${day.business ? " (business)" : ""}`;
  const found: Missed[] = [
    { line, took: "main", words: `${at}: ${code(action)} was never asked for${step.when === undefined ? "" : " with a true condition"}` },
  ];
  if (otherwise !== undefined) found.push({ line, took: "otherwise", words: `${at}: otherwise ${code(otherwise)} was never asked for` });
  else if (step.when !== undefined) found.push({ line, took: "false", words: `${at}: ${code(action)} was never reached with a false condition` });
  if (step.else !== undefined) found.push({ line, took: "else", words: `${at}: else ${code(step.else)} was never asked for` });
  if (approval !== undefined) {
    found.push({ line, took: "granted", words: `${at}: "${approval}" never agreed to ${code(action)}` });
    found.push({ line, took: "refused", words: `${at}: "${approval}" never refused ${code(action)}` });
  }
  return found;
}

function ofNext({ name }: Stage, { to, when, line }: Next): readonly Missed[] {
  const taken: Missed = { line, took: "taken", words: `stage ${name}: \`next ${to}\` was never taken` };
  return when === undefined
    ? [taken]
    : [taken, { line, took: "false", words: `stage ${name}: \`next ${to}\` was never passed by with a false condition` }];
}

function ofHandler({ on, when, within, line }: Handler): readonly Missed[] {
  const fired: Missed = { line, took: "taken", words: `\`on ${on}\` never fired` };
  if (when === undefined && within === undefined) return [fired];
  return [fired, { line, took: "false", words: `\`on ${on}\` was never passed by with a false condition` }];
}

function ofOnboarding(code: Words, { action, when, approval, line }: OnboardingLine): readonly Missed[] {
  const what = `on new customer: ${code(action)}`;
  const found: Missed[] = [{ line, took: "taken", words: `${what} was never given` }];
  if (when !== undefined) found.push({ line, took: "false", words: `${what} was never reached with a false condition` });
  if (approval !== undefined) {
    found.push({ line, took: "granted", words: `${what}: "${approval}" never agreed` });
    found.push({ line, took: "refused", words: `${what}: "${approval}" never refused` });
  }
  return found;
}
