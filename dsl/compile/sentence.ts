/** Rule sentences to rule bodies. Every word of a sentence has one meaning, here. */
import { WEEKDAYS, minute } from "../engine.ts";
import type {
  BlockRule,
  CapRule,
  Channel,
  ContactPerson,
  CountedUnit,
  Covers,
  Exclusion,
  Hours,
  PastEvent,
  Purpose,
  RuleBody,
  SilenceRule,
  Weekday,
} from "../../engine/index.ts";
import { PERSONS, PURPOSES } from "../engine.ts";
import type { BlockNode, CapNode, CapSpanNode, ContentNode, SentenceNode, SilenceNode, WaitNode, WindowNode } from "../tree/rule.ts";
import type { DaySetNode, HoursNode } from "../tree/spell.ts";
import type { Name } from "../tree/words.ts";
import { amountBody, dueDateBody, limitationBody, retentionBody, tollingBody } from "./amount.ts";
import { consentBody, countsOf, deadlineBody, noticeBody, receiptBody } from "./duty.ts";
import { triggerOf } from "./trigger.ts";
import { actsIn, channelsIn, daysOf, narrowingOf, optional, PHONE, placesIn, someOf, wordsOf } from "./words.ts";

/** What a cap's or a silence's noun counts, and on which channels. */
const COUNTED: Readonly<Record<string, { readonly unit: CountedUnit; readonly channels?: readonly Channel[] }>> = {
  contact: { unit: "attempt" },
  attempt: { unit: "attempt" },
  "completed-contact": { unit: "completed-contact" },
  communication: { unit: "communication" },
  conversation: { unit: "conversation" },
  message: { unit: "message" },
  call: { unit: "attempt", channels: PHONE },
  voicemail: { unit: "attempt", channels: ["voicemail"] },
  email: { unit: "attempt", channels: ["email"] },
  letter: { unit: "attempt", channels: ["letter"] },
  sms: { unit: "attempt", channels: ["sms"] },
  visit: { unit: "attempt", channels: ["visit"] },
};

/** The meaning of `calls`, `contacts`, `sms`, … */
export const countedBy = (word: string): { readonly unit: CountedUnit; readonly channels?: readonly Channel[] } =>
  COUNTED[word] ?? COUNTED[word.replace(/s$/u, "")] ?? { unit: "attempt" };

const fromTo = (first: string, last: string): readonly Weekday[] => {
  const start = WEEKDAYS.indexOf(first as Weekday);
  const length = (WEEKDAYS.indexOf(last as Weekday) - start + 7) % 7;
  return Array.from({ length: length + 1 }, (_, at) => WEEKDAYS[(start + at) % 7] as Weekday);
};

/** Weekdays of a set, from Monday on. */
export const weekdaysOf = (days: DaySetNode): readonly Weekday[] => {
  if (days.kind === "all") return WEEKDAYS;
  if (days.kind !== "named") return WEEKDAYS.slice(0, 5);
  const named = new Set(days.parts.flatMap(({ first, last }) => fromTo(first.text, last?.text ?? first.text)));
  return WEEKDAYS.filter((day) => named.has(day));
};

/** Purposes, persons and replies that a sentence lets through. */
const sparedBy = (names: readonly Name[]): Pick<BlockRule, "exceptPurposes" | "exceptPersons" | "exceptReplies"> => {
  const except = names.map(({ text }) => text);
  return {
    exceptPurposes: except.filter((text): text is Purpose => (PURPOSES as readonly string[]).includes(text)),
    exceptPersons: except.filter((text): text is ContactPerson => (PERSONS as readonly string[]).includes(text)),
    exceptReplies: except.includes("replies"),
  };
};

const hoursOf = ({ from, to, days, holidays }: HoursNode): Hours => ({
  days: weekdaysOf(days),
  ...(holidays === "not told" ? {} : { onHolidays: true }),
  from: minute(from.minute ?? 0),
  to: minute(to.minute ?? 0),
});

/** Whether a consent must be in writing to lift what a sentence says. */
const inWriting = ({ consentInWriting }: { readonly consentInWriting: boolean }): { readonly consentInWriting?: true } =>
  consentInWriting ? { consentInWriting: true } : {};

const windowBody = (node: WindowNode): RuleBody => {
  const { exceptPurposes, exceptPersons, exceptReplies } = sparedBy(node.except);
  return {
    kind: "window",
    ...optional("channels", channelsIn(node.targets)),
    ...placesIn(node.places),
    ...optional("persons", someOf<ContactPerson>(node.persons)),
    hours: node.spells.map(hoursOf),
    holidaysClosed: node.closedOnHolidays || node.spells.some(({ days, holidays }) => days.kind === "business" || holidays !== "not told"),
    ...optional("holidaySet", node.holidaySet?.text),
    ...optional("zone", node.zone?.text),
    liftedByConsent: node.liftedByConsent,
    ...inWriting(node),
    ...(exceptPurposes.length === 0 ? {} : { exceptPurposes }),
    ...(exceptPersons.length === 0 ? {} : { exceptPersons }),
    ...(exceptReplies ? { exceptReplies } : {}),
    ...optional("lateAtMost", node.lateAtMost?.n),
  };
};

const spanOf = (within: CapSpanNode): Pick<CapRule, "days" | "months" | "fixed"> => {
  switch (within.unit) {
    case "days":
      return { days: within.days.n };
    case "months":
      return { months: within.months.value };
    case "week":
      return { fixed: { unit: "week", from: within.from.text as Weekday } };
    case "month":
    case "ever":
      return { fixed: { unit: within.unit } };
  }
};

