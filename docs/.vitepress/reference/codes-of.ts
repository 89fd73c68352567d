/** Which problems can be reported of which construct: read off the bad examples of the codes' own pages, so it can't be out of date. */
import { CONSTRUCTS } from "../../../dsl/hover/constructs.ts";
import { innermost, nodesOf, type Placed } from "../../../dsl/hover/nodes.ts";
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { BASES, judge } from "../../../test/docs/judge.ts";
import { allPages, type Fence } from "../../../test/docs/page.ts";
import { spliced } from "../../../test/docs/splice.ts";

/** The key of the line or block that a node stands in, its own if it is one. */
export const keyOf = (placed: Placed | null): string | null => {
  for (let at = placed; at !== null; at = at.parent) {
    const kind = at.node["kind"];
    if (typeof kind !== "string") continue;
    const block = at.block === "shared" ? "policy" : at.block;
    const key = [`${block}/${kind}`, `any/${kind}`].find((one) => CONSTRUCTS.has(one));
    if (key !== undefined) return key;
  }
  return null;
};

const sourceFor = (fences: readonly Fence[], file: string): string => {
  const own = fences.find((fence) => fence.file === file);
  if (own !== undefined) return own.text;
  const main = fences.find((fence) => fence.language === "collect" && fence.file === null);
  return main === undefined ? BASES.policy : spliced(main.text, BASES).source;
};

/** Codes by the key of the construct that they are reported of, in their order. */
export const codesByConstruct = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { code, bad } of allPages()) {
    if (code.startsWith("C1") || code.startsWith("C5")) continue;
    for (const { code: told, span } of judge(bad, false)) {
      if (told !== code) continue;
      const { items } = parseFile(sourceFor(bad, span.file), span.file);
      const [node = null] = innermost(nodesOf(items), [{ start: span.start, end: span.end }]);
      const key = keyOf(node);
      if (key !== null && found.get(key)?.includes(code) !== true) found.set(key, [...(found.get(key) ?? []), code]);
    }
  }
  return found;
};
