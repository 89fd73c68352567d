/** Schemas of the rule kinds about notices, duties, money and years. */
import { CONTRACTS, PERIOD_STARTS } from "../tokens/vocabulary.ts";
import type { triggerSchema } from "./trigger-schema.ts";
import type { WordSchemas, Z } from "./words.ts";

type TriggerSchema = ReturnType<typeof triggerSchema>;

const someWords = (z: Z) => z.array(z.string()).readonly();
const keySchema = (z: Z) => z.enum(["debt", "person"]);
const sumSchema = (z: Z, word: WordSchemas) => z.strictObject({ amount: word.minor, currency: z.string() });

export const narrowingSchema = (z: Z, word: WordSchemas) => ({
  barred: z.enum(["while", "since"]).exactOptional(),
  purposes: z.array(word.purpose).readonly().exactOptional(),
});

export const countsSchema = (z: Z, word: WordSchemas) =>
  z.union([z.strictObject({ from: z.enum(["sending", "receipt"]) }), z.strictObject({ from: z.literal("presumed receipt"), after: word.days })]);

const noticeSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    kind: z.literal("notice-before"),
    acts: z.array(word.act).readonly(),
    channels: z.array(word.channel).readonly().exactOptional(),
    charges: someWords(z).exactOptional(),
    notices: someWords(z),
    orConversation: z.literal(true).exactOptional(),
    atLeastGiven: z.int().positive().exactOptional(),
    afterDue: z.literal(true).exactOptional(),
    namingSum: z.literal(true).exactOptional(),
    by: z.array(word.channel).readonly().exactOptional(),
    atLeast: word.days,
    atMost: word.days.exactOptional(),
    counts: countsSchema(z, word),
    key: keySchema(z),
    ...narrowingSchema(z, word),
  });

const deadlineSchema = (z: Z, word: WordSchemas, trigger: TriggerSchema) =>
  z.strictObject({
    kind: z.literal("deadline"),
    duty: z.union([
      z.strictObject({ send: someWords(z), by: z.array(word.channel).readonly().exactOptional() }),
      z.strictObject({ record: word.event }),
    ]),
    after: z.union([trigger, z.strictObject({ first: z.enum(["contact", "communication"]) })]),
    within: word.days,
    else: z.array(word.act).readonly(),
    key: keySchema(z),
  });

const consentSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    kind: z.literal("consent"),
    channels: z.array(word.channel).readonly(),
    dialing: z.array(word.dialing).readonly().exactOptional(),
    lines: z.array(word.line).readonly().exactOptional(),
    covers: word.covers,
    form: z.enum(["oral", "written"]).exactOptional(),
    freshDays: z.int().positive().exactOptional(),
  });

const limitSchema = (z: Z, word: WordSchemas) => {
  const sum = sumSchema(z, word);
  const bounds = { atLeast: sum.exactOptional(), atMost: sum.exactOptional() };
  return z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("sum"), sum }),
    z.strictObject({ by: z.literal("percent of debt"), percent: z.number(), ...bounds }),
    z.strictObject({
      by: z.literal("yearly rate"),
      percent: z.number(),
      over: z.string().exactOptional(),
      frozen: z.enum(["never", "at lateness", "at half-year"]).exactOptional(),
      dayCount: z.enum(["actual/365", "actual/actual", "30/360"]).exactOptional(),
    }),
    z.strictObject({ by: z.literal("bands"), bands: z.array(z.strictObject({ upTo: sum.nullable(), sum })).readonly() }),
    z.strictObject({
      by: z.literal("slices"),
      slices: z.array(z.strictObject({ upTo: sum.nullable(), percent: z.number() })).readonly(),
      ...bounds,
    }),
  ]);
};

const amountSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    kind: z.literal("amount"),
    charges: someWords(z),
    limit: limitSchema(z, word),
    onlyAgreed: z.boolean(),
    unlessAgreed: z.literal(true).exactOptional(),
    times: z.int().positive().exactOptional(),
    inTotal: z.strictObject({ months: z.int().positive().exactOptional() }).exactOptional(),
    key: keySchema(z),
    ...narrowingSchema(z, word),
  });

const limitationSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    kind: z.literal("limitation"),
    asFixed: z.boolean().exactOptional(),
    years: z.int().exactOptional(),
    months: z.int().exactOptional(),
    debtTypes: z.array(word.debtType).readonly().exactOptional(),
    contracts: z.array(z.enum(CONTRACTS)).readonly().exactOptional(),
    from: z.enum(PERIOD_STARTS),
    afterDays: z.int().positive().exactOptional(),
    toYearEnd: z.boolean(),
    restartedBy: z.array(word.event).readonly(),
    revivedBy: z.array(word.event).readonly(),
    extinguishes: z.boolean(),
    bars: z.array(word.act).readonly(),
  });

/** The kinds that are not of the first six. */
export const dutySchemas = (z: Z, word: WordSchemas, trigger: TriggerSchema) =>
  [
    noticeSchema(z, word),
    deadlineSchema(z, word, trigger),
    consentSchema(z, word),
    amountSchema(z, word),
    limitationSchema(z, word),
    z.strictObject({ kind: z.literal("tolling"), during: word.event, until: z.array(word.event).readonly() }),
    z.strictObject({
      kind: z.literal("due-date"),
      days: word.days,
      after: z.enum(["invoice", "receipt", "delivery", "due and receipt", "delivery and receipt"]),
      containing: someWords(z).exactOptional(),
      toBusinessDay: z.literal(true).exactOptional(),
      orWith: someWords(z).exactOptional(),
      longest: word.days.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("retention"),
      what: z.enum(["keep", "delete"]),
      records: z.string(),
      years: z.int().positive(),
      after: z.union([word.event, z.enum(["last-contact", "closing"])]),
    }),
    z.strictObject({ kind: z.literal("none"), text: z.string() }),
    z.strictObject({ kind: z.enum(["modifier", "scope"]), touches: someWords(z), text: z.string().exactOptional() }),
    z.strictObject({ kind: z.literal("receipt"), channels: z.array(word.channel).readonly(), after: word.days }),
  ] as const;

export const seriesSchema = (z: Z, word: WordSchemas) =>
  z.strictObject({
    name: z.string(),
    title: z.string(),
    cites: z.string(),
    confidence: z.enum(["text", "secondary", "unverified", "own"]),
    checked: word.day.nullable(),
    verifiedTo: word.day.nullable(),
    values: z.array(z.strictObject({ from: word.day, percent: z.number() })).readonly(),
    file: z.string(),
    line: word.sourceLine,
  });
