/** Which constructs stand in which: read off the grammar, through the productions that are no construct themselves. */
import { namesIn, type Piece, type Production } from "../../../dsl/reference/index.ts";
import { narrowed, TOLD } from "./constructs.ts";

/** Keys by the production that reads them; several where the lines of a block share one. */
const owners = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { key, production } of TOLD.values()) found.set(production, [...(found.get(production) ?? []), key]);
  return found;
};

/** Without what stands inside of blocks: whoever holds a block holds its header. */
const header = (piece: Piece): Piece => {
  if (piece.kind === "choice") return { ...piece, of: piece.of.map(header) };
  const open = piece.kind === "sequence" ? piece.of.findIndex((one) => one.kind === "word" && one.text === "{") : -1;
  return piece.kind === "sequence" && open >= 0 ? { ...piece, of: piece.of.slice(0, open) } : piece;
};

/** For each construct those that its own line or block can hold directly. */
export const heldBy = (all: readonly Production[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const byName = new Map(all.map((production) => [production.name, production]));
  const owned = owners();
  const held = new Map<string, ReadonlySet<string>>();
  for (const told of TOLD.values()) {
    const own = byName.get(told.production);
    if (own === undefined) continue;
    const found = new Set<string>();
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const keys = owned.get(name) ?? [];
      for (const key of keys) found.add(key);
      const production = byName.get(name);
      // The lines of a block, and a choice of several constructs, lead on; a construct of its own is where it ends.
      if (production !== undefined && (keys.length === 0 || production.piece.kind === "choice"))
        for (const inner of namesIn(header(production.piece))) visit(inner);
    };
    for (const name of namesIn(narrowed(own, told).piece)) visit(name);
    found.delete(told.key);
    if (found.size > 0) held.set(told.key, found);
  }
  return held;
};
