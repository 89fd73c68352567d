/** What can be wrong with rules, series and examples, each marked where it stands. */
import { expect, it } from "vitest";
import { compileLaw, compilePolicy } from "../../dsl/index.ts";
import { expectLawProblems, expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const law = (lines: string): string => `jurisdiction US "x" {\n  source s "S"\n${lines}\n}`;
const rule = (sentence: string): string => law(`  rule us.s.r "r" {\n    cites s "1"\n    ${sentence}\n  }`);
const example = (lines: string): string => law(`  rule us.s.r "r" {\n    cites s "1"\n    never postcard\n  }\n  example "e" {\n    ${lines}\n  }`);

const SENTENCES: readonly string[] = [
  "before sue, ⟦C4021|sue⟧ a letter-of-claim or ⟦C4021|letter-of-claim⟧ must be at least 30 days old from sending",
  "before sue a letter-of-claim by letter, ⟦C4021|letter⟧ must be at least ⟦C4016|0 days⟧ old from presumed receipt ⟦C4015|1.5 days⟧ after sending",
  "before sue a letter-of-claim must be at least 30 days old and at most ⟦C4033|14 days⟧ old from sending",
  "before sue a letter-of-claim must be at least 10 business days old and at most ⟦C4047|30 days⟧ old from sending",
  "before sue a letter-of-claim must be at least 10 days old from sending per ⟦C4031|creditor⟧",
  "before charge late-fee, ⟦C4021|late-fee⟧ a reminder must be at least 1 day old from receipt",
  "must send validation-notice, ⟦C4021|validation-notice⟧ within ⟦C4016|0 days⟧ after the first contact else no contact, ⟦C4021|contact⟧ per ⟦C4031|account⟧",
  "must record ⟦C4046|documents-sent⟧ within 5 days after documents-sent",
  "must record documents-sent within 5 days after dispute until payment, ⟦C4021|payment⟧",
  "email, ⟦C4021|email⟧ at ⟦C4030|work⟧ only with consent to channel given in the last ⟦C4017|60 business days⟧",
  "call to ⟦C4030|mobile⟧ only between 09:00 and 17:00",
  "call with ⟦C4030|manual⟧ dialling only between 09:00 and 17:00",
  "letters, ⟦C4021|letters⟧ count as received ⟦C4016|0 days⟧ after sending",
  "charge late-fee, ⟦C4021|late-fee⟧ at most 5 ⟦C2006|EUX⟧",
  "charge late-fee at most ⟦C2013|5.001 EUR⟧ at most ⟦C3017|0⟧ times per ⟦C4031|account⟧",
  "charge late-fee at most ⟦C3023|1,500%⟧ of the debt but at least 50 EUR and at most ⟦C4037|40 EUR⟧",
  "charge late-fee at most 15% of the debt but at least 50 EUR and at most 60 ⟦C4036|GBP⟧",
  "charge late-interest at most ⟦C4038|8%⟧ a year frozen at half-year",
  "charge late-interest at most 8% a year over ⟦C4039|base-rate⟧",
  "charge late-fee by bands: up to 10 EUR 1 EUR, up to ⟦C4034|5 EUR⟧ 2 EUR, above 3 EUR",
  "charge late-fee by bands: up to 10 EUR 1 EUR, ⟦C4035|up to 20 EUR 2 EUR⟧",
  "charge late-fee by bands: ⟦C4035|above 1 EUR⟧, above 3 EUR",
  "charge late-fee by slices: up to 10 EUR ⟦C3023|2,000%⟧, above 1% but at most 10 ⟦C4036|USD⟧",
  "a debt is late ⟦C4016|0 days⟧ after invoice",
  "a debt is late 30 days after invoice and at most ⟦C4044|14 days⟧ if agreed",
  "limitation ⟦C4045|0⟧ years from default bars sue",
  "limitation 2 years and ⟦C4045|12⟧ months from default bars sue, ⟦C4021|sue⟧",
  "limitation ⟦C4015|2.5⟧ years for credit, goods from default bars sue",
  "limitation 2 years for credit, ⟦C4021|credit⟧ for written, ⟦C4021|written⟧ contracts from default restarted by payment, ⟦C4021|payment⟧ bars sue",
  "limitation as fixed by counsel bars sue, ⟦C4021|sue⟧",
  'keep "calls" for ⟦C3017|0⟧ years after closing',
  'delete "calls" ⟦C4015|1.5⟧ years after closing',
  "no sue after dispute per ⟦C4031|account⟧",
];

it.each(SENTENCES)("marks what is wrong in `%s`", (sentence) => {
  expectLawProblems(rule(sentence));
});

it("lets no house say what only the law says, and tells the way out", () => {
  const house = (sentence: string) => smallPolicy({ lines: `  house rules {\n    ${sentence}\n  }` });
  const [late] = expectProblems(house("⟦C4032|a debt is late 30 days after invoice⟧"));
  expect(late?.help).toContain("`terms`");
  expectProblems(house("⟦C4032|letters count as received 5 days after sending⟧"));
  expectProblems(house('⟦C4032|the law is silent "about this"⟧'));
  expect(compilePolicy(house("limitation 4 years from default bars sue"), "p.collect").diagnostics).toEqual([]);
});

it("marks what is wrong with a series, each thing where it stands", () => {
  expectLawProblems(
    law(`  series base-rate "Base rate" {
    cites ⟦C4008|ss⟧ "table"
    confidence text, checked ⟦C1014|2026-02-30⟧
    ⟦C3004|confidence secondary⟧
    verified to 2026-06-30
    ⟦C3004|verified to 2026-07-30⟧
    from 2026-01-01 3.75%
    from ⟦C4042|2025-07-01⟧ ⟦C3023|minus 2,000%⟧
    from ⟦C4043|2026-07-01⟧ 4%
  }
  series ⟦C4040|base-rate⟧ "Again" {
    cites s
    verified to 2026-06-30
    from 2026-01-01 3.75%
  }
  series ⟦C4041|⟦C4041|⟦C4041|empty⟧⟧⟧ "Nothing" {
  }`),
  );
});

it("suggests the series that was meant", () => {
  const source = law(
    '  series base-rate "b" {\n    cites s\n    verified to 2026-06-30\n    from 2026-01-01 3.75%\n  }\n  rule us.s.r "r" {\n    cites s "1"\n    charge late-interest at most 8% a year over bass-rate\n  }',
  );
  const { diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([["C4039", "did you mean `base-rate`?"]]);
});

const EXAMPLES: readonly string[] = [
  "debtor in ⟦C4002|USA⟧\n    call at 2026-03-08 is allowed",
  "debtor in ⟦C4062|US-TX⟧\n    call at 2026-03-08 is allowed",
  'debtor in US-TX in time zone ⟦C4028|"Texas"⟧\n    call at 2026-03-08 is allowed',
  'debtor in ⟦C4063|TR⟧ in time zone "Europe/Istanbul"\n    call at 2026-03-08 is allowed',
  "debtor in US-OH, ⟦C4021|US-OH⟧ with incorporated, ⟦C4021|incorporated⟧\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    ⟦C3004|debtor in US-CA⟧\n    call at 2026-03-08 is allowed",
  'debtor in US-OH\n    debt "a" of 5 USD due ⟦C1014|2026-02-30⟧\n    debt ⟦C4067|"a"⟧ of 5 ⟦C2006|UXD⟧\n    call at 2026-03-08 is allowed',
  'debtor in US-OH\n    debt "a" of 5 USD\n    ⟦C4068|debt of 6 USD⟧\n    call about ⟦C4064|"b"⟧ at 2026-03-08 is allowed',
  "debtor in US-OH\n    calls on ⟦C1014|2026-02-30⟧, 2026-03-02 ⟦C4070|0⟧ times, 2026-03-03 ⟦C1015|25:00⟧\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    ⟦C4060|sue⟧ on 2026-03-02\n    ⟦C4059|dispute⟧ at 2026-03-03 is allowed\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    ⟦C4061|call on 2026-03-09⟧\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    call at 2026-03-08 is denied by ⟦C4057|us.s.q⟧, us.s.r, ⟦C4021|us.s.r⟧ until ⟦C4066|2026-03-07⟧",
  "debtor in US-OH\n    call at 2026-03-08 ⟦C4065|is 40 USD⟧\n    charge late-fee at 2026-03-08 is 4 ⟦C2006|UXD⟧",
  "debtor in US-OH\n    email at 2026-03-08 ⟦C4058|busy⟧ is allowed",
  "debtor in US-OH\n    dispute on 2026-03-02 ⟦C4058|of 5 USD⟧\n    payment on 2026-03-02 of 5 ⟦C2006|UXD⟧ ⟦C3004|of 6 USD⟧\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    call to ⟦C4058|email⟧ at 2026-03-08 is allowed\n    call to mobile, ⟦C4021|mobile⟧ at 2026-03-08 is allowed",
  "debtor in US-OH\n    consent to ⟦C4058|mobile⟧ on 2026-03-02\n    consent to sms on 2026-03-02 from 2026-03-04 to ⟦C4069|2026-03-03⟧\n    call at 2026-03-08 is allowed",
  "debtor in US-OH\n    sue ⟦C4058|containing opt-out⟧ at 2026-03-08 is allowed\n    charge late-fee ⟦C4058|to mobile⟧ at 2026-03-08 is allowed",
];

it.each(EXAMPLES)("marks what is wrong in an example: %s", (lines) => {
  expectLawProblems(example(lines));
});

it("asks for a debtor and a question where they are missing", () => {
  expectLawProblems(law('  example ⟦C4055|⟦C4056|"nothing"⟧⟧ {\n    collector creditor\n  }'));
});

it("says nothing of what may stand in a line that could not be read", () => {
  expectLawProblems(law('  example "broken" {\n    ⟦C1004|debitor⟧ in US-OH\n  }'));
});

it("a rule of a place around is not missed where its file isn't at hand, and one of its own place is", () => {
  const source = (id: string) =>
    `jurisdiction US-CA "x" {\n  source s "S"\n  rule us-ca.s.r "r" {\n    cites s\n    never postcard\n  }\n  example "e" {\n    debtor in US-CA\n    call at 2026-03-08 is denied by ${id}\n  }\n}`;
  const codes = (id: string) => compileLaw([{ file: "us-ca.collect", source: source(id) }]).diagnostics.map(({ code }) => code);
  expect(codes("us.regf.hours")).toEqual([]);
  expect(codes("us-ca.s.q")).toEqual(["C4057"]);
  expect(codes("uss.regf.hours")).toEqual(["C4057"]);
});
