import { expect, it } from "vitest";
import { suppress } from "../../../dsl/index.ts";
import { brief, codes, lettersOf, marked, ofReminder } from "./letters.ts";

const STAGES = `stage early from 7 days before due {
    day 0 email "early"
    next reminder at 1 day after due
  }
  stage reminder {
    day 0 email "reminder"
    next demand after 14 days
  }
  stage demand {
    day 0 letter "demand"
    next claim after 21 days
  }
  stage claim {
    day 30 refer to lawyer
  }`;
/** Problems of a text in each stage: before the due date, as first reminder, and as the demand before the claim. */
const inStages = (text: string, language = "") => {
  const plain = { "early.email": "x", "reminder.email": "x", "demand.letter": "x" };
  return ["early.email", "reminder.email", "demand.letter"].map((key) =>
    codes(lettersOf({ stages: STAGES }, { ...plain, [`${key}${language}`]: text }).filter(({ code }) => code !== "C5022")),
  );
};

it.each([
  ["If you do not pay, we will contact your employer.", ""],
  ["If you don't pay we will call the police.", ""],
  ["You could be arrested.", ""],
  ["We would hate to have to start contacting your customers.", ""],
  ["We will ruin your business.", ""],
  ["Wenn Sie nicht zahlen, rufen wir die Polizei.", ".de"],
  ["Wir werden Ihren Arbeitgeber informieren.", ".de"],
  ["Betaalt u niet, dan doen wij aangifte bij de politie.", ".nl"],
  ["Wij nemen contact met uw werkgever op.", ".nl"],
])("%s is a threat at any stage", (text, language) => {
  for (const found of inStages(`<p>${text}</p>`, language)) expect(new Set(found)).toEqual(new Set(["C5030"]));
});

it.each([
  ["We will take legal action.", ""],
  ["Our solicitors will write to you.", ""],
  ["Wir leiten gerichtliche Schritte ein.", ".de"],
  ["Wij schakelen een deurwaarder in.", ".nl"],
])("%s is a threat in a reminder, and a fair word where a claim follows", (text, language) => {
  expect(inStages(`<p>${text}</p>`, language)).toEqual([["C5031"], ["C5031"], []]);
});

it.each([
  ["Nobody goes to jail for a debt, and we take no legal action.", ""],
  ["We would rather settle this than see our lawyers.", ""],
  ["Do not tell anybody else about the debt. Never threaten legal action.", ""],
  ["You will not be arrested.", ""],
  ["You may like to speak with your partner about it, or take your car to us again.", ""],
  ["Wir leiten keine gerichtlichen Schritte ein.", ".de"],
  ["Wij nemen geen juridische stappen.", ".nl"],
  ["As soon as it arrives we thank you. Interest for late payment is due by law.", ""],
  ["If something is wrong, we put it right immediately.", ""],
  ["Stimmt etwas nicht, kümmern wir uns sofort darum.", ".de"],
  ["Is er iets mis, dan lossen wij het onmiddellijk op.", ".nl"],
  ["Invoices that become overdue cost interest. Pay now to avoid that it becomes overdue.", ""],
  ["Paying by SEPA or IBAN is fine, in USD too. See INV-ABCDEF, ORDER_NUMBER and https://PAY.example/.", ""],
])("%s is no cause for complaint", (text, language) => {
  expect(inStages(`<p>${text}</p>`, language)).toEqual([[], [], []]);
});

it("haste and words of lateness are wrong only in letters whose every step comes before the due date", () => {
  expect(inStages("<p>Your account is past due.</p>")).toEqual([["C5035"], [], []]);
  expect(inStages("<p>We ask for immediate payment.</p>")).toEqual([["C5034"], [], []]);
  expect(inStages("<p>Ihr Konto ist überfällig.</p>", ".de")).toEqual([["C5035"], [], []]);
  expect(inStages("<p>Uw betaling is te laat.</p>", ".nl")).toEqual([["C5035"], [], []]);
  const both = `stage early from 2 days before due {\n day 0 email "early"\n day 5 email "early"\n }`;
  expect(codes(lettersOf({ stages: both }, { "early.email": "past due" }))).toEqual([]);
  // A stage that an event leads to begins on any day.
  const again = { stages: `stage early from 7 days before due { day 0 email "early" }`, events: "on broken promise go to early" };
  expect(codes(lettersOf(again, { "early.email": "past due" }))).toEqual([]);
});

