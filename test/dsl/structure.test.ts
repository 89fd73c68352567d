import { expect, it } from "vitest";
import { compileLaw, compilePolicy } from "../../dsl/index.ts";
import { expectProblems } from "./marked.ts";
import { CLOCK, smallPolicy } from "./small-policy.ts";

const law = (() => {
  const files = ["US", "GB", "DE"].map((place) => ({
    file: `${place}.collect`,
    source: `jurisdiction ${place} "x" {\n  source s "S"\n  rule ${place.toLowerCase()}.s.r "r" {\n    cites s "1"\n    never visit\n  }\n}`,
  }));
  const { lawBook } = compileLaw(files);
  if (lawBook === null) throw new Error("no law");
  return lawBook;
})();

it("says which required lines are missing", () => {
  const { diagnostics } = compilePolicy('policy "Empty" {\n}', "p.collect");
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ["C3001", "the policy doesn't say its `version`"],
    ["C3001", "the policy doesn't say its `collector`"],
    ["C3001", "the policy doesn't say its `debt`"],
    ["C3001", "the policy doesn't say its `currency`"],
    ["C3001", "the policy doesn't say its `places`"],
    ["C3002", "the policy has no `clock` block: what a part payment, a moved anchor and a missed step do is left unsaid"],
    ["C3005", "the policy has no stage"],
  ]);
});

it("refuses a clock that leaves something unsaid or says it twice", () => {
  expectProblems(
    smallPolicy({
      clock: "  ⟦C3003|⟦C3003|clock⟧⟧ {\n    stage of the account\n    anchor oldest unpaid invoice\n    ⟦C3004|stage of each invoice⟧\n  }",
    }),
  );
});

it("refuses header lines and blocks that stand twice", () => {
  expectProblems(
    smallPolicy({ lines: '  ⟦C3004|version "2"⟧\n  ⟦C3004|collector third-party⟧', more: `  ⟦C3004|clock⟧ {${CLOCK.slice(CLOCK.indexOf("{") + 1)}` }),
  );
});

it("refuses names that are given twice", () => {
  expectProblems(
    smallPolicy({
      currency: "USD, ⟦C2009|USD⟧",
      places: "US, ⟦C2009|US⟧",
      lines:
        '  facts {\n    one number\n    two one of "a", ⟦C2023|"a"⟧\n    ⟦C2010|balance⟧ number\n  }\n  amount ⟦C2009|one⟧ is 1 USD, 2 ⟦C2012|USD⟧\n  plan "p" {\n    up to 2 weekly installments\n    first within 1 day\n    default after 1 missed\n  }\n  plan ⟦C2009|⟦C3014|⟦C3014|"p"⟧⟧⟧ {\n    up to ⟦C3017|0⟧ monthly installments\n  }',
      stage: '    day 0 email "x" when one > 0',
      more: '  stage ⟦C2009|reminder⟧ {\n    day 0 email "y"\n  }\n  on dispute pause\n  on ⟦C3010|dispute⟧ hold',
    }),
  );
});

it("refuses names that plain objects know already", () => {
  expectProblems(smallPolicy({ lines: "  facts {\n    ⟦C2026|constructor⟧ number\n    ⟦C2026|__proto__⟧ number\n  }" }));
});

it("wants a value for each of the policy's currencies, and no other", () => {
  expectProblems(
    smallPolicy({
      currency: "USD, GBP",
      lines:
        "  amount ⟦C2011|⟦C2022|small⟧⟧ is 100 USD\n  amount ⟦C2022|large⟧ is 1 USD, 2 GBP, 3 ⟦C2007|EUR⟧\n  amount ⟦C2022|odd⟧ is ⟦C2013|1.005 USD⟧, 2 GBP",
      clock: CLOCK.replace("lapse", "lapse\n    tolerance ⟦C2011|5 USD⟧"),
    }),
  );
});

it("says where each stage may begin", () => {
  expectProblems(
    smallPolicy({
      stage: '    day 0 email "x"\n    next later after 5 days',
      more: '  stage later ⟦C3007|from 1 day after due⟧ {\n    day 0 email "y"\n  }',
    }).replace("⟦C3007|from 1 day after due⟧", "from ⟦C3007|1 day after due⟧"),
  );
  expectProblems(smallPolicy().replace("stage reminder from 1 day after due", "⟦C3006|stage reminder⟧"));
});

it("refuses stages that lead to themselves, and stages that nothing leads to", () => {
  expectProblems(
    smallPolicy({
      stage: '    day 0 email "x"\n    next ⟦C3008|reminder⟧ after 5 days',
      more: '  stage ⟦C3009|alone⟧ {\n    day 0 email "y"\n    next far after 1 day\n  }\n  stage ⟦C3009|far⟧ {\n    day 0 email "z"\n  }',
    }),
  );
});

it("counts a stage as reached when an event goes to it, or when the line that leads to it is misspelt", () => {
  expectProblems(
    smallPolicy({
      stage: '    day 0 email "x"\n    next ⟦C2001|othr⟧ after 5 days',
      more: '  stage far {\n    day 0 email "y"\n  }\n  stage other {\n    day 0 email "z"\n  }\n  on broken promise go to far',
    }),
  );
});

