/** Schema of compiled policies. */
import type * as Zod from "zod";
import type { Expr } from "../../engine/index.ts";
import { PLAIN_TYPES } from "../tokens/vocabulary.ts";
import { ruleSchema } from "./rule-schema.ts";
import type { WordSchemas, Z } from "./words.ts";

const HANDLED = [
  "payment in full",
  "partial payment",
  "promise",
  "broken promise",
  "dispute",
  "dispute closed",
  "hardship",
  "bounced email",
  "cease request",
  "opt-out",
  "attorney notice",
  "bankruptcy",
  "death",
  "breathing space",
  "plan agreed",
  "plan broken",
  "chargeback",
  "end of series",
] as const;

const conditionSchema = (z: Z, word: WordSchemas): Zod.ZodType<Expr> => {
  const operand = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("fact"), name: z.string() }),
    z.strictObject({ kind: z.literal("number"), value: z.number() }),
    z.strictObject({ kind: z.literal("text"), value: z.string() }),
    z.strictObject({ kind: z.literal("boolean"), value: z.boolean() }),
    z.strictObject({ kind: z.literal("money"), of: z.record(z.string(), word.minor) }),
  ]);
  const expr: Zod.ZodType<Expr> = z.lazy(() =>
    z.discriminatedUnion("op", [
      z.strictObject({ op: z.enum(["and", "or"]), of: z.array(expr).readonly() }),
      z.strictObject({ op: z.literal("not"), of: expr }),
      z.strictObject({ op: z.literal("known"), fact: z.string() }),
      z.strictObject({ op: z.literal("has"), fact: z.string(), tag: z.string() }),
      z.strictObject({ op: z.literal("compare"), compare: z.enum([">=", ">", "<=", "<", "=", "!="]), left: operand, right: operand }),
    ]),
  );
  return expr;
};

const actionSchemas = (z: Z, word: WordSchemas) => {
  const contact = z.strictObject({
    kind: z.literal("contact"),
    channel: word.channel,
    template: z.string(),
    paymentLink: z.boolean(),
    offers: z.string().exactOptional(),
    priority: z.enum(["normal", "high"]),
    purpose: word.purpose,
  });
  const kind = z.literal("business");
  const sums = z.record(z.string(), word.minor);
  const onboarding = z.discriminatedUnion("name", [
    z.strictObject({ kind, name: z.literal("set credit limit"), limit: sums }),
    z.strictObject({ kind, name: z.literal("set terms"), due: z.union([word.days, z.literal("prepayment")]) }),
    z.strictObject({
      kind,
      name: z.literal("ask for deposit"),
      deposit: z.union([z.strictObject({ percent: z.number() }), z.strictObject({ amount: sums })]),
    }),
  ]);
  const business = z.discriminatedUnion("name", [
    z.strictObject({ kind, name: z.enum(["hold credit", "release credit", "write off", "file small claim", "report to bureau", "refer to lawyer"]) }),
    z.strictObject({ kind, name: z.literal("place with agency"), agency: z.string() }),
    z.strictObject({ kind, name: z.literal("offer plan"), plan: z.string() }),
    z.strictObject({ kind, name: z.literal("offer discount"), percent: z.number() }),
    z.strictObject({ kind, name: z.enum(["charge fee", "charge interest"]) }),
    z.strictObject({ kind, name: z.literal("webhook"), hook: z.string() }),
    z.strictObject({ kind, name: z.literal("task"), title: z.string(), team: z.string(), due: word.days.nullable() }),
    z.strictObject({ kind, name: z.literal("close"), as: z.string() }),
    ...onboarding.options,
  ]);
  return { business, onboarding, any: z.union([contact, business]) };
};

const stageSchema = (z: Z, word: WordSchemas, expr: Zod.ZodType<Expr>, action: ReturnType<typeof actionSchemas>) => {
  const anchored = z.strictObject({ anchor: z.enum(["due", "end of month"]), offset: word.days });
  const step = z.strictObject({
    key: z.string(),
    day: word.days,
    repeat: z.strictObject({ every: word.days, times: z.int() }).exactOptional(),
    action: action.any,
    when: expr.exactOptional(),
    otherwise: action.any.exactOptional(),
    else: action.any.exactOptional(),
    within: word.days,
    approval: z.string().exactOptional(),
    line: word.sourceLine,
  });
  const at = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("after"), days: word.days }),
    z.strictObject({ kind: z.literal("anchored"), day: anchored }),
  ]);
  return z.strictObject({
    name: z.string(),
    from: anchored.exactOptional(),
    requires: expr.exactOptional(),
    entry: z.array(action.business).readonly(),
    exit: z.array(action.business).readonly(),
    steps: z.array(step).readonly(),
    variants: z
      .array(z.strictObject({ name: z.string(), steps: z.array(step).readonly() }))
      .readonly()
      .exactOptional(),
    next: z.array(z.strictObject({ to: z.string(), at, when: expr.exactOptional(), line: word.sourceLine })).readonly(),
    line: word.sourceLine,
  });
};

