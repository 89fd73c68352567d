/** Days and spans of days in a test. */
import type { LocalDay } from "../../engine/index.ts";
import type { TestSpan } from "../../engine/model/policy-test.ts";
import { inWords } from "../format/in-words.ts";
import type { Source } from "../syntax/source.ts";
import type { SpanNode } from "../tree/test.ts";
import type { DateNode } from "../tree/words.ts";

/** Day of a date that was checked. */
export const dayOf = ({ day, text }: DateNode): LocalDay => {
  if (day === null) throw new RangeError(`a date that was not checked: ${text}`);
  return day;
};

export const spanOf = (node: SpanNode, source: Source): TestSpan => {
  const words = inWords(source, node.span);
  switch (node.kind) {
    case "on":
      return { from: dayOf(node.day), to: dayOf(node.day), words };
    case "by":
      return { from: null, to: dayOf(node.day), words };
    case "from":
      return { from: dayOf(node.from), to: dayOf(node.to), words };
  }
};
