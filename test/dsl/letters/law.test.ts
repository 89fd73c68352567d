import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy } from "../../../dsl/index.ts";
import { checkLetters, type LetterFiles } from "../../../dsl/templates.ts";
import { localDay, parseDay } from "../../../engine/index.ts";
import { loadLawBook } from "../../../policies/index.ts";
import { lettersOf } from "./letters.ts";

const book = await loadLawBook();
const on = (day: string) => ({ rules: book.rules, day: parseDay(day) ?? localDay(0) });
const today = on("2026-11-22");

const agency = `collector third-party\n debt consumer\n currency USD\n places US`;
const lettersOfAgency = (stages: string, letters: Readonly<Record<string, string>>, events = "") =>
  lettersOf({ head: agency, stages, events }, letters, today);
const missing = (found: ReturnType<typeof lettersOf>) =>
  found.map(({ code, message, span }) => `${code} ${span.file.slice(8)}:${span.line} ${/`(.*?)`/.exec(message)?.[1]}`);

it("the very first message must have what a first one wants, and a later one what either wants", () => {
  const stages = `stage first from 1 day after due {
    day 0 letter "one"
    day 9 letter "two"
  }`;
  expect(missing(lettersOfAgency(stages, { "one.letter": "x", "two.letter": "x" }))).toEqual([
    "C5023 one.letter.hbs:1 mini-miranda-initial",
    "C5023 two.letter.hbs:1 mini-miranda-subsequent",
  ]);
  const [initial, subsequent] = ["{{> law/mini-miranda-initial}}", "{{> law/mini-miranda-subsequent}}"];
  expect(missing(lettersOfAgency(stages, { "one.letter": subsequent, "two.letter": initial }))).toEqual([
    "C5023 one.letter.hbs:1 mini-miranda-initial",
  ]);
  // Who gets the second letter first, since the first one lapsed, is known at run time.
  expect(lettersOfAgency(stages, { "one.letter": initial, "two.letter": subsequent })).toEqual([]);
});

it("what is told has the letter's first line, the rule's id and source, the step, and the text to include", () => {
  const [found] = lettersOfAgency(`stage first from 1 day after due { day 0 email "one" }`, { "one.email": "{{> law/mini-miranda-initial}}" });
  expect(found).toMatchObject({
    code: "C5023",
    severity: "error",
    message: "us.regf.electronic-opt-out-notice wants `opt-out` in this email, and it isn't there",
    span: { file: "letters/one.email.hbs", line: 1, column: 1, endColumn: 11 },
  });
  expect(found?.help).toContain("1006.6(e)");
  expect(found?.related?.map(({ label }) => label)).toEqual(["sent by this step, stage first, day 0"]);
  expect(found?.fixes[0]?.edits[0]?.text).toBe("\n{{> law/opt-out}}");
});

it("what a comment or a shared text brings counts; what a condition may bring is no error", () => {
  const stages = `stage first from 1 day after due { day 0 email "one" with payment link }`;
  const of = (text: string, more: Readonly<Record<string, string>> = {}) =>
    missing(lettersOfAgency(stages, { "one.email": `{{payment_link}}${text}`, ...more }));
  expect(of("{{!-- contains: mini-miranda-initial, opt-out --}}")).toEqual([]);
  expect(of("{{> foot}}", { "foot.partial": "{{> law/opt-out}}{{> law/mini-miranda-initial}}" })).toEqual([]);
  expect(of("{{#if balance}}{{> law/opt-out}}{{/if}}{{> law/mini-miranda-initial}}")).toEqual([]);
  expect(of("{{#if payment_link}}{{> law/opt-out}}{{/if}}{{> law/mini-miranda-initial}}")).toEqual([]);
  // The step gives the link, so that the other half never comes out.
  expect(of("{{#if payment_link}}{{else}}{{> law/opt-out}}{{/if}}{{> law/mini-miranda-initial}}")).toEqual(["C5023 one.email.hbs:1 opt-out"]);
  expect(of("{{#if plan}}{{> law/opt-out}}{{/if}}{{> law/mini-miranda-initial}}")).toEqual(["C5023 one.email.hbs:1 opt-out"]);
});

it("a letter that can't be read, or says that it contains what there is none of, is not called incomplete", () => {
  const stages = `stage first from 1 day after due { day 0 letter "one" }`;
  expect(lettersOfAgency(stages, { "one.letter": "{{#if" }).map(({ code }) => code)).toEqual(["C5002"]);
  expect(lettersOfAgency(stages, { "one.letter": "{{!-- contains: mini-mirnda-initial --}}" }).map(({ code }) => code)).toEqual(["C5012"]);
});

it("a rule counts from the day on which it is in force", () => {
  const head = `collector creditor\n debt consumer\n currency USD\n places US-DC`;
  const parts = { head, stages: `stage first from 1 day after due { day 0 email "one" }` };
  expect(lettersOf(parts, { "one.email": "x" }, on("2022-12-31"))).toEqual([]);
  expect(missing(lettersOf(parts, { "one.email": "x" }, on("2023-01-01")))).toEqual(["C5023 one.email.hbs:1 opt-out"]);
});

