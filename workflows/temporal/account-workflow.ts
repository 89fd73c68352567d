/**
 * One account as a workflow, months to years long. Everything in this file and what it imports runs in the sandbox: the
 * engine's single files and `@temporalio/workflow`, nothing else. One mailbox, one loop, one timer.
 */
import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import type { AskedEffect } from "../../engine/action.ts";
import type { EffectResult, Program, State, StepEvent } from "../../engine/model/state.ts";
import { type Instant, instant } from "../../engine/model/units.ts";
import { pendingEffects, step } from "../../engine/step/index.ts";
import {
  type AccountActivities,
  type AccountInput,
  type AccountStatus,
  type Delivery,
  EVENTS_SIGNAL,
  RECORD_UPDATE,
  STATE_QUERY,
  STATUS_QUERY,
  type StoredState,
  type Told,
  refusalOf,
} from "./messages.ts";
import { sharedPolicy } from "./shared-policies.ts";

const eventsSignal = defineSignal<[readonly StepEvent[]]>(EVENTS_SIGNAL);
const recordUpdate = defineUpdate<AccountStatus, [StepEvent]>(RECORD_UPDATE);
const statusQuery = defineQuery<AccountStatus>(STATUS_QUERY);
const stateQuery = defineQuery<StoredState>(STATE_QUERY);

/** Long histories are the real cost of waking an account: replay reads all of it. */
const DELIVERIES_A_RUN = 10;
/** After so many events a run ends at the next rest, however little was delivered: one rest adds a dozen, and none may hold 300. */
const EVENTS_A_RUN = 200;
/** More wakes than any account has at one instant; beyond it the policy would spin for ever. */
const MOST_WAKES = 500;

const RETRY = { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "5m" } as const;
const { loadProgram } = proxyActivities<AccountActivities>({ startToCloseTimeout: "1m", retry: RETRY });

/** One run of the workflow: what is stored, and what has come in since. */
interface Run {
  readonly input: AccountInput;
  readonly mailbox: StepEvent[];
  posted: number;
  taken: number;
  state: State | null;
  wakeAt: Instant | null;
  program: Program | null;
  /** Zones and places for which the program's calendar was cut. */
  whereabouts: string;
  /** One delivery at a time, so that effects happen in the order in which they were decided. */
  busy: boolean;
  told: Told[];
  deliveries: number;
  /** Facts that overtook the account's opening. */
  early: StepEvent[];
}

// oxlint-disable-next-line no-restricted-globals -- in the sandbox this is the workflow's own time, the same in every replay
const now = (run: Run): Instant => instant(Date.now() + run.input.clockOffset);

const post = (run: Run, event: StepEvent): number => {
  run.mailbox.push(event);
  return ++run.posted;
};

const summary = (run: Run): AccountStatus => ({
  account: run.input.account,
  policy: run.input.policy,
  status: run.state?.status ?? "new",
  stage: run.state?.tracks.find((track) => track.stage !== null)?.stage ?? null,
  wakeAt: run.wakeAt,
  busy: run.busy || run.mailbox.length > 0,
});

const listen = (run: Run): void => {
  setHandler(eventsSignal, (batch) => {
    for (const event of batch) post(run, event);
  });
  setHandler(statusQuery, () => summary(run));
  setHandler(stateQuery, () => ({ state: run.state, wakeAt: run.wakeAt }));
  const take = async (event: StepEvent): Promise<AccountStatus> => {
    const ticket = post(run, event);
    await condition(() => run.taken >= ticket);
    return summary(run);
  };
  const validator = (event: StepEvent): void => {
    const refusal = refusalOf(event, now(run));
    if (refusal !== null) throw new Error(refusal);
  };
  setHandler(recordUpdate, take, { validator });
};

/** The program for where the debtor is by now; the calendar in a payload holds no other zones. */
const programFor = async (run: Run, event: StepEvent): Promise<Program> => {
  const account = event.type === "opened" || event.type === "updated" ? event.account : run.state?.account;
  if (account === undefined) throw new Error("an account without a state takes in nothing but its opening");
  const { places, timezones } = account.debtor;
  const whereabouts = JSON.stringify([places, timezones]);
  if (run.program === null || run.whereabouts !== whereabouts) {
    const { policy, calendar } = await loadProgram({ policy: run.input.policy, places, timezones });
    run.program = { policy: sharedPolicy(policy), calendar };
    run.whereabouts = whereabouts;
  }
  return run.program;
};

const feed = async (run: Run, event: StepEvent): Promise<void> => {
  const out = step(await programFor(run, event), run.state, event, now(run));
  run.state = out.state;
  run.wakeAt = out.wakeAt;
  for (const effect of out.effects) {
    if (effect.kind !== "contact" && effect.kind !== "business" && effect.kind !== "entered") run.told.push(effect);
  }
};

