/** Blocks: doors that a fact closes. */
import { datesAt, isBetween, shownAt } from "./clock.ts";
import { lastDayOfNotice } from "./given.ts";
import {
  arrival,
  cameBack,
  concerns,
  gave,
  hasConsent,
  isOfEffect,
  isOurs,
  isReply,
  mayHappenAt,
  numberStands,
  reachesDebtor,
  wasA,
  wasMisdirected,
} from "./history.ts";
import { wasBarred } from "./time.ts";
import { breaksWait } from "./wait.ts";
import type { BodyOf, Deed, OracleContact, OracleDebt, OracleEntry, OracleEvent, OracleTrigger, Story } from "./words.ts";

/** Whether an entry speaks of no debt by name, and of an account at most that which a fact about no debt on file named. */
const isAtLarge = (entry: OracleContact | OracleEvent, account: string | undefined): boolean =>
  entry.debts === undefined && (entry.account === undefined || entry.account === account);

/** Whether something came inside the dispute period of the last validation notice: before any, or up to its last day. */
const inValidationPeriod = (story: Story, deed: Deed, index: number, entry: OracleEntry, debt: OracleDebt | null): boolean => {
  const notice = deed.before
    .slice(0, index)
    .findLast(
      ({ contact, id }, line) =>
        contact !== undefined &&
        !wasMisdirected(contact, deed.before.slice(line + 1)) &&
        !cameBack({ contact, id, at: 0 }, deed.before.slice(line + 1)) &&
        contact.direction === "out" &&
        contact.by !== "earlier-collector" &&
        contact.contains?.includes("validation-notice") === true &&
        (debt === null ? isAtLarge(contact, entry.event?.account) : concerns(story, contact, debt)),
    );
  const lastDay = notice?.contact === undefined ? undefined : lastDayOfNotice(story, deed, { ...notice, contact: notice.contact }, debt);
  return lastDay === undefined || datesAt(story, arrival(entry)).some((date) => date <= lastDay);
};

/** A form, a relief or a chapter that nobody noted may be the one meant. */
const maybe = (said: string | undefined, wanted: string | undefined): boolean => said === undefined || wanted === undefined || said === wanted;
/** A ground or a request that isn't given was not given. */
const certainly = (said: string | undefined, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || wanted.includes(said ?? "none");

export const fits = (story: Story, deed: Deed, trigger: OracleTrigger, index: number, entry: OracleEntry, debt: OracleDebt | null): boolean => {
  const { event } = entry;
  if (event?.event !== trigger.event) return false;
  // Whom nobody can reach, nobody has to ask instead.
  if (event.event === "attorney-notice" && event.contactKnown === false) return false;
  if (trigger.media !== undefined && !trigger.media.includes(event.medium ?? trigger.media[0] ?? "")) return false;
  if (!maybe(event.form, trigger.form) || !maybe(event.relief, trigger.relief) || !maybe(event.chapter, trigger.chapter)) return false;
  if (trigger.by !== undefined && !trigger.by.includes(event.by ?? "debtor")) return false;
  if (!certainly(event.ground, trigger.grounds) || !certainly(event.request, trigger.requests)) return false;
  if (trigger.fromReceipt === true && arrival(entry) > deed.entry.at) return false;
  if (trigger.inFull === true && !isLastOfAll(story, deed, index, debt)) return false;
  if (trigger.afterNotice !== undefined && !followsNotice(story, deed, trigger.afterNotice, index, entry, debt)) return false;
  return trigger.withinValidationPeriod !== true || inValidationPeriod(story, deed, index, entry, debt);
};

/** Whether with this payment, and no later one, a debt was paid off. */
const isLastOfAll = (story: Story, deed: Deed, index: number, debt: OracleDebt | null): boolean =>
  debt !== null &&
  debt.amount === 0 &&
  deed.before.findLastIndex(({ event }) => event?.event === "payment" && concerns(story, event, debt)) === index;

/** Whether something came so soon after a notice about a debt, wherever the debtor may be. */
const followsNotice = (
  story: Story,
  deed: Deed,
  { contents, days }: NonNullable<OracleTrigger["afterNotice"]>,
  index: number,
  entry: OracleEntry,
  debt: OracleDebt | null,
): boolean =>
  debt !== null &&
  deed.before
    .slice(0, index)
    .some(
      (past) =>
        gave(story, deed.before, past, contents, undefined, debt) &&
        datesAt(story, entry.at).some((date, zone) => date - (datesAt(story, past.at)[zone] ?? date) <= days),
    );

/** Papers that prove a debt answer any question for proof. */
const PROOF = ["verification", "substantiation"];

/** Whether papers that left the house are those that were asked for. */
const answersWith = (sent: string | undefined, asked: string | undefined): boolean =>
  sent === undefined || sent === asked || (PROOF.includes(sent) && (asked === undefined || PROOF.includes(asked)));

/** Whether a later event ends an earlier fact about a debt. */
export const ends = (
  story: Story,
  trigger: OracleTrigger,
  first: OracleEntry,
  later: OracleEntry,
  debt: OracleDebt | null,
  entries: readonly OracleEntry[],
  contact: OracleContact | null,
): boolean => {
  const { event } = later;
  if (event === undefined || first.event === undefined || !trigger.until.includes(event.event) || !isOfEffect(event)) return false;
  if (debt !== null ? !concerns(story, event, debt) : !isAtLarge(event, first.event.account)) return false;
  const meant = entries.find((entry) => entry.id === event.re);
  if (meant !== undefined && meant.id !== first.id && meant.event?.event === trigger.event) return false;
  if (event.event === "documents-sent") return answersWith(event.request, first.event.request);
  // A door that a consent opens is opened for the channel and address of that consent.
  if (event.event === "consent") {
    return (
      contact !== null &&
      event.covers === "channel" &&
      (event.channels === undefined || event.channels.includes(contact.channel)) &&
      (event.address === undefined || event.address === contact.address)
    );
  }
  return true;
};

/** The debts that a fact is about: with a rule per debt those of the deed, else all that it concerns. */
export const aboutWhich = (story: Story, deed: Deed, event: OracleEvent, key: string): readonly (OracleDebt | null)[] => {
  const concerned = (key === "debt" ? deed.debts : story.debts).filter((debt) => concerns(story, event, debt));
  return concerned.length === 0 && key !== "debt" ? [null] : concerned;
};

/** Facts of a kind that still hold at the time of a deed, with where they stand in the ledger. */
export const holding = (
  story: Story,
  deed: Deed,
  trigger: OracleTrigger,
  key: string,
): readonly { readonly index: number; readonly event: OracleEvent }[] =>
  deed.before.flatMap((entry, index) => {
    const { event } = entry;
    if (event === undefined) return [];
    const standing = aboutWhich(story, deed, event, key).some((debt) => {
      if (!fits(story, deed, trigger, index, entry, debt)) return false;
      return !deed.before.slice(index + 1).some((later) => ends(story, trigger, entry, later, debt, deed.before, deed.contact));
    });
    if (!standing) return [];
    if (trigger.forDays !== undefined) {
      const days = trigger.forDays;
      const began = datesAt(story, trigger.fromReceipt === true ? arrival(entry) : entry.at);
      if (datesAt(story, deed.entry.at).every((date, zone) => date > (began[zone] ?? date) + days)) return [];
    }
    return [{ index, event }];
  });

/** The channels that a word for one means as well: a message dropped into a mailbox is a call. */
const sameMedium = (channels: readonly string[], channel: string): boolean =>
  channels.includes(channel) || (channel === "voicemail" && channels.includes("call"));

const ANY_TIME = [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: 0, to: 1440 }];

