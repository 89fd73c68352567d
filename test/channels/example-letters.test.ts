import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { writeMessage } from "../../channels/index.ts";
import { localDay, minor, type ContactAction } from "../../engine/index.ts";
import { factsOf } from "./permit.ts";

const folder = new URL("../../examples/b2b-standard/letters/", import.meta.url);
const letters = Object.fromEntries(readdirSync(folder).map((file) => [file.slice(0, -4), readFileSync(new URL(file, folder), "utf8")]));
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

it.each([
  ["email", "upcoming invoice", ["opt-out", "payment-instructions", "periodic-statement"]],
  ["email", "reminder", ["opt-out", "payment-instructions", "reminder"]],
  ["email", "second reminder", ["opt-out", "payment-instructions", "reminder"]],
  ["email", "offer of a plan", ["opt-out", "payment-instructions"]],
  ["letter", "formal demand", ["payment-demand", "payment-instructions", "reminder"]],
  ["letter", "letter before claim", ["claim-breakdown", "creditor-identity", "letter-before-action", "payment-demand", "payment-instructions"]],
  ["call", "courtesy call", ["caller-identity"]],
  ["call", "demand call", ["caller-identity"]],
] as const)("the example's %s %s is whole: every invoice, the balance, and the texts that it needs", async (channel, template, contains) => {
  const action: ContactAction = { kind: "contact", channel, template, paymentLink: true, priority: "normal", purpose: "collect" };
  const written = await writeMessage(letters, action, factsOf({ paymentLink: "https://pay.example/A-17", plan }));
  if (written.kind === "failed") throw new Error(written.reason);
  const { subject, text, html, contains: carried } = written.message;
  expect(carried).toEqual(contains);
  for (const needed of ["INV-1", "INV-2", "$900.00", "$1,200.50", "+1 212 555 0100"].slice(0, template === "letter before claim" ? 4 : 5))
    expect(text.replace(/\s+/g, " ")).toContain(needed);
  expect(`${subject}${html}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  // Every tag that opens closes.
  const tags = (pattern: RegExp): readonly string[] => [...html.matchAll(pattern)].flatMap(([, tag]) => tag ?? []).sort((a, b) => a.localeCompare(b));
  expect(tags(/<\/([a-z]\w*)>/g)).toEqual(tags(/<(?!br\b)([a-z]\w*)[^>]*>/g));
});
