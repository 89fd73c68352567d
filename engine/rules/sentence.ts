/** Why a rule refuses, in one plain sentence with the numbers of this case, and nothing that says who the debtor is. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { BlockRule, CapRule, ContentRule, Hours, Rule, SilenceRule, WindowRule } from "../model/rule.ts";
import type { Instant, Zone } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { localDayAt, minuteAt } from "../calendar.ts";
import { blockingFact } from "./block.ts";
import { fillingCap } from "./cap.ts";
import type { ContactEntry } from "./history.ts";
import { faultsOf, textOf } from "./content.ts";
import { leastDeadline } from "./given-time.ts";
import { startOfSilence } from "./silence.ts";
import { amountSentence, consentSentence, deadlineSentence, dueDateSentence, limitationSentence, noticeSentence } from "./sentence-of-terms.ts";
import { isHolidayTo, zoneOutside } from "./window.ts";
import {
  ACT_WORDS,
  capital,
  channelWords,
  cityOf,
  clockWords,
  countedWords,
  dayWords,
  daysWords,
  endingWords,
  factWords,
  list,
  momentWords,
  numberWord,
  personWords,
  placeWords,
  spanWords,
  weekdayName,
  weekdayWords,
} from "./wording.ts";

/**
 * What follows on a refusal that stands by one reading of the ledger only (`readings.ts`).
 * @param without contacts that didn't take place by it
 */
export function sentenceOfReading({ calendar, debtor }: Context, without: readonly ContactEntry[], t: Instant): string {
  const [one, ...more] = without;
  if (one === undefined) return "";
  const zone = debtor.timezones[0] ?? "UTC";
  const of = more.length > 0 ? "" : ` of ${dayWords(localDayAt(calendar, zone, one.at), localDayAt(calendar, zone, t))}`;
  const what = more.length > 0 ? `${numberWord(without.length)} earlier contacts` : `the ${countedWords([one.contact.channel], "attempt", 1)}${of}`;
  return `Nobody knows whether ${what} took place, and this must be lawful if ${more.length > 0 ? "they" : "it"} did not.`;
}

/**
 * @param t the instant at which the rule refuses
 * @param action the act about the debts that the rule is about
 * @param until when it alone no longer does; null: never by waiting
 * @param whole the act with all its debts
 */
export function sentenceOf(rule: Rule, context: Context, action: Action, t: Instant, until: Instant | null, whole = action): string {
  const zone = context.debtor.timezones[0] ?? "UTC";
  const { body } = rule;
  switch (body.kind) {
    case "window":
      return windowSentence(body, context, action, t, until);
    case "cap":
      return capSentence(body, context, action, zone, t, until);
    case "silence":
      return silenceSentence(body, context, action, zone, t, until);
    case "block":
      return blockSentence(body, context, action, zone, t, until);
    case "content":
      return contentSentence(body, context, action, t);
    case "notice-before":
      return noticeSentence(body, context, action, t, until);
    case "deadline":
      return deadlineSentence(body, context, action, t);
    case "consent":
      return consentSentence(body, context, action, t, until);
    case "amount":
      return amountSentence({ rule, body, whole, asked: action }, context, t, until);
    case "due-date":
      return dueDateSentence(body, context, action, t);
    case "limitation":
      return limitationSentence(body, context, action, t);
    case "standard":
    case "none":
      return body.text;
    case "modifier":
    case "scope":
      return body.text ?? rule.summary;
    case "receipt":
    case "retention":
    case "tolling":
      return rule.summary;
  }
}

function windowSentence(rule: WindowRule, context: Context, action: Action, t: Instant, until: Instant | null): string {
  const { calendar } = context;
  const zone = zoneOutside(rule, context, t) ?? context.debtor.timezones[0] ?? "UTC";
  const day = localDayAt(calendar, zone, t);
  const holiday = isHolidayTo(rule, context, day) ? ", a holiday" : "";
  const place = `${placeWords(rule.places)}${personWords(rule.persons)}`;
  const what = rule.channels === undefined ? `contact${place} is` : `${channelWords(rule.channels)}${place} are`;
  const now = `It is ${clockWords(minuteAt(calendar, zone, t))} on ${weekdayWords(day, day)}${holiday} in ${cityOf(zone)}`;
  const next = until === null ? "no such time comes within the calendar" : `the next such time is ${momentWords(calendar, zone, until, day)}`;
  return `${now}; ${what} allowed only ${list(rule.hours.map((hours) => hoursWords(hours, rule.holidaysClosed)))}; ${next}${unplaced(rule, action)}.`;
}

/** What makes a rule of some place bind an act of which nobody noted the place; nothing where that isn't so. */
function unplaced({ places }: Pick<CapRule, "places">, action: Action): string {
  if (places === undefined || action.act !== "contact" || action.contact.place !== undefined) return "";
  return ", and nobody noted the place of this one";
}

function hoursWords(hours: Hours, holidaysClosed: boolean): string {
  const span = `between ${clockWords(hours.from)} and ${clockWords(hours.to)}`;
  const { days, onHolidays } = hours;
  if (days.length === 0) return `${span} on holidays`;
  const working = days.length === 5 && !days.includes("sat") && !days.includes("sun");
  if (onHolidays === true) return days.length === 7 ? span : `${span} on ${working ? "weekdays" : list(days.map(weekdayName))} and on holidays`;
  if (days.length === 7) return holidaysClosed ? `${span} except on holidays` : span;
  if (working) return `${span} on ${holidaysClosed ? "business days" : "weekdays"}`;
  return `${span} on ${list(days.map(weekdayName))}${holidaysClosed ? " that are no holidays" : ""}`;
}