/**
 * Whether an instant lies in hours that the debtor ruled out; hours that end no later than they begin run over midnight. With
 * a second instant: whether it lies in the same stretch of them.
 */
const isRuledOut = (zone: string, at: number, event: OracleEvent, also = at): boolean =>
  (event.blocked ?? ANY_TIME).some((span) =>
    [0, -1].some((shift) => {
      const { day, weekday } = shownAt(zone, at + shift * 86_400_000);
      if (!span.days.includes(weekday) || day < (event.from ?? -Infinity) || day > (event.until ?? Infinity)) return false;
      const [from, to] = [
        { day, minute: span.from },
        { day: span.to > span.from ? day : day + 1, minute: span.to },
      ];
      return isBetween(zone, at, from, to) && isBetween(zone, also, from, to);
    }),
  );

/** Whether it is one of the hours that the debtor ruled out, wherever the debtor may be. */
const isInHours = (story: Story, event: OracleEvent, at: number): boolean => story.debtor.timezones.some((zone) => isRuledOut(zone, at, event));

/** Some facts close only part of the door: what the debtor named. */
const reaches = (event: OracleEvent, contact: OracleContact): boolean => {
  switch (event.event) {
    case "opt-out":
      return (
        (event.channels === undefined || sameMedium(event.channels, contact.channel)) &&
        (event.address === undefined || contact.address === undefined || event.address === contact.address)
      );
    case "writing-only":
      if (contact.channel !== "letter" && contact.channel !== "registered-letter") return true;
      return event.address !== undefined && event.address !== contact.address;
    case "inconvenient-place":
      return event.place === undefined || contact.place === event.place;
    case "employer-prohibits":
      return contact.place === "work";
    default:
      return true;
  }
};

/** Whether a deed answers what the debtor said after ruling out hours, inside them, and in the same stretch. */
const answersInTime = (story: Story, deed: Deed, index: number, event: OracleEvent): boolean => {
  const answered = deed.before.findIndex((entry) => entry.id === deed.contact?.re);
  const said = deed.before[answered];
  return said !== undefined && answered > index && story.debtor.timezones.some((zone) => isRuledOut(zone, deed.entry.at, event, said.at));
};

/** Whether all that a deed is about arose on days after that of an entry, wherever the debtor may be. */
const aroseLater = (story: Story, { debts, before }: Deed, index: number): boolean =>
  debts.length > 0 && debts.every(({ incurred }) => datesAt(story, before[index]?.at ?? 0).every((date) => incurred > date));

