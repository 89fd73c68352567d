/** The simulated world: accounts, their debtors' ledgers in memory, and a guard over them. */
import { actionOf, entryOf, needsGuard, requestIdOf, type AskedEffect } from "../action.ts";
import { debtsOf } from "../balance.ts";
import { concernsPerson, labelledFor, oneDebtor } from "../debtor.ts";
import type { Action, LedgerEntry } from "../model/facts.ts";
import { collectorOf } from "../model/collector.ts";
import type { Context } from "../model/decision.ts";
import type { StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Account, EffectResult, Program, State, StepEvent, TraceLine } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { capped } from "../capped.ts";
import { permit } from "../permit.ts";
import { plan, SLOT_OVER } from "../plan.ts";
import { rulesFor } from "../scope.ts";

const OPEN_SLOT_MS = 3 * 86_400_000;

/** An account in the simulation, as it stands. */
export interface SimulatedAccount {
  readonly account: string;
  state: State | null;
  wakeAt: Instant | null;
  readonly trace: TraceLine[];
}

/** A debtor with all that the guard knows of them. */
interface Party {
  readonly accounts: string[];
  readonly ledger: LedgerEntry[];
}

export interface World {
  readonly program: Program;
  readonly rules: readonly Rule[];
  readonly series: readonly Series[];
  readonly contains: (action: StepAction) => readonly string[] | undefined;
  readonly accounts: Map<string, SimulatedAccount>;
  readonly parties: Map<string, Party>;
  /** The account as it came in: whose debtor it is, before a state exists. */
  readonly given: Map<string, Account>;
  readonly lawByPlaces: Map<string, readonly Rule[]>;
}

export function worldOf(
  program: Program,
  { rules, series = [] }: { readonly rules: readonly Rule[]; readonly series?: readonly Series[] },
  accounts: readonly Account[],
  contains: World["contains"],
): World {
  const known = new Set(rules.map((rule) => rule.id));
  const world: World = {
    program,
    contains,
    series,
    rules: [...rules, ...program.policy.house.filter((rule) => !known.has(rule.id))],
    accounts: new Map(),
    parties: new Map(),
    given: new Map(),
    lawByPlaces: new Map(),
  };
  for (const account of accounts) {
    world.given.set(account.id, account);
    world.accounts.set(account.id, { account: account.id, state: null, wakeAt: null, trace: [] });
    partyOf(world, account.debtor.id).accounts.push(account.id);
  }
  return world;
}

function partyOf(world: World, debtor: string): Party {
  const known = world.parties.get(debtor);
  if (known !== undefined) return known;
  const party: Party = { accounts: [], ledger: [] };
  world.parties.set(debtor, party);
  return party;
}

const currentAccount = (world: World, id: string): Account | undefined => world.accounts.get(id)?.state?.account ?? world.given.get(id);

/** Writes what an event means for the debtor's ledger, and names the accounts that must hear of it. */
export function hear(world: World, account: string, event: StepEvent): readonly string[] {
  const debtor = world.given.get(account)?.debtor.id;
  if (debtor === undefined) return [];
  const party = partyOf(world, debtor);
  if (event.type === "happened") {
    write(party, { at: event.at, id: event.id, event: labelledFor(event.event, account) });
    return concernsPerson(event.event) ? party.accounts : [account];
  }
  if (event.type === "moved" && event.as === "payment") {
    const debts = event.invoice === undefined ? {} : { debts: [`${account}/${event.invoice}`] };
    write(party, { at: event.at, id: event.id, event: { event: "payment", amount: event.amount, account, ...debts } });
  }
  return [account];
}

/** Ledgers are in the order of time, entries of one instant in the order written; an id is written once. */
function write({ ledger }: Party, entry: LedgerEntry): void {
  if (ledger.some((known) => known.id === entry.id)) return;
  let i = ledger.length;
  while (i > 0 && (ledger[i - 1]?.at ?? 0) > entry.at) i--;
  ledger.splice(i, 0, entry);
}

/** All that a decision about an account's debtor may look at, as it is known at an instant. */
export function contextOf(world: World, id: string, now: Instant): Context | null {
  const account = currentAccount(world, id);
  if (account === undefined) return null;
  const party = partyOf(world, account.debtor.id);
  const { policy, calendar } = world.program;
  const all = party.accounts.flatMap((one) => currentAccount(world, one) ?? []);
  const debtor = oneDebtor(
    account.debtor,
    all.filter((one) => one.id !== id).map((one) => one.debtor),
  );
  const debts = all.flatMap((one) => debtsOf(one, world.accounts.get(one.id)?.state?.movements ?? [], policy));
  return {
    calendar,
    rules: lawAt(world, debtor.places),
    collector: collectorOf(policy.collector),
    debtor,
    debts,
    ledger: knownAt(party.ledger, now),
    series: world.series,
  };
}

const knownAt = (ledger: readonly LedgerEntry[], now: Instant): readonly LedgerEntry[] =>
  (ledger.at(-1)?.at ?? now) <= now ? ledger : ledger.filter((entry) => entry.at <= now);

function lawAt(world: World, places: readonly string[]): readonly Rule[] {
  const key = places.join(" ");
  const known = world.lawByPlaces.get(key) ?? rulesFor({ format: 1, hash: "", places: [], rules: world.rules }, places);
  world.lawByPlaces.set(key, known);
  return known;
}

/** The question that an effect puts to the guard; null for what nobody asks about. */
export function questionOf(world: World, id: string, effect: AskedEffect): Action | null {
  const account = currentAccount(world, id);
  if (account === undefined || !needsGuard(effect.action)) return null;
  const contains = world.contains(effect.action);
  const debts = debtsOf(account, world.accounts.get(id)?.state?.movements ?? [], world.program.policy);
  return actionOf(effect, debts, { reach: account.reach, ...(contains === undefined ? {} : { contains }) });
}

/**
 * Performs an effect: free acts pass, all else is judged by the ledger as it is now, and written into it when it is allowed.
 * @param broken why its channel can't send it now; null: it can.
 */
export function perform(world: World, id: string, effect: AskedEffect, now: Instant, broken: string | null = null): EffectResult {
  const asked = questionOf(world, id, effect);
  const context = contextOf(world, id, now);
  if (asked === null || context === null) return { kind: "sent", at: now };
  const until = effect.until ?? instant(now + OPEN_SLOT_MS);
  if (now > until) return { kind: "denied", at: now, until: null, reasons: [SLOT_OVER] };
  const action = capped(context, asked, now);
  const decision = permit(context, action, now);
  if (!decision.allowed) {
    const planned = plan(context, action, now, until);
    return { kind: "denied", at: now, until: planned.kind === "at" ? planned.at : null, reasons: decision.reasons };
  }
  if (broken !== null) return { kind: "failed", at: now, reason: broken, retryable: true };
  const episode = world.accounts.get(id)?.state?.episode ?? 1;
  const entry = entryOf(requestIdOf(id, episode, effect.key), id, action, now);
  if (entry !== null) write(partyOf(world, context.debtor.id), entry);
  const amount = action.act === "charge" ? action.charge.amount : undefined;
  return amount === undefined ? { kind: "sent", at: now } : { kind: "sent", at: now, amount };
}
