/** Blocks and contents: doors that a fact closes, and words that a message must carry. */
import { datesAt, shownAt } from "./clock.ts";
import { arrival, concerns, hasConsent, isOurs, isReply, wasA } from "./history.ts";
import type { BodyOf, Deed, OracleContact, OracleDebt, OracleEntry, OracleEvent, OracleTrigger, Story } from "./words.ts";

/** Whether something came inside the dispute period of the last validation notice: before any, or up to its last day. */
const inValidationPeriod = (story: Story, deed: Deed, index: number, entry: OracleEntry, debt: OracleDebt | null): boolean => {
  const notice = deed.before
    .slice(0, index)
    .findLast(({ contact }) => contact !== undefined && isOurs(contact) && contact.contains?.includes("validation-notice") === true && (debt === null || concerns(story, contact, debt)));
  const lastDay = notice?.contact?.deadline;
  return lastDay === undefined || datesAt(story, arrival(entry)).some((date) => date <= lastDay);
};

/** What isn't said may be so: an absent form, ground or request fits. */
const maybe = (said: string | undefined, wanted: readonly string[] | undefined): boolean =>
  said === undefined || wanted === undefined || wanted.includes(said);

const fits = (story: Story, deed: Deed, trigger: OracleTrigger, index: number, entry: OracleEntry, debt: OracleDebt | null): boolean => {
  const { event } = entry;
  if (event?.event !== trigger.event) return false;
  if (debt !== null && !concerns(story, event, debt)) return false;
  if (!maybe(event.form, trigger.form === undefined ? undefined : [trigger.form])) return false;
  if (!maybe(event.ground, trigger.grounds) || !maybe(event.request, trigger.requests)) return false;
  if (!maybe(event.relief, trigger.relief === undefined ? undefined : [trigger.relief])) return false;
  if (trigger.fromReceipt === true && arrival(entry) > deed.entry.at) return false;
  return trigger.withinValidationPeriod !== true || inValidationPeriod(story, deed, index, entry, debt);
};

/** Whether a later event undoes an earlier one: it concerns every debt (of the deed's) that the first did. */
const undoes = (story: Story, later: OracleEvent, first: OracleEvent, debt: OracleDebt | null): boolean =>
  debt !== null ? concerns(story, later, debt) : story.debts.filter((one) => concerns(story, first, one)).every((one) => concerns(story, later, one));

/** Facts of a kind that still hold at the time of a deed, with where they stand in the ledger. */
export const holding = (story: Story, deed: Deed, trigger: OracleTrigger, debt: OracleDebt | null): readonly { readonly index: number; readonly event: OracleEvent }[] =>
  deed.before.flatMap((entry, index) => {
    const { event } = entry;
    if (event === undefined || !fits(story, deed, trigger, index, entry, debt)) return [];
    const ended = deed.before
      .slice(index + 1)
      .some((later) => later.event !== undefined && trigger.until.includes(later.event.event) && undoes(story, later.event, event, debt));
    if (ended) return [];
    if (trigger.forDays !== undefined) {
      const began = datesAt(story, trigger.fromReceipt === true ? arrival(entry) : entry.at);
      const over = datesAt(story, deed.entry.at).every((date, zone) => date > (began[zone] ?? date) + (trigger.forDays ?? 0));
      if (over) return [];
    }
    return [{ index, event }];
  });

/** The channels that a word for one means as well: a message dropped into a mailbox is a call. */
const sameMedium = (channels: readonly string[], channel: string): boolean =>
  channels.includes(channel) || (channel === "voicemail" && channels.includes("call"));

/** Some facts close only part of the door: what the debtor named. */
const reaches = (story: Story, event: OracleEvent, contact: OracleContact, at: number): boolean => {
  switch (event.event) {
    case "opt-out":
      return (
        (event.channels === undefined || sameMedium(event.channels, contact.channel)) &&
        (event.address === undefined || contact.address === undefined || event.address === contact.address)
      );
    case "writing-only":
      return contact.channel !== "letter" && contact.channel !== "registered-letter";
    case "inconvenient-place":
      return event.place === undefined || contact.place === event.place;
    case "employer-prohibits":
      return contact.place === "work" || contact.person === "employer";
    case "inconvenient-time":
      return story.debtor.timezones.some((zone) => {
        const { day, weekday, minute } = shownAt(zone, at);
        if (day < (event.from ?? -Infinity) || day > (event.until ?? Infinity)) return false;
        return event.blocked === undefined || event.blocked.some((span) => span.days.includes(weekday) && minute >= span.from && minute < span.to);
      });
    default:
      return true;
  }
};

export const breaksBlock = (story: Story, body: BodyOf<"block">, deed: Deed): string | null => {
  const { contact } = deed;
  if (!body.acts.includes(deed.act)) return null;
  if (contact !== null) {
    if (body.channels !== undefined && !body.channels.includes(contact.channel)) return null;
    if (body.lines !== undefined && contact.line !== undefined && !body.lines.includes(contact.line)) return null;
    if (body.dialing !== undefined && !body.dialing.includes(contact.dialing ?? "manual")) return null;
    if (body.exceptPurposes.includes(contact.purpose ?? "collect") || body.exceptPersons.includes(contact.person ?? "debtor")) return null;
    if (body.exceptReplies && isReply(contact, deed.before)) return null;
  }
  const lifted = (since: number): boolean => contact !== null && body.unlessConsent.some((covers) => hasConsent(story, deed, contact, covers, since));
  if (body.while === undefined) return lifted(-1) ? null : "it is never allowed";
  for (const debt of body.key === "debt" && deed.debts.length > 0 ? deed.debts : [null]) {
    for (const { index, event } of holding(story, deed, body.while, debt)) {
      if (contact !== null && !reaches(story, event, contact, deed.entry.at)) continue;
      if (!lifted(index)) return `${event.event} stands against it`;
    }
  }
  return null;
};

export const breaksContent = (story: Story, body: BodyOf<"content">, deed: Deed): string | null => {
  const { contact } = deed;
  if (contact === null || !body.acts.includes("contact")) return null;
  if (body.channels !== undefined && !body.channels.includes(contact.channel)) return null;
  if ((body.exceptPurposes ?? []).includes(contact.purpose ?? "collect")) return null;
  // An attempt that conveyed nothing carried no words.
  if (!wasA("communication", contact)) return null;
  const spokenBefore = (debt: OracleDebt): boolean =>
    deed.before.some(
      (past) =>
        past.contact !== undefined && isOurs(past.contact) && wasA("communication", past.contact) &&
        (body.channels === undefined || body.channels.includes(past.contact.channel)) && concerns(story, past.contact, debt),
    );
  const applies =
    body.when === "every" || (body.when === "first" ? deed.debts.some((debt) => !spokenBefore(debt)) : deed.debts.some((debt) => spokenBefore(debt)));
  if (!applies) return null;
  const { while: trigger } = body;
  if (trigger !== undefined && !deed.debts.some((debt) => holding(story, deed, trigger, debt).length > 0)) return null;
  const carried = contact.contains ?? [];
  const missing = body.must.find((id) => !carried.includes(id));
  if (missing !== undefined) return `it lacks ${missing}`;
  const wrong = body.mustNot.find((id) => carried.includes(id));
  return wrong === undefined ? null : `it carries ${wrong}`;
};
