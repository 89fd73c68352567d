/** Runs one test beside a policy against the real engine, and judges what it expects. */
import type { PolicyTest, TestEvent } from "../model/policy-test.ts";
import type { Branch } from "../model/state.ts";
import type { LocalDay } from "../model/units.ts";
import { judge, type Judgement } from "./judge.ts";
import { liveThrough, type Story, type TestWorld } from "./story.ts";
import { momentOf } from "./words.ts";
import { instantOf } from "./script.ts";

/** One expectation, and what came of it. */
export interface TestCheck {
  readonly line: number;
  readonly ok: boolean;
  readonly expected: string;
  /** In plain words, with days; of what was held or lapsed, with rules and citations. */
  readonly got: string;
}

export interface PolicyTestRun {
  readonly title: string;
  readonly line: number;
  readonly ok: boolean;
  /** First and last day of the story, local days of the debtor's first zone. */
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly checks: readonly TestCheck[];
  /** Branches of the policy that the story took. */
  readonly branches: readonly Branch[];
}

/**
 * Lives a test's story through in virtual time and judges each of its expectations, in the order written. Pure: the same test in the
 * same world gives the same run.
 * @throws UnknownZoneError when the calendar lacks the debtor's zone; `daysNamed` says which days it must hold.
 */
export function runPolicyTest(test: PolicyTest, world: TestWorld): PolicyTestRun {
  const story = liveThrough(test, world);
  const expected = test.expectations.map((one) => ({
    line: one.line,
    expected: one.text.replace(/^expect\s+/, ""),
    ...told(story, judge(story, one)),
  }));
  const checks = [...unaskedOf(test, story), ...expected].toSorted((a, b) => a.line - b.line);
  const { from, to, branches } = story;
  return { title: test.title, line: test.line, ok: checks.every((one) => one.ok), from, to, checks, branches };
}

/** Of an account that the policy doesn't take, that is the reason for whatever didn't happen. */
const told = ({ untaken }: Story, { ok, got }: Judgement): Judgement => ({ ok, got: untaken === null ? got : `${untaken} · ${got}` });

/** An answer that nobody had asked for is a story that can't have happened. */
function unaskedOf({ events }: PolicyTest, { unasked, local, asked }: Story): readonly TestCheck[] {
  const isUnasked = (event: TestEvent): event is TestEvent & { readonly kind: "approval" } =>
    event.kind === "approval" && unasked.includes(event.line);
  return events.filter(isUnasked).map((event) => {
    const { line, of, granted } = event;
    const when = asked.filter((one) => one.of === of).map((one) => momentOf(local, one.at));
    const got = `nobody had asked "${of}" by ${momentOf(local, instantOf(local, event))}${when.length === 0 ? "" : `; it was asked on ${when.join(", ")}`}`;
    return { line, ok: false, expected: `approval by "${of}" ${granted ? "granted" : "refused"}`, got };
  });
}
