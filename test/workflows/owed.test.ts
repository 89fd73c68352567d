import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { canonicalJson, instant, minor, simulate, type Account, type Instant, type State, type StepEvent } from "../../engine/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { runDue } from "../../workflows/index.ts";
import type { StoredProgram } from "../../workflows/programs.ts";
import { copyState, createWorker, signalEvents, startAccounts } from "../../workflows/temporal/index.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { recordingChannels, type RecordingChannels } from "./fixtures/channels.ts";
import { at, openHouse, type House } from "./fixtures/house.ts";
import { PROGRAM, accountOf } from "./fixtures/program.ts";
import { followServer } from "./fixtures/temporal.ts";

let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()), 120_000);
afterAll(() => env.teardown());

const days = (n: number) => ({ n, business: false });
const act = (n: number, name: "charge fee" | "charge interest" | "write off") =>
  ({ key: `late/day ${n}`, day: days(n), action: { kind: "business", name }, within: days(3), line: n }) as const;

const [first] = PROGRAM.lawBook.rules;
if (first === undefined) throw new Error("the law book has rules");
/** A fee of 40 where the law gives 25, interest, and a write-off; new customers get a limit that somebody must agree to. */
const OWED: StoredProgram = {
  ...PROGRAM,
  lawBook: {
    ...PROGRAM.lawBook,
    hash: "law that limits fees",
    rules: [
      {
        ...first,
        id: "us.fee",
        place: "US",
        body: {
          kind: "amount",
          charges: ["late-fee"],
          limit: { by: "sum", sum: { amount: minor(2_500), currency: "USD" } },
          onlyAgreed: false,
          key: "debt",
        },
      },
    ],
  },
  policy: {
    ...PROGRAM.policy,
    hash: "policy that charges",
    allocation: "interest first",
    terms: { lateFee: { amount: { USD: minor(4_000) } }, lateInterest: { percent: 12, per: "year" } },
    variants: [{ name: "softer", percent: 50 }],
    onboarding: [
      { action: { kind: "business", name: "set credit limit", limit: { USD: minor(500_000) } }, approval: "credit manager", line: 70 },
      { action: { kind: "business", name: "set terms", due: days(30) }, line: 71 },
    ],
    stages: [
      {
        name: "late",
        from: { anchor: "due", offset: days(0) },
        entry: [],
        exit: [],
        steps: [act(2, "charge fee"), act(5, "charge interest"), act(40, "write off")],
        variants: [{ name: "softer", steps: [act(4, "charge fee"), act(50, "write off")] }],
        next: [],
        line: 1,
      },
    ],
  },
};

const START = "2026-03-01T12:00:00Z";
const END = at("2026-05-20T12:00:00Z");
const DAY = 86_400_000;
/** In both groups, and one new customer. */
const ACCOUNTS: readonly Account[] = [
  ...["A", "B", "C", "D"].map((id, n) => accountOf(0, "2026-03-02", { id: `${id}-1`, debtor: { ...accountOf(0).debtor, id: `D-${n}` } })),
  accountOf(0, "2026-03-02", { id: "N-1", debtor: { ...accountOf(0).debtor, id: "D-new" }, invoices: [] }),
];
const PAID: StepEvent = { type: "moved", id: "part", at: at("2026-03-12T12:00:00Z"), amount: minor(5_000), as: "payment" };

/** What an account owes, was charged and is done for it: all that must be the same whoever runs it. */
const owed = (state: State | null | undefined): string => {
  if (state === null || state === undefined) throw new Error("the account has no state");
  const { charges = [], movements, status, closedAs, tracks } = state;
  const dated = ({ at: when, ...rest }: { readonly at: Instant }) => ({ ...rest, day: Math.floor(when / DAY) });
  return canonicalJson({ status, closedAs, charges: charges.map(dated), movements: movements.map(dated), stage: tracks[0]?.stage });
};

const simulated = (): ReadonlyMap<string, string> => {
  const events = ACCOUNTS.slice(0, 4).map(({ id }) => ({ account: id, at: at("2026-03-12T12:00:00Z"), event: { ...PAID, id: `part ${id}` } }));
  const simulation = simulate({
    program: OWED,
    rules: OWED.lawBook.rules,
    accounts: ACCOUNTS,
    from: at(START),
    to: END,
    events,
    approvals: "granted",
  });
  for (const _ of simulation.contacts);
  return new Map([...simulation.accounts].map(([id, { state }]) => [id, owed(state)]));
};

