/** C105x: characters that a reader doesn't see as they are. */
import { error, type Nothing } from "./entry.ts";

export const CHARACTER_MESSAGES = {
  fileTooLong: error(
    "C1050",
    ({ length, most }: { length: number; most: number }) =>
      `this file has ${length.toLocaleString("en-US")} characters: more than ${most.toLocaleString("en-US")} are not read`,
  ),
  hidesOrder: error(
    "C1051",
    ({ what }: { what: string }) => `${what} changes the order in which this line is shown: it reads otherwise than it means`,
    { fix: "likely" },
  ),
  unseen: error("C1052", ({ what }: { what: string }) => `${what} can't be seen and has no place in a file`, { fix: "likely" }),
  lookAlike: error(
    "C1053",
    ({ found, what, latin }: { found: string; what: string; latin: string }) => `\`${found}\` is ${what}, not the \`${latin}\` that it looks like`,
    { fix: "likely" },
  ),
  noHeader: error<Nothing>("C1054", () => "this block has no header: nothing says what it is"),
};
