/** Sentences about what must have gone before, to their bodies. */
import type { Channel, ConsentRule, Contact, CountsFrom, DeadlineRule, EventName, NoticeRule, PastEvent, ReceiptRule } from "../../engine/index.ts";
import type { ConsentNode, CountsFromNode, DeadlineNode, NoticeBeforeNode, ReceiptNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { CHANNELS } from "../engine.ts";
import { triggerOf } from "./trigger.ts";
import { actsIn, channelsIn, daysOf, narrowingOf, optional, someOf, wordsOf } from "./words.ts";

/** A limit per account or creditor is refused before. */
const keyOf = (key: Name | null, otherwise: "debt" | "person"): "debt" | "person" =>
  key === null ? otherwise : key.text === "debt" ? "debt" : "person";

export const countsOf = ({ from, after }: CountsFromNode): CountsFrom => {
  if (from !== "presumed receipt") return { from };
  return { from, after: after === null ? { n: 0, business: false } : daysOf(after) };
};

/** A notice belongs to a debt unless the sentence says otherwise. */
export const noticeBody = (node: NoticeBeforeNode): NoticeRule => ({
  kind: "notice-before",
  acts: actsIn(node.targets),
  ...optional("channels", channelsIn(node.targets)),
  ...optional("charges", someOf<string>(node.charges)),
  notices: wordsOf<string>(node.notices),
  ...(node.orConversation ? { orConversation: true } : {}),
  ...optional("atLeastGiven", node.given?.value),
  ...(node.afterDue ? { afterDue: true } : {}),
  ...(node.namingSum === null ? {} : { namingSum: true }),
  ...optional("by", channelsIn(node.by)),
  atLeast: daysOf(node.atLeast),
  ...optional("atMost", node.atMost === null ? null : daysOf(node.atMost)),
  counts: countsOf(node.counts),
  key: keyOf(node.key, "debt"),
  ...narrowingOf(node),
});

const dutyOf = ({ duty }: DeadlineNode): DeadlineRule["duty"] => {
  if (duty.does === "record") return { record: duty.event.text as EventName };
  return { send: wordsOf<string>(duty.contents), ...optional("by", channelsIn(duty.by)) };
};

export const deadlineBody = (node: DeadlineNode): DeadlineRule => ({
  kind: "deadline",
  duty: dutyOf(node),
  after: typeof node.after === "string" ? { first: node.after } : triggerOf(node.after),
  within: daysOf(node.within),
  else: actsIn(node.otherwise),
  key: keyOf(node.key, "debt"),
});

export const consentBody = (node: ConsentNode): ConsentRule => ({
  kind: "consent",
  channels: channelsIn(node.targets) ?? CHANNELS,
  ...optional("dialing", someOf<NonNullable<Contact["dialing"]>>(node.dialing)),
  ...optional("lines", someOf<NonNullable<Contact["line"]>>(node.lines)),
  covers: node.covers.text as NonNullable<PastEvent["covers"]>,
  ...optional("form", node.form),
  ...optional("freshDays", node.fresh?.n),
});

const POSTED: Readonly<Record<string, Channel>> = {
  letters: "letter",
  "registered-letters": "registered-letter",
  postcards: "postcard",
  emails: "email",
};

export const receiptBody = (node: ReceiptNode): ReceiptRule => ({
  kind: "receipt",
  channels: CHANNELS.filter((channel) => node.nouns.some(({ text }) => POSTED[text] === channel)),
  after: daysOf(node.after),
});
