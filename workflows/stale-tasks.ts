/** Tasks whose occasion is over: nobody should call about a stage that was left, or resolve a dispute that is closed. */
import type { State } from "../engine/index.ts";
import { requestIdOf } from "../engine/index.ts";
import type { Ledger, Task } from "../ledger/index.ts";

/** The stage was left, or entered anew since: the key of its steps begins `<track>/<stage>/<entry>/`. */
const isOfLeftStage = (key: string, { tracks }: State): boolean =>
  tracks.some(({ id, stage, entries }) => {
    if (!key.startsWith(`${id}/`)) return false;
    return stage === null || !key.startsWith(`${id}/${stage}/${entries?.[stage]?.times ?? 1}/`);
  });

/** A dispute's task, an attorney's: the key of what an event brings is `on/<event>/<id of it>/…`, and its rest has ended. */
const isOfEndedRest = (key: string, { rests }: State): boolean =>
  key.startsWith("on/") && rests.some(({ cause, ended, endedBy }) => ended !== undefined && endedBy.length > 0 && key.includes(`/${cause}/`));

const keyOf = (task: Task, { account, episode }: State): string | null => {
  if (task.effectKey !== null) return task.effectKey;
  const before = requestIdOf(account.id, episode, "");
  return task.id.startsWith(before) ? task.id.slice(before.length) : null;
};

/** Decisions about the customer, or the account's policy: they are wanted whatever becomes of the debt. */
const OUTLASTS: readonly string[] = ["new customer/", "policy/"];

/** Why an open task is over by the account's state; null: it stands. What the policy itself asked people to do stands until they did it. */
const whyOver = (task: Task, state: State): string | null => {
  const key = keyOf(task, state);
  const asks = task.kind === "call" || task.kind === "approval";
  if (key !== null && OUTLASTS.some((prefix) => key.startsWith(prefix))) return null;
  if (asks && state.status === "closed") return "the account is closed";
  if (key === null) return null;
  if (asks && isOfLeftStage(key, state)) return "its stage was left";
  return isOfEndedRest(key, state) ? "what it was about has ended" : null;
};

/** Cancels what is over, the same for every runtime. Done again it changes nothing. */
export const cancelStaleTasks = async (state: State, ledger: Ledger): Promise<void> => {
  for (const task of await ledger.tasks({ status: "open", account: state.account.id })) {
    const why = whyOver(task, state);
    if (why !== null) await ledger.closeTask(task.id, "cancelled", why);
  }
};
