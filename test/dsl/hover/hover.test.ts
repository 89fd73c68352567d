import { expect, it } from "vitest";
import { smallPolicy } from "../small-policy.ts";
import { hover } from "./cursor.ts";

const FACTS = `  facts {
    segment  one of "standard", "key"
    score    number optional
    labels   tags
    since    date
    opens    time
  }
  amount large is 1,000 USD
  define worth_a_call as balance >= large and segment is not "key"
  plan "slow" {
    up to 6 monthly installments
    first within 14 days
    default after 2 missed
  }`;

const STAGE = '    day 0 email "hello" offering plan "slow"\n    day 5 call "ring" when worth_a_call\n    next demand after 14 business days';
const whole = (stage = STAGE, more = "", lines = FACTS): string =>
  smallPolicy({ lines, stage, more: `  stage demand {\n    day 0 letter "demand"\n  }\n${more}` });

const inCondition = (condition: string) => hover(whole(`${STAGE}\n    day 9 email "x" when ${condition}`));

it.each([
  ["‸balance >= large", "balance", "money", "a built-in fact: what is open on the account, in its own currency"],
  ["balance >‸= large", "balance >= large", "a condition", "a comparison: true, false, or unknown while a fact is"],
  ["balance >= lar‸ge", "large", "money", "an amount, declared on line 14: 1,000.00 USD"],
  ["balance >= ‸1,200.5 USD", "1,200.5 USD", "money", "1,200.50 USD"],
  ["balance >= 1,200.5 ‸USD", "1,200.5 USD", "money", "1,200.50 USD"],
  ["days_overdue > ‸3", "3", "a number", "a plain number"],
  ["customer_share > ‸5%", "5%", "a percentage", "5 in a hundred"],
  ['‸segment is "key"', "segment", '"standard" or "key"', "a fact, declared on line 8"],
  ['segment is ‸"key"', '"key"', '"standard" or "key"', "a value of `segment`"],
  ["limitation is ‸running", "running", '"running" or "expired"', "a value of `limitation`"],
  ["place is ‸US-CA", "US-CA", "a place", "a value of `place`"],
  ["‸score is known", "score", "a number", "a fact, declared on line 9; it may be unknown, and `is known` asks"],
  ["score is ‸known and score > 3", "score is known", "a condition", "whether the fact is known: never unknown itself"],
  ["score is known ‸and score > 3", "score is known and score > 3", "a condition", "holds when all of its parts hold"],
  ['labels ‸has "vip"', 'labels has "vip"', "a condition", "whether the tag is among them"],
  ['labels has ‸"vip"', '"vip"', "a tag", "one of the account's labels"],
  ["since >= ‸2026-03-02", "2026-03-02", "a date", "Monday, 2 March 2026"],
  ["opens < ‸09:30", "09:30", "a time of day", "09:30, by the clock of the debtor"],
  ["‸not worth_a_call", "not worth_a_call", "a condition", "holds when its part doesn't; what is unknown stays unknown"],
  ["worth‸_a_call", "worth_a_call", "a condition", 'defined on line 15: `balance >= large and segment is not "key"`'],
  ["‸nobody > 3", "nobody", "something unknown", "a name that nothing declares"],
])("tells what stands at the cursor of the condition %s", (condition, about, type, text) => {
  expect(inCondition(condition)).toEqual({ about, title: about, type, text });
});

