/** What was found of the law: for each place, every rule that binds there with its verdict. */
import {
  containingPlaces,
  formatDay,
  inForce,
  mayBind,
  type Assumption,
  type CompiledPolicy,
  type LawBook,
  type LocalDay,
  type Rule,
} from "../../engine/index.ts";
import { confidenceWords, coverageOf, entryOf, type CoveredDuty } from "../law/index.ts";
import { clause, type Block, type Sentence } from "./document.ts";

/** Of a certificate, what a summary tells. */
export interface Proved {
  readonly today: string;
  readonly until: string;
  readonly moves: number;
  readonly places: readonly { readonly place: string; readonly explored: { readonly runs: number; readonly skipped: number } }[];
  readonly verdicts: readonly {
    readonly place: string;
    readonly rule: string;
    readonly verdict: "by-design" | "by-guard" | "broken" | "incomplete";
    readonly delayDays?: number | null;
    readonly why?: string;
    readonly line?: number;
    readonly account?: string;
  }[];
  readonly assumptions: readonly Assumption[];
}

export interface Law {
  readonly book: LawBook;
  readonly leftOut: ReadonlyMap<string, string>;
  readonly day: LocalDay;
}

type Verdict = Proved["verdicts"][number];

const VERDICTS: Readonly<Record<Verdict["verdict"], string>> = {
  "by-design": "by design",
  "by-guard": "by guard",
  broken: "BROKEN",
  incomplete: "not all looked at",
};
const ORDER = ["BROKEN", "not all looked at", "by guard", "assumed", "at run time", "by design", "out of scope"];

const delayWords = ({ delayDays, why, account }: Verdict): string =>
  [
    ...(delayDays === undefined
      ? []
      : [delayDays === null ? "The step is left out." : `Held up by at most ${delayDays} day${delayDays === 1 ? "" : "s"}.`]),
    ...(why === undefined ? [] : [`For example: ${why}`]),
    ...(account === undefined ? [] : [`(${account})`]),
  ].join(" ");

/** Of a rule that is not in force on the day: since when it isn't, or from when it is. */
function forceWords(rule: Rule, day: LocalDay): string {
  if (inForce(rule, day)) return "";
  if (rule.to !== null && rule.to < day) return ` In force until ${formatDay(rule.to)}.`;
  return ` In force from ${rule.from === null ? "a day to come" : formatDay(rule.from)}.`;
}

interface Row {
  readonly status: string;
  readonly cells: readonly Sentence[];
}

const cellsOf = (status: string, rule: Rule, note: string, at: Sentence["at"]): readonly Sentence[] => [
  { text: status },
  { text: `${rule.place}: ${rule.summary}.`, rule: rule.id },
  { text: rule.cites === "" ? "none" : rule.cites },
  { text: confidenceWords(entryOf(rule)) },
  { text: note, ...(at === undefined ? {} : { at }) },
];

const isIn = (place: string, outer: string): boolean => containingPlaces(place).includes(outer);

/** Rules for a place of the policy, or for one around or inside of it. */
const around = (rules: readonly Rule[], place: string): readonly Rule[] =>
  rules.filter((rule) => rule.place !== "WORLD" && (isIn(rule.place, place) || isIn(place, rule.place) || rule.members?.includes(place) === true));

const asStatus = ({ status }: CoveredDuty): string =>
  status === "enforced" || status === "run-time" ? "at run time" : status === "assumed" ? "assumed" : "out of scope";

function rowsOf(place: string, { verdicts }: Proved, policy: CompiledPolicy, { book, leftOut, day }: Law): readonly Row[] {
  const binding = around(book.rules, place).filter(
    (rule) => mayBind(rule, policy, "unknown") && (rule.to === null || rule.to >= day || verdicts.some((one) => one.rule === rule.id)),
  );
  const covered = new Map<string, Map<string, CoveredDuty>>();
  const coverage = (rule: Rule): CoveredDuty => {
    const of = isIn(rule.place, place) ? rule.place : place;
    const known = covered.get(of) ?? new Map(coverageOf(book, of, day, leftOut).map((duty) => [duty.rule, duty]));
    covered.set(of, known);
    return known.get(rule.id) ?? { rule: rule.id, status: "assumed", why: "nobody has said how it is held to" };
  };
  return binding.flatMap((rule): readonly Row[] => {
    const own = verdicts.filter((one) => one.rule === rule.id && isIn(one.place, place));
    if (own.length === 0) {
      const duty = coverage(rule);
      const status = asStatus(duty);
      return [{ status, cells: cellsOf(status, rule, `${duty.why}.`, undefined) }];
    }
    return own.map((one) => {
      const status = VERDICTS[one.verdict];
      const later = forceWords(rule, day);
      return {
        status,
        cells: cellsOf(status, rule, `${delayWords(one)}${later}`.trim(), one.line === undefined ? undefined : { file: policy.file, line: one.line }),
      };
    });
  });
}

const counted = (rows: readonly Row[]): string =>
  ORDER.flatMap((status) => {
    const n = rows.filter((row) => row.status === status).length;
    return n === 0 ? [] : [`${n} ${status}`];
  }).join(", ");

const EXPLAINED =
  "By design: no run that was looked at meets the rule. By guard: some run would break it; the guard holds it up, or the step is left out. Broken: the policy wants what no waiting makes lawful. " +
  "At run time: the guard keeps to it with what is recorded by then, and nothing could be said before. Assumed: people see to it, or nobody has held the rule against its source. Out of scope: there is nothing to break, or it binds others.";

/** Section 12. */
export function lawBlocks(proved: Proved, policy: CompiledPolicy, law: Law): readonly Block[] {
  return [
    { kind: "words", text: EXPLAINED },
    ...proved.places.flatMap(({ place, explored }): readonly Block[] => {
      const rows = rowsOf(place, proved, policy, law).toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
      const others = around(law.book.rules, place).filter((rule) => !mayBind(rule, policy, "unknown"));
      const missing = [...law.leftOut].filter(([id]) => id.startsWith(`${place.toLowerCase()}.`) || id.startsWith(`${place.toLowerCase()}-`));
      return [
        { kind: "heading", text: `Law in ${place}` },
        clause(`12.${place.toLowerCase()}`, {
          text: `Of the rules for ${place} and the places inside: ${counted(rows)}. ${explored.runs} runs were looked at, with at most ${proved.moves} thing${proved.moves === 1 ? "" : "s"} that a debtor does in each${explored.skipped === 0 ? "" : `; ${explored.skipped} more were not`}.`,
        }),
        {
          kind: "table",
          caption: `Rules that bind in ${place}`,
          head: ["Verdict", "Rule", "Citation", "Confidence, checked", "What was found"],
          rows: rows.map(({ cells }) => cells),
        },
        {
          kind: "words",
          text: `Out of scope, since they bind other collectors or other debts: ${others.length === 0 ? "none" : others.map(({ id }) => id).join(", ")}.`,
        },
        ...missing.map(([id, why]) => clause(`12.missing.${id}`, { text: `Not in the law book: ${id}, ${why}.` })),
      ];
    }),
  ];
}

/** Section 14. */
export const assumptionBlocks = ({ assumptions }: Proved): readonly Block[] =>
  assumptions.map(({ id, assumes, watchedBy }) => clause(`14.${id}`, { text: assumes }, { text: watchedBy }));
