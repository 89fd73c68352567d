/** Lives of one account under a policy by hand, told in short lines. */
import { formatInstant } from "../../../engine/calendar.ts";
import type { Account, CompiledPolicy, Instant, Rule, Stage, Step } from "../../../engine/index.ts";
import { begin, live, type Arena, type Life, type Turn } from "../../../engine/verify/life.ts";
import { at, CALENDAR, account, invoice, ZONE } from "../fixtures/machine.ts";
import { days, policy, stage } from "../fixtures/policy.ts";

/** One stage that begins on the day after the account falls due, 2026-03-03. */
export const reminding = (steps: readonly Step[], more: Partial<Stage> = {}): Stage =>
  stage("remind", steps, [], { from: { anchor: "due", offset: days(1) }, ...more });

export const arenaOf = (parts: Partial<CompiledPolicy> & Pick<CompiledPolicy, "stages">, own: readonly Rule[] = []): Arena => ({
  program: { policy: policy(parts), calendar: CALENDAR },
  own,
  series: [],
  contains: () => undefined,
});

export const OPENED = at("2026-02-01");
export const ACCOUNT: Account = account([invoice("1", "2026-03-02", 100_000)]);
export const opened = (arena: Arena, { twin = false, of = ACCOUNT }: { readonly twin?: boolean; readonly of?: Account } = {}): Life =>
  begin(arena, of, OPENED, twin);

export interface Lived {
  readonly turns: readonly Turn[];
  readonly end: Life;
}

export function lived(arena: Arena, from: Life, to: Instant): Lived {
  const turns: Turn[] = [];
  const run = live(arena, from, to);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return { turns, end: value };
    turns.push(value);
  }
}

/** By the debtor's own clock, without its offset. */
export const clockOf = (when: Instant): string => formatInstant(CALENDAR, ZONE, when).slice(0, 16).replace("T", " ");

/** What was wanted, and when. */
export const wishesOf = ({ turns }: Lived): readonly string[] =>
  turns.flatMap((turn) => (turn.turn === "wants" ? [`${clockOf(turn.wanted.at)} ${turn.wanted.effect.step}`] : []));

/** What stands in the ledger. */
export const ledgerOf = ({ ledger }: Life): readonly string[] =>
  ledger.map((entry) => `${clockOf(entry.at)} ${"contact" in entry ? entry.contact.channel : entry.event.event} ${entry.id}`);
