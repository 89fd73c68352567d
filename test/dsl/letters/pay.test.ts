import { expect, it } from "vitest";
import { codes, lettersOf, ofReminder } from "./letters.ts";

it("a message that asks for money says how to pay it", () => {
  const [found, ...others] = ofReminder("<p>Please pay {{balance}}.</p>\n");
  expect([found?.code, others]).toEqual(["C5022", []]);
  expect(found?.fixes[0]?.edits[0]).toMatchObject({ text: "\n{{> law/payment-instructions}}", span: { start: 42, end: 42 } });
  expect(codes(ofReminder("{{!-- contains: payment-demand --}}{{balance}}", "reminder.letter"))).toEqual(["C5022"]);
  expect(codes(ofReminder("Bitte zahlen Sie {{balance}}.", "reminder.email.de"))).toEqual(["C5022"]);
  expect(codes(ofReminder("Wij verzoeken u {{balance}} te betalen.", "reminder.letter.nl"))).toEqual(["C5022"]);
});

it.each([
  ["the legal text", "Please pay {{balance}}.{{> law/payment-instructions}}"],
  ["its own words", "Please pay {{balance}} to IBAN DE02 1203 0000 0000 2020 51."],
  ["a declaration", "{{!-- contains: payment-instructions --}}Please pay {{balance}}: ask us how."],
])("how to pay may be said by %s", (_what, text) => {
  expect(ofReminder(text)).toEqual([]);
});

it.each([
  ["asks for nothing", "{{balance}} is open.", "reminder.email"],
  ["is spoken", "Please pay {{balance}}.", "reminder.call"],
  ["must not ask yet", "{{!-- contains: validation-notice --}}Please pay nothing yet, or settle it: please pay.", "reminder.letter"],
  ["asks in a comment only", "{{!-- please pay --}}<!-- please pay -->{{balance}}", "reminder.email"],
])("a message that %s needs no way to pay", (_what, text, key) => {
  expect(ofReminder(text, key)).toEqual([]);
});

it("a payment link is a way to pay", () => {
  const stages = `stage first from 1 day after due { day 0 email "reminder" with payment link }`;
  expect(lettersOf({ stages }, { "reminder.email": "Please pay {{balance}}: {{payment_link}}" })).toEqual([]);
  expect(codes(lettersOf({ stages }, { "reminder.email": "Please pay {{balance}}." }))).toEqual(["C5006"]);
});
