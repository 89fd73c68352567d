/** Values of options that several commands about whole policies take. */
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { parseDay } from "../../engine/index.ts";
import type { LocalDay } from "../../engine/index.ts";

/** A date as 2026-11-23. */
export const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new InvalidArgumentError("write a date as 2026-11-23.");
  return read;
};
