/** Small words for sentences: numbers, dates, clocks, channels, facts. English, for people who decide and explain. */
import type { Act, Channel, ContactPerson, EventName } from "../model/facts.ts";
import type { Calendar } from "../model/calendar.ts";
import type { ContactPlace } from "../model/rule.ts";
import type { Days, Instant, LocalDay, Zone } from "../model/units.ts";
import { localDayAt, minuteAt, weekdayOf } from "../calendar.ts";
import { dateOf } from "../civil.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAY_NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;

export const numberWord = (n: number): string => NUMBERS[n] ?? String(n);
export const weekdayName = (day: keyof typeof WEEKDAY_NAMES): string => WEEKDAY_NAMES[day];
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

/** `9 April`; with its year when that isn't the year of the instant talked about. */
export function dayWords(day: LocalDay, near: LocalDay): string {
  const date = dateOf(day);
  const text = `${date.day} ${MONTHS[date.month - 1] ?? ""}`;
  return date.year === dateOf(near).year ? text : `${text} ${date.year}`;
}

/** `14 days`, `one business day`. */
export const daysWords = ({ n, business }: Days): string => `${numberWord(n)} ${business ? "business " : ""}day${n === 1 ? "" : "s"}`;

/** `Wednesday 18 March`. */
export const weekdayWords = (day: LocalDay, near: LocalDay): string => `${weekdayName(weekdayOf(day))} ${dayWords(day, near)}`;

/** `on 8 April`, `from 2 to 8 April`, `from 30 March to 2 April`. */
export function spanWords(first: LocalDay, last: LocalDay, near: LocalDay): string {
  if (first === last) return `on ${dayWords(last, near)}`;
  const [from, to] = [dateOf(first), dateOf(last)];
  const start = from.year === to.year && from.month === to.month ? String(from.day) : dayWords(first, near);
  return `from ${start} to ${dayWords(last, near)}`;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** `08:00` for minutes since midnight. */
export const clockWords = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** `New York` for `America/New_York`. */
export const cityOf = (zone: Zone): string => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");

/** `08:00 on 19 March in Denver`. */
export function momentWords(calendar: Calendar, zone: Zone, at: Instant, near: LocalDay): string {
  return `${clockWords(minuteAt(calendar, zone, at))} on ${dayWords(localDayAt(calendar, zone, at), near)} in ${cityOf(zone)}`;
}

const CHANNEL_NOUNS: Readonly<Record<Channel, readonly [one: string, many: string]>> = {
  call: ["call", "calls"],
  voicemail: ["voicemail", "voicemails"],
  sms: ["text message", "text messages"],
  email: ["e-mail", "e-mails"],
  letter: ["letter", "letters"],
  "registered-letter": ["registered letter", "registered letters"],
  postcard: ["postcard", "postcards"],
  visit: ["visit", "visits"],
  portal: ["portal message", "portal messages"],
  social: ["private message", "private messages"],
};

/** Channels as nouns in the plural. A voicemail dropped beside calls is one of them and isn't named. */
export function channelWords(channels: readonly Channel[]): string {
  const named = channels.includes("call") ? channels.filter((channel) => channel !== "voicemail") : channels;
  return list(named.map((channel) => CHANNEL_NOUNS[channel][1]));
}

/** What is counted or done: `calls`, `e-mails`, or the unit where no channel, or more than one, is meant. */
export function countedWords(channels: readonly Channel[] | undefined, unit: string, n: number): string {
  const named = channels?.filter((channel, _, all) => channel !== "voicemail" || !all.includes("call"));
  const [channel] = named ?? [];
  if (unit === "conversation") return `${n === 1 ? "conversation" : "conversations"}${channel === "call" ? " by phone" : ""}`;
  if (named?.length === 1 && channel !== undefined) return CHANNEL_NOUNS[channel][n === 1 ? 0 : 1];
  const noun = unit === "attempt" ? "contact" : unit === "completed-contact" ? "completed contact" : unit;
  return n === 1 ? noun : `${noun}s`;
}

const PLACE_WORDS = { home: "at home", work: "at work", other: "elsewhere" } as const;

/** ` at work or elsewhere`, with a space before it; nothing when no place is meant. */
export const placeWords = (places: readonly ContactPlace[] | undefined): string =>
  places === undefined
    ? ""
    : ` ${list(
        places.map((place) => PLACE_WORDS[place]),
        "or",
      )}`;

const PERSON_WORDS: Readonly<Record<ContactPerson, string>> = {
  debtor: "the debtor",
  spouse: "the spouse",
  parent: "a parent",
  guardian: "the guardian",
  executor: "the executor",
  guarantor: "the guarantor",
  attorney: "the attorney",
  relative: "a relative",
  "household-member": "a member of the household",
  neighbour: "a neighbour",
  employer: "the employer",
  other: "others",
};

/** ` with the spouse or a relative`, with a space before it; nothing when no person is meant. */
export const personWords = (persons: readonly ContactPerson[] | undefined): string =>
  persons === undefined
    ? ""
    : ` with ${list(
        persons.map((person) => PERSON_WORDS[person]),
        "or",
      )}`;

export const ACT_WORDS: Readonly<Record<Act, string>> = {
  contact: "contact",
  "credit-report": "a report to a credit bureau",
  charge: "a charge",
  "threaten-suit": "a threat of suit",
  sue: "a suit",
  sell: "a sale of the debt",
  place: "placing the debt with an agency",
  accelerate: "a demand of the whole balance",
  "offer-plan": "the offer of a plan",
};

/** Events as facts that stand. Those that aren't here are named by their id. */
const FACT_WORDS: Partial<Readonly<Record<EventName, string>>> = {
  dispute: "a dispute",
  "document-request": "a request for papers",
  "refusal-to-pay": "a refusal to pay",
  "cease-request": "a request to end all contact",
  "writing-only": "a wish for letters only",
  "opt-out": "a refusal of this channel",
  "attorney-notice": "the notice that an attorney acts",
  "inconvenient-time": "hours that the debtor ruled out",
  "inconvenient-place": "a place that the debtor ruled out",
  "employer-prohibits": "the employer's ban on contact at work",
  "bankruptcy-petition": "a bankruptcy petition",
  "bankruptcy-discharge": "a discharge in bankruptcy",
  death: "the debtor's death",
  hardship: "a notice of hardship",
  "breathing-space": "a breathing space",
  "military-orders": "a notice of military orders",
  "identity-theft-report": "a report of identity theft",
  "ombudsman-complaint": "a complaint to the ombudsman",
  "plan-agreed": "an agreed plan",
  promise: "a promise to pay",
  judgment: "a judgment",
};

const ENDING_WORDS: Partial<Readonly<Record<EventName, string>>> = {
  "documents-sent": "the papers asked for are sent",
  "dispute-closed": "the dispute is closed",
  "attorney-released": "the attorney is released",
  "bankruptcy-discharge": "the debts are discharged",
  "bankruptcy-closed": "the bankruptcy is closed",
  "breathing-space-ended": "the breathing space ends",
  consent: "the debtor consents to it",
  judgment: "there is a judgment",
  "plan-broken": "the plan is broken",
  "plan-agreed": "a plan is agreed",
  payment: "a payment comes",
};

const spelt = (event: EventName): string => event.replaceAll("-", " ");
export const factWords = (event: EventName): string => FACT_WORDS[event] ?? `"${spelt(event)}"`;
export const endingWords = (event: EventName): string => ENDING_WORDS[event] ?? `"${spelt(event)}" is recorded`;
