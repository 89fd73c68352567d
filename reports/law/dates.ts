/** What of the law book is out of date on a day, or soon will be. */
import type { LawBook, LocalDay, Rule, Series } from "../../engine/index.ts";
import { dateOf } from "./entry.ts";

/**
 * `series-ended`: nothing is known of its values any more; `series-ending`: soon so; `rule-ending`: its last day in force is known;
 * `rule-pending`: it begins later; `stale`: last held against its source too long ago; `unchecked`: never.
 */
export type FindingKind = "series-ended" | "series-ending" | "rule-ending" | "rule-pending" | "stale" | "unchecked";

export interface DateFinding {
  readonly kind: FindingKind;
  /** Id of a rule, or name of a series. */
  readonly subject: string;
  /** The day that it is about; null: never checked. */
  readonly date: string | null;
  /** Days from the day asked about to that day; negative: it has passed. */
  readonly days: number | null;
  readonly file: string;
  readonly line: number;
}

export interface DateLimits {
  readonly asOf: LocalDay;
  /** A check that is older than so many days is too old. */
  readonly olderThan: number;
  /** A series that ends within so many days is told of. */
  readonly soon: number;
}

const ORDER: readonly FindingKind[] = ["series-ended", "series-ending", "rule-ending", "rule-pending", "stale", "unchecked"];

type Checked = Pick<Rule, "checked" | "confidence">;

/** Collect's own protections have no source that could change. */
const checkOf = ({ checked, confidence }: Checked, { asOf, olderThan }: DateLimits): FindingKind | null => {
  if (confidence === "own") return null;
  if (checked === null) return "unchecked";
  return asOf - checked > olderThan ? "stale" : null;
};

const endOf = ({ verifiedTo }: Series, { asOf, soon }: DateLimits): FindingKind | null => {
  if (verifiedTo === null || verifiedTo > asOf + soon) return null;
  return verifiedTo < asOf ? "series-ended" : "series-ending";
};

/** Findings about the rules and series given; versions of the law that have ended are nobody's concern any more. */
export const dateFindings = (book: Pick<LawBook, "rules" | "series">, limits: DateLimits): readonly DateFinding[] => {
  const { asOf } = limits;
  const found: DateFinding[] = [];
  const add = (
    kind: FindingKind | null,
    subject: string,
    day: LocalDay | null,
    { file, line }: { readonly file: string; readonly line: number },
  ): void => {
    if (kind !== null) found.push({ kind, subject, date: dateOf(day), days: day === null ? null : day - asOf, file, line });
  };
  for (const series of book.series ?? []) {
    add(endOf(series, limits), series.name, series.verifiedTo, series);
    add(checkOf(series, limits), series.name, series.checked, series);
  }
  for (const rule of book.rules) {
    if (rule.to !== null && rule.to < asOf) continue;
    if (rule.to !== null) add("rule-ending", rule.id, rule.to, rule);
    if (rule.from !== null && rule.from > asOf) add("rule-pending", rule.id, rule.from, rule);
    add(checkOf(rule, limits), rule.id, rule.checked, rule);
  }
  return found.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.days ?? 0) - (b.days ?? 0));
};
