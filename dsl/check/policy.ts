/** Checks of a whole policy: what it must say, and each of its lines. */
import { containingPlaces, isPlace } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import type { ExprNode } from "../tree/expression.ts";
import type { HandlerNode, PlanLine, PolicyBlock, PolicyItem, PolicyNode, StageItem, TermsLine } from "../tree/policy.ts";
import type { ExcludingNode, SentenceNode } from "../tree/rule.ts";
import type { AmountsNode, DaysNode, Name, NumberNode } from "../tree/words.ts";
import { checkReaction } from "./actions.ts";
import { checkCondition, conditionNames } from "./conditions.ts";
import { checkDefinitions, namesIn } from "./definitions.ts";
import { suggestPlace } from "./law.ts";
import { checkAmounts, checkSums } from "./money.ts";
import { amountOf, checkOnboarding } from "./onboarding.ts";
import { checkNames, linesOf, meantName, type Scope } from "./names.ts";
import { checkExcluding, checkSentence, currencyExists } from "./sentence.ts";
import { atLeastOne, checkReachable, checkStage } from "./stages.ts";
import { checkVariants } from "./variants.ts";

type Check = (scope: Scope) => readonly Diagnostic[];
type Kind = PolicyItem["kind"];

/** Place of the policy as a whole: its name, since the missing line stands nowhere. */
const head = ({ policy }: Scope): Span => policy.name.span;

const REQUIRED = [
  ["version", 'such as `version "2026.1"`'],
  ["collector", "`collector creditor`, `third-party` or `debt-buyer`"],
  ["debt", "`debt commercial` or `debt consumer`"],
  ["currency", "such as `currency USD, EUR`"],
  ["places", "such as `places US-NY, DE`"],
] as const satisfies readonly (readonly [Kind, string])[];

const headerLines: Check = (scope) =>
  REQUIRED.flatMap(([what, help]) =>
    linesOf(scope.policy, what).length > 0 || scope.lost.has(what) ? [] : [problem("headerMissing", head(scope), { what }, { help })],
  );

const again = (lines: readonly { readonly span: Span }[], what: string): readonly Diagnostic[] =>
  lines
    .slice(1)
    .map(({ span }) =>
      problem("saidTwice", span, { what }, { related: lines.slice(0, 1).map((line) => ({ span: line.span, label: "the first one" })) }),
    );

const SINGLE = [
  "version",
  "collector",
  "debt",
  "currency",
  "places",
  "applies",
  "allocation",
  "facts",
  "house",
  "clock",
  "terms",
  "on new customer",
] as const;
const SPOKEN: Readonly<Partial<Record<Kind, string>>> = { house: "house rules", applies: "applies to accounts" };

const oneOfEach: Check = ({ policy }) => SINGLE.flatMap((kind) => again(linesOf(policy, kind), SPOKEN[kind] ?? kind));

const CLOCK_HELP = {
  "stage of": "`stage of the account` or `stage of each invoice`",
  anchor: "`anchor oldest unpaid invoice`",
  "when it moves": "`when it moves keep the stage` or `… return to the stage that fits`",
  "when behind": "`when behind lapse`, `one stage at a time`, `straight to the stage that fits` or `late, keep later dates`",
} as const;

const clock: Check = (scope) => {
  const blocks = linesOf(scope.policy, "clock");
  const [block] = blocks;
  if (block === undefined)
    return scope.lost.has("clock") ? [] : [problem("clockMissing", head(scope), {}, { help: Object.values(CLOCK_HELP).join("; ") })];
  const kinds = ["stage of", "anchor", "when it moves", "when behind", "tolerance", "when policy changes"] as const;
  return kinds.flatMap((kind) => {
    const lines = block.lines.filter((line) => line.kind === kind);
    const [word = ""] = kind.split(" ");
    if (lines.length === 0 && kind in CLOCK_HELP && !scope.lost.has(word))
      return [problem("clockSilent", block.span, { line: kind }, { help: CLOCK_HELP[kind as keyof typeof CLOCK_HELP] })];
    return again(lines, kind);
  });
};

const hasStage: Check = (scope) =>
  scope.stages.size > 0 || scope.lost.has("stage")
    ? []
    : [problem("noStage", head(scope), {}, { help: "such as `stage reminder from 1 day after due { … }`" })];

const stages: Check = (scope) =>
  linesOf(scope.policy, "stage").flatMap((stage, index) => checkStage(stage, index === 0 && !scope.lost.has("stage"), scope));

