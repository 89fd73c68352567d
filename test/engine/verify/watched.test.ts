/** Which law a policy is held against: what may bind it there, with what that looks to, and no other. */
import { expect, it } from "vitest";
import type { Rule } from "../../../engine/index.ts";
import {
  bindingOn,
  lookingAt,
  looksAt,
  mayBind,
  narrowed,
  neighbourhoods,
  rulesBehind,
  watchedOf,
  type Watched,
} from "../../../engine/verify/watched.ts";
import { compare, letter, policy, stage, step } from "../fixtures/policy.ts";
import { CAP, DISPUTE, rule } from "../fixtures/rules.ts";

const capIn = (place: Rule["place"], more: Partial<Rule> = {}): Rule => ({ ...CAP, id: `cap of ${place}`, place, ...more });
const body = {
  limitation: { kind: "limitation", years: 6, from: "due", toYearEnd: false, restartedBy: [], revivedBy: [], extinguishes: false, bars: ["sue"] },
  tolling: { kind: "tolling", during: "military-orders", until: [] },
  receipt: { kind: "receipt", channels: ["letter"], after: { n: 5, business: true } },
  "due-date": { kind: "due-date", days: { n: 30, business: false }, after: "invoice" },
  amount: { kind: "amount", charges: ["late-fee"], limit: { by: "percent of debt", percent: 5 }, onlyAgreed: false, key: "debt" },
  content: { kind: "content", acts: ["contact"], when: "every", must: ["creditor-identity"], mustNot: [] },
  standard: { kind: "standard", text: "be kind" },
} as const satisfies Record<string, Rule["body"]>;
const gives = { atLeast: { n: 14, business: false }, counts: { from: "sending" } } as const;
const inUs = (id: string, of: Rule["body"]): Rule => rule(id, of, { place: "US" });
const due = (duty: Extract<Rule["body"], { kind: "deadline" }>["duty"], otherwise: readonly "sue"[]): Rule["body"] => ({
  kind: "deadline",
  duty,
  after: { event: "dispute", until: [] },
  within: { n: 5, business: false },
  else: otherwise,
  key: "debt",
});
const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);
const told = (watched: readonly Watched[]) => watched.map(({ place, rules, beside }) => ({ place, rules: ids(rules), beside: ids(beside) }));

it("a place has all law that reaches it, and each place inside what it has of its own; what has none is not looked at", () => {
  const rules = [capIn("US"), capIn("US-NY"), capIn("US-NY-NYC"), capIn("GB")];
  expect(told(watchedOf(rules, "US-NY", ["US-NY-NYC", "US-NY-BUF"]))).toStrictEqual([
    { place: "US-NY", rules: ["cap of US", "cap of US-NY"], beside: [] },
    { place: "US-NY-NYC", rules: ["cap of US-NY-NYC"], beside: [] },
  ]);
});

it("the law of a place that contains it is not looked at a second time", () => {
  expect(told(watchedOf([capIn("US"), capIn("US-NY")], "US-NY", ["US", "US-NY"]))).toStrictEqual([
    { place: "US-NY", rules: ["cap of US", "cap of US-NY"], beside: [] },
  ]);
});

it("what holds everywhere is enforced, not looked at; what never refuses is not looked at, nor what people alone have to record", () => {
  const rules = [
    capIn("WORLD"),
    inUs("standard", body.standard),
    inUs("papers", due({ record: "documents-sent" }, [])),
    inUs("papers or no suit", due({ record: "documents-sent" }, ["sue"])),
    inUs("notice", due({ send: ["validation-notice"] }, [])),
  ];
  expect(told(watchedOf(rules, "US", []))).toStrictEqual([{ place: "US", rules: ["papers or no suit", "notice"], beside: [] }]);
});

it("beside the law stands what it looks to: of a place and of those around it, also what would refuse nothing itself", () => {
  const lookedTo = (["limitation", "tolling", "receipt", "due-date", "amount"] as const).map((kind) => inUs(kind, body[kind]));
  const others = [inUs("content", body.content), inUs("reply period", { ...body.content, gives }), capIn("US-NY"), capIn("US")];
  const abroad = rule("abroad", body.limitation, { place: "GB" });
  const [whole, inside] = watchedOf([...lookedTo, ...others, abroad], "US", ["US-NY"]);
  const beside = ["limitation", "tolling", "receipt", "due-date", "amount", "reply period"];
  expect(ids(whole?.beside ?? [])).toStrictEqual(beside);
  expect(told(inside === undefined ? [] : [inside])).toStrictEqual([{ place: "US-NY", rules: ["cap of US-NY"], beside }]);
  expect(ids(whole?.rules ?? [])).toStrictEqual(["limitation", "due-date", "amount", "content", "reply period", "cap of US"]);
});

it("narrowed, a place keeps the rules that are meant and all beside them, and goes without any", () => {
  const watched: readonly Watched[] = [
    { place: "A", rules: [capIn("A"), DISPUTE], beside: [CAP] },
    { place: "B", rules: [capIn("B")], beside: [CAP] },
  ];
  expect(narrowed(watched, ({ body: of }) => of.kind === "block")).toStrictEqual([{ place: "A", rules: [DISPUTE], beside: [CAP] }]);
});

