/** C4xxx: rules of the law and of the house. */
import { error, hint, warning, type Nothing } from "./entry.ts";

export const LAW_MESSAGES = {
  noLaw: error("C4001", ({ place, have }: { place: string; have: readonly string[] }) => `no law for ${place}; have: ${have.join(", ")}`),
  badPlace: error("C4002", ({ place }: { place: string }) => `\`${place}\` is not the code of a place`),
  ruleTwice: error("C4003", ({ id }: { id: string }) => `there are two rules \`${id}\``),
  noSentence: error("C4004", ({ id }: { id: string }) => `rule \`${id}\` says nothing: a sentence is missing`),
  twoSentences: error("C4005", ({ id }: { id: string }) => `rule \`${id}\` says two things`),
  countsNothing: error("C4006", (_: Nothing) => "`not counting` belongs under a sentence that counts: `at most …` or `after a …`"),
  excludingTwice: error("C4007", (_: Nothing) => "this sentence has a `not counting` already"),
  unknownSource: error("C4008", ({ name }: { name: string }) => `there is no source \`${name}\` in this file`),
  noCitation: error("C4009", ({ id }: { id: string }) => `rule \`${id}\` cites no source`),
  lineTwice: error("C4010", ({ line }: { line: string }) => `this rule has a \`${line}\` line already`),
  neverInForce: error("C4011", (_: Nothing) => "the rule ends before it begins"),
  sourceTwice: error("C4012", ({ name }: { name: string }) => `there are two sources \`${name}\``),
  emptyHours: error("C4013", ({ from, to }: { from: string; to: string }) => `there is no time between ${from} and ${to}`),
  capOfNothing: error("C4014", (_: Nothing) => "at most 0 is never: write `never …`"),
  notWhole: error("C4015", ({ what }: { what: string }) => `${what} must be a whole number`),
  emptySpan: error("C4016", ({ what }: { what: string }) => `${what} must be at least one day`),
  businessSpan: error("C4017", ({ what }: { what: string }) => `${what} counts calendar days, not business days`),
  twoChannels: error("C4018", ({ unit }: { unit: string }) => `\`${unit}\` names a channel already: \`by …\` can't follow`),
  overlap: error("C4019", ({ day }: { day: string }) => `two stretches of hours overlap on ${day}`),
  contactTwice: warning("C4020", ({ word }: { word: string }) => `\`contact\` covers \`${word}\` already`),
  wordTwice: warning("C4021", ({ word }: { word: string }) => `\`${word}\` is named twice`),
  noTarget: error(
    "C4022",
    ({ word }: { word: string }) => `\`${word}\` is no channel of contact, so that \`by …\`, \`at …\`, \`to …\` and \`with …\` can't follow`,
  ),
  oneConsentSpan: error("C4024", ({ days }: { days: number }) => `a consent to more calls is good for 7 days, not for ${days}`),
  exampleLater: hint("C4025", (_: Nothing) => "examples are read over: they can't be run yet"),
  unverifiedChecked: warning("C4027", (_: Nothing) => "a rule that was checked has a confidence: `text` or `secondary`"),
  badZone: error("C4028", ({ zone }: { zone: string }) => `\`${zone}\` is not the name of a time zone`),
};
