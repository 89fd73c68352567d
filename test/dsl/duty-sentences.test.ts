import { expect, it } from "vitest";
import { compileLaw, compilePolicy, readLawBook } from "../../dsl/index.ts";
import { parseDay, type RuleBody } from "../../engine/index.ts";
import { smallPolicy } from "./small-policy.ts";

const SERIES =
  '  series base-rate "Base rate" {\n    cites s "table"\n    confidence secondary, checked 2026-11-22\n    verified to 2026-06-30\n    from 2016-07-01 minus 0.88%\n    from 2023-01-01 1.62%\n  }\n';

const bookOf = (sentence: string) => {
  const source = `jurisdiction US "x" {\n  source s "S"\n${SERIES}  rule us.s.r "r" {\n    cites s "1"\n    ${sentence}\n  }\n}`;
  const { lawBook, diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics).toEqual([]);
  if (lawBook === null) throw new Error("no book");
  return lawBook;
};
const lawBody = (sentence: string): RuleBody | undefined => bookOf(sentence).rules[0]?.body;
const houseBody = (sentence: string): RuleBody | undefined => {
  const { policy, diagnostics } = compilePolicy(smallPolicy({ lines: `  house rules {\n    ${sentence}\n  }` }), "p.collect");
  expect(diagnostics).toEqual([]);
  return policy?.house[0]?.body;
};

const days = (n: number, business = false) => ({ n, business });
const sum = (amount: number, currency = "EUR") => ({ amount, currency });
const NOTICE = { kind: "notice-before", notices: ["letter-of-claim"], counts: { from: "sending" }, key: "debt" };
const AMOUNT = { kind: "amount", charges: ["late-compensation"], onlyAgreed: false, key: "debt" };
const FIXED = { kind: "limitation", from: "default", toYearEnd: false, restartedBy: [], revivedBy: [], extinguishes: false };
const LIMIT = { ...FIXED, years: 6 };

