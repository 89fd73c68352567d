/** Example blocks to plain data, and that data asked by the engine. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLaw } from "../../dsl/index.ts";
import { calendarNeeds, parseDay, runLawExample, type ExampleResult, type LawExample } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";

const day = (text: string) => parseDay(text);
const NOON = 720;

const compiled = (lines: string, rules = "") => {
  const source = `jurisdiction US "x" {\n  source s "S"\n${rules}\n  example "e" {\n    ${lines}\n  }\n}`;
  const { lawBook, examples, diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics).toEqual([]);
  const [example] = examples;
  if (example === undefined || lawBook === null) throw new Error("no example");
  return { example, lawBook };
};
const exampleOf = (lines: string): LawExample => compiled(lines).example;
const ask = (lines: string, rules: string): readonly ExampleResult[] => {
  const { example, lawBook } = compiled(lines, rules);
  return runLawExample(example, lawBook, buildCalendar(calendarNeeds([example])));
};
const rule = (sentence: string, id = "us.s.r"): string => `  rule ${id} "r" {\n    cites s "1"\n    ${sentence}\n  }`;

it("fills in what is left unsaid: an agency, a person, a consumer's loan of 500 that has been due for two months", () => {
  expect(exampleOf("debtor in US-OH\n    call at 2026-03-08 is allowed")).toEqual({
    title: "e",
    place: "US",
    collector: { role: "third-party" },
    debtor: { id: "debtor", kind: "person", places: ["US-OH"], timezones: ["America/New_York"] },
    debts: [{ id: "debt", amount: 50_000, currency: "USD", kind: "consumer", type: "credit", incurred: day("2025-12-08"), due: day("2026-01-07") }],
    history: [],
    questions: [
      {
        at: { day: day("2026-03-08"), minute: NOON },
        action: { act: "contact", debts: ["debt"], contact: { channel: "call" } },
        answer: { is: "allowed", requires: [] },
        line: 6,
      },
    ],
    file: "us.collect",
    line: 4,
  });
});

it("a business owes for goods, in the money of its place", () => {
  const { debtor, debts } = exampleOf("debtor a business in NL\n    call at 2026-03-08 is allowed");
  expect([debtor.kind, debtor.timezones, debts[0]?.currency, debts[0]?.kind, debts[0]?.type]).toEqual([
    "business",
    ["Europe/Amsterdam"],
    "EUR",
    "commercial",
    "goods",
  ]);
});

it("reads all that can be said of collector, debtor and debts", () => {
  const example = exampleOf(`collector creditor with implies-third-party
    debtor a sole-trader in US-TX, US-OH in time zone "America/Chicago", "America/New_York" with vat-registered
    debt "card" of 1,200 USD commercial for services by written contract incurred 2025-01-02 due 2025-02-01 default 2025-02-02 charged-off 2025-08-02 limitation ends 2029-02-01 with periodic
    debt "loan" of 70.50 USD incurred 2025-01-02
    sue about "loan", "card" at 2026-03-08 is allowed`);
  expect(example.collector).toEqual({ role: "creditor", facts: ["implies-third-party"] });
  expect(example.debtor).toEqual({
    id: "debtor",
    kind: "sole-trader",
    places: ["US-TX", "US-OH"],
    timezones: ["America/Chicago", "America/New_York"],
    facts: ["vat-registered"],
  });
  expect(example.debts).toMatchObject([
    {
      id: "card",
      amount: 120_000,
      kind: "commercial",
      type: "services",
      contract: "written",
      incurred: day("2025-01-02"),
      due: day("2025-02-01"),
      default: day("2025-02-02"),
      chargedOff: day("2025-08-02"),
      limitationEnded: day("2029-02-01"),
      facts: ["periodic"],
    },
    { id: "loan", amount: 7050, due: day("2025-02-01") },
  ]);
  expect(example.questions[0]?.action).toEqual({ act: "sue", debts: ["loan", "card"] });
});

it("reads contacts of history: how often, when, to whom, how, and how they went", () => {
  const example = exampleOf(`debtor in US-OH
    calls to mobile with list dialling on 2026-03-02, 2026-03-03 twice, 2026-03-04 14:30 3 times without answer
    letter for closing-notice on 2026-03-01 containing validation-notice, opt-out disputable until 2026-04-10 received 2026-03-05 09:00
    email from the debtor on 2026-03-05
    email in reply on 2026-03-06
    visit at home to neighbour on 2026-03-07 with a limited message
    call at 2026-03-08 is allowed`);
  expect(example.history.map((entry) => entry.at)).toEqual(
    [
      ["2026-03-01", NOON],
      ["2026-03-02", NOON],
      ["2026-03-03", NOON],
      ["2026-03-03", NOON],
      ["2026-03-04", 870],
      ["2026-03-04", 870],
      ["2026-03-04", 870],
      ["2026-03-05", NOON],
      ["2026-03-06", NOON],
      ["2026-03-07", NOON],
    ].map(([on, minute]) => ({ day: day(String(on)), minute })),
  );
  const contacts = example.history.map((entry) => ("contact" in entry ? entry.contact : null));
  expect(contacts[0]).toEqual({
    channel: "letter",
    purpose: "closing-notice",
    contains: ["validation-notice", "opt-out"],
    direction: "out",
    deadline: day("2026-04-10"),
  });
  expect(example.history[0]?.received).toEqual({ day: day("2026-03-05"), minute: 540 });
  expect(contacts[1]).toEqual({ channel: "call", line: "mobile", dialing: "list", direction: "out", outcome: "no-answer" });
  expect(contacts[8]).toEqual({ channel: "email", direction: "out", re: "entry 8" });
  expect(contacts[9]).toEqual({ channel: "visit", place: "home", person: "neighbour", direction: "out", outcome: "limited-message" });
});

it.each([
  [
    "dispute on 2026-03-02 in writing on ground paid asking for verification",
    { event: "dispute", form: "written", ground: "paid", request: "verification" },
  ],
  ["consent to sms, email on 2026-03-02 orally", { event: "consent", form: "oral", covers: "channel", channels: ["sms", "email"] }],
  ["consent to extra-calls on 2026-03-02 until 2026-03-05", { event: "consent", covers: "extra-calls", until: day("2026-03-05") }],
  ["opt-out of email on 2026-03-02", { event: "opt-out", channels: ["email"] }],
  ["breathing-space of relief crisis on 2026-03-02", { event: "breathing-space", relief: "crisis" }],
  ["payment of 20 USD on 2026-03-02", { event: "payment", amount: 2000, currency: "USD" }],
  ["promise of 20 USD on 2026-03-02 by 2026-03-18", { event: "promise", amount: 2000, currency: "USD", due: day("2026-03-18") }],
  ["charge late-fee of 20 USD on 2026-03-02", { event: "charge", type: "late-fee", amount: 2000, currency: "USD" }],
  ["military-orders on 2026-03-02 from 2026-03-01 to 2026-09-01", { event: "military-orders", from: day("2026-03-01"), until: day("2026-09-01") }],
  ["inconvenient-place on 2026-03-02 at work", { event: "inconvenient-place", place: "work" }],
  [
    "inconvenient-time on 2026-03-02 ruling out between 09:00 and 12:30 on sat, sun",
    { event: "inconvenient-time", blocked: [{ days: ["sat", "sun"], from: 540, to: 750 }] },
  ],
] as const)("reads the event `%s`", (line, event) => {
  const [entry] = exampleOf(`debtor in US-OH\n    ${line}\n    call at 2026-03-08 is allowed`).history;
  expect(entry !== undefined && "event" in entry ? entry.event : null).toEqual(event);
});

it.each([
  [
    "call to attorney with prerecorded dialling containing opt-out at 2026-03-08 09:15 is allowed requiring caller-identity",
    { act: "contact", debts: ["debt"], contact: { channel: "call", person: "attorney", dialing: "prerecorded", contains: ["opt-out"] } },
    { is: "allowed", requires: ["caller-identity"] },
  ],
  [
    "credit-report containing dispute-notation at 2026-03-08 is denied for ever",
    { act: "credit-report", debts: ["debt"], contains: ["dispute-notation"] },
    { is: "denied", rules: [], missing: [], until: null },
  ],
  [
    "charge late-interest agreed of 5 USD from 2026-02-01 to 2026-03-01 at 2026-03-08 is 5 USD",
    {
      act: "charge",
      debts: ["debt"],
      charge: { type: "late-interest", agreed: true, amount: 500, from: day("2026-02-01"), to: day("2026-03-01") },
    },
    { is: "allowed", requires: [], amount: { amount: 500, currency: "USD" } },
  ],
  [
    "sell at 2026-03-08 is denied until 2026-03-09 08:00 without opt-out",
    { act: "sell", debts: ["debt"] },
    { is: "denied", rules: [], missing: ["opt-out"], until: { day: day("2026-03-09"), minute: 480 } },
  ],
] as const)("reads the question `%s`", (line, action, answer) => {
  const [question] = exampleOf(`debtor in US-OH\n    ${line}`).questions;
  expect([question?.action, question?.answer]).toEqual([action, answer]);
});

it("the example of the tour holds in the law of the tour", () => {
  const source = readFileSync(new URL("fixtures/law-tour.collect", import.meta.url), "utf8");
  const { lawBook, examples } = compileLaw([{ file: "us.collect", source }]);
  if (lawBook === null) throw new Error("no book");
  const results = examples.flatMap((example) => runLawExample(example, lawBook, buildCalendar(calendarNeeds([example]))));
  expect(results.map(({ ok }) => ok)).toEqual([true]);
});

it("a question sees what happened before it, not after", () => {
  const results = ask(
    "debtor in US-OH\n    cease-request on 2026-03-05\n    call at 2026-03-04 is allowed\n    call at 2026-03-06 is denied by us.s.r for ever",
    rule("no contact after cease-request"),
  );
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
});

it("an answer that differs is told beside what was expected, with the reason", () => {
  const [result] = ask("debtor in US-OH\n    call at 2026-03-08 22:00 is allowed", rule("contact only between 08:00 and 21:00"));
  expect(result?.ok).toBe(false);
  expect(result?.expected).toEqual({ verdict: "allowed" });
  expect(result?.got).toMatchObject({ verdict: "denied", rules: ["us.s.r"], until: "2026-03-09T08:00:00-04:00" });
  expect(result?.got.sentences[0]).toContain("us.s.r: ");
});

it.each([
  ["call at 2026-03-08 22:00 is denied by us.s.r until 2026-03-09", true],
  ["call at 2026-03-08 22:00 is denied by us.s.r until 2026-03-09 08:00", true],
  ["call at 2026-03-08 22:00 is denied by us.s.r until 2026-03-09 07:59", false],
  ["call at 2026-03-08 22:00 is denied until 2026-03-10", false],
  ["call at 2026-03-08 22:00 is denied for ever", false],
  ["call at 2026-03-08 22:00 is denied by us.s.q", false],
  ["call at 2026-03-08 22:00 is denied without opt-out", false],
  ["charge late-fee at 2026-03-08 is 40 USD", true],
  ["charge late-fee at 2026-03-08 is 41 USD", false],
  ["email at 2026-03-08 is allowed requiring opt-out", true],
  ["email at 2026-03-08 is allowed requiring caller-identity", false],
])("compares `%s`: %s", (line, ok) => {
  const rules = [
    rule("contact only between 08:00 and 21:00"),
    rule("charge late-fee at most 40 USD", "us.s.q"),
    rule("every email must contain opt-out", "us.s.o"),
  ];
  expect(ask(`debtor in US-OH\n    ${line}`, rules.join("\n")).map((result) => result.ok)).toEqual([ok]);
});

it.each([
  ["law us.s.r at 2026-03-01 is binding", true, ["us.s.r: people decide: Plain words"]],
  ["law us.s.r at 2026-02-28 is binding", false, ["us.s.r: it is in force from 2026-03-01 until 2026-03-31"]],
  ["law us.s.r at 2026-03-31 23:59 is not binding", false, ["us.s.r: people decide: Plain words"]],
  ["law us.s.r at 2026-04-01 00:00 is not binding", true, ["us.s.r: it is in force from 2026-03-01 until 2026-03-31"]],
  ["debt of 100 USD commercial\n    law us.s.r at 2026-03-01 is not binding", true, ["us.s.r: it binds other collectors, debtors or debts"]],
])("says why a rule that refuses nothing binds or doesn't: `%s`", (line, ok, sentences) => {
  const dated = 'in force from 2026-03-01 until 2026-03-31\n    binds anyone collecting consumer debt\n    people decide "Plain words"';
  const [result] = ask(`debtor in US-OH\n    ${line}`, rule(dated));
  expect(result?.ok).toBe(ok);
  expect(result?.got.sentences).toEqual(sentences);
});

it("a rule binds nobody who lives elsewhere", () => {
  const [result] = ask("debtor in GB\n    law us.s.r at 2026-03-01 is not binding", rule('people decide "Plain words"'));
  expect(result?.ok).toBe(true);
  expect(result?.got.sentences).toEqual(["us.s.r: it is law of US, and the debtor isn't there"]);
});
