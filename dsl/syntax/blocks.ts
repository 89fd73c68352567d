/** Which lines and blocks stand in which block: what the layout needs to tell one statement from the next. */
import { CHANNELS, EVENTS } from "../engine.ts";
import { DEEDS, MADE, POST } from "../tokens/vocabulary.ts";

export type BlockKind =
  | "file"
  | "policy"
  | "facts"
  | "house"
  | "clock"
  | "terms"
  | "plan"
  | "stage"
  | "jurisdiction"
  | "rule"
  | "series"
  | "example"
  | "test"
  | "variant"
  | "shared"
  | "onboarding"
  | "unknown";

/** Blocks that a header's first word opens. */
export const HEADERS: Readonly<Record<BlockKind, Readonly<Record<string, BlockKind>>>> = {
  file: { policy: "policy", jurisdiction: "jurisdiction", test: "test", shared: "shared" },
  policy: { facts: "facts", house: "house", clock: "clock", terms: "terms", plan: "plan", stage: "stage", test: "test", on: "onboarding" },
  jurisdiction: { rule: "rule", series: "series", example: "example" },
  facts: {},
  house: {},
  clock: {},
  terms: {},
  plan: {},
  stage: { variant: "variant" },
  rule: {},
  series: {},
  example: {},
  test: {},
  variant: {},
  shared: { facts: "facts", house: "house", plan: "plan" },
  onboarding: {},
  unknown: {},
};

const SENTENCES: readonly string[] = [
  ..."contact at after never no every the people not before must charge a limitation keep delete".split(" "),
  ...CHANNELS,
  ...POST,
];

/** First words of a block's statements. Facts start with any word. */
export const STARTERS: Readonly<Record<BlockKind, readonly string[]>> = {
  file: ["policy", "jurisdiction", "test", "shared", "use"],
  policy: "version collector debt currency places facts amount define house clock terms plan stage notice allocation applies on test".split(" "),
  jurisdiction: ["source", "members", "rule", "series", "example"],
  house: SENTENCES,
  rule: ["cites", "in", "confidence", "binds", "modifies", "decides", ...SENTENCES],
  clock: ["stage", "anchor", "when", "tolerance"],
  terms: ["due", "discount", "late", "unpaid"],
  plan: ["up", "first", "default"],
  stage: ["day", "business", "every", "next", "on", "variant"],
  facts: [],
  series: ["cites", "confidence", "verified", "from"],
  example: ["collector", "debtor", "debt", "duty", "law", ...MADE, ...DEEDS, ...EVENTS],
  test: ["starts", "account", "new", "on", "expect"],
  variant: ["day", "business", "every"],
  shared: ["facts", "amount", "define", "house", "plan"],
  onboarding: ["credit", "terms", "deposit"],
  unknown: [],
};

const CERTAIN_SENTENCES: readonly string[] = [
  "at most",
  "never",
  "people decide",
  "not counting",
  "the first",
  "every later",
  "must send",
  "must record",
  "a debt",
  "limitation #",
  "limitation as",
  "the law",
];

/**
 * Beginnings that no continued line has: an indented line that starts so is a statement all the same. `#` is a number.
 * Beginnings that also occur inside sentences (`contact`, `after`) are not here: for those the indent decides.
 */
const CERTAIN: Readonly<Partial<Record<BlockKind, readonly string[]>>> = {
  policy: STARTERS.policy.filter((word) => word !== "plan" && word !== "test"),
  jurisdiction: STARTERS.jurisdiction,
  house: CERTAIN_SENTENCES,
  rule: ["cites", "in force", "not in", "confidence", "binds", "modifies", "decides whom", ...CERTAIN_SENTENCES],
  series: ["cites", "confidence", "verified", "from #"],
  example: ["collector", "debtor", "debt of", "duty", "law"],
  clock: ["stage of", "anchor", "when it", "when behind", "when policy", "tolerance"],
  terms: ["due #", "discount", "late", "unpaid charges"],
  plan: ["up to", "first within", "default after"],
  stage: ["day #", "business day", "every #", "next", "on entry", "on exit", "variant #"],
  variant: ["day #", "business day", "every #"],
  test: ["starts on", "account in", "new customer", "on #", "expect"],
  shared: ["facts", "amount", "define", "house rules"],
  onboarding: ["credit limit", "terms", "deposit"],
};

/** Words that go on with the statement above, wherever they stand. */
export const JOINING: readonly string[] = ["and", "or", "otherwise", "else", "requires", "unless", "except"];

/** The same by block and first word, taken apart once: the words of which one may stand second; undefined stands for any. */
const CERTAIN_SECONDS: ReadonlyMap<BlockKind, ReadonlyMap<string, readonly (string | undefined)[]>> = new Map(
  (Object.keys(CERTAIN) as BlockKind[]).map((kind) => {
    const seconds = new Map<string, (string | undefined)[]>();
    for (const start of CERTAIN[kind] ?? []) {
      const [one = "", two] = start.split(" ");
      seconds.set(one, [...(seconds.get(one) ?? []), two]);
    }
    return [kind, seconds];
  }),
);

const isNumber = (word: string): boolean => /^\d/u.test(word);

/** Whether two words certainly begin a statement of the block. */
export const certainlyStarts = (kind: BlockKind, first: string, second: string): boolean => {
  const seconds = CERTAIN_SECONDS.get(kind)?.get(first);
  return seconds !== undefined && seconds.some((two) => two === undefined || two === second || (two === "#" && isNumber(second)));
};

/**
 * Whether a word may begin a statement of the block. `on` and `stage` are lines of a policy: in a stage `on` stands only before `entry` and
 * `exit`, in a clock `stage` only before `of`.
 */
export const starts = (kind: BlockKind, first: string, second: string): boolean => {
  if (kind === "stage" && first === "on") return second === "entry" || second === "exit";
  if (kind === "test" && first === "on") return /^\d/u.test(second);
  if (kind === "clock" && first === "stage") return second === "of";
  return STARTERS[kind].includes(first);
};

/** The block in words, for messages. */
export const TITLES: Readonly<Record<BlockKind, string>> = {
  file: "a file",
  policy: "a policy",
  facts: "the facts",
  house: "the house rules",
  clock: "the clock",
  terms: "the terms",
  plan: "a plan",
  stage: "a stage",
  jurisdiction: "a jurisdiction",
  rule: "a rule",
  series: "a series",
  example: "an example",
  test: "a test",
  variant: "a variant",
  shared: "what is shared",
  onboarding: "the lines for a new customer",
  unknown: "this block",
};