const handlers: Check = ({ policy }) => {
  const seen = new Map<string, HandlerNode>();
  return linesOf(policy, "on").flatMap((node) => {
    const key = node.event;
    const other = seen.get(key);
    if (other === undefined || other.when !== null || other.within !== null) {
      seen.set(key, node);
      return [];
    }
    return [
      problem(
        "handlerTwice",
        node.eventSpan,
        { event: key },
        { related: [{ span: other.eventSpan, label: "the first one" }], help: "write both reactions in one line, with a comma between them" },
      ),
    ];
  });
};

const placeKnown = ({ text, span }: Name, scope: Scope): readonly Diagnostic[] => {
  const law = scope.lawBook?.places ?? [];
  if (!isPlace(text)) return [problem("unknownPlace", span, { name: text }, didYouMean(span, suggestPlace(text, law), "ISO 3166 such as `US-NY`"))];
  if (scope.lawBook === null || containingPlaces(text).some((place) => law.includes(place))) return [];
  return [problem("noLaw", span, { place: text, have: law }, didYouMean(span, suggestPlace(text, law)))];
};

const notices: Check = (scope) => {
  const sent = new Set(
    linesOf(scope.policy, "on").flatMap(({ reactions }) =>
      reactions.flatMap((one) => (one.kind === "send notice" ? [meantName(one.notice.text, scope.notices)] : [])),
    ),
  );
  return linesOf(scope.policy, "notice").flatMap(({ name, within }) =>
    within === null && !sent.has(name.text) ? [problem("noticeNeverSent", name.span, { name: name.text })] : [],
  );
};

const house = (block: Extract<PolicyBlock, { readonly kind: "house" }>): readonly Diagnostic[] => {
  let sentence: SentenceNode | null = null;
  let before: ExcludingNode | null = null;
  return block.lines.flatMap((line) => {
    const found: readonly Diagnostic[] = line.kind === "excluding" ? checkExcluding(line, sentence, before) : checkSentence(line);
    if (line.kind !== "excluding") sentence = line;
    before = line.kind === "excluding" ? line : null;
    return found;
  });
};

const rate = (percent: NumberNode): readonly Diagnostic[] =>
  percent.value > 0 && percent.value <= 100 ? [] : [problem("badPercent", percent.span, { percent: percent.value })];

const terms = (line: TermsLine, scope: Scope): readonly Diagnostic[] => {
  if (line.kind === "discount") return rate(line.percent);
  if (line.kind === "late interest") return line.rate === null ? [] : rate(line.rate.percent);
  return line.kind === "late fee" ? checkAmounts(line.amounts, scope, ["statutory"]) : [];
};

const planLine = (line: PlanLine, scope: Scope): readonly Diagnostic[] => {
  if (line.kind === "up to") return [...atLeastOne(line.n, "the number of instalments"), ...checkAmounts(line.atLeast, scope)];
  return line.kind === "default after" ? atLeastOne(line.missed, "the number of missed instalments") : [];
};

const plan = (block: Extract<PolicyBlock, { readonly kind: "plan" }>, scope: Scope): readonly Diagnostic[] => [
  ...(["up to", "first within", "default after"] as const).flatMap((kind) => {
    const lines = block.lines.filter((line) => line.kind === kind);
    const [word = ""] = kind.split(" ");
    return lines.length === 0 && !scope.lost.has(word) ? [problem("planSilent", block.name.span, { line: kind })] : again(lines, kind);
  }),
  ...block.lines.flatMap((line) => planLine(line, scope)),
];

const handler = (node: HandlerNode, scope: Scope): readonly Diagnostic[] => [
  ...(node.within !== null && node.event !== "promise" ? [problem("withinPromise", node.eventSpan, { event: node.event })] : []),
  ...checkCondition(node.when, scope),
  ...node.reactions.flatMap((reaction) => checkReaction(reaction, node.event, scope)),
];

