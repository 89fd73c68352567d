import { expect, it } from "vitest";
import type { Calendar } from "../../../engine/index.ts";
import { localDay, parseDay } from "../../../engine/index.ts";
import { compilePolicy } from "../../../dsl/index.ts";
import { expectProblems } from "../marked.ts";
import { CLOCK, smallPolicy } from "../small-policy.ts";

const OTHERS = '  stage one {\n    day 0 letter "one"\n  }\n  stage two {\n    day 0 letter "two"\n  }';
const FACTS = "  facts {\n    orders number\n  }";
const stageOf = (...lines: readonly string[]): string => `    ${lines.join("\n    ")}`;

it("hints at letters that an old account is spared before it goes to an agency", () => {
  const source = (behind: string, stage = 'day 0 letter "demand"'): string =>
    smallPolicy({
      clock: CLOCK.replace("when behind    lapse", behind),
      stage: `    ${stage}\n    next one after 14 days`,
      more: '  stage one {\n    day 7 place with agency "N"\n  }',
    });
  const [found] = expectProblems(source("⟦C3058|when behind straight to the stage that fits⟧"));
  expect(found).toMatchObject({
    message: "stage `reminder` can be skipped with what it sends, on the way to `one`",
    witness: 'for example an account that is opened with an invoice 15 days overdue begins in stage "one"',
  });
  expectProblems(source("when behind lapse"));
  expectProblems(source("when behind one stage at a time"));
  expectProblems(source("when behind straight to the stage that fits", 'day 0 email "reminder"'));
});

it("hints at stages that are left at once by whoever comes late, where the clock promises to skip none", () => {
  const source = (way: string, clock: string, of = "when it moves  keep the stage"): string =>
    smallPolicy({
      clock: CLOCK.replace(of, clock),
      stage: '    day 0 email "x"\n    next one after 7 days',
      more: `  stage one {\n    day 0 letter "one"\n    next two ${way}\n  }\n  stage two {\n    day 0 letter "two"\n  }`,
    });
  const [found] = expectProblems(source("at 30 days after due", "⟦C3068|when it moves return to the stage that fits⟧"));
  expect(found).toMatchObject({
    severity: "hint",
    witness: 'for example an account whose oldest unpaid invoice is 30 days overdue when it enters stage "one"',
  });
  expectProblems(source("at 30 days after due", "⟦C3068|when behind one stage at a time⟧", "when behind    lapse"));
  expectProblems(source("at 30 days after due", "when it moves keep the stage"));
  expectProblems(source("after 22 days", "when it moves return to the stage that fits"));
  expectProblems(source("at 30 days after due when balance > 5 USD\n    next two after 60 days", "when it moves return to the stage that fits"));
});

it("tells steps that come after the day on which their stage is left", () => {
  const source = (second: string): string =>
    smallPolicy({
      stage: '    day 0 email "x"\n    next one after 14 days',
      more: `  stage one {\n    ${second}\n  }\n  stage two {\n    day 0 letter "two"\n  }`,
    });
  const [found] = expectProblems(source('day 0 letter "a"\n    ⟦C3059|day 5⟧ call "b"\n    next two at 20 days after due'));
  expect(found?.message).toBe(
    "this step never comes on the plain course: stage `one` begins 15 days after it is due and is left 20 days after it is due",
  );
  expectProblems(source('⟦C3059|day 0⟧ letter "a"\n    next two at 10 days after due'));
  expectProblems(source('day 0 letter "a"\n    day 4 call "b"\n    next two at 20 days after due'));
  expectProblems(source('day 0 letter "a"\n    day 9 call "b"\n    next two at 20 days after due when balance > 5 USD\n    next two after 30 days'));
  expectProblems(source('day 0 letter "a"\n    day 9 call "b"\n    next two at 20 business days after due'));
});

it("hints at events that ought to stop the policy, with what happens by itself", () => {
  const bare = smallPolicy().replace("  on promise pause until promised date\n", "").replace("  on dispute pause\n", "");
  const [found] = expectProblems(bare.replace('policy "Small"', 'policy ⟦C3060|"Small"⟧'));
  expect(found).toMatchObject({
    severity: "hint",
    message: "the policy doesn't say what happens on promise or dispute",
    help: "without `on promise` the account is dunned on as if nothing had been promised; without `on dispute` the account pauses until the dispute is closed, and people get a task",
  });
  const consumer = smallPolicy().replace("debt       commercial", "debt       consumer");
  expectProblems(consumer.replace('policy "Small"', 'policy ⟦C3060|"Small"⟧'));
  expectProblems(consumer.replace("on dispute pause", "on dispute pause\n  on hardship pause"));
});

