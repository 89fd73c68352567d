/** A rule with one number moved by one, and the search for a question that notices. */
import type { Rule } from "../../../engine/index.ts";
import { registered } from "../../policies/law/register.ts";
import type { LawInquiry, LawUnderTest } from "./questions.ts";

/** `rule` of null: the rule is taken out. */
export interface Mutant {
  readonly what: string;
  readonly rule: Rule | null;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly string[];

/** Parts of a rule that hold its constants. Where it was checked, and on which line it stands, is none of its law. */
const PARTS: readonly string[] = ["body", "binds", "from", "to"];

const numbersIn = (value: Json, path: Path): readonly (readonly [Path, number])[] => {
  if (typeof value === "number") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value as Record<string, Json>).flatMap(([key, inner]) => numbersIn(inner, [...path, key]));
};

const withNumber = (value: Json, [key, ...rest]: Path, to: number): Json => {
  if (key === undefined) return to;
  if (Array.isArray(value)) return (value as readonly Json[]).map((inner, index) => (String(index) === key ? withNumber(inner, rest, to) : inner));
  const object = value as Readonly<Record<string, Json>>;
  return { ...object, [key]: withNumber(object[key] ?? null, rest, to) };
};

/** The steps that a number can be moved by: a fraction by its last place, and no count or time below nothing or past midnight. */
const movesOf = (path: Path, value: number): readonly number[] => {
  const step = Number.isInteger(value) ? 1 : 0.01;
  const last = path.at(-1);
  const isTime = path.includes("hours") && (last === "from" || last === "to");
  return [step, -step].filter((by) => value + by >= 0 && !(isTime && value + by > MIDNIGHT));
};
const MIDNIGHT = 1440;

/** A hundred years of days stand for ever, and days beside months for nothing: neither is a number of the law. */
const isFiller = (path: Path, value: number, { body }: Rule): boolean =>
  path.join(".") === "body.days" && (value === FOR_EVER || (value === 0 && "months" in body));
const FOR_EVER = 36_525;

/** The rule taken out, and each of its numbers moved up and down. */
export const mutantsOf = (rule: Rule): readonly Mutant[] => {
  const json = rule as unknown as Readonly<Record<string, Json>>;
  const numbers = PARTS.flatMap((part) => numbersIn(json[part] ?? null, [part])).filter(([path, value]) => !isFiller(path, value, rule));
  const moved = numbers.flatMap(([path, value]) =>
    movesOf(path, value).map((by): Mutant => ({
      what: `${path.join(".")} ${value} ${by > 0 ? "+" : "-"} ${Math.abs(by)}`,
      rule: withNumber(json, path, Math.round((value + by) * 100) / 100) as unknown as Rule,
    })),
  );
  return [{ what: "taken out", rule: null }, ...moved];
};

/** Questions that a rule has a say in, those first that name it. */
const askedAbout = ({ id }: Rule, inquiries: readonly LawInquiry[]): readonly LawInquiry[] => {
  const all = inquiries.filter(({ rules }) => rules.has(id));
  return [...all.filter(({ names }) => names.has(id)), ...all.filter(({ names }) => !names.has(id))];
};

/**
 * What of a rule's mutants neither a question nor the register notices. A rule that is taken out must be missed by a question. A mutant that can't be judged
 * at all is noticed too.
 */
export const survivorsOf = (rule: Rule, mutants: readonly Mutant[], { book, inquiries, register }: LawUnderTest): readonly string[] => {
  const asked = askedAbout(rule, inquiries);
  return mutants.flatMap(({ what, rule: mutated }) => {
    if (mutated !== null && !register.has(registered(mutated))) return [];
    const rules = book.rules.flatMap((one) => (one !== rule ? [one] : mutated === null ? [] : [mutated]));
    const under = { ...book, rules };
    return asked.some((inquiry) => !stillHolds(inquiry, under)) ? [] : [what];
  });
};

const stillHolds = (inquiry: LawInquiry, book: LawUnderTest["book"]): boolean => {
  try {
    return inquiry.holds(book);
  } catch {
    return false;
  }
};
