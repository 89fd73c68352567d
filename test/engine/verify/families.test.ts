/** The bad edits together: enough of them, in many places, of every family of rules. */
import { expect, it } from "vitest";
import { law } from "./proving.ts";
import { EDITS } from "./bad-edits.ts";
import { EDITS_ABROAD } from "./bad-edits-abroad.ts";
import { BY_NAME } from "./bad-edits-by-name.ts";
import { CHARGES, CREDIT_REPORTS, SUITS } from "./bad-edits-of-acts.ts";
import { COUNTS, DUTIES, HOURS_OF_THE_DAY, SEVERAL_ACCOUNTS, WAYS, WORDS } from "./bad-edits-of-contacts.ts";

const OF_ACTS = [...CHARGES, ...SUITS, ...CREDIT_REPORTS];
const OF_CONTACTS = [...WORDS, ...DUTIES, ...COUNTS, ...SEVERAL_ACCOUNTS, ...HOURS_OF_THE_DAY, ...WAYS];
const ALL = [...EDITS, ...EDITS_ABROAD, ...BY_NAME, ...OF_ACTS, ...OF_CONTACTS];
const CONTACTS = ["window", "cap", "silence", "block", "content", "consent"];
const KINDS = [...CONTACTS, "notice-before", "deadline", "amount", "due-date", "limitation"];
const ruleOf = (id: string) => law.rules.find((rule) => rule.id === id);

it("there are at least sixty, each told once, each about a rule of the law book", () => {
  expect(ALL.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length);
  expect(ALL.map(({ rule }) => rule).filter((id) => ruleOf(id) === undefined)).toEqual([]);
});

it("they are about every kind of rule that can refuse something or asks for something, in twenty places and more", () => {
  const kinds = new Set(ALL.map(({ rule }) => ruleOf(rule)?.body.kind));
  expect(kinds).toEqual(new Set(KINDS));
  expect(new Set(ALL.map(({ rule }) => ruleOf(rule)?.place)).size).toBeGreaterThanOrEqual(20);
});
