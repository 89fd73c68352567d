/** Problems put together from several checks. Most checks of most lines find nothing, and then nothing is made for them. */
import type { Diagnostic } from "../diagnostic.ts";

type Found = readonly Diagnostic[];

const NOTHING: Found = [];

/** What several checks found, in their order. */
export const together = (...all: readonly Found[]): Found => {
  let found = NOTHING;
  for (const one of all) if (one.length > 0) found = found.length === 0 ? one : [...found, ...one];
  return found;
};

/** What a check finds in each of several nodes. */
export const inEach = <Node>(nodes: readonly Node[], check: (node: Node, index: number) => Found): Found => {
  let found: Diagnostic[] | null = null;
  let index = 0;
  for (const node of nodes) {
    const one = check(node, index);
    index += 1;
    if (one.length === 0) continue;
    found ??= [];
    for (const diagnostic of one) found.push(diagnostic);
  }
  return found ?? NOTHING;
};
