/** Steps that stand too close together for the house's own limits. */
import type { Channel } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { inEach } from "../found.ts";
import { capsOf, type Cap } from "./house.ts";
import type { StepView, StructureCheck } from "./subject.ts";

interface Made {
  readonly day: number;
  readonly channel: Channel;
  readonly view: StepView;
}

const counts = ({ channels }: Cap, channel: Channel): boolean => channels === undefined || channels.includes(channel);

/** Contacts that fill the cap on a day, oldest first; null where it has room. */
const filling = (cap: Cap, made: readonly Made[], day: number): readonly Made[] | null => {
  const inside = made.filter((one) => counts(cap, one.channel) && one.day > day - cap.days);
  return inside.length >= cap.n ? inside : null;
};

/** Later steps of a stage see at most so many before them: a cap's span is short, and a stage with more is no plan of a person. */
const MOST_MADE = 40;

interface Refused {
  readonly cap: Cap;
  readonly by: readonly Made[];
  /** The first day on which there is room again. */
  readonly free: number;
}

const refusal = (caps: readonly Cap[], channel: Channel, made: readonly Made[], from: number, to: number): number | Refused => {
  let last: Refused | null = null;
  for (let day = from; day <= to; day += 1) {
    let full: Refused | null = null;
    for (const cap of caps) {
      const by = counts(cap, channel) ? filling(cap, made, day) : null;
      const leaves = by?.[by.length - cap.n];
      if (by !== null && leaves !== undefined) full = { cap, by, free: leaves.day + cap.days };
    }
    if (full === null) return day;
    last = full;
  }
  return last ?? from;
};

/** Each contact at the first day of its slot that the caps leave, when those before it that ask nothing were made. */
const judge = (steps: readonly StepView[], caps: readonly Cap[]): readonly Diagnostic[] => {
  const made: Made[] = [];
  const found: Diagnostic[] = [];
  const inOrder = steps.filter(
    ({ step }) => step.action.kind === "contact" && !step.day.business && !step.within.business && step.repeat === undefined,
  );
  for (const view of inOrder.toSorted((a, b) => a.step.day.n - b.step.day.n)) {
    const { node, step } = view;
    if (step.action.kind !== "contact") continue;
    const { channel } = step.action;
    const last = step.day.n + step.within.n;
    const at = refusal(caps, channel, made, step.day.n, last);
    if (typeof at === "number") {
      if (step.when === undefined) made.push({ day: at, channel, view });
      if (made.length > MOST_MADE) made.shift();
      continue;
    }
    const before = at.by.map((one) => `${one.channel} on day ${one.day}`).join(", ");
    const day = node.day;
    const fixes =
      day === null
        ? []
        : [{ title: `give it day ${at.free}`, applicability: "manual" as const, edits: [{ span: day.span, text: `day ${at.free}` }] }];
    found.push(
      problem(
        "capLeavesNoRoom",
        node.action.span,
        { rule: `the house rules say \`${at.cap.summary}\``, slot: `day ${last}` },
        {
          fixes,
          related: at.by.map((one) => ({ span: one.view.node.action.span, label: `made on day ${one.day}` })),
          witness: `for example an account that got ${before}: there is room again on day ${at.free}`,
          help: `give it a day from ${at.free} on, or a longer \`within\``,
        },
      ),
    );
  }
  return found;
};

export const capsWithoutRoom: StructureCheck = ({ policy, stages }) => {
  const caps = capsOf(policy);
  return caps.length === 0 ? [] : inEach(stages, ({ courses }) => inEach(courses, (steps) => judge(steps, caps)));
};