it("lawyers' language is hinted at in a first reminder, and left alone in a demand", () => {
  expect(inStages("<p>Pursuant to our terms, payment is open.</p>")).toEqual([["C5036"], ["C5036"], []]);
  expect(inStages("<p>Nach § 286 Abs. 3 BGB ist gezahlt.</p>", ".de")).toEqual([["C5036"], ["C5036"], []]);
  expect(codes(ofReminder("{{!-- contains: payment-demand, payment-instructions --}}Pursuant to our terms"))).toEqual([]);
  const text = "Subject: x\n\nNach § 286 Abs. 3 BGB ist gezahlt.";
  expect(ofReminder(text, "reminder.email.de").map((found) => marked(text, found))).toEqual(["Nach § 286 Abs. 3 BGB"]);
});

it("blame is told in every language that there are words for", () => {
  expect(codes(ofReminder("You have failed to pay."))).toEqual(["C5033"]);
  expect(codes(ofReminder("Sie haben es versäumt zu zahlen.", "reminder.email.de-AT"))).toEqual(["C5033"]);
  expect(codes(ofReminder("U negeert onze brieven.", "reminder.email.nl"))).toEqual(["C5033"]);
  expect(codes(ofReminder("You have failed to pay.", "reminder.email.fr"))).toEqual([]);
  expect(codes(ofReminder("PAYEZ MAINTENANT!!", "reminder.email.fr"))).toEqual(["C5032", "C5032"]);
});

it("only prose is read: no comments, tags, attributes, styles or data; and a sentence goes on through a tag inside of it", () => {
  const quiet = `{{!-- jail --}}{{! jail }}<!-- jail --><style>.jail { color: RED !important }</style>
<p class="jail URGENT" title="You have failed to">{{#if balance}}x{{/if}} {{balance}}!</p><script>JAILED!!</script>`;
  expect(ofReminder(quiet)).toEqual([]);
  const text = "Subject: x\n\n<p>You have <strong>failed</strong>\n to&nbsp;pay. We take no</p><p>legal action.</p>";
  expect(ofReminder(text).map((found) => [found.code, marked(text, found)])).toEqual([
    ["C5033", "You have <strong>failed</strong>\n to"],
    ["C5031", "legal action"],
  ]);
  expect(brief(ofReminder("Subject: You will go to JAIL {{account}}\n\nx"))).toEqual(["C5030 reminder.email.hbs:1:19-29"]);
});

it("a text that letters share is heard once, and judged by all that include it", () => {
  const letters = { "early.email": "{{> foot}}", "reminder.email": "{{> foot}}", "demand.letter": "x", "foot.partial": "Past due: legal action" };
  const found = lettersOf({ stages: STAGES }, letters);
  expect(brief(found)).toEqual(["C5031 foot.partial.hbs:1:11-23"]);
  expect(found[0]?.related?.map(({ label }) => label)).toEqual(["sent by this step, stage early, day 0", "sent by this step, stage reminder, day 0"]);
});

it("a comment with a reason allows it, on its line", () => {
  const text = "Subject: x\n\n{{!-- allow C5032: the firm writes itself so --}}\n<p>With regards, ACME HOLDING</p>";
  const found = ofReminder(text);
  expect(codes(found)).toEqual(["C5032"]);
  expect(suppress(found, { "letters/reminder.email.hbs": text })).toEqual([]);
});

it("a claim may be prepared by a person: then it may be announced", () => {
  const by = (line: string) =>
    codes(
      lettersOf(
        { stages: `stage first from 1 day after due {\n day 0 letter "a"\n day 20 ${line}\n }` },
        { "a.letter": "We will take legal action." },
      ),
    );
  expect(by(`task "prepare the claim" for "AR team"`)).toEqual([]);
  expect(by(`task "call the customer" for "AR team"`)).toEqual(["C5031"]);
});
