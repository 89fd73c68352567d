/** Schema of the fact that a rule hangs on. */
import { SPEAKERS } from "../tokens/vocabulary.ts";
import type { WordSchemas, Z } from "./words.ts";

export const triggerSchema = (z: Z, word: WordSchemas) => {
  const texts = z.array(z.string()).readonly();
  return z.strictObject({
    event: word.event,
    form: z.enum(["oral", "written"]).exactOptional(),
    media: z.array(word.channel).readonly().exactOptional(),
    grounds: texts.exactOptional(),
    requests: texts.exactOptional(),
    relief: z.enum(["standard", "crisis"]).exactOptional(),
    by: z.array(z.enum(SPEAKERS)).readonly().exactOptional(),
    chapter: z.string().exactOptional(),
    withinValidationPeriod: z.boolean().exactOptional(),
    inFull: z.literal(true).exactOptional(),
    afterNotice: z.strictObject({ contents: texts, days: z.int().positive() }).exactOptional(),
    fromReceipt: z.boolean().exactOptional(),
    until: z.array(word.event).readonly(),
    forDays: z.int().exactOptional(),
  });
};
