import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, instant, pendingEffects, step, type Instant, type State, type StepEvent } from "../../../engine/index.ts";
import { anyPolicy, facts, moody, START, withInvoices } from "../fixtures/arbitraries.ts";
import { CALENDAR, machine, open, runTo, tell, type Machine } from "../fixtures/machine.ts";

const DAY = 86_400_000;
const seed = fc.integer({ min: 0, max: 0x7fffffff });

/** Lives through facts as they come, each told at its own instant, for a hundred and sixty days. */
function live(m: Machine, told: readonly (StepEvent & { readonly at: number })[], each?: (m: Machine) => void): void {
  open(m, withInvoices(2), "2026-02-20");
  const end = instant(START + 160 * DAY);
  const queue = told.toSorted((a, b) => a.at - b.at);
  for (let turn = 0; turn < 4_000; turn++) {
    const next = queue[0];
    const wake: Instant | null = m.wakeAt;
    if (next !== undefined && (wake === null || next.at <= wake)) {
      queue.shift();
      tell(m, next, instant(Math.max(next.at, m.now)));
    } else if (wake !== null && wake <= end) tell(m, { type: "wake" }, instant(Math.max(wake, m.now)));
    else return;
    each?.(m);
  }
  throw new Error("it never comes to rest");
}

it("ends in the same state whatever the order in which the same facts are delivered", () => {
  fc.assert(
    fc.property(anyPolicy, facts, fc.infiniteStream(fc.nat()), seed, (policy, told, order, mood) => {
      const shuffled = told
        .map((one) => ({ one, key: order.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const finals = [told, shuffled].map((list) => {
        const m = machine(policy, moody(mood));
        open(m, withInvoices(2), "2026-02-20");
        tell(m, { type: "wake" });
        const now = instant(START + 101 * DAY);
        for (const one of list) tell(m, one, now);
        runTo(m, "2026-07-10");
        return canonicalJson(m.state);
      });
      expect(finals[1]).toBe(finals[0]);
    }),
    { numRuns: 200 },
  );
});

it("takes facts that come before the account is opened", () => {
  fc.assert(
    fc.property(anyPolicy, facts, (policy, told) => {
      const finals = [true, false].map((first) => {
        const m = machine(policy);
        const now = instant(START + 101 * DAY);
        if (first) open(m, withInvoices(2), "2026-02-20");
        for (const one of told.filter((each) => each.type !== "updated")) tell(m, one, now);
        if (!first) tell(m, { type: "opened", id: "open", at: START, account: withInvoices(2) }, now);
        tell(m, { type: "wake" }, now);
        return canonicalJson(m.state);
      });
      expect(finals[1]).toBe(finals[0]);
    }),
    { numRuns: 40 },
  );
});

it("doesn't change for a fact that is told twice", () => {
  fc.assert(
    fc.property(anyPolicy, facts, seed, (policy, told, mood) => {
      const once = machine(policy, moody(mood));
      const twice = machine(policy, moody(mood));
      live(once, told);
      live(twice, told, (m) =>
        told
          .filter((one) => one.at <= m.now && m.state?.seen.includes(one.id) === true)
          .forEach((one) => {
            const before = m.wakeAt;
            tell(m, one);
            expect(m.wakeAt).toBe(before);
          }),
      );
      expect(canonicalJson(twice.state)).toBe(canonicalJson(once.state));
      expect(twice.log).toEqual(once.log);
    }),
    { numRuns: 40 },
  );
});

it("goes on with the same tail when it is stored as JSON and taken up again at any point", () => {
  fc.assert(
    fc.property(anyPolicy, facts, seed, (policy, told, mood) => {
      const straight = machine(policy, moody(mood));
      const stored = machine(policy, moody(mood));
      live(straight, told);
      live(stored, told, (m) => {
        m.state = JSON.parse(JSON.stringify(m.state)) as State;
      });
      expect(stored.log).toEqual(straight.log);
      expect(canonicalJson(stored.state)).toBe(canonicalJson(straight.state));
    }),
    { numRuns: 40 },
  );
});

it("does nothing more when it is woken twice at one instant", () => {
  fc.assert(
    fc.property(anyPolicy, facts, seed, (policy, told, mood) => {
      const m = machine(policy, moody(mood));
      live(m, told, () => {
        if (m.state === null || m.state.stirred === true || (m.wakeAt !== null && m.wakeAt <= m.now)) return;
        const again = step(m.program, m.state, { type: "wake" }, m.now);
        expect(again.effects).toEqual([]);
        expect(canonicalJson({ ...again.state, wokenAt: null })).toBe(canonicalJson({ ...m.state, wokenAt: null }));
        expect(again.wakeAt).toBe(m.wakeAt);
      });
    }),
    { numRuns: 40 },
  );
});

it("asks again after a crash for exactly what had no answer, under the same names", () => {
  fc.assert(
    fc.property(anyPolicy, facts, seed, fc.integer({ min: 0, max: 100 }), (policy, told, mood, cut) => {
      let left = cut;
      const m = machine(policy, moody(mood));
      live(m, told, () => {
        if (left-- !== 0 || m.state === null || m.wakeAt === null) return;
        const out = step(m.program, m.state, { type: "wake" }, m.wakeAt);
        const asked = out.effects.filter((one) => one.kind === "contact" || one.kind === "business");
        const pending = pendingEffects({ policy, calendar: CALENDAR }, JSON.parse(JSON.stringify(out.state)) as State, m.wakeAt);
        if (out.state.status === "open") expect(pending.map((one) => one.key).sort()).toEqual(asked.map((one) => one.key).sort());
      });
    }),
    { numRuns: 60 },
  );
});
