/** What somebody might do to a lawful policy: the proof names the rule that it breaks, and tells a short story of it. */
import { expect, it } from "vitest";
import { refusalsAt } from "../../../engine/permit.ts";
import { contextOf } from "../../../engine/verify/life.ts";
import { causesOf } from "../../../engine/verify/watch.ts";
import { EDITS_ABROAD } from "./bad-edits-abroad.ts";
import { CLEAN, EDITS } from "./bad-edits.ts";
import { certificateFor, provedOf } from "./proving.ts";

it.each(Object.entries(CLEAN))("the policy %s, as it was, breaks nothing, and collects", (_, clean) => {
  const { verdicts, places } = certificateFor(clean);
  expect(verdicts.filter(({ verdict }) => verdict === "broken" || verdict === "incomplete")).toEqual([]);
  for (const { unreached, collects } of places) expect({ unreached, collects }).toEqual({ unreached: [], collects: true });
});

const ALL = [...EDITS, ...EDITS_ABROAD];

it.each(ALL)("$title: $rule", ({ clean, written, rule, verdict }) => {
  if (clean !== undefined) expect(certificateFor(clean).verdicts.find((one) => one.rule === rule)?.verdict).toBe("by-design");
  const found = certificateFor(written).verdicts.find((one) => one.rule === rule);
  expect(found?.verdict).toBe(verdict);
  expect(found?.timeline?.length).toBeGreaterThan(0);
  expect(found?.timeline?.length).toBeLessThanOrEqual(10);
  expect(found?.line).toBeGreaterThan(0);
});

it("of what a story tells nothing can be left out: without any of it the rule lets the wish pass", () => {
  let told = 0;
  for (const { written } of ALL) {
    for (const { proof } of provedOf(written)) {
      for (const { rule, finding } of proof.verdicts) {
        const action = finding?.meeting.wanted?.action;
        if (finding === undefined || action === null || action === undefined) continue;
        const { meeting } = finding;
        const causes = causesOf(proof.arena, meeting, rule);
        const asked = (ids: readonly string[]) => {
          const ledger = meeting.life.ledger.filter(({ id }) => ids.includes(id));
          return refusalsAt([rule], contextOf(proof.arena, { ...meeting.life, ledger }, meeting.place, [rule]), action, meeting.at);
        };
        expect(asked(causes), rule.id).not.toBeNull();
        for (const cause of causes) expect(asked(causes.filter((id) => id !== cause)), `${rule.id} without ${cause}`).toBeNull();
        told += causes.length;
      }
    }
  }
  expect(told).toBeGreaterThan(20);
});

it("a story has at most three lines, for half of them", () => {
  const lengths = ALL.map(({ written, rule }) => certificateFor(written).verdicts.find((one) => one.rule === rule)?.timeline?.length ?? Infinity);
  const sorted = lengths.toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(3);
});
