/** The end of a step's or an account's business: what becomes of what is under way. */
import type { Stage, Step } from "../model/policy.ts";
import type { StepRecord } from "../model/state.ts";
import { actionOn, say, type Run } from "./run.ts";

/** A step whose stage is left: what is being asked keeps its name until the answer comes; an approval is no longer wanted. */
export function closeRecord(run: Run, key: string, stage: Stage, step: Step, record: StepRecord): void {
  if (record.status === "awaiting approval") say(run, "step", `${step.key}: approval is no longer needed`, step.line);
  if (record.status !== "asked") return;
  const action = actionOn(step, record.branch);
  if (action !== null) run.loose[key] = { ...record, stage: stage.name, step: step.key, action, windowEnd: run.now, left: true, attempt: 1 };
}
