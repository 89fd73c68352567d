/** A channel that needs the debtor's permission. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { ConsentRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, type Span } from "./consent.ts";
import { termsOverAnywhere } from "./dates.ts";
import { debtsAsked } from "./history.ts";

/**
 * The smallest `t' >= t` at which a consent of the form that is wanted covers the contact for every debt asked about; null when
 * none that the ledger holds ever will. The debtor's last word counts: what was taken back, or refused since, is none.
 */
export function earliestConsent(rule: ConsentRule, context: Context, action: Action, t: Instant): Instant | null {
  const contact = needsConsent(rule, action);
  if (contact === null) return t;
  const at = agreedFrom(consentsOf(rule, context, action, contact), t);
  return at === Infinity ? null : instant(at);
}

/** The contact, when the rule governs it; a line that nobody knows may be of the kind that needs consent. */
function needsConsent(rule: ConsentRule, action: Action): Contact | null {
  if (action.act !== "contact") return null;
  const { contact } = action;
  if (!rule.channels.includes(contact.channel)) return null;
  if (rule.lines !== undefined && contact.line !== undefined && !rule.lines.includes(contact.line)) return null;
  return rule.dialing === undefined || rule.dialing.includes(contact.dialing ?? "manual") ? contact : null;
}

function consentsOf(rule: ConsentRule, context: Context, action: Action, contact: Contact): readonly (readonly Span[])[] {
  const lists = consentsPerDebt(context, [rule.covers], debtsAsked(context, action), contact);
  const { form, freshDays } = rule;
  if (form === undefined && freshDays === undefined) return lists;
  return lists.map((spans) =>
    spans.flatMap(({ from, until, entry }) => {
      const given = context.ledger[entry];
      // A form that nobody noted is not the one that the law wants.
      if (given === undefined || (form !== undefined && (!("event" in given) || given.event.form !== form))) return [];
      const stale = freshDays === undefined ? Infinity : termsOverAnywhere(context, given.at, [{ n: freshDays, business: false }]);
      return from < Math.min(until, stale) ? [{ from, until: Math.min(until, stale) }] : [];
    }),
  );
}

/** The next instant after `t` at which a consent ends or is too old. Infinity for none. */
export function closingConsent(rule: ConsentRule, context: Context, action: Action, t: Instant): number {
  const contact = needsConsent(rule, action);
  return contact === null ? Infinity : agreementEnd(consentsOf(rule, context, action, contact), t);
}
