/** C1xxx: what can't be read. */
import { error, type Nothing } from "./entry.ts";

export const SYNTAX_MESSAGES = {
  unknownCharacter: error("C1001", ({ text }: { text: string }) => `${text} means nothing here`),
  openText: error("C1002", (_: Nothing) => "this text has no closing quote", { fix: "manual" }),
  smartQuotes: error("C1003", (_: Nothing) => "typographic quotes don't mark a text", { fix: "safe" }),
  unknownWord: error("C1004", ({ found }: { found: string }) => `\`${found}\` is not a word of the language here`, { fix: "likely" }),
  unexpected: error("C1005", ({ found }: { found: string }) => `${found} doesn't belong here`, { fix: "manual" }),
  endsEarly: error("C1006", ({ what }: { what: string }) => `this line ends too early: ${what} is missing`),
  missingWord: error("C1021", ({ word }: { word: string }) => `\`${word}\` is missing here`, { fix: "likely" }),
  notClosed: error("C1007", ({ what }: { what: string }) => `the block of \`${what}\` is not closed`),
  closesNothing: error("C1008", (_: Nothing) => "this `}` closes nothing", { fix: "likely" }),
  closesEarly: error("C1009", ({ what }: { what: string }) => `this \`}\` ends \`${what}\` before its last line`, { fix: "likely" }),
  needsBlock: error("C1010", ({ what }: { what: string }) => `\`${what}\` needs a block in braces`),
  noBlock: error("C1011", ({ what }: { what: string }) => `\`${what}\` takes no block`),
  tooDeep: error("C1012", (_: Nothing) => "this is nested too deeply to be read"),
  wrongPlace: error(
    "C1013",
    ({ found, inside }: { found: string; inside: string }) => `a line that starts with \`${found}\` has no place in ${inside}`,
  ),
  badDate: error("C1014", ({ text }: { text: string }) => `there is no day ${text}`),
  badTime: error("C1015", ({ text }: { text: string }) => `there is no time ${text}`),
  tooMany: error("C1016", ({ count }: { count: number }) => `more than ${count} problems: the rest of the file is not reported`),
  badNumber: error("C1019", ({ text }: { text: string }) => `${text} is no number that can be used here`, { fix: "likely" }),
  emptyFile: error("C1020", ({ what }: { what: string }) => `this file holds no ${what}`),
};
