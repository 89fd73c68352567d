/** Checks of examples: who and what they are about, and that every question can be asked. */
import { didYouMean, problem } from "../catalogue.ts";
import { momentOf } from "../compile/example.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { containingPlaces, currencyOfPlace, isPlace, zonesOfPlace } from "../engine.ts";
import { suggest } from "../suggest.ts";
import type {
  AnswerNode,
  DebtLine,
  DebtorLine,
  DetailNode,
  ExampleLine,
  ExampleNode,
  HistoryLine,
  InstantNode,
  QuestionLine,
} from "../tree/example.ts";
import type { JurisdictionNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { detailProblems } from "./example-details.ts";
import { suggestPlace } from "./places.ts";
import { dateExists, eachOnce, sumExists, timeExists } from "./pieces.ts";

type Line<Kind extends ExampleLine["kind"]> = Extract<ExampleLine, { readonly kind: Kind }>;
const linesOf = <Kind extends ExampleLine["kind"]>(node: ExampleNode, kind: Kind): readonly Line<Kind>[] =>
  node.lines.filter((line): line is Line<Kind> => line.kind === kind);

const ZONE = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]*){1,2})$/u;

const placeProblems = (places: readonly Name[]): readonly Diagnostic[] =>
  places.flatMap(({ text, span }) => (isPlace(text) ? [] : [problem("badPlace", span, { place: text }, didYouMean(span, suggestPlace(text, [])))]));

const debtorProblems = ({ places, zones, facts, span }: DebtorLine): readonly Diagnostic[] => {
  const bad = placeProblems(places);
  const [first] = places;
  const several = places.find(({ text }) => zonesOfPlace(text).length !== 1);
  const unclear = bad.length === 0 && zones.length === 0 && several !== undefined;
  const help = 'say it: `in time zone "America/Chicago"`';
  return [
    ...bad,
    ...eachOnce(places),
    ...(unclear ? [problem("zoneNeeded", (several ?? first)?.span ?? span, { place: several.text }, { help })] : []),
    ...zones.flatMap((zone) =>
      ZONE.test(zone.text) ? [] : [problem("badZone", zone.span, { zone: zone.text }, { help: "such as `America/New_York`" })],
    ),
    ...eachOnce(facts),
  ];
};

const debtProblems = (lines: readonly DebtLine[]): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return lines.flatMap(({ name, sum, days, facts, span }) => {
    const told = name === null ? null : name.text;
    const twice = told !== null && seen.has(told);
    if (told !== null) seen.add(told);
    return [
      ...(name !== null && twice ? [problem("debtTwice", name.span, { name: name.text })] : []),
      ...(lines.length > 1 && name === null ? [problem("debtUnnamed", span, {})] : []),
      ...sumExists(sum),
      ...days.flatMap(({ day }) => dateExists(day)),
      ...eachOnce(days.map(({ what }) => what)),
      ...eachOnce(facts),
    ];
  });
};

const instantProblems = ({ date, time }: InstantNode): readonly Diagnostic[] => [...dateExists(date), ...(time === null ? [] : timeExists(time))];

const isLater = (one: InstantNode, other: InstantNode): boolean => {
  const [a, b] = [momentOf(one), momentOf(other)];
  return a.day > b.day || (a.day === b.day && a.minute > b.minute);
};

const historyProblems = (line: HistoryLine, last: InstantNode | null): readonly Diagnostic[] => {
  const { of, what, occasions, details } = line;
  if (of === "duty" || of === "law")
    return [problem("actTold", what.span, { act: of }, { help: "what was done is a contact or an event, with its day" })];
  if (of === "act")
    return [problem("actTold", what.span, { act: what.text }, { help: "what was done is an event, such as `suit-filed on 2026-03-02`" })];
  const lost = last !== null && occasions.every(({ at }) => at.date.day !== null && isLater(at, last));
  return [
    ...occasions.flatMap(({ at, times }) => [
      ...instantProblems(at),
      ...(times === null || (Number.isSafeInteger(times.value) && times.value >= 1 && times.value <= 100)
        ? []
        : [problem("manyTimes", times.span, {})]),
    ]),
    ...detailProblems(line, details),
    ...(lost ? [problem("afterQuestions", line.span, {})] : []),
  ];
};

const answerProblems = (answer: AnswerNode, line: QuestionLine): readonly Diagnostic[] => {
  if ((answer.is === "owed") !== (line.of === "duty") || (answer.is === "binding") !== (line.of === "law"))
    return [problem("dutyAnswer", answer.span, {})];
  switch (answer.is) {
    case "owed":
      return answer.until === null ? [] : dateExists(answer.until);
    case "binding":
      return [];
    case "amount":
      return line.of === "charge" ? sumExists(answer.amount) : [problem("sumOfAct", answer.span, {})];
    case "allowed":
      return eachOnce(answer.requires);
    case "denied": {
      const { until } = answer;
      if (until === null || until === "for ever") return [...eachOnce(answer.rules), ...eachOnce(answer.missing)];
      const [end, at] = [momentOf(until), momentOf(line.at)];
      const early = end.day < at.day || (until.time !== null && end.day === at.day && end.minute <= at.minute);
      const known = until.date.day !== null && line.at.date.day !== null;
      return [
        ...eachOnce(answer.rules),
        ...eachOnce(answer.missing),
        ...instantProblems(until),
        ...(known && early ? [problem("endsBefore", until.span, { day: until.date.text })] : []),
      ];
    }
  }
};

