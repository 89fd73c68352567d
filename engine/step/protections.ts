/**
 * What protects a debtor whatever the policy says. A policy's handlers add to it and never take away: their rests come on
 * top. The law book forbids the contact itself; this keeps the account's clock and its people in step with that.
 */
import type { EventName, PastEvent } from "../model/facts.ts";
import type { CompiledPolicy, HandledEvent, Reaction } from "../model/policy.ts";

export interface Protection {
  /** A pause of so many days after the event, or an open one that the events in `endedBy` end. */
  readonly pause?: { readonly days: number | null; readonly endedBy: readonly EventName[]; readonly why: string };
  /** No contact for good; only notices that a handler sends still leave. */
  readonly closesContact?: true;
  /** Ended by payment in full: it was about the money, not about the person. */
  readonly endsWhenPaid: boolean;
  /** What people are asked to do when no handler is there. */
  readonly task?: string;
}

/** Ledger events by the name that handlers know them by. */
export const HANDLED: Readonly<Partial<Record<EventName, HandledEvent>>> = {
  promise: "promise",
  dispute: "dispute",
  "identity-theft-report": "dispute",
  "dispute-closed": "dispute closed",
  hardship: "hardship",
  "cease-request": "cease request",
  "opt-out": "opt-out",
  "attorney-notice": "attorney notice",
  "bankruptcy-petition": "bankruptcy",
  death: "death",
  "breathing-space": "breathing space",
  "plan-agreed": "plan agreed",
  "plan-broken": "plan broken",
};

/** Events that only end what others began. */
const ENDINGS: readonly EventName[] = ["documents-sent", "attorney-released", "bankruptcy-closed", "breathing-space-ended"];

/** Whether `step` has to remember an event: all others leave the account's course alone. */
export function matters({ event, amount }: PastEvent, { handlers }: Pick<CompiledPolicy, "handlers">): boolean {
  if (HANDLED[event] !== undefined || event === "undeliverable" || ENDINGS.includes(event)) return true;
  if (event === "charge" && amount !== undefined) return true;
  return handlers.some(({ reactions }) => reactions.some((reaction) => endsBy(reaction, event)));
}

const endsBy = (reaction: Reaction, event: EventName): boolean =>
  (reaction.do === "pause" || reaction.do === "hold") && reaction.until.kind === "events" && reaction.until.events.includes(event);

export const PROTECTIONS: Readonly<Partial<Record<HandledEvent, Protection>>> = {
  dispute: {
    pause: { days: null, endedBy: ["dispute-closed", "documents-sent"], why: "the debt is disputed" },
    endsWhenPaid: true,
    task: "resolve dispute",
  },
  hardship: { pause: { days: 30, endedBy: [], why: "the debtor can't pay now" }, endsWhenPaid: true, task: "talk about hardship" },
  "attorney notice": {
    pause: { days: null, endedBy: ["attorney-released"], why: "an attorney acts for the debtor" },
    endsWhenPaid: false,
    task: "take up contact with the attorney",
  },
  bankruptcy: {
    pause: { days: null, endedBy: ["bankruptcy-closed"], why: "the debtor is bankrupt" },
    endsWhenPaid: false,
    task: "file the claim in the bankruptcy",
  },
  "breathing space": {
    pause: { days: null, endedBy: ["breathing-space-ended"], why: "a statutory breathing space runs" },
    endsWhenPaid: false,
    task: "observe the breathing space",
  },
  "plan agreed": {
    pause: { days: null, endedBy: ["plan-broken"], why: "instalments are agreed" },
    endsWhenPaid: true,
    task: "watch the instalments",
  },
  death: { closesContact: true, endsWhenPaid: false, task: "find out who acts for the estate" },
  "cease request": { closesContact: true, endsWhenPaid: false, task: "review the request to cease contact" },
};
