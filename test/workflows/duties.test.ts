import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { canonicalJson, dutiesByAccount, instant, simulate, type Instant, type Rule, type RuleBody, type StepEvent } from "../../engine/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { attendDuties, runDue } from "../../workflows/index.ts";
import type { StoredProgram } from "../../workflows/programs.ts";
import { createWorker, startAccounts } from "../../workflows/temporal/index.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { at, openHouse, tell } from "./fixtures/house.ts";
import { PROGRAM, accountOf } from "./fixtures/program.ts";
import { followServer, until } from "./fixtures/temporal.ts";

let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()), 120_000);
afterAll(() => env.teardown());

const [first] = PROGRAM.lawBook.rules;
if (first === undefined) throw new Error("the law book has rules");
const law = (id: string, body: RuleBody): Rule => ({ ...first, id, place: "US", summary: id, cites: "15 USC 1", body });
const deadline = { kind: "deadline", within: { n: 5, business: false }, else: [], key: "debt" } as const;
/** A dispute is answered within five days; two writings follow the first contact, of which the policy's own letters carry one. */
const ASKING: StoredProgram = {
  ...PROGRAM,
  lawBook: {
    ...PROGRAM.lawBook,
    hash: "law that asks something of people",
    rules: [
      ...PROGRAM.lawBook.rules,
      law("us.answer", { ...deadline, duty: { record: "dispute-closed" }, after: { event: "dispute", until: [] } }),
      law("us.disclosure", { ...deadline, duty: { send: ["state-initial-disclosure"] }, after: { first: "contact" }, key: "person" }),
      law("us.notice", { ...deadline, duty: { send: ["validation-notice"] }, after: { first: "contact" } }),
    ],
  },
  policy: { ...PROGRAM.policy, hash: "policy whose letter carries a notice" },
  letters: { ...PROGRAM.letters, "reminder.email": `{{!-- contains: validation-notice --}}${PROGRAM.letters["reminder.email"]}` },
};

const START = "2026-03-02T12:00:00Z";
const DAY = 86_400_000;
const ACCOUNTS = [0, 1, 3].map((n) => accountOf(n));
const DISPUTE: StepEvent = { type: "happened", id: "no", at: at("2026-03-10T12:00:00Z"), event: { event: "dispute", account: "A-1" } };

/** How the duties stand, as tasks: all but when they were written down. */
const taskLines = async (ledger: Ledger): Promise<readonly string[]> =>
  (await ledger.tasks({}))
    .filter(({ kind }) => kind === "duty")
    .map(({ account, status, title, duty }) =>
      canonicalJson({ account, status, title, rule: duty?.rule, deadline: duty?.deadline, stands: duty?.status }),
    )
    .toSorted();

/** The local runner, woken whenever an account or a duty wants it, as a loop that never sleeps too long would be. */
const runUntil = async (ledger: Ledger, clock: { now: Instant }, end: Instant): Promise<void> => {
  const channels = recordingChannels();
  for (; clock.now < end; clock.now = instant(clock.now + DAY / 4)) await runDue(ledger, channels);
  clock.now = end;
  await runDue(ledger, channels);
};

it("what the law asks of people becomes a task in a run: of the policy's own letters none, where no law asks none; and stays one task", async () => {
  const { ledger, clock } = await openHouse(START, ACCOUNTS, "local", ASKING);
  await runUntil(ledger, clock, at("2026-03-10T12:00:00Z"));
  // The letter of the third of March carried the notice, and nothing the disclosure.
  const open = async () =>
    (await ledger.tasks({ status: "open" })).flatMap(({ account, duty }) => (duty === undefined ? [] : [`${account} ${duty.rule} ${duty.status}`]));
  expect(await open()).toEqual(["A-0 us.disclosure missed", "A-1 us.disclosure missed"]);
  await tell(ledger, "A-1", DISPUTE);
  await runDue(ledger, recordingChannels(), { propose: true });
  expect(await open()).not.toContain("A-1 us.answer pending");
  await runDue(ledger, recordingChannels());
  expect(await open()).toContain("A-1 us.answer pending");
  const before = await ledger.tasks({});
  await attendDuties(ledger);
  await runDue(ledger, recordingChannels());
  expect(await ledger.tasks({})).toEqual(before);
  await tell(ledger, "A-1", { type: "happened", id: "yes", at: clock.now, event: { event: "dispute-closed" } });
  await runDue(ledger, recordingChannels());
  expect((await ledger.tasks({})).find(({ duty }) => duty?.rule === "us.answer")).toMatchObject({ status: "done", outcome: "met" });
}, 60_000);

it("the tasks that are open are what the simulator's record says is owed", async () => {
  const { ledger, clock } = await openHouse(START, ACCOUNTS, "local", ASKING);
  const end = at("2026-04-20T12:00:00Z");
  await runUntil(ledger, clock, at("2026-03-10T12:00:00Z"));
  await tell(ledger, "A-1", DISPUTE);
  await runUntil(ledger, clock, end);
  const simulation = simulate({
    program: ASKING,
    rules: ASKING.lawBook.rules,
    accounts: ACCOUNTS,
    from: at(START),
    to: end,
    events: [{ account: "A-1", at: DISPUTE.type === "happened" ? DISPUTE.at : end, event: DISPUTE }],
    contains: (action) => (action.kind === "contact" && action.template === "reminder" ? ["validation-notice"] : []),
  });
  for (const _ of simulation.contacts);
  const owed = ACCOUNTS.flatMap(({ id }) => {
    const context = simulation.context(id, end);
    if (context === null) throw new Error("the account is simulated");
    return dutiesByAccount([{ account: id, context }], end).get(id) ?? [];
  });
  const open = owed.filter(({ status }) => status !== "met").map(({ account, rule, deadline, status }) => `${account} ${rule} ${deadline} ${status}`);
  const tasks = (await ledger.tasks({ status: "open" })).flatMap(({ account, duty }) =>
    duty === undefined ? [] : [`${account} ${duty.rule} ${duty.deadline} ${duty.status}`],
  );
  expect(tasks.toSorted()).toEqual(open.toSorted());
  expect(open).toHaveLength(3);
}, 60_000);

it("on Temporal a worker opens and closes the same tasks, and a second worker after it no more", async () => {
  const local = await openHouse(START, ACCOUNTS, "local", ASKING);
  const { ledger, clock } = await openHouse(START, ACCOUNTS, "temporal", ASKING);
  const { clockOffset, follow } = await followServer(env, clock, at(START));
  const channels = recordingChannels();
  const work = () => createWorker({ server: env.nativeConnection, taskQueue: "duties", ledger, channels, beforeDelivery: follow });
  const worker = await work();
  await startAccounts(env.client, ledger, { clockOffset, taskQueue: "duties" });
  await env.sleep(9 * DAY);
  await worker.stop();
  for (const house of [local, { ledger }]) await tell(house.ledger, "A-1", DISPUTE);
  clock.now = at("2026-03-12T12:00:00Z");
  const again = await work();
  onTestFinished(() => again.stop());
  await until(async () => ((await ledger.tasks({ status: "open" })).some(({ duty }) => duty?.rule === "us.answer") ? null : "the dispute's task"));
  await attendDuties(ledger);
  await runUntil(local.ledger, local.clock, at("2026-03-12T12:00:00Z"));
  const lines = await taskLines(ledger);
  expect(lines).toEqual(await taskLines(local.ledger));
  expect(lines).toHaveLength(3);
}, 120_000);
