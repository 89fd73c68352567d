/** When in the course of a debt a letter goes out, as far as the policy alone says it. */
import type { BusinessAction, CompiledPolicy, Stage, Step, StepAction } from "../../engine/index.ts";
import type { LetterUse } from "./uses.ts";

export interface Moment {
  /** Its day is on or before the due date, for every account. */
  readonly beforeDue: boolean;
  /** No reminder went before it in an earlier stage. */
  readonly early: boolean;
  /** A claim, or a hand-over to others, is made or prepared in its stage or in one that follows on it; null where no stage is known. */
  readonly claimFollows: boolean | null;
}

const CLAIMS: ReadonlySet<BusinessAction["name"]> = new Set([
  "file small claim",
  "refer to lawyer",
  "place with agency",
  "report to bureau",
] as const);

/** A task or a hook by which a person or another system takes such a step. */
const BY_OTHERS =
  /claim|court|legal|lawsuit|lawyer|solicitor|attorney|agency|bureau|klage|gericht|anwalt|inkasso|rechter|advocaat|incasso|deurwaarder/iu;

const isClaim = (action: StepAction): boolean => {
  if (action.kind === "contact") return false;
  if (action.name === "task") return BY_OTHERS.test(`${action.title} ${action.team}`);
  return action.name === "webhook" ? BY_OTHERS.test(action.hook) : CLAIMS.has(action.name);
};

const stepsOf = (stage: Stage): readonly Step[] => [...stage.steps, ...(stage.variants ?? []).flatMap(({ steps }) => steps)];

const claims = (stage: Stage): boolean =>
  [...stage.entry, ...stage.exit, ...stepsOf(stage).flatMap(({ action, otherwise, else: instead }) => [action, otherwise, instead])].some(
    (action) => action !== undefined && isClaim(action),
  );

/** Latest day, counted from the due date, on which each stage begins; stages that may begin at any time are left out. */
const beginnings = ({ stages, handlers }: CompiledPolicy): ReadonlyMap<Stage, number> => {
  const sentTo = new Set(handlers.flatMap(({ reactions }) => reactions.flatMap((each) => (each.do === "go" ? [each.stage] : []))));
  const latest = new Map<Stage, number>();
  for (const [index, stage] of stages.entries()) {
    const ways = stages.flatMap((other) => other.next.flatMap((next) => (next.to === stage.name ? [{ other, next }] : [])));
    const anchored = index === 0 ? stage.from : ways.length === 1 && ways[0]?.next.at.kind === "anchored" ? ways[0].next.at.day : undefined;
    if (anchored?.anchor !== "due" || sentTo.has(stage.name) || (index === 0 && ways.length > 0)) continue;
    const { n, business } = anchored.offset;
    // Business days before the due date are at least as many calendar days; those after it may be more.
    if (!business || n <= 0) latest.set(stage, n);
  }
  return latest;
};

const lastDay = ({ day, repeat }: Step): number | null => {
  if ((day.business && day.n > 0) || repeat?.every.business === true) return null;
  return day.n + (repeat === undefined ? 0 : repeat.every.n * (repeat.times - 1));
};

/** Answers for the uses of one policy. */
export const momentsOf = (policy: CompiledPolicy): ((use: LetterUse) => Moment) => {
  const { stages } = policy;
  const latest = beginnings(policy);
  const isBeforeDue = (stage: Stage, step: Step): boolean => {
    const begins = latest.get(stage);
    const day = lastDay(step);
    return begins !== undefined && day !== null && begins + day <= 0;
  };
  const reminds = (stage: Stage): boolean =>
    stepsOf(stage).some((step) => [step.action, step.otherwise, step.else].some((action) => action?.kind === "contact") && !isBeforeDue(stage, step));
  const firstReminder = stages.findIndex(reminds);
  const following = new Map(
    stages.map((stage) => [stage, claims(stage) || stages.some((next) => claims(next) && stage.next.some(({ to }) => to === next.name))]),
  );
  return ({ from }) =>
    from === null
      ? { beforeDue: false, early: false, claimFollows: null }
      : {
          beforeDue: isBeforeDue(from.stage, from.step),
          early: stages.indexOf(from.stage) <= firstReminder && !claims(from.stage),
          claimFollows: following.get(from.stage) ?? null,
        };
};
