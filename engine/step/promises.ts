/** Promises to pay: when they are judged, and whether they were kept. */
import type { PastEvent } from "../model/facts.ts";
import type { Fact, PromiseToPay } from "../model/state.ts";
import type { Instant, Minor } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { happen, type History } from "./happenings.ts";
import { dayAt, startOf } from "./local.ts";

/** A promise without a day, or for one that has passed, can't be kept or broken; it is heard, and no more. */
export function takePromise(history: History, { id, at }: Fact, event: PastEvent): void {
  if (event.due === undefined || event.due < dayAt(history.local, at)) return;
  happen(history, "promise", id, at, event);
  let last: number = event.due;
  for (const { rest } of history.rests) if (rest.cause === id && rest.untilDay !== null) last = Math.max(last, rest.untilDay);
  const amount = event.amount ?? (Math.max(history.balance, 0) as Minor);
  history.promises.push({ id, at, amount, due: event.due, checkOn: localDay(last + 1), status: "open" });
}

/** Judges the promises whose day of checking has come by `to`, in the order of those days. */
export function checkPromises(history: History, to: Instant): void {
  if (history.promises.length === 0) return;
  const limit = Math.min(to, history.checkedTo);
  const due = history.promises
    .map((one, index) => ({ one, index, at: startOf(history.local, one.checkOn) }))
    .filter(({ one, at }) => one.status !== "broken" && at <= limit)
    .sort((a, b) => a.at - b.at || a.index - b.index);
  for (const { one, index, at } of due) {
    if (one.status === "kept" || isKept(history, one, at)) history.promises[index] = { ...one, status: "kept" };
    else {
      history.promises[index] = { ...one, status: "broken" };
      history.broken++;
      happen(history, "broken promise", one.id, at);
    }
  }
}

/**
 * Whether what came in from the promise on, until `end`, reaches what was promised, or nothing is owed any more. Money keeps
 * one promise of those that were made on one day, as instalments are: the one for the earlier day comes first. A promise of
 * another day renews an older one, and the same money may keep both.
 */
export function isKept(history: History, promised: PromiseToPay, end: Instant): boolean {
  if (history.paidAt !== null) return true;
  let spent = 0;
  for (const other of history.promises) {
    if (other === promised || other.status === "broken" || !comesBefore(history, other, promised)) continue;
    // What had come in for it before this promise was made, is no money of this one.
    const before = Math.max(0, Math.min(other.amount, sumOf(history, other.at, promised.at)));
    spent += other.amount - before;
  }
  return sumOf(history, promised.at, end) >= promised.amount + spent;
}

function comesBefore({ local }: History, a: PromiseToPay, b: PromiseToPay): boolean {
  if (dayAt(local, a.at) !== dayAt(local, b.at)) return false;
  return a.due < b.due || (a.due === b.due && (a.at < b.at || (a.at === b.at && a.id < b.id)));
}

function sumOf(history: History, from: Instant, end: Instant): number {
  let sum = 0;
  for (const { at, amount } of history.movements) if (at >= from && at < end) sum += amount;
  return sum;
}
