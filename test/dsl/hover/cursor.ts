/** Places marked in the source itself: `balance ‸>= large` asks what stands at the `>=`. */
import { describeAt, type Description } from "../../../dsl/hover.ts";
import type { PolicyOptions } from "../../../dsl/index.ts";

export const CURSOR = "‸";

/** What stands at the cursor, with the text that the answer is about. */
export const hover = (marked: string, options: PolicyOptions = {}): (Omit<Description, "span"> & { readonly about: string }) | null => {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0) throw new Error("no cursor");
  const source = marked.replace(CURSOR, "");
  const found = describeAt(source, "p.collect", offset, options);
  if (found === null) return null;
  const { span, ...rest } = found;
  return { ...rest, about: source.slice(span.start, span.end) };
};
