import { expect, it } from "vitest";
import { compileLaw, compilePolicy } from "../../dsl/index.ts";
import { smallPolicy } from "./small-policy.ts";

const dayLists = ["NL.post", "US.5usc6103a"];
const law = (sentence: string): string =>
  `jurisdiction US "x" {\n  source s "S"\n  rule us.s.r "r" {\n    cites s "1"\n    binds anyone collecting any debt\n    ${sentence}\n  }\n}`;
const told = (sentence: string, known: readonly string[] = dayLists) =>
  compileLaw([{ file: "us.collect", source: law(sentence) }], { dayLists: known }).diagnostics;

it.each([
  'contact only between 08:00 and 21:00 closed on holidays of "US.5usc6130a"',
  'before sue a reminder must be at least 5 business days of "US.5usc6130a" old from sending',
  'before sue a reminder must be at least 5 business days of "US.5usc6103a" old and at most 9 business days of "US.5usc6130a" old from sending',
  'before sue a reminder must be at least 5 days old from presumed receipt 2 business days of "US.5usc6130a" after sending',
  'must send validation-notice within 5 business days of "US.5usc6130a" after the first contact',
  'letters count as received 5 business days of "US.5usc6130a" after sending',
])("a list that the calendar lacks is named, with the one that was meant: %s", (sentence) => {
  const [first, ...others] = told(sentence);
  expect([first?.code, first?.help, others.length]).toEqual(["C4048", 'did you mean `"US.5usc6103a"`?', 0]);
  expect(told(sentence.replaceAll("6130a", "6103a"))).toEqual([]);
});

it("a list that is like no other is named without a guess", () => {
  const [first] = told('letters count as received 5 business days of "holy days of Saturn" after sending');
  expect([first?.code, first?.fixes]).toEqual(["C4048", []]);
});

it("house rules name lists of the calendar, too", () => {
  const source = smallPolicy({ lines: '  house rules {\n    contact only between 08:00 and 20:00 on weekdays closed on holidays of "NL.pots"\n  }' });
  const codes = (lists: object) => compilePolicy(source, "policy.collect", lists).diagnostics.map(({ code }) => code);
  expect(codes({ dayLists })).toEqual(["C4048"]);
  expect(codes({})).toEqual([]);
});
