import fc from "fast-check";
import { expect, it } from "vitest";
import { samples } from "../../../dsl/check/witness/range.ts";
import { solverOf, type Found, type Question, type World } from "../../../dsl/check/witness/solver.ts";
import { factsInWords, inWords } from "../../../dsl/check/witness/words.ts";
import { holds, minor, typedFacts, type Expr, type FactValue } from "../../../engine/index.ts";
import { account, condition, CURRENCIES, PLACES, TYPES } from "./conditions.ts";

const world: World = { currencies: CURRENCIES, places: PLACES, types: TYPES, typeOf: (name) => TYPES[name] ?? null };
const ask = (question: Question): Found => solverOf(world).find("q", question);
const truth = (expr: Expr, look: (name: string) => FactValue | undefined, currency: string) => holds(expr, typedFacts(look, TYPES), currency);

const number = (name: string, compare: ">=" | ">" | "<=" | "<" | "=" | "!=", value: number): Expr => ({
  op: "compare",
  compare,
  left: { kind: "fact", name },
  right: { kind: "number", value },
});

it("shows an account for which exactly what was asked for holds", () => {
  fc.assert(
    fc.property(condition, condition, (yes, no) => {
      const found = ask({ all: [yes], none: [no] });
      fc.pre(typeof found === "object");
      if (typeof found !== "object") return;
      const look = (name: string) => found.facts.get(name);
      expect(truth(yes, look, found.currency)).toBe(true);
      expect(truth(no, look, found.currency)).not.toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("says that there is no such account only where there is none", () => {
  let none = 0;
  fc.assert(
    fc.property(condition, condition, fc.array(account, { minLength: 20, maxLength: 20 }), (yes, no, accounts) => {
      if (ask({ all: [yes], none: [no] }) !== "none") return;
      none += 1;
      for (const { currency, facts } of accounts) {
        const look = (name: string) => facts[name];
        expect(truth(yes, look, currency) === true && truth(no, look, currency) !== true).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(none).toBeGreaterThan(100);
});

it("finds an account wherever a random one fits, or says that it didn't look everywhere", () => {
  fc.assert(
    fc.property(condition, account, (yes, { currency, facts }) => {
      const look = (name: string) => facts[name];
      if (truth(yes, look, currency) === true) expect(ask({ all: [yes], none: [] })).not.toBe("none");
    }),
    { numRuns: 2_000 },
  );
});

it("finds the same account each time", () => {
  fc.assert(
    fc.property(condition, (yes) => {
      expect(ask({ all: [yes], none: [] })).toEqual(ask({ all: [yes], none: [] }));
    }),
  );
});

it("waits for as long as it takes: what moves with time is tried at all times", () => {
  const late = number("days_overdue", ">=", 30);
  const many = number("orders", ">=", 3);
  expect(ask({ all: [], none: [late], always: true })).toBe("none");
  expect(ask({ all: [], none: [late] })).toMatchObject({ facts: new Map([["days_overdue", 29]]) });
  expect(ask({ all: [], none: [{ op: "and", of: [late, many] }], always: true })).toMatchObject({ facts: new Map([["orders", 2]]) });
});

it("takes facts for missing where they may be, and only when it is asked to", () => {
  const either: Expr = { op: "or", of: [number("orders", ">=", 3), number("orders", "<", 3)] };
  expect(ask({ all: [], none: [either] })).toBe("none");
  expect(ask({ all: [], none: [either], gaps: true })).toMatchObject({ facts: new Map([["orders", undefined]]) });
  const counted: Expr = { op: "or", of: [number("days_overdue", ">=", 3), number("days_overdue", "<", 3)] };
  expect(ask({ all: [], none: [counted], gaps: true })).toBe("none");
});

it("says nothing where there are too many accounts to try", () => {
  const each = ["orders", "share", "term", "customer_share", "limit", "days_overdue"].map((name): Expr => ({
    op: "or",
    of: [number(name, "=", 1), number(name, "=", 2), number(name, "=", 3), number(name, "!=", 4)],
  }));
  expect(ask({ all: [number("score", "<", 0), number("score", ">", 0), ...each], none: [] })).toBe("unknown");
});

it("doesn't claim that there is none where it tries too few values of facts that hang together", () => {
  const chain = ["orders", "share", "term", "days_overdue", "balance"];
  const rising = chain.slice(1).map((name, at): Expr => ({
    op: "compare",
    compare: "<",
    left: { kind: "fact", name: chain[at] ?? "" },
    right: { kind: "fact", name },
  }));
  expect(typeof ask({ all: rising.slice(0, 2), none: [] })).toBe("object");
  expect(ask({ all: rising, none: [] })).not.toBe("none");
  const tags = Array.from({ length: 7 }, (_, at): Expr => ({ op: "has", fact: "labels", tag: `t${at}` }));
  expect(ask({ all: tags, none: [] })).toBe("unknown");
});

it("does so much work of one kind for one policy and no more", () => {
  const solver = solverOf(world);
  const never = (value: number): Question => ({ all: [number("orders", "<", value), number("orders", ">", value)], none: [] });
  let known = 0;
  for (let at = 0; at < 20_000; at += 1) if (solver.find(`never ${at}`, never(at)) === "none") known += 1;
  expect(known).toBeGreaterThan(5_000);
  expect(known).toBeLessThan(20_000);
  expect(solver.find("other 1", never(1))).toBe("none");
});

it("takes one number of each stretch between the turns, within the bounds", () => {
  const line = { whole: true, least: 0, most: Infinity };
  expect(samples([{ at: 5, after: false }], line, 1)).toEqual([4, 5]);
  expect(samples([{ at: 5, after: true }], line, 1)).toEqual([5, 6]);
  expect(samples([{ at: 0, after: false }], line, 1)).toEqual([0]);
  expect(samples([], { ...line, least: -Infinity }, 1)).toEqual([0]);
  const turns = [
    { at: 1, after: false },
    { at: 1, after: true },
    { at: 2, after: false },
  ];
  expect(samples(turns, line, 1)).toEqual([0, 1, 2]);
  expect(samples(turns, { ...line, whole: false }, 1)).toEqual([0, 1, 1.5, 2]);
  expect(samples([{ at: 100, after: true }], { whole: false, least: 0, most: 100 }, 1)).toEqual([0]);
});

it("tells an account in the words of its facts", () => {
  const facts = new Map<string, FactValue | undefined>([
    ["balance", minor(90_000)],
    ["days_overdue", 12],
    ["segment", "a"],
    ["share", 12.5],
    ["term", 1],
    ["labels", ["vip", "new"]],
    ["vip", false],
    ["place", "US-CA"],
    ["score", undefined],
  ]);
  expect(inWords({ currency: "USD", facts }, world)).toBe(
    'an account with balance 900.00 USD, days_overdue 12, segment "a", share 12.5%, term 1 day, labels "vip" and "new", vip false, place US-CA, score unknown',
  );
  expect(
    factsInWords(
      {
        currency: "JPY",
        facts: new Map<string, FactValue>([
          ["balance", minor(5)],
          ["labels", []],
        ]),
      },
      world,
    ),
  ).toEqual(["balance 5 JPY", "no labels"]);
  expect(inWords({ currency: "USD", facts: new Map() }, world)).toBe("any account");
});
