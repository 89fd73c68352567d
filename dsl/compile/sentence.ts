/** Rule sentences to rule bodies. Every word of a sentence has one meaning, here. */
import { WEEKDAYS, minute } from "../engine.ts";
import type { Channel, ContactPerson, CountedUnit, Exclusion, Hours, Key, PastEvent, Purpose, RuleBody, Weekday } from "../../engine/index.ts";
import { PERSONS, PURPOSES } from "../tokens/vocabulary.ts";
import type { BlockNode, CapNode, ContentNode, SentenceNode, SilenceNode, WindowNode } from "../tree/rule.ts";
import type { DaySetNode } from "../tree/spell.ts";
import { amountBody, dueDateBody, limitationBody, retentionBody } from "./amount.ts";
import { consentBody, deadlineBody, noticeBody, receiptBody } from "./duty.ts";
import { triggerOf } from "./trigger.ts";
import { actsIn, channelsIn, optional, PHONE, placesIn, wordsOf } from "./words.ts";

/** What a cap's or a silence's noun counts, and on which channels. */
const COUNTED: Readonly<Record<string, { readonly unit: CountedUnit; readonly channels?: readonly Channel[] }>> = {
  contact: { unit: "attempt" },
  attempt: { unit: "attempt" },
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

const windowBody = (node: WindowNode): RuleBody => ({
  kind: "window",
  ...optional("channels", channelsIn(node.targets)),
  ...placesIn(node.places),
  hours: node.spells.map(({ from, to, days }): Hours => ({ days: weekdaysOf(days), from: minute(from.minute ?? 0), to: minute(to.minute ?? 0) })),
  holidaysClosed: node.closedOnHolidays || node.spells.some(({ days }) => days.kind === "business"),
  ...optional("zone", node.zone?.text),
  liftedByConsent: node.liftedByConsent,
});

const capBody = (node: CapNode, excluding: readonly Exclusion[]): RuleBody => {
  const { unit, channels } = countedBy(node.unit.text);
  return {
    kind: "cap",
    n: node.n.value,
    unit,
    ...optional("channels", channelsIn(node.by) ?? channels),
    ...placesIn(node.places),
    days: node.days.n,
    key: (node.key?.text ?? "person") as Key,
    excluding,
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
    key: (node.key?.text ?? "person") as Key,
    excluding,
  };
};

const blockBody = (node: BlockNode): RuleBody => {
  const except = node.except.map(({ text }) => text);
  return {
    kind: "block",
    acts: actsIn(node.targets),
    ...optional("channels", channelsIn(node.by) ?? channelsIn(node.targets)),
    ...placesIn(node.places),
    ...optional("while", node.trigger === null ? null : triggerOf(node.trigger)),
    key: node.key?.text === "debt" ? "debt" : "person",
    exceptPurposes: except.filter((text): text is Purpose => (PURPOSES as readonly string[]).includes(text)),
    exceptPersons: except.filter((text): text is ContactPerson => (PERSONS as readonly string[]).includes(text)),
    unlessConsent: wordsOf<NonNullable<PastEvent["covers"]>>(node.unless),
    exceptReplies: except.includes("replies"),
    ...optional("lines", node.lines.length === 0 ? null : wordsOf<"mobile" | "landline" | "voip">(node.lines)),
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
    ...optional("exceptPurposes", node.except.length === 0 ? null : wordsOf<Purpose>(node.except)),
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
    case "retention":
      return retentionBody(node);
  }
};
