/** Checks of dated series, and of rules that name one. */
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { JurisdictionNode, SeriesLine, SeriesNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { dateExists } from "./pieces.ts";

type Line<Kind extends SeriesLine["kind"]> = Extract<SeriesLine, { readonly kind: Kind }>;
const linesOf = <Kind extends SeriesLine["kind"]>(node: SeriesNode, kind: Kind): readonly Line<Kind>[] =>
  node.lines.filter((line): line is Line<Kind> => line.kind === kind);

const lineProblems = (line: SeriesLine, sources: ReadonlySet<string>): readonly Diagnostic[] => {
  switch (line.kind) {
    case "cites": {
      const { text, span } = line.source;
      return sources.has(text) ? [] : [problem("unknownSource", span, { name: text }, didYouMean(span, suggest(text, sources)))];
    }
    case "confidence": {
      const guessed = line.level.text === "unverified" && line.checked !== null;
      return [...dateExists(line.checked), ...(guessed ? [problem("unverifiedChecked", line.span, {})] : [])];
    }
    case "verified":
      return dateExists(line.to);
    case "value": {
      const { percent, span } = line.rate;
      return [...dateExists(line.from), ...(Math.abs(percent) <= 1000 ? [] : [problem("badPercent", span, { percent })])];
    }
  }
};

const inOrder = (node: SeriesNode): readonly Diagnostic[] => {
  const values = linesOf(node, "value");
  return values.flatMap(({ from }, index) => {
    const before = values[index - 1]?.from.day ?? null;
    return from.day !== null && before !== null && from.day <= before ? [problem("seriesOrder", from.span, { day: from.text })] : [];
  });
};

const known = (node: SeriesNode): readonly Diagnostic[] => {
  const [verified, again] = linesOf(node, "verified");
  const [, twice] = linesOf(node, "confidence");
  const late = linesOf(node, "value").find(
    ({ from }) => from.day !== null && verified !== undefined && verified.to.day !== null && from.day > verified.to.day,
  );
  return [
    ...(again === undefined ? [] : [problem("saidTwice", again.span, { what: "verified to" })]),
    ...(twice === undefined ? [] : [problem("saidTwice", twice.span, { what: "confidence" })]),
    ...(late === undefined ? [] : [problem("verifiedEarly", late.from.span, { day: late.from.text })]),
  ];
};

const complete = (node: SeriesNode): readonly Diagnostic[] => {
  const has = (kind: SeriesLine["kind"]): boolean => node.lines.some((line) => line.kind === kind);
  const missing = [
    ...(has("cites") ? [] : ["where it stands: `cites …`"]),
    ...(has("value") ? [] : ["any value: `from 2024-08-01 5.00%`"]),
    ...(has("verified") ? [] : ["how far it was held against its source: `verified to …`"]),
  ];
  return missing.map((line) => problem("seriesSilent", node.name.span, { name: node.name.text, line }));
};

/** Problems of one series. `damaged`: a line of the file could not be read, and may be the one that seems to be missing. */
export const checkSeries = (node: SeriesNode, sources: ReadonlySet<string>, damaged: boolean): readonly Diagnostic[] => [
  ...node.lines.flatMap((line) => lineProblems(line, sources)),
  ...inOrder(node),
  ...known(node),
  ...(damaged ? [] : complete(node)),
];

/** Names of series that rules go over. */
const namedSeries = (nodes: readonly JurisdictionNode[]): readonly Name[] =>
  nodes.flatMap((node) =>
    node.items.flatMap((item) =>
      item.kind !== "rule"
        ? []
        : item.lines.flatMap((line) =>
            line.kind === "amount" && line.limit.by === "yearly rate" && line.limit.over !== null ? [line.limit.over] : [],
          ),
    ),
  );

/** A series has one name in the whole book, and every rule names one that there is. */
export const checkSeriesNames = (nodes: readonly JurisdictionNode[]): readonly Diagnostic[] => {
  const first = new Map<string, SeriesNode>();
  const twice: Diagnostic[] = [];
  for (const node of nodes)
    for (const item of node.items) {
      if (item.kind !== "series") continue;
      const { text, span } = item.name;
      const other = first.get(text);
      if (other === undefined) first.set(text, item);
      else twice.push(problem("seriesTwice", span, { name: text }, { related: [{ span: other.name.span, label: "the first one" }] }));
    }
  const unknown = namedSeries(nodes).flatMap(({ text, span }) =>
    first.has(text) ? [] : [problem("unknownSeries", span, { name: text }, didYouMean(span, suggest(text, first.keys())))],
  );
  return [...twice, ...unknown];
};
