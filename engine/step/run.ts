/** One call of `step` at work: its own copy of the state, and what it has to say so far. */
import { holds, typedFacts, unknownFacts, type FactSource, type Truth } from "../conditions.ts";
import type { Reason } from "../model/decision.ts";
import type { Expr, Stage, Step, StepAction } from "../model/policy.ts";
import type { Branch, Effect, LooseRecord, Program, StepRecord, TraceLine, Track } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { stagesFor } from "../variant.ts";
import type { FullState } from "./full-state.ts";
import { chargesNow } from "./charges.ts";
import { factsThen } from "./facts.ts";
import { movementsNow } from "./history.ts";
import type { View } from "./view.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type LiveTrack = Mutable<Required<Omit<Track, "steps">>> & { steps: Record<string, StepRecord> };

export interface Run {
  readonly program: Program;
  /** The policy's stages, with the steps of the account's variant. */
  readonly stages: readonly Stage[];
  readonly now: Instant;
  readonly view: View;
  readonly state: Mutable<FullState>;
  readonly tracks: LiveTrack[];
  readonly loose: Record<string, LooseRecord>;
  readonly effects: Effect[];
  readonly trace: TraceLine[];
  readonly branches: Branch[];
}

export function startRun(program: Program, state: FullState, view: View): Run {
  return {
    program,
    stages: stagesFor(program.policy, state.account.id),
    view,
    now: view.now,
    state: { ...state },
    tracks: state.tracks.map((track) => ({ entries: {}, refused: [], suspended: false, ...track, steps: { ...track.steps } })),
    loose: { ...state.loose },
    effects: [],
    trace: [],
    branches: [],
  };
}

/** The state that a run leaves, with all that follows from the facts written out in it. */
export function finishRun(run: Run): FullState {
  const { view, state } = run;
  return {
    ...state,
    tracks: run.tracks,
    loose: run.loose,
    movements: movementsNow(view.history, state.movements),
    charges: chargesNow(view.history),
    rests: view.rests,
    promises: view.promises,
    brokenPromises: view.history.broken,
    contactClosed: view.contactClosed,
  };
}

export function say(run: Run, what: TraceLine["what"], text: string, line?: number): void {
  run.trace.push({ at: run.now, what, text, ...(line === undefined ? {} : { line }) });
}

/** Notes a branch of the policy that was taken. */
export function mark(run: Run, line: number, took: Branch["took"]): void {
  run.branches.push({ line, took });
}

export const stageNamed = (run: Run, name: string | null): Stage | null =>
  name === null ? null : (run.stages.find((stage) => stage.name === name) ?? null);

export const freshRecord = (): StepRecord => ({ status: "waiting", branch: "main", tries: 0, retryAt: null, reasons: [], at: null });

/** Facts as of now; an invoice's own track counts its days from its own dates. */
export function factsNow(run: Run, track: LiveTrack | null): FactSource {
  const facts = factsThen(run.view.history, run.now);
  const own = track === null || track.id === "account" ? undefined : run.state.account.invoices.find((invoice) => invoice.id === track.id);
  if (own === undefined) return facts;
  const since: Readonly<Record<string, LocalDay>> = { days_overdue: own.due, oldest_invoice_age: own.issued };
  const { today } = run.view;
  return typedFacts((name) => {
    const from = Object.hasOwn(since, name) ? since[name] : undefined;
    return from === undefined ? facts(name) : Math.max(today - from, 0);
  }, run.program.policy.facts);
}

export function truth(run: Run, track: LiveTrack | null, when: Expr | undefined): Truth {
  return when === undefined ? true : holds(when, factsNow(run, track), run.state.account.currency);
}

export const missing = (run: Run, track: LiveTrack | null, when: Expr): readonly string[] =>
  unknownFacts(when, factsNow(run, track), run.state.account.currency);

/** The due date that a track's clock is reckoned from now: its invoice's, or the oldest unpaid one's. */
export function dueOf(run: Run, track: { readonly id: string }): LocalDay | null {
  if (track.id === "account") return run.view.unpaid[0]?.invoice.due ?? null;
  return run.state.account.invoices.find((invoice) => invoice.id === track.id)?.due ?? null;
}

/** The name of one try of a step: `<track>/<stage>/<entry>/<step>/<branch>[/<try>]`. */
export function keyOf(track: Pick<LiveTrack, "id" | "stage" | "entries">, step: Step, record: StepRecord): string {
  const entry = track.entries[track.stage ?? ""]?.times ?? 1;
  const attempt = record.attempt ?? 1;
  return `${track.id}/${track.stage}/${entry}/${step.key}/${record.branch}${attempt === 1 ? "" : `/${attempt}`}`;
}

/** What a step does on the branch it is on. Null when the policy gives that branch nothing to do. */
export function actionOn(step: Step, branch: StepRecord["branch"]): StepAction | null {
  if (branch === "main") return step.action;
  return (branch === "otherwise" ? step.otherwise : step.else) ?? null;
}

/** Why the policy itself, or a missing fact, keeps something from being done. */
export function reason(rule: string, sentence: string, until: Instant | null = null): Reason {
  const kind = rule.startsWith("unknown.") ? "unknown" : "policy";
  return { rule, place: "HOUSE", kind, summary: sentence, cites: "", confidence: "own", sentence, until };
}
