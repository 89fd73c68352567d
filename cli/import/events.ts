/** Events of a JSON file, as `events.json` beside accounts has them. */
import { readEvent } from "../../api/index.ts";
import type { RecordedEvent } from "../../api/index.ts";
import type { Account } from "../../engine/index.ts";
import { parseJsonArray } from "./rows.ts";
import type { Rejection } from "./rows.ts";

export type { RecordedEvent };

/** Events of a JSON file, oldest first; what can't be read is told, and the rest is kept. */
export function readEvents(
  text: string,
  file: string,
  accountOf: (id: string) => Account | undefined,
): { readonly events: readonly RecordedEvent[]; readonly rejected: readonly Rejection[] } {
  const events: RecordedEvent[] = [];
  const rejected: Rejection[] = [];
  for (const [i, value] of parseJsonArray(text, file).entries()) {
    const read = readEvent(value, i + 1, accountOf);
    if (read.ok) events.push(read.entry);
    else rejected.push(...read.rejections);
  }
  return { events: events.toSorted((a, b) => a.at - b.at), rejected };
}
