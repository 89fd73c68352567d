import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { Diagnostic } from "../../dsl/diagnostic.ts";
import { checkLetters, letterContains, type LetterFiles } from "../../dsl/templates.ts";
import type { CompiledPolicy, StepAction } from "../../engine/index.ts";

const contact = (channel: string, template: string, more: object = {}): StepAction =>
  ({ kind: "contact", channel, template, paymentLink: false, priority: "normal", purpose: "collect", ...more }) as StepAction;

/** A policy that sends what it is told, one step a line from line 10 on. */
const policyOf = (actions: readonly StepAction[], more: Partial<CompiledPolicy> = {}): CompiledPolicy =>
  ({
    file: "b2b.collect",
    facts: { segment: { type: "one of", values: ["key"] }, late_invoices_12m: { type: "number" } },
    notices: [],
    handlers: [],
    house: [],
    places: ["US"],
    currencies: ["USD"],
    collector: "creditor",
    debt: "commercial",
    stages: [
      {
        name: "reminder",
        next: [],
        entry: [],
        exit: [],
        steps: actions.map((action, i) => ({
          key: `day ${i}`,
          day: { n: i, business: false },
          within: { n: 3, business: false },
          action,
          line: 10 + i,
        })),
      },
    ],
    ...more,
  }) as unknown as CompiledPolicy;

const filesOf = (sources: Readonly<Record<string, string>>): LetterFiles =>
  Object.fromEntries(Object.entries(sources).map(([key, source]) => [key, { file: `letters/${key}.hbs`, source }]));

const check = (actions: readonly StepAction[], sources: Readonly<Record<string, string>>, policySource = ""): readonly Diagnostic[] =>
  checkLetters(policyOf(actions), filesOf(sources), "letters", policySource);

/** Problems of one letter that an e-mail step sends; `more` is what the step says. */
const problems = (body: string, more: object = {}, others: Readonly<Record<string, string>> = {}): readonly Diagnostic[] =>
  check([contact("email", "reminder", more)], { "reminder.email": `Subject: x\n\n${body}`, ...others });
const brief = (found: readonly Diagnostic[]) => found.map(({ code, span }) => `${code} ${span.line}:${span.column}-${span.endColumn}`);
const only = (found: readonly Diagnostic[]): Diagnostic => {
  expect(found).toHaveLength(1);
  const [first] = found;
  if (first === undefined) throw new Error("nothing was found");
  return first;
};

it("a letter that speaks of what every account has is in order", () => {
  const letter = `<p>{{debtor.name}} {{creditor.email}} {{account}} {{today}} {{balance}} {{currency}} {{days_overdue}} {{oldest_due}} {{opt_out_link}}</p>
{{#each debtor.address}}{{this}}{{@index}}{{#if @last}}.{{/if}}{{/each}}
{{#each invoices as |invoice i|}}{{i}} {{invoice.number}} {{issued}} {{this.due}} {{./amount}} {{../balance}} {{invoice.open}} {{@root.account}}{{else}}none{{/each}}
{{#with creditor}}{{name}}{{#each address as |line|}}{{line}} {{../phone}} {{../../account}}{{/each}}{{/with}}
{{#unless facts.segment}}{{invoices.length}}{{else if facts.late_invoices_12m}}{{facts.late_invoices_12m}}{{/unless}}
{{> law/opt-out}}`;
  expect(problems(letter)).toEqual([]);
});

it("a missing letter is shown at its name in the policy, with the nearest one as suggested edit", () => {
  const source = `${"\n".repeat(9)}    day 0   email "remindre" with payment link\n`;
  const found = only(
    check([contact("email", "remindre")], { "reminder.letter": "", "reminder.email": "Subject: x\n\n" }, source).filter(
      ({ severity }) => severity === "error",
    ),
  );
  expect(found).toMatchObject({
    code: "C5001",
    message: 'there is no email "remindre": letters/remindre.email.hbs is missing',
    help: 'did you mean `"reminder"`?',
  });
  expect(source.slice(found.span.start, found.span.end)).toBe('"remindre"');
  expect([found.span.line, found.span.column, found.span.endColumn]).toEqual([10, 19, 29]);
  expect(found.fixes[0]?.edits[0]?.text).toBe('"reminder"');
});

