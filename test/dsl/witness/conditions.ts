/** Random conditions over facts of every type, and random accounts to hold them against. */
import fc from "fast-check";
import { CHANNELS, formatDay, localDay, minor, type Compare, type Expr, type FactType, type FactValue } from "../../../engine/index.ts";

export const CURRENCIES = ["USD", "JPY"] as const;
export const PLACES = ["US", "US-CA", "GB"] as const;

export const TYPES: Readonly<Record<string, FactType>> = {
  balance: { type: "money" },
  limit: { type: "money" },
  days_overdue: { type: "number" },
  orders: { type: "number" },
  share: { type: "percent" },
  customer_share: { type: "percent" },
  term: { type: "days" },
  segment: { type: "one of", values: ["a", "b", "c"] },
  note: { type: "text" },
  vip: { type: "boolean" },
  since: { type: "date" },
  opens: { type: "time" },
  labels: { type: "tags" },
  by: { type: "channel" },
  place: { type: "place" },
  home: { type: "place" },
  score: { type: "number", optional: true },
};

const ORDERED: readonly Compare[] = [">=", ">", "<=", "<", "=", "!="];
const SAME: readonly Compare[] = ["=", "!="];

const small = fc.integer({ min: -2, max: 4 });
const time = fc.constantFrom("00:00", "08:59", "09:00", "09:01", "23:59");
const date = fc.integer({ min: 20_000, max: 20_004 }).map((day) => formatDay(localDay(day)));
const place = fc.constantFrom("US", "US-CA", "US-CA-LAX", "US-NY", "GB", "FR");

type Compared = Extract<Expr, { readonly op: "compare" }>;

const leafOf = (name: string, compares: readonly Compare[], right: fc.Arbitrary<Compared["right"]>): fc.Arbitrary<Expr> =>
  fc.record({ compare: fc.constantFrom(...compares), right, turned: fc.boolean() }).map(({ compare, right, turned }) => {
    const fact = { kind: "fact", name } as const;
    return turned ? { op: "compare", compare, left: right, right: fact } : { op: "compare", compare, left: fact, right };
  });

const text = (of: fc.Arbitrary<string>) => of.map((value) => ({ kind: "text" as const, value }));
const number = (of: fc.Arbitrary<number>) => of.map((value) => ({ kind: "number" as const, value }));
const money = fc.record({ USD: small, JPY: small }).map(({ USD, JPY }) => ({ kind: "money" as const, of: { USD: minor(USD), JPY: minor(JPY) } }));
const fact = (name: string) => fc.constant({ kind: "fact" as const, name });

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  leafOf("balance", ORDERED, fc.oneof(money, fact("limit"))),
  leafOf("limit", ORDERED, money),
  leafOf("days_overdue", ORDERED, fc.oneof(number(small), fact("orders"))),
  leafOf("orders", ORDERED, number(fc.constantFrom(0, 0.5, 1, 1.5, 2))),
  leafOf("share", ORDERED, number(fc.constantFrom(0, 12.5, 100))),
  leafOf("customer_share", ORDERED, number(fc.constantFrom(0, 50, 100))),
  leafOf("term", ORDERED, number(small)),
  leafOf("segment", SAME, text(fc.constantFrom("a", "b", "c"))),
  leafOf("note", SAME, text(fc.constantFrom("x", "y"))),
  leafOf(
    "vip",
    SAME,
    fc.boolean().map((value) => ({ kind: "boolean" as const, value })),
  ),
  leafOf("since", ORDERED, text(date)),
  leafOf("opens", ORDERED, text(time)),
  leafOf("by", SAME, text(fc.constantFrom(...CHANNELS))),
  leafOf("place", SAME, text(place)),
  leafOf("home", SAME, text(place)),
  leafOf("score", ORDERED, number(small)),
  fc.constant<Expr>({ op: "known", fact: "score" }),
  fc.constantFrom("vip", "new").map((tag): Expr => ({ op: "has", fact: "labels", tag })),
);

/** A condition of a few comparisons. */
export const condition: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc.array(tie("expr"), { minLength: 2, maxLength: 3 }).chain((of) => fc.constantFrom<Expr>({ op: "and", of }, { op: "or", of })),
    tie("expr").map((of): Expr => ({ op: "not", of })),
  ),
})).expr;

/** An account whose facts are known, but for those that may be missing. */
export const account: fc.Arbitrary<{ readonly currency: string; readonly facts: Readonly<Record<string, FactValue | undefined>> }> = fc.record({
  currency: fc.constantFrom(...CURRENCIES),
  facts: fc.record({
    balance: fc.nat({ max: 6 }),
    limit: fc.integer({ min: -4, max: 6 }),
    days_overdue: fc.nat({ max: 6 }),
    orders: fc.constantFrom(-1, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3),
    share: fc.constantFrom(-3, 0, 1, 12.5, 12.6, 99, 100, 101),
    customer_share: fc.constantFrom(0, 1, 49.5, 50, 50.5, 99, 100),
    term: fc.integer({ min: -4, max: 6 }),
    segment: fc.constantFrom("a", "b", "c"),
    note: fc.constantFrom("x", "y", "z", ""),
    vip: fc.boolean(),
    since: fc.integer({ min: 19_998, max: 20_006 }).map((day) => formatDay(localDay(day))),
    opens: fc.constantFrom("00:00", "00:01", "08:58", "08:59", "09:00", "09:01", "12:00", "23:58", "23:59"),
    labels: fc.subarray(["vip", "new", "old"]),
    by: fc.constantFrom(...CHANNELS),
    place: fc.constantFrom("US", "US-CA", "US-CA-LAX", "US-NY", "GB", "GB-SCT"),
    home: fc.constantFrom("US", "US-CA", "US-CA-LAX", "US-NY", "GB", "FR", "DE"),
    score: fc.option(fc.integer({ min: -4, max: 6 }), { nil: undefined }),
  }),
});