/** Whether the attorney was written to about a debt after line `since`, and has said nothing in all the days that the law gives, nor later. */
const attorneyIsSilent = (story: Story, deed: Deed, days: number | undefined, debt: OracleDebt | null, since: number): boolean => {
  if (days === undefined) return false;
  const about = (said: OracleContact | OracleEvent): boolean => debt === null || concerns(story, said, debt);
  const isWord = ({ contact, event }: OracleEntry): boolean =>
    contact === undefined ? event.by === "attorney" && about(event) : contact.direction === "in" && contact.person === "attorney" && about(contact);
  return deed.before.some((sent, index) => {
    const { contact } = sent;
    if (index <= since || contact === undefined || !isOurs(contact) || contact.person !== "attorney" || !about(contact)) return false;
    const later = deed.before.slice(index + 1);
    if (["call", "voicemail", "visit"].includes(contact.channel) || wasMisdirected(contact, later) || cameBack(sent, later)) return false;
    const arrived = datesAt(story, arrival(sent));
    return !later.some(isWord) && datesAt(story, deed.entry.at).every((date, zone) => date > (arrived[zone] ?? date) + days);
  });
};

/** Whether somebody who held a debt reached the debtor about it while a suit was still possible. */
const heardInTime = (story: Story, deed: Deed, debt: OracleDebt): boolean =>
  deed.before.some((past, index) => {
    const { contact } = past;
    if (contact === undefined || contact.direction !== "out" || !reachesDebtor(contact) || !wasA("communication", contact)) return false;
    const since = deed.before.slice(index + 1);
    return concerns(story, contact, debt) && !wasMisdirected(contact, since) && !cameBack(past, since) && !wasBarred(story, deed, debt, past);
  });

/** Whether the debtor has written from an address, by such a channel, about each debt of a deed. */
const wroteFrom = (story: Story, deed: Deed, { channel, address }: OracleContact): boolean => {
  const letters = deed.before.flatMap(({ contact }) =>
    contact !== undefined && address !== undefined && contact.direction === "in" && contact.channel === channel && contact.address === address
      ? [contact]
      : [],
  );
  return letters.length > 0 && deed.debts.every((debt) => letters.some((letter) => concerns(story, letter, debt)));
};

export const breaksBlock = (story: Story, body: BodyOf<"block">, deed: Deed): string | null => {
  const { contact } = deed;
  if (!body.acts.includes(deed.act)) return null;
  if (contact !== null) {
    if (body.channels !== undefined && !body.channels.includes(contact.channel)) return null;
    if (!mayHappenAt(body.places, contact)) return null;
    if (body.lines !== undefined && contact.line !== undefined && !body.lines.includes(contact.line)) return null;
    if (body.dialing !== undefined && !body.dialing.includes(contact.dialing ?? "manual")) return null;
    if (body.exceptPurposes.includes(contact.purpose ?? "collect") || body.exceptPersons.includes(contact.person ?? "debtor")) return null;
  }
  // Who writes from an address may be written to there.
  if (body.unlessUsed === true && contact !== null && wroteFrom(story, deed, contact)) return null;
  const answer = body.exceptReplies && contact !== null && isReply(contact, deed.before);
  const ofHours = body.while?.event === "inconvenient-time";
  if (answer && !ofHours) return null;
  const machines = body.dialing !== undefined && body.unlessConsent.includes("channel");
  const leave = (debt: OracleDebt | null, since: number): boolean =>
    hasConsent(story, debt === null ? deed : { ...deed, debts: [debt] }, contact, body.unlessConsent, since, {
      inWriting: body.consentInWriting ?? false,
    }) ||
    attorneyIsSilent(story, deed, body.attorneySilentFor, debt, since) ||
    (machines && contact !== null && since < 0 && numberStands(story, deed, contact, debt));
  const lifted = (since: number): boolean =>
    (body.unlessConsent.length > 0 || body.attorneySilentFor !== undefined) &&
    (deed.debts.length > 0 ? deed.debts : [null]).every((debt) => leave(debt, since));
  if (deed.act === "charge" && body.charges !== undefined && !body.charges.includes(deed.entry.event?.type ?? "")) return null;
  if (body.unlessContacted === true && deed.debts.length > 0 && deed.debts.every((debt) => heardInTime(story, deed, debt))) return null;
  if (body.until !== undefined) return breaksWait(story, body, deed);
  if (body.while === undefined) return lifted(-1) ? null : "it is never allowed";
  for (const { index, event } of holding(story, deed, body.while, body.key)) {
    if (event.event === "inconvenient-time" ? !isInHours(story, event, deed.entry.at) : contact !== null && !reaches(event, contact)) continue;
    if (event.event === "bankruptcy-petition" && aroseLater(story, deed, index)) continue;
    if (answer && answersInTime(story, deed, index, event)) continue;
    // The debtor's last word counts: a consent lifts what was said before it.
    if (!lifted(index)) return `${event.event} stands against it`;
  }
  return null;
};