it("a missing letter says where to write it, or that it is there for another channel; without the policy's text its line is shown", () => {
  const [first, second] = check([contact("email", "notice"), contact("email", "demand")], { "demand.letter": "" });
  expect(first).toMatchObject({ code: "C5001", help: "write it in letters/notice.email.hbs", span: { line: 10, column: 1 } });
  expect(second?.help).toBe("there is demand.letter.hbs, which is for another channel");
  expect(check([contact("email", "remindre")], { "reminder.email": "Subject: x" })[0]).toMatchObject({
    help: 'did you mean `"reminder"`?',
    fixes: [],
  });
});

it("every way to send is followed: steps, what they do otherwise or else, events and notices", () => {
  const stage = {
    name: "s",
    next: [],
    entry: [],
    exit: [],
    steps: [
      {
        key: "d",
        day: { n: 0, business: false },
        line: 3,
        action: contact("email", "a"),
        otherwise: contact("sms", "b"),
        else: contact("call", "c"),
      },
    ],
  };
  const handlers = [{ on: "dispute", line: 7, reactions: [{ do: "pause" }, { do: "act", action: contact("letter", "d") }] }];
  const notices = [{ name: "validation", channel: "letter", template: "e", line: 9 }];
  const policy = policyOf([], { stages: [stage], handlers, notices } as unknown as Partial<CompiledPolicy>);
  expect(checkLetters(policy, {}, "letters").map(({ code, span, message }) => [code, span.line, /letters\/[\w.]+/.exec(message)?.[0]])).toEqual([
    ["C5001", 3, "letters/a.email.hbs"],
    ["C5001", 3, "letters/b.sms.hbs"],
    ["C5001", 3, "letters/c.call.hbs"],
    ["C5001", 7, "letters/d.letter.hbs"],
    ["C5001", 9, "letters/e.letter.hbs"],
  ]);
});

it.each([
  ["a block that is not closed", "<p>\n  {{#if balance}}x", "C5002 4:3-18", "`{{/if}}` is missing"],
  ["a block that is closed by another", "{{#each invoices}}{{/if}}", "C5002 3:19-26", "the open block is `each`"],
  ["a block that was never opened", "a {{/if}}", "C5002 3:3-6", "never opened"],
  ["one brace too few", "<p>{{balance}</p>", "C5002 3:13-14", "`}` doesn't belong here"],
  ["a word too many after a name", "{{#each invoices as |}}{{/each}}", "C5002 3:22-24", "`}}` doesn't belong here"],
  ["a letter that ends inside braces", "{{balance", "C5002 3:1-10", "ends in the middle"],
  ["two fields where one is wanted", "{{#if balance account}}{{/if}}", "C5002 3:4-6", "wants one field"],
])("%s is shown at its own place", (_what, body, place, words) => {
  const found = problems(body);
  expect(brief(found)).toEqual([place]);
  expect(only(found).message).toContain(words);
});

it.each([
  ["{{balanc}}", "3:3-9", "balance"],
  ["{{debtor.nam}}", "3:3-13", "debtor.name"],
  ["{{segment}}", "3:3-10", "facts.segment"],
  ["{{facts.segmnt}}", "3:3-15", "facts.segment"],
  ["{{#each invoices}}{{balance}}{{/each}}", "3:21-28", "../balance"],
  ["{{#each invoices}}{{../balanc}}{{/each}}", "3:21-30", "../balance"],
  ["{{#each invoices as |one|}}{{one.opne}}{{/each}}", "3:30-38", "one.open"],
  ["{{#each invoices}}{{#if open}}{{number}}{{nmber}}{{/if}}{{/each}}", "3:43-48", "number"],
  ["{{#each invoicse}}{{number}}{{/each}}", "3:9-17", "invoices"],
  ["{{#with creditor}}{{#each address}}{{segment}}{{/each}}{{/with}}", "3:38-45", "../../facts.segment"],
])("%s: an unknown field is marked, and the right one suggested", (body, place, right) => {
  const found = only(problems(body));
  expect([found.code, brief([found])[0]]).toEqual(["C5003", `C5003 ${place}`]);
  expect(found.fixes[0]?.edits).toEqual([{ span: found.span, text: right }]);
});