const handlerSchema = (z: Z, word: WordSchemas, expr: Zod.ZodType<Expr>, action: ReturnType<typeof actionSchemas>) => {
  const until = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("open") }),
    z.strictObject({ kind: z.literal("days"), days: word.days }),
    z.strictObject({ kind: z.literal("promised"), plus: word.days }),
    z.strictObject({ kind: z.literal("day"), day: word.day }),
    z.strictObject({ kind: z.literal("events"), events: z.array(word.event).readonly() }),
  ]);
  const reaction = z.discriminatedUnion("do", [
    z.strictObject({ do: z.literal("close"), as: z.string() }),
    z.strictObject({ do: z.literal("close contact") }),
    z.strictObject({ do: z.enum(["pause", "hold"]), until }),
    z.strictObject({ do: z.literal("go"), stage: z.string() }),
    z.strictObject({ do: z.literal("act"), action: action.any }),
  ]);
  return z.strictObject({
    on: z.enum(HANDLED),
    within: word.days.exactOptional(),
    when: expr.exactOptional(),
    reactions: z.array(reaction).readonly(),
    line: word.sourceLine,
  });
};

const moneySchemas = (z: Z, word: WordSchemas) => {
  const sums = z.record(z.string(), word.minor);
  const rate = z.strictObject({ percent: z.number(), per: z.enum(["month", "year"]) });
  return {
    sums,
    plan: z.strictObject({
      name: z.string(),
      installments: z.int(),
      every: z.enum(["month", "week"]),
      atLeast: sums.exactOptional(),
      first: word.days,
      defaultAfterMissed: z.int(),
    }),
    terms: z.strictObject({
      due: word.days.exactOptional(),
      discount: z.strictObject({ percent: z.number(), within: word.days }).exactOptional(),
      lateInterest: z.union([z.literal("statutory"), rate]).exactOptional(),
      lateFee: z.union([z.literal("statutory"), z.strictObject({ amount: sums })]).exactOptional(),
      unpaidCharges: z.enum(["waive", "keep"]).exactOptional(),
    }),
  };
};

export const policySchema = (z: Z, word: WordSchemas) => {
  const expr = conditionSchema(z, word);
  const action = actionSchemas(z, word);
  const money = moneySchemas(z, word);
  const optional = z.literal(true).exactOptional();
  const fact = z.discriminatedUnion("type", [
    z.strictObject({ type: z.enum(PLAIN_TYPES), optional }),
    z.strictObject({ type: z.literal("one of"), values: z.array(z.string()).readonly(), optional }),
  ]);
  const clock = z.strictObject({
    stageOf: z.enum(["account", "invoice"]),
    anchor: z.literal("oldest unpaid invoice"),
    whenItMoves: z.enum(["keep", "return"]),
    whenBehind: z.enum(["lapse", "one stage at a time", "straight", "late"]),
    tolerance: money.sums,
    whenPolicyChanges: z.enum(["keep", "restart", "park"]).exactOptional(),
  });
  const notice = z.strictObject({
    name: z.string(),
    channel: word.channel,
    template: z.string(),
    within: word.days.exactOptional(),
    line: word.sourceLine,
  });
  return z.strictObject({
    format: z.literal(1),
    hash: z.string(),
    name: z.string(),
    version: z.string(),
    collector: word.role,
    debt: word.debtKind,
    currencies: z.array(z.string()).readonly(),
    places: z.array(z.string()).readonly(),
    facts: z.record(z.string(), fact),
    house: z.array(ruleSchema(z, word)).readonly(),
    clock,
    terms: money.terms,
    plans: z.array(money.plan).readonly(),
    notices: z.array(notice).readonly(),
    allocation: z.enum(["oldest first", "as directed", "interest first"]),
    stages: z.array(stageSchema(z, word, expr, action)).readonly(),
    handlers: z.array(handlerSchema(z, word, expr, action)).readonly(),
    variants: z
      .array(z.strictObject({ name: z.string(), percent: z.number() }))
      .readonly()
      .exactOptional(),
    onboarding: z
      .array(z.strictObject({ action: action.onboarding, when: expr.exactOptional(), approval: z.string().exactOptional(), line: word.sourceLine }))
      .readonly()
      .exactOptional(),
    applies: expr.exactOptional(),
    file: z.string(),
  });
};
