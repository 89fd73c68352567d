import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDay, localDay, minor, type PolicyTest, type TestEvent, type TestExpectation } from "../../../engine/index.ts";
import { ACCOUNT, contact, day, expects, on, run, span } from "./stories.ts";

const FIRST = day("2026-02-25");
const days = fc.integer({ min: 0, max: 80 }).map((n) => formatDay(localDay(FIRST + n)));
const spans = fc.tuple(days, days).map(([a, b]) => (a < b ? `${a}..${b}` : `${b}..${a}`));
const patterns = fc.constantFrom({}, { channel: "email" }, { channel: "call" }, { template: "reminder" }, {
  channel: "letter",
} as const) as fc.Arbitrary<Parameters<typeof contact>[0]>;

const happenings: fc.Arbitrary<TestEvent> = fc.oneof(
  fc
    .record({ when: days, amount: fc.integer({ min: 100, max: 200_000 }) })
    .map(({ when, amount }) => on(when, { kind: "moved", as: "payment", amount: minor(amount) })),
  fc.tuple(days, days).map(([when, due]) => on(when, { kind: "happened", event: { event: "promise", amount: minor(120_000), due: day(due) } })),
  days.map((when) => on(when, { kind: "happened", event: { event: "dispute" } })),
  days.map((when) => on(when, { kind: "happened", event: { event: "opt-out", channels: ["email"] } })),
  fc.tuple(days, fc.boolean()).map(([when, works]) => on(when, { kind: "channel", channel: "email", works })),
  fc.tuple(days, fc.integer({ min: 0, max: 5 })).map(([when, value]) => on(when, { kind: "fact", name: "risk", value })),
);

const stories: fc.Arbitrary<Partial<PolicyTest>> = fc.record({
  account: fc
    .integer({ min: 10, max: 200_000 })
    .map((amount) => ({ ...ACCOUNT, invoices: ACCOUNT.invoices.map((one) => ({ ...one, amount: minor(amount) })) })),
  events: fc.array(happenings, { maxLength: 4 }).map((all) => all.toSorted((a, b) => a.at.day - b.at.day)),
  from: fc.constant(day("2026-02-16")),
});

const oks = (one: Partial<PolicyTest>, expectations: readonly TestExpectation[]) => run({ ...one, expectations }).checks.map(({ ok }) => ok);

it("of an expectation and its opposite, exactly one holds, whatever happened", () => {
  fc.assert(
    fc.property(stories, patterns, spans, fc.integer({ min: 0, max: 4 }), (one, pattern, words, n) => {
      const to = words.slice(-10);
      const action = { kind: "business", name: "write off" } as const;
      const pairs = oks(
        one,
        expects(
          contact(pattern, words, n + 1),
          contact(pattern, words, 0, n),
          { kind: "closed", as: null, span: span(`..${to}`) },
          { kind: "open", span: span(`..${to}`) },
          { kind: "act", none: true, action, span: span(words) },
          { kind: "act", none: false, action, span: span(words) },
        ),
      );
      expect([pairs[0] !== pairs[1], pairs[2] !== pairs[3], pairs[4] !== pairs[5]]).toEqual([true, true, true]);
    }),
    { numRuns: 60 },
  );
});

it("a span holds what its days hold: contacts of a stretch are those of its days together", () => {
  fc.assert(
    fc.property(stories, patterns, days, (one, pattern, first) => {
      const each = [0, 1, 2].map((n) => formatDay(localDay(day(first) + n)));
      const [whole, ...single] = oks(one, expects(contact(pattern, `${first}..${each[2] ?? first}`), ...each.map((when) => contact(pattern, when))));
      expect(whole).toBe(single.some(Boolean));
    }),
    { numRuns: 60 },
  );
});

it("what is found by its rules is found without them, and the same story ends the same", () => {
  fc.assert(
    fc.property(stories, spans, fc.constantFrom("house.1", "house.2", "unknown.address"), (one, words, rule) => {
      const refused = (kind: "held" | "lapsed", rules: readonly string[]) => ({ kind, pattern: {}, rules, span: span(words) }) as const;
      const expectations = expects(refused("held", [rule]), refused("held", []), refused("lapsed", [rule]), refused("lapsed", []));
      const [held, heldAtAll, lapsed, lapsedAtAll] = oks(one, expectations);
      expect([held === true && heldAtAll === false, lapsed === true && lapsedAtAll === false]).toEqual([false, false]);
      expect(run({ ...one, expectations })).toEqual(run({ ...one, expectations }));
    }),
    { numRuns: 40 },
  );
});
