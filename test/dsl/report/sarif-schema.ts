/** The official schema of SARIF 2.1.0, as a function. */
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** What is wrong with a log; nothing when it is valid. */
export const sarifErrors = (text: string): readonly unknown[] => {
  validate(JSON.parse(text));
  return validate.errors ?? [];
};
