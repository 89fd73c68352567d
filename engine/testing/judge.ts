/** Holds one expectation of a test against what happened. */
import { formatDay } from "../civil.ts";
import type { ContactPattern, TestExpectation, TestSpan } from "../model/policy-test.ts";
import type { BusinessAction, ContactAction } from "../model/policy.ts";
import type { LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { dayOfDeed, standingOn, type Deed, type Standing, type Story } from "./story.ts";
import { actionWords, deedsWords, momentOf, patternWords, restWords, standingWords } from "./words.ts";

export interface Judgement {
  readonly ok: boolean;
  /** What really happened, in plain words. */
  readonly got: string;
}

type Of<K extends TestExpectation["kind"]> = Extract<TestExpectation, { readonly kind: K }>;

export function judge(story: Story, expectation: TestExpectation): Judgement {
  // Of days before the story nothing is known: "no contact" would be true of them for nothing.
  if ("span" in expectation && expectation.span.to < story.from)
    return { ok: false, got: `the story begins on ${formatDay(story.from)}: nothing is known of the days before` };
  switch (expectation.kind) {
    case "contact":
      return judgeContact(story, expectation);
    case "lapsed":
    case "held":
      return judgeRefused(story, expectation);
    case "stage":
      return judgeStage(story, expectation);
    case "closed":
      return judgeClosed(story, expectation);
    case "open":
      return judgeOpen(story, expectation);
    case "act":
      return judgeAct(story, expectation);
    case "approval asked":
      return judgeAsked(story, expectation);
    case "credit limit":
      return judgeSet(story, "set credit limit", ({ limit }) => limit, expectation.limit);
    case "terms":
      return judgeSet(story, "set terms", ({ due }) => due, expectation.due);
    case "deposit":
      return judgeSet(story, "ask for deposit", ({ deposit }) => deposit, expectation.deposit);
  }
}

const firstOf = (story: Story, span: TestSpan): LocalDay => span.from ?? story.from;
const isIn = (story: Story, span: TestSpan, deed: { readonly at: Deed["at"] }): boolean => {
  const day = dayOfDeed(story, deed);
  return firstOf(story, span) <= day && day <= span.to;
};
const fits = ({ channel, template }: ContactPattern, { action }: Deed<ContactAction>): boolean =>
  (channel === undefined || action.channel === channel) && (template === undefined || action.template === template);

interface Sought {
  readonly what: string;
  /** Deeds of the kind, whenever they were. */
  readonly same: readonly Deed[];
  readonly others: readonly Deed[];
}

/** What is told when something didn't come: of the same kind, else what else there was in those days, and how the account stood. */
function instead(story: Story, span: TestSpan, { what, same, others }: Sought): string {
  const there = same.length > 0 ? same : others.filter((one) => isIn(story, span, one));
  const parts = [
    same.length > 0 ? "" : `no ${what} at all`,
    there.length > 0 ? deedsWords(story, there) : "",
    restWords(story, firstOf(story, span), span.to),
    `then ${standingWords(story.local, standingOn(story, span.to))}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function judgeContact(story: Story, { pattern, span, count }: Of<"contact">): Judgement {
  const same = story.contacts.filter((one) => fits(pattern, one));
  const found = same.filter((one) => one.status === "done" && isIn(story, span, one));
  const ok = found.length >= count.atLeast && (count.atMost === null || found.length <= count.atMost);
  if (ok || found.length > count.atLeast) return { ok, got: found.length === 0 ? "none" : deedsWords(story, found) };
  return { ok, got: instead(story, span, { what: patternWords(pattern), same, others: story.contacts }) };
}

function judgeRefused(story: Story, { kind, pattern, span, rules }: Of<"lapsed" | "held">): Judgement {
  const same = story.contacts.filter((one) => fits(pattern, one));
  const found = same.filter((one) => one.status === kind && isIn(story, span, one));
  const byThese = found.filter(({ reasons }) => rules.every((rule) => reasons.some((one) => one.rule === rule)));
  if (byThese.length > 0) return { ok: true, got: deedsWords(story, byThese) };
  return {
    ok: false,
    got: found.length > 0 ? deedsWords(story, found) : instead(story, span, { what: patternWords(pattern), same, others: story.contacts }),
  };
}

function eachDay(story: Story, span: TestSpan): readonly LocalDay[] {
  const first = firstOf(story, span);
  return Array.from({ length: Math.max(0, span.to - first + 1) }, (_, i) => localDay(first + i));
}

const told = (story: Story, day: LocalDay, standing: Standing): string => `on ${formatDay(day)} ${standingWords(story.local, standing)}`;

function judgeStage(story: Story, { stage, span, reached }: Of<"stage">): Judgement {
  const days = reached === "by" ? [span.to] : eachDay(story, span);
  const wrong = days.find((day) => !standingOn(story, day).stages.includes(stage));
  const ok = wrong === undefined;
  const day = wrong ?? span.to;
  const rest = ok ? "" : restWords(story, firstOf(story, span), span.to);
  const begun = ok ? undefined : story.standings.find((one) => one.stages.includes(stage));
  const parts = [
    told(story, day, standingOn(story, day)),
    begun === undefined ? "" : `"${stage}" began on ${formatDay(dayOfDeed(story, begun))}`,
    rest,
  ];
  return { ok, got: parts.filter((part) => part !== "").join(" · ") };
}

function judgeClosed(story: Story, { as, span }: Of<"closed">): Judgement {
  const standing = standingOn(story, span.to);
  const ok = standing.closedAs !== null && (as === null || standing.closedAs === as) && (span.from === null || isIn(story, span, standing));
  return { ok, got: told(story, span.to, standing) };
}

function judgeOpen(story: Story, { span }: Of<"open">): Judgement {
  const days = span.from === null ? [span.to] : eachDay(story, span);
  const wrong = days.find((day) => standingOn(story, day).closedAs !== null);
  const day = wrong ?? span.to;
  return { ok: wrong === undefined, got: told(story, day, standingOn(story, day)) };
}

/** Whether something is what was expected; what the expectation leaves open (a task's term, its team, other currencies) fits everything. */
function isPart(expected: unknown, value: unknown): boolean {
  if (expected === null || expected === "") return true;
  if (typeof expected !== "object" || typeof value !== "object" || value === null) return expected === value;
  const own = new Map(Object.entries(value));
  return Object.entries(expected).every(([key, part]) => isPart(part, own.get(key)));
}

function judgeAct(story: Story, { action, none, span }: Of<"act">): Judgement {
  const same = story.acts.filter((one) => one.action.name === action.name);
  const found = same.filter((one) => one.status === "done" && isPart(action, one.action) && isIn(story, span, one));
  if (none) return { ok: found.length === 0, got: found.length === 0 ? "none" : deedsWords(story, found) };
  if (found.length > 0) return { ok: true, got: deedsWords(story, found) };
  const asked = story.asked.filter((one) => one.action.kind === "business" && isPart(action, one.action));
  const waits = asked.map((one) => `${actionWords(one.action, story.currency)} was put to "${one.of}" on ${momentOf(story.local, one.at)}`);
  return { ok: false, got: [...waits, instead(story, span, { what: action.name, same, others: story.acts })].join(" · ") };
}

function judgeAsked(story: Story, { of, span }: Of<"approval asked">): Judgement {
  const same = story.asked.filter((one) => one.of === of);
  const ok = same.some((one) => isIn(story, span, one));
  const got = (same.length > 0 ? same : story.asked).map(
    (one) => `"${one.of}" was asked for ${actionWords(one.action, story.currency)} on ${momentOf(story.local, one.at)}`,
  );
  return { ok, got: got.length > 0 ? got.join(" · ") : `nobody was asked · then ${standingWords(story.local, standingOn(story, span.to))}` };
}

/** What a new customer was given last, beside what was expected; null: nothing of the kind. */
function judgeSet<N extends BusinessAction["name"]>(
  story: Story,
  name: N,
  valueOf: (action: Extract<BusinessAction, { readonly name: N }>) => unknown,
  expected: unknown,
): Judgement {
  const isIt = (action: BusinessAction): action is Extract<BusinessAction, { readonly name: N }> => action.name === name;
  const last = story.acts.flatMap(({ action, status }) => (status === "done" && isIt(action) ? [action] : [])).at(-1);
  const waiting = story.asked.filter((one) => !one.answered && one.action.kind === "business" && isIt(one.action));
  const got = last === undefined ? "none" : actionWords(last, story.currency);
  const waits = waiting.map((one) => `${actionWords(one.action, story.currency)} waits for approval by "${one.of}"`);
  const ok = expected === null ? last === undefined : last !== undefined && isPart(expected, valueOf(last));
  return { ok, got: [got, ...waits].join(" · ") };
}