/** Grants whatever waits for an approval. */
const approve = async (ledger: Ledger, now: Instant): Promise<readonly { readonly account: string; readonly event: StepEvent }[]> => {
  const asked = (await ledger.tasks({ status: "open" })).filter(({ kind }) => kind === "approval");
  for (const { id, account, effectKey } of asked) {
    await ledger.record({ id: `yes ${id}`, account, at: now, event: { type: "approval", id: `yes ${id}`, key: effectKey ?? "", granted: true } });
    await ledger.closeTask(id, "done", "approved");
  }
  return asked.map(({ id, account, effectKey }) => ({ account, event: { type: "approval", id: `yes ${id}`, key: effectKey ?? "", granted: true } }));
};

const runUntil = async ({ ledger, clock }: House, channels: RecordingChannels, end: Instant): Promise<void> => {
  const next = async (): Promise<number> => Math.min(...(await ledger.accounts()).map((row) => row.wakeAt ?? Number.POSITIVE_INFINITY));
  for (let wake: number = clock.now; wake <= end; wake = await next()) {
    clock.now = instant(Math.max(wake, clock.now));
    await runDue(ledger, channels);
  }
  clock.now = end;
};

const ORDERED = ["set credit limit", "set terms", "write off", "write off", "write off", "write off"];

it("the local runner charges, writes off and welcomes as the simulator does, by what the guard let be booked", async () => {
  const house = await openHouse(START, ACCOUNTS, "local", OWED);
  const channels = recordingChannels();
  await runUntil(house, channels, at("2026-03-02T12:00:00Z"));
  const [task] = await house.ledger.tasks({ status: "open", account: "N-1" });
  expect(task).toMatchObject({ kind: "approval", team: "credit manager", title: "Approve: credit limit of 5000.00 USD (on new customer)" });
  await approve(house.ledger, house.clock.now);
  await runUntil(house, channels, at("2026-03-12T12:00:00Z"));
  for (const { id } of ACCOUNTS.slice(0, 4))
    await house.ledger.record({ id: `part ${id}`, account: id, at: house.clock.now, event: { ...PAID, id: `part ${id}` } });
  await runUntil(house, channels, END);
  const expected = simulated();
  for (const { account, state } of await house.ledger.accounts()) expect(owed(state), account.id).toBe(expected.get(account.id));
  expect(channels.acts.map(({ name }) => name).toSorted()).toEqual(ORDERED);
  // What the law gives is on the debtor's record, not what the policy wanted.
  const booked = (await house.ledger.entries("D-0")).flatMap((entry) =>
    "event" in entry && entry.event.type === "late-fee" ? [entry.event.amount] : [],
  );
  expect(booked).toEqual([2_500]);
}, 60_000);

it("the same on Temporal", async () => {
  const { ledger, clock } = await openHouse(START, ACCOUNTS, "temporal", OWED);
  const { clockOffset, follow } = await followServer(env, clock, at(START));
  const channels = recordingChannels();
  const worker = await createWorker({ server: env.nativeConnection, taskQueue: "owed", ledger, channels, beforeDelivery: follow });
  onTestFinished(() => worker.stop());
  await startAccounts(env.client, ledger, { clockOffset, taskQueue: "owed" });
  await env.sleep(DAY);
  await follow();
  for (const { account, event } of await approve(ledger, clock.now)) await signalEvents(env.client, account, [event]);
  await env.sleep(Math.max(1, at("2026-03-12T12:00:00Z") - clockOffset - (await env.currentTimeMs())));
  for (const { id } of ACCOUNTS.slice(0, 4)) await signalEvents(env.client, id, [{ ...PAID, id: `part ${id}` }]);
  await env.sleep(END - clockOffset - (await env.currentTimeMs()));
  const expected = simulated();
  for (const { id } of ACCOUNTS) {
    expect(await copyState(env.client, ledger, id)).toBe(true);
    expect(owed((await ledger.account(id))?.state), id).toBe(expected.get(id));
  }
  expect(channels.acts.map(({ name }) => name).toSorted()).toEqual(ORDERED);
}, 120_000);
