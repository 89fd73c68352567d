/** Handlers: what is done, once, when something happened. Rests and endings follow from the history itself. */
import type { BusinessAction, HandledEvent, Reaction } from "../model/policy.ts";
import type { Happening } from "./happenings.ts";
import { formatDay } from "../civil.ts";
import { written } from "./booking.ts";
import { ONLY_CHARGES, openCharges } from "./charges.ts";
import { tellLate } from "./late.ts";
import { order } from "./loose.ts";
import { PROTECTIONS } from "./protections.ts";
import { isOverAlready } from "./rests.ts";
import { dueOf, mark, say, type LiveTrack, type Run } from "./run.ts";
import { enter } from "./stages.ts";
import { isOwed } from "./tracks.ts";
import type { LocalDay, Minor } from "../model/units.ts";

/**
 * Reacts to all that happened and wasn't reacted to yet, in the order in which it happened.
 * @param wasClosed before any of it: to what then happens to an account that stays closed nobody reacts. What still holds
 * when the account opens again (a dispute, a death) is reacted to then, so that no account rests without anybody knowing.
 */
export function react(run: Run, wasClosed: boolean): void {
  const known = new Set(run.state.handled);
  const fresh = run.view.happenings.filter((one) => !known.has(one.key));
  if (fresh.length === 0) return;
  const isIdle = wasClosed && run.state.status === "closed" && isOver(run);
  const settled = isIdle ? fresh.filter((one) => !outlasts(one.on)) : fresh;
  run.state.handled = [...run.state.handled, ...settled.map((one) => one.key)].sort();
  for (const happening of fresh) {
    if (isIdle) ignore(run, happening);
    else handle(run, happening);
  }
}

/** Whether a protection has no end of its own. */
function outlasts(on: HandledEvent): boolean {
  const protection = PROTECTIONS[on];
  return protection?.closesContact === true || protection?.pause?.days === null;
}

const isOver = (run: Run): boolean => run.view.closed !== null || run.view.paid;

function ignore(run: Run, { on, at }: Happening): void {
  run.trace.push({ at, what: "ignored", text: `${on} on a closed account`, handled: on });
}

function handle(run: Run, happening: Happening): void {
  const { on, at, day, handlers, cause } = happening;
  run.trace.push({
    at,
    what: "event",
    text: `${on} on ${formatDay(day)}`,
    handled: on,
    ...(handlers[0] === undefined ? {} : { line: handlers[0].line }),
  });
  tellLate(run, happening);
  for (const handler of run.program.policy.handlers) {
    if (handler.on === on) mark(run, handler.line, handlers.includes(handler) ? "taken" : "false");
  }
  handlers.forEach((handler, i) => {
    handler.reactions.forEach((reaction, j) => {
      if (reaction.do === "act") order(run, { key: `on/${on}/${cause}/${i + 1}.${j + 1}`, stage: null, step: `on ${on}`, action: reaction.action });
      else if (reaction.do === "go" && !isOver(run)) goTo(run, reaction.stage, on === "broken promise" ? day : run.view.today);
      else if (reaction.do === "pause" || reaction.do === "hold") say(run, "rest", restWords(reaction, on, day), handler.line);
    });
  });
  const task = PROTECTIONS[on]?.task;
  if (task !== undefined && handlers.length === 0) {
    const action: BusinessAction = { kind: "business", name: "task", title: task, team: "collections", due: null };
    order(run, { key: `on/${on}/${cause}/task`, stage: null, step: `on ${on}`, action });
  }
}

function restWords({ do: kind, until }: Extract<Reaction, { do: "pause" | "hold" }>, on: HandledEvent, day: LocalDay): string {
  if (until.kind !== "day" || !isOverAlready(until, day)) return `${kind} on ${on}`;
  return `${kind} on ${on} is refused: ${formatDay(until.day)} is over already`;
}

/** Asks people, once, what to do about charges that are all that is left. */
export function askAboutCharges(run: Run): void {
  const rest = run.view.inForce.find(({ why }) => why === ONLY_CHARGES);
  if (rest === undefined) return;
  const key = `charges/${rest.cause}`;
  if (run.state.handled.includes(key)) return;
  run.state.handled = [...run.state.handled, key].sort();
  const sum = written(openCharges(run.view.history) as Minor, run.state.account.currency);
  const action: BusinessAction = {
    kind: "business",
    name: "task",
    title: `collect or waive ${sum} of charges: all else is paid`,
    team: "collections",
    due: null,
  };
  order(run, { key, stage: null, step: "unpaid charges", action });
}

/**
 * Sends every track that something is owed on to a stage, also one that money taken back opens again. One that is there
 * already stays as it is, and so does an invoice with stages of its own that isn't overdue yet.
 */
function goTo(run: Run, stage: string, day: LocalDay): void {
  for (const track of run.tracks) {
    if (!isOwed(run, track) || !isOverdue(run, track)) continue;
    if (track.stage === stage && !track.suspended) say(run, "stage", `already in stage "${stage}"`);
    else enter(run, track, stage, day);
  }
}

function isOverdue(run: Run, track: LiveTrack): boolean {
  const due = track.id === "account" ? null : dueOf(run, track);
  return due === null || due < run.view.today;
}
