/** A test's account lived through in virtual time, by the engine and the rules of earnest, and what came of it. */
import type { AskedEffect } from "../action.ts";
import { applies, type Applies } from "../applies.ts";
import type { Reason } from "../model/decision.ts";
import type { PolicyTest } from "../model/policy-test.ts";
import type { BusinessAction, ContactAction, StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Branch, Program, Rest, State } from "../model/state.ts";
import type { Currency, Instant, LocalDay } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { simulate, type Observed } from "../simulate/simulate.ts";
import { dayAt, localOf, startOf, type Local } from "../step/local.ts";
import { everyStep } from "../variant.ts";
import { accountOf, daysOf } from "./account.ts";
import { isDown, scriptOf, type Asking } from "./script.ts";

/** What a test is run against. */
export interface TestWorld {
  readonly program: Program;
  /** Law of the debtor's places. The policy's house rules are added when they aren't among them. */
  readonly rules: readonly Rule[];
  /** Dated rates that the rules name. Absent: none are known. */
  readonly series?: readonly Series[];
  /** What the texts contain, as in `SimulationInput`. */
  readonly contains?: (action: StepAction) => readonly string[] | undefined;
}

/** What became of a contact or act at one instant. `failed`: the rules let it, its channel didn't. */
export interface Deed<A extends StepAction = StepAction> {
  readonly at: Instant;
  readonly action: A;
  readonly step: string;
  readonly status: "done" | "held" | "lapsed" | "failed";
  readonly reasons: readonly Reason[];
  /** Of what was held: when it is asked for again; null: when what holds it ends. */
  readonly until: Instant | null;
}

/** How the account stands from an instant on. */
export interface Standing {
  readonly at: Instant;
  /** Stages that it is in: one, or one an invoice. None: not begun, or closed. */
  readonly stages: readonly string[];
  readonly closedAs: string | null;
}

export interface Story {
  readonly local: Local;
  /** The account's. */
  readonly currency: Currency;
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly contacts: readonly Deed<ContactAction>[];
  readonly acts: readonly Deed<BusinessAction>[];
  readonly standings: readonly Standing[];
  readonly asked: readonly Asking[];
  /** Lines of approvals in the story that nobody had asked for. */
  readonly unasked: readonly number[];
  /** Why the policy doesn't take the account at all; null: it does. */
  readonly untaken: string | null;
  readonly rests: readonly Rest[];
  readonly branches: readonly Branch[];
}

interface Record {
  readonly contacts: Deed<ContactAction>[];
  readonly acts: Deed<BusinessAction>[];
  readonly standings: Standing[];
  readonly asked: Asking[];
  readonly unasked: number[];
  readonly branches: Map<string, Branch>;
  readonly effects: Map<string, AskedEffect>;
  /** What waits, and by which rules: told once, not at each wake. */
  readonly waiting: Map<string, string>;
  rests: readonly Rest[];
}

/**
 * Runs a test's story to the end of the last day that it names.
 * @throws UnknownZoneError when the calendar lacks the debtor's zone; `daysOf` says which days it must hold.
 */
export function liveThrough(test: PolicyTest, world: TestWorld): Story {
  const { program } = world;
  const account = accountOf(test, program.policy);
  const local = localOf(account, program.calendar);
  const { from, to } = daysOf(test, program.policy, local);
  const record: Record = {
    contacts: [],
    acts: [],
    standings: [],
    asked: [],
    unasked: [],
    branches: new Map(),
    effects: new Map(),
    waiting: new Map(),
    rests: [],
  };
  const verdict = applies(program.policy, account, startOf(local, from));
  const simulation = simulate({
    program,
    rules: world.rules,
    ...(world.series === undefined ? {} : { series: world.series }),
    accounts: verdict.applies ? [account] : [],
    events: scriptOf(test, { account: account.id, program, local, asked: record.asked, unasked: record.unasked }),
    from: startOf(local, from),
    to: instant(startOf(local, localDay(to + 1)) - 1),
    fails: (_, { channel }, at) => (isDown(test, local, channel, at) ? "its channel doesn't work" : null),
    observe: (seen) => note(record, program, seen),
    ...(world.contains === undefined ? {} : { contains: world.contains }),
  });
  // Read to the end: only that lets time pass.
  for (const _ of simulation.contacts);
  const { contacts, acts, standings, asked, unasked, rests } = record;
  const branches = [...record.branches.values()];
  return { local, currency: account.currency, from, to, contacts, acts, standings, asked, unasked, rests, branches, untaken: untakenBy(verdict) };
}

