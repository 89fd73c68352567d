/** C2xxx: conditions over facts of every type. */
import { error, type Nothing } from "./entry.ts";

export const EXPRESSION_MESSAGES = {
  businessDaysHere: error("C2030", (_: Nothing) => "facts count calendar days: business days have nothing to be compared with"),
  notTested: error("C2031", ({ name }: { name: string }) => `\`${name}\` is optional, and nothing here says that it is known`, { fix: "likely" }),
  notTags: error("C2032", ({ name, type }: { name: string; type: string }) => `\`${name}\` has no tags: it is ${type}`),
  tagsCompared: error("C2033", ({ name }: { name: string }) => `\`${name}\` holds tags, which are asked for one by one`),
  onlyFacts: error("C2035", (_: Nothing) => "only a fact can be known or unknown"),
  notKnownWords: error("C2036", ({ text }: { text: string }) => `\`is not ${text}\` has a word of its own`, { fix: "safe" }),
};
