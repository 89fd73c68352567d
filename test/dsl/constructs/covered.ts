/** Which elements of the grammar, constructs, events and facts the table's twins change: what isn't changed could be anything. */
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { CONSTRUCTS } from "../../../dsl/hover/constructs.ts";
import { kindOf, nodesOf, type Placed } from "../../../dsl/hover/nodes.ts";
import { plainOf, twinsOf, type Row } from "./row.ts";
import { changedIn, imagesOf, takenBy, type Taken } from "./taken.ts";
import { sourceOf } from "./world.ts";

export interface Covered {
  /** Alternatives and optional parts of `productions()`. */
  readonly elements: ReadonlySet<string>;
  /** Keys of `CONSTRUCTS`. */
  readonly constructs: ReadonlySet<string>;
  /** Words of conditions of steps that were changed. */
  readonly asked: ReadonlySet<string>;
}

/** A file of the table, with the constructs of its nodes by their offsets. */
interface Read extends Taken {
  readonly nodes: readonly { readonly key: string; readonly start: number; readonly end: number }[];
}

const keyOf = (block: string, kind: string): string => {
  const own = `${block === "shared" ? "policy" : block}/${kind}`;
  return CONSTRUCTS.has(own) ? own : `any/${kind}`;
};

/** Nodes of blocks are their headers: here they go on to the end of what is inside. */
const withInner = (nodes: readonly Placed[]): ReadonlyMap<Placed, number> => {
  const ends = new Map<Placed, number>();
  for (const placed of nodes) {
    const { end } = placed.node.span;
    for (let one: Placed | null = placed; one !== null; one = one.parent) ends.set(one, Math.max(ends.get(one) ?? 0, end));
  }
  return ends;
};

const read = (text: string): Read => {
  const nodes = nodesOf(parseFile(text, "row.collect").items);
  const ends = withInner(nodes);
  const keyed = nodes.map((one) => ({ key: keyOf(one.block, kindOf(one)), start: one.node.span.start, end: ends.get(one) ?? one.node.span.end }));
  return { ...takenBy(text), nodes: keyed };
};

/** A twin may be refused because nobody can read it. */
const readIfSound = (text: string): Read | null => (parseFile(text, "row.collect").diagnostics.length > 0 ? null : read(text));

interface Into {
  readonly elements: Set<string>;
  readonly constructs: Set<string>;
  readonly asked: Set<string>;
}

/** Notes what of a text is changed by another, by tokens. */
const note = (own: Read, other: readonly string[], into: Into): void => {
  const { from, to } = changedIn(own.images, other);
  for (const one of own.elements) {
    if (one.from >= to || from >= one.to) continue;
    into.elements.add(one.id);
    if (one.id.startsWith("stepTail = when")) for (const word of own.images.slice(one.from, one.to)) into.asked.add(word);
  }
  const first = own.starts[from];
  const last = own.starts[to - 1];
  if (first === undefined || last === undefined || from >= to) return;
  for (const { key, start, end } of own.nodes) if (start <= last && first < end) into.constructs.add(key);
};

/** What the twins of some rows change. Of a twin that is refused, also what makes it so. */
export const coveredBy = (rows: readonly Row[]): Covered => {
  const into: Into = { elements: new Set(), constructs: new Set(), asked: new Set() };
  for (const row of rows) {
    const own = plainOf(row);
    const texts = new Map<string | null, Read>([[null, read(sourceOf(own))]]);
    for (const [file, text] of Object.entries(own.files ?? {})) texts.set(file, read(text));
    for (const twin of twinsOf(row)) {
      const before = texts.get(twin.file);
      const text = twin.file === null ? sourceOf(twin.row) : twin.row.files?.[twin.file];
      if (before === undefined || text === undefined) throw new Error(`${row.title}: no file ${String(twin.file)}`);
      note(before, imagesOf(text), into);
      const after = twin.must === "be refused" ? readIfSound(text) : null;
      if (after !== null) note(after, before.images, into);
    }
  }
  return into;
};
