/** Notices that must be given first, duties with a last day, and permissions. */
import { datesAt } from "./clock.ts";
import { areOver, lastOfTerms, mayBeOver, nthDayAfter } from "./days.ts";
import { aboutWhich, ends, fits } from "./doors.ts";
import { cameBack, concerns, holds, isOurs, reachesDebtor, wasA, wasMisdirected, carriesOneOf, gave, type Told } from "./history.ts";
import { bindsDeed } from "./whom.ts";
import type { BodyOf, Deed, OracleContact, OracleDays, OracleDebt, OracleEntry, OracleTrigger, Story } from "./words.ts";

/** From when something that was sent counts as received: an instant, and days to pass after its date. Null: nobody knows. */
export const receiptOf = (
  story: Story,
  before: readonly OracleEntry[],
  entry: Told,
  debt: OracleDebt | null,
): { readonly at: number; readonly after: readonly OracleDays[] } | null => {
  if (entry.contact.received !== undefined) return { at: entry.contact.received, after: [] };
  const about: Deed = { entry, act: "contact", contact: entry.contact, before, debts: debt === null ? story.debts : [debt] };
  const presumed = story.rules.flatMap((rule) =>
    rule.body.kind === "receipt" && rule.body.channels.includes(entry.contact.channel) && bindsDeed(story, rule, about) ? [rule.body.after] : [],
  );
  const sent = Math.max(...datesAt(story, entry.at));
  const latest = presumed.toSorted((a, b) => nthDayAfter(story, sent, b) - nthDayAfter(story, sent, a))[0];
  if (latest !== undefined) return { at: entry.at, after: [latest] };
  return ["letter", "registered-letter", "postcard"].includes(entry.contact.channel) ? null : { at: entry.at, after: [] };
};

const whomFor = (deed: Deed, key: string): readonly (OracleDebt | null)[] => (key === "person" || deed.debts.length === 0 ? [null] : deed.debts);

const startOf = (
  story: Story,
  { counts }: BodyOf<"notice-before">,
  { before }: Deed,
  given: Told,
  debt: OracleDebt | null,
): ReturnType<typeof receiptOf> => {
  if (counts.from === "receipt") return receiptOf(story, before, given, debt);
  return { at: given.at, after: "after" in counts ? [counts.after] : [] };
};

/** Whether a notice names a last day of its own that lies before the last one of the law, wherever the debtor may be. */
const givesTooLittle = (story: Story, body: BodyOf<"notice-before">, deed: Deed, past: Told, debt: OracleDebt | null): boolean => {
  const { deadline } = past.contact;
  const base = startOf(story, body, deed, past, debt);
  if (deadline === undefined || base === null) return false;
  return datesAt(story, base.at).some((date) => lastOfTerms(story, date, [...base.after, body.atLeast]) > deadline);
};

const isSuch = (contact: OracleContact, { notices, by }: BodyOf<"notice-before">): boolean =>
  notices.length > 0 ? carriesOneOf(contact, notices, by) : reachesDebtor(contact) && (by ?? [contact.channel]).includes(contact.channel);

/** Whether the debtor heard of a debt: in a talk, or by a message that has run its time and didn't come back within it. */
const wasTold = (story: Story, body: BodyOf<"notice-before">, deed: Deed, debt: OracleDebt | null): boolean =>
  deed.before.some((past, index) => {
    const { contact } = past;
    if (contact === undefined || !reachesDebtor(contact)) return false;
    const since = deed.before.slice(index + 1);
    if (wasMisdirected(contact, since)) return false;
    const about = debt === null || concerns(story, contact, debt);
    if (body.orConversation === true && (isOurs(contact) || contact.direction === "in") && wasA("conversation", contact)) {
      if (about || (debt !== null && contact.raisedByDebtor?.includes(debt.id) === true)) return true;
    }
    if (!about || !isOurs(contact) || !isSuch(contact, body) || !wasA("communication", contact)) return false;
    const base = startOf(story, body, deed, { ...past, contact }, debt);
    if (base === null) return false;
    const terms = [...base.after, body.atLeast];
    const back = since.find(({ event }) => event?.event === "undeliverable" && event.re === past.id);
    return areOver(story, base.at, terms, deed.entry.at) && (back === undefined || areOver(story, base.at, terms, back.at));
  });

/** What a notice says that a charge will be; null: it may say anything. */
const saidOf = (past: Told, type: string): number | null =>
  past.contact.claims === undefined
    ? null
    : past.contact.claims.filter((claim) => claim.type === type).reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** Whether a notice is as the rule wants it, beside the time that it gives: sent to somebody who is late already, with a sum for the charge. */
const isProper = (story: Story, body: BodyOf<"notice-before">, deed: Deed, past: Told, debt: OracleDebt | null): boolean => {
  if (body.namingSum === true && deed.act === "charge" && saidOf(past, deed.entry.event?.type ?? "") === 0) return false;
  if (body.afterDue !== true) return true;
  const about = debt === null ? story.debts.filter((one) => concerns(story, past.contact, one)) : [debt];
  return about.some(({ due }) => datesAt(story, past.at).every((date) => date > due));
};

