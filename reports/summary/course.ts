/** What happens when: the stages of a policy, step by step. */
import type { AnchoredDay, CompiledPolicy, Days, Next, Stage, Step } from "../../engine/index.ts";
import { actionWords } from "./actions.ts";
import { clause, numbering, slug, type Block, type Clause, type Sentence } from "./document.ts";
import { conditionWords, daysWords, ifWords, list } from "./words.ts";

const anchored = ({ anchor, offset }: AnchoredDay): string => {
  const of = anchor === "due" ? "the due date of the oldest unpaid invoice" : "the end of the month";
  if (offset.n === 0 && !offset.business) return `on ${of}`;
  return `${daysWords({ ...offset, n: Math.abs(offset.n) })} ${offset.n < 0 ? "before" : "after"} ${of}`;
};

const when = ({ n, business }: Days): string =>
  n === 0 && !business
    ? "On the day on which the stage begins"
    : `${n} ${business ? "business day" : "day"}${n === 1 ? "" : "s"} after the stage begins`;

function stepWords({ day, repeat, action, when: condition, otherwise, else: lapsed, within, approval }: Step): string {
  const again = repeat === undefined ? "" : ` every ${daysWords(repeat.every)}, at most ${repeat.times} time${repeat.times === 1 ? "" : "s"},`;
  return [
    `${when(day)},${again} ${actionWords(action)}${ifWords(condition)}`,
    ...(otherwise === undefined ? [] : [`; otherwise ${actionWords(otherwise)}`]),
    `. If no lawful time comes within ${daysWords(within)}, `,
    lapsed === undefined ? "the step is left out." : `${actionWords(lapsed)} instead.`,
    ...(approval === undefined ? [] : [` "${approval}" must agree first.`]),
  ].join("");
}

const nextWords = ({ to, at, when: condition }: Next): string =>
  `Goes on to the stage ${to} ${at.kind === "after" ? `${daysWords(at.days)} after this one begins` : anchored(at.day)}${ifWords(condition)}.`;

function stageClauses(stage: Stage, file: string): readonly Clause[] {
  const { name, from, requires, entry, exit, line } = stage;
  const numbered = numbering();
  const number = (part: string): string => numbered(`4.${slug(name)}.${part}`);
  const at = { file, line };
  const steps = (all: readonly Step[], prefix: string): readonly Clause[] =>
    all.map((step) =>
      clause(number(`${prefix}${step.day.business ? "business-day" : "day"}-${step.day.n}`), {
        text: stepWords(step),
        at: { file, line: step.line },
      }),
    );
  const head: readonly Sentence[] = [
    { text: `Stage ${name}${from === undefined ? "" : ` begins ${anchored(from)}`}.`, at },
    ...(requires === undefined
      ? []
      : [{ text: `It is entered only if ${conditionWords(requires)}; else the account stays where it is and a person is told.`, at }]),
    ...(entry.length === 0 ? [] : [{ text: `When an account enters it: ${list(entry.map(actionWords))}.`, at }]),
    ...(exit.length === 0 ? [] : [{ text: `When an account leaves it: ${list(exit.map(actionWords))}.`, at }]),
  ];
  return [
    clause(`4.${slug(name)}`, ...head),
    ...steps(stage.steps, ""),
    ...(stage.variants ?? []).flatMap((variant) => [
      clause(number(slug(variant.name)), { text: `Accounts of the variant "${variant.name}" get in this stage, instead of the steps above:`, at }),
      ...steps(variant.steps, `${slug(variant.name)}.`),
    ]),
    ...stage.next.map((next) => clause(number(`to-${slug(next.to)}`), { text: nextWords(next), at: { file, line: next.line } })),
    ...(stage.next.length === 0 ? [clause(number("end"), { text: "No stage follows by itself.", at })] : []),
  ];
}

const ORDER =
  "Of several ways out of a stage, the first whose day has come and whose condition holds is taken. Days are days of the debtor's calendar.";
const REQUEST = "Every step is a request: it is carried out at the first moment that the law, the house rules and the record of past contacts allow.";

/** The course of an account through the stages, in the order of the policy. */
export function courseBlocks({ stages, variants = [], file }: CompiledPolicy): readonly Block[] {
  return [
    { kind: "words", text: `${REQUEST} ${ORDER}` },
    { kind: "diagram" },
    ...variants.map(({ name, percent }) =>
      clause(`4.variant.${slug(name)}`, { text: `${percent}% of accounts run the variant "${name}", drawn by their number, for good.` }),
    ),
    ...stages.flatMap((stage): readonly Block[] => [{ kind: "heading", text: `Stage ${stage.name}` }, ...stageClauses(stage, file)]),
  ];
}