it.each([
  "{{debtor.email}}",
  "{{#each invoices as |open|}}{{../open}}{{/each}}",
  "{{../balance}}",
  "{{@first.x.y}}x{{@nothing}}",
  "{{constructor}}",
  "{{toString}}",
  "{{debtor.__proto__}}",
  "{{account.length}}",
  "{{invoices.0.number}}",
])("%s is nothing that a letter has", (body) => {
  expect(problems(body).map(({ code }) => code)).toContain("C5003");
});

it("text in three braces, or after an ampersand, is refused, with two braces as safe edit", () => {
  expect(problems("{{{debtor.name}}}").map(({ code, fixes }) => [code, fixes[0]?.applicability, fixes[0]?.edits[0]?.text])).toEqual([
    ["C5004", "safe", "{{debtor.name}}"],
  ]);
  expect(problems("{{& debtor.name}}").map(({ fixes }) => fixes[0]?.edits[0]?.text)).toEqual(["{{debtor.name}}"]);
});

it("what only some steps give is refused elsewhere, unless the letter asks whether it is there", () => {
  const found = only(problems("<a href='{{payment_link}}'>"));
  expect(found).toMatchObject({ code: "C5005", message: "`payment_link` is there only in a step `with payment link`" });
  expect(found.related?.[0]?.span).toMatchObject({ file: "b2b.collect", line: 10 });
  expect(problems("{{plan.name}}").map(({ code }) => code)).toEqual(["C5005"]);
  expect(
    problems("{{#if payment_link}}{{payment_link}}{{/if}}{{#with plan}}{{at_least}}{{/with}}{{#unless plan}}none{{else}}{{plan.name}}{{/unless}}"),
  ).toEqual([]);
  expect(problems("{{#unless payment_link}}{{payment_link}}{{/unless}}").map(({ code }) => code)).toEqual(["C5005"]);
});

it("a step with a payment link or plan whose letter never shows it is refused, at the step", () => {
  expect(only(problems("{{balance}}", { paymentLink: true }))).toMatchObject({ code: "C5006", span: { file: "b2b.collect", line: 10 } });
  expect(only(problems("{{#if payment_link}}pay{{/if}}", { paymentLink: true })).code).toBe("C5006");
  expect(only(problems("{{balance}}", { offers: "standard" })).message).toContain("never shows `plan`");
  expect(problems("{{payment_link}}{{#with plan}}{{installments}}{{/with}}", { paymentLink: true, offers: "standard" })).toEqual([]);
  expect(problems("{{> pay}}", { paymentLink: true }, { "pay.partial": "{{payment_link}}" })).toEqual([]);
});

it("a text to include must be there, in the letter's language", () => {
  expect(only(problems("{{> law/opt-uot}}"))).toMatchObject({ code: "C5007", help: "did you mean `law/opt-out`?" });
  expect(only(problems("{{> nothing-like-it}}")).code).toBe("C5007");
  const translated = check([contact("email", "reminder")], {
    "reminder.email": "Subject: x\n\n{{> law/mini-miranda-initial}}",
    "reminder.email.nl": "Subject: x\n\n{{> law/mini-miranda-initial}}",
  });
  expect(translated.map(({ code, span, message }) => [code, span.file, message])).toEqual([
    ["C5007", "letters/reminder.email.nl.hbs", "there is no text `law/mini-miranda-initial` to include (language nl)"],
  ]);
});

it("a text that is included is checked where it stands, with what it is given", () => {
  const rows = { "row.partial": "{{number}} {{colour}} {{labl}}" };
  const found = problems('{{#each invoices}}{{> row colour="red"}}{{/each}}', {}, rows);
  expect(found.map(({ code, span }) => [code, span.file, span.column])).toEqual([["C5003", "letters/row.partial.hbs", 25]]);
  expect(problems("{{> name-of debtor}}", {}, { "name-of.partial": "{{name}} {{../account}}" })).toEqual([]);
  expect(problems("{{#each invoices as |one|}}{{> row}}{{/each}}", {}, { "row.partial": "{{one.number}}" }).map(({ code }) => code)).toEqual([
    "C5003",
  ]);
  expect(only(problems("{{> a}}", {}, { "a.partial": "{{> b}}", "b.partial": "{{> a}}" })).code).toBe("C5013");
});

