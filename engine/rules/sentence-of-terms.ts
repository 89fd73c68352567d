/** Why rules about notices, deadlines, permissions and money refuse, in one plain sentence each. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { ConsentRule, DeadlineRule, DueDateRule, LimitationRule, NoticeRule } from "../model/rule.ts";
import type { Instant, LocalDay, Money, Zone } from "../model/units.ts";
import { localDayAt } from "../calendar.ts";
import { formatMoney } from "../money.ts";
import { mostAt, refusedOutright, type Limiting } from "./amount.ts";
import { overdueTask } from "./deadline.ts";
import { lateFrom } from "./due-date.ts";
import { debtOf, debtsAsked } from "./history.ts";
import { lastDayToSue } from "./limitation.ts";
import { holdingNotice, mostNamed } from "./notice.ts";
import { ACT_WORDS, capital, channelWords, dayWords, daysWords, list, momentWords, numberWord } from "./wording.ts";

const zoneOf = (context: Context): Zone => context.debtor.timezones[0] ?? "UTC";
const todayOf = (context: Context, t: Instant): LocalDay => localDayAt(context.calendar, zoneOf(context), t);
const dateWords = (context: Context, at: Instant, t: Instant): string => dayWords(todayOf(context, at), todayOf(context, t));
const momentOf = (context: Context, until: Instant, t: Instant): string => momentWords(context.calendar, zoneOf(context), until, todayOf(context, t));

const actWords = (action: Action): string => (action.act === "contact" ? channelWords([action.contact.channel]) : ACT_WORDS[action.act]);
const areOrIs = (action: Action): string => (action.act === "contact" ? "are" : "is");

const sumWords = ({ amount, currency }: Money): string => `${formatMoney(amount, currency)} ${currency}`;

export function noticeSentence(rule: NoticeRule, context: Context, action: Action, t: Instant, until: Instant | null): string {
  const wanted = rule.notices.length === 0 ? "message about the debt" : list(rule.notices, "or");
  const by = rule.by === undefined ? "" : ` by ${list(rule.by, "or")}`;
  const given = holdingNotice(rule, context, action);
  const not = `${actWords(action)} ${areOrIs(action)} not allowed`;
  if (given === null) return `No ${wanted} was given${by}; before it was, ${not}${rule.orConversation === true ? ", unless it was spoken of" : ""}.`;
  const sent = `The ${wanted} of ${dateWords(context, given.notice.at, t)}`;
  if (until !== null) {
    const base = rule.counts.from === "sending" ? "" : ` after its ${rule.counts.from}`;
    return `${sent} must be ${daysWords(rule.atLeast)} old${base}; ${actWords(action)} ${areOrIs(action)} allowed from ${momentOf(context, until, t)}.`;
  }
  if (given.from === Infinity) return `${sent} may not have arrived, since nobody knows when it did; until then ${not}.`;
  const named = action.act === "charge" ? mostNamed(rule, context, action) : null;
  if (action.act === "charge" && named !== null && (action.charge.amount ?? 0) > named) {
    const { currency } = debtsAsked(context, action).flatMap((id) => debtOf(context, id) ?? [])[0] ?? { currency: "" };
    return `${sent} named ${sumWords({ amount: named, currency })}; more is not allowed.`;
  }
  return `${sent} is stale, or will be too soon; before a new one was given, ${not}.`;
}

export function deadlineSentence(rule: DeadlineRule, context: Context, action: Action, t: Instant): string {
  const task = overdueTask(rule, context, action, t);
  const since = task === null ? "" : ` of ${dateWords(context, task.since, t)}`;
  const what = "send" in rule.duty ? `${list(rule.duty.send)} had to be sent` : `"${rule.duty.record.replaceAll("-", " ")}" had to be recorded`;
  return `${capital(what)} within ${daysWords(rule.within)}${since}; until it is, ${actWords(action)} ${areOrIs(action)} not allowed.`;
}

export function consentSentence(rule: ConsentRule, context: Context, action: Action, t: Instant, until: Instant | null): string {
  const form = rule.form === undefined ? "" : rule.form === "written" ? " in writing" : ", given orally,";
  const fresh = rule.freshDays === undefined ? "" : ` of the last ${daysWords({ n: rule.freshDays, business: false })}`;
  const needs = `${capital(actWords(action))} need the debtor's consent${form}${fresh}`;
  return until === null ? `${needs}, and none stands.` : `${needs}, and it begins at ${momentOf(context, until, t)}.`;
}

export function amountSentence(limiting: Limiting, context: Context, t: Instant, until: Instant | null): string {
  const { body: rule, asked: action } = limiting;
  if (action.act !== "charge") return "";
  const what = `"${action.charge.type.replaceAll("-", " ")}"`;
  const refused = refusedOutright(rule, context, action);
  if (refused === "not agreed") return `${capital(what)} may be charged only where the contract allowed it when the debt arose.`;
  if (refused === "used up") return `${capital(what)} may be charged ${timesWords(rule.times ?? 1)}, and was.`;
  const most = mostAt(limiting, context, t);
  if ("unlimited" in most) return `Nothing may be charged as ${what} on the debts that this is about.`;
  if ("unknown" in most) return `How much ${what} may be charged is unknown: ${most.unknown}.`;
  const { amount } = action.charge;
  const wanted = amount === undefined ? "" : `, and ${sumWords({ amount, currency: most.most.currency })} is wanted`;
  const grown = until === null ? "" : `; it has grown to enough by ${momentOf(context, until, t)}`;
  return `At most ${sumWords(most.most)} may be charged as ${what}${wanted}${grown}.`;
}

const timesWords = (times: number): string => (times === 1 ? "once" : `${numberWord(times)} times`);

export function dueDateSentence(rule: DueDateRule, context: Context, action: Action, t: Instant): string {
  const late = lateFrom(rule, context, action);
  const day = late === null ? "" : dayWords(late, todayOf(context, t));
  return late === null
    ? `Nobody knows from when the debt is late, ${daysWords(rule.days)} after its ${rule.after}, so nothing may be charged for lateness.`
    : `The debt is late from ${day}, and nothing may be charged for lateness before.`;
}

export function limitationSentence(rule: LimitationRule, context: Context, action: Action, t: Instant): string {
  const last = lastDayToSue(rule, context, action);
  const barred = `${actWords(action)} ${areOrIs(action)} barred${rule.extinguishes ? ", and the debt itself is over" : ""}`;
  return last === null
    ? `How old the debt is nobody knows, so ${barred}.`
    : `The period of limitation ended with ${dayWords(last, todayOf(context, t))}, so ${barred}.`;
}
