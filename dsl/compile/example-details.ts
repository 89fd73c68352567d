/** What a line of an example says beside its head: found by what it says. */
import type { DetailNode } from "../tree/example.ts";
import type { Name } from "../tree/words.ts";

export type Detail<Says extends DetailNode["says"]> = Extract<DetailNode, { readonly says: Says }>;

export const detailOf = <Says extends DetailNode["says"]>(details: readonly DetailNode[], says: Says): Detail<Says> | undefined =>
  details.find((detail): detail is Detail<Says> => detail.says === says);

/** Words of a list; null where nothing was said. */
export const detailTexts = (names: readonly Name[] | undefined): readonly string[] | null => names?.map(({ text }) => text) ?? null;