it.each([
  ['day 20 email "x"\n    next later after 20 days', '⟦C3011|day 20⟧ email "x"\n    next later after 20 days'],
  ['day 19 email "x"\n    next later after 20 days', 'day 19 email "x"\n    next later after 20 days'],
  [
    'day 30 email "x"\n    next later after 20 days when balance > 5 USD\n    next later after 40 days',
    'day 30 email "x"\n    next later after 20 days when balance > 5 USD\n    next later after 40 days',
  ],
  ['business day 20 email "x"\n    next later after 20 days', '⟦C3011|business day 20⟧ email "x"\n    next later after 20 days'],
  ['day 20 email "x"\n    next later after 20 business days', 'day 20 email "x"\n    next later after 20 business days'],
  ['day 7 email "x"\n    next later at 8 days after due', '⟦C3011|day 7⟧ email "x"\n    next later at 8 days after due'],
  ['day 6 email "x"\n    next later at 8 days after due', 'day 6 email "x"\n    next later at 8 days after due'],
  [
    'day 0 email "x"\n    next later after 5 days\n    next later after 9 days when balance > 5 USD',
    'day 0 email "x"\n    next later after 5 days\n    ⟦C3012|next later after 9 days when balance > 5 USD⟧',
  ],
])("tells steps and ways out that never come from those that may: %s", (_, stage) => {
  expectProblems(smallPolicy({ stage: `    ${stage}`, more: '  stage later {\n    day 0 email "y"\n  }' }));
});

it("refuses clauses that don't fit their step, event or edge", () => {
  expectProblems(
    smallPolicy({
      stage: `    day 0 email "x" when balance > 5 USD ⟦C3013|when balance > 6 USD⟧
    day 1 email "x", otherwise ⟦C3025|email "y"⟧
    every ⟦C3017|0 days⟧, at most ⟦C3017|0⟧ times: email "z"
    day 2 email "x" within ⟦C3020|5,000 days⟧
    day 3 offer discount ⟦C3023|0%⟧
    on entry ⟦C3018|email "hello"⟧`,
      more: `  on ⟦C3015|dispute⟧ within 5 days pause
  on hardship ⟦C3016|pause until promised date⟧
  on death send notice ⟦C2003|"nobody"⟧
  on broken promise go to ⟦C2001|nowhere⟧, email "x" offering plan ⟦C2002|"none"⟧`,
      lines: '  notice ⟦C3019|"silent"⟧ by letter "x"',
    }),
  );
});

it("allows one event several lines as long as all but the last have a condition", () => {
  expectProblems(
    smallPolicy({
      more: "  on promise within 5 days pause until promised date\n  on promise hold\n  on partial payment when balance > 5 USD pause 3 days\n  on partial payment pause 7 days",
    }),
  );
});

it("refuses house rules that make no sense", () => {
  expectProblems(
    smallPolicy({
      lines: `  house rules {
    contact only between ⟦C4013|17:00 and 09:00⟧
    contact only between 09:00 and 25:00
    contact only between 09:00 and 12:00 on mon to wed, ⟦C4019|between 11:00 and 13:00 on wed⟧
    contact only between 09:00 and 12:00 in time zone ⟦C4028|"Eastern"⟧
    at most ⟦C4014|0⟧ calls in any 7 days
    at most ⟦C4015|1.5⟧ calls in any 7 days
    at most 2 calls in any ⟦C4016|0 days⟧
    at most 2 calls in any ⟦C4017|7 business days⟧
    at most 2 letters by ⟦C4018|sms⟧ in any 7 days
    never sms, ⟦C4021|sms⟧
    never contact, ⟦C4020|email⟧
    no ⟦C4022|sue⟧ by email
    never visit
    ⟦C4006|not counting replies⟧
    at most 3 visits in any 7 days
    not counting replies
    ⟦C4007|not counting calls that reached nobody⟧
  }`,
    }).replace("and 25:00", "and ⟦C1015|25:00⟧"),
  );
});

it("names places that have no law, and takes a place's law from the places that contain it", () => {
  const [first, second] = expectProblems(smallPolicy({ places: "US-NY-NYC, GB-SCT, ⟦C2024|UK⟧, ⟦C4001|FR⟧, ⟦C2024|Germany⟧" }), { lawBook: law });
  expect(first).toMatchObject({ message: "`UK` is not the code of a place", help: "did you mean `GB`?" });
  expect(second).toMatchObject({ message: "no law for FR; have: DE, GB, US", fixes: [] });
  expectProblems(smallPolicy({ places: "US-NY-NYC, FR" }));
});

it("finds a slip in a place's code, which would leave the law of the state out", () => {
  const [first] = expectProblems(smallPolicy({ places: "US, ⟦C2024|US-CAX⟧, ⟦C2024|US-ZZ⟧, ⟦C2024|GB-LND⟧" }), { lawBook: law });
  expect(first).toMatchObject({ help: "did you mean `US-CA`?" });
});

it("keeps policies and law apart, one policy a file", () => {
  const one = smallPolicy();
  expect(compilePolicy(`${one}${one}`, "p.collect").diagnostics.map(({ code }) => code)).toEqual(["C3024"]);
  expect(compilePolicy(`${one}jurisdiction US "x" {\n}`, "p.collect").diagnostics.map(({ code }) => code)).toEqual(["C3026"]);
  expect(compilePolicy("", "p.collect").diagnostics.map(({ code }) => code)).toEqual(["C1020"]);
  expect(compileLaw([{ file: "l.collect", source: one }]).diagnostics.map(({ code }) => code)).toEqual(["C1020"]);
});