const capBody = (node: CapNode, excluding: readonly Exclusion[]): RuleBody => {
  const { unit, channels } = countedBy(node.unit.text);
  return {
    kind: "cap",
    n: node.n.value,
    unit,
    ...optional("channels", channelsIn(node.by) ?? channels),
    ...placesIn(node.places),
    ...optional("persons", someOf<ContactPerson>(node.persons)),
    ...optional("lines", someOf<"mobile" | "landline" | "voip">(node.lines)),
    ...optional("dialing", someOf<"manual" | "list" | "autodialled" | "prerecorded">(node.dialing)),
    ...spanOf(node.within),
    ...optional("since", node.since === null ? null : triggerOf(node.since)),
    ...optional("afterFirst", node.afterFirst),
    key: (node.key?.text ?? "person") as CapRule["key"],
    excluding,
    ...optional("purposes", someOf<Purpose>(node.purposes)),
    ...optional("exceptPurposes", someOf<Purpose>(node.except)),
    ...optional("unlessConsent", someOf<Covers>(node.unless)),
    ...inWriting(node),
  };
};

const silenceBody = (node: SilenceNode, excluding: readonly Exclusion[]): RuleBody => {
  const { unit, channels } = countedBy(node.unit.text);
  // A conversation or a communication is had by both; a contact or a message is the collector's own.
  const direction = unit === "conversation" || unit === "communication" ? "any" : "out";
  return {
    kind: "silence",
    after: { unit, ...optional("channels", channelsIn(node.by) ?? channels), direction },
    ...optional("channels", channelsIn(node.targets)),
    days: node.days.n,
    key: (node.key?.text ?? "person") as SilenceRule["key"],
    excluding,
    ...optional("unlessConsent", someOf<Covers>(node.unless)),
    ...inWriting(node),
  };
};

const waitOf = ({ days, after }: WaitNode): NonNullable<BlockRule["until"]> => ({
  days: days.n,
  ...(days.business ? { business: true } : {}),
  after,
});

const blockBody = (node: BlockNode): RuleBody => {
  return {
    kind: "block",
    acts: actsIn(node.targets),
    ...optional("channels", channelsIn(node.by) ?? channelsIn(node.targets)),
    ...placesIn(node.places),
    ...optional("charges", someOf<string>(node.charges)),
    ...optional("while", node.trigger === null ? null : triggerOf(node.trigger)),
    ...optional("until", node.wait === null ? null : waitOf(node.wait)),
    key: node.key?.text === "debt" ? "debt" : "person",
    ...sparedBy(node.except),
    unlessConsent: wordsOf<NonNullable<PastEvent["covers"]>>(node.unless),
    ...inWriting(node),
    ...optional("attorneySilentFor", node.silentFor?.n),
    ...(node.unlessContacted === null ? {} : { unlessContacted: true }),
    ...(node.unlessUsed ? { unlessUsed: true } : {}),
    ...optional("lines", node.lines.length === 0 ? null : wordsOf<"mobile" | "landline" | "voip">(node.lines)),
    ...narrowingOf(node),
    ...optional("dialing", node.dialing.length === 0 ? null : wordsOf<"manual" | "list" | "autodialled" | "prerecorded">(node.dialing)),
  };
};

const contentBody = (node: ContentNode): RuleBody => {
  const contents = wordsOf<string>(node.contents);
  return {
    kind: "content",
    acts: actsIn(node.targets),
    ...optional("channels", channelsIn(node.targets)),
    when: node.when,
    must: node.forbidden ? [] : contents,
    mustNot: node.forbidden ? contents : [],
    ...optional("while", node.trigger === null ? null : triggerOf(node.trigger)),
    ...narrowingOf(node),
    ...optional("exceptPurposes", node.except.length === 0 ? null : wordsOf<Purpose>(node.except)),
    ...optional("by", channelsIn(node.by)),
    ...placesIn(node.places),
    ...optional("persons", someOf<ContactPerson>(node.persons)),
    ...optional("lines", someOf<"mobile" | "landline" | "voip">(node.lines)),
    ...optional("dialing", someOf<"manual" | "list" | "autodialled" | "prerecorded">(node.dialing)),
    ...optional("having", someOf<string>(node.having)),
    ...optional("unlessConsent", someOf<NonNullable<PastEvent["covers"]>>(node.unless)),
    ...(node.leavesPeriod ? { leavesPeriod: true } : {}),
    ...optional("gives", node.gives === null ? null : { atLeast: daysOf(node.gives.atLeast), counts: countsOf(node.gives.counts) }),
  };
};

/** Body of one sentence. `excluding` is what the `not counting` line under it leaves out. */
export const bodyOf = (node: SentenceNode, excluding: readonly Exclusion[]): RuleBody => {
  switch (node.kind) {
    case "window":
      return windowBody(node);
    case "cap":
      return capBody(node, excluding);
    case "silence":
      return silenceBody(node, excluding);
    case "block":
      return blockBody(node);
    case "content":
      return contentBody(node);
    case "standard":
      return { kind: "standard", text: node.text.text };
    case "none":
      return { kind: "none", text: node.text.text };
    case "modifier":
    case "scope":
      return { kind: node.kind, touches: wordsOf<string>(node.touches), ...optional("text", node.text?.text) };
    case "notice-before":
      return noticeBody(node);
    case "deadline":
      return deadlineBody(node);
    case "consent":
      return consentBody(node);
    case "receipt":
      return receiptBody(node);
    case "amount":
      return amountBody(node);
    case "due-date":
      return dueDateBody(node);
    case "limitation":
      return limitationBody(node);
    case "tolling":
      return tollingBody(node);
    case "retention":
      return retentionBody(node);
  }
};
