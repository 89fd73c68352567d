import { expect, it } from "vitest";
import { compilePolicy, compileTests } from "../../dsl/index.ts";
import type { PolicyTest, TestEvent, TestExpectation } from "../../engine/model/policy-test.ts";
import { expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const BASE = smallPolicy({
  currency: "USD, GBP",
  places: "US-NY, US-TX, GB",
  lines: `  facts {
    segment  one of "standard", "key"
    visits   number
    share    percent
    exposure money
    patience days optional
    since    date optional
    opens    time optional
    home     place optional
    prefers  channel optional
    insured  boolean optional
    labels   tags
  }
  amount large is 1,000 USD, 800 GBP
  house rules {
    at most 2 contacts in any 7 days
    never visit
  }
  terms {
    due 14 days after invoice
  }
`,
  stage: `    day 0  email "reminder" with payment link
    day 5  call "courtesy call" when balance >= large
    day 7  write off requires approval by "legal"
    day 8  place with agency "Northgate" when segment is "key" and visits > 1 and share > 5% and exposure > large and labels has "vip"
    day 9  webhook "ledger"
    variant 20% "softer tone" {
      day 0  letter "soft reminder"
    }
    next demand after 14 days`,
  more: `  stage demand {
    day 0  letter "formal demand"
  }
  on new customer {
    credit limit large requires approval by "credit manager"
  }`,
});

const GIVEN = 'segment "key", visits 1, share 5%, exposure 5 USD, labels "none"';
const ACCOUNT = `  account in US-NY with balance 1,200 USD, due 2026-03-02, ${GIVEN}`;
const EXPECT = "  expect open on 2026-03-05";
/** Of what stands below the account. */
const LINE = BASE.split("\n").length + 2;
const withTest = (lines: string, title = "it"): string => `${BASE}test "${title}" {\n${lines}\n}\n`;

const testOf = (lines: string): PolicyTest => {
  const { tests, diagnostics } = compileTests(withTest(lines), "p.collect");
  expect(diagnostics).toEqual([]);
  const [test] = tests;
  if (test === undefined) throw new Error("no test");
  return test;
};
const eventOf = (words: string): TestEvent | undefined => testOf(`${ACCOUNT}\n  on 2026-03-09 ${words}\n${EXPECT}`).events[0];
const expected = (words: string, account = ACCOUNT): TestExpectation | undefined => testOf(`${account}\n  expect ${words}`).expectations[0];

it("compiles an account: debtor, zone, currency, one invoice, facts and addresses", () => {
  expect(testOf(`  starts on 2026-02-20\n${ACCOUNT}\n${EXPECT}`)).toMatchObject({
    title: "it",
    from: 20_504,
    account: {
      id: "test",
      debtor: { kind: "business", places: ["US-NY"], timezones: ["America/New_York"] },
      currency: "USD",
      // The policy's terms: 14 days.
      invoices: [{ id: "1", issued: 20_500, due: 20_514, amount: 120_000 }],
      facts: { segment: "key", visits: 1, share: 5, exposure: 500, labels: ["none"] },
    },
  });
  const { account } = testOf(`${ACCOUNT}, no email, no registered-letter\n${EXPECT}`);
  expect(account.reach).toMatchObject({ letter: "test-letter" });
  expect(account.reach).not.toHaveProperty("email");
  expect(testOf(`${ACCOUNT}\n${EXPECT}`)).not.toHaveProperty("variant");
});

it("compiles facts of every type, in any order", () => {
  const more = "patience 12 days, since 2019-05-01, opens 9:30, home US-CA, prefers email, insured true";
  expect(testOf(`${ACCOUNT.replace('"none"', '"vip" and "long standing"')}, ${more}\n${EXPECT}`).account.facts).toEqual({
    segment: "key",
    visits: 1,
    share: 5,
    exposure: 500,
    labels: ["vip", "long standing"],
    patience: 12,
    since: "2019-05-01",
    opens: "09:30",
    home: "US-CA",
    prefers: "email",
    insured: true,
  });
  expect(testOf(`${ACCOUNT}, limitation expired, failed_payment "no funds"\n${EXPECT}`).account.facts).toMatchObject({
    limitation: "expired",
    failed_payment: "no funds",
  });
});

it("compiles several invoices, places, zones, a kind of debtor and a variant", () => {
  const lines = `  account in US-TX, GB owed by sole-trader in time zone "America/Chicago", "Europe/London" with invoice 400 GBP due 2026-03-02 issued 2026-02-01 as "A",
    invoice 90 GBP due 2026-04-01, ${GIVEN.replace("USD", "GBP")}, variant "softer tone"\n${EXPECT}`;
  const { account, variant } = testOf(lines);
  expect(variant).toBe("softer tone");
  expect(account).toMatchObject({
    debtor: { kind: "sole-trader", places: ["US-TX", "GB"], timezones: ["America/Chicago", "Europe/London"] },
    currency: "GBP",
    invoices: [
      { id: "A", issued: 20_485, due: 20_514, amount: 40_000 },
      { id: "1", issued: 20_530, due: 20_544, amount: 9000 },
    ],
  });
  expect(testOf(`${ACCOUNT}, no variant\n${EXPECT}`).variant).toBeNull();
});

it("compiles a new customer: no invoices, the policy's first currency unless a sum says another", () => {
  const { account } = testOf(`  new customer in GB with ${GIVEN.replace("exposure 5 USD, ", "")}\n  expect credit limit large`);
  expect(account).toMatchObject({ currency: "USD", invoices: [], debtor: { timezones: ["Europe/London"] } });
  expect(testOf("  new customer in GB with visits 1\n  expect credit limit 800 GBP").account.currency).toBe("GBP");
});

it.each<[string, object]>([
  ["payment of 200 USD", { kind: "moved", as: "payment", amount: 20_000 }],
  ['payment of 200 USD for "1"', { kind: "moved", as: "payment", amount: 20_000, invoice: "1" }],
  ["credit of 200 USD", { kind: "moved", as: "credit", amount: 20_000 }],
  ["refund of 200 USD", { kind: "moved", as: "refund", amount: -20_000 }],
  ["chargeback of 200 USD", { kind: "moved", as: "chargeback", amount: -20_000 }],
  ["promise of 1,200 USD by 2026-03-18", { kind: "happened", event: { event: "promise", amount: 120_000, currency: "USD", due: 20_530 } }],
  ["dispute", { kind: "happened", event: { event: "dispute" } }],
  ["dispute in writing on ground paid", { kind: "happened", event: { event: "dispute", form: "written", ground: "paid" } }],
  ["cease-request orally", { kind: "happened", event: { event: "cease-request", form: "oral" } }],
  ["opt-out of email, sms", { kind: "happened", event: { event: "opt-out", channels: ["email", "sms"] } }],
  ["consent to sms", { kind: "happened", event: { event: "consent", covers: "channel", channels: ["sms"] } }],
  ["breathing-space until 2026-05-08", { kind: "happened", event: { event: "breathing-space", until: 20_581 } }],
  ["invoice 300 USD due 2026-04-08", { kind: "invoice", id: "2", amount: 30_000, due: 20_551 }],
  ['invoice 300 USD due 2026-04-08 as "B"', { kind: "invoice", id: "B", amount: 30_000, due: 20_551 }],
  ["due date becomes 2026-04-08", { kind: "due date", due: 20_551 }],
  ['due date of "1" becomes 2026-04-08', { kind: "due date", due: 20_551, invoice: "1" }],
  ["visits becomes 3", { kind: "fact", name: "visits", value: 3 }],
  ['labels becomes "vip" and "new"', { kind: "fact", name: "labels", value: ["vip", "new"] }],
  ['approval by "legal" granted', { kind: "approval", of: "legal", granted: true }],
  ['approval by "credit manager" refused', { kind: "approval", of: "credit manager", granted: false }],
  ["email fails", { kind: "channel", channel: "email", works: false }],
  ["registered-letter works", { kind: "channel", channel: "registered-letter", works: true }],
])("tells: `%s`", (words, event) => {
  expect(eventOf(words)).toEqual({ at: { day: 20_521 }, line: LINE, ...event });
});

it("tells events at a time of the day", () => {
  expect(eventOf("14:30 payment of 200 USD")?.at).toEqual({ day: 20_521, minute: 870 });
});

const BY = { from: null, to: 20_528, words: "by 2026-03-16" };
const CUSTOMER = "  new customer in US-NY with visits 1";

it.each<[string, object, string?]>([
  [
    "no contact from 2026-03-09 to 2026-03-16",
    { kind: "contact", pattern: {}, span: { from: 20_521, to: 20_528, words: "from 2026-03-09 to 2026-03-16" }, count: { atLeast: 0, atMost: 0 } },
  ],
  ["no call by 2026-03-16", { kind: "contact", pattern: { channel: "call" }, span: BY, count: { atLeast: 0, atMost: 0 } }],
  [
    'no email "reminder" by 2026-03-16',
    { kind: "contact", pattern: { channel: "email", template: "reminder" }, span: BY, count: { atLeast: 0, atMost: 0 } },
  ],
  [
    'email "reminder" on 2026-03-16',
    {
      kind: "contact",
      pattern: { channel: "email", template: "reminder" },
      span: { from: 20_528, to: 20_528, words: "on 2026-03-16" },
      count: { atLeast: 1, atMost: null },
    },
  ],
  ['contact "reminder" by 2026-03-16', { kind: "contact", pattern: { template: "reminder" }, span: BY, count: { atLeast: 1, atMost: null } }],
  ["at most 2 contacts by 2026-03-16", { kind: "contact", pattern: {}, span: BY, count: { atLeast: 0, atMost: 2 } }],
  ["at least 1 call by 2026-03-16", { kind: "contact", pattern: { channel: "call" }, span: BY, count: { atLeast: 1, atMost: null } }],
  ["3 emails by 2026-03-16", { kind: "contact", pattern: { channel: "email" }, span: BY, count: { atLeast: 3, atMost: 3 } }],
  ["2 registered-letters by 2026-03-16", { kind: "contact", pattern: { channel: "registered-letter" }, span: BY, count: { atLeast: 2, atMost: 2 } }],
  ["portal messages by 2026-03-16", { kind: "contact", pattern: { channel: "portal" }, span: BY, count: { atLeast: 1, atMost: null } }],
  ['call "courtesy call" lapsed by 2026-03-16', { kind: "lapsed", pattern: { channel: "call", template: "courtesy call" }, span: BY, rules: [] }],
  [
    'call "courtesy call" held by 2026-03-16 because of house.2, us.x.y',
    { kind: "held", pattern: { channel: "call", template: "courtesy call" }, span: BY, rules: ["house.2", "us.x.y"] },
  ],
  ["stage demand by 2026-03-16", { kind: "stage", stage: "demand", span: BY, reached: "by" }],
  [
    "stage demand on 2026-03-16",
    { kind: "stage", stage: "demand", span: { from: 20_528, to: 20_528, words: "on 2026-03-16" }, reached: "throughout" },
  ],
  ["closed by 2026-03-16", { kind: "closed", as: null, span: BY }],
  ["closed as paid by 2026-03-16", { kind: "closed", as: "paid", span: BY }],
  ["open by 2026-03-16", { kind: "open", span: BY }],
  ["hold credit by 2026-03-16", { kind: "act", none: false, action: { kind: "business", name: "hold credit" }, span: BY }],
  ["no write off by 2026-03-16", { kind: "act", none: true, action: { kind: "business", name: "write off" }, span: BY }],
  [
    'task "look" for "AR" by 2026-03-16',
    { kind: "act", none: false, action: { kind: "business", name: "task", title: "look", team: "AR", due: null }, span: BY },
  ],
  [
    'place with agency "Northgate" by 2026-03-16',
    { kind: "act", none: false, action: { kind: "business", name: "place with agency", agency: "Northgate" }, span: BY },
  ],
  ['webhook "ledger" by 2026-03-16', { kind: "act", none: false, action: { kind: "business", name: "webhook", hook: "ledger" }, span: BY }],
  ['approval by "legal" asked by 2026-03-16', { kind: "approval asked", of: "legal", span: BY }],
  ["credit limit 5,000 USD", { kind: "credit limit", limit: { USD: 500_000 } }, CUSTOMER],
  ["credit limit large", { kind: "credit limit", limit: { USD: 100_000, GBP: 80_000 } }, CUSTOMER],
  ["no credit limit", { kind: "credit limit", limit: null }, CUSTOMER],
  ["terms 30 days", { kind: "terms", due: { n: 30, business: false } }, CUSTOMER],
  ["terms prepayment", { kind: "terms", due: "prepayment" }, CUSTOMER],
  ["no terms", { kind: "terms", due: null }, CUSTOMER],
  ["deposit 20%", { kind: "deposit", deposit: { percent: 20 } }, CUSTOMER],
  ["deposit 100 USD", { kind: "deposit", deposit: { amount: { USD: 10_000 } } }, CUSTOMER],
  ["no deposit", { kind: "deposit", deposit: null }, CUSTOMER],
])("expects: `%s`", (words, compiled, account = ACCOUNT) => {
  expect(expected(words, account)).toEqual({ line: LINE, text: `expect ${words}`, ...compiled });
});

it("keeps the line's own words for the report, on one line", () => {
  expect(expected('email    "reminder"\n      by  2026-03-16')?.text).toBe('expect email "reminder" by 2026-03-16');
});

it.each([
  ["account in ⟦C2024|US-NX⟧ with balance 5 USD, due 2026-03-02"],
  ["account in ⟦C2025|DE⟧ with balance 5 USD, due 2026-03-02"],
  ["account in ⟦C2050|US-TX⟧ with balance 5 USD, due 2026-03-02"],
  ['account in US-TX in time zone ⟦C4028|"Texas time"⟧ with balance 5 USD, due 2026-03-02'],
  ["account in GB with balance 5 ⟦C2007|EUR⟧, due 2026-03-02"],
  ["account in GB with balance ⟦C2013|5.123 USD⟧, due 2026-03-02"],
  ["account in GB with invoice 5 USD due 2026-03-02, invoice 5 ⟦C2058|GBP⟧ due 2026-03-02"],
  ["account in GB with balance 5 USD, due ⟦C1014|2026-02-30⟧"],
  ["account in GB with ⟦C3044|balance 5 USD⟧"],
  ["account in GB with ⟦C3044|due 2026-03-02⟧"],
  ["account in GB with invoice 5 USD due 2026-03-02, ⟦C3044|issued 2026-03-02⟧"],
  ["account in GB with balance 5 USD, due ⟦C3045|2026-03-02⟧, issued 2026-03-09"],
  ["⟦C3043|account in GB⟧"],
  ["account in GB with balance 5 USD, due 2026-03-02, ⟦C3041|balance 6 USD⟧"],
  ['account in GB with invoice 5 USD due 2026-03-02 as "A", ⟦C3041|invoice 6 USD due 2026-03-02 as "A"⟧'],
  ["account in GB with balance 5 USD, due 2026-03-02, visits 1, ⟦C3041|visits 2⟧"],
  ["account in GB with balance 5 USD, due 2026-03-02, ⟦C2005|vists⟧ 1"],
  ["account in GB with balance 5 USD, due 2026-03-02, ⟦C2053|days_overdue⟧ 1"],
  ['account in GB with balance 5 USD, due 2026-03-02, visits ⟦C2052|"one"⟧'],
  ["account in GB with balance 5 USD, due 2026-03-02, visits ⟦C2052|5 days⟧"],
  ["account in GB with balance 5 USD, due 2026-03-02, patience ⟦C2052|5⟧"],
  ['account in GB with balance 5 USD, due 2026-03-02, visits ⟦C2052|1 and "two"⟧'],
  ["account in GB with balance 5 USD, due 2026-03-02, exposure ⟦C2052|5⟧"],
  ["account in GB with balance 5 USD, due 2026-03-02, labels ⟦C2052|vip⟧"],
  ['account in GB with balance 5 USD, due 2026-03-02, segment ⟦C2016|"kye"⟧'],
  ["account in GB with balance 5 USD, due 2026-03-02, prefers ⟦C2016|emial⟧"],
  ["account in GB with balance 5 USD, due 2026-03-02, home ⟦C2024|US-XX⟧"],
  ['account in GB with balance 5 USD, due 2026-03-02, variant ⟦C2059|"soft tone"⟧'],
  ["new customer in GB with ⟦C3046|balance 5 USD⟧, due 2026-03-02"],
])("refuses an account: `%s`", (account) => {
  expectProblems(withTest(`  ${account}\n${EXPECT}`));
});

it.each([
  ['payment of 200 USD for ⟦C2051|"B"⟧'],
  ["payment of 200 ⟦C2058|GBP⟧"],
  ["⟦C2062|payment⟧"],
  ["⟦C2062|promise⟧"],
  ["promise of 200 USD by ⟦C3045|2026-03-01⟧"],
  ["hardship of ⟦C2061|email⟧"],
  ["hardship on ground ⟦C2061|paid⟧"],
  ['invoice 5 USD due 2026-04-01 as ⟦C3041|"1"⟧'],
  ['due date of ⟦C2051|"2"⟧ becomes 2026-04-01'],
  ["⟦C2005|vistis⟧ becomes 2"],
  ["⟦C2053|balance⟧ becomes 2"],
  ['visits becomes ⟦C2052|"2"⟧'],
  ['approval by ⟦C2056|"leagl"⟧ granted'],
  ["⟦C1015|25:10⟧ dispute"],
  ["⟦C1004|disptue⟧ in writing"],
  ["⟦C1004|emial⟧ fails"],
  ['approval by "legal" ⟦C1004|grantd⟧'],
])("refuses an event: `%s`", (event) => {
  expectProblems(withTest(`${ACCOUNT}\n  on 2026-03-09 ${event}\n${EXPECT}`));
});

it.each([
  ['email ⟦C2054|"remindr"⟧ by 2026-03-16'],
  ['⟦C2055|letter⟧ "reminder" by 2026-03-16'],
  ["⟦C3017|0⟧ emails by 2026-03-16"],
  ["at most ⟦C3017|1.5⟧ emails by 2026-03-16".replace("C3017", "C4015")],
  ["no contact ⟦C3045|from 2026-03-16 to 2026-03-09⟧"],
  ["no contact by ⟦C1014|2026-13-09⟧"],
  ["stage ⟦C2001|demnd⟧ by 2026-03-16"],
  ['call "courtesy call" held by 2026-03-16 because of ⟦C2060|house.3⟧'],
  ['place with agency ⟦C2057|"Nordgate"⟧ by 2026-03-16'],
  ['no webhook ⟦C2057|"legder"⟧ by 2026-03-16'],
  ['offer plan ⟦C2002|"standard"⟧ by 2026-03-16'],
  ['approval by ⟦C2056|"leagl"⟧ asked by 2026-03-16'],
  ["⟦C1004|emial⟧ by 2026-03-16"],
  ["email ⟦C1004|lapsd⟧ by 2026-03-16"],
  ["⟦C1004|clsed⟧ by 2026-03-16"],
])("refuses an expectation: `%s`", (words) => {
  expectProblems(withTest(`${ACCOUNT}\n  expect ${words}`));
});

it("finds no account without a variant where the variants take all", () => {
  const whole = (name: string): string => withTest(`${ACCOUNT}, ${name}\n${EXPECT}`).replace("variant 20%", "variant 100%");
  expectProblems(whole("⟦C2063|no variant⟧"));
  expectProblems(whole('variant "softer tone"'));
});

it("refuses what is for new customers of an account, and the other way round", () => {
  expectProblems(withTest(`${ACCOUNT}\n  ⟦C3047|expect credit limit 5,000 USD⟧`));
  expectProblems(withTest(`${CUSTOMER}\n  expect credit limit 5,000 ⟦C2007|EUR⟧`));
  expectProblems(withTest(`${CUSTOMER}\n  expect deposit ⟦C2004|lagre⟧`));
});

it("wants an account, an expectation, order, and one of each", () => {
  expectProblems(withTest(ACCOUNT).replace('test "it"', 'test ⟦C3040|"it"⟧'));
  expectProblems(withTest(EXPECT).replace('test "it"', 'test ⟦C3040|"it"⟧'));
  expectProblems(withTest(`${ACCOUNT}\n  ⟦C3041|account in GB with balance 5 USD, due 2026-03-02⟧\n${EXPECT}`));
  expectProblems(withTest(`  starts on 2026-02-20\n  ⟦C3041|starts on 2026-02-21⟧\n${ACCOUNT}\n${EXPECT}`));
  expectProblems(withTest(`${ACCOUNT}\n  on 2026-03-09 dispute\n  on ⟦C3042|2026-03-08⟧ hardship\n${EXPECT}`));
  expectProblems(withTest(`${ACCOUNT}\n  on 2026-03-09 14:00 dispute\n  on ⟦C3042|2026-03-09 13:00⟧ hardship\n${EXPECT}`));
  expectProblems(withTest(`  starts on 2026-03-10\n${ACCOUNT}\n  on ⟦C3042|2026-03-09⟧ dispute\n${EXPECT}`));
  expectProblems(`${withTest(`${ACCOUNT}\n${EXPECT}`)}${withTest(`${ACCOUNT}\n${EXPECT}`).slice(BASE.length).replace('"it"', '⟦C3048|"it"⟧')}`);
});

it("knows an invoice from its own line on", () => {
  testOf(`${ACCOUNT}\n  on 2026-03-09 invoice 5 USD due 2026-04-01\n  on 2026-03-10 payment of 5 USD for "2"\n${EXPECT}`);
  expectProblems(withTest(`${ACCOUNT}\n  on 2026-03-09 payment of 5 USD for ⟦C2051|"2"⟧\n  on 2026-03-10 invoice 5 USD due 2026-04-01\n${EXPECT}`));
});

it("loses one line of a test to a broken one, and asks for nothing that may be in it", () => {
  expectProblems(withTest(`${ACCOUNT}\n  ⟦C1004|xpct⟧ email by 2026-03-16\n  expect stage ⟦C2001|demnd⟧ by 2026-03-16`));
  expectProblems(withTest(`  ⟦C1004|accunt⟧ in GB with balance 5 USD, due 2026-03-02\n${EXPECT}`));
});

it("takes tests inside of the policy, and tells their problems with the policy's own", () => {
  const inside = BASE.replace(/\}\n$/u, `  test "in" {\n  ${ACCOUNT}\n    expect stage ⟦C2001|demnd⟧ by 2026-03-16\n  }\n}\n`);
  expectProblems(inside);
  const { tests } = compileTests(inside.replace("⟦C2001|demnd⟧", "demand"), "p.collect");
  expect(tests.map(({ title }) => title)).toEqual(["in"]);
  expect(compilePolicy(withTest(`${ACCOUNT}\n${EXPECT}`), "p.collect").policy?.hash).toBe(compilePolicy(BASE, "p.collect").policy?.hash);
});

