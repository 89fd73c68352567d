/** A rule of the law book as a list and a script show it. */
import { formatDay, type LocalDay, type Rule } from "../../engine/index.ts";

/** One rule, days as dates; null: open, or never checked. Field names are a promise. */
export interface RuleEntry {
  readonly id: string;
  readonly place: string;
  readonly kind: Rule["body"]["kind"];
  readonly summary: string;
  readonly cites: string;
  readonly confidence: Rule["confidence"];
  readonly from: string | null;
  readonly to: string | null;
  readonly checked: string | null;
  readonly file: string;
  readonly line: number;
}

export const dateOf = (day: LocalDay | null): string | null => (day === null ? null : formatDay(day));

export const entryOf = ({ id, place, body, summary, cites, confidence, from, to, checked, file, line }: Rule): RuleEntry => ({
  id,
  place,
  kind: body.kind,
  summary,
  cites,
  confidence,
  from: dateOf(from),
  to: dateOf(to),
  checked: dateOf(checked),
  file,
  line,
});

/** `from 2026-09-01`, `until 2026-08-31`, `from … until …`, or nothing where no day is known. */
export const forceWords = ({ from, to }: Pick<RuleEntry, "from" | "to">): string =>
  [...(from === null ? [] : [`from ${from}`]), ...(to === null ? [] : [`until ${to}`])].join(" ");

/** `text, 2026-11-22`: how sure the rule is, and when it was last held against its source. */
export const confidenceWords = ({ confidence, checked }: Pick<RuleEntry, "confidence" | "checked">): string =>
  checked === null ? confidence : `${confidence}, ${checked}`;