const words = "the words are `if`, `unless`, `each`, `with`";
it.each([
  ["{{formatDate today}}", words],
  ["{{#iff balance}}{{/iff}}", "did you mean `if`?"],
  ["{{#invoices}}{{/invoices}}", "write `{{#each invoices}} … {{/each}}`"],
  ["{{#debtor}}{{/debtor}}", "write `{{#with debtor}} … {{/with}}`"],
  ["{{lookup debtor 'name'}}", words],
  ["{{log debtor}}", words],
  ["{{#if (eq balance 1)}}{{/if}}", words],
  ["{{> (lookup . 'account')}}", words],
  ["{{#> law/opt-out}}{{/law/opt-out}}", words],
  ["{{#*inline 'x'}}{{/inline}}", words],
])("%s uses a word that the letter language doesn't have", (body, help) => {
  const found = problems(body);
  expect(found.map(({ code }) => code)).toEqual(["C5008"]);
  expect(found[0]?.help).toBe(help);
});

it.each(["<p>Hello</p>", "Subject:\n\n<p>Hello</p>", "\nSubject: late\n\n", ""])("an e-mail without a subject is refused: %j", (source) => {
  expect(check([contact("email", "reminder")], { "reminder.email": source }).map(({ code }) => code)).toEqual(["C5009"]);
});

it("a letter, call or text message needs no subject", () => {
  expect(check([contact("letter", "a"), contact("call", "b"), contact("sms", "c")], { "a.letter": "x", "b.call": "x", "c.sms": "x" })).toEqual([]);
});

it("a file that nothing sends or includes is a warning", () => {
  const found = check([contact("email", "reminder")], {
    "reminder.email": "Subject: x\n\n{{> foot}}",
    "foot.partial": "x",
    "old.email": "Subject: y\n\n{{broken",
    "stray.partial": "x",
  });
  expect(found.map(({ code, severity, span }) => [code, severity, span.file])).toEqual([
    ["C5010", "warning", "letters/old.email.hbs"],
    ["C5010", "warning", "letters/stray.partial.hbs"],
  ]);
});

it("a list or group in the place of a text, and a text in the place of a list, are refused", () => {
  expect(
    problems("{{invoices}} {{debtor}} {{#each balance}}{{/each}} {{#with account}}{{/with}}").map(({ code, message }) => [code, message]),
  ).toEqual([
    ["C5011", "`invoices` is a list, and a text or number is wanted here"],
    ["C5011", "`debtor` is a group of fields, and a text or number is wanted here"],
    ["C5011", "`balance` is a text, and a list is wanted here"],
    ["C5011", "`account` is a text, and a group of fields is wanted here"],
  ]);
});

it("what a letter says that it contains must be a content id", () => {
  const found = only(problems("{{!-- contains: invoice, payment-instrctions --}}"));
  expect([brief([found])[0], found.help]).toEqual(["C5012 3:26-45", "did you mean `payment-instructions`?"]);
});

it("one letter that two steps send is faulted once", () => {
  expect(check([contact("email", "reminder"), contact("email", "reminder")], { "reminder.email": "Subject: x\n\n{{balanc}}" })).toHaveLength(1);
});

it("a letter surely contains its legal texts under no condition and what it says of itself", () => {
  expect(
    letterContains(
      "Subject: x\n\n{{!-- contains: reminder --}}{{> law/opt-out}}{{#if payment_link}}{{> law/mini-miranda-initial}}{{/if}}{{> sign-off}}",
    ),
  ).toEqual(["opt-out", "reminder"]);
  expect(letterContains("{{#if")).toEqual([]);
});

it("every legal text that ships speaks only of what every account has, and is named by its content id", async () => {
  const { CONTENT_IDS } = await import("../../engine/index.ts");
  const folder = new URL("../../policies/templates/", import.meta.url);
  for (const language of readdirSync(folder).filter((each) => /^[a-z]{2}$/.test(each))) {
    for (const file of readdirSync(new URL(`${language}/law/`, folder))) {
      const source = readFileSync(new URL(`${language}/law/${file}`, folder), "utf8");
      expect(CONTENT_IDS).toContain(file.replace(".hbs", ""));
      expect(source).toMatch(/^\{\{!-- .*(counsel review|rechtlich prüfen|juridisch toetsen).* --\}\}\n/);
      expect(check([contact("portal", "a")], { "a.portal": source }).filter(({ severity }) => severity === "error")).toEqual([]);
    }
  }
});
