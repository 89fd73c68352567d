/** What the grammar wanted where it failed, as data: the diagnostics are written elsewhere. */
import { tokenLabel, type IParserErrorMessageProvider, type TokenType } from "chevrotain";

const SEPARATOR = "\u0000";
const listed = (types: readonly (TokenType | undefined)[]): string =>
  [...new Set(types.flatMap((type) => (type === undefined ? [] : [tokenLabel(type)])))].join(SEPARATOR);

/** Writes the labels of the wanted tokens into the message of the parser's exceptions. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => listed([expected]),
  buildNotAllInputParsedMessage: () => "",
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) => listed(expectedPathsPerAlt.flatMap((paths) => paths.map(([first]) => first))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => listed(expectedIterationPaths.map(([first]) => first)),
};

/** The labels again. Empty: the line should have ended before. */
export const wantedIn = (message: string): readonly string[] => (message === "" ? [] : message.split(SEPARATOR));
