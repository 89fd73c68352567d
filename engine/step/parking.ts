/** Parked accounts: they rest, with their clock, until a person lets them go on. */
import type { BusinessAction } from "../model/policy.ts";
import { insertFact } from "./intake.ts";
import { orderOnApproval } from "./loose.ts";
import { say, type Run } from "./run.ts";
import type { View } from "./view.ts";

/** Key of what a person is asked when an account is parked: the fact that parked it stands behind it. */
const PARKED = "policy/";
/** Ids of the facts that park begin so. */
const CAUSE = "parked/";

/** Parks an account, and asks a person to let it go on. */
export function park(run: Run, why: string): void {
  const { policy } = run.program;
  const id = `${CAUSE}${policy.hash}/${run.now}`;
  run.state.facts = insertFact(run.state.facts, { id, at: run.now, parks: why });
  say(run, "rest", `parked: ${why}`);
  const title = `let the account go on under "${policy.name}" ${policy.version}: ${why}`;
  const action: BusinessAction = { kind: "business", name: "task", title, team: "collections", due: null };
  orderOnApproval(run, { key: `${PARKED}${id}`, stage: null, step: "change of policy", action, approval: "collections" });
}

/** Whether the account is parked now: then no stage begins. */
export const isParked = ({ inForce }: Pick<View, "inForce">): boolean => inForce.some(({ cause }) => cause.startsWith(CAUSE));

/** A person decided about a parked account. True when the decision was about one. */
export function decideParked(run: Run, key: string, granted: boolean): boolean {
  if (!key.startsWith(PARKED)) return false;
  delete run.loose[key];
  say(run, "rest", granted ? "the parked account goes on" : "the parked account stays parked");
  if (!granted) return true;
  const parked = key.slice(PARKED.length);
  run.state.facts = insertFact(run.state.facts, { id: `un${parked}`, at: run.now, unparks: parked });
  run.state.stirred = true;
  return true;
}
