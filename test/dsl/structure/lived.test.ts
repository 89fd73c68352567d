/** What the checks say happens to an account happens to it in the engine, in virtual time. */
import { expect, it } from "vitest";
import { compilePolicy, compileTests } from "../../../dsl/index.ts";
import { parseDay, runPolicyTest } from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { CLOCK, smallPolicy, type Parts } from "../small-policy.ts";

const day = (text: string) => {
  const found = parseDay(text);
  if (found === null) throw new Error(text);
  return found;
};
const calendar = buildCalendar({ zones: ["America/New_York"], places: ["US-NY"], from: day("2024-01-01"), to: day("2028-12-31") });

/** The code that the policy gets, and how the story of the witness went. */
const lived = (parts: Parts, story: string): { readonly codes: readonly string[]; readonly checks: readonly string[] } => {
  const source = `${smallPolicy({ places: "US-NY", ...parts })}\ntest "witness" {\n${story}\n}\n`;
  const { policy, diagnostics } = compilePolicy(source, "p.collect");
  const [test] = compileTests(source, "p.collect").tests;
  if (policy === null || test === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const run = runPolicyTest(test, { program: { policy, calendar }, rules: policy.house });
  return { codes: diagnostics.map(({ code }) => code), checks: run.checks.map(({ ok, expected, got }) => (ok ? "ok" : `no: ${expected}: ${got}`)) };
};

const clock = (line: string, instead: string): string => CLOCK.replace(line, instead);
const ACCOUNT = "  account in US-NY with balance 99.99 USD, due 2026-03-02";

it("an account that no way out is open to stays where it is", () => {
  const { codes, checks } = lived(
    { stage: '    day 0 email "x"\n    next one after 5 days when balance >= 100 USD', more: '  stage one {\n    day 0 letter "one"\n  }' },
    `${ACCOUNT}\n  expect email "x" on 2026-03-03\n  expect no letter from 2026-03-03 to 2026-09-30`,
  );
  expect([codes, checks]).toEqual([["C3054"], ["ok", "ok"]]);
});

it("whoever comes late passes a stage whose way out stands on a day that is over", () => {
  const { codes, checks } = lived(
    {
      clock: clock("when behind    lapse", "when behind    one stage at a time"),
      stage: '    day 0 email "x"\n    next one at 10 days after due',
      more: '  stage one {\n    day 0 letter "one"\n    next two at 30 days after due\n  }\n  stage two {\n    day 0 letter "two"\n  }',
    },
    `  starts on 2026-05-04\n${ACCOUNT}\n  expect no letter "one" from 2026-05-04 to 2026-09-30\n  expect letter "two" by 2026-05-06`,
  );
  expect([codes, checks]).toEqual([["C3068"], ["ok", "ok"]]);
});

it("with `straight` an old account goes to the agency without the letter", () => {
  const { codes, checks } = lived(
    {
      clock: clock("when behind    lapse", "when behind    straight to the stage that fits"),
      stage: '    day 0 letter "demand"\n    next one after 14 days',
      more: '  stage one {\n    day 7 place with agency "N"\n  }',
    },
    `  starts on 2026-05-04\n${ACCOUNT}\n  expect no letter from 2026-05-04 to 2026-09-30\n  expect place with agency "N" by 2026-05-12`,
  );
  expect([codes, checks]).toEqual([["C3058"], ["ok", "ok"]]);
});

it("a step without room under the cap lapses once the one before it was made", () => {
  const { codes, checks } = lived(
    { lines: "  house rules {\n    at most 1 contact in any 7 days\n  }", stage: '    day 0 email "x"\n    day 2 email "y"' },
    `${ACCOUNT}\n  expect email "x" on 2026-03-03\n  expect email "y" lapsed by 2026-03-10 because of house.1`,
  );
  expect([codes, checks]).toEqual([["C6002"], ["ok", "ok"]]);
});

it("a step that comes after its stage is left never comes", () => {
  const { codes, checks } = lived(
    {
      stage: '    day 0 email "x"\n    next one after 14 days',
      more: '  stage one {\n    day 0 letter "one"\n    day 5 email "y"\n    next two at 20 days after due\n  }\n  stage two {\n    day 0 letter "two"\n  }',
    },
    `${ACCOUNT}\n  expect letter "one" by 2026-03-20\n  expect no email "y" from 2026-03-02 to 2026-09-30`,
  );
  expect([codes, checks]).toEqual([["C3059"], ["ok", "ok"]]);
});

it("stages that lead to each other without a wait are run round within two days, and again", () => {
  const { codes, checks } = lived(
    {
      stage: '    day 0 email "x" within 0 days when balance > 5 USD\n    on entry task "in" for "AR"\n    next one at 3 days after due',
      more: '  stage one {\n    on entry task "round" for "AR"\n    day 9 letter "one"\n    next reminder after 0 days when balance > 50 USD\n    next two after 90 days\n  }\n  stage two {\n    day 0 letter "two"\n  }',
    },
    `${ACCOUNT}\n  expect task "round" for "AR" on 2026-03-05\n  expect task "round" for "AR" on 2026-03-06\n  expect task "round" for "AR" on 2026-03-07`,
  );
  expect([codes, checks]).toEqual([["C3057"], ["ok", "ok", "ok"]]);
});
