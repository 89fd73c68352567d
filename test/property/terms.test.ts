import fc from "fast-check";
import { expect, it } from "vitest";
import { instant, permit, plan } from "../../engine/index.ts";
import type { Action, Decision, Instant, Plan } from "../../engine/index.ts";
import { breachesOf, contextOf, drafts, forbiddenAt, nearOf, play, wishes } from "./deeds.ts";
import { NOTICES, termRules } from "./term-rules.ts";

const DAY = 86_400_000;

const fully = (action: Action, decision: Decision & { allowed: true }): number | undefined =>
  action.act === "charge" && action.charge.amount === undefined ? decision.amount?.amount : undefined;

it("what is let through breaks no rule of terms and money as the oracle reads it, and what is refused would", () => {
  const seen = { allowed: 0, denied: 0, full: 0 };
  fc.assert(
    fc.property(drafts, termRules(3), (draft, rules) => {
      const written = play(draft, rules, (_, action, at, decision, before) => {
        if (decision.allowed) {
          seen.allowed += 1;
          const most = fully(action, decision);
          if (most === undefined) return;
          seen.full += 1;
          // All that the law gives, and not a cent less.
          expect(forbiddenAt(draft, rules, before, action, at, [], most + 1, decision.amount?.currency), "a cent more").not.toEqual([]);
          return;
        }
        seen.denied += 1;
        expect(forbiddenAt(draft, rules, before, action, at), `refused by ${decision.reasons.map((reason) => reason.rule).join()}`).not.toEqual([]);
      });
      expect(breachesOf(draft, rules, written)).toEqual([]);
    }),
    { numRuns: 800 },
  );
  expect(seen.allowed).toBeGreaterThan(1_000);
  expect(seen.denied).toBeGreaterThan(1_000);
  expect(seen.full).toBeGreaterThan(60);
}, 60_000);

/** Moments before the end at which something may have changed: those that the plan names, local edges, and a few in between. */
const momentsBetween = (at: Instant, answer: Plan, end: number): readonly Instant[] => {
  const edges = answer.refused.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until - 1, until - 60_000])]);
  const midnights = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((days) => [-1, 0].map((hair) => Math.ceil(at / DAY) * DAY + days * DAY + hair));
  const spread = [0.1, 0.35, 0.5, 0.75, 0.999].map((part) => Math.floor(at + (end - at) * part));
  return [...new Set([...edges, ...midnights, ...spread, end - 1])].filter((t) => t >= at && t < end).map((t) => instant(t));
};

/** A story with a notice of everything near its end, so that many an act has only to wait, and something wanted after it. */
const askings = drafts.chain((draft) =>
  fc
    .tuple(
      wishes(
        draft.debts.map((debt) => debt.id),
        nearOf(draft.scene),
      ),
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom("letter" as const, "email" as const),
      fc.option(fc.integer({ min: 0, max: 30 }), { freq: 3 }),
    )
    .map(([{ action }, minutes, channel, late]) => {
      const end = draft.lines.at(-1)?.at ?? instant(0);
      const contact = { channel, direction: "out", by: "creditor", contains: [...NOTICES, "invoice"] } as const;
      const given = { ...draft, lines: [...draft.lines, { at: end, line: { what: "contact", contact, late } as const }] };
      return { draft: given, action, at: instant(end + minutes * 60_000) };
    }),
);

it("where the plan puts an act the oracle sees no breach, and every moment that it passed over was forbidden", () => {
  const seen = { later: 0, lapsed: 0 };
  fc.assert(
    fc.property(askings, termRules(2), ({ draft, action, at }, rules) => {
      const written = play(draft, rules);
      const context = contextOf(draft, rules, written.ledger);
      const slotEnd = instant(at + 12 * DAY);
      const answer = plan(context, action, at, slotEnd);
      if (answer.kind === "at") {
        if (answer.at > at) seen.later += 1;
        expect(forbiddenAt(draft, rules, written, action, answer.at, answer.requires, answer.amount?.amount, answer.amount?.currency)).toEqual([]);
        expect(permit(context, action, answer.at).allowed).toBe(true);
      } else seen.lapsed += 1;
      for (const t of momentsBetween(at, answer, answer.kind === "at" ? answer.at : slotEnd)) {
        expect(forbiddenAt(draft, rules, written, action, t), `passed over ${new Date(t).toISOString()}`).not.toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
  expect(seen.later).toBeGreaterThan(25);
  expect(seen.lapsed).toBeGreaterThan(50);
}, 60_000);

it("asks for no more than it says: an act of which all that is required is written passes again", () => {
  fc.assert(
    fc.property(drafts, termRules(3), (draft, rules) => {
      play(draft, rules, (context, action, at, decision) => {
        if (!decision.allowed || action.act !== "contact" || action.contact.contains !== undefined) return;
        const contains = [...decision.requires];
        expect(permit(context, { ...action, contact: { ...action.contact, contains } }, at)).toEqual(decision);
      });
    }),
    { numRuns: 200 },
  );
});
