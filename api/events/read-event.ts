/** From written events to those that the ledger takes in. */
import { parseDay, parseInstant, parseMoney } from "../../engine/index.ts";
import type { Account, EventName, Instant, LocalDay, Minor, PastEvent, StepEvent } from "../../engine/index.ts";
import { suggest } from "../../dsl/index.ts";
import { EVENT_WORDS, MOVES, eventShape } from "./event-shape.ts";
import type { Move, WrittenEvent } from "./event-shape.ts";
import { noAmount } from "./no-amount.ts";
import type { z } from "zod";

/** What is wrong with a field of an event, in a person's words. `line`: where the event stands in its file. */
export interface Rejection {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface RecordedEvent {
  readonly id: string;
  readonly account: string;
  readonly at: Instant;
  readonly event: StepEvent;
}

type Read = { readonly ok: true; readonly entry: RecordedEvent } | { readonly ok: false; readonly rejections: readonly Rejection[] };

/** A field that can't be read. It is caught where the event is read, and becomes a rejection. */
class FieldError extends Error {
  readonly field: string;
  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

const amountOf = (written: WrittenEvent, account: Account): Minor | undefined => {
  if (written.currency !== undefined && written.currency !== account.currency)
    throw new FieldError("currency", `the account is in ${account.currency}`);
  if (written.amount === undefined) return undefined;
  const amount = parseMoney(written.amount, account.currency);
  if (amount === null) throw new FieldError("amount", noAmount(written.amount, account.currency));
  if (amount <= 0) throw new FieldError("amount", "an amount is above zero; whether money came or went says the word before it");
  return amount;
};

const instantOf = (field: string, text: string): Instant => {
  const read = parseInstant(text);
  if (read === null) throw new FieldError(field, `"${text}" is no instant: write it as 2026-11-23T15:30:00Z or with an offset`);
  return read;
};

const dayOf = (field: string, text: string): LocalDay => {
  const day = parseDay(text);
  if (day === null) throw new FieldError(field, `"${text}" is no date`);
  return day;
};

const invoiceOf = (field: string, id: string, account: Account): string => {
  if (account.invoices.some((invoice) => invoice.id === id)) return id;
  const near = suggest(
    id,
    account.invoices.map((invoice) => invoice.id),
  );
  throw new FieldError(field, `the account has no invoice "${id}"${near === null ? "" : `; did you mean ${near}?`}`);
};

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const isMove = (word: string): word is Move => (MOVES as readonly string[]).includes(word);

const noReason = (): FieldError => new FieldError("reason", "only a chargeback has one: why the payment came back");

const OF_MOVES: readonly string[] = ["id", "account", "at", "event", "amount", "currency", "invoice", "reason"];

/** Money that came or went; which of them says the word. */
const movedOf = (written: WrittenEvent, as: Move, at: Instant, account: Account): StepEvent => {
  const amount = amountOf(written, account);
  if (amount === undefined) throw new FieldError("amount", `a ${as} needs an amount`);
  const stray = Object.entries(written).find(([name, value]) => value !== undefined && !OF_MOVES.includes(name));
  if (stray !== undefined) throw new FieldError(stray[0], `a ${as} has an amount and perhaps an invoice, and nothing else`);
  if (written.reason !== undefined && as !== "chargeback") throw noReason();
  const reason = written.reason === undefined ? {} : { reason: written.reason };
  const invoice = written.invoice === undefined ? {} : { invoice: invoiceOf("invoice", written.invoice, account) };
  return { type: "moved", id: written.id, at, amount, as, ...invoice, ...reason };
};

/** Fields that mean the same in the file and in the ledger. */
const plainFields = (written: WrittenEvent): Partial<PastEvent> => {
  const {
    id: _id,
    account: _account,
    at: _at,
    event: _event,
    amount: _amount,
    invoice: _invoice,
    reason: _reason,
    invoices: _invoices,
    due: _due,
    received: _received,
    from: _from,
    until: _until,
    blocked: _blocked,
    ...plain
  } = written;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
};

const happenedOf = (written: WrittenEvent, name: EventName, at: Instant, account: Account): StepEvent => {
  if (written.reason !== undefined) throw noReason();
  const amount = amountOf(written, account);
  const event: PastEvent = {
    ...plainFields(written),
    event: name,
    ...(amount === undefined ? {} : { amount, currency: account.currency }),
    ...(written.due === undefined ? {} : { due: dayOf("due", written.due) }),
    ...(written.received === undefined ? {} : { received: instantOf("received", written.received) }),
    ...(written.from === undefined ? {} : { from: dayOf("from", written.from) }),
    ...(written.until === undefined ? {} : { until: dayOf("until", written.until) }),
    ...(written.invoices === undefined
      ? {}
      : { debts: written.invoices.map((invoice) => `${account.id}/${invoiceOf("invoices", invoice, account)}`) }),
    ...(written.blocked === undefined
      ? {}
      : { blocked: written.blocked.map(({ days, from, to }) => ({ days, from: minuteOf(from), to: minuteOf(to) })) }),
  };
  if (name === "promise" && (event.amount === undefined || event.due === undefined))
    throw new FieldError("due", "a promise needs an amount and the day by which it will be paid");
  if (name === "opt-out" && event.channels === undefined) throw new FieldError("channels", "an opt-out names the channels that it ends");
  return { type: "happened", id: written.id, at, event };
};

const eventName = (word: string): EventName => {
  if (EVENT_WORDS.includes(word)) return word as EventName;
  const near = suggest(word, EVENT_WORDS);
  throw new FieldError("event", `"${word}" is no event${near === null ? `; the events are ${EVENT_WORDS.join(", ")}` : `; did you mean ${near}?`}`);
};

/** What is wrong with a field, in a person's words. */
export const plainly = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case "invalid_value": {
      const values = issue.values.map(String);
      const near = typeof issue.input === "string" ? suggest(issue.input, values) : null;
      return `${typeof issue.input === "string" ? `"${issue.input}"` : "it"} is not one of ${values.join(", ")}${near === null ? "" : `; did you mean ${near}?`}`;
    }
    case "unrecognized_keys":
      return `there is no field ${issue.keys.join(", ")}`;
    case "too_small":
      return "is empty";
    case "too_big":
      return `has more than ${issue.maximum} characters`;
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be of the type ${issue.expected}`;
    default:
      return issue.message;
  }
};

/** One written event, held against its account. `line` is where it stands, for the complaint. */
export function readEvent(value: unknown, line: number, accountOf: (id: string) => Account | undefined): Read {
  const refuse = (column: string, reason: string): Read => ({ ok: false, rejections: [{ line, column, reason }] });
  const parsed = eventShape.safeParse(value, { reportInput: true });
  if (!parsed.success)
    return { ok: false, rejections: parsed.error.issues.map((issue) => ({ line, column: issue.path.join("."), reason: plainly(issue) })) };
  const written = parsed.data;
  const account = accountOf(written.account);
  if (account === undefined) return refuse("account", `there is no account ${written.account}`);
  try {
    const name = eventName(written.event);
    const at = instantOf("at", written.at);
    const event = isMove(name) ? movedOf(written, name, at, account) : happenedOf(written, name, at, account);
    return { ok: true, entry: { id: written.id, account: account.id, at, event } };
  } catch (error) {
    if (error instanceof FieldError) return refuse(error.field, error.message);
    throw error;
  }
}
