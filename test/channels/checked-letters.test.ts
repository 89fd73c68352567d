import * as fc from "fast-check";
import { expect, it } from "vitest";
import { render } from "../../channels/index.ts";
import { letterData } from "../../channels/letter-data.ts";
import { checkLetters } from "../../dsl/templates.ts";
import { localDay, minor, type CompiledPolicy } from "../../engine/index.ts";
import { accountOf, factsOf } from "./permit.ts";

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

/** A policy with one step that sends `reminder` by e-mail, with or without a payment link and plan. */
const policyOf = (full: boolean): CompiledPolicy => {
  const action = {
    kind: "contact",
    channel: "email",
    template: "reminder",
    paymentLink: full,
    priority: "normal",
    purpose: "collect",
    ...(full ? { offers: "standard" } : {}),
  };
  const step = { key: "day 0", day: { n: 0, business: false }, within: { n: 3, business: false }, action, line: 1 };
  const facts = {
    segment: { type: "text" },
    late_invoices_12m: { type: "number" },
    score: { type: "number", optional: true },
    labels: { type: "tags" },
  };
  return {
    file: "p.collect",
    facts,
    notices: [],
    handlers: [],
    house: [],
    places: ["US"],
    currencies: ["USD"],
    stages: [{ name: "s", entry: [], exit: [], next: [], steps: [step] }],
  } as unknown as CompiledPolicy;
};

const heads = [
  "debtor",
  "creditor",
  "invoices",
  "plan",
  "facts",
  "balance",
  "account",
  "payment_link",
  "name",
  "address",
  "number",
  "open",
  "item",
  "segment",
  "length",
  "score",
  "labels",
  "nothing",
  "constructor",
];
const path = fc
  .record({
    up: fc.constantFrom("", "", "", "../", "../../", "this.", "./", "@root."),
    parts: fc.array(fc.constantFrom(...heads), { minLength: 1, maxLength: 3 }),
  })
  .map(({ up, parts }) => `${up}${parts.join(".")}`);
const anyPath = fc.oneof(
  { weight: 4, arbitrary: path },
  { weight: 1, arbitrary: fc.constantFrom("this", "..", "@index", "@nothing", "facts.score", "../facts.score", "facts.labels") },
);

const { body } = fc.letrec<{ body: string; node: string }>((tie) => ({
  body: fc.array(tie("node"), { maxLength: 3, depthIdentifier: "letter" }).map((nodes) => nodes.join(" ")),
  node: fc.oneof(
    { depthIdentifier: "letter", maxDepth: 4 },
    anyPath.map((each) => `{{${each}}}`),
    fc.constantFrom(
      "text",
      "{{> foot}}",
      "{{> law/opt-out}}",
      "{{> foot debtor}}",
      "{{> foot name=facts.score}}",
      "{{> foot name=payment_link}}",
      "{{> nothing}}",
    ),
    fc
      .record({
        word: fc.constantFrom("if", "unless", "each", "with"),
        of: anyPath,
        as: fc.constantFrom("", " as |item|", " as |item i|"),
        inner: tie("body"),
        other: fc.option(tie("body")),
      })
      .map(({ word, of, as, inner, other }) => `{{#${word} ${of}${as}}}${inner}${other === null ? "" : `{{else}}${other}`}{{/${word}}}`),
  ),
}));

const foot = "<p>{{name}}{{#if name}}{{name}}{{/if}}</p>";

it("a letter that passes the check can be filled, whatever it is", async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 4, arbitrary: fc.constant("x") }, { weight: 1, arbitrary: body }),
      body,
      fc.boolean(),
      async (subject, source, full) => {
        const letters = { "reminder.email": `Subject: ${subject}\n\n${source}`, "foot.partial": foot };
        const files = Object.fromEntries(Object.entries(letters).map(([key, each]) => [key, { file: key, source: each }]));
        // That a link is never shown leaves no hole.
        const faults = checkLetters(policyOf(full), files, "letters").filter(({ severity, code }) => severity === "error" && code !== "C5006");
        if (faults.length > 0) return;
        passed += 1;
        // The optional score isn't known.
        const account = { ...accountOf(), facts: { segment: "key", late_invoices_12m: 0, labels: ["vip"] } };
        const data = letterData(factsOf(full ? { account, paymentLink: "https://pay.example", plan } : { account }), "en");
        const rendered = await render(letters, { template: "reminder", channel: "email" }, data);
        expect(rendered).toMatchObject({ kind: "rendered" });
        expect(JSON.stringify(rendered)).not.toContain("[object");
      },
    ),
    { numRuns: 3_000 },
  );
  expect(passed).toBeGreaterThan(500);
});
