import { expect, it } from "vitest";
import { expectProblems } from "../marked.ts";
import { smallPolicy } from "../small-policy.ts";
import { compilePolicy } from "../../../dsl/index.ts";

const OTHERS = '  stage one {\n    day 0 letter "one"\n  }\n  stage two {\n    day 0 letter "two"\n  }';
const FACTS = "  facts {\n    orders number\n  }";
const ways = (...lines: readonly string[]): readonly [string, string] => [
  smallPolicy({ lines: FACTS, stage: ['    day 0 email "x"', ...lines].join("\n    "), more: OTHERS }),
  lines.join(" · "),
];
const all = (rows: readonly (readonly [string, string])[]) => rows.map(([source, title]) => ({ source, title }));

it.each(
  all([
    ways("next one after 5 days when orders > 3", "⟦C3052|next two after 7 days when orders > 4⟧", "next two after 9 days"),
    ways(
      "next one after 5 days when orders > 3",
      "next two after 5 days when orders <= 3",
      "⟦C3052|next two after 5 days when orders is 0⟧",
      "next two after 9 days",
    ),
    ways("next one at 5 days after due when orders > 3", "⟦C3052|next two at 9 days after due when orders > 4⟧", "next two after 20 days"),
  ]),
)("tells a way out that a line above is always taken before: $title", ({ source }) => {
  const found = expectProblems(source).find(({ code }) => code === "C3052");
  expect(found).toMatchObject({ witness: expect.stringMatching(/^for example an account with orders/u) });
});

it.each(
  all([
    // It comes earlier.
    ways("next one after 7 days when orders > 3", "next two after 5 days when orders > 4", "next two after 9 days"),
    // The narrower one stands first.
    ways("next one after 5 days when orders > 4", "next two after 5 days when orders > 3", "next two after 9 days"),
    // While `orders` is unknown neither of the first two is open.
    ways("next one after 5 days when orders > 3", "next one after 5 days when orders <= 3", "next two after 9 days"),
    ways("next one after 5 business days when orders > 3", "next two after 5 days when orders > 4", "next two after 9 days"),
  ]),
)("says nothing of a way out that some account takes: $title", ({ source }) => {
  expectProblems(source);
});

it("lets a way that a stage may refuse leave room for the next one", () => {
  expectProblems(
    smallPolicy({
      lines: FACTS,
      stage: '    day 0 email "x"\n    next one after 5 days when orders > 3\n    next two after 5 days when orders > 4\n    next two after 9 days',
      more: '  stage one requires limitation is running {\n    day 0 letter "one"\n  }\n  stage two {\n    day 0 letter "two"\n  }',
    }),
  );
});

it.each(
  all([
    ways("next one after 5 days when orders > 3", "⟦C3053|next two after 5 days when balance > 5 USD⟧", "next two after 9 days"),
    ways("next one at 5 days after due when orders > 3", "⟦C3053|next two at 5 days after due when orders < 9⟧", "next two after 19 days"),
  ]),
)("hints at ways out whose order alone decides: $title", ({ source }) => {
  expect(expectProblems(source)[0]).toMatchObject({ severity: "hint", witness: expect.stringMatching(/^for example an account with /u) });
});

it.each(
  all([
    ways("next one after 5 days when orders > 3", "next two after 5 days when orders < 3", "next two after 9 days"),
    ways("next one after 5 days when orders > 3", "next one after 5 days when balance > 5 USD", "next two after 9 days"),
    ways("next one after 6 days when orders > 3", "next two after 5 days when balance > 5 USD", "next two after 9 days"),
    ways("next one after 5 days when orders > 3", "next two after 5 days"),
    ways("next one after 5 days when orders > 3 and balance > 5 USD", "next two after 5 days when balance > 5 USD", "next two after 9 days"),
  ]),
)("says nothing of ways out that are told apart, or where one is the rule and one the exception: $title", ({ source }) => {
  expectProblems(source);
});

const stageOf = (...lines: readonly string[]): string => `    ${lines.join("\n    ")}`;
const inStage = (stage: string, more = OTHERS): string =>
  smallPolicy({ lines: FACTS, stage, more: `${more}\n  on broken promise go to one\n  on chargeback go to two` });

it("tells an account that no way out is ever open to, unless something ends the matter", () => {
  const named = (source: string): string => source.replace("stage reminder", "stage ⟦C3054|reminder⟧");
  const [found] = expectProblems(named(inStage(stageOf('day 0 email "x"', "next one after 5 days when balance >= 100 USD"))));
  expect(found).toMatchObject({ severity: "warning", witness: "for example an account with balance 99.99 USD" });
  expectProblems(named(inStage(stageOf('day 0 email "x"', "next one after 5 days when orders > 3", "next two after 5 days when orders < 3"))));
  expectProblems(named(inStage(stageOf('day 0 email "x"', "next one after 5 days when orders > 3", "day 9 write off when orders < 3"))));
  for (const rest of [
    "next two after 9 days when balance < 100 USD",
    "day 9 write off when balance < 100 USD",
    'day 9 task "look" for "AR"',
    'day 9 call "x" when balance < 5 USD, otherwise close as lost',
    "next two after 30 days",
  ]) {
    expectProblems(inStage(stageOf('day 0 email "x"', "next one after 5 days when balance >= 100 USD", rest)));
  }
});

