/** How the law of a place differs between two days, and which policies that concerns. */
import { inForce, type LawBook, type LocalDay, type Place, type Rule, type Series } from "../../engine/index.ts";
import { entryOf, type RuleEntry } from "./entry.ts";
import { selectRules } from "./select.ts";
import { touchedBy, type NamedPolicy, type TouchedPolicy } from "./touched.ts";

/** What differs in a rule: a parameter by its path in the compiled rule, or a value of a series that it goes by. */
export interface Parameter {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** `replaced`: a rule of the same place, kind and topic takes over; `value`: the rule stays, and what it goes by is another. */
export interface LawChange {
  readonly change: "came" | "went" | "replaced" | "value";
  /** The rule of the later day, or the one that went. */
  readonly rule: RuleEntry;
  /** The rule that was replaced. */
  readonly replaces: RuleEntry | null;
  readonly parameters: readonly Parameter[];
  readonly policies: readonly TouchedPolicy[];
}

const topicOf = ({ id, place, body }: Rule): string => `${place} ${body.kind} ${id.slice(id.lastIndexOf(".") + 1)}`;

/** Every leaf of a compiled rule by its path. */
const leavesOf = (value: unknown, path: string, into: Map<string, string>): Map<string, string> => {
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) into.set(path, value.join(", "));
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) leavesOf(inner, path === "" ? key : `${path}.${key}`, into);
  else into.set(path, String(value));
  return into;
};

const parametersOf = (before: Rule, after: Rule): readonly Parameter[] => {
  const [old, now] = [before, after].map(({ body, binds }) => leavesOf({ ...body, binds }, "", new Map<string, string>()));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((name) => ({ name, before: old?.get(name) ?? null, after: now?.get(name) ?? null }))
    .filter((one) => one.before !== one.after);
};

/** Value on a day; unknown after the day to which it was verified, null before the first. */
const valueAt = ({ values, verifiedTo }: Series, day: LocalDay): string | null => {
  if (verifiedTo !== null && day > verifiedTo) return "unknown";
  const last = values.findLast(({ from }) => from <= day);
  return last === undefined ? null : `${last.percent} %`;
};

/** Series that a rule goes by: each is named somewhere in its body. */
const seriesOf = ({ body }: Rule, book: LawBook): readonly Series[] => {
  const words = new Set(leavesOf(body, "", new Map<string, string>()).values());
  return (book.series ?? []).filter(({ name }) => words.has(name));
};

const valuesBetween = (rule: Rule, book: LawBook, before: LocalDay, after: LocalDay): readonly Parameter[] =>
  seriesOf(rule, book)
    .map((series) => ({ name: series.name, before: valueAt(series, before), after: valueAt(series, after) }))
    .filter((one) => one.before !== one.after);

/** Changes of the law of a place from one day to another, in the order of its rules: what went without a successor comes last. */
export const lawDiff = (
  book: LawBook,
  { place, from, to }: { readonly place: Place; readonly from: LocalDay; readonly to: LocalDay },
  policies: readonly NamedPolicy[],
): readonly LawChange[] => {
  const rules = selectRules(book, { place });
  const came = rules.filter((rule) => inForce(rule, to) && !inForce(rule, from));
  const went = rules.filter((rule) => inForce(rule, from) && !inForce(rule, to));
  const changeOf = (change: LawChange["change"], rule: Rule, replaces: Rule | null, parameters: readonly Parameter[]): LawChange => ({
    change,
    rule: entryOf(rule),
    replaces: replaces === null ? null : entryOf(replaces),
    parameters,
    policies: touchedBy(rule, policies),
  });
  const followed = new Set<Rule>();
  const changes = rules.flatMap((rule): readonly LawChange[] => {
    if (came.includes(rule)) {
      const old = went.find((one) => !followed.has(one) && topicOf(one) === topicOf(rule));
      if (old === undefined) return [changeOf("came", rule, null, [])];
      followed.add(old);
      return [changeOf("replaced", rule, old, parametersOf(old, rule))];
    }
    if (!inForce(rule, from) || !inForce(rule, to)) return [];
    const values = valuesBetween(rule, book, from, to);
    return values.length === 0 ? [] : [changeOf("value", rule, null, values)];
  });
  return [...changes, ...went.filter((rule) => !followed.has(rule)).map((rule) => changeOf("went", rule, null, []))];
};
