/** `POST /events`: something happened. Once by its id, and at its own time, which may lie in the past. */
import type { Asked } from "../asked.ts";
import { readEvent } from "../events/read-event.ts";
import type { Rejection } from "../events/read-event.ts";
import { refusedAt } from "../events/refused-at.ts";
import { Problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { eventBody } from "../shapes.ts";
import type { EventAnswer } from "../shapes.ts";

const refusal = (rejections: readonly Rejection[]): Problem => {
  const errors = rejections.map(({ column, reason }) => ({ field: column, reason, wayOut: "GET /openapi.json shows the fields and their words" }));
  const first = errors[0];
  return new Problem("invalid-body", first === undefined ? "The event can't be taken." : `${first.field}: ${first.reason}`, { errors });
};

export const events = async ({ ledger, body, tell }: Asked): Promise<EventAnswer> => {
  const given = readBody(eventBody, body);
  const row = await ledger.account(given.account);
  if (row === null) throw new Problem("unknown-account", 'There is no account of this id: "collect import" takes accounts in.');
  const read = readEvent(given, 0, (id) => (id === row.account.id ? row.account : undefined));
  if (!read.ok) throw refusal(read.rejections);
  const refused = refusedAt(read.entry, ledger.clock(), row.account);
  if (refused !== null) throw refusal([refused]);
  const taken = await ledger.record(read.entry);
  if (taken) await tell(ledger, row.account.id);
  return { version: 1, taken, account: row.account.id };
};