it.each([
  ["next ‸demand after 14 days", "demand", "a stage", "declared on line 32: 1 step, the last one on its way"],
  [
    "next demand after 14 business ‸days",
    "14 business days",
    "a span of days",
    "14 business days: weekends and holidays of the debtor's place are skipped",
  ],
  ["next demand at 3 days ‸after due", "3 days after due", "a day", "3 calendar days after the due date of the oldest unpaid invoice"],
  ['day 3 ‸sms "x"', "sms", "a channel", "a way to reach the debtor"],
  ['day 3 email ‸"x"', '"x"', "a template", "the letter, mail or text that is sent, or the name of the call"],
  ['day 3 email "x" offering plan ‸"slow"', '"slow"', "a plan", "declared on line 16"],
  ['day 3 task "x" for ‸"AR"', '"AR"', "a team", "who gets the task"],
])("tells what stands at the cursor of the line %s", (line, about, type, text) => {
  expect(hover(whole(`    day 0 email "a"\n    day 1 email "b"\n    ${line}`))).toEqual({ about, title: about, type, text });
});

it("says of a keyword, in one sentence, what its line does", () => {
  expect(hover(whole().replace("next", "‸next"))).toEqual({
    about: "next",
    title: "next STAGE after DAYS | at DAY [when CONDITION]",
    type: null,
    text: "A way out of the stage: of those whose day has come and whose condition holds, the first wins.",
  });
  expect(hover(whole().replace("when behind", "when ‸behind"))).toMatchObject({ text: expect.stringContaining("whose time has passed") });
  expect(hover(whole().replace("day 5", "day ‸5"))).toMatchObject({
    about: "day 5",
    type: "a day",
    text: expect.stringMatching(/^5 calendar days after the stage begins; A step: tried on its day/u),
  });
});

it("says of an event what the machine does by itself", () => {
  expect(hover(whole(STAGE, "  on cease ‸request hold"))).toEqual({
    about: "cease request",
    title: "cease request",
    type: "an event",
    text: "the debtor asked for contact to cease; by itself contact is closed, and people get a task",
  });
});

it("names the kinds of the words of the law, and what its rules cite", () => {
  const law = (at: string, marked: string) =>
    hover(
      'jurisdiction US "x" {\n  source regf "Regulation F"\n  rule us.r.a "Seven calls" {\n    cites regf "1"\n    binds third-party collecting consumer debt\n    at most 7 calls in any 7 days per debt\n  }\n}\n'.replace(
        at,
        marked,
      ),
    );
  expect(law("cites regf", "cites ‸regf")).toMatchObject({ type: "a source", text: "declared on line 2: Regulation F" });
  expect(law("third-party", "‸third-party")).toMatchObject({ type: "a collector's role", text: "in which position somebody collects" });
  expect(law("7 calls", "7 ‸calls")).toMatchObject({ type: "what is counted" });
  expect(law("per debt", "per ‸debt")).toMatchObject({ type: "what a limit counts per" });
  expect(law("at most", "at ‸most")).toMatchObject({ title: "at most 7 calls in any 7 days per debt", type: null });
  expect(law("us.r.a", "us.‸r.a")).toMatchObject({ type: "a rule", text: "declared on line 3: Seven calls" });
});

it("follows a name into the file that declares it", () => {
  const read = (path: string): string | null =>
    path === "shared.collect" ? 'shared "Group" {\n  facts {\n    orders number\n  }\n  define busy as orders > 3\n}\n' : null;
  const source = `use "shared.collect"\n${whole('    day 0 email "a"\n    day 1 email "b" when ‸busy')}`;
  expect(hover(source, { read })).toEqual({ about: "busy", title: "busy", type: "a condition", text: "defined on line 5 of shared.collect" });
});

it("has nothing to say between words, in comments, and of braces", () => {
  for (const place of ["‸ ", "// a ‸comment\n", "\n‸\n"]) expect(hover(`${place}${whole()}`)).toBeNull();
  expect(hover(whole().replace("{", "‸{"))).toBeNull();
  expect(hover("‸")).toBeNull();
});

it("answers in files with errors, too", () => {
  expect(hover(whole('    day 0 email "a" when bal‸anc >= large\n    nxt demand after 3 days'))).toMatchObject({ type: "something unknown" });
  expect(hover(`policy "x" { stage a { day ‸3 email "x"`)).toMatchObject({ type: "a day" });
});