it("hints at discounts without an end and tells plans that can't be broken", () => {
  const [found] = expectProblems(smallPolicy({ stage: '    day 0 email "x"\n    day 5 ⟦C3061|offer discount 5%⟧ when balance > 5 USD' }));
  expect(found?.fixes[0]?.edits[0]?.text).toBe(" within 14 days");
  expectProblems(smallPolicy({ stage: '    day 0 email "x"\n    day 5 offer discount 5% within 5 days' }));
  const plan = (missed: string): string =>
    smallPolicy({ lines: `  plan "p" {\n    up to 3 monthly installments\n    first within 9 days\n    default after ${missed} missed\n  }` });
  expectProblems(plan("⟦C3062|4⟧"));
  expectProblems(plan("3"));
});

it("tells an account that is charged and offered a discount in one stage", () => {
  const stage = (...lines: readonly string[]) =>
    expectProblems(smallPolicy({ lines: FACTS, stage: stageOf('day 0 email "x" when orders > 0, otherwise sms "y"', ...lines) }));
  const [found] = stage("day 5 charge fee when orders > 3", "day 9 ⟦C3063|offer discount 5%⟧ within 9 days when balance > 5 USD");
  expect(found?.witness).toBe(
    'for example an account with orders 4, balance 5.01 USD, in stage "reminder": charged on day 5, offered a discount on day 9',
  );
  stage("on entry charge interest", "day 9 ⟦C3063|offer discount 5%⟧ within 9 days");
  stage("day 5 charge fee when orders > 3, otherwise ⟦C3063|offer discount 5%⟧ within 9 days", "day 6 charge interest");
  stage("day 5 charge fee when orders > 3, otherwise offer discount 5% within 9 days");
  stage("day 5 charge fee when orders > 3", "day 9 offer discount 5% within 9 days when orders < 3");
  // What depends on the day may be so on the one and not on the other.
  stage("day 5 charge fee when days_overdue > 9", "day 9 offer discount 5% within 9 days when days_overdue < 12");
});

it("tells contacts that the house rules never let through", () => {
  const source = (rule: string, step: string): string =>
    smallPolicy({ lines: `  house rules {\n    ${rule}\n  }`, stage: `    day 0 email "x" within 5 days\n    day 3 ${step}` });
  const [found] = expectProblems(source("never sms", '⟦C3064|sms "y"⟧ within 5 days'));
  expect(found).toMatchObject({
    message: "this sms can never be made: the house rules say `never sms`",
    witness: 'for example any account on day 3 of stage "reminder"',
  });
  expectProblems(source("never sms", 'letter "y" within 5 days, else ⟦C3064|sms "z"⟧'));
  expectProblems(source("call only between 09:00 and 12:00\n    call only between 13:00 and 17:00", '⟦C3064|call "y"⟧ within 5 days'));
  expectProblems(
    source("call only between 09:00 and 12:00 on sat to sun\n    contact only between 09:00 and 17:00 on weekdays", '⟦C3064|call "y"⟧ within 5 days'),
  );
  for (const rule of [
    "never sms after opt-out",
    "never sms unless the debtor consented to sms",
    "never letter",
    "sms only between 09:00 and 12:00 on sat",
    "never call",
  ]) {
    const policy = source(rule, 'sms "y" within 8 days');
    if (compilePolicy(policy, "p.collect").policy !== null) expectProblems(policy);
  }
});

it("hints at a first word that comes late, where lateness costs the debtor something", () => {
  const source = (from: string, terms = "late fee statutory", collector = "creditor"): string =>
    smallPolicy({ lines: `  terms {\n    ${terms}\n  }` })
      .replace("1 day after due", from)
      .replace("collector  creditor", `collector  ${collector}`);
  expectProblems(source("⟦C3065|1 day after due⟧"));
  expectProblems(source("⟦C3065|1 day after due⟧", "discount 2% when paid within 10 days of invoice"));
  expectProblems(source("1 day after due", "due 30 days after invoice"));
  expectProblems(source("1 day after due", "late fee statutory", "third-party"));
  expectProblems(source("3 days before due"));
});

it("tells a message that calls a debt overdue before it is", () => {
  const source = (from: string, step: string): string => smallPolicy({ stage: `    ${step}` }).replace("1 day after due", from);
  expectProblems(source("3 days before due", 'day 0 email ⟦C3066|"overdue notice"⟧'));
  expectProblems(source("3 days before due", 'day 3 email ⟦C3066|"past due"⟧'));
  expectProblems(source("3 days before due", 'day 4 email "past due"'));
  expectProblems(source("3 days before due", 'day 0 email "soon overdue"'));
  expectProblems(source("1 day after due", 'day 0 email "overdue notice"'));
});

