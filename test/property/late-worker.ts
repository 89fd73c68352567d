/** A worker that oversleeps: the same policy and guard as ever, but each wake and each event is looked at hours or days late. */
import { actionOf, debtsOf, entryOf, instant, needsGuard, pendingEffects, permit, plan, step } from "../../engine/index.ts";
import type { Account, Action, AskedEffect, Context, EffectResult, Instant, LedgerEntry, Rule, State, StepEvent } from "../../engine/index.ts";
import { calendarOf } from "./moments.ts";
import type { Run } from "./simulated.ts";

interface Worker {
  readonly run: Run;
  readonly rules: readonly Rule[];
  readonly account: Account;
  readonly ledger: LedgerEntry[];
  state: State | null;
  wakeAt: Instant | null;
}

const contextAt = ({ run, rules, account, ledger, state }: Worker, now: Instant): Context => ({
  calendar: calendarOf(run.scene),
  rules,
  collector: { role: run.policy.collector },
  debtor: account.debtor,
  debts: debtsOf(account, state?.movements ?? [], run.policy),
  ledger: ledger.filter((entry) => entry.at <= now),
});

const judge = (worker: Worker, effect: AskedEffect, action: Action, now: Instant): EffectResult => {
  const context = contextAt(worker, now);
  const until = effect.until ?? instant(now + 86_400_000);
  const decision = now > until ? null : permit(context, action, now);
  if (decision?.allowed === true) {
    const entry = entryOf(`sent ${worker.ledger.length}`, worker.account.id, action, now);
    if (entry !== null) worker.ledger.push(entry);
    return { kind: "sent", at: now };
  }
  const next = plan(context, action, now, until);
  return { kind: "denied", at: now, until: next.kind === "at" ? next.at : null, reasons: decision?.reasons ?? [] };
};

const tell = (worker: Worker, event: StepEvent, now: Instant): void => {
  const after = step({ policy: worker.run.policy, calendar: calendarOf(worker.run.scene) }, worker.state, event, now);
  worker.state = after.state;
  worker.wakeAt = after.wakeAt;
};

/** Tells the machine an event, and answers what it asks for, one after the other. */
const feed = (worker: Worker, event: StepEvent, now: Instant): void => {
  const { run, account } = worker;
  const program = { policy: run.policy, calendar: calendarOf(run.scene) };
  tell(worker, event, now);
  for (;;) {
    const effect = worker.state === null ? undefined : pendingEffects(program, worker.state, now)[0];
    if (effect === undefined) return;
    const action = needsGuard(effect.action) ? actionOf(effect, contextAt(worker, now).debts, { reach: account.reach, contains: run.texts }) : null;
    const result: EffectResult = action === null ? { kind: "sent", at: now } : judge(worker, effect, action, now);
    tell(worker, { type: "result", key: effect.key, result }, now);
  }
};

/** The ledger of one account's debtor after the run. `late` gives how long the worker sleeps each time, in milliseconds. */
export const workedLate = (run: Run, rules: readonly Rule[], account: Account, late: (turn: number) => number): readonly LedgerEntry[] => {
  const events = run.events.filter((event) => event.account === account.id).toSorted((a, b) => a.at - b.at);
  const told = events.flatMap(({ event }): LedgerEntry[] => (event.type === "happened" ? [{ at: event.at, id: event.id, event: event.event }] : []));
  const worker: Worker = { run, rules: [...rules, ...run.policy.house], account, ledger: [...told], state: null, wakeAt: null };
  let now = run.from;
  feed(worker, { type: "opened", id: "opened", at: now, account }, now);
  for (let turn = 0; turn < 400; turn += 1) {
    const next = events[0];
    const due = Math.min(next?.at ?? Infinity, worker.wakeAt ?? Infinity);
    if (due === Infinity || due > run.to) break;
    now = instant(Math.max(now, due + late(turn)));
    while (events[0] !== undefined && events[0].at <= now) feed(worker, events.shift()?.event ?? { type: "wake" }, now);
    if (worker.wakeAt !== null && worker.wakeAt <= now) feed(worker, { type: "wake" }, now);
  }
  return worker.ledger.toSorted((a, b) => a.at - b.at);
};
