/** Checks of a whole policy: what it must say, and each of its lines. */
import { problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import type { HandlerNode, PolicyItem } from "../tree/policy.ts";
import { checkDefinitions } from "./definitions.ts";
import { inEach, together } from "./found.ts";
import { checkItem } from "./items.ts";
import { checkNames, linesOf, meantName, type Scope } from "./names.ts";
import { again } from "./once.ts";
import { checkPart, checkShareable, checkSharedCurrencies } from "./shared.ts";
import { checkReachable, checkStage } from "./stages.ts";
import { checkUnused } from "./unused.ts";
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
  inEach(linesOf(scope.policy, "stage"), (stage, index) => checkStage(stage, index === 0 && !scope.lost.has("stage"), scope));

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
  checkUnused,
  checkSharedCurrencies,
];

/** Every problem of a policy that could be read, and of what it uses. */
export const checkPolicy = (scope: Scope): readonly Diagnostic[] =>
  together(
    inEach(scope.shared, (part) => checkPart(part, scope)),
    inEach(WHOLE, (check) => check(scope)),
    inEach(scope.policy.items, (item) => checkItem(item, scope)),
  );

/** Every problem of a file that shares, and of what it uses itself. */
export const checkSharedFile = (scope: Scope): readonly Diagnostic[] => [
  ...scope.shared.flatMap((part) => checkPart(part, scope)),
  ...checkNames(scope),
  ...checkDefinitions(scope),
  ...checkShareable(scope),
];
