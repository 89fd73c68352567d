/** The fact that a block, a content or a duty hangs on. */
import type { EventName, PastEvent, Trigger } from "../../engine/index.ts";
import type { TriggerNode } from "../tree/rule.ts";
import { channelsIn, optional, someOf, wordsOf } from "./words.ts";

export const triggerOf = (node: TriggerNode): Trigger => ({
  event: node.event.text as EventName,
  ...optional("form", node.form),
  ...optional("media", channelsIn(node.media)),
  ...optional("grounds", someOf(node.grounds)),
  ...optional("requests", someOf(node.requests)),
  ...optional("relief", node.relief?.text as PastEvent["relief"]),
  ...optional("by", someOf<NonNullable<PastEvent["by"]>>(node.by)),
  ...optional("chapter", node.chapter === null ? null : String(node.chapter.value)),
  ...optional("withinValidationPeriod", node.withinValidationPeriod || null),
  ...(node.inFull === null ? {} : { inFull: true }),
  ...optional(
    "afterNotice",
    node.afterNotice === null ? null : { contents: wordsOf<string>(node.afterNotice.contents), days: node.afterNotice.days.n },
  ),
  ...optional("fromReceipt", node.fromReceipt || null),
  until: wordsOf<EventName>(node.until),
  ...optional("forDays", node.forDays?.n),
});
