import fc from "fast-check";
import { expect, it } from "vitest";
import { instant, permit, plan } from "../../engine/index.ts";
import type { Action, Instant, Plan, Rule } from "../../engine/index.ts";
import { contacts } from "./happenings.ts";
import { ruleSets } from "./rules.ts";
import { contextOf, forbiddenAt, play, storiesUnder, type Told } from "./stories.ts";

const DAY = 86_400_000;

interface Asked extends Told {
  readonly action: Action;
  readonly at: Instant;
}

/** A hole in which every twelve days lapse, whatever is drawn beside it: how many lapses there are shouldn't hang on the seed. */
const NEVER: Rule = {
  id: "rule.never",
  place: "WORLD",
  summary: "A rule",
  cites: "",
  confidence: "own",
  checked: null,
  from: null,
  to: null,
  binds: [],
  file: "made up",
  line: 9,
  body: { kind: "block", acts: ["contact"], key: "person", exceptPurposes: [], exceptPersons: [], unlessConsent: [], exceptReplies: false },
};
const rules = fc.oneof({ weight: 5, arbitrary: ruleSets(4) }, { weight: 1, arbitrary: ruleSets(3).map((drawn) => [...drawn, NEVER]) });

/** A story, and something wanted after its end. */
const askings: fc.Arbitrary<Asked> = fc
  .tuple(storiesUnder(rules), contacts, fc.integer({ min: 0, max: 2_000 }), fc.nat())
  .map(([{ draft, rules: drawn }, contact, minutes, pick]) => {
    const ids = draft.debts.map((debt) => debt.id);
    const last = draft.lines.at(-1)?.at ?? instant(0);
    const debts = pick % 3 === 0 ? ids : ids.slice(pick % ids.length, (pick % ids.length) + 1);
    return { draft, rules: drawn, action: { act: "contact", debts, contact }, at: instant(last + minutes * 60_000) };
  });

/** Moments at which something may have changed: those that the plan names, local edges, and a few in between; none at or after the end. */
const momentsBetween = (asked: Asked, answer: Plan, end: number): readonly Instant[] => {
  const edges = answer.refused.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until - 1, until - 60_000])]);
  const local = [480, 540, 720, 1020, 1260, 1439].flatMap((minute) => [0, 1, 2].map((days) => asked.at + days * DAY + minute * 60_000));
  const spread = [0.1, 0.35, 0.5, 0.75, 0.999].map((part) => Math.floor(asked.at + (end - asked.at) * part));
  return [...new Set([...edges, ...local, ...spread, end - 1])].filter((t) => t >= asked.at && t < end).map((t) => instant(t));
};

it("where the plan puts an act the oracle sees no breach, and every moment that it passed over was forbidden", () => {
  let planned = 0;
  let lapsed = 0;
  fc.assert(
    fc.property(askings, (asked) => {
      const { draft } = asked;
      const ledger = play(draft, asked.rules);
      const context = contextOf(draft, asked.rules, ledger);
      const slotEnd = instant(asked.at + 12 * DAY);
      const answer = plan(context, asked.action, asked.at, slotEnd);
      const broken = (at: Instant) =>
        forbiddenAt(
          draft,
          asked.rules,
          ledger,
          asked.action,
          at,
          answer.kind === "at" ? answer.requires : ["opt-out", "mini-miranda-initial", "caller-identity"],
        );
      if (answer.kind === "at") {
        planned += 1;
        expect(broken(answer.at)).toEqual([]);
        expect(permit(context, asked.action, answer.at).allowed).toBe(true);
      } else lapsed += 1;
      for (const at of momentsBetween(asked, answer, answer.kind === "at" ? answer.at : slotEnd)) {
        expect(broken(at), `passed over ${new Date(at).toISOString()}`).not.toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
  // Neither all nor nothing: both answers were put to the test.
  expect(planned).toBeGreaterThan(100);
  expect(lapsed).toBeGreaterThan(10);
});
