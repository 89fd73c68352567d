/** The nodes of a file by where they stand: which ones a token belongs to, innermost first. */
import type { Span } from "../diagnostic.ts";

/** A node with its place in the tree. What it is told by its kind, or by its shape and by its role in the node around it. */
export interface Placed {
  readonly node: Readonly<Record<string, unknown>> & { readonly span: Span };
  /** Property of the parent that it stands in. */
  readonly role: string;
  readonly parent: Placed | null;
  /** Kind of the block that the line stands in. */
  readonly block: string;
}

/** Properties that hold the lines of a block. */
const LINES: ReadonlySet<string> = new Set(["items", "lines", "steps"]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
const hasSpan = (value: Readonly<Record<string, unknown>>): value is Placed["node"] => isObject(value["span"]) && "start" in value["span"];

export const kindOf = ({ node }: Placed): string => (typeof node["kind"] === "string" ? node["kind"] : "");

/** What an account of a test says of itself stands in the test, as its other lines do. */
const blockFor = (kind: unknown, block: string): string => (kind === "account" ? "test" : typeof kind === "string" ? kind : block);

const collect = (value: unknown, role: string, parent: Placed | null, block: string, into: Placed[]): void => {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, role, parent, block, into);
    return;
  }
  if (!isObject(value)) return;
  const placed: Placed | null = hasSpan(value) ? { node: value, role, parent, block } : null;
  if (placed !== null) into.push(placed);
  for (const [name, child] of Object.entries(value)) {
    if (name === "span" || name.endsWith("Span") || !isObject(child)) continue;
    collect(child, name, placed ?? parent, LINES.has(name) ? blockFor(value["kind"], block) : block, into);
  }
};

/** All nodes of a file in the order of their starts; of those that start together, the outer one first. */
export const nodesOf = (items: readonly unknown[]): readonly Placed[] => {
  const all: Placed[] = [];
  collect(items, "items", null, "file", all);
  return all
    .map((placed, index) => ({ placed, index }))
    .toSorted((a, b) => {
      const [one, other] = [a.placed.node.span, b.placed.node.span];
      return one.start - other.start || other.end - one.end || a.index - b.index;
    })
    .map(({ placed }) => placed);
};

const contains = ({ node }: Placed, start: number, end: number): boolean => node.span.start <= start && end <= node.span.end;

/** For tokens in the order of the file: the innermost node of each. One walk over both. */
export const innermost = (
  nodes: readonly Placed[],
  tokens: readonly { readonly start: number; readonly end: number }[],
): readonly (Placed | null)[] => {
  const open: Placed[] = [];
  let next = 0;
  return tokens.map(({ start, end }) => {
    for (let node = nodes[next]; node !== undefined && node.node.span.start <= start; node = nodes[next]) {
      open.push(node);
      next += 1;
    }
    for (let top = open.at(-1); top !== undefined && top.node.span.end <= start; top = open.at(-1)) open.pop();
    return open.findLast((one) => contains(one, start, end)) ?? null;
  });
};
