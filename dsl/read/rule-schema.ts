/** Schema of rules and law books. */
import { CONTRACTS } from "../tokens/vocabulary.ts";
import { countsSchema, dutySchemas, narrowingSchema, seriesSchema } from "./duty-schema.ts";
import { triggerSchema } from "./trigger-schema.ts";
import type { WordSchemas, Z } from "./words.ts";

const bodySchema = (z: Z, word: WordSchemas) => {
  const channels = z.array(word.channel).readonly().exactOptional();
  const places = z.array(word.contactPlace).readonly().exactOptional();
  const unit = z.enum(["attempt", "completed-contact", "communication", "conversation", "message"]);
  const excluding = z.array(z.enum(["not-connected", "wrong-number", "consented", "professional", "not-reached", "reply"])).readonly();
  const texts = z.array(z.string()).readonly();
  const trigger = triggerSchema(z, word);
  const hours = z.strictObject({
    days: z.array(word.weekday).readonly(),
    onHolidays: z.literal(true).exactOptional(),
    from: word.minute,
    to: word.minute,
  });
  return z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("window"),
      channels,
      places,
      persons: z.array(word.person).readonly().exactOptional(),
      hours: z.array(hours).readonly(),
      holidaysClosed: z.boolean(),
      holidaySet: z.string().exactOptional(),
      zone: z.string().exactOptional(),
      liftedByConsent: z.boolean(),
      consentInWriting: z.literal(true).exactOptional(),
      exceptPurposes: z.array(word.purpose).readonly().exactOptional(),
      exceptPersons: z.array(word.person).readonly().exactOptional(),
      exceptReplies: z.literal(true).exactOptional(),
      lateAtMost: z.int().exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("cap"),
      n: z.int(),
      unit,
      channels,
      places,
      persons: z.array(word.person).readonly().exactOptional(),
      lines: z.array(word.line).readonly().exactOptional(),
      dialing: z.array(word.dialing).readonly().exactOptional(),
      days: z.int().exactOptional(),
      months: z.int().exactOptional(),
      fixed: z
        .discriminatedUnion("unit", [
          z.strictObject({ unit: z.literal("month") }),
          z.strictObject({ unit: z.literal("week"), from: word.weekday }),
          z.strictObject({ unit: z.literal("ever") }),
        ])
        .exactOptional(),
      since: trigger.exactOptional(),
      afterFirst: z.enum(["conversation", "contact-in-arrears"]).exactOptional(),
      key: word.key,
      excluding,
      purposes: z.array(word.purpose).readonly().exactOptional(),
      exceptPurposes: z.array(word.purpose).readonly().exactOptional(),
      unlessConsent: z.array(word.covers).readonly().exactOptional(),
      consentInWriting: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("silence"),
      after: z.strictObject({ unit, channels, direction: z.enum(["any", "out"]) }),
      channels,
      days: z.int(),
      key: word.key,
      excluding,
      unlessConsent: z.array(word.covers).readonly().exactOptional(),
      consentInWriting: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("block"),
      acts: z.array(word.act).readonly(),
      channels,
      places,
      charges: texts.exactOptional(),
      while: trigger.exactOptional(),
      until: z
        .strictObject({ days: z.int().positive(), business: z.literal(true).exactOptional(), after: z.enum(["due", "default", "invoice", "last"]) })
        .exactOptional(),
      key: z.enum(["debt", "person"]),
      exceptPurposes: z.array(word.purpose).readonly(),
      exceptPersons: z.array(word.person).readonly(),
      unlessConsent: z.array(word.covers).readonly(),
      consentInWriting: z.literal(true).exactOptional(),
      attorneySilentFor: z.int().exactOptional(),
      unlessContacted: z.literal(true).exactOptional(),
      exceptReplies: z.boolean(),
      unlessUsed: z.literal(true).exactOptional(),
      lines: z.array(word.line).readonly().exactOptional(),
      dialing: z.array(word.dialing).readonly().exactOptional(),
      ...narrowingSchema(z, word),
    }),
    z.strictObject({
      kind: z.literal("content"),
      acts: z.array(word.act).readonly(),
      channels,
      by: channels,
      when: z.enum(["every", "first", "later"]),
      must: texts,
      mustNot: texts,
      while: trigger.exactOptional(),
      exceptPurposes: z.array(word.purpose).readonly().exactOptional(),
      places,
      persons: z.array(word.person).readonly().exactOptional(),
      lines: z.array(word.line).readonly().exactOptional(),
      dialing: z.array(word.dialing).readonly().exactOptional(),
      having: texts.exactOptional(),
      unlessConsent: z.array(word.covers).readonly().exactOptional(),
      leavesPeriod: z.literal(true).exactOptional(),
      gives: z.strictObject({ atLeast: word.days, counts: countsSchema(z, word) }).exactOptional(),
      ...narrowingSchema(z, word),
    }),
    z.strictObject({ kind: z.literal("standard"), text: z.string() }),
    ...dutySchemas(z, word, trigger),
  ]);
};

export const ruleSchema = (z: Z, word: WordSchemas) => {
  const texts = z.array(z.string()).readonly();
  const sum = z.strictObject({ amount: word.minor, currency: z.string() }).exactOptional();
  const binding = z.strictObject({
    roles: z.array(word.role).readonly(),
    debts: z.array(word.debtKind).readonly(),
    debtors: z.array(word.debtorKind).readonly().exactOptional(),
    debtTypes: z.array(word.debtType).readonly().exactOptional(),
    collectorFacts: texts.exactOptional(),
    exceptCollectorFacts: texts.exactOptional(),
    debtorFacts: texts.exactOptional(),
    exceptDebtorFacts: texts.exactOptional(),
    debtFacts: texts.exactOptional(),
    exceptDebtFacts: texts.exactOptional(),
    contracts: z.array(z.enum(CONTRACTS)).readonly().exactOptional(),
    incurredFrom: word.day.exactOptional(),
    incurredUntil: word.day.exactOptional(),
    amountAtLeast: sum,
    amountAtMost: sum,
    totalAtLeast: sum,
    totalAtMost: sum,
    persons: z.array(word.person).readonly().exactOptional(),
    onceEvents: z.array(word.event).readonly().exactOptional(),
    untilEvents: z.array(word.event).readonly().exactOptional(),
  });
  return z.strictObject({
    id: z.string(),
    place: z.string(),
    members: texts.exactOptional(),
    notIn: texts.exactOptional(),
    summary: z.string(),
    cites: z.string(),
    confidence: z.enum(["text", "secondary", "unverified", "own"]),
    checked: word.day.nullable(),
    from: word.day.nullable(),
    to: word.day.nullable(),
    binds: z.array(binding).readonly(),
    file: z.string(),
    line: word.sourceLine,
    body: bodySchema(z, word),
  });
};

export const lawBookSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    format: z.literal(1),
    hash: z.string(),
    places: z.array(z.string()).readonly(),
    rules: z.array(ruleSchema(z, word)).readonly(),
    series: z.array(seriesSchema(z, word)).readonly().exactOptional(),
  });
