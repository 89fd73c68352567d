/** Where limits and hours of the law begin and end, and whether its examples ask on each edge, a step before it and a step after it. */
import { runLawExample, type Calendar, type CapRule, type LawBook, type LawExample, type Rule, type WindowRule } from "../../../engine/index.ts";

type Question = LawExample["questions"][number];

/** A question with its minute since 1970 on the debtor's clock, and whether it is denied by the rule in hand, or allowed. */
interface Asked {
  readonly minute: number;
  readonly day: number;
  readonly says: "denied" | "allowed";
}

const DAY = 1440;

/** Answers to one and the same act, example by example, as far as they are of use: denied by the rule, or allowed. */
const rowsOf = (rule: Rule, examples: readonly LawExample[]): readonly (readonly Asked[])[] =>
  examples.flatMap(({ questions }) => {
    const rows = new Map<string, Asked[]>();
    for (const { at, action, answer } of questions) {
      const says = answer.is === "allowed" ? "allowed" : answer.is === "denied" && answer.rules.includes(rule.id) ? "denied" : null;
      if (says === null || action === null) continue;
      const key = JSON.stringify(action);
      rows.set(key, [...(rows.get(key) ?? []), { minute: at.day * DAY + at.minute, day: at.day, says }]);
    }
    return [...rows.values()];
  });

type Turn = readonly [Asked["says"], Asked["says"], Asked["says"]];
const OPENS: Turn = ["denied", "allowed", "allowed"];
const CLOSES: Turn = ["allowed", "denied", "denied"];

/** Whether somewhere an act is asked about a step before an edge, on it and a step after it, with such answers. */
const isAsked = (rows: readonly (readonly Asked[])[], unit: "minute" | "day", turn: Turn, fits: (edge: number) => boolean): boolean =>
  rows.some((row) =>
    row.some(
      (one) => fits(one[unit]) && turn.every((says, step) => row.some((other) => other[unit] === one[unit] + step - 1 && other.says === says)),
    ),
  );

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const hoursLacking = (rule: Rule, { hours }: WindowRule, examples: readonly LawExample[]): readonly string[] => {
  const rows = rowsOf(rule, examples);
  const edges = (key: "from" | "to"): readonly number[] => [...new Set(hours.map((one) => one[key]))].filter((minute) => minute % DAY !== 0);
  const lacking = (key: "from" | "to", turn: Turn, what: string): readonly string[] =>
    edges(key)
      .filter((edge) => !isAsked(rows, "minute", turn, (minute) => minute % DAY === edge))
      .map((edge) => `${rule.id} ${what} at ${clock(edge)}`);
  return [...lacking("from", OPENS, "opens"), ...lacking("to", CLOSES, "closes")];
};

/** Whether the rule alone, with another number, denies a question. */
const denials = (rule: Rule, body: CapRule, by: number, example: LawExample, book: LawBook, calendar: Calendar): readonly boolean[] =>
  runLawExample(example, { ...book, rules: [{ ...rule, body: { ...body, n: body.n + by } }] }, calendar).map(({ got }) => got.verdict === "denied");

/** Counts at which a cap is asked about: one short of its number, at it and past it. */
const countsLacking = (rule: Rule, body: CapRule, examples: readonly LawExample[], book: LawBook, calendar: Calendar): readonly string[] => {
  const met = new Set<string>();
  for (const example of examples) {
    const [short, own, more, most] = [-1, 0, 1, 2].map((by) => denials(rule, body, by, example, book, calendar));
    example.questions.forEach((question: Question, index) => {
      if (question.action === null) return;
      if (short?.[index] === true && own?.[index] === false && question.answer.is === "allowed") met.add("one short of it");
      if (own?.[index] === true && more?.[index] === false) met.add("at it");
      if (more?.[index] === true && most?.[index] === false) met.add("one past it");
    });
  }
  const wanted = body.n === 0 ? ["at it", "one past it"] : ["one short of it", "at it", "one past it"];
  return wanted.filter((one) => !met.has(one)).map((one) => `${rule.id} counts ${one}`);
};

/** What a limit that never ends has: no day on which it is over. */
const isEndless = (rule: Rule): boolean => rule.body.kind === "cap" && rule.body.fixed?.unit === "ever";

/** Edges of a window, a cap or a silence at which no example asks what it should, in words. */
export const edgesLacking = (rule: Rule, examples: readonly LawExample[], book: LawBook, calendar: Calendar): readonly string[] => {
  const { body } = rule;
  if (body.kind === "window") return hoursLacking(rule, body, examples);
  if (body.kind !== "cap" && body.kind !== "silence") return [];
  const over = isEndless(rule) || isAsked(rowsOf(rule, examples), "day", OPENS, () => true);
  const days = over ? [] : [`${rule.id} ends`];
  const near = examples.filter(({ file }) => file === rule.file);
  return body.kind === "cap" ? [...days, ...countsLacking(rule, body, near, book, calendar)] : days;
};
