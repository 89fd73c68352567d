/** The one way in which a contact or an act leaves the house, whichever runtime asks for it. */
import type { Channel, Channels, Message, SendResult } from "../channels/index.ts";
import { writeMessage } from "../channels/index.ts";
import type { Action, AskedEffect, BusinessAction, ContactAction, EffectResult, Instant, Minor, Permit } from "../engine/index.ts";
import { actionOf, debtsOf, instant, needsGuard, requestIdOf } from "../engine/index.ts";
import type { AccountRow, GuardRequest, Ledger } from "../ledger/index.ts";
import { addTaskFor, noteResult } from "./announce.ts";
import { letterFactsOf } from "./letter-facts.ts";
import type { StoredProgram } from "./programs.ts";
import { type Standing, standingOf } from "./standing.ts";

/** How long a guarded act without a slot of its own may wait for leave. */
const OPEN_SLOT = 3 * 86_400_000;
/** The template hash of what has no text. */
const NO_TEXT = "none";

/** What is about to leave, by which way, and what the guard is asked about it. */
interface Draft {
  readonly channel: Channel;
  readonly message: Message;
  readonly templateHash: string;
  readonly action: Action;
}
type Failed = Extract<EffectResult, { kind: "failed" }>;

const failed = (at: Instant, reason: string, retryable = false): Failed => ({ kind: "failed", at, reason, retryable });

const draftContact = async (
  effect: AskedEffect,
  action: ContactAction,
  standing: Standing,
  program: StoredProgram,
  ledger: Ledger,
  channels: Channels,
): Promise<Draft | Failed> => {
  const now = ledger.clock();
  const channel = channels.for(action.channel);
  if (channel === null) return failed(now, channels.missing(action.channel) ?? `${action.channel} has no way out`);
  const written = await writeMessage(program.letters, action, letterFactsOf(action, standing, program, channels, now));
  if (written.kind === "failed") return failed(now, written.reason);
  const { account, movements } = standing;
  const details = { reach: account.reach, contains: written.message.contains };
  const asked = actionOf(effect, debtsOf(account, movements, program.policy), details);
  return { channel, message: written.message, templateHash: written.templateHash, action: asked };
};

const draftBusiness = (
  effect: AskedEffect,
  action: BusinessAction,
  standing: Standing,
  program: StoredProgram,
  now: Instant,
  channels: Channels,
): Draft | Failed => {
  const channel = channels.for("business");
  if (channel === null) return failed(now, channels.missing("business") ?? "business acts have no way out");
  const { account, person, movements } = standing;
  const debts = debtsOf(account, movements, program.policy);
  const message: Message = { to: person, subject: action.name, text: "", html: "", contains: [], data: { ...factsOf(standing, program), action } };
  return { channel, message, templateHash: NO_TEXT, action: actionOf(effect, debts) };
};

/** What another system needs to know of the account: amounts in minor units, no names. */
const factsOf = ({ account, movements }: Standing, program: StoredProgram): Readonly<Record<string, unknown>> => {
  const debts = debtsOf(account, movements, program.policy);
  return { balance: debts.reduce((sum, debt) => sum + debt.amount, 0), currency: account.currency, debts: debts.map((debt) => debt.id) };
};

/** @param amount of a charge: what the guard let be booked. */
const resultOf = (sent: SendResult, at: Instant, amount?: Minor): EffectResult => {
  if (sent.kind === "sent") return amount === undefined ? { kind: "sent", at } : { kind: "sent", at, amount };
  return sent.kind === "failed" ? failed(at, sent.reason, sent.retryable) : { kind: "unknown", at, reason: sent.reason };
};

/** Sends under a permit. Whatever breaks after `sending` may have left: it is unknown, and counts. */
const sendOnce = async (channel: Channel, permit: Permit, message: Message): Promise<SendResult> => {
  try {
    return await channel.send(permit, message);
  } catch (error) {
    // A provider's message may quote an address; the class of the error is enough.
    return { kind: "unknown", reason: `the channel ${channel.name} broke off (${error instanceof Error ? error.name : "error"})` };
  }
};

/** A permit may run out, or be ended by news about the debtor, between asking and sending; a second one is asked for, no third. */
const MOST_PERMITS = 2;

const sendGuarded = async (draft: Draft, request: GuardRequest, ledger: Ledger): Promise<EffectResult> => {
  for (let permits = 0; permits < MOST_PERMITS; permits++) {
    const answer = await ledger.guard.ask(request);
    if (answer.kind === "settled") return answer.result;
    if (answer.kind === "denied") return { kind: "denied", at: ledger.clock(), until: answer.until, reasons: answer.reasons };
    const { permit } = answer;
    if (!(await ledger.guard.sending(permit))) continue;
    const result = resultOf(await sendOnce(draft.channel, permit, draft.message), permit.grantedAt, permit.amount);
    await ledger.guard.settle(permit, result);
    return result;
  }
  return failed(ledger.clock(), "the permit ran out before the message could leave", true);
};

/** Acts that no rule may forbid. Each is the same when done twice, by its id. */
const actFreely = async (
  action: BusinessAction,
  effect: AskedEffect,
  standing: Standing,
  program: StoredProgram,
  ledger: Ledger,
  channels: Channels,
): Promise<EffectResult> => {
  const at = ledger.clock();
  const { account, episode } = standing;
  if (action.name === "task") await addTaskFor(action, effect.key, standing, program, ledger);
  // Closing is the state's own affair; here it has nothing to do.
  if (action.name === "task" || action.name === "close") return { kind: "sent", at };
  const id = requestIdOf(account.id, episode, effect.key);
  return resultOf(await channels.act({ id, account: account.id, step: effect.step, action, at, data: factsOf(standing, program) }), at);
};

/** `perform` for an account whose state is kept elsewhere. */
export const performFor = async (
  effect: AskedEffect,
  standing: Standing,
  program: StoredProgram,
  ledger: Ledger,
  channels: Channels,
): Promise<EffectResult> => {
  const { action } = effect;
  const { account, episode } = standing;
  const run = async (): Promise<EffectResult> => {
    if (action.kind === "business" && !needsGuard(action)) return actFreely(action, effect, standing, program, ledger, channels);
    const draft =
      action.kind === "contact"
        ? await draftContact(effect, action, standing, program, ledger, channels)
        : draftBusiness(effect, action, standing, program, ledger.clock(), channels);
    if ("kind" in draft) return draft;
    const { templateHash } = draft;
    const requestId = requestIdOf(account.id, episode, effect.key);
    const until = effect.until ?? instant(ledger.clock() + OPEN_SLOT);
    const request = { requestId, account: account.id, stage: effect.stage, step: effect.step, action: draft.action, templateHash, until };
    return sendGuarded(draft, request, ledger);
  };
  const result = await run();
  await noteResult(effect, result, account.id, ledger);
  return result;
};

/**
 * Does what `step` asked for and says how it went: writes the text first (a template that fails sends nothing), asks the
 * guard at the moment of sending, marks, sends, settles, notes. Done again after a crash at any line it sends nothing twice:
 * the request's name is the same, and the guard knows how far it came. Throws only what the ledger throws.
 *
 * @param row Of the account, with the state that asked.
 */
export const perform = (effect: AskedEffect, row: AccountRow, program: StoredProgram, ledger: Ledger, channels: Channels): Promise<EffectResult> =>
  performFor(effect, standingOf(row, row.state), program, ledger, channels);
