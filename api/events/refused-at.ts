import { formatDay, localDay } from "../../engine/index.ts";
import type { Account } from "../../engine/index.ts";
import type { RecordedEvent, Rejection } from "./read-event.ts";

/** Clocks of two machines may differ by this much. */
export const CLOCKS_APART = 60_000;
const DAY_MS = 86_400_000;

/** What can be read and still is no fact: it lies in the future, or before anything that it could be about. */
export const refusedAt = ({ at, event }: RecordedEvent, now: number, account: Account): Rejection | null => {
  const refuse = (column: string, reason: string): Rejection => ({ line: 0, column, reason });
  if (at > now + CLOCKS_APART) return refuse("at", "lies in the future: record it when it has happened");
  const oldest = Math.min(Math.floor(now / DAY_MS), ...account.invoices.map((invoice) => invoice.issued));
  const first = oldest - 366;
  if (at < first * DAY_MS) return refuse("at", `lies more than a year before the account's first invoice (${formatDay(localDay(first + 366))})`);
  const due = event.type === "happened" && event.event.event === "promise" ? event.event.due : undefined;
  if (due === undefined) return null;
  // A day is over everywhere twelve hours after its end at Greenwich.
  if ((due + 1.5) * DAY_MS < at) return refuse("due", "is over already: a promise names a day to come");
  return due * DAY_MS > at + LONGEST_PROMISE ? refuse("due", "lies more than two years ahead: that is no promise") : null;
};

const LONGEST_PROMISE = 2 * 366 * DAY_MS;
