/** Windows, caps and silences: what the clock and the calendar say about a contact. */
import { DateTime } from "luxon";
import { datesAt, isHolidayAt, isInside, shownAt } from "./clock.ts";
import { fallsWith } from "./days.ts";
import { holding } from "./doors.ts";
import { cameBack, concerns, hasConsent, holds, isOurs, isReply, mayHappenAt, samePerson, underExtraCalls, wasA, wasMisdirected } from "./history.ts";
import type { BodyOf, Deed, OracleContact, OracleDebt, OracleEntry, Story } from "./words.ts";

const speaksOf = (channels: readonly string[] | undefined, contact: OracleContact, places?: readonly string[]): boolean =>
  (channels === undefined || channels.includes(contact.channel)) && mayHappenAt(places, contact);

/** Whether hours speak of a contact: by channel, place and person, and if they let it through for what it is. */
const areFor = (body: BodyOf<"window">, contact: OracleContact, before: Deed["before"]): boolean => {
  const person = contact.person ?? "debtor";
  if (!speaksOf(body.channels, contact, body.places)) return false;
  if (body.persons !== undefined && !body.persons.includes(person)) return false;
  if ((body.exceptPersons ?? []).includes(person) || (body.exceptPurposes ?? []).includes(contact.purpose ?? "collect")) return false;
  return body.exceptReplies !== true || !isReply(contact, before);
};

/** Whether every debt is by now further past its due date than the hours reach, wherever the debtor may be. */
const areTooLate = (story: Story, body: BodyOf<"window">, { debts, entry }: Deed): boolean => {
  const reach = body.lateAtMost;
  if (reach === undefined || debts.length === 0) return false;
  return debts.every((debt) => datesAt(story, entry.at).every((today) => today - debt.due > reach));
};

/** A window is kept when every clock that it looks at stands inside open hours. On a holiday that it heeds only those for holidays are open. */
export const breaksWindow = (story: Story, body: BodyOf<"window">, deed: Deed): string | null => {
  const { contact, entry } = deed;
  if (contact === null || !areFor(body, contact, deed.before) || areTooLate(story, body, deed)) return null;
  if (body.liftedByConsent && hasConsent(story, deed, contact, ["any-time"], -1, { inWriting: body.consentInWriting ?? false })) return null;
  const zones = body.zone === undefined ? story.debtor.timezones : [body.zone];
  if (zones.length === 0) return "nobody knows what the debtor's clock shows";
  const isHoliday = (day: number): boolean => {
    if (!body.holidaysClosed) return false;
    if (body.holidaySet !== undefined) return (story.holidays[body.holidaySet] ?? []).includes(day);
    return story.debtor.places.some((place) => isHolidayAt(story, place, day));
  };
  for (const zone of zones) {
    const { day, weekday } = shownAt(zone, entry.at);
    const holiday = isHoliday(day);
    const open = body.hours.some(
      (hours) => (holiday ? hours.onHolidays === true : hours.days.includes(weekday)) && isInside(zone, entry.at, hours.from, hours.to),
    );
    if (!open) return holiday ? `it is a holiday in ${zone}` : `it is outside the hours in ${zone}`;
  }
  return null;
};

/** What a limit counts apart: each debt asked about, or all that share the label, or everything. */
const keysOf = (deed: Deed, key: string): readonly (OracleDebt | null)[] =>
  ["person", "line", "address", "medium"].includes(key) || deed.debts.length === 0 ? [null] : deed.debts;

const accountOf = (debt: OracleDebt): string => debt.account ?? debt.id;
/** A creditor whom nobody noted may be any. */
const sameCreditor = (one: OracleDebt, other: OracleDebt): boolean =>
  one.creditor === undefined || other.creditor === undefined || one.creditor === other.creditor;