function untakenBy(verdict: Applies): string | null {
  if (verdict.applies) return null;
  const { unknown } = verdict;
  return unknown.length === 0
    ? "the policy doesn't apply to this account"
    : `whether the policy applies can't be told: ${unknown.join(" and ")} must be known`;
}

function note(record: Record, program: Program, { at, event, out }: Observed): void {
  for (const branch of out.branches ?? []) record.branches.set(`${branch.line} ${branch.took}`, branch);
  const effect = event.type === "result" ? record.effects.get(event.key) : undefined;
  if (event.type === "result" && effect !== undefined) noteResult(record, effect, event.result);
  for (const one of out.effects) {
    if (one.kind === "contact" || one.kind === "business") record.effects.set(one.key, one);
    else if (one.kind === "ask approval") record.asked.push({ at, key: one.key, of: one.of, action: one.action, answered: false });
    else if (one.kind === "lapsed" && one.action !== undefined) {
      add(record, { at, action: one.action, step: one.step, status: "lapsed", reasons: one.reasons, until: null });
    } else if (one.kind === "closed") record.acts.push(closing(at, one.as));
  }
  noteWaiting(record, program, out.state, at);
  noteStanding(record, out.state, at);
  record.rests = out.state.rests;
}

const closing = (at: Instant, as: string): Deed<BusinessAction> => ({
  at,
  action: { kind: "business", name: "close", as },
  step: "",
  status: "done",
  reasons: [],
  until: null,
});

function noteResult(record: Record, { action, step }: AskedEffect, result: Extract<Observed["event"], { type: "result" }>["result"]): void {
  const deed = { at: result.at, action, step, reasons: [], until: null };
  if (result.kind === "sent" || result.kind === "unknown") add(record, { ...deed, status: "done" });
  else if (result.kind === "failed") add(record, { ...deed, status: "failed" });
  // What is denied for good is told by the lapse that follows.
  else if (result.until !== null) add(record, { ...deed, status: "held", reasons: result.reasons, until: result.until });
}

function add(record: Record, deed: Deed): void {
  const { action } = deed;
  if (action.kind === "contact") record.contacts.push({ ...deed, action });
  else record.acts.push({ ...deed, action });
}

/** What waits without ever being asked for: for want of a fact, or while the account rests. */
function noteWaiting(record: Record, { policy }: Program, state: State, at: Instant): void {
  for (const track of state.tracks) {
    const stage = policy.stages.find(({ name }) => name === track.stage);
    for (const step of stage === undefined ? [] : everyStep(stage)) {
      const found = track.steps[step.key];
      if (found === undefined) continue;
      const waits = found.status === "waiting" && found.retryAt === null ? found.reasons : [];
      const rules = waits.map((one) => one.rule).join(" ");
      const key = `${track.id}/${track.stage}/${step.key}`;
      if (rules !== "" && record.waiting.get(key) !== rules) {
        const action = (found.branch === "main" ? undefined : step[found.branch]) ?? step.action;
        add(record, { at, action, step: step.key, status: "held", reasons: waits, until: null });
      }
      record.waiting.set(key, rules);
    }
  }
}

function noteStanding({ standings }: Record, state: State, at: Instant): void {
  const closedAs = state.status === "closed" ? state.closedAs : null;
  const stages =
    state.status === "closed"
      ? []
      : [...new Set(state.tracks.flatMap(({ stage, suspended }) => (stage === null || suspended === true ? [] : [stage])))];
  const last = standings.at(-1);
  if (last !== undefined && last.closedAs === closedAs && last.stages.join("\n") === stages.join("\n")) return;
  standings.push({ at, stages, closedAs });
}

/** How the account stood at the end of a day. */
export function standingOn({ standings, local }: Story, day: LocalDay): Standing {
  const end = startOf(local, localDay(day + 1));
  return standings.findLast(({ at }) => at < end) ?? { at: startOf(local, day), stages: [], closedAs: null };
}

export const dayOfDeed = ({ local }: Story, { at }: { readonly at: Instant }): LocalDay => dayAt(local, at);
