/** New customers: accounts that were opened before there was any invoice get what the policy gives them, each thing once. */
import { grantWords, isGrant, onboard, type OnboardingKind, type OnboardingVerdict } from "../onboarding.ts";
import type { BusinessAction } from "../model/policy.ts";
import type { LooseRecord } from "../model/state.ts";
import type { FullState } from "./full-state.ts";
import { order, orderOnApproval } from "./loose.ts";
import { factsNow, mark, say, type Run } from "./run.ts";

/** Whether no invoice was there when the account was opened. It stays so: who was new once needs no second welcome. */
export function isNewCustomer({ arrived, opened }: Pick<FullState, "arrived" | "opened">): boolean {
  for (const id in arrived) if ((arrived[id] ?? opened) <= opened) return false;
  return true;
}

/** Gives a new customer what is decided by now. What waits for a fact is decided when that is told; people are asked for it once. */
export function welcome(run: Run): void {
  const { policy } = run.program;
  if (policy.onboarding === undefined || !isNewCustomer(run.state)) return;
  for (const one of onboard(policy, factsNow(run, null), run.state.account.currency)) {
    if (run.state.handled.includes(doneKey(one.kind))) continue;
    if (one.verdict === "given") give(run, one);
    else if (one.verdict === "waits") askFor(run, one);
    else mark(run, one.line.line, "false");
  }
}

const PREFIX = "new customer";
const STEP = "on new customer";
const doneKey = (kind: OnboardingKind): string => `${PREFIX}:${kind}`;

function give(run: Run, { line, kind, reason }: OnboardingVerdict): void {
  note(run, doneKey(kind));
  mark(run, line.line, "taken");
  say(run, "step", reason, line.line);
  const wanted = { key: grantKey(line.line, kind), stage: null, step: STEP, action: line.action };
  if (line.approval === undefined) order(run, wanted);
  else orderOnApproval(run, { ...wanted, approval: line.approval });
}

function askFor(run: Run, { line, kind, unknown, reason }: OnboardingVerdict): void {
  const key = `${PREFIX}/${kind}/unknown ${unknown.join(", ")}`;
  if (run.state.handled.includes(key)) return;
  note(run, key);
  say(run, "step", reason, line.line);
  const what = grantWords(line.action, run.state.account.currency);
  const title = `find out ${unknown.join(", ")}: the ${what} of this new customer waits for it`;
  const action: BusinessAction = { kind: "business", name: "task", title, team: "credit", due: null };
  order(run, { key, stage: null, step: STEP, action });
}

function note(run: Run, key: string): void {
  run.state.handled = [...run.state.handled, key].sort();
}

const grantKey = (line: number, kind: OnboardingKind): string => `${PREFIX}/${kind}/line ${line}`;

/** Line of the policy that an approval for a new customer is about; undefined: it is about something else. */
export function lineOfGrant(run: Run, key: string, { action }: LooseRecord): number | undefined {
  if (action.kind !== "business" || !isGrant(action)) return undefined;
  return run.program.policy.onboarding?.find((one) => grantKey(one.line, action.name) === key)?.line;
}
