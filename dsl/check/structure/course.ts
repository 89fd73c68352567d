/**
 * The plain course of an account that nothing happens to: from the first day on, by the ways out that ask nothing. Days are counted from
 * the due date of the oldest unpaid invoice.
 */
import type { AnchoredDay, Next } from "../../../engine/index.ts";
import type { StageView, Subject, WayView } from "./subject.ts";

export interface Leg {
  readonly view: StageView;
  /** Day on which the stage begins. */
  readonly begins: number;
  /** Day on which it is left, and how; null when it isn't. */
  readonly left: { readonly day: number; readonly way: WayView } | null;
}

/** Calendar days from the due date; null where the calendar decides. */
export const fromDue = ({ anchor, offset }: AnchoredDay): number | null => (anchor === "due" && !offset.business ? offset.n : null);

const leaves = (at: Next["at"], begins: number): number | null => {
  if (at.kind === "after") return at.days.business ? null : begins + at.days.n;
  const day = fromDue(at.day);
  return day === null ? null : Math.max(begins, day);
};

/** The way out that is open first; null when there is none, undefined when that can't be told. */
const firstOut = ({ ways }: StageView, begins: number): Leg["left"] | undefined => {
  let first: Leg["left"] = null;
  for (const way of ways) {
    if (way.next.when !== undefined) continue;
    const day = leaves(way.next.at, begins);
    if (day === null) return undefined;
    if (first === null || day < first.day) first = { day, way };
  }
  return first;
};

/** The legs of the plain course, as far as they can be told without a calendar. */
export const plainCourse = ({ stages, stageNamed }: Subject): readonly Leg[] => {
  const legs: Leg[] = [];
  const seen = new Set<string>();
  let view = stages[0];
  let begins = view?.stage.from === undefined ? null : fromDue(view.stage.from);
  while (view !== undefined && begins !== null && !seen.has(view.stage.name)) {
    seen.add(view.stage.name);
    const left = firstOut(view, begins);
    legs.push({ view, begins, left: left ?? null });
    if (left === null || left === undefined) break;
    view = stageNamed.get(left.way.next.to);
    begins = left.day;
  }
  return legs;
};
