/** C5xxx: letters that can't be sent as they are. */
import { error, hint, warning, type Nothing } from "../messages/entry.ts";

type Feature = "payment link" | "offering plan";
const inStep: Readonly<Record<Feature, string>> = { "payment link": "with payment link", "offering plan": "offering plan" };

export const LETTER_MESSAGES = {
  noLetter: error(
    "C5001",
    ({ template, channel, file }: { template: string; channel: string; file: string }) => `there is no ${channel} "${template}": ${file} is missing`,
    { fix: "likely" },
  ),
  letterSyntax: error("C5002", ({ what }: { what: string }) => what),
  unknownField: error("C5003", ({ path, of }: { path: string; of: string }) => `\`${path}\` is nothing that ${of} has`, { fix: "likely" }),
  unescaped: error<Nothing>(
    "C5004",
    () => "text in three braces would go into the letter unescaped: a name with a tag in it could change the letter",
    { fix: "safe" },
  ),
  notInStep: error(
    "C5005",
    ({ field, feature }: { field: string; feature: Feature }) => `\`${field}\` is there only in a step \`${inStep[feature]}\``,
  ),
  neverShown: error(
    "C5006",
    ({ feature, field, file }: { feature: Feature; field: string; file: string }) =>
      `this step says \`${inStep[feature]}\`, and ${file} never shows \`${field}\``,
  ),
  unknownPartial: error(
    "C5007",
    ({ name, language }: { name: string; language: string }) => `there is no text \`${name}\` to include (language ${language})`,
    { fix: "likely" },
  ),
  unknownHelper: error("C5008", ({ name }: { name: string }) => `\`${name}\` is not a word of the letter language`, { fix: "likely" }),
  noSubject: error<Nothing>("C5009", () => "an e-mail begins with a line `Subject: …`"),
  unusedLetter: warning("C5010", ({ file }: { file: string }) => `no step sends ${file}`),
  wrongShape: error(
    "C5011",
    ({ path, is, wanted }: { path: string; is: string; wanted: string }) => `\`${path}\` is ${is}, and ${wanted} is wanted here`,
  ),
  unknownContent: error("C5012", ({ id }: { id: string }) => `\`${id}\` is no content id`, { fix: "likely" }),
  includesItself: error("C5013", ({ name }: { name: string }) => `\`${name}\` includes itself`),
  factNotTested: error("C5020", ({ path }: { path: string }) => `\`${path}\` is optional, and nothing has asked here whether it is known`, {
    fix: "likely",
  }),
  notByChannel: warning(
    "C5021",
    ({ field, channel }: { field: string; channel: string }) => `\`${field}\` is a link, and a ${channel} has nothing to click on`,
  ),
  noWayToPay: hint("C5022", ({ channel }: { channel: string }) => `this ${channel} asks for money and doesn't say how to pay`, { fix: "likely" }),
  missingLegalText: error(
    "C5023",
    ({ id, rule, channel }: { id: string; rule: string; channel: string }) => `${rule} wants \`${id}\` in this ${channel}, and it isn't there`,
    { fix: "likely" },
  ),
  forbiddenText: error(
    "C5024",
    ({ id, rule, channel }: { id: string; rule: string; channel: string }) => `${rule} forbids \`${id}\` in this ${channel}`,
  ),
  subjectAlone: error("C5025", ({ what }: { what: string }) => `the subject is filled by itself, and ${what}`),
  threat: warning("C5030", ({ words }: { words: string }) => `"${words}" is a threat, and no letter may make it`),
  earlyThreat: warning("C5031", ({ words }: { words: string }) => `"${words}" threatens with what doesn't follow on this message`),
  shouting: warning("C5032", ({ words }: { words: string }) => `"${words}" shouts at the reader`),
  blame: warning("C5033", ({ words }: { words: string }) => `"${words}" blames the reader`),
  falseHaste: warning("C5034", ({ words }: { words: string }) => `"${words}" hurries somebody whose payment isn't due yet`),
  overdueTooSoon: warning("C5035", ({ words }: { words: string }) => `"${words}" calls a payment late before its due date`),
  legalese: hint("C5036", ({ words }: { words: string }) => `"${words}" is lawyers' language, in a first reminder`),
};
