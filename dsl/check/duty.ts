/** Checks of sentences about what must have gone before: notices, duties, consents, presumed receipt. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ConsentNode, DeadlineNode, NoticeBeforeNode, ReceiptNode } from "../tree/rule.ts";
import type { DaysNode } from "../tree/words.ts";
import { calendarDays, countingNumber, debtOrPerson, eachOnce, someDays, targets, triggerProblems } from "./pieces.ts";

const ages = (atLeast: DaysNode, atMost: DaysNode | null): readonly Diagnostic[] => {
  if (atMost === null) return [];
  if (atLeast.business !== atMost.business) return [problem("mixedDays", atMost.span, {})];
  return atMost.n < atLeast.n ? [problem("staleBeforeRipe", atMost.span, { atMost: atMost.n })] : [];
};

/** Of any messages the oldest counts, so that none goes stale; only beside them does a conversation do. */
const ofAnyMessage = ({ notices, atMost, orConversation, span }: NoticeBeforeNode): readonly Diagnostic[] => {
  if (notices.length > 0) return orConversation ? [problem("cantNarrow", span, { what: "a notice by name", by: "a conversation" })] : [];
  return atMost === null ? [] : [problem("cantNarrow", atMost.span, { what: "a message of any content", by: "a greatest age" })];
};

/** Of several notices the first has the age, so that none goes stale; a sum is named before charges alone; any message is none of several. */
const howGiven = ({ given, atMost, notices, namingSum, targets: acts }: NoticeBeforeNode): readonly Diagnostic[] => {
  const charges = acts.some(({ text }) => text === "charge" || text === "any act");
  return [
    ...(namingSum === null || (charges && notices.length > 0)
      ? []
      : [
          problem("cantNarrow", namingSum.span, {
            what: charges ? "a message of any content" : "a notice before other acts than charges",
            by: "a sum that it names",
          }),
        ]),
    ...(given === null ? [] : countingNumber(given, "a number of notices")),
    ...(given !== null && atMost !== null
      ? [problem("cantNarrow", atMost.span, { what: "the first of several notices", by: "a greatest age" })]
      : []),
    ...(given !== null && notices.length === 0
      ? [problem("cantNarrow", given.span, { what: "a message of any content", by: "a number of them" })]
      : []),
  ];
};

export const noticeProblems = (node: NoticeBeforeNode): readonly Diagnostic[] => [
  ...targets(node.targets),
  ...eachOnce(node.charges),
  ...eachOnce(node.notices),
  ...ofAnyMessage(node),
  ...howGiven(node),
  ...eachOnce(node.purposes),
  ...eachOnce(node.by),
  ...someDays(node.atLeast, "the age of a notice"),
  ...(node.atMost === null ? [] : someDays(node.atMost, "the age of a notice")),
  ...ages(node.atLeast, node.atMost),
  ...(node.counts.after === null ? [] : someDays(node.counts.after, "presumed receipt")),
  ...debtOrPerson(node.key, "a notice"),
];

export const deadlineProblems = (node: DeadlineNode): readonly Diagnostic[] => {
  const { duty, after } = node;
  const own = duty.does === "record" ? [] : [...eachOnce(duty.contents), ...eachOnce(duty.by)];
  const same = duty.does === "record" && typeof after !== "string" && after.event.text === duty.event.text;
  return [
    ...own,
    ...(same ? [problem("dutyIsEvent", duty.event.span, { event: duty.event.text })] : []),
    ...someDays(node.within, "the time for a duty"),
    ...(typeof after === "string" ? [] : triggerProblems(after)),
    ...eachOnce(node.otherwise),
    ...debtOrPerson(node.key, "a duty"),
  ];
};

export const consentProblems = (node: ConsentNode): readonly Diagnostic[] => {
  const [place] = node.places;
  const [person] = node.persons;
  return [
    ...targets(node.targets),
    ...(place === undefined ? [] : [problem("cantNarrow", place.span, { what: "a consent", by: "a place of contact" })]),
    ...(person === undefined ? [] : [problem("cantNarrow", person.span, { what: "a consent", by: "a person" })]),
    ...eachOnce(node.lines),
    ...eachOnce(node.dialing),
    ...(node.fresh === null ? [] : calendarDays(node.fresh, "the age of a consent")),
  ];
};

export const receiptProblems = (node: ReceiptNode): readonly Diagnostic[] => [...eachOnce(node.nouns), ...someDays(node.after, "presumed receipt")];