/** The checks of one line, by its kind. */
export const ITEM_CHECKS: { readonly [K in Kind]?: (item: Extract<PolicyItem, { readonly kind: K }>, scope: Scope) => readonly Diagnostic[] } = {
  currency: ({ currencies }) => currencies.flatMap((currency) => currencyExists({ digits: "0", currency, span: currency.span })),
  places: ({ places }, scope) => places.flatMap((place) => placeKnown(place, scope)),
  amount: ({ sums, name }, scope) => checkSums(sums, name.span, scope, "give one value for each currency of the policy"),
  define: (node, scope) => checkCondition(node.as, scope),
  house: (block) => house(block),
  clock: (block, scope) => block.lines.flatMap((line) => (line.kind === "tolerance" ? checkAmounts(line.amounts, scope) : [])),
  terms: (block, scope) =>
    (["due", "discount", "late interest", "late fee", "unpaid charges"] as const)
      .flatMap((kind) =>
        again(
          block.lines.filter((line) => line.kind === kind),
          kind,
        ),
      )
      .concat(block.lines.flatMap((line) => terms(line, scope))),
  plan: (block, scope) => plan(block, scope),
  on: (node, scope) => handler(node, scope),
  applies: ({ when }, scope) => checkCondition(when, scope),
  "on new customer": ({ lines }, scope) => checkOnboarding(lines, scope),
};

const checkItem = <K extends Kind>(item: Extract<PolicyItem, { readonly kind: K }>, scope: Scope): readonly Diagnostic[] => {
  const check = ITEM_CHECKS[item.kind] as ((item: PolicyItem, scope: Scope) => readonly Diagnostic[]) | undefined;
  return check?.(item, scope) ?? [];
};

/** Ten years: longer spans are slips of the keyboard. */
const MOST_DAYS = 3660;

const isDays = (value: object): value is DaysNode => "n" in value && "business" in value && "span" in value;

/** Every span of days in the tree: whole, and not absurd. House rules have checks of their own. */
const dayCounts = (value: unknown): readonly Diagnostic[] => {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(dayCounts);
  if (isDays(value)) {
    if (!Number.isInteger(value.n)) return [problem("wholeDays", value.span, {})];
    return value.n > MOST_DAYS ? [problem("tooManyDays", value.span, { days: value.n })] : [];
  }
  return Object.values(value).flatMap(dayCounts);
};

/** Every place where an amount may be named outside conditions. */
const amountNodes = (policy: Scope["policy"]): readonly (AmountsNode | null)[] => [
  ...linesOf(policy, "clock").flatMap(({ lines }) => lines.map((line) => (line.kind === "tolerance" ? line.amounts : null))),
  ...linesOf(policy, "terms").flatMap(({ lines }) => lines.map((line) => (line.kind === "late fee" ? line.amounts : null))),
  ...linesOf(policy, "plan").flatMap(({ lines }) => lines.map((line) => (line.kind === "up to" ? line.atLeast : null))),
  ...linesOf(policy, "on new customer").flatMap(({ lines }) => lines.map(amountOf)),
];

const whensOf = (item: StageItem): readonly (ExprNode | null)[] =>
  item.kind === "variant" ? item.steps.map(({ when }) => when) : "when" in item ? [item.when] : [];

const unused: Check = (scope) => {
  const { policy } = scope;
  if (scope.lost.size > 0) return [];
  const conditions = [
    ...linesOf(policy, "define").map((node) => node.as),
    ...linesOf(policy, "on").map((node) => node.when),
    ...linesOf(policy, "applies").map((node) => node.when),
    ...linesOf(policy, "on new customer").flatMap(({ lines }) => lines.map((line) => line.when)),
    ...linesOf(policy, "stage").flatMap((stage) => [stage.requires, ...stage.items.flatMap(whensOf)]),
  ];
  const known = new Set(conditionNames(scope));
  const used = new Set(conditions.flatMap(namesIn).map((name) => meantName(name, known)));
  for (const node of amountNodes(policy)) if (node?.kind === "named") used.add(meantName(node.name.text, scope.amounts));
  return [
    ...linesOf(policy, "amount").flatMap(({ name }) =>
      used.has(name.text) ? [] : [problem("neverUsed", name.span, { what: "amount", name: name.text })],
    ),
    ...linesOf(policy, "define").flatMap(({ name }) =>
      used.has(name.text) ? [] : [problem("neverUsed", name.span, { what: "definition", name: name.text })],
    ),
  ];
};

const WHOLE: readonly Check[] = [
  headerLines,
  oneOfEach,
  checkNames,
  clock,
  hasStage,
  stages,
  checkVariants,
  handlers,
  notices,
  checkDefinitions,
  checkReachable,
  unused,
];

/** Every problem of a policy that could be read. */
export const checkPolicy = (policy: PolicyNode, scope: Scope): readonly Diagnostic[] => [
  ...WHOLE.flatMap((check) => check(scope)),
  ...policy.items.flatMap((item) => checkItem(item, scope)),
  ...policy.items.flatMap((item) => (item.kind === "house" || item.kind === "test" ? [] : dayCounts(item))),
];