/** Whether an earlier contact is one about the same debt, account or creditor. */
const isAbout = (story: Story, contact: OracleContact, key: string, debt: OracleDebt | null, alsoRaised: boolean): boolean => {
  if (debt === null) return true;
  const isOneWith = (other: OracleDebt, one: OracleDebt): boolean =>
    one.id === other.id || (one.serviceGroup !== undefined && one.serviceGroup === other.serviceGroup);
  // What the debtor alone brought up was talked about, but nobody tried to collect it.
  const onlyRaised = (other: OracleDebt): boolean =>
    contact.raisedByDebtor?.includes(other.id) === true && contact.debts?.includes(other.id) !== true;
  const touches = (other: OracleDebt): boolean =>
    onlyRaised(other) ? alsoRaised : story.debts.some((one) => isOneWith(other, one) && concerns(story, contact, one));
  if (key === "debt") return touches(debt);
  // Whose creditor nobody noted: whatever was talked about may have been for the same one.
  if (key === "creditor" && debt.creditor === undefined) return true;
  const isSame = (other: OracleDebt): boolean => (key === "account" ? accountOf(other) === accountOf(debt) : sameCreditor(other, debt));
  return story.debts.some((other) => isSame(other) && touches(other));
};

/** Leave to more calls is about debts: with a limit per debt about that one, else about all that the call was about. */
const debtsMeant = (story: Story, contact: OracleContact, debt: OracleDebt | null, perDebt: boolean): readonly (OracleDebt | null)[] => {
  if (debt !== null && perDebt) return [debt];
  const about = story.debts.filter((one) => concerns(story, contact, one));
  return about.length > 0 ? about : [null];
};

/** Debts that a leave must be about: of the contact that is judged only those that the rule binds. */
const debtsLookedAt = (story: Story, deed: Deed, past: OracleEntry, debt: OracleDebt | null, key: string) =>
  past.contact === undefined || (past === deed.entry && debt === null && deed.debts.length > 0)
    ? deed.debts
    : debtsMeant(story, past.contact, debt, key === "debt");

/** Whether a contact is left out of a count, by what is known at the time of the deed. */
const isLeftOut = (story: Story, deed: Deed, past: OracleEntry, excluding: readonly string[], debt: OracleDebt | null, key: string): boolean => {
  const { contact } = past;
  if (contact === undefined) return true;
  const known = [...deed.before, deed.entry];
  const since = known.slice(known.indexOf(past) + 1);
  return excluding.some((exclusion) => {
    switch (exclusion) {
      case "not-connected":
        return contact.outcome === "busy" || contact.outcome === "not-in-service";
      case "not-reached":
        return ["no-mailbox", "busy", "not-in-service"].includes(contact.outcome ?? "");
      case "wrong-number":
        return wasMisdirected(contact, since);
      case "professional":
        return contact.person === "attorney";
      case "reply":
        return isReply(contact, known.slice(0, known.indexOf(past)));
      case "consented":
        return debtsLookedAt(story, deed, past, debt, key).every((one) => underExtraCalls(story, known, past, one));
      default:
        throw new Error(`no such exclusion: ${exclusion}`);
    }
  });
};

/** Whether an earlier contact with the same person was of the kind that a rule speaks of. What came back conveyed nothing. */
const wasOne = (
  deed: Deed,
  past: OracleEntry,
  unit: string,
  channels: readonly string[] | undefined,
  places?: readonly string[],
  persons?: readonly string[],
): boolean => {
  const { contact } = past;
  if (contact === undefined || deed.contact === null) return false;
  if (!(persons === undefined ? samePerson(contact, deed.contact) : persons.includes(contact.person ?? "debtor"))) return false;
  if (!speaksOf(channels, contact, places) || !wasA(unit, contact)) return false;
  return !["communication", "completed-contact"].includes(unit) || !cameBack(past, deed.before.slice(deed.before.indexOf(past) + 1));
};

