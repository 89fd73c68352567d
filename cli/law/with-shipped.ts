/** Law files that somebody names, together with the law that ships. */
import type { SourceFile } from "../../dsl/index.ts";

/** Rules and series that a file defines, as its text has them. */
const namesIn = ({ source }: SourceFile): readonly string[] => [...source.matchAll(/^\s*(?:rule|series)\s+(\S+)/gmu)].map((match) => match[1] ?? "");

/** The law that ships, but for files that say the same rules or series as a given one: so a copy that is being changed can be tried. */
export const withShipped = async (given: readonly SourceFile[]): Promise<readonly SourceFile[]> => {
  const { lawFiles } = await import("../../policies/index.ts");
  const own = new Set(given.flatMap(namesIn));
  return [...lawFiles().filter((file) => !namesIn(file).some((name) => own.has(name))), ...given];
};
