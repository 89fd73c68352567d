/** Outages that end at night, nights on which clocks change, and a clock that is set back. */
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Account, Instant, Rule } from "../../engine/index.ts";
import { instant, minute } from "../../engine/index.ts";
import { LedgerUnavailableError } from "../../ledger/index.ts";
import type { StoredProgram } from "../../workflows/programs.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { at } from "../workflows/fixtures/house.ts";
import { accountOf } from "../workflows/fixtures/program.ts";
import { burst } from "./fixtures/bursts.ts";
import { openSkipping } from "./fixtures/skipping.ts";

// One server for this file: the time that it skips is everybody's.
let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()));
afterAll(() => env.teardown());

const HOUR = 3_600_000;
/** How far an account's own second of the day may lie behind the first lawful instant. */
const SPREAD = 600_000;

it("the database goes at ten in the morning and comes back at eleven at night: no mail leaves before the next morning", async (context) => {
  const back = at("2026-03-04T04:00:00Z");
  const field = await openSkipping(context, {
    env,
    start: "2026-03-03T15:00:00Z",
    accounts: [0, 6, 2, 3, 4].map((n) => accountOf(n)),
    program: burst(3, 2),
    before: (now) => {
      if (now < back) throw new LedgerUnavailableError("the database does not answer");
    },
  });
  await field.sleepUntil(at("2026-03-05T03:00:00Z"));
  const { arrivals } = field.peer;
  expect(arrivals).toHaveLength(10);
  for (const { at: when } of arrivals) expect(when).toBeGreaterThanOrEqual(at("2026-03-04T08:00:00Z"));
  await field.expectWhole();
});

it("the mail server refuses all day and takes mail again at eleven at night: it gets none before the next morning", async (context) => {
  const field = await openSkipping(context, {
    env,
    start: "2026-03-03T15:00:00Z",
    accounts: [0, 6].map((n) => accountOf(n)),
    program: burst(3, 2),
    before: (now) => {
      field.peer.refusal = now < at("2026-03-04T04:00:00Z") ? 451 : null;
    },
  });
  await field.sleepUntil(at("2026-03-05T03:00:00Z"));
  expect(field.peer.arrivals.map(({ at: when }) => new Date(when).toISOString().slice(0, 13))).toEqual(Array(4).fill("2026-03-04T14"));
  expect(await field.expectWhole()).toEqual({ mails: 4, unknown: 0, lost: 0 });
});

/** Contacts from eight to nine on every day of the week, holidays too. */
const everyDay = (program: StoredProgram): StoredProgram => {
  const daily = (rule: Rule): Rule =>
    rule.body.kind !== "window"
      ? rule
      : {
          ...rule,
          body: {
            ...rule.body,
            hours: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: minute(8 * 60), to: minute(21 * 60) }],
            holidaysClosed: false,
          },
        };
  const { policy, lawBook } = program;
  return {
    ...program,
    lawBook: { ...lawBook, hash: `${lawBook.hash}, every day`, rules: lawBook.rules.filter(({ body }) => body.kind !== "window") },
    policy: { ...policy, hash: `${policy.hash}, every day`, house: policy.house.map(daily) },
  };
};

it.for([
  ["New York, an hour lost", 0, "2026-03-08", "2026-03-08T12:00:00Z"],
  ["Berlin, an hour lost", 4, "2026-03-29", "2026-03-29T06:00:00Z"],
  ["London, an hour won", 3, "2026-10-25", "2026-10-25T08:00:00Z"],
  ["New York, an hour won", 6, "2026-11-01", "2026-11-01T13:00:00Z"],
] as const)(
  "on the night on which clocks change in %s, an outage ends half an hour before eight o'clock: mails leave at eight",
  async ([, n, day, eight], context) => {
    const account: Account = accountOf(n, new Date(at(`${day}T00:00:00Z`) - 24 * HOUR).toISOString().slice(0, 10));
    const back = at(eight) - HOUR / 2;
    const field = await openSkipping(context, {
      env,
      start: new Date(at(eight) - 20 * HOUR).toISOString(),
      accounts: [account],
      program: everyDay(burst(3, 2)),
      before: (now) => {
        if (now < back) throw new LedgerUnavailableError("the database does not answer");
      },
    });
    await field.sleepUntil(instant(at(eight) + 6 * HOUR));
    expect(field.peer.arrivals).toHaveLength(2);
    for (const { at: when } of field.peer.arrivals) {
      expect(when).toBeGreaterThanOrEqual(at(eight));
      expect(when).toBeLessThan(at(eight) + SPREAD + 60_000);
    }
    await field.expectWhole();
  },
);

it("the machine's clock is set back between two mails: the first still counts, the limit holds, and nothing leaves twice", async (context) => {
  let deliveries = 0;
  const field = await openSkipping(context, {
    env,
    start: "2026-03-03T15:00:00Z",
    accounts: [accountOf(0)],
    program: burst(4, 3),
    // Right for the first mail, then ninety minutes behind for good.
    before: (now) => (++deliveries > 1 ? instant(now - 1.5 * HOUR) : undefined),
  });
  await field.sleepUntil(at("2026-03-04T03:00:00Z"));
  expect(deliveries).toBeGreaterThan(1);
  expect(await field.expectWhole()).toEqual({ mails: 3, unknown: 0, lost: 0 });
});

it("the machine's clock is set back to before the hours of contact: what would be lawful by the true time waits for its own", async (context) => {
  const field = await openSkipping(context, {
    env,
    start: "2026-03-03T12:00:00Z",
    accounts: [accountOf(0)],
    program: burst(3, 2),
    before: (now) => instant(now - 0.5 * HOUR),
  });
  await field.sleepUntil(at("2026-03-04T03:00:00Z"));
  const first = Math.min(...field.peer.arrivals.map(({ at: when }) => when)) as Instant;
  expect(first).toBeGreaterThanOrEqual(at("2026-03-03T14:30:00Z"));
  expect(first).toBeLessThan(at("2026-03-03T14:30:00Z") + SPREAD + 120_000);
  await field.expectWhole();
});