const questionProblems = (line: QuestionLine): readonly Diagnostic[] => {
  if (line.of === "event") return [problem("eventAsked", line.what.span, { event: line.what.text }, { help: "write `on` and its day" })];
  return [...instantProblems(line.at), ...detailProblems(line, line.details), ...answerProblems(line.answer, line)];
};

/** Debts that lines name must be among those of the example. */
const debtNames = (node: ExampleNode): readonly Diagnostic[] => {
  const names = new Set(linesOf(node, "debt").flatMap(({ name }) => (name === null ? [] : [name.text])));
  const details: readonly DetailNode[] = node.lines.flatMap((line) => (line.kind === "history" || line.kind === "question" ? line.details : []));
  return details.flatMap((detail) =>
    detail.says !== "debts"
      ? []
      : detail.debts.flatMap(({ text, span }) => {
          const near = suggest(text, names);
          return names.has(text) ? [] : [problem("unknownDebt", span, { name: text }, didYouMean(span, near === null ? null : `"${near}"`))];
        }),
  );
};

const said = (node: ExampleNode, kind: "collector" | "debtor"): readonly Diagnostic[] =>
  linesOf(node, kind)
    .slice(1)
    .map(({ span }) => problem("saidTwice", span, { what: kind }));

const lastQuestion = (node: ExampleNode): InstantNode | null => {
  let last: InstantNode | null = null;
  for (const { at } of linesOf(node, "question")) if (last === null || isLater(at, last)) last = at;
  return last;
};

const currencyNeeded = (node: ExampleNode, { places }: DebtorLine): readonly Diagnostic[] => {
  const [place] = places;
  if (place === undefined || !isPlace(place.text) || currencyOfPlace(place.text) !== null || linesOf(node, "debt").length > 0) return [];
  return [problem("currencyNeeded", place.span, { place: place.text }, { help: "add a line such as `debt of 500 EUR`" })];
};

/** Problems of one example. `damaged`: a line of the file could not be read, and may be the one that seems to be missing. */
export const checkExample = (node: ExampleNode, damaged: boolean): readonly Diagnostic[] => {
  const [debtor] = linesOf(node, "debtor");
  const questions = linesOf(node, "question");
  const last = lastQuestion(node);
  const help = "add a line such as `debtor in US-OH`";
  return [
    ...(debtor === undefined && !damaged ? [problem("exampleNowhere", node.title.span, {}, { help })] : []),
    ...(questions.length === 0 && !damaged
      ? [problem("asksNothing", node.title.span, {}, { help: "add a line such as `call at 2026-03-08 12:00 is allowed`" })]
      : []),
    ...said(node, "collector"),
    ...said(node, "debtor"),
    ...(debtor === undefined ? [] : [...debtorProblems(debtor), ...currencyNeeded(node, debtor)]),
    ...linesOf(node, "collector").flatMap(({ facts }) => eachOnce(facts)),
    ...debtProblems(linesOf(node, "debt")),
    ...debtNames(node),
    ...linesOf(node, "history").flatMap((line) => historyProblems(line, last)),
    ...questions.flatMap(questionProblems),
  ];
};

const placeOf = (id: string): string => id.slice(0, id.indexOf(".") + 1);

/** Codes of the places around those of an example, as they begin ids: `us.` for `US-CA`. */
const around = (node: ExampleNode): ReadonlySet<string> =>
  new Set(
    linesOf(node, "debtor").flatMap(({ places }) => places.flatMap(({ text }) => containingPlaces(text).map((place) => `${place.toLowerCase()}.`))),
  );

/**
 * Rules that denials name must be in the book. A file may be read without those of the places around it; where none of a place's rules is
 * at hand, nobody can say that one is wrong.
 */
export const checkExampleRules = (nodes: readonly JurisdictionNode[]): readonly Diagnostic[] => {
  const ids = new Set(nodes.flatMap(({ items }) => items.flatMap((item) => (item.kind === "rule" ? [item.id.text] : []))));
  const held = new Set([...ids].map(placeOf));
  const examples = nodes.flatMap(({ items }) => items.filter((item) => item.kind === "example"));
  return examples.flatMap((example) => {
    const near = around(example);
    const names = linesOf(example, "question").flatMap(({ of, what, answer }) =>
      answer.is === "denied" ? answer.rules : of === "duty" || of === "law" ? [what] : [],
    );
    return names.flatMap(({ text, span }) => {
      const elsewhere = near.has(placeOf(text)) && !held.has(placeOf(text));
      return ids.has(text) || elsewhere ? [] : [problem("unknownRule", span, { id: text }, didYouMean(span, suggest(text, ids)))];
    });
  });
};
