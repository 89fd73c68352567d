/** One line for each problem, as compilers write it: editors and `grep` read it. */
import { placeOf } from "./pretty.ts";
import type { Report } from "./report.ts";
import { oneLine } from "./text.ts";

/** `policy.collect:3:5: error C2001: there is no stage …` */
export const compact = ({ diagnostics }: Report): string =>
  diagnostics.map(({ span, severity, code, message }) => `${placeOf(span)}: ${severity} ${code}: ${oneLine(message)}`).join("\n");
