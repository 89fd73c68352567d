/** What is asked of every bad edit: the rule is named, and the story is short, true, and without a word too much. */
import { expect, it } from "vitest";
import { causesOf } from "../../../engine/verify/causes.ts";
import type { Clean, Edit } from "./bad-edits.ts";
import { certificateFor, provedOf } from "./proving.ts";
import { engineSees, entriesOf, oracleSees, type Told } from "./replay.ts";

const MOST = 10;
const USUAL = 3;

const lineOf = ({ written, rule }: Edit) => certificateFor(written).verdicts.find((one) => one.rule === rule);

function toldOf({ written, rule }: Edit): Told {
  for (const { task, proof } of provedOf(written)) {
    const finding = proof.verdicts.find((one) => one.rule.id === rule)?.finding;
    if (finding !== undefined) return { arena: proof.arena, meeting: finding.meeting, law: task.rules };
  }
  throw new Error(`nothing was found of ${rule}`);
}

/** How many things debtors did in the stories in which a policy met a rule. */
const eventsBefore = (clean: Clean, rule: string): readonly number[] =>
  provedOf(clean).flatMap(({ proof }) =>
    proof.verdicts.flatMap((one) => (one.rule.id === rule && one.finding !== undefined ? [one.finding.meeting.life.made.length] : [])),
  );

/** Leaves out each of the causes in turn: then neither engine nor oracle has anything against it. */
function checkCauses(told: Told): void {
  const causes = causesOf(told.arena, told.meeting);
  const all = entriesOf(told, causes);
  expect({ engine: engineSees(told, all), oracle: oracleSees(told, all) }).toEqual({ engine: true, oracle: true });
  for (const cause of all) {
    const without = all.filter((one) => one !== cause);
    expect({ without: cause.id, engine: engineSees(told, without), oracle: oracleSees(told, without) }).toEqual({
      without: cause.id,
      engine: false,
      oracle: false,
    });
  }
}

export function judgeEdits(edits: readonly Edit[]): void {
  it.each(edits)("$title: $rule", (edit) => {
    const { clean, written, rule, verdict } = edit;
    const before = clean === undefined ? [] : eventsBefore(clean, rule);
    const found = lineOf(edit);
    expect(found?.verdict).toBe(verdict);
    expect(found?.timeline?.length).toBeGreaterThan(0);
    expect(found?.timeline?.length).toBeLessThanOrEqual(MOST);
    expect(found?.line).toBeGreaterThan(0);
    const told = toldOf(edit);
    // As it was, the policy kept the rule; or met it only where a debtor did something, and now needs nobody for that.
    if (before.length > 0) expect({ before: Math.min(...before), now: told.meeting.life.made.length }).toEqual({ before: 1, now: 0 });
    checkCauses(told);
    // What somebody did and no rule looks at led the policy elsewhere: without it the policy doesn't come there.
    if (told.meeting.life.made.length > 0) {
      expect(certificateFor({ ...written, moves: 0 }).verdicts.find((one) => one.rule === rule)?.verdict).toBe("by-design");
    }
  });

  it("a story has at most three lines, for half of them", () => {
    const sorted = edits.map((edit) => lineOf(edit)?.timeline?.length ?? Infinity).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(USUAL);
  });
}
