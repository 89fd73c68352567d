/** Checks of jurisdictions: each rule cited, dated, saying one thing, and named once in the whole book. */
import { didYouMean, problem } from "../catalogue.ts";
import { sentenceOf } from "../compile/rule.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { isPlace } from "../engine.ts";
import type { Name } from "../tree/words.ts";
import type { BindsNode, ExcludingNode, JurisdictionNode, RuleLine, RuleNode, SentenceNode } from "../tree/rule.ts";
import { checkExample } from "./example.ts";
import { dateExists, eachOnce, sumExists } from "./pieces.ts";
import { checkExcluding, checkSentence } from "./sentence.ts";
import { checkSeries } from "./series.ts";

interface Scope {
  readonly sources: ReadonlySet<string>;
  /** Places that are part of the jurisdiction though their codes don't say so. */
  readonly members: ReadonlySet<string>;
  readonly place: string;
  readonly rule: RuleNode;
}
type LineCheck<Kind extends RuleLine["kind"]> = (line: Extract<RuleLine, { readonly kind: Kind }>, scope: Scope) => readonly Diagnostic[];

const LINE_CHECKS: { readonly [Kind in "cites" | "in force" | "confidence" | "binds"]: LineCheck<Kind> } = {
  cites: ({ source }, { sources }) =>
    sources.has(source.text)
      ? []
      : [problem("unknownSource", source.span, { name: source.text }, didYouMean(source.span, suggest(source.text, sources)))],
  "in force": ({ from, until, span }) => {
    const backwards = from !== null && until !== null && from.day !== null && until.day !== null && from.day > until.day;
    return [...dateExists(from), ...dateExists(until), ...(backwards ? [problem("neverInForce", span, {})] : [])];
  },
  confidence: ({ level, checked, span }) => [
    ...dateExists(checked),
    ...(level.text === "unverified" && checked !== null ? [problem("unverifiedChecked", span, {})] : []),
  ],
  binds: (line: BindsNode) => [
    ...dateExists(line.incurredFrom),
    ...dateExists(line.incurredUntil),
    ...sumExists(line.least?.sum ?? null),
    ...sumExists(line.most?.sum ?? null),
  ],
};

const checkLine = (line: RuleLine, scope: Scope): readonly Diagnostic[] => {
  switch (line.kind) {
    case "cites":
      return LINE_CHECKS.cites(line, scope);
    case "in force":
      return LINE_CHECKS["in force"](line, scope);
    case "confidence":
      return LINE_CHECKS.confidence(line, scope);
    case "binds":
      return LINE_CHECKS.binds(line, scope);
    case "not in":
      return line.places.flatMap(({ text, span }) =>
        scope.members.has(text) || (isPlace(text) && text.startsWith(`${scope.place}-`))
          ? []
          : [
              problem(
                "badPlace",
                span,
                { place: text },
                didYouMean(span, suggest(text, scope.members), "one of the members of this place, or a part of it"),
              ),
            ],
      );
    case "excluding":
      return [];
    default:
      return checkSentence(line, "law");
  }
};

const once = (rule: RuleNode): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return rule.lines.flatMap((line) => {
    if (line.kind !== "in force" && line.kind !== "confidence") return [];
    if (seen.has(line.kind)) return [problem("lineTwice", line.span, { line: line.kind })];
    seen.add(line.kind);
    return [];
  });
};

const saysOneThing = (rule: RuleNode): readonly Diagnostic[] => {
  const { sentence } = sentenceOf(rule);
  if (sentence === null) return [problem("noSentence", rule.span, { id: rule.id.text })];
  let before: ExcludingNode | null = null;
  let last: SentenceNode | null = null;
  const diagnostics: Diagnostic[] = [];
  for (const line of rule.lines) {
    if (line.kind === "excluding") {
      diagnostics.push(...checkExcluding(line, last, before));
      before = line;
    } else if (line.kind !== "cites" && line.kind !== "not in" && line.kind !== "in force" && line.kind !== "confidence" && line.kind !== "binds") {
      if (last !== null)
        diagnostics.push(problem("twoSentences", line.span, { id: rule.id.text }, { help: "give each sentence a rule and an id of its own" }));
      last = line;
    }
  }
  return diagnostics;
};

