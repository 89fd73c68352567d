/** What the law asks to be sent, and a policy never sends, or too late. */
import { formatDay, startOfDay } from "../calendar.ts";
import { duties, type Duty } from "../duties.ts";
import type { Rule } from "../model/rule.ts";
import { localDay } from "../model/units.ts";
import { contextOf, type Arena, type Life } from "./life.ts";
import type { Meeting } from "./watch.ts";
import type { Watched } from "./watched.ts";

const sendingBy = new WeakMap<readonly Rule[], readonly Rule[]>();

/** Rules that ask for something to be sent. What people have to record is theirs to do, and a task at run time. */
function sendingRules(rules: readonly Rule[]): readonly Rule[] {
  const known = sendingBy.get(rules) ?? rules.filter(({ body }) => body.kind === "deadline" && "send" in body.duty);
  sendingBy.set(rules, known);
  return known;
}

/** Deadlines that were over before anything was sent that meets them, as far as a life goes. */
export function missedIn(arena: Arena, { place, rules, beside }: Watched, life: Life): readonly Meeting[] {
  const sending = sendingRules(rules);
  if (sending.length === 0 || life.ledger.length === 0) return [];
  const context = contextOf(arena, life, place, [...sending, ...beside]);
  return duties(context, life.now).flatMap((duty) => {
    const rule = sending.find(({ id }) => id === duty.rule);
    const { task, deadline } = duty;
    const [zone] = context.debtor.timezones;
    if (!isMissed(duty) || deadline === null || zone === undefined || rule === undefined || task.do !== "send") return [];
    const at = startOfDay(context.calendar, zone, localDay(deadline + 1));
    const sentence = `Nothing that carries ${task.contents.join(", ")} left by ${formatDay(deadline)}.`;
    return [{ place, rule, reason: { rule: duty.rule, cites: duty.cites, sentence, until: null }, life, wanted: null, at, mended: null, beside }];
  });
}

/** What was done too late was missed before. */
const isMissed = ({ status, done, tooLate }: Duty): boolean => status === "missed" || (done !== null && tooLate !== null && done >= tooLate);
