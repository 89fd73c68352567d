import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { letterData } from "../../channels/letter-data.ts";
import { render, type Rendered } from "../../channels/render.ts";
import { writeMessage } from "../../channels/write-message.ts";
import type { ContactAction, LetterData } from "../../engine/index.ts";
import { factsOf, messageOf, secrets } from "./permit.ts";

const action: ContactAction = {
  kind: "contact",
  channel: "email",
  template: "second reminder",
  paymentLink: false,
  priority: "normal",
  purpose: "collect",
};
const lettersOf = (source: string, more: Readonly<Record<string, string>> = {}) => ({ "second-reminder.email": source, ...more });
const data = (fields: Partial<LetterData> = {}): LetterData => ({ ...letterData(factsOf(), "en"), ...fields });
const contentOf = (rendered: Rendered) => {
  if (rendered.kind === "failed") throw new Error(rendered.reason);
  return rendered.content;
};
const fill = async (source: string, fields: Partial<LetterData> = {}, more: Readonly<Record<string, string>> = {}) =>
  contentOf(await render(lettersOf(source, more), action, data(fields)));
const failure = async (source: string, fields: Partial<LetterData> = {}): Promise<string> => {
  const rendered = await render(lettersOf(source), action, data(fields));
  if (rendered.kind !== "failed") throw new Error("it should have failed");
  expect(rendered.retryable).toBe(false);
  for (const secret of secrets) expect(rendered.reason).not.toContain(secret);
  return rendered.reason;
};

it("a letter is filled from the account, with its subject, its HTML and a plain text made of it", async () => {
  const content = await fill(`Subject: {{balance}} open

<p>Dear {{debtor.name}},</p>
<table><thead><tr><th>Invoice</th><th>Open</th></tr></thead><tbody>{{#each invoices}}<tr><td>{{number}}</td><td>{{open}}</td></tr>{{/each}}</tbody></table>
<p><a href="{{opt_out_link}}">Stop</a></p>
`);
  expect(content.subject).toBe("$1,200.50 open");
  expect(content.html).toContain("<td>INV-2</td><td>$300.50</td>");
  expect(content.text).toBe("Dear Larkspur Joinery,\n\nInvoice   Open\nINV-1     $900.00\nINV-2     $300.50\n\nStop <https://stop.example/A-17>");
});

const template = `Subject: Hello {{debtor.name}}

<p title="{{debtor.name}}">{{debtor.name}}</p>{{#each debtor.address}}<i>{{this}}</i>{{/each}}<a href='{{payment_link}}'>{{facts.note}}</a>`;

it("nothing that a customer is called can become markup", async () => {
  const tags = (html: string): readonly string[] => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/(["'])[^"']*\1/g, "$1$1")) ?? [];
  const plain = tags((await fill(template, { debtor: { name: "x", address: ["x"] }, payment_link: "x", facts: { note: "x" } })).html);
  const nasty = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("<script>alert(1)</script>", `" onload="x`, "' onclick='x", "</p><h1>", "{{balance}}", "<!--", "&lt;b&gt;", "`"),
  );
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const { html, subject } = await fill(template, { debtor: { name: text, address: [text] }, payment_link: text, facts: { note: text } });
      expect(tags(html)).toEqual(plain);
      expect(html).not.toContain("$1,200.50");
      expect(subject).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 300 },
  );
});

it("a name with a line break stays in the subject's one line", async () => {
  expect((await fill(template, { debtor: { name: "A\r\nBcc: b@example.com", address: [] }, payment_link: "x", facts: { note: "x" } })).subject).toBe(
    "Hello A Bcc: b@example.com",
  );
});

it("a subject is no HTML: it keeps its ampersand", async () => {
  expect((await fill("Subject: {{debtor.name}}\n\n<p>Hi</p>", { debtor: { name: "Oak & Sons", address: [] } })).subject).toBe("Oak & Sons");
});

