/** What a policy would do to an account: everything that it wants, and when its own rules let it leave. No law is asked. */
import { localDayAt, startOfDay } from "../calendar.ts";
import type { Instant } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { live, ownDecision, type Arena, type Life, type Wanted } from "../verify/life.ts";
import { stretchesOf, type Stretch } from "../verify/watch.ts";

/** Where something belongs in a comparison: by which channel, or which act it is, and in which stage. */
export interface Lane {
  readonly channel: string;
  /** Of what an event or a notice sends: `""`. */
  readonly stage: string;
}

/** One thing that a policy would do, and every instant at which it may. */
export interface Sending {
  readonly lane: Lane;
  readonly wanted: Wanted;
  readonly spans: readonly Stretch[];
}

/** Lives on until `to`, and tells what was wanted on the way and when the policy itself acts. */
export function lived(
  arena: Arena,
  from: Life,
  to: Instant,
): { readonly life: Life; readonly sendings: readonly Sending[]; readonly acts: readonly Instant[] } {
  const sendings: Sending[] = [];
  const acts: Instant[] = [];
  const run = live(arena, from, to);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return { life: value, sendings, acts };
    if (value.turn === "wakes" && value.effects.some(({ kind }) => kind === "contact" || kind === "business")) acts.push(value.at);
    if (value.turn !== "wants") continue;
    const sending = sendingOf(arena, value.wanted);
    if (sending !== null) sendings.push(sending);
  }
}

/** Null for what only people of the house see, and for what is put off and asked for again. */
function sendingOf(arena: Arena, wanted: Wanted): Sending | null {
  const { effect, action } = wanted;
  if (effect.kind === "business" && (effect.action.name === "task" || effect.action.name === "webhook")) return null;
  if (action !== null && !ownDecision(arena, wanted, action).allowed) return null;
  const stage = effect.stage ?? "";
  if (effect.kind === "contact") return { lane: { channel: effect.action.channel, stage }, wanted, spans: [...stretchesOf(arena, wanted)] };
  // An act has a day, and no hour that anybody minds.
  return { lane: { channel: effect.action.name, stage }, wanted, spans: [dayOf(arena, wanted)] };
}

function dayOf({ program: { calendar } }: Arena, { life, at }: Wanted): Stretch {
  const [zone] = life.state.account.debtor.timezones;
  if (zone === undefined) return { from: at, last: at };
  const day = localDayAt(calendar, zone, at);
  return { from: startOfDay(calendar, zone, day), last: instant(startOfDay(calendar, zone, localDay(day + 1)) - 1) };
}