/** Sentences that law and house say alike. */
const SHARED: readonly (readonly [string, object])[] = [
  ["before sue a letter-of-claim must be at least 30 days old from sending", { ...NOTICE, acts: ["sue"], atLeast: days(30) }],
  [
    "before sue, threaten-suit a letter-of-claim or default-notice by letter, registered-letter must be at least 10 business days old and at most 180 business days old from receipt per person",
    {
      ...NOTICE,
      acts: ["threaten-suit", "sue"],
      notices: ["letter-of-claim", "default-notice"],
      by: ["letter", "registered-letter"],
      atLeast: days(10, true),
      atMost: days(180, true),
      counts: { from: "receipt" },
      key: "person",
    },
  ],
  [
    "before charge collection-costs, reminder-fee a fourteen-day-letter must be at least 14 days old from presumed receipt 2 business days after sending",
    {
      ...NOTICE,
      acts: ["charge"],
      charges: ["collection-costs", "reminder-fee"],
      notices: ["fourteen-day-letter"],
      atLeast: days(14),
      counts: { from: "presumed receipt", after: days(2, true) },
    },
  ],
  [
    "before call, sue, charge late-fee an invoice must be at least 1 day old from sending per debt",
    { ...NOTICE, acts: ["contact", "charge", "sue"], channels: ["call", "voicemail"], charges: ["late-fee"], notices: ["invoice"], atLeast: days(1) },
  ],
  [
    "must send validation-notice by letter, email within 5 days after the first communication else no contact, sue per debt",
    {
      kind: "deadline",
      duty: { send: ["validation-notice"], by: ["email", "letter"] },
      after: { first: "communication" },
      within: days(5),
      else: ["contact", "sue"],
      key: "debt",
    },
  ],
  [
    "must send state-initial-disclosure, validation-notice within 5 business days after the first contact",
    {
      kind: "deadline",
      duty: { send: ["state-initial-disclosure", "validation-notice"] },
      after: { first: "contact" },
      within: days(5, true),
      else: [],
      key: "debt",
    },
  ],
  [
    "must record documents-sent within 10 business days after a document-request in writing asking for ownership from receipt until dispute-closed else no contact per person",
    {
      kind: "deadline",
      duty: { record: "documents-sent" },
      after: { event: "document-request", form: "written", requests: ["ownership"], fromReceipt: true, until: ["dispute-closed"] },
      within: days(10, true),
      else: ["contact"],
      key: "person",
    },
  ],
  ["email only with consent to channel", { kind: "consent", channels: ["email"], covers: "channel" }],
  [
    "sms, call to mobile with autodialled, prerecorded dialling only with consent to prerecorded in writing given in the last 60 days",
    {
      kind: "consent",
      channels: ["call", "voicemail", "sms"],
      dialing: ["autodialled", "prerecorded"],
      lines: ["mobile"],
      covers: "prerecorded",
      form: "written",
      freshDays: 60,
    },
  ],
  ["visit only with consent to visits orally", { kind: "consent", channels: ["visit"], covers: "visits", form: "oral" }],
  ["charge late-compensation at most 40 EUR once per debt", { ...AMOUNT, limit: { by: "sum", sum: sum(4000) }, times: 1 }],
  [
    "charge late-fee, reminder-fee at most 5 EUR only if agreed at most 2 times per person",
    { ...AMOUNT, charges: ["late-fee", "reminder-fee"], limit: { by: "sum", sum: sum(500) }, onlyAgreed: true, times: 2, key: "person" },
  ],
  [
    "charge collection-costs at most 15% of the debt but at least 40 EUR and at most 500 EUR",
    { ...AMOUNT, charges: ["collection-costs"], limit: { by: "percent of debt", percent: 15, atLeast: sum(4000), atMost: sum(50_000) } },
  ],
  [
    "charge late-compensation at most 10% of the debt but at most 500 EUR",
    { ...AMOUNT, limit: { by: "percent of debt", percent: 10, atMost: sum(50_000) } },
  ],
  ["charge late-interest at most 8% a year", { ...AMOUNT, charges: ["late-interest"], limit: { by: "yearly rate", percent: 8 } }],
  [
    "charge late-compensation by bands: up to 999.99 GBP 40 GBP, up to 9,999.99 GBP 70 GBP, above 100 GBP",
    {
      ...AMOUNT,
      limit: {
        by: "bands",
        bands: [
          { upTo: sum(99_999, "GBP"), sum: sum(4000, "GBP") },
          { upTo: sum(999_999, "GBP"), sum: sum(7000, "GBP") },
          { upTo: null, sum: sum(10_000, "GBP") },
        ],
      },
    },
  ],
  [
    "charge collection-costs by slices: up to 2,500 EUR 15%, up to 5,000 EUR 10%, above 0.5%\n      but at least 40 EUR and at most 6,775 EUR",
    {
      ...AMOUNT,
      charges: ["collection-costs"],
      limit: {
        by: "slices",
        slices: [
          { upTo: sum(250_000), percent: 15 },
          { upTo: sum(500_000), percent: 10 },
          { upTo: null, percent: 0.5 },
        ],
        atLeast: sum(4000),
        atMost: sum(677_500),
      },
    },
  ],
  ["limitation 6 years from default bars sue", { ...LIMIT, bars: ["sue"] }],
  [
    "limitation 3 years and 6 months for credit, goods for written, open-account contracts from due to the end of the year restarted by payment, acknowledgement revived by promise bars contact, sue",
    {
      ...LIMIT,
      years: 3,
      months: 6,
      debtTypes: ["credit", "goods"],
      contracts: ["written", "open-account"],
      from: "due",
      toYearEnd: true,
      restartedBy: ["payment", "acknowledgement"],
      revivedBy: ["promise"],
      bars: ["contact", "sue"],
    },
  ],
  ["limitation as fixed by counsel bars sue, threaten-suit", { ...FIXED, asFixed: true, bars: ["threaten-suit", "sue"] }],
  ...(["incurred", "last-payment", "charged-off", "judgment"] as const).map(
    (from) =>
      [`limitation 1 year and 1 month from ${from} bars credit-report`, { ...LIMIT, years: 1, months: 1, from, bars: ["credit-report"] }] as const,
  ),
  [
    'keep "call recordings" for 3 years after last-contact',
    { kind: "retention", what: "keep", records: "call recordings", years: 3, after: "last-contact" },
  ],
  ['delete "bank details" 1 year after closing', { kind: "retention", what: "delete", records: "bank details", years: 1, after: "closing" }],
  [
    'keep "the dispute file" for 2 years after dispute-closed',
    { kind: "retention", what: "keep", records: "the dispute file", years: 2, after: "dispute-closed" },
  ],
];

it.each(SHARED)("reads `%s` alike in the law and in the house", (sentence, body) => {
  expect(lawBody(sentence)).toEqual(body);
  expect(houseBody(sentence)).toEqual(body);
});

