/** What a message must or must not carry. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { ContentRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { wasBarred } from "./barred.ts";
import { cameBack, concerns, countsAs, debtsAsked, isOwn, misdirected, samePerson } from "./history.ts";
import { heldSpans, type Held } from "./trigger.ts";
import { nextStart } from "./consent.ts";

/**
 * The smallest `t' >= t` at which the text is as it must be: `t`, or where the fact ends that demands more; null when
 * waiting alone never helps. A text that is still open is never refused: what it must carry is told by `demands`.
 */
export function earliestContent(rule: ContentRule, context: Context, action: Action, t: Instant): Instant | null {
  if (isContentKept(rule, action) || !contentGoverns(rule, context, action)) return t;
  if (rule.while === undefined) return null;
  let at: number = t;
  const facts = factsOf(rule, context, action);
  for (;;) {
    let until = at;
    for (const fact of facts) if (fact.from <= at && at < fact.until) until = Math.max(until, fact.until);
    if (until === at) return instant(at);
    if (until === Infinity) return null;
    at = until;
  }
}

/** Content ids of a final text; undefined while it is open. */
export function textOf(action: Action): readonly string[] | undefined {
  if (action.act === "contact") return action.contact.contains;
  return action.act === "credit-report" ? action.contains : undefined;
}

const fulfils = (rule: ContentRule, text: readonly string[]): boolean =>
  rule.must.every((id) => text.includes(id)) && !rule.mustNot.some((id) => text.includes(id));

/** Whether a text is as the rule wants it, or still open. */
export function isContentKept(rule: ContentRule, action: Action): boolean {
  const text = textOf(action);
  return text === undefined || fulfils(rule, text);
}

/** What is missing from a text, or must be taken out of it. */
export function faultsOf(rule: ContentRule, text: readonly string[]): { readonly missing: readonly string[]; readonly forbidden: readonly string[] } {
  return { missing: rule.must.filter((id) => !text.includes(id)), forbidden: rule.mustNot.filter((id) => text.includes(id)) };
}

/** Content ids that the rule demands of an act at `t`, if it has a say about it (`contentGoverns`); none while no fact of its `while` holds. */
export function demands(rule: ContentRule, context: Context, action: Action, t: Instant): readonly string[] {
  if (rule.while === undefined) return rule.must;
  return factsOf(rule, context, action).some((fact) => fact.from <= t && t < fact.until) ? rule.must : NOTHING;
}
const NOTHING: readonly string[] = [];

const factsOf = (rule: ContentRule, context: Context, action: Action): readonly Held[] => {
  const contact = action.act === "contact" ? action.contact : null;
  return rule.while === undefined ? [] : heldSpans(rule.while, context, "debt", debtsAsked(context, action), contact);
};

/** Whether the rule has a say about the text of an act, facts of its `while` aside: it is the same at any instant. */
export function contentGoverns(rule: ContentRule, context: Context, action: Action): boolean {
  if (!rule.acts.includes(action.act)) return false;
  if (action.act === "contact") {
    const { channel, purpose } = action.contact;
    if (rule.channels !== undefined && !rule.channels.includes(channel)) return false;
    if (rule.exceptPurposes?.includes(purpose ?? "collect") === true) return false;
  }
  if (rule.when === "every") return true;
  const debts = debtsAsked(context, action);
  const counts = (debt: string | null): ((at: Instant) => boolean) => (rule.barred === "since" && debt !== null ? wasBarred(context, debt) : ALWAYS);
  const isFirst = (debt: string | null): boolean => !wasMade(rule, context, action, debt, counts(debt));
  if (debts.length === 0) return isFirst(null) === (rule.when === "first");
  return debts.some((debt) => isFirst(debt) === (rule.when === "first"));
}

const ALWAYS = (): boolean => true;

/**
 * Whether this collector and the person were in touch about a debt before, at a time that counts, on the rule's channels, whoever began it
 * (15 USC 1692e(11)). What came back, or went to somebody else's address, was no communication.
 */
function wasMade(rule: ContentRule, context: Context, action: Action, debt: string | null, counts: (at: Instant) => boolean): boolean {
  const { ledger } = context;
  for (let i = 0; i < ledger.length; i++) {
    const entry = ledger[i];
    if (entry === undefined) break;
    if (!counts(entry.at)) continue;
    if (action.act !== "contact") {
      if (
        "event" in entry &&
        action.act === "credit-report" &&
        entry.event.event === "credit-reported" &&
        (debt === null || concerns(entry.event, debt, context))
      )
        return true;
      continue;
    }
    if (!("contact" in entry)) continue;
    const { contact } = entry;
    if (!isOwn(contact) || !samePerson(contact, action.contact) || !countsAs(contact, contact.direction === "in" ? "conversation" : "communication"))
      continue;
    if (rule.channels !== undefined && !rule.channels.includes(contact.channel)) continue;
    if (debt !== null && !concerns(contact, debt, context) && contact.raisedByDebtor?.includes(debt) !== true) continue;
    if (!misdirected(contact, i, ledger) && !cameBack(entry.id, i, ledger)) return true;
  }
  return false;
}

/** The next instant after `t` at which a fact begins to demand more. Infinity for none. */
export function closingContent(rule: ContentRule, context: Context, action: Action, t: Instant): number {
  return rule.while === undefined ? Infinity : nextStart(factsOf(rule, context, action), t);
}