it.each([
  ["binds nobody in particular", [], true],
  ["the collector's role and kind of debt", [{ roles: ["third-party"], debts: ["consumer"] }], true],
  ["another role", [{ roles: ["creditor"], debts: ["consumer"] }], false],
  ["another kind of debt", [{ roles: ["third-party"], debts: ["commercial"] }], false],
  [
    "one of two",
    [
      { roles: ["creditor"], debts: ["consumer"] },
      { roles: ["third-party"], debts: ["consumer"] },
    ],
    true,
  ],
  ["the kind of debtor", [{ roles: ["third-party"], debts: ["consumer"], debtors: ["person"] }], true],
  ["another kind of debtor", [{ roles: ["third-party"], debts: ["consumer"], debtors: ["business"] }], false],
  ["a fact that the collector has", [{ roles: ["third-party"], debts: ["consumer"], collectorFacts: ["recovers-vat"] }], true],
  [
    "a fact that it hasn't beside it",
    [{ roles: ["third-party"], debts: ["consumer"], collectorFacts: ["recovers-vat", "implies-third-party"] }],
    false,
  ],
  ["all but who has a fact that it has", [{ roles: ["third-party"], debts: ["consumer"], exceptCollectorFacts: ["x", "recovers-vat"] }], false],
  ["all but who has a fact that it hasn't", [{ roles: ["third-party"], debts: ["consumer"], exceptCollectorFacts: ["implies-third-party"] }], true],
] as const)("a rule may bind an agency that collects from people what it is for: %s", (_, binds, may) => {
  const agency = { collector: "third-party", debt: "consumer" } as const;
  expect(mayBind({ ...CAP, binds }, agency, "person")).toBe(may);
  const watched: readonly Watched[] = [{ place: "US", rules: [{ ...CAP, binds }], beside: [] }];
  expect(bindingOn(watched, agency, "person")).toHaveLength(may ? 1 : 0);
});

it("a rule for one kind of debtor may bind towards debtors of a kind that is unknown", () => {
  const binds = [{ roles: ["creditor"], debts: ["commercial"], debtors: ["sole-trader"] }] as const;
  const creditor = { collector: "creditor", debt: "commercial" } as const;
  expect((["unknown", "sole-trader", "business"] as const).map((kind) => mayBind({ ...CAP, binds }, creditor, kind))).toStrictEqual([
    true,
    true,
    false,
  ]);
});

it("a proof rests on what holds everywhere, on what may bind in its places, around and inside them, and on what that looks to; on nothing else", () => {
  const whose = { collector: "creditor", debt: "commercial" } as const;
  const others = [{ roles: ["third-party"], debts: ["commercial"] }] as const;
  const rules = [
    capIn("WORLD", { binds: others }),
    rule("everywhere", body.standard, { place: "WORLD" }),
    capIn("US"),
    capIn("US-NY"),
    capIn("US-NY-NYC"),
    capIn("US-CA"),
    inUs("standard", body.standard),
    inUs("tolling", body.tolling),
    { ...inUs("of agencies", CAP.body), binds: others },
    rule("tolling inside", body.tolling, { place: "US-NY-NYC" }),
    rule("elsewhere", body.tolling, { place: "GB" }),
  ];
  expect(ids(rulesBehind(rules, whose, ["US-NY"]))).toStrictEqual([
    "cap of WORLD",
    "everywhere",
    "cap of US",
    "cap of US-NY",
    "cap of US-NY-NYC",
    "tolling",
    "tolling inside",
  ]);
});

it("a rule looks at an event that it names anywhere: as what it is about, or as what makes it bind", () => {
  const once: Rule = { ...CAP, binds: [{ roles: [], debts: [], onceEvents: ["judgment"] }] };
  const named = (of: Rule) => (["dispute", "dispute-closed", "judgment", "death"] as const).filter((event) => looksAt(of, event));
  expect(named({ ...DISPUTE })).toStrictEqual(["dispute", "dispute-closed"]);
  expect(named(once)).toStrictEqual(["judgment"]);
  expect(named(once)).toStrictEqual(["judgment"]);
  expect(named({ ...CAP })).toStrictEqual([]);
  const half: Rule = { ...CAP, binds: [{ roles: [], debts: [], debtFacts: ["no-dispute-yet"] }] };
  expect(named(half)).toStrictEqual([]);
});

it("of some law that part looks at any of some events", () => {
  const watched: readonly Watched[] = [
    { place: "A", rules: [{ ...CAP }, { ...DISPUTE }], beside: [] },
    { place: "B", rules: [{ ...CAP }], beside: [] },
  ];
  expect(told(lookingAt(watched, ["death", "dispute"]))).toStrictEqual([{ place: "A", rules: [DISPUTE.id], beside: [] }]);
  expect(lookingAt(watched, ["death"])).toStrictEqual([]);
});

it("places are put together as the policy tells them apart, the place itself first", () => {
  const asking = (...places: readonly string[]) =>
    policy({
      stages: [
        stage(
          "only",
          places.map((one, i) => step("only", i, letter("a"), { when: compare("place", "=", one) })),
        ),
      ],
    });
  const within = ["US-NY", "US-NY-NYC", "US-CA"];
  expect(neighbourhoods(asking(), "US", within)).toStrictEqual([{ home: "US", places: ["US", ...within] }]);
  expect(neighbourhoods(asking("US-NY"), "US", within)).toStrictEqual([
    { home: "US", places: ["US", "US-CA"] },
    { home: "US-NY", places: ["US-NY", "US-NY-NYC"] },
  ]);
  expect(neighbourhoods(asking("US-NY", "US-NY-NYC"), "US", within).map(({ home }) => home)).toStrictEqual(["US", "US-NY", "US-NY-NYC"]);
});

it("only what the policy compares a place with by name tells places apart", () => {
  const conditions = [compare("segment", "=", "US-NY"), compare("place", "=", 7), { op: "known", fact: "place" } as const];
  const of = policy({
    stages: [
      stage(
        "only",
        conditions.map((when, i) => step("only", i, letter("a"), { when })),
      ),
    ],
  });
  expect(neighbourhoods(of, "US", ["US-NY"])).toStrictEqual([{ home: "US", places: ["US", "US-NY"] }]);
});
