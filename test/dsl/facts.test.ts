import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import type { CompiledPolicy, Expr } from "../../engine/index.ts";
import { expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const FACTS = `  facts {
    segment   one of "standard", "key" optional
    score     number optional
    visits    number
    insured   boolean
    region    text
    exposure  money
    share     percent
    patience  days
    since     date
    opens     time
    home      place
    prefers   channel
    labels    tags
  }
`;

const policyOf = (condition: string): string =>
  smallPolicy({ lines: FACTS, stage: `    day 0  email "first"\n    day 1  email "reminder" when ${condition}` });
const compiled = (source: string): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(source, "p.collect");
  expect(diagnostics).toEqual([]);
  if (policy === null) throw new Error("no policy");
  return policy;
};
const exprOf = (condition: string): Expr | undefined => compiled(policyOf(condition)).stages[0]?.steps[1]?.when;
const fact = (name: string) => ({ kind: "fact", name });

it("declares facts of every type, and optional ones", () => {
  expect(compiled(policyOf("visits > 1")).facts).toEqual({
    segment: { type: "one of", values: ["standard", "key"], optional: true },
    score: { type: "number", optional: true },
    visits: { type: "number" },
    insured: { type: "boolean" },
    region: { type: "text" },
    exposure: { type: "money" },
    share: { type: "percent" },
    patience: { type: "days" },
    since: { type: "date" },
    opens: { type: "time" },
    home: { type: "place" },
    prefers: { type: "channel" },
    labels: { type: "tags" },
  });
});

it.each([
  ["exposure >= 100 USD", ">=", fact("exposure"), { kind: "money", of: { USD: 10_000 } }],
  ["share > 50%", ">", fact("share"), { kind: "number", value: 50 }],
  ["share <= 12.5%", "<=", fact("share"), { kind: "number", value: 12.5 }],
  ["customer_share >= 50%", ">=", fact("customer_share"), { kind: "number", value: 50 }],
  ["patience < 5 days", "<", fact("patience"), { kind: "number", value: 5 }],
  ["since >= 2020-01-31", ">=", fact("since"), { kind: "text", value: "2020-01-31" }],
  ["opens < 9:00", "<", fact("opens"), { kind: "text", value: "09:00" }],
  ["home is US-CA", "=", fact("home"), { kind: "text", value: "US-CA" }],
  ["home is place", "=", fact("home"), fact("place")],
  ["prefers is not registered-letter", "!=", fact("prefers"), { kind: "text", value: "registered-letter" }],
  ['region is not "north"', "!=", fact("region"), { kind: "text", value: "north" }],
  ["oldest_invoice_age > 90", ">", fact("oldest_invoice_age"), { kind: "number", value: 90 }],
  ["insured", "=", fact("insured"), { kind: "boolean", value: true }],
])("compares by type: `%s`", (condition, compare, left, right) => {
  expect(exprOf(condition)).toEqual({ op: "compare", compare, left, right });
});

it("asks whether a fact is known, and whether it has a tag", () => {
  expect(exprOf("score is known")).toEqual({ op: "known", fact: "score" });
  expect(exprOf("score is unknown")).toEqual({ op: "not", of: { op: "known", fact: "score" } });
  expect(exprOf('labels has "vip"')).toEqual({ op: "has", fact: "labels", tag: "vip" });
  expect(exprOf('labels has no "vip"')).toEqual({ op: "not", of: { op: "has", fact: "labels", tag: "vip" } });
});

it.each([
  ["⟦C2014|since >= opens⟧"],
  ['⟦C2014|since >= "2020-01-31"⟧'],
  ["⟦C2014|exposure >= 5 days⟧"],
  ["⟦C2014|visits > 50%⟧"],
  ["⟦C2018|50⟧ < share"],
  ["share > ⟦C2018|50⟧"],
  ["patience > ⟦C2018|5⟧"],
  ["patience > ⟦C2030|5 business days⟧"],
  ["⟦C2015|home > US-CA⟧"],
  ["⟦C2015|prefers >= email⟧"],
  ["prefers is ⟦C2016|emial⟧"],
  ["home is ⟦C2024|US-CAX⟧"],
  ["since >= ⟦C1014|2020-02-30⟧"],
  ["opens >= ⟦C1015|25:00⟧"],
  ['⟦C2033|labels is "vip"⟧'],
  ['⟦C2032|visits⟧ has "vip"'],
  ["⟦C2017|labels⟧"],
  ["⟦C2017|since⟧"],
  ["⟦C2005|scroe⟧ is known"],
  ['⟦C2005|lables⟧ has "vip"'],
  ["⟦C2035|100 USD⟧ is known"],
  ["⟦C2036|score is not known⟧"],
  ["⟦C2036|score is not unknown⟧ and visits > 1"],
  ["⟦C2019|2020-01-01 < 2020-02-02⟧"],
])("refuses `%s`", (condition) => {
  expectProblems(policyOf(condition));
});