const takeIn = async (run: Run): Promise<void> => {
  for (let event = run.mailbox.shift(); event !== undefined; event = run.mailbox.shift()) {
    if (run.state === null && event.type !== "opened") {
      run.early.push(event);
    } else {
      await feed(run, event);
      for (const earlier of run.early.splice(0)) await feed(run, earlier);
    }
    run.taken++;
  }
};

/** What is asked for by the state as it is now: what a later event took back is not asked any more. */
const askedBy = (run: Run): AskedEffect | undefined =>
  run.state === null || run.program === null
    ? undefined
    : pendingEffects(run.program, run.state, now(run)).find((effect) => effect.kind === "contact" || effect.kind === "business");

const wakeIfDue = async (run: Run): Promise<void> => {
  for (let wakes = 0; run.state !== null && run.wakeAt !== null && run.wakeAt <= now(run); wakes++) {
    if (wakes > MOST_WAKES) throw new Error("the policy never comes to rest at one instant");
    await feed(run, { type: "wake" });
  }
};

const deliverAtAnyTime = (run: Run, delivery: Delivery): Promise<EffectResult | null> =>
  proxyActivities<AccountActivities>({ startToCloseTimeout: run.input.deliveryTimeout, retry: RETRY }).deliver(delivery);

/**
 * Tries until the slot's end, and then asks once more: the guard, which refuses what is too late, tells whether anything
 * left. So a try that an outage cut off is neither forgotten nor repeated.
 */
const deliverInSlot = async (run: Run, delivery: Delivery, msLeft: number): Promise<EffectResult | null> => {
  if (msLeft <= 0) return deliverAtAnyTime(run, delivery);
  const limits = { startToCloseTimeout: run.input.deliveryTimeout, scheduleToCloseTimeout: msLeft };
  try {
    return await proxyActivities<AccountActivities>({ ...limits, retry: RETRY }).deliver(delivery);
  } catch (error) {
    // Either the time ran out, or there was none left for another try; the cause is then the last try's own.
    if (error instanceof ActivityFailure && !isCancellation(error)) return deliverAtAnyTime(run, delivery);
    throw error;
  }
};

const deliver = async (run: Run, ask: AskedEffect | undefined): Promise<void> => {
  const { episode, movements } = run.state ?? { episode: 1, movements: [] };
  const delivery: Delivery = { account: run.input.account, policy: run.input.policy, episode, movements, told: run.told.splice(0), ask: ask ?? null };
  const until = ask?.until ?? null;
  const result = until === null ? await deliverAtAnyTime(run, delivery) : await deliverInSlot(run, delivery, until - now(run));
  run.deliveries++;
  if (ask !== undefined && result !== null) post(run, { type: "result", key: ask.key, result });
  run.busy = false;
};

/** Sleeps until mail comes, the delivery under way ends (or fails the run), or the earliest deadline is there. */
const rest = async (run: Run, underWay: Promise<void>): Promise<void> => {
  const hasMail = (): boolean => run.mailbox.length > 0;
  if (run.busy) return Promise.race([underWay, condition(hasMail)]);
  if (run.wakeAt === null) return condition(hasMail);
  await condition(hasMail, Math.max(1, run.wakeAt - now(run)));
};

const isLong = (run: Run): boolean => {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return run.deliveries >= DELIVERIES_A_RUN || historyLength >= EVENTS_A_RUN || continueAsNewSuggested;
};

/**
 * Interprets the account's policy for as long as the account lives. A closed account waits, without a timer, for the debt
 * that may open it again.
 */
export async function accountWorkflow(input: AccountInput): Promise<void> {
  const run: Run = {
    input,
    mailbox: [],
    posted: 0,
    taken: 0,
    state: input.state,
    wakeAt: input.wakeAt,
    program: null,
    whereabouts: "",
    busy: false,
    told: [],
    deliveries: 0,
    early: [],
  };
  listen(run);
  // The stored state may hold a request that has no answer yet, and only the policy can name it.
  if (run.state !== null) await programFor(run, { type: "wake" });
  let underWay = Promise.resolve();
  for (;;) {
    await takeIn(run);
    await wakeIfDue(run);
    if (!run.busy) {
      const ask = askedBy(run);
      if (ask !== undefined || run.told.length > 0) {
        run.busy = true;
        underWay = deliver(run, ask);
      } else if (run.state !== null && isLong(run)) {
        await condition(allHandlersFinished);
        if (run.mailbox.length === 0) await continueAsNew<typeof accountWorkflow>({ ...input, state: run.state, wakeAt: run.wakeAt });
      }
    }
    await rest(run, underWay);
  }
}