it("a hole in a letter fails with file, line and column, and without the data", async () => {
  expect(await failure("Subject: x\n\n<p>Hello</p>\n<p>{{payment_link}}</p>")).toBe(
    `second-reminder.email.hbs:4:6: "payment_link" is not known here, so the letter would have a hole`,
  );
  expect(await failure("Subject: x\n\n{{debtor.name.larkspur}}")).toBe(
    "second-reminder.email.hbs: the template can't be filled in; `collect validate` may say why",
  );
});

it("a letter can't reach what JavaScript hangs on data", async () => {
  for (const path of ["constructor", "debtor.constructor", "debtor.__proto__", "toString", "account.constructor.name"]) {
    expect(await failure(`Subject: x\n\n{{${path}}}`)).toContain("is not known here");
  }
});

it("a letter that can't be read, or uses another language's words, fails plainly", async () => {
  expect(await failure("Subject: x\n\n{{#if balance}}")).toBe("second-reminder.email.hbs: the template can't be read; `collect validate` says why");
  expect(await failure("Subject: x\n\n{{lookup debtor 'name'}}")).toContain(`"lookup" is not a word of the letter language`);
  expect(await failure("Subject: x\n\n{{> law/nothing-such}}")).toContain(`there is no text "law/nothing-such" to include in this language`);
});

it("a policy without the letter fails plainly", async () => {
  expect(await render({}, action, data())).toEqual({
    kind: "failed",
    reason: `there is no letter "second reminder" for email beside the policy`,
    retryable: false,
  });
});

it("a letter contains the legal texts that came out, and what it says of its own", async () => {
  const source =
    "Subject: x\n\n{{!-- contains: reminder, payment-demand --}}{{> law/opt-out}}{{#if facts.agency}}{{> law/mini-miranda-initial}}{{/if}}{{> foot}}";
  const foot = { "foot.partial": "{{!-- contains: creditor-identity --}}{{> law/payment-instructions}}" };
  expect((await fill(source, {}, foot)).contains).toEqual(["creditor-identity", "opt-out", "payment-demand", "payment-instructions", "reminder"]);
  expect((await fill(source, { facts: { agency: true } }, foot)).contains).toContain("mini-miranda-initial");
});

it("the template's hash is the SHA-256 of its source, and changes with a text that it includes", async () => {
  const hash = async (source: string, more: Readonly<Record<string, string>> = {}) => {
    const rendered = await render(lettersOf(source, more), action, data());
    return rendered.kind === "rendered" ? rendered.templateHash : rendered.reason;
  };
  const source = "Subject: x\n\n<p>Hi</p>";
  expect(await hash(source)).toBe(createHash("sha256").update(source).digest("hex"));
  const including = `${source}{{> foot}}`;
  expect(await hash(including, { "foot.partial": "a" })).not.toBe(await hash(including, { "foot.partial": "b" }));
});

it("a step with a payment link fails while nobody said where to pay, rather than go out without one", async () => {
  const letters = lettersOf("Subject: x\n\n{{#if payment_link}}{{payment_link}}{{/if}}");
  expect(await writeMessage(letters, { ...action, paymentLink: true }, factsOf())).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("PAYMENT_URL"),
  });
});

it("a debtor gets the letter in their language where there is a translation, with its dates and texts", async () => {
  const letters = lettersOf("Subject: Hello\n\n<p>{{today}}</p>{{> law/payment-instructions}}", {
    "second-reminder.email.de": "Subject: Guten Tag\n\n<p>{{today}}</p>{{> law/payment-instructions}}{{> foot}}",
    "foot.partial": "<p>Regards</p>",
    "foot.partial.de": "<p>Mit freundlichen Grüßen</p>",
  });
  const write = async (language: string) => {
    const written = await writeMessage(letters, action, factsOf({ person: { ...messageOf().to, language } }));
    return written.kind === "written" ? written.message : null;
  };
  expect(await write("de-AT")).toMatchObject({
    subject: "Guten Tag",
    text: expect.stringMatching(/19\. März 2026[\s\S]*Bitte überweisen Sie[\s\S]*Grüßen/),
    data: { language: "de" },
  });
  expect(await write("fr")).toMatchObject({ subject: "Hello", text: expect.stringContaining("March 19, 2026"), data: { language: "en" } });
});