/** Whether a contact goes by such a line and such dialling; an unknown line may be one. */
const goesBy = ({ lines, dialing }: BodyOf<"cap">, contact: OracleContact): boolean => {
  if (lines !== undefined && contact.line !== undefined && !lines.includes(contact.line)) return false;
  return dialing === undefined || dialing.includes(contact.dialing ?? "manual");
};

/** Whether a date is still in the span of a cap that ends with another: in so many days, or until the same date of a later month. */
const isWithin = ({ days = 0, months, fixed }: BodyOf<"cap">, then: number, date: number): boolean => {
  if (fixed !== undefined) return fallsWith(fixed, then, date);
  if (months === undefined) return then > date - days;
  const freed = DateTime.fromMillis(then * 86_400_000, { zone: "UTC" })
    .plus({ months })
    .toMillis();
  return date * 86_400_000 < freed;
};

/** The line of the ledger with the first of the facts that hold and from which on a cap counts; infinity when there is none. */
const beginningOf = (story: Story, { since, key }: BodyOf<"cap">, deed: Deed, debt: OracleDebt | null): number => {
  if (since === undefined) return -1;
  const about = key === "debt" && debt !== null ? { ...deed, debts: [debt] } : deed;
  return Math.min(...holding(story, about, since, key === "person" ? "person" : "debt").map(({ index }) => index));
};

const KINDS_OF_ADDRESS = [
  ["call", "voicemail", "sms"],
  ["letter", "registered-letter", "postcard", "visit"],
];

/** Whether an earlier contact may have used the number, the address or the channel of this one, where a limit counts by that. */
const wentTheSameWay = (key: string, past: OracleContact, now: OracleContact): boolean => {
  if (key === "medium") return past.channel === now.channel;
  if (key !== "line" && key !== "address") return true;
  const alike = past.channel === now.channel || KINDS_OF_ADDRESS.some((kind) => kind.includes(past.channel) && kind.includes(now.channel));
  return alike && (past.address ?? now.address) === (now.address ?? past.address);
};

/** Whether a limit has to do with what a contact is for. */
const isMeant = ({ purposes, exceptPurposes = [] }: BodyOf<"cap">, contact: OracleContact): boolean => {
  const purpose = contact.purpose ?? "collect";
  return !exceptPurposes.includes(purpose) && (purposes ?? [purpose]).includes(purpose);
};

/** Whether a contact was made with leave of a kind that a limit names, about every debt that counts. */
const hadLeave = (story: Story, body: BodyOf<"cap"> | BodyOf<"silence">, deed: Deed, past: OracleEntry, debt: OracleDebt | null): boolean => {
  const { contact } = past;
  if (contact === undefined || body.unlessConsent === undefined) return false;
  const known = [...deed.before, deed.entry];
  return debtsLookedAt(story, deed, past, debt, body.key).every((one) =>
    body.unlessConsent?.some((covers) =>
      known.some(
        (entry, index) =>
          index < known.indexOf(past) &&
          entry.event?.event === "consent" &&
          entry.event.covers === covers &&
          holds(story, known, index, contact, one, past.at, { inWriting: body.consentInWriting ?? false }),
      ),
    ),
  );
};

/** Whether one of the debts was late on the date of an earlier contact, somewhere where the debtor may be. */
const wasLate = (story: Story, deed: Deed, past: OracleEntry, debt: OracleDebt | null): boolean => {
  const debts = debt === null ? deed.debts : [debt];
  return debts.some((one) => datesAt(story, past.at).some((date) => (one.default === undefined ? date > one.due : date >= one.default)));
};

