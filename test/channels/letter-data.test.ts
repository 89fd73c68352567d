import { expect, it } from "vitest";
import { letterData, letterLocale, writeDay, writeMoney } from "../../channels/letter-data.ts";
import { LETTER_FIELDS, localDay, minor } from "../../engine/index.ts";
import { accountOf, factsOf, sender } from "./permit.ts";

it.each([
  ["en", "US-NY-NYC", "March 2, 2026"],
  ["en", "GB", "2 March 2026"],
  ["de", "DE", "2. März 2026"],
  ["nl", "NL", "2 maart 2026"],
  ["en", "DE", "2 March 2026"],
  ["en-GB", "US", "2 March 2026"],
])("a letter in %s to %s says %s", (language, place, day) => {
  expect(writeDay(localDay(20_514), letterLocale(language, place))).toBe(day);
});

it("a day number is the same date in every time zone of the machine", () => {
  expect([localDay(0), localDay(-1), localDay(20_512)].map((day) => writeDay(day, "en-GB"))).toEqual([
    "1 January 1970",
    "31 December 1969",
    "28 February 2026",
  ]);
});

it.each([
  [120_050, "USD", "en-US", "$1,200.50"],
  [120_050, "GBP", "en-GB", "£1,200.50"],
  [120_050, "EUR", "de-DE", "1.200,50 €"],
  [1_200, "JPY", "en-US", "¥1,200"],
  [1_200_500, "KWD", "en-US", "KWD 1,200.500"],
  [120_050, "HUF", "hu-HU", "1200,50 Ft"],
  [9_007_199_254_740_991, "USD", "en-US", "$90,071,992,547,409.91"],
])("%d minor units of %s in %s are %s", (amount, currency, locale, text) => {
  expect(writeMoney(minor(amount), currency, locale).replaceAll("\u00a0", " ")).toBe(text);
});

it("a language tag that is none falls back to English", () => {
  expect(letterLocale("not a language", "US")).toBe("en");
});

it("facts are written out by their type: money, dates and percentages in the letter's language, tags as a list", () => {
  const facts = { limit: 500_000, since: "2019-02-28", opens: "09:30", share: 12.5, vip: true, labels: ["vip", "key"], branch: "US-NY" };
  const factTypes = {
    limit: { type: "money" },
    since: { type: "date" },
    opens: { type: "time" },
    share: { type: "percent" },
    vip: { type: "boolean" },
    labels: { type: "tags" },
    branch: { type: "place" },
  } as const;
  expect(letterData(factsOf({ account: { ...accountOf(), facts }, factTypes }), "en").facts).toEqual({
    limit: "$5,000.00",
    since: "February 28, 2019",
    opens: "09:30",
    share: "12.5%",
    vip: true,
    labels: ["vip", "key"],
    branch: "US-NY",
  });
});

it("a letter speaks of what is open, and of nothing that is paid", () => {
  const account = accountOf();
  const [paid, open] = account.invoices;
  if (paid === undefined || open === undefined) throw new Error("the account has two invoices");
  const data = letterData(
    factsOf({
      account,
      open: [
        { invoice: paid, open: minor(0) },
        { invoice: open, open: minor(10_000) },
      ],
    }),
    "en",
  );
  expect(data.invoices).toEqual([
    { number: "INV-2", issued: "February 16, 2026", due: "March 18, 2026", amount: "$300.50", open: "$100.00", days_overdue: 1 },
  ]);
  expect(data).toMatchObject({
    balance: "$100.00",
    oldest_due: "March 18, 2026",
    days_overdue: 1,
    today: "March 19, 2026",
    currency: "USD",
    account: "A-17",
  });
});

it("an invoice that is not due yet is not overdue by a negative number", () => {
  expect(letterData(factsOf({ today: localDay(20_500) }), "en")).toMatchObject({ days_overdue: 0 });
});

it("a payment link and a plan are there only where the step gives them", () => {
  expect(Object.keys(letterData(factsOf(), "en"))).not.toEqual(expect.arrayContaining(["payment_link"]));
  const plan = {
    plan: {
      name: "standard",
      installments: 6,
      every: "month" as const,
      atLeast: { USD: minor(10_000) },
      first: { n: 14, business: false },
      defaultAfterMissed: 2,
    },
    firstBy: localDay(20_545),
  };
  expect(letterData(factsOf({ paymentLink: "https://pay.example/A-17", plan }), "en")).toMatchObject({
    payment_link: "https://pay.example/A-17",
    plan: { name: "standard", installments: 6, at_least: "$100.00", first_by: "April 2, 2026" },
  });
});

it("an address that begins with the name doesn't say it twice", () => {
  expect(letterData(factsOf({ sender: { ...sender, address: [sender.name, ...sender.address] } }), "en").creditor.address).toEqual(sender.address);
});

it("the data has every field that templates are checked against, and no other", () => {
  const plan = {
    plan: { name: "p", installments: 2, every: "month" as const, first: { n: 1, business: false }, defaultAfterMissed: 1 },
    firstBy: localDay(20_540),
  };
  const data = letterData(factsOf({ paymentLink: "https://pay.example", plan }), "en");
  expect(Object.keys(data).sort()).toEqual([...Object.keys(LETTER_FIELDS), "facts"].sort());
});