const isCited = (rule: RuleNode): readonly Diagnostic[] => {
  const own = rule.lines.some((line) => line.kind === "confidence" && line.level.text === "own");
  if (own || rule.lines.some((line) => line.kind === "cites")) return [];
  return [problem("noCitation", rule.id.span, { id: rule.id.text }, { help: 'add a line such as `cites regf "1006.6(b)(1)(i)"`' })];
};

const membersIn = (node: JurisdictionNode): readonly Name[] => node.items.flatMap((item) => (item.kind === "members" ? item.places : []));

const memberExists = ({ text, span }: Name): readonly Diagnostic[] =>
  isPlace(text) ? [] : [problem("badPlace", span, { place: text }, { help: "ISO 3166 such as `DE`" })];

/** Problems of one jurisdiction. `lost`: words of lines that could not be read, whose rules may seem to say nothing. */
export const checkJurisdiction = (node: JurisdictionNode, damaged: boolean, examples = true): readonly Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  const members = membersIn(node);
  // What has members need not be a country: a union of states has a code of its own.
  if (node.place.text !== "WORLD" && members.length === 0 && !isPlace(node.place.text)) {
    diagnostics.push(problem("badPlace", node.place.span, { place: node.place.text }, { help: "ISO 3166 such as `US-NY`, or `WORLD`" }));
  }
  diagnostics.push(...eachOnce(members), ...members.flatMap(memberExists));
  const sources = new Set<string>();
  for (const item of node.items) {
    if (item.kind === "source") {
      if (sources.has(item.name.text)) diagnostics.push(problem("sourceTwice", item.name.span, { name: item.name.text }));
      sources.add(item.name.text);
    }
  }
  for (const item of node.items) {
    if (item.kind === "example" && examples) diagnostics.push(...checkExample(item, damaged));
    if (item.kind === "series") diagnostics.push(...checkSeries(item, sources, damaged));
    if (item.kind !== "rule") continue;
    const scope: Scope = { sources, members: new Set(members.map(({ text }) => text)), place: node.place.text, rule: item };
    diagnostics.push(...item.lines.flatMap((line) => checkLine(line, scope)), ...once(item));
    // A line that could not be read may be the one that seems to be missing.
    if (!damaged) diagnostics.push(...saysOneThing(item), ...isCited(item));
  }
  return diagnostics;
};

/** Rules that others are said to change or to bind must be in the book. */
export const checkTouched = (nodes: readonly JurisdictionNode[]): readonly Diagnostic[] => {
  const rules = nodes.flatMap(({ items }) => items.filter((item) => item.kind === "rule"));
  const ids = new Set(rules.map(({ id }) => id.text));
  const touched = rules.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === "modifier" || line.kind === "scope" ? line.touches : [])));
  return touched.flatMap(({ text, span }) =>
    ids.has(text) ? [] : [problem("unknownRule", span, { id: text }, didYouMean(span, suggest(text, ids)))],
  );
};

/** A rule id means one rule in the whole book. */
export const checkIds = (nodes: readonly JurisdictionNode[]): readonly Diagnostic[] => {
  const first = new Map<string, RuleNode>();
  return nodes.flatMap((node) =>
    node.items.flatMap((item) => {
      if (item.kind !== "rule") return [];
      const other = first.get(item.id.text);
      if (other === undefined) first.set(item.id.text, item);
      return other === undefined
        ? []
        : [problem("ruleTwice", item.id.span, { id: item.id.text }, { related: [{ span: other.id.span, label: "the first one" }] })];
    }),
  );
};
