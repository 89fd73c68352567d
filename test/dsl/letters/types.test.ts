import { expect, it } from "vitest";
import { brief, codes, lettersOf, ofReminder } from "./letters.ts";

const facts = `facts {
  segment  one of "standard", "key"
  limit    money
  since    date optional
  score    number optional
  labels   tags
  notes    tags optional
}`;
const of = (text: string, more: Readonly<Record<string, string>> = {}) =>
  lettersOf({ lines: facts, stages: `stage first from 1 day after due { day 0 email "reminder" }` }, { "reminder.email": text, ...more });

it("an optional fact is shown only where the letter has asked for it", () => {
  const [first, ...others] = of("since {{facts.since}}, {{#if facts.since}}{{facts.since}}{{else}}{{facts.since}}{{/if}}");
  expect(brief(first === undefined ? [] : [first, ...others])).toEqual(["C5020 reminder.email.hbs:3:9-20", "C5020 reminder.email.hbs:3:68-79"]);
  expect(first?.fixes[0]?.edits[0]?.text).toBe("{{#if facts.since}}{{facts.since}}{{/if}}");
  expect(of("{{#with facts}}{{#if since}}{{since}}{{/if}}{{#unless ../facts.since}}none{{else}}{{since}}{{/unless}}{{/with}}")).toEqual([]);
  expect(of("{{#if facts.score}}{{facts.since}}{{/if}}").map(({ message }) => message)).toEqual([
    "`facts.since` is optional, and nothing has asked here whether it is known",
  ]);
});

it("zero is a value: for a number the suggested question lets it pass, and the suggestion is in order", () => {
  const [found] = of("{{facts.score}}");
  expect(found?.fixes[0]?.edits[0]?.text).toBe("{{#if facts.score includeZero=true}}{{facts.score}}{{/if}}");
  expect(of(found?.fixes[0]?.edits[0]?.text ?? "")).toEqual([]);
});

it("tags are a list, money and dates are texts", () => {
  expect(of("{{facts.limit}}{{#each facts.labels}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}{{#each facts.notes}}{{this}}{{/each}}")).toEqual(
    [],
  );
  expect(of("{{facts.labels}}").map(({ message }) => message)).toEqual(["`facts.labels` is a list, and a text or number is wanted here"]);
  expect(of("{{#each facts.limit}}{{/each}}").map(({ message }) => message)).toEqual(["`facts.limit` is a text, and a list is wanted here"]);
});

it("an optional fact may be handed on to a text that asks for it, and to no other", () => {
  expect(of("{{> foot day=facts.since}}", { "foot.partial": "{{#if day}}{{day}}{{/if}}" })).toEqual([]);
  expect(brief(of("{{> foot day=facts.since}}", { "foot.partial": "{{day}}" }))).toEqual(["C5020 foot.partial.hbs:1:3-6"]);
  expect(codes(ofReminder("{{> foot link=payment_link}}"))).toEqual(["C5007"]);
});

it("a group that is always there is no question", () => {
  expect(of("{{#if debtor}}x{{/if}}").map(({ message }) => message)).toEqual([
    "`debtor` is a group of fields, and something that may be missing or empty is wanted here",
  ]);
  expect(of("{{#if invoices}}x{{/if}}{{#if plan}}x{{/if}}{{#unless debtor.address}}x{{/unless}}")).toEqual([]);
});

it("a block takes nothing that it doesn't know", () => {
  expect(of("{{#if balance strict=true}}x{{/if}}").map(({ code, message }) => [code, message])).toEqual([["C5002", "`if` knows no `strict`"]]);
  expect(codes(of("{{#each invoices includeZero=true}}x{{/each}}"))).toEqual(["C5002"]);
});

it("of steps that share a letter, each that lacks what the letter shows is named", () => {
  const stages = `stage first from 1 day after due {
    day 0 email "reminder" with payment link
    day 5 email "reminder"
    day 9 email "reminder"
  }`;
  const found = lettersOf({ stages }, { "reminder.email": "{{payment_link}}" });
  expect(found.map(({ code, related }) => [code, (related ?? []).map(({ label }) => label)])).toEqual([
    ["C5005", ["sent by this step, stage first, day 5", "sent by this step, stage first, day 9"]],
  ]);
});

it("each translation has its own file and line, spaces taken away or not", () => {
  const found = lettersOf(
    { stages: `stage first from 1 day after due { day 0 email "reminder" }` },
    { "reminder.email": "\n{{~#if balance~}}\n  {{~balanc~}}\n{{~/if~}}", "reminder.email.de": "\n\n{{#each invoices}}\r\n{{nmber}}{{/each}}" },
  );
  expect(brief(found)).toEqual(["C5003 reminder.email.hbs:5:6-12", "C5003 reminder.email.de.hbs:6:3-8"]);
});

it("a link is no use where there is nothing to click on, wherever the letter takes it from", () => {
  expect(codes(ofReminder("{{opt_out_link}}"))).toEqual([]);
  expect(codes(ofReminder("{{> law/opt-out}}", "reminder.portal"))).toEqual([]);
  expect(brief(ofReminder("x\n{{opt_out_link}}", "reminder.letter"))).toEqual(["C5021 reminder.letter.hbs:2:3-15"]);
  expect(brief(ofReminder("x {{> law/opt-out}}", "reminder.call"))).toEqual(["C5021 reminder.call.hbs:1:3-20"]);
  expect(codes(ofReminder("{{#if payment_link}}{{payment_link}}{{/if}}", "reminder.call"))).toEqual([]);
});

it("the subject is filled by itself: what begins in it ends in it, and it includes no text", () => {
  expect(brief(of("Subject: {{#if balance}}open\n\nx{{/if}}"))).toEqual(["C5025 reminder.email.hbs:1:10-25"]);
  expect(brief(of("Subject: a {{> foot}}\n\nx", { "foot.partial": "y" }))).toEqual(["C5025 reminder.email.hbs:1:12-22"]);
  expect(of("Subject: {{#if balance}}open{{/if}} {{account}}\n\nx")).toEqual([]);
});
