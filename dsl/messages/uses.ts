/** What policies share: C1xxx, C2xxx and C3xxx about `use` and `shared`. */
import { allOf, error, warning, type Nothing } from "./entry.ts";

export const USE_MESSAGES = {
  useLate: error("C1030", (_: Nothing) => "`use` stands at the top of the file, before everything else"),
  useNoReader: error("C2037", (_: Nothing) => "other files can't be read here, so that `use` leads nowhere"),
  useMissing: error("C2038", ({ path }: { path: string }) => `there is no file ${path}`),
  useRing: error("C2039", ({ ring }: { ring: readonly string[] }) => `files use each other in a ring: ${ring.join(" uses ")}`),
  useNothing: error("C2040", ({ path }: { path: string }) => `${path} shares nothing: it holds no \`shared "…" { … }\``),
  currencyNotShared: error(
    "C2041",
    ({ name, currencies }: { name: string; currencies: readonly string[] }) =>
      `amount \`${name}\` is shared without a value in ${currencies.join(", ")}, which this policy needs`,
  ),
  usedTwice: warning("C3030", ({ path }: { path: string }) => `${path} is used twice`, { fix: "safe" }),
  sharedTwice: error("C3031", (_: Nothing) => "a file shares one block"),
  sharedBeside: error("C3032", ({ what }: { what: readonly string[] }) => `what is shared stands in a file of its own, apart from ${allOf(what)}`),
};
