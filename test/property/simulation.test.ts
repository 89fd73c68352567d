import fc from "fast-check";
import { expect, it } from "vitest";
import { instant } from "../../engine/index.ts";
import type { CompiledPolicy, Rule, RuleBody } from "../../engine/index.ts";
import { loadLawBook } from "../../policies/book.ts";
import { workedLate } from "./late-worker.ts";
import { policiesUnder } from "./policies.ts";
import { breachesIn, breachesOfRun, runs, simulated } from "./simulated.ts";

const book = await loadLawBook();
const policies = policiesUnder(book);
const law = book.rules;

it("no contact that a policy makes breaks the law or a house rule, whatever happens to its accounts", () => {
  const count = { sent: 0, held: 0, lapsed: 0 };
  fc.assert(
    fc.property(runs(policies), (run) => {
      const contacts = simulated(run, law);
      for (const { status } of contacts) count[status] += 1;
      expect(breachesOfRun(run, law, contacts)).toEqual([]);
    }),
    { numRuns: 200 },
  );
  expect(count.sent).toBeGreaterThan(500);
  expect(count.held).toBeGreaterThan(500);
  expect(count.lapsed).toBeGreaterThan(100);
}, 120_000);

it("an event that is told twice changes nothing", () => {
  fc.assert(
    fc.property(runs(policies), fc.integer({ min: 0, max: 5_000 }), (run, minutes) => {
      const again = run.events.map((event) => ({ ...event, at: instant(event.at + minutes * 60_000) }));
      expect(simulated({ ...run, events: [...run.events, ...again] }, law)).toEqual(simulated(run, law));
    }),
    { numRuns: 60 },
  );
}, 120_000);

it("a worker that oversleeps, by minutes or by days, breaks nothing", () => {
  let sent = 0;
  fc.assert(
    fc.property(
      runs(policies),
      fc.array(fc.constantFrom(0, 1, 59_000, 3_600_000, 40_000_000, 86_400_000, 250_000_000), { minLength: 1, maxLength: 9 }),
      (run, delays) => {
        const [account] = run.accounts;
        if (account === undefined) return;
        const alone = { ...run, accounts: [account] };
        const ledger = workedLate(alone, law, account, (turn) => delays[turn % delays.length] ?? 0);
        sent += ledger.filter((entry) => "contact" in entry).length;
        expect(breachesIn(alone, law, account.debtor.id, ledger)).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
  expect(sent).toBeGreaterThan(150);
}, 120_000);

type Spoiled = { readonly law: readonly Rule[]; readonly house: readonly Rule[] };
const without =
  (id: string) =>
  (rules: Spoiled): Spoiled => ({ ...rules, law: rules.law.filter((rule) => rule.id !== id) });
const weaker = (body: RuleBody): RuleBody => {
  if (body.kind === "cap") return { ...body, n: body.n + 1 };
  return body.kind === "silence" ? { ...body, days: body.days - 1 } : body;
};
const spoil = (rules: readonly Rule[], match: (rule: Rule) => boolean): readonly Rule[] =>
  rules.map((rule) => (match(rule) ? { ...rule, body: weaker(rule.body) } : rule));

const SPOILT: readonly { readonly what: string; readonly where?: string; readonly how: (rules: Spoiled) => Spoiled }[] = [
  { what: "a law book without the federal hours", how: without("us.regf.time-window") },
  { what: "a law book without the protection of an opt-out", how: without("own.protection.opt-out") },
  { what: "a law book without California's hours", where: "US-CA", how: without("us-ca.rosenthal.hours") },
  {
    what: "a silence after a talk one day shorter",
    how: (rules) => ({ ...rules, law: spoil(rules.law, ({ id }) => id === "us.regf.call-after-conversation") }),
  },
  {
    what: "the limit of Massachusetts one higher",
    where: "US-MA",
    how: (rules) => ({ ...rules, law: spoil(rules.law, ({ id }) => id === "us-ma.940cmr7.communication-frequency") }),
  },
  { what: "house limits one higher", how: (rules) => ({ ...rules, house: spoil(rules.house, ({ body }) => body.kind === "cap") }) },
  { what: "house rules without their hours", how: (rules) => ({ ...rules, house: rules.house.filter(({ body }) => body.kind !== "window") }) },
];

it.each(SPOILT)(
  "$what would be found out",
  ({ how, where }) => {
    const found = fc.check(
      fc.property(runs(policies, where), (run) => {
        const spoilt = how({ law, house: run.policy.house });
        const policy: CompiledPolicy = { ...run.policy, house: spoilt.house };
        return breachesOfRun(run, law, simulated({ ...run, policy }, spoilt.law)).length === 0;
      }),
      { numRuns: 400, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  },
  120_000,
);