it("names types in their own words, and suggests what was meant", () => {
  const [first] = expectProblems(policyOf("⟦C2014|since >= opens⟧"));
  expect(first?.message).toBe("a date can't be compared with a time of day");
  const [second] = expectProblems(policyOf("prefers is ⟦C2016|emial⟧"));
  expect(second).toMatchObject({ help: "did you mean `email`?", fixes: [{ edits: [{ text: "email" }] }] });
  const [third] = expectProblems(policyOf("⟦C2036|score is not known⟧"));
  expect(third?.fixes[0]).toMatchObject({ applicability: "safe", edits: [{ text: "score is unknown" }] });
  const [fourth] = expectProblems(policyOf('⟦C2014|since >= "2020-01-31"⟧'));
  expect(fourth?.help).toBe("dates and times are written without quotes: 2026-03-02, 09:00");
});

it.each([
  ["score is known and score >= 700"],
  ["visits > 1 and score is known and (score >= 700 or score < 100)"],
  ["score is unknown or score < 400"],
  ["not (score is unknown or score < 400) and score > 500"],
  ["not (score is known and score < 400)"],
  ["not score is unknown and score >= 700"],
  ["(score is known and visits > 1 or score is known and visits > 2) and score >= 1"],
  ["known_and_high and score < 900"],
  ["nothing_known or score > 1"],
  ['failed_payment is known and failed_payment is "insufficient funds"'],
])("lets an optional fact be used where it is known: `%s`", (condition) => {
  const lines = `${FACTS}  define known_and_high as score is known and score >= 700\n  define nothing_known as score is unknown\n`;
  const uses = "(known_and_high or not nothing_known)";
  compiled(
    smallPolicy({ lines, stage: `    day 0  email "first"\n    day 1  email "reminder" when ${condition}\n    day 2  email "second" when ${uses}` }),
  );
});

it.each([
  ["⟦C2031|score⟧ >= 700"],
  ["score is unknown and ⟦C2031|score⟧ >= 700"],
  ["score is known or ⟦C2031|score⟧ >= 700"],
  ["not score is known and ⟦C2031|score⟧ > 1"],
  ["(score is known or visits > 1) and ⟦C2031|score⟧ >= 1"],
  ["⟦C2031|score⟧ > 1 and score is known"],
  ["not ⟦C2031|score⟧ > 1"],
  ["visits > ⟦C2031|score⟧"],
  ["⟦C2031|days_since_payment⟧ > 30"],
  ['⟦C2031|segment⟧ is "key"'],
])("refuses an optional fact where it may be unknown: `%s`", (condition) => {
  expectProblems(policyOf(condition));
});

it("suggests the question that is missing, and leaves it to a person inside `not`", () => {
  const [first] = expectProblems(policyOf("visits > 1 and ⟦C2031|score⟧ >= 700"));
  expect(first?.fixes).toMatchObject([{ applicability: "likely", edits: [{ text: "score is known and " }] }]);
  const mended = policyOf("visits > 1 and score >= 700").replace("score >= 700", "score is known and score >= 700");
  expect(compilePolicy(mended, "p.collect").diagnostics).toEqual([]);
  const [second] = expectProblems(policyOf("not ⟦C2031|score⟧ >= 700"));
  expect(second?.fixes).toEqual([]);
});

it("tells of an unguarded definition once, where it stands", () => {
  expectProblems(
    smallPolicy({
      lines: `${FACTS}  define good as ⟦C2031|score⟧ >= 700\n  define better as good and visits > 3\n`,
      stage: '    day 0  email "reminder" when better\n    day 1  email "second" when good',
    }),
  );
});

it("answers long chains and deep definitions in no time", () => {
  const facts = Array.from({ length: 1500 }, (_, at) => `    f${at} number optional`).join("\n");
  const chain = Array.from({ length: 1500 }, (_, at) => `f${at} is known`).join(" and ");
  const deep = Array.from({ length: 1500 }, (_, at) => `  define d${at} as ${at === 0 ? "f0 is known" : `d${at - 1}`}`).join("\n");
  const source = smallPolicy({ lines: `  facts {\n${facts}\n  }\n${deep}`, stage: `    day 0 email "x" when ${chain} and d1499` });
  expect(compilePolicy(source, "p.collect").diagnostics).toEqual([]);
});
