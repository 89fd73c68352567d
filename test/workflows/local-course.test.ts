import { expect, it } from "vitest";
import type { Instant } from "../../engine/index.ts";
import { instant, simulate } from "../../engine/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { runDue } from "../../workflows/index.ts";
import { type RecordingChannels, recordingChannels } from "./fixtures/channels.ts";
import { type House, at, openHouse, tell } from "./fixtures/house.ts";
import { PROGRAM, accountOf } from "./fixtures/program.ts";

const START = "2026-03-01T12:00:00Z";
const DAY = 86_400_000;

const nextWake = async (ledger: Ledger): Promise<number> =>
  Math.min(...(await ledger.accounts()).map((row) => row.wakeAt ?? Number.POSITIVE_INFINITY));

/** Runs whenever an account wants to be woken, as a loop that never sleeps too long would. */
const runUntil = async ({ ledger, clock }: House, channels: RecordingChannels, end: Instant): Promise<void> => {
  for (let next: number = clock.now; next <= end; next = await nextWake(ledger)) {
    clock.now = instant(Math.max(next, clock.now));
    await runDue(ledger, channels);
  }
  clock.now = end;
};

it("over ninety days the local runner makes the simulator's contacts at the simulator's instants, to the millisecond", async () => {
  const accounts = [0, 1, 2, 3, 4, 5].map((n) => accountOf(n));
  const end = instant(at(START) + 90 * DAY);
  const simulation = simulate({ program: PROGRAM, rules: PROGRAM.lawBook.rules, accounts, from: at(START), to: end, contains: () => [] });
  const sent = [...simulation.contacts].filter((contact) => contact.status === "sent");
  const expected = sent.map(({ account, step, channel, at: when }) => ({ account, step, channel, at: when }));

  const house = await openHouse(START, accounts);
  const channels = recordingChannels();
  await runUntil(house, channels, end);
  expect(channels.sent.map(({ account, step, channel, at: when }) => ({ account, step, channel, at: when }))).toEqual(expected);
  expect(expected.length).toBeGreaterThan(40);
}, 60_000);

it("acts that no rule forbids are done once; what needs approval waits for it, and then asks the guard like a contact", async () => {
  const house = await openHouse(START, [accountOf(0)]);
  const { ledger } = house;
  const channels = recordingChannels();
  await runUntil(house, channels, at("2026-05-20T12:00:00Z"));
  expect(channels.acts.map((act) => act.name)).toEqual(["hold credit"]);
  const [approval] = await ledger.tasks({ status: "open", account: "A-0" });
  expect(approval).toMatchObject({ kind: "approval", team: "credit manager", effectKey: expect.stringContaining("final/day 30") });
  expect(channels.sent.some((sent) => sent.channel === "place")).toBe(false);

  const answer = { type: "approval", id: "yes", key: approval?.effectKey ?? "", granted: true } as const;
  await ledger.record({ id: "yes", account: "A-0", at: house.clock.now, event: answer });
  await ledger.closeTask(approval?.id ?? "", "done", "approved");
  await runUntil(house, channels, at("2026-05-25T12:00:00Z"));
  expect(channels.sent.filter((sent) => sent.channel === "place")).toHaveLength(1);
  expect((await ledger.entries("D-0")).filter((entry) => "event" in entry && entry.event.event === "assignment")).toHaveLength(1);
  // The approval is answered, and isn't asked for again.
  expect(await ledger.tasks({ status: "open", account: "A-0" })).toEqual([]);
});

it("a step that lapses leaves a note with its reasons, and what the policy says to do instead", async () => {
  const house = await openHouse(START, [accountOf(0)]);
  const { ledger } = house;
  await tell(ledger, "A-0", { type: "happened", id: "no-mail", at: at(START), event: { event: "undeliverable", medium: "email" } });
  const channels = recordingChannels();
  await runUntil(house, channels, at("2026-03-20T12:00:00Z"));
  expect(channels.sent.every((sent) => sent.channel !== "email")).toBe(true);
  const lapsed = (await ledger.notes("A-0")).filter((note) => note.result === "lapsed");
  expect(lapsed.map((note) => note.reasons[0]?.rule)).toEqual(lapsed.map(() => "unknown.address"));
  expect(lapsed.map((note) => note.step)).toContain("reminder/day 10");
  expect(await ledger.tasks({ account: "A-0" })).toContainEqual(expect.objectContaining({ title: "write by hand", team: "AR", kind: "task" }));
});