it("knows that days go by: who isn't overdue for long yet will be", () => {
  expectProblems(inStage(stageOf('day 0 email "x"', "next one after 5 days when days_overdue >= 60")));
  expectProblems(
    inStage(stageOf('day 0 email "x"', "next one after 5 days when days_overdue >= 60 and orders > 3")).replace(
      "stage reminder",
      "stage ⟦C3054|reminder⟧",
    ),
  );
});

it("hints at a stage that has nothing for some account", () => {
  const named = (source: string): string => source.replace("stage reminder", "stage ⟦C3055|reminder⟧");
  const [found] = expectProblems(
    named(inStage(stageOf('day 0 email "x" when orders > 3', 'day 1 call "y" when orders < 3', "next one after 9 days"))),
  );
  expect(found).toMatchObject({ severity: "hint", witness: "for example an account with orders 3" });
  expectProblems(inStage(stageOf('day 0 email "x" when orders > 3', 'day 1 call "y" when orders <= 3', "next one after 9 days")));
  expectProblems(inStage(stageOf('day 0 email "x" when orders > 3, otherwise sms "y"', "next one after 9 days")));
  expectProblems(inStage(stageOf("on entry hold credit", 'day 0 email "x" when orders > 3', "next one after 9 days")));
});

it("tells a stage that no account can enter, with the lines that lead there", () => {
  const source = (requires: string, when: string): string =>
    smallPolicy({
      stage: `    day 0 email "x"\n    next one after 5 days when ${when}\n    next two after 9 days`,
      more: OTHERS.replace("stage one", `stage ${requires === "" ? "one" : `⟦C3056|one⟧ requires ${requires}`}`),
    });
  const [found] = expectProblems(source("limitation is running", "limitation is expired"));
  expect(found?.witness).toBe('for example an account with limitation "expired" is kept out, as every other is');
  expect(found?.related).toMatchObject([{ label: "leads there, but never holds" }]);
  expectProblems(source("limitation is running", "balance > 5 USD").replace("⟦C3056|one⟧", "one"));
  expectProblems(source("", "⟦C3050|balance > 5 USD and balance < 3 USD⟧").replace("stage one", "stage ⟦C3056|one⟧"));
});

it("tells stages that an account is run round in one day", () => {
  const round = (first: string, second: string): string =>
    smallPolicy({
      lines: FACTS,
      stage: `    day 0 email "x"\n    ${first}\n    next two after 90 days`,
      more: `  stage one {\n    day 0 letter "one"\n    ${second}\n    next two after 90 days\n  }\n  stage two {\n    day 0 letter "two"\n  }`,
    });
  const [found] = expectProblems(round("⟦C3057|next one at 5 days after due when orders > 2⟧", "next reminder after 0 days when orders > 3"));
  expect(found).toMatchObject({
    severity: "warning",
    message: "these stages can be run round in one day: `reminder`, `one`, `reminder`",
    witness: expect.stringMatching(/^for example an account with .*days_overdue 5/u),
  });
  expectProblems(round("next one after 5 days when orders > 3", "next reminder after 0 days when orders > 3"));
  expectProblems(round("next one after 0 days when orders > 3", "next reminder after 0 days when orders < 3"));
  expectProblems(round("next one at 5 days after due when orders > 3", "next reminder at 5 days before due when days_overdue < 3"));
  const series = (times: number, handler: string): string =>
    smallPolicy({
      stage: '    day 0 email "x"\n    next one after 5 days',
      more: `  stage one {
    every 3 days, at most ${times} times: email "nudge"
    next two after 9 days
  }
  stage two {
    day 0 letter "two"
    next one after 0 days when balance > 5 USD
    next reminder after 90 days
  }
  ${handler}`,
    });
  expectProblems(series(1, "⟦C3057|on end of series go to two⟧"));
  expectProblems(series(2, "on end of series go to two"));
});

it("doesn't lose itself in long chains and many rounds", () => {
  const many = Array.from(
    { length: 3_000 },
    (_, at) => `  stage s${at} {\n    day 0 letter "x"\n    next s${(at + 1) % 3_000} after 0 days when balance > 5 USD\n  }\n`,
  ).join("");
  const { diagnostics } = compilePolicy(smallPolicy({ stage: '    day 0 email "x"\n    next s0 after 5 days', more: many }), "p.collect");
  expect(diagnostics.filter(({ code }) => code === "C3057")).toHaveLength(1);
});