it("gives no tests while anything is an error, and the same problems as the policy has", () => {
  const source = withTest(`${ACCOUNT}\n  expect stage demnd by 2026-03-16`);
  const { tests, diagnostics } = compileTests(source, "p.collect");
  expect(tests).toEqual([]);
  expect(diagnostics).toEqual(compilePolicy(source, "p.collect").diagnostics);
});

it("takes tests in a file of their own, about a policy in another", () => {
  const about = { source: BASE, file: "p.collect" };
  const one = `test "it" {\n${ACCOUNT}\n${EXPECT}\n}\n`;
  const { tests, diagnostics } = compileTests(one, "p.test.collect", { policy: about });
  expect(diagnostics).toEqual([]);
  expect(tests.map(({ title, line }) => [title, line])).toEqual([["it", 1]]);
  const codes = (text: string, policy = about) => compileTests(text, "t.collect", { policy }).diagnostics.map(({ code }) => code);
  expect(codes(one.replace("expect open", "expect stage demnd"))).toEqual(["C2001"]);
  expect(codes(`${BASE}${one}`)).toEqual(["C3049"]);
  expect(codes("")).toEqual(["C1020"]);
  const broken = { ...about, source: BASE.replace("next demand", "next demnd") };
  expect(codes(one, broken)).toEqual([]);
  expect(compileTests(one, "t.collect", { policy: broken }).tests).toEqual([]);
});
