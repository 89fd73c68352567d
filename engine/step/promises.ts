/** Promises to pay: when they are judged, and whether they were kept. */
import type { PastEvent } from "../model/facts.ts";
import type { Fact, PromiseToPay } from "../model/state.ts";
import type { Instant, Minor } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { happen, type History } from "./happenings.ts";
import { startOf } from "./local.ts";

/** A promise without a day can't be kept or broken; it is heard, and no more. */
export function takePromise(history: History, { id, at }: Fact, event: PastEvent): void {
  if (event.due === undefined) return;
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

/** What came in from the promise on, until `end`, reaches what was promised; or nothing is owed any more. */
export function isKept(history: History, promised: PromiseToPay, end: Instant): boolean {
  if (history.paidAt !== null) return true;
  let sum = 0;
  for (const { at, amount } of history.movements) if (at >= promised.at && at < end) sum += amount;
  return sum >= promised.amount;
}
