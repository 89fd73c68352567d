import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { writeMessage } from "../../channels/index.ts";
import { letterLocale, writeMoney } from "../../channels/letter-data.ts";
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

const expected = [
  ["email", "upcoming invoice", ["opt-out", "payment-instructions", "periodic-statement"]],
  ["email", "reminder", ["opt-out", "payment-instructions", "reminder"]],
  ["email", "second reminder", ["opt-out", "payment-instructions", "reminder"]],
  ["email", "offer of a plan", ["opt-out", "payment-instructions"]],
  ["letter", "formal demand", ["payment-demand", "payment-instructions", "reminder"]],
  ["letter", "letter before claim", ["claim-breakdown", "creditor-identity", "letter-before-action", "payment-demand", "payment-instructions"]],
  ["call", "courtesy call", ["caller-identity"]],
  ["call", "demand call", ["caller-identity"]],
] as const;
const plain = (text: string): string => text.replace(/\s+/g, " ");

it.each(expected.flatMap((row) => ["en-US", "de-DE", "nl-NL"].map((language) => [...row, language] as const)))(
  "the example's %s %s is whole, with the texts that it needs: %j in %s",
  async (channel, template, contains, language) => {
    const action: ContactAction = { kind: "contact", channel, template, paymentLink: true, priority: "normal", purpose: "collect" };
    const person = { ...factsOf().person, language };
    const written = await writeMessage(letters, action, factsOf({ person, paymentLink: "https://pay.example/A-17", plan }));
    if (written.kind === "failed") throw new Error(written.reason);
    const { subject, text, html, contains: carried, data } = written.message;
    expect(carried).toEqual(contains);
    // Scripts are for our own people, who read English.
    expect(data.language).toBe(channel === "call" ? "en" : language.slice(0, 2));
    const money = writeMoney(minor(120_050), "USD", letterLocale(data.language, "US"));
    for (const needed of ["INV-1", "INV-2", money, "ar@brightwater.example"]) expect(plain(text)).toContain(plain(needed));
    expect(subject).not.toBe(template);
    expect(`${subject}${html}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    // Every tag that opens closes.
    const tags = (pattern: RegExp): readonly string[] =>
      [...html.matchAll(pattern)].flatMap(([, tag]) => tag ?? []).sort((a, b) => a.localeCompare(b));
    expect(tags(/<\/([a-z]\w*)>/g)).toEqual(tags(/<(?!br\b)([a-z]\w*)[^>]*>/g));
  },
);
