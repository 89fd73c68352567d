/** Whatever callers do, in whatever order and wherever they are killed, what leaves is lawful: read naively, from a list of what left and when. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { EffectResult, Instant, Permit } from "../../../engine/index.ts";
import type { Ledger } from "../../../ledger/index.ts";
import { account, at, capOfCalls, closedAfterOptOut, days, from8to21, handClock, minutes, noon, put, request, stock } from "../fixtures.ts";
import { withLedger } from "../server.ts";

type End = "sent" | "failed" | "unknown" | "denied";
type Deed =
  /** A worker takes a request through the guard, and may be killed after any of its steps. */
  | { readonly do: "work"; readonly request: number; readonly killedAfter: "asking" | "sending" | "nothing"; readonly as: End }
  /** One that was held up goes on with the permit that it got long ago. */
  | { readonly do: "go on"; readonly request: number; readonly as: End }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "opt out" };

const someRequest = fc.nat({ max: 2 });
const someEnd = fc.constantFrom<End>("sent", "failed", "unknown", "denied");
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("work" as const),
      request: someRequest,
      killedAfter: fc.constantFrom("asking", "sending", "nothing"),
      as: someEnd,
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("go on" as const), request: someRequest, as: someEnd }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(1, 540, 1440, 6 * 1440, 7 * 1440, 7 * 1440) }) },
  { weight: 2, arbitrary: fc.constant({ do: "opt out" as const }) },
);

/** What has left the house, by the test's own book. */
interface Book {
  readonly left: Map<number, Instant>;
  readonly failed: Set<number>;
  optedOut: boolean;
}

const resultOf = (as: End, now: Instant): EffectResult => {
  if (as === "sent") return { kind: "sent", at: now };
  if (as === "unknown") return { kind: "unknown", at: now, reason: "no answer" };
  return as === "failed" ? { kind: "failed", at: now, reason: "refused", retryable: false } : { kind: "denied", at: now, until: null, reasons: [] };
};

const minuteInNewYork = (t: Instant): number => Math.floor((t / 60_000 - 300) % 1440);
const dateInNewYork = (t: Instant): number => Math.floor((t / 60_000 - 300) / 1440);

const expectLawful = (book: Book): void => {
  const counted = [...book.left].filter(([key]) => !book.failed.has(key)).map(([, when]) => when);
  for (const [, when] of book.left) {
    expect(minuteInNewYork(when)).toBeGreaterThanOrEqual(480);
    expect(minuteInNewYork(when)).toBeLessThan(1260);
  }
  for (const last of counted) {
    const inWeek = counted.filter((when) => dateInNewYork(when) > dateInNewYork(last) - 7 && dateInNewYork(when) <= dateInNewYork(last));
    expect(inWeek.length).toBeLessThanOrEqual(1);
  }
};

/** One debtor of two accounts, all in the name of this round. */
interface Scene {
  readonly ledger: Ledger;
  readonly clock: { now: Instant };
  readonly round: number;
  readonly book: Book;
  readonly permits: Map<number, Permit>;
}

const ask = async ({ ledger, round, permits }: Scene, key: number): Promise<Permit | null> => {
  const id = `A-${round}-${key % 2}`;
  const answer = await ledger.guard.ask(request({ requestId: `${id}/0/${key}`, account: id, until: at(days(400)) }));
  if (answer.kind !== "granted") return null;
  permits.set(key, answer.permit);
  return answer.permit;
};

const send = async ({ ledger, clock, book }: Scene, key: number, permit: Permit): Promise<boolean> => {
  if (!(await ledger.guard.sending(permit))) return false;
  expect(book.optedOut).toBe(false);
  expect(book.left.has(key) && !book.failed.has(key)).toBe(false);
  book.left.set(key, clock.now);
  book.failed.delete(key);
  return true;
};

const settle = async ({ ledger, clock, book }: Scene, key: number, permit: Permit, as: End): Promise<void> => {
  if (as === "failed" || as === "denied") book.failed.add(key);
  await ledger.guard.settle(permit, resultOf(as, clock.now));
};

const act = async (scene: Scene, one: Deed): Promise<void> => {
  const { ledger, clock, round, book, permits } = scene;
  if (one.do === "wait") {
    clock.now = (clock.now + minutes(one.minutes)) as Instant;
  } else if (one.do === "opt out") {
    if (book.optedOut) return;
    book.optedOut = true;
    const id = `opt-out ${round}`;
    const event = { type: "happened", id, at: clock.now, event: { event: "opt-out", channels: ["call"] } } as const;
    await ledger.record({ id, account: `A-${round}-1`, at: clock.now, event });
  } else {
    const goingOn = one.do === "go on";
    const permit = goingOn ? (permits.get(one.request) ?? null) : await ask(scene, one.request);
    if (permit === null || (!goingOn && one.killedAfter === "asking")) return;
    if (!(await send(scene, one.request, permit)) || (!goingOn && one.killedAfter === "sending")) return;
    await settle(scene, one.request, permit, one.as);
  }
};

it("what leaves is lawful, no request leaves twice, and the chain is sound", { timeout: 60_000 }, async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [capOfCalls(1), from8to21, closedAfterOptOut]);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 30, size: "max" }), async (deeds) => {
      round += 1;
      clock.now = noon;
      await ledger.putAccounts([0, 1].map((n) => put(account(`A-${round}-${n}`, `D-${round}`))));
      const book: Book = { left: new Map(), failed: new Set(), optedOut: false };
      const scene: Scene = { ledger, clock, round, book, permits: new Map() };
      for (const one of deeds) {
        await act(scene, one);
        expectLawful(book);
      }
      expect((await ledger.verifyChains()).broken).toEqual([]);
    }),
    { numRuns: 80 },
  );
});