function capSentence(rule: CapRule, context: Context, action: Action, zone: Zone, t: Instant, until: Instant | null): string {
  const { calendar } = context;
  const day = localDayAt(calendar, zone, t);
  if (rule.n <= 0) return `${capital(countedWords(rule.channels, rule.unit, 2))} are not allowed at all.`;
  const filling = fillingCap(rule, context, action, t);
  const days = filling.map((at) => localDayAt(calendar, zone, at));
  const [first, last] = [days[0] ?? day, days.at(-1) ?? day];
  const noun = countedWords(rule.channels, rule.unit, rule.n);
  const made = `${capital(numberWord(rule.n))} ${noun}${placeWords(rule.places)} ${rule.n === 1 ? "was" : "were"} made ${spanWords(first, last, day)}${fixedWords(rule)}`;
  if (until === null) return rule.fixed?.unit === "ever" ? `${made}; no more are allowed, ever.` : `${made}.`;
  const resumed = `${dayWords(localDayAt(calendar, zone, until), day)} from ${clockWords(minuteAt(calendar, zone, until))}`;
  return `${made}; the next may be made on ${resumed} in ${cityOf(zone)}${unplaced(rule, action)}.`;
}

/** The month or the week in which all of them were made. */
function fixedWords({ fixed }: CapRule): string {
  if (fixed === undefined || fixed.unit === "ever") return "";
  return fixed.unit === "month" ? ", in one calendar month" : `, in one week from ${weekdayName(fixed.from)} on`;
}

function silenceSentence(rule: SilenceRule, context: Context, action: Action, zone: Zone, t: Instant, until: Instant | null): string {
  const { calendar } = context;
  const day = localDayAt(calendar, zone, t);
  const began = startOfSilence(rule, context, action, t);
  const what = countedWords(rule.after.channels, rule.after.unit, 1);
  const on = began === null ? "" : ` on ${dayWords(localDayAt(calendar, zone, began), day)}`;
  const quiet = rule.channels === undefined ? "contact" : channelWords(rule.channels);
  const end = until === null ? "" : ` before ${momentWords(calendar, zone, until, day)}`;
  return `The last ${what} was${on}; ${numberWord(rule.days)} day${rule.days === 1 ? "" : "s"} without ${quiet} follow${rule.days === 1 ? "s" : ""}, so none is allowed${end}.`;
}

function blockSentence(rule: BlockRule, context: Context, action: Action, zone: Zone, t: Instant, until: Instant | null): string {
  const { calendar } = context;
  const day = localDayAt(calendar, zone, t);
  const act = action.act === "contact" ? `${channelWords([action.contact.channel])}${placeWords(rule.places)}` : ACT_WORDS[action.act];
  if (rule.until !== undefined) return waitSentence(rule.until, context, action, zone, t, until);
  const fact = blockingFact(rule, context, action, t);
  if (fact === null || rule.while === undefined) {
    const unless = rule.unlessConsent.length === 0 ? "" : " without the debtor's consent";
    return `${capital(act)} ${action.act === "contact" ? "are" : "is"} not allowed${unless}${ofBarred(rule)}${unplaced(rule, action)}.`;
  }
  const since = `${capital(factWords(rule.while.event))} of ${dayWords(localDayAt(calendar, zone, fact.at), day)}`;
  const forbids = `${since} forbids ${act}`;
  if (until !== null) return `${forbids} until ${momentWords(calendar, zone, until, day)}.`;
  const endings = rule.while.until.map(endingWords);
  if (rule.unlessConsent.length > 0) endings.push("the debtor consents");
  return endings.length === 0 ? `${forbids} for good.` : `${forbids} until ${list(endings, "or")}.`;
}

const WAITED_FOR = { due: "the debt was due", default: "the first day of arrears", invoice: "the invoice", last: "the last one" } as const;

function waitSentence(
  wait: NonNullable<BlockRule["until"]>,
  context: Context,
  action: Action,
  zone: Zone,
  t: Instant,
  until: Instant | null,
): string {
  const { calendar } = context;
  const act = action.act === "contact" ? channelWords([action.contact.channel]) : ACT_WORDS[action.act];
  const days = daysWords({ n: wait.days, business: wait.business === true });
  const not = `${capital(act)} ${action.act === "contact" ? "are" : "is"} not allowed until ${days} after ${WAITED_FOR[wait.after]}`;
  return until === null
    ? `${not}, and nobody knows when that is.`
    : `${not}, which is ${momentWords(calendar, zone, until, localDayAt(calendar, zone, t))}.`;
}

/** What makes the rule bind, where that is time. */
const ofBarred = ({ barred }: BlockRule | ContentRule): string => (barred === undefined ? "" : ", since the debt is barred by time");

function givesSentence(gives: NonNullable<ContentRule["gives"]>, context: Context, t: Instant): string {
  const least = leastDeadline(gives, context, t);
  const until =
    least === Infinity ? "" : `, that is until ${dayWords(localDay(least), localDayAt(context.calendar, context.debtor.timezones[0] ?? "UTC", t))}`;
  const base = gives.counts.from === "sending" ? "sending" : "receipt";
  return `must give at least ${daysWords(gives.atLeast)} from ${base}${until}`;
}

function contentSentence(rule: ContentRule, context: Context, action: Action, t: Instant): string {
  const { missing, forbidden } = faultsOf(rule, textOf(action) ?? []);
  const lacks = missing.length === 0 ? [] : [`lacks ${list(missing)}`];
  const holds = forbidden.length === 0 ? [] : [`must not carry ${list(forbidden)}`];
  const gives = rule.gives === undefined ? [] : [givesSentence(rule.gives, context, t)];
  if (rule.leavesPeriod === true) gives.push("sets a last day before the time to dispute the debt is over");
  return `The text ${list([...lacks, ...holds, ...gives])}${ofBarred(rule)}.`;
}