it("tells two lines of one event that both send the account somewhere", () => {
  const source = (one: string, other: string): string =>
    smallPolicy({ lines: FACTS, more: `${OTHERS}\n  on broken promise when ${one} go to one\n  ${other}` });
  expectProblems(source("orders > 3", "⟦C3067|on broken promise when balance > 5 USD go to two⟧"));
  expectProblems(source("orders > 3", "on broken promise when orders <= 3 go to two"));
  expectProblems(source("orders > 3", "on broken promise when balance > 5 USD go to one\n  on chargeback go to two"));
});

const WORKDAYS = "  house rules {\n    contact only between 09:00 and 17:00 on business days\n  }";
const day = (text: string) => parseDay(text) ?? localDay(0);
/** Christmas 2026: Friday and Saturday, with Monday in their place. */
const calendar: Pick<Calendar, "from" | "to" | "holidays"> = {
  from: day("2020-01-01"),
  to: day("2030-12-31"),
  holidays: { GB: ["2025-12-25", "2025-12-26", "2026-12-25", "2026-12-26", "2026-12-28"].map(day) },
};

it("hints at slots that fall wholly on closed days, with longer ones as the way out", () => {
  const source = (step: string): string =>
    smallPolicy({ lines: WORKDAYS, stage: `    day 0 email "x" within 9 days\n    ${step}`, places: "GB-SCT" });
  const [found] = expectProblems(source('day 5 ⟦C6001|call "y"⟧ within 1 day'));
  expect(found).toMatchObject({
    message: "the slot of this step is 2 days long and can lie wholly in closed days, such as Saturday, Sunday",
    fixes: [{ edits: [{ text: "2 days" }] }, { edits: [{ text: "1 business day" }] }],
  });
  expectProblems(source('day 5 call "y" within 2 days'));
  expectProblems(source('day 5 call "y" within 1 business day'));
  expectProblems(source('business day 5 call "y" within 0 days'));
  expectProblems(source('day 5 call "y"'));
});

it("knows holidays where a calendar is handed in, and tells of each slot once", () => {
  const lines = '    day 0 ⟦C6001|email "x"⟧\n    day 5 call "y"\n    day 9 letter "z" within 4 days';
  const [found] = expectProblems(smallPolicy({ lines: WORKDAYS, stage: lines, places: "GB-SCT" }).replace('"1"', '"2026.1"'), { calendar });
  expect(found).toMatchObject({
    severity: "hint",
    message:
      "the slot of this step, as of 1 other step, is 4 days long and can lie wholly in closed days, such as 2026-12-25 to 2026-12-28 in GB-SCT",
    fixes: [{ edits: [{ text: " within 4 days" }] }, { edits: [{ text: " within 3 business days" }] }],
  });
  expectProblems(smallPolicy({ lines: WORKDAYS, stage: '    day 0 email "x" within 4 days', places: "GB-SCT" }), { calendar });
  expectProblems(smallPolicy({ lines: WORKDAYS, places: "US" }), { calendar });
});

it("tells a step that the caps leave no room once those before it were made", () => {
  const source = (...lines: readonly string[]): string =>
    smallPolicy({
      lines: `  facts {\n    orders number\n  }\n  house rules {\n    at most 1 call in any 7 days\n    at most 2 contacts in any 7 days\n  }`,
      stage: stageOf('day 0 task "x" for "y" when orders > 3', ...lines),
    });
  const [found] = expectProblems(source('day 0 call "a"', 'day 2 ⟦C6002|call "b"⟧'));
  expect(found).toMatchObject({
    message: "this step lapses whenever those before it were made: the house rules say `at most 1 call in any 7 days`, and its slot ends on day 5",
    witness: "for example an account that got call on day 0: there is room again on day 7",
    fixes: [{ edits: [{ text: "day 7" }] }],
  });
  expectProblems(source('day 0 call "a"', 'day 4 call "b"'));
  expectProblems(source('day 0 call "a"', 'day 2 call "b" within 5 days'));
  expectProblems(source('day 0 email "a"', 'day 1 letter "b"', 'day 2 ⟦C6002|sms "c"⟧', 'day 7 email "d"'));
  expectProblems(source('day 0 email "a" when orders > 3', 'day 1 letter "b"', 'day 2 sms "c"'));
  expectProblems(source('day 5 call "b"', 'day 0 email "a"', 'day 12 call "c"'));
});
