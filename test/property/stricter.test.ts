/** A stricter number never permits more. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { minor, permit } from "../../engine/index.ts";
import type { Action, AmountRule, Days, Money, NoticeRule, RuleBody } from "../../engine/index.ts";
import { drafts, play } from "./deeds.ts";
import { amounts, consents, deadlines, dueDates, limitations, notices, ruleOf } from "./term-rules.ts";

const shifted = ({ n, ...kind }: Days, by: number): Days => ({ ...kind, n: Math.max(0, n + by) });
const less = ({ amount, currency }: Money): Money => ({ amount: minor(amount - 1), currency });

/** Bodies with one number that forbids more than it did. */
const stricterNotice = (rule: NoticeRule): readonly NoticeRule[] => [
  { ...rule, atLeast: shifted(rule.atLeast, 1) },
  ...(rule.atMost === undefined ? [] : [{ ...rule, atMost: shifted(rule.atMost, -1) }]),
  // With a last day, a later receipt would put that off, too.
  ...(rule.counts.from === "presumed receipt" && rule.atMost === undefined
    ? [{ ...rule, counts: { ...rule.counts, after: shifted(rule.counts.after, 1) } }]
    : []),
];

function stricterAmount(rule: AmountRule): readonly AmountRule[] {
  const { limit, times } = rule;
  const rarer = times === undefined ? [] : [{ ...rule, times: times - 1 }];
  switch (limit.by) {
    case "sum":
      return [...rarer, { ...rule, limit: { ...limit, sum: less(limit.sum) } }];
    case "bands":
      return [...rarer, { ...rule, limit: { ...limit, bands: limit.bands.map((band) => ({ ...band, sum: less(band.sum) })) } }];
    case "slices":
      return [...rarer, { ...rule, limit: { ...limit, slices: limit.slices.map((slice) => ({ ...slice, percent: slice.percent - 0.25 })) } }];
    case "percent of debt":
    case "yearly rate":
      return [...rarer, { ...rule, limit: { ...limit, percent: Math.max(0, limit.percent - 0.25) } }];
  }
}

const pairs = <T extends RuleBody>(bodies: fc.Arbitrary<T>, stricter: (body: T) => readonly T[]): fc.Arbitrary<readonly [RuleBody, RuleBody]> =>
  bodies.chain((body) => fc.constantFrom(...stricter(body), body).map((other) => [body, other] as const));

const strictnesses = fc.oneof(
  pairs(notices, stricterNotice),
  pairs(deadlines, (rule) => [{ ...rule, within: shifted(rule.within, -1) }]),
  pairs(consents, (rule) => (rule.freshDays === undefined ? [{ ...rule, freshDays: 3 }] : [{ ...rule, freshDays: rule.freshDays - 1 }])),
  pairs(amounts, stricterAmount),
  pairs(dueDates, (rule) => [
    { ...rule, days: shifted(rule.days, 1) },
    ...(rule.longest === undefined ? [] : [{ ...rule, longest: shifted(rule.longest, 1) }]),
  ]),
  pairs(limitations, (rule) => [
    { ...rule, months: (rule.months ?? 0) - 1 },
    { ...rule, revivedBy: [] },
    { ...rule, restartedBy: [], revivedBy: [] },
  ]),
);

/** A text that is final: an open one may be the very notice that a stricter rule wants. */
const settled = (action: Action): Action =>
  action.act === "contact" ? { ...action, contact: { ...action.contact, contains: action.contact.contains ?? [] } } : action;

it("a stricter number never permits more, nor a higher charge", () => {
  let [both, fewer] = [0, 0];
  fc.assert(
    fc.property(drafts, strictnesses, (draft, [body, stricter]) => {
      play(draft, [ruleOf(body, "rule")], (context, wanted, at) => {
        const action = settled(wanted);
        const loose = permit(context, action, at);
        const strict = permit({ ...context, rules: [ruleOf(stricter, "rule")] }, action, at);
        if (!strict.allowed) {
          if (loose.allowed) fewer += 1;
          return;
        }
        both += 1;
        expect(loose.allowed).toBe(true);
        if (loose.allowed) expect(strict.amount?.amount ?? 0).toBeLessThanOrEqual(loose.amount?.amount ?? 0);
      });
    }),
    { numRuns: 1_000 },
  );
  expect(both).toBeGreaterThan(1_000);
  expect(fewer).toBeGreaterThan(15);
}, 60_000);