/** Sentences that only the law says. */
const LAW: readonly (readonly [string, object])[] = [
  ["a debt is late 30 days after invoice", { kind: "due-date", days: days(30), after: "invoice" }],
  [
    "a debt is late 10 business days after receipt and at most 60 days if agreed",
    { kind: "due-date", days: days(10, true), after: "receipt", longest: days(60) },
  ],
  ["a debt is late 30 days after delivery", { kind: "due-date", days: days(30), after: "delivery" }],
  ['the law is silent "No hours are fixed"', { kind: "none", text: "No hours are fixed" }],
  ["letters count as received 5 business days after sending", { kind: "receipt", channels: ["letter"], after: days(5, true) }],
  [
    "registered-letters, emails, postcards count as received 1 day after sending",
    { kind: "receipt", channels: ["email", "registered-letter", "postcard"], after: days(1) },
  ],
  [
    "charge late-interest at most 8% a year over base-rate frozen at half-year by actual/365",
    {
      ...AMOUNT,
      charges: ["late-interest"],
      limit: { by: "yearly rate", percent: 8, over: "base-rate", frozen: "at half-year", dayCount: "actual/365" },
    },
  ],
  [
    "charge late-interest at most 5.25% a year over base-rate frozen at lateness by 30/360 only if agreed",
    {
      ...AMOUNT,
      charges: ["late-interest"],
      limit: { by: "yearly rate", percent: 5.25, over: "base-rate", frozen: "at lateness", dayCount: "30/360" },
      onlyAgreed: true,
    },
  ],
  [
    "charge late-interest at most 9% a year over base-rate by actual/actual",
    {
      ...AMOUNT,
      charges: ["late-interest"],
      limit: { by: "yearly rate", percent: 9, over: "base-rate", frozen: "never", dayCount: "actual/actual" },
    },
  ],
];

it.each(LAW)("reads `%s` in the law", (sentence, body) => {
  expect(lawBody(sentence)).toEqual(body);
});

it.each([...SHARED, ...LAW].map(([sentence]) => sentence))("what is stored of `%s` is read back as it was", (sentence) => {
  const book = bookOf(sentence);
  expect(readLawBook(JSON.parse(JSON.stringify(book)))).toEqual(book);
});

it("keeps each series with its source, how far it was checked and its values, below zero too", () => {
  expect(bookOf("never sms").series).toEqual([
    {
      name: "base-rate",
      title: "Base rate",
      cites: "S, table",
      confidence: "secondary",
      checked: parseDay("2026-11-22"),
      verifiedTo: parseDay("2026-06-30"),
      values: [
        { from: parseDay("2016-07-01"), percent: -0.88 },
        { from: parseDay("2023-01-01"), percent: 1.62 },
      ],
      file: "us.collect",
      line: 3,
    },
  ]);
});

it("names the book by its series too: another rate is another law", () => {
  const of = (percent: string) =>
    compileLaw([
      {
        file: "us.collect",
        source: `jurisdiction US "x" {\n  source s "S"\n  series base-rate "b" {\n    cites s\n    verified to 2026-06-30\n    from 2026-01-01 ${percent}\n  }\n}`,
      },
    ]).lawBook?.hash;
  expect(of("2%")).not.toBe(of("3%"));
});

/** A misspelt word is read as the one that was meant, and said so at its own place. */
const SLIPS: readonly (readonly [string, string, string])[] = [
  ["befor sue a letter-of-claim must be at least 30 days old from sending", "befor", "before"],
  ["before sue a letter-of-clame must be at least 30 days old from sending", "letter-of-clame", "letter-of-claim"],
  ["before sue a letter-of-claim must be at least 30 days old from sendng", "sendng", "sending"],
  ["must sned validation-notice within 5 days after the first contact", "sned", "send"],
  ["must send validation-notise within 5 days after the first contact", "validation-notise", "validation-notice"],
  ["must record documents-sent withn 5 days after dispute", "withn", "within"],
  ["email only with concent to channel", "concent", "consent"],
  ["email only with consent to chanel", "chanel", "channel"],
  ["charge late-compensaton at most 40 EUR", "late-compensaton", "late-compensation"],
  ["charge late-interest at most 8% a yaer", "yaer", "year"],
  ["charge late-compensation by bnads: up to 5 EUR 1 EUR, above 2 EUR", "bnads", "bands"],
  ["a debt is late 30 days after invioce", "invioce", "invoice"],
  ["limitation 6 yeers from default bars sue", "yeers", "years"],
  ["limitaton 6 years from default bars sue", "limitaton", "limitation"],
  ["limitation 6 years from defualt bars sue", "defualt", "default"],
  ["limitation 6 years from default bar sue", "bar", "bars"],
  ['keep "calls" for 3 years after last-contct', "last-contct", "last-contact"],
  ["letters count as recieved 5 days after sending", "recieved", "received"],
];

it.each(SLIPS)("in `%s` it points at `%s` and suggests `%s`", (sentence, slip, meant) => {
  const source = `jurisdiction US "x" {\n  source s "S"\n  rule us.s.r "r" {\n    cites s "1"\n    ${sentence}\n  }\n}`;
  const { diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics.map(({ span }) => source.slice(span.start, span.end))).toEqual([slip]);
  expect(diagnostics[0]?.help).toContain(`\`${meant}\``);
});
