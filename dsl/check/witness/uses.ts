/** What conditions ask of each fact: from that follows which of its values can make a difference. */
import type { Compare, Expr, Operand } from "../../../engine/index.ts";

/** A constant that a fact is compared with, and where the answer turns: at it, just above it, or both. */
export interface Cut {
  readonly operand: Exclude<Operand, { readonly kind: "fact" }>;
  readonly turns: "at" | "above" | "both";
}

export interface Use {
  readonly cuts: readonly Cut[];
  readonly tags: ReadonlySet<string>;
  /** Facts that it is compared with. */
  readonly peers: ReadonlySet<string>;
  /** How many comparisons name it. */
  readonly times: number;
}
export type Uses = ReadonlyMap<string, Use>;

interface Collected {
  readonly cuts: Cut[];
  readonly tags: Set<string>;
  readonly peers: Set<string>;
  times: number;
}

const TURNS: Readonly<Record<Compare, Cut["turns"]>> = { ">=": "at", "<": "at", ">": "above", "<=": "above", "=": "both", "!=": "both" };
const MIRRORED: Readonly<Record<Compare, Compare>> = { ">=": "<=", "<": ">", ">": "<", "<=": ">=", "=": "=", "!=": "!=" };

const useOf = (all: Map<string, Collected>, name: string): Collected => {
  const known = all.get(name);
  if (known !== undefined) return known;
  const fresh: Collected = { cuts: [], tags: new Set(), peers: new Set(), times: 0 };
  all.set(name, fresh);
  return fresh;
};

const side = (all: Map<string, Collected>, fact: Operand, compare: Compare, other: Operand): void => {
  if (fact.kind !== "fact") return;
  const use = useOf(all, fact.name);
  use.times += 1;
  if (other.kind === "fact") use.peers.add(other.name);
  else use.cuts.push({ operand: other, turns: TURNS[compare] });
};

const collect = (all: Map<string, Collected>, expr: Expr): void => {
  switch (expr.op) {
    case "and":
    case "or":
      for (const part of expr.of) collect(all, part);
      return;
    case "not":
      collect(all, expr.of);
      return;
    case "known":
      useOf(all, expr.fact).times += 1;
      return;
    case "has": {
      const use = useOf(all, expr.fact);
      use.times += 1;
      use.tags.add(expr.tag);
      return;
    }
    case "compare":
      side(all, expr.left, expr.compare, expr.right);
      side(all, expr.right, MIRRORED[expr.compare], expr.left);
  }
};

/** The facts that any of the conditions looks at, with all that is asked of them. */
export const usesOf = (exprs: readonly Expr[]): Uses => {
  const all = new Map<string, Collected>();
  for (const expr of exprs) collect(all, expr);
  return all;
};