export const breaksNotice = (story: Story, body: BodyOf<"notice-before">, deed: Deed): string | null => {
  const { contact, entry } = deed;
  if (!body.acts.includes(deed.act)) return null;
  if (contact !== null && body.channels !== undefined && !body.channels.includes(contact.channel)) return null;
  if (deed.act === "charge" && body.charges !== undefined && !body.charges.includes(entry.event?.type ?? "")) return null;
  // The notice can't wait for itself.
  if (contact !== null && isSuch(contact, body)) return null;
  const relied = new Set<Told>();
  for (const debt of whomFor(deed, body.key)) {
    if (body.notices.length === 0) {
      if (wasTold(story, body, deed, debt)) continue;
      return "the debtor wasn't told in time";
    }
    const all = deed.before.filter(
      (past): past is Told =>
        gave(story, deed.before, past, body.notices, body.by, debt) &&
        !givesTooLittle(story, body, deed, past, debt) &&
        isProper(story, body, deed, past, debt),
    );
    if (all.length < (body.atLeastGiven ?? 1)) return `too few of ${body.notices.join(" or ")} were given`;
    const given = body.atLeastGiven === undefined ? all.at(-1) : all[0];
    if (given === undefined) return `no ${body.notices.join(" or ")} was given`;
    const base = startOf(story, body, deed, given, debt);
    if (base === null) return "nobody knows when the notice arrived";
    if (!areOver(story, base.at, [...base.after, body.atLeast], entry.at)) return "the notice has not run its time";
    if (body.atMost !== undefined && mayBeOver(story, base.at, [...base.after, body.atMost], entry.at)) return "the notice is stale";
    relied.add(given);
  }
  if (body.namingSum !== true || deed.act !== "charge") return null;
  const said = [...relied].map((past) => saidOf(past, entry.event?.type ?? ""));
  const most = said.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return most === null || (entry.event?.amount ?? 0) <= most ? null : `no more than ${most} was named`;
};

/** Whether a contact brought this collector and the debtor together about a debt for the first time. */
const isContactAbout = (story: Story, deed: Deed, past: OracleEntry, unit: string, debt: OracleDebt | null): boolean => {
  const { contact } = past;
  if (contact === undefined || !reachesDebtor(contact)) return false;
  const since = deed.before.slice(deed.before.indexOf(past) + 1);
  const inTouch = isOurs(contact)
    ? unit === "contact" || wasA("communication", contact)
    : contact.direction === "in" && unit !== "contact" && wasA("conversation", contact);
  const about = debt === null || concerns(story, contact, debt) || contact.raisedByDebtor?.includes(debt.id) === true;
  return inTouch && about && !wasMisdirected(contact, since) && !cameBack(past, since);
};

/** Instants from which a duty runs that still has to be done at the time of a deed. */
const undone = (story: Story, body: BodyOf<"deadline">, deed: Deed, debt: OracleDebt | null): readonly number[] => {
  const { duty, after } = body;
  const sentSince = (index: number): boolean =>
    "send" in duty && duty.send.every((id) => deed.before.some((past, at) => at > index && gave(story, deed.before, past, [id], duty.by, debt)));
  if ("first" in after) {
    const first = deed.before.find((past) => isContactAbout(story, deed, past, after.first, debt));
    if (first === undefined) return [];
    const recorded = (past: OracleEntry): boolean =>
      "record" in duty && past.event?.event === duty.record && (debt === null || concerns(story, past.event, debt));
    return sentSince(-1) || deed.before.some(recorded) ? [] : [first.at];
  }
  return deed.before.flatMap((past, index) => {
    if (past.event === undefined) return [];
    const about = debt === null ? aboutWhich(story, deed, past.event, "person") : concerns(story, past.event, debt) ? [debt] : [];
    const stands = about.some((one) => {
      if (!fits(story, deed, after, index, past, one)) return false;
      const later = deed.before.slice(index + 1);
      const endedBy = (trigger: OracleTrigger): boolean => later.some((next) => ends(story, trigger, past, next, one, deed.before, null));
      return !endedBy(after) && !("record" in duty && endedBy({ ...after, until: [duty.record] }));
    });
    const from = after.fromReceipt === true ? (past.event.received ?? past.at) : past.at;
    const lapsed = after.forDays !== undefined && areOver(story, from, [{ n: after.forDays, business: false }], deed.entry.at);
    return stands && !lapsed && !sentSince(index) ? [from] : [];
  });
};

export const breaksDeadline = (story: Story, body: BodyOf<"deadline">, deed: Deed): string | null => {
  if (!body.else.includes(deed.act)) return null;
  const { contact } = deed;
  const { duty } = body;
  if (contact !== null && "send" in duty && duty.send.every((id) => carriesOneOf(contact, [id], duty.by))) return null;
  for (const debt of whomFor(deed, body.key)) {
    if (undone(story, body, deed, debt).some((from) => mayBeOver(story, from, [body.within], deed.entry.at))) return "something is overdue";
  }
  return null;
};

export const breaksConsent = (story: Story, body: BodyOf<"consent">, deed: Deed): string | null => {
  const { contact, entry } = deed;
  if (contact === null || !body.channels.includes(contact.channel)) return null;
  if (body.lines !== undefined && contact.line !== undefined && !body.lines.includes(contact.line)) return null;
  if (body.dialing !== undefined && !body.dialing.includes(contact.dialing ?? "manual")) return null;
  const now = datesAt(story, entry.at);
  const isFresh = (given: OracleEntry): boolean =>
    body.freshDays === undefined || datesAt(story, given.at).every((date, zone) => (now[zone] ?? date) <= date + (body.freshDays ?? 0));
  const stands = (debt: OracleDebt | null): boolean =>
    deed.before.some(
      (past, index) =>
        past.event?.event === "consent" &&
        past.event.covers === body.covers &&
        (body.form === undefined || past.event.form === body.form) &&
        isFresh(past) &&
        holds(story, deed.before, index, contact, debt, entry.at),
    );
  return whomFor(deed, "debt").every(stands) ? null : "nobody consented to it";
};
