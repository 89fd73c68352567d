/** What must be known before any rule can be asked. Unknown denies, and the reason names the fact. */
import type { Action } from "./model/facts.ts";
import type { Context, Reason } from "./model/decision.ts";
import type { NoticeRule, Rule } from "./model/rule.ts";
import type { Days, Instant, Zone } from "./model/units.ts";
import { holidaysOf, knownHolidays } from "./business-days.ts";
import { covers, formatDay, localDayAt } from "./calendar.ts";
import { isForLateness } from "./rules/due-date.ts";
import { standsAt } from "./rules/in-force.ts";
import { governsByNotice } from "./rules/notice.ts";
import { isHeldToHours } from "./rules/window.ts";

const NONE: readonly Reason[] = [];

const reasonFor = (fact: string, summary: string, sentence: string): Reason => ({
  rule: `unknown.${fact}`,
  place: "WORLD",
  kind: "unknown",
  summary,
  cites: "",
  confidence: "own",
  sentence,
  until: null,
});

const unknownZone = (zone: Zone): Reason =>
  reasonFor("timezone", "The debtor's local time must be known", `The calendar has no time zone "${zone}", so the local time is unknown.`);

/** Facts about the debtor that any decision at `t` needs and that are missing: place, time zones, a calendar that reaches `t`. */
export function missingFacts(context: Context, t: Instant): readonly Reason[] {
  const { calendar, debtor } = context;
  let found: Reason[] | null = null;
  if (debtor.places.length === 0) {
    (found ??= []).push(
      reasonFor("place", "The law that applies must be known", "Where the debtor lives is unknown, so it is unknown which law applies."),
    );
  }
  if (debtor.timezones.length === 0) {
    (found ??= []).push(
      reasonFor("timezone", "The debtor's local time must be known", "The debtor's time zone is unknown, and so is the local time."),
    );
  }
  for (const zone of debtor.timezones) {
    if (!Object.hasOwn(calendar.zones, zone)) (found ??= []).push(unknownZone(zone));
    else if (!covers(calendar, zone, t)) {
      (found ??= []).push(outsideCalendar(context));
      break;
    }
  }
  return found ?? NONE;
}

function outsideCalendar({ calendar }: Context): Reason {
  const range = `from ${formatDay(calendar.from)} to ${formatDay(calendar.to)}`;
  return reasonFor("calendar", "The calendar must reach the day", `The calendar holds only the days ${range}.`);
}

/** What one binding rule needs beyond that: its own clock, the holidays of every place where the debtor may be. Null: nothing. */
export function unknownToRule(rule: Rule, context: Context, action: Action, t: Instant): Reason | null {
  const { body } = rule;
  switch (body.kind) {
    case "window":
      if (!isHeldToHours(body, context, action) || !standsAt(rule, context, t)) return null;
      return unknownClock(body.zone, context, t) ?? (body.holidaysClosed ? unknownHolidays(context, body.holidaySet, t) : null);
    case "notice-before":
      return governsByNotice(body, action) && standsAt(rule, context, t) ? unknownTerms(termsOf(body), context) : null;
    case "content":
      return body.gives !== undefined && hasLastDay(action) && standsAt(rule, context, t) ? unknownTerms(termsOf(body.gives), context) : null;
    case "due-date":
      return isForLateness(action) && standsAt(rule, context, t)
        ? unknownTerms(body.toBusinessDay === true ? [body.days, BUSINESS_DAY] : [body.days], context)
        : null;
    default:
      return null;
  }
}

const hasLastDay = (action: Action): boolean => action.act === "contact" && action.contact.deadline !== undefined;

const termsOf = ({ atLeast, counts }: Pick<NoticeRule, "atLeast" | "counts">): readonly Days[] =>
  counts.from === "presumed receipt" ? [atLeast, counts.after] : [atLeast];

const BUSINESS_DAY: Days = { n: 1, business: true };

function unknownTerms(terms: readonly Days[], context: Context): Reason | null {
  for (const { business, of } of terms) {
    const unknown = business ? unknownHolidays(context, of) : null;
    if (unknown !== null) return unknown;
  }
  return null;
}

function unknownClock(zone: Zone | undefined, context: Context, t: Instant): Reason | null {
  if (zone === undefined || covers(context.calendar, zone, t)) return null;
  return Object.hasOwn(context.calendar.zones, zone) ? outsideCalendar(context) : unknownZone(zone);
}

/**
 * Holidays that the calendar lacks; and, where `t` is given, a day of which nobody knows whether it is one.
 * @param set a list that the rule names, instead of those of the debtor's places
 */
function unknownHolidays({ calendar, debtor }: Context, set: string | undefined, t?: Instant): Reason | null {
  const { places, timezones } = debtor;
  const because = (sentence: string): Reason => reasonFor("holidays", "The holidays of the debtor's place must be known", sentence);
  const known = knownHolidays(calendar, places, set);
  const lacking = (): string => set ?? places.filter((place) => holidaysOf(calendar, place) === null).join(", ");
  if (known === null) return because(`The calendar has no holidays for ${lacking()}.`);
  if (t === undefined || (known.from === calendar.from && known.to === calendar.to)) return null;
  for (const zone of timezones) {
    const day = localDayAt(calendar, zone, t);
    if (day >= known.from && day <= known.to) continue;
    return because(`The holidays of ${set ?? places.join(", ")} are known only from ${formatDay(known.from)} to ${formatDay(known.to)}.`);
  }
  return null;
}