/** Whether an earlier contact is one after the first of which a limit counts: a talk with one another about it, whoever rang, or our own when it was late. */
const isBeginning = (story: Story, body: BodyOf<"cap">, deed: Deed, past: OracleEntry, debt: OracleDebt | null): boolean => {
  const { contact } = past;
  if (contact === undefined || deed.contact === null || !samePerson(contact, deed.contact)) return false;
  if (body.afterFirst === "conversation")
    return (isOurs(contact) || contact.direction === "in") && wasA("conversation", contact) && isAbout(story, contact, body.key, debt, true);
  if (!isOurs(contact) || !wasLate(story, deed, past, body.key === "debt" ? debt : null)) return false;
  if (body.channels?.includes(contact.channel) === false || !wasA(body.unit, contact)) return false;
  return isAbout(story, contact, body.key, debt, body.unit === "conversation");
};

/** A cap is broken when, with this one, more than `n` fall on the dates that end with today. */
export const breaksCap = (story: Story, body: BodyOf<"cap">, deed: Deed): string | null => {
  const { contact, entry } = deed;
  if (contact === null || !speaksOf(body.channels, contact, body.places) || !wasA(body.unit, contact)) return null;
  if (body.persons !== undefined && !body.persons.includes(contact.person ?? "debtor")) return null;
  if (!goesBy(body, contact) || !isMeant(body, contact)) return null;
  if (body.key === "line" && !["call", "voicemail", "sms"].includes(contact.channel)) return null;
  const today = datesAt(story, entry.at);
  for (const debt of keysOf(deed, body.key)) {
    if (isLeftOut(story, deed, entry, body.excluding, debt, body.key) || hadLeave(story, body, deed, entry, debt)) continue;
    const first = body.afterFirst === undefined ? -1 : deed.before.findIndex((past) => isBeginning(story, body, deed, past, debt));
    if (body.afterFirst !== undefined && first < 0) continue;
    const begins = Math.max(first, beginningOf(story, body, deed, debt));
    const counted = deed.before.filter(
      (past, index) =>
        index > begins &&
        past.contact !== undefined &&
        isOurs(past.contact) &&
        wasOne(deed, past, body.unit, body.channels, body.places, body.persons) &&
        goesBy(body, past.contact) &&
        isMeant(body, past.contact) &&
        wentTheSameWay(body.key, past.contact, contact) &&
        !hadLeave(story, body, deed, past, debt) &&
        isAbout(story, past.contact, body.key, debt, body.unit === "conversation") &&
        !isLeftOut(story, deed, past, body.excluding, debt, body.key),
    );
    if (begins === Infinity) continue;
    for (const [zone, date] of today.entries()) {
      const within = counted.filter((past) => isWithin(body, datesAt(story, past.at)[zone] ?? date, date));
      if (within.length + 1 > body.n) return `it is number ${within.length + 1} in its span, of ${body.n}`;
    }
  }
  return null;
};

/** A silence is broken by an act on one of its dates; the date of what began it is the first. */
export const breaksSilence = (story: Story, body: BodyOf<"silence">, deed: Deed): string | null => {
  const { contact, entry } = deed;
  if (contact === null || !speaksOf(body.channels, contact)) return null;
  if (body.key === "line" && !["call", "voicemail", "sms"].includes(contact.channel)) return null;
  const today = datesAt(story, entry.at);
  const beginning = body.excluding.filter((exclusion) => exclusion !== "consented");
  for (const debt of keysOf(deed, body.key)) {
    if (isLeftOut(story, deed, entry, body.excluding, debt, body.key) || hadLeave(story, body, deed, entry, debt)) continue;
    for (const past of deed.before) {
      const began = past.contact;
      if (began === undefined || !wentTheSameWay(body.key, began, contact) || !wasOne(deed, past, body.after.unit, body.after.channels)) continue;
      if (!(isOurs(began) || (body.after.direction === "any" && began.direction === "in"))) continue;
      if (!isAbout(story, began, body.key, debt, body.after.unit === "conversation") || isLeftOut(story, deed, past, beginning, debt, body.key))
        continue;
      const then = datesAt(story, past.at);
      if (today.some((date, zone) => date < (then[zone] ?? date) + body.days)) return `it comes within ${body.days} days of ${past.id}`;
    }
  }
  return null;
};
