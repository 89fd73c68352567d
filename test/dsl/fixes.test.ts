/** Suggested edits are carried out to the letter: what they promise to mend is mended, and nothing else breaks. */
import { expect, it } from "vitest";
import type { Diagnostic, Fix } from "../../dsl/index.ts";
import { BASES, judge } from "../docs/judge.ts";
import { allPages, type Fence, type Page } from "../docs/page.ts";
import { spliced } from "../docs/splice.ts";

/** The name under which problems speak of a fence. */
const fileOf = ({ language, file }: Fence): string => (language === "hbs" ? `letters/${file ?? "reminder.email.hbs"}` : (file ?? "example.collect"));

const isMain = ({ language, file }: Fence): boolean => language === "collect" && file === null;

/** The fences with the main one put into its whole file, so that edits find their places. */
const whole = (fences: readonly Fence[]): readonly Fence[] => {
  const main = fences.some(isMain) ? fences : [...fences, { language: "collect", file: null, text: BASES.policy }];
  return main.map((fence) => (isMain(fence) ? { ...fence, text: spliced(fence.text, BASES).source } : fence));
};

/** Carries edits out from the last to the first, so that the offsets of those before stay right. */
const edited = (fences: readonly Fence[], { edits }: Fix): readonly Fence[] =>
  fences.map((fence) => {
    const own = edits.filter(({ span }) => span.file === fileOf(fence)).toSorted((a, b) => b.span.start - a.span.start);
    return { ...fence, text: own.reduce((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), fence.text) };
  });

const told = ({ code, message }: Diagnostic): string => `${code} ${message}`;
const countOf = (all: readonly string[], one: string): number => all.filter((each) => each === one).length;

/** What is wrong with one suggested edit; null when it does as it says. */
const wrongWith = (page: Page, fences: readonly Fence[], before: readonly Diagnostic[], at: Diagnostic, fix: Fix): string | null => {
  const name = `${page.code} ${at.message} [${fix.title}]`;
  const unknown = fix.edits.find(({ span }) => !fences.some((fence) => fileOf(fence) === span.file));
  if (unknown !== undefined) return `${name}: edits ${unknown.span.file}, which isn't there`;
  const after = judge(edited(fences, fix), page.code.startsWith("C5"));
  const [were, are] = [before.map(told), after.map(told)];
  if (countOf(are, told(at)) >= countOf(were, told(at))) return `${name}: is still there`;
  const fresh = after.filter(({ severity }) => severity === "error").find((each) => countOf(are, told(each)) > countOf(were, told(each)));
  return fresh === undefined ? null : `${name}: makes ${told(fresh)}`;
};

const trusted = allPages().filter((page) =>
  judge(page.bad, page.code.startsWith("C5")).some(({ fixes }) => fixes.some(({ applicability }) => applicability !== "manual")),
);

it("forty kinds of problem have an edit that can be carried out", () => {
  expect(trusted.length).toBeGreaterThan(40);
});

it.each(trusted)("$file: each edit that is safe or likely mends its problem, and makes no other", (page) => {
  const fences = whole(page.bad);
  const before = judge(fences, page.code.startsWith("C5"));
  const wrong = before.flatMap((at) =>
    at.fixes.filter(({ applicability }) => applicability !== "manual").map((fix) => wrongWith(page, fences, before, at, fix)),
  );
  expect(wrong.filter((each) => each !== null)).toEqual([]);
});
