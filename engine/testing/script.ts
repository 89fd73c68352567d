/** What happens in a test, told to the simulation at the debtor's local time. */
import { instantAt } from "../calendar.ts";
import { openInvoices, unpaidInvoices } from "../balance.ts";
import type { Channel, PastEvent } from "../model/facts.ts";
import type { PolicyTest, TestEvent } from "../model/policy-test.ts";
import type { StepAction } from "../model/policy.ts";
import type { Account, Program, State, StepEvent } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import type { ScriptedEvent } from "../simulate/simulate.ts";
import { startOf, type Local } from "../step/local.ts";

/** Somebody was asked to agree. */
export interface Asking {
  readonly at: Instant;
  readonly key: string;
  readonly of: string;
  readonly action: StepAction;
  answered: boolean;
}

interface Teller {
  /** Id of the account; the test may know it under another (see `accountOf`). */
  readonly account: string;
  readonly program: Program;
  readonly local: Local;
  /** Filled as the story goes on. */
  readonly asked: readonly Asking[];
  /** Lines of approvals that nobody had asked for. */
  readonly unasked: number[];
}

const NOON = 720;
const MINUTE_MS = 60_000;

/** The instant of an event. A time that comes twice is its second. */
export function instantOf(local: Local, { at, kind }: Pick<TestEvent, "at" | "kind">): Instant {
  const { day, minute } = at;
  const wanted = minute ?? (kind === "approval" ? NOON : 0);
  return local.zone === null ? instant(startOf(local, day) + wanted * MINUTE_MS) : instantAt(local.calendar, local.zone, day, wanted, "opening");
}

/** Whether a channel is out of order, by the last that the story says of it. */
export function isDown(test: PolicyTest, local: Local, channel: Channel, now: Instant): boolean {
  const said = test.events.findLast((event) => event.kind === "channel" && event.channel === channel && instantOf(local, event) <= now);
  return said?.kind === "channel" && !said.works;
}

/** The test's events for the simulation, in the order written where instants are the same. */
export function scriptOf(test: PolicyTest, teller: Teller): readonly ScriptedEvent[] {
  return test.events.map((event, i) => {
    const at = instantOf(teller.local, event);
    return { account: teller.account, at, event: (state) => told(test, teller, event, `test-${i + 1}`, at, state) };
  });
}

function told(test: PolicyTest, teller: Teller, event: TestEvent, id: string, at: Instant, state: State | null): readonly StepEvent[] {
  switch (event.kind) {
    case "happened":
      return [{ type: "happened", id, at, event: ofAccount(event.event, test.account.id, teller.account) }];
    case "moved":
      return [{ type: "moved", id, at, amount: event.amount, as: event.as, ...(event.invoice === undefined ? {} : { invoice: event.invoice }) }];
    case "approval":
      return answers(teller, event, id);
    case "channel":
      return [];
    case "invoice":
    case "due date":
    case "fact": {
      const account = state === null ? null : changed(teller.program, state, event);
      return account === null ? [] : [{ type: "updated", id, at, account }];
    }
  }
}

/** Debts and accounts by the id that the account has in this run. */
function ofAccount(event: PastEvent, written: string, account: string): PastEvent {
  const { debts } = event;
  return {
    ...event,
    ...(event.account === undefined ? {} : { account }),
    ...(debts === undefined ? {} : { debts: debts.map((debt) => (debt.startsWith(`${written}/`) ? account + debt.slice(written.length) : debt)) }),
  };
}

function answers({ asked, unasked }: Teller, { of, granted, line }: TestEvent & { readonly kind: "approval" }, id: string): readonly StepEvent[] {
  const open = asked.filter((one) => one.of === of && !one.answered);
  if (open.length === 0) unasked.push(line);
  return open.map((one, i) => {
    one.answered = true;
    return { type: "approval", id: `${id}/${i + 1}`, key: one.key, granted };
  });
}

function changed(program: Program, state: State, event: TestEvent & { readonly kind: "invoice" | "due date" | "fact" }): Account {
  const { account } = state;
  if (event.kind === "fact") return { ...account, facts: { ...account.facts, [event.name]: event.value } };
  if (event.kind === "invoice") {
    const { id, amount, due, issued } = event;
    return { ...account, invoices: [...account.invoices, { id, amount, due, issued: issued ?? event.at.day }] };
  }
  const named = event.invoice ?? oldestUnpaid(program, state);
  return { ...account, invoices: account.invoices.map((one) => (one.id === named ? { ...one, due: event.due } : one)) };
}

function oldestUnpaid({ policy }: Program, { account, movements }: State): string | undefined {
  return unpaidInvoices(openInvoices(account, movements, policy.allocation), account, policy)[0]?.invoice.id ?? account.invoices[0]?.id;
}