it("what binds some debtors or debts alone is left to run time", () => {
  // California wants it of persons and sole traders, for debts up to a limit: a company's account needs none of it.
  const head = `collector third-party\n debt commercial\n currency USD\n places US-CA`;
  expect(lettersOf({ head, stages: `stage first from 1 day after due { day 0 letter "one" }` }, { "one.letter": "x" }, today)).toEqual([]);
});

it("a translation is wrong only where there is no place for which it would do", () => {
  const stages = `stage first from 1 day after due { day 0 call "one" }`;
  const letters = { "one.call": "{{> law/caller-identity}}{{> law/mini-miranda-initial}}", "one.call.nl": "x" };
  const of = (places: string, currency: string) =>
    missing(lettersOf({ head: `collector third-party\n debt consumer\n currency ${currency}\n places ${places}`, stages }, letters, today));
  expect(of("US, NL", "USD, EUR")).toEqual([]);
  expect(of("US", "USD")).toEqual(["C5023 one.call.nl.hbs:1 caller-identity", "C5023 one.call.nl.hbs:1 mini-miranda-initial"]);
});

it("house rules are held against letters too, and what they forbid is told only when it is surely there", () => {
  const lines = `house rules {
    every letter must contain creditor-identity
    every letter must not contain opt-out
  }`;
  const of = (text: string) =>
    missing(lettersOf({ lines, stages: `stage first from 1 day after due { day 0 letter "one" }` }, { "one.letter": text }));
  expect(of("x")).toEqual(["C5023 one.letter.hbs:1 creditor-identity"]);
  expect(of("{{> law/creditor-identity}}{{!-- contains: opt-out --}}")).toEqual(["C5024 one.letter.hbs:1 opt-out"]);
  expect(of("{{> law/creditor-identity}}{{#if balance}}{{> may}}{{/if}}")).toEqual(["C5007 one.letter.hbs:1 may"]);
});

it("where an earlier contact by another channel makes a letter right, it isn't called wrong", () => {
  const lines = `house rules {
    the first contact must contain creditor-identity
    every later email must contain opt-out
  }`;
  const stages = `stage first from 1 day after due {
    day 0 call "one"
    day 5 email "two"
    day 9 email "three"
  }`;
  const letters = { "one.call": "{{> law/creditor-identity}}", "two.email": "x", "three.email": "x" };
  expect(lettersOf({ lines, stages }, letters)).toEqual([]);
});

it("one missing text is told once for all steps, places and rules that want it", () => {
  const head = `collector third-party\n debt consumer\n currency USD\n places US, US-CA, US-NY`;
  const stages = `stage first from 1 day after due {
    day 0 letter "notice"
    day 5 call "one"
    day 9 call "one"
  }`;
  const letters = {
    "notice.letter": "{{> law/mini-miranda-initial}}{{!-- contains: license-number --}}",
    "one.call": "{{> law/mini-miranda-subsequent}}",
  };
  const found = lettersOf({ head, stages }, letters, today);
  expect(missing(found)).toEqual(["C5023 one.call.hbs:1 caller-identity"]);
  expect(found[0]?.related).toHaveLength(2);
  expect(found[0]?.help).toMatch(/US, US-CA, US-NY, .*us\.regf\.caller-identity.*us-ca\.rosenthal\.caller-identity/);
});

const root = new URL("../../../", import.meta.url);
const shipped = [
  ...readdirSync(new URL("policies/library/", root))
    .filter((name) => !name.includes("."))
    .map((name) => `policies/library/${name}/`),
  "examples/b2b-standard/",
];

it.each(shipped)("%s: nothing is to be said of its letters, not even a hint", (folder) => {
  const at = new URL(folder, root);
  const names = readdirSync(new URL("letters/", at)).filter((name) => name.endsWith(".hbs"));
  const letters: LetterFiles = Object.fromEntries(
    names.map((name) => [name.slice(0, -4), { file: name, source: readFileSync(new URL(`letters/${name}`, at), "utf8") }]),
  );
  expect(names.length).toBeGreaterThan(5);
  const policies = readdirSync(at).filter((name) => /^(?!shared\b)\w+\.collect$/.test(name));
  const said = policies.map((name) => {
    const source = readFileSync(new URL(name, at), "utf8");
    const { policy } = compilePolicy(source, name, { lawBook: book, read: (path) => readFileSync(new URL(path, at), "utf8") });
    if (policy === null) throw new Error(`${folder}${name} has errors`);
    return checkLetters(policy, letters, "letters", source, today);
  });
  const notSent = ({ code }: { readonly code: string }): boolean => code === "C5010";
  expect(said.flat().filter((one) => !notSent(one))).toEqual([]);
  // A letter that one policy leaves to another of its folder is sent all the same.
  const everywhere = said.map((found) => new Set(found.filter(notSent).map(({ message }) => message)));
  expect([...(everywhere[0] ?? [])].filter((message) => everywhere.every((found) => found.has(message)))).toEqual([]);
});
