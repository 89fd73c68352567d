/** The moves that an adversary has against a policy under some law: what either of them reacts to, and no more. */
import { canonicalJson } from "../canonical.ts";
import type { EventName, PastEvent } from "../model/facts.ts";
import type { CompiledPolicy, HandledEvent } from "../model/policy.ts";
import type { Rule, Trigger } from "../model/rule.ts";
import { HANDLED, PROTECTIONS } from "../step/protections.ts";
import { everyStep } from "../variant.ts";
import type { Move } from "./moves.ts";

/** Events that a policy hears under a name of its own. */
const TOLD_AS = new Map<HandledEvent, EventName>(
  Object.entries(HANDLED)
    .filter(([event]) => event !== "identity-theft-report")
    .map(([event, handled]) => [handled, event as EventName]),
);

/** Every move that the policy handles, that protects a debtor anyway, or that a rule of the law looks at. */
export function movesAgainst(policy: CompiledPolicy, rules: readonly Rule[]): readonly Move[] {
  const moves = new Map<string, Move>();
  const add = (event: PastEvent, releases: readonly string[] = []): void => {
    for (const one of spelledOut(event, policy)) {
      const name = nameOf(one);
      const known = moves.get(canonicalJson(one));
      const all = known?.kind === "event" ? [...(known.releases ?? []), ...releases] : releases;
      const due = one.event === "promise" ? { dueIn: 7 } : {};
      moves.set(canonicalJson(one), { kind: "event", name, event: one, ...due, ...(all.length === 0 ? {} : { releases: [...new Set(all)] }) });
    }
  };
  for (const { on } of policy.handlers) {
    const event = TOLD_AS.get(on);
    if (event !== undefined) add({ event });
  }
  for (const [handled, { pause }] of Object.entries(PROTECTIONS)) {
    const event = TOLD_AS.get(handled as HandledEvent);
    if (event === undefined) continue;
    add({ event });
    for (const ending of pause?.endedBy ?? []) add({ event: ending }, [event]);
  }
  for (const rule of rules) for (const [event, releases] of eventsOf(rule)) add(event, releases);
  return [
    { kind: "payment", name: "a part is paid", percent: 40 },
    { kind: "payment", name: "all is paid", percent: 100 },
    { kind: "chargeback", name: "the payment is taken back" },
    ...moves.values(),
  ];
}

/**
 * Whether a move stops a policy's clock for a time, or sets it to the beginning of another stage: on which weekday that is decides which days are left of
 * a slot. What stops it until something else happens is no such move.
 */
export function movesClock(move: Move, policy: CompiledPolicy): boolean {
  const names = handlersOf(move);
  if (names.some((name) => typeof PROTECTIONS[name]?.pause?.days === "number")) return true;
  return policy.handlers.some(
    ({ on, reactions }) =>
      names.includes(on) &&
      reactions.some(
        (one) => one.do === "go" || ((one.do === "pause" || one.do === "hold") && one.until.kind !== "open" && one.until.kind !== "events"),
      ),
  );
}

/** What a policy may do about a move, sooner or later. */
function handlersOf(move: Move): readonly HandledEvent[] {
  switch (move.kind) {
    case "payment":
      return move.percent < 100 ? ["partial payment"] : ["payment in full"];
    case "chargeback":
      return ["chargeback"];
    case "delay":
      return [];
    case "event": {
      const { event } = move.event;
      if (event === "promise") return ["promise", "broken promise"];
      if (event === "undeliverable") return ["bounced email"];
      const handled = HANDLED[event];
      return handled === undefined ? [] : [handled];
    }
  }
}

/** Events that a rule looks at, as they would fit it, each with those that it ends. */
function* eventsOf({ body, binds }: Rule): Generator<readonly [PastEvent, readonly string[]]> {
  for (const trigger of triggersOf(body)) {
    if (IS_TOLD_OTHERWISE.has(trigger.event)) continue;
    yield [fitting(trigger), []];
    for (const until of trigger.until) if (!IS_TOLD_OTHERWISE.has(until)) yield [{ event: until }, [trigger.event]];
  }
  for (const { onceEvents = [] } of binds) for (const event of onceEvents) if (!IS_TOLD_OTHERWISE.has(event)) yield [{ event }, []];
}

function triggersOf(body: Rule["body"]): readonly Trigger[] {
  switch (body.kind) {
    case "block":
    case "content":
      return body.while === undefined ? [] : [body.while];
    case "cap":
      return body.since === undefined ? [] : [body.since];
    case "deadline":
      return "event" in body.after ? [body.after] : [];
    default:
      return [];
  }
}

/** Money moves as money; what the collector does itself is the policy's; a consent only allows. */
const IS_TOLD_OTHERWISE: ReadonlySet<EventName> = new Set<EventName>([
  "payment",
  "charge",
  "consent",
  "suit-filed",
  "suit-threatened",
  "credit-reported",
  "assignment",
  "acceleration",
  "documents-sent",
]);

const fitting = ({ event, form, grounds, requests, relief, chapter, by }: Trigger): PastEvent => ({
  event,
  ...(form === undefined ? {} : { form }),
  ...(grounds?.[0] === undefined ? {} : { ground: grounds[0] }),
  ...(requests?.[0] === undefined ? {} : { request: requests[0] }),
  ...(relief === undefined ? {} : { relief }),
  ...(chapter === undefined ? {} : { chapter }),
  ...(by?.[0] === undefined ? {} : { by: by[0] }),
});

/** An event with what it needs to mean something: which channel, by when, how much. */
function spelledOut(event: PastEvent, policy: CompiledPolicy): readonly PastEvent[] {
  switch (event.event) {
    case "opt-out":
    case "consent-revoked":
      return channelsOf(policy).map((channel) => ({ ...event, channels: [channel] }));
    case "undeliverable":
      return [{ ...event, medium: "email" }];
    case "inconvenient-time":
      return [{ ...event, blocked: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: 540, to: 720 }] }];
    case "inconvenient-place":
      return [{ ...event, place: "work" }];
    case "breathing-space":
      return [{ relief: "standard", ...event }];
    default:
      return [event];
  }
}

const channelsOf = (policy: CompiledPolicy) => {
  const actions = policy.stages.flatMap((stage) => everyStep(stage)).flatMap((step) => [step.action, step.otherwise, step.else]);
  return [...new Set(actions.flatMap((action) => (action?.kind === "contact" ? [action.channel] : [])))];
};

const nameOf = ({ event, channels, ground, request, form }: PastEvent): string =>
  [event, ...(channels === undefined ? [] : [`of ${channels.join()}`]), ...[ground, request, form].filter((word) => word !== undefined)].join(" ");
