/** Whatever callers do, in whatever order and wherever they are killed, what leaves is lawful: read naively, from a list of what left and when. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { EffectResult, Instant, Permit } from "../../../engine/index.ts";
import type { Ledger } from "../../../ledger/index.ts";
import { account, at, capOfCalls, closedAfterOptOut, days, from8to21, handClock, minutes, noon, put, request, stock } from "../fixtures.ts";
import { withLedger } from "../server.ts";

type Deed =
  | { readonly do: "ask" | "send"; readonly request: number }
  | { readonly do: "settle"; readonly request: number; readonly as: "sent" | "failed" | "unknown" | "denied" }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "opt out" };

const someRequest = fc.nat({ max: 5 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("ask" as const), request: someRequest }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("send" as const), request: someRequest }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("settle" as const), request: someRequest, as: fc.constantFrom("sent", "failed", "unknown", "denied") }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(1, 60, 539, 540, 600, 1440, 6 * 1440, 7 * 1440) }) },
  { weight: 1, arbitrary: fc.constant({ do: "opt out" as const }) },
);

/** What has left the house, by the test's own book. */
interface Book {
  readonly left: Map<number, Instant>;
  readonly failed: Set<number>;
  optedOut: boolean;
}

const resultOf = (as: "sent" | "failed" | "unknown" | "denied", now: Instant): EffectResult => {
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
    expect(inWeek.length).toBeLessThanOrEqual(2);
  }
};

const play = async (ledger: Ledger, clock: { now: Instant }, deeds: readonly Deed[]): Promise<Book> => {
  const book: Book = { left: new Map(), failed: new Set(), optedOut: false };
  const permits = new Map<number, Permit>();
  for (const one of deeds) {
    if (one.do === "wait") clock.now = (clock.now + minutes(one.minutes)) as Instant;
    else if (one.do === "opt out") {
      if (book.optedOut) continue;
      book.optedOut = true;
      const event = { type: "happened", id: "e1", at: clock.now, event: { event: "opt-out", channels: ["call"] } } as const;
      await ledger.record({ id: "e1", account: "A-1", at: clock.now, event });
    } else if (one.do === "ask") {
      const id = `A-${one.request % 2}`;
      const answer = await ledger.guard.ask(request({ requestId: `${id}/0/${one.request}`, account: id, until: at(days(60)) }));
      if (answer.kind === "granted") permits.set(one.request, answer.permit);
    } else {
      const permit = permits.get(one.request);
      if (permit === undefined) continue;
      if (one.do === "settle") {
        // A channel tells that nothing left only of a message that it was just given.
        if ((one.as === "failed" || one.as === "denied") && book.left.has(one.request)) book.failed.add(one.request);
        await ledger.guard.settle(permit, resultOf(one.as, clock.now));
        permits.delete(one.request);
      } else if (await ledger.guard.sending(permit)) {
        expect(book.optedOut).toBe(false);
        expect(book.left.has(one.request) && !book.failed.has(one.request)).toBe(false);
        book.left.set(one.request, clock.now);
        book.failed.delete(one.request);
      }
    }
  }
  return book;
};

it("what leaves is lawful, no request leaves twice, and the chain is sound", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40, size: "max" }), async (deeds) => {
      const clock = handClock(noon);
      const { ledger } = await withLedger({ clock: clock.read });
      await stock(ledger, [capOfCalls(2), from8to21, closedAfterOptOut]);
      await ledger.putAccounts([put(account("A-0", "D-1"))]);
      expectLawful(await play(ledger, clock, deeds));
      expect((await ledger.verifyChains()).broken).toEqual([]);
      await ledger.close();
    }),
    { numRuns: 30 },
  );
});
