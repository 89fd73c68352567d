/** Facts that are told late: the past is judged anew by them, and people hear what was done in the meantime. */
import { formatDay } from "../civil.ts";
import type { BusinessAction, HandledEvent, StepAction } from "../model/policy.ts";
import type { Instant } from "../model/units.ts";
import type { Happening } from "./happenings.ts";
import { dayAt } from "./local.ts";
import { describe, order } from "./loose.ts";
import type { Run } from "./run.ts";

const REMEMBERED = 30;
/** What speaks against what was done after it. Of all else nobody would have done anything differently. */
const WEIGHTY: ReadonlySet<HandledEvent> = new Set<HandledEvent>([
  "payment in full",
  "partial payment",
  "promise",
  "dispute",
  "hardship",
  "cease request",
  "opt-out",
  "attorney notice",
  "bankruptcy",
  "death",
  "breathing space",
  "plan agreed",
]);

/** Notes a contact that left, or an act towards the debtor; tasks for people are none. */
export function noteDone(run: Run, action: StepAction, at: Instant): void {
  if (action.kind === "business" && action.name === "task") return;
  run.state.done = [...run.state.done, { at, what: describe(action) }].slice(-REMEMBERED);
}

/** Gives people one task that lists what was done on later days than that on which something happened that we didn't know. */
export function tellLate(run: Run, { on, day, cause }: Happening): void {
  if (!WEIGHTY.has(on)) return;
  const { local } = run.view;
  const missed = run.state.done.filter((one) => dayAt(local, one.at) > day).map(({ at, what }) => `${what} on ${formatDay(dayAt(local, at))}`);
  if (missed.length === 0) return;
  const title = `${on} of ${formatDay(day)} was told late; done in the meantime: ${missed.join(", ")}`;
  const action: BusinessAction = { kind: "business", name: "task", title, team: "collections", due: null };
  order(run, { key: `late/${on}/${cause}`, stage: null, step: `late ${on}`, action });
}
