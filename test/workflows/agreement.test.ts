/**
 * The simulator and Temporal make the same contacts. Random accounts over a year; 24 of them by default, half a minute. `npm run nightly:agreement` runs 500,
 * `SEED=7` looks elsewhere.
 */
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { type TestContext, afterAll, beforeAll, expect, it } from "vitest";
import { type Instant, instant, letterKey, simulate } from "../../engine/index.ts";
import type { CompiledPolicy, LawBook } from "../../engine/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { loadLawBook } from "../../policies/book.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import type { StoredProgram } from "../../workflows/programs.ts";
import { createWorker, signalEvents, startAccounts } from "../../workflows/temporal/index.ts";
import { startTimeSkipping } from "../../workflows/temporal/test-server.ts";
import { withLedger } from "../ledger/server.ts";
import { policiesUnder } from "../property/policies.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { type HandClock, at } from "./fixtures/house.ts";
import { PROGRAM, day, personOf } from "./fixtures/program.ts";
import { type RandomYear, WHERE, randomYear } from "./fixtures/random-accounts.ts";
import { followServer } from "./fixtures/temporal.ts";
import { type Told, contentsOf, inOrder, lineOf, listening } from "./fixtures/told.ts";

let env: TestWorkflowEnvironment;
beforeAll(async () => void (env = await startTimeSkipping()), 120_000);
afterAll(() => env.teardown());

const SEED = Number(process.env["SEED"] ?? 20_261_123);
const ACCOUNTS = Number(process.env["ACCOUNTS"] ?? 24);
const START = at("2026-02-01T12:00:00Z");
const DAYS = 365;
const END = instant(START + DAYS * 86_400_000);

/** What every text of this year contains: all that the law asks for in these places, so that it is other rules that decide. */
const TEXTS = ["opt-out", "mini-miranda-initial", "mini-miranda-subsequent", "caller-identity", "license-number"];

const calendar = buildCalendar({
  zones: WHERE.map(([, zone]) => zone),
  places: WHERE.map(([place]) => place),
  from: day("2025-10-01"),
  to: day("2027-12-31"),
});

/** The policy with a text for each of its contacts. */
const programOf = (policy: CompiledPolicy, lawBook: LawBook): StoredProgram => {
  const actions = policy.stages.flatMap(({ steps }) => steps.flatMap((step) => [step.action, step.otherwise, step.else]));
  const letters = actions.flatMap((action) =>
    action?.kind === "contact" ? [[letterKey(action.template, action.channel), `{{!-- contains: ${TEXTS.join(", ")} --}}<p>{{balance}}</p>`]] : [],
  );
  return { policy, lawBook, calendar, letters: Object.fromEntries(letters), creditor: PROGRAM.creditor };
};

/** The year as the simulator sees it, policy by policy. */
const simulated = async (year: RandomYear, programs: readonly StoredProgram[], ledger: Ledger): Promise<readonly Told[]> => {
  const told: Told[] = [];
  for (const program of programs) {
    const accounts = year.accounts.filter(({ policy }) => policy === program.policy).map(({ account }) => account);
    const [first] = accounts;
    const row = first === undefined ? null : await ledger.account(first.id);
    if (row === null) continue;
    const { rules, series = [] } = program.lawBook;
    const own = new Set(accounts.map(({ id }) => id));
    const events = year.events.filter(({ account }) => own.has(account));
    const contains = await contentsOf(program, row, START);
    told.push(...simulate({ program, rules, series, accounts, from: START, to: END, events, contains }).contacts);
  }
  return told;
};

/** The year on a server that skips time, told as it goes. */
const onTemporal = async (context: TestContext, year: RandomYear, ledger: Ledger, clock: HandClock): Promise<void> => {
  const { clockOffset, follow } = await followServer(env, clock, START);
  const worker = await createWorker({
    server: env.nativeConnection,
    taskQueue: "agreement",
    ledger,
    channels: recordingChannels(),
    beforeDelivery: follow,
  });
  context.onTestFinished(() => worker.stop());
  await startAccounts(env.client, ledger, { clockOffset, taskQueue: "agreement" });
  const sleepUntil = async (when: Instant): Promise<void> => env.sleep(Math.max(1, when - clockOffset - (await env.currentTimeMs())));
  const debtorOf = new Map(year.accounts.map(({ account }) => [account.id, account.debtor.id]));
  for (const { account, at: when, event } of year.events) {
    await sleepUntil(when);
    await follow();
    await ledger.record({ id: event.id, account, at: "at" in event ? event.at : when, event });
    for (const [id, debtor] of debtorOf) {
      if (debtor !== debtorOf.get(account)) continue;
      const news = (await ledger.inbox(id)).map((item) => item.event).filter((one) => "id" in one && one.id === event.id);
      if (news.length > 0) await signalEvents(env.client, id, news);
    }
  }
  await sleepUntil(END);
};

/** Accounts about which the two tell different things, with what each tells. */
const differences = (expected: readonly Told[], got: readonly Told[]): readonly string[] => {
  const ids = new Set([...expected, ...got].map(({ account }) => account));
  const dated = (told: readonly Told[], id: string): readonly string[] =>
    told.filter(({ account }) => account === id).map((one) => `${new Date(one.at).toISOString().slice(0, 16)} ${lineOf(one)}`);
  return [...ids].flatMap((id) => {
    const [theirs, ours] = [dated(expected, id), dated(got, id)];
    return theirs.join("\n") === ours.join("\n") ? [] : [`simulator:\n${theirs.join("\n")}\nTemporal:\n${ours.join("\n")}`];
  });
};

it(`${ACCOUNTS} random accounts over a year: the same contacts at the same instants as in the simulator`, async (context) => {
  process.stdout.write(`agreement: seed ${SEED}, ${ACCOUNTS} accounts (set SEED and ACCOUNTS for others)\n`);
  const lawBook = await loadLawBook();
  const programs = policiesUnder(lawBook).map((policy) => programOf(policy, lawBook));
  const year = randomYear(
    SEED,
    ACCOUNTS,
    programs.map(({ policy }) => policy),
    START,
    DAYS,
  );
  const clock: HandClock = { now: START };
  const { ledger } = await withLedger({ clock: () => clock.now });
  for (const program of programs) await ledger.saveProgram(program);
  await ledger.putAccounts(
    year.accounts.map(({ account, policy }, n) => ({ account, person: personOf(n), policy: policy.hash, runtime: "temporal" as const })),
  );
  const under = new Map(year.accounts.map(({ account, policy }) => [account.id, programs.find((program) => program.policy === policy)]));
  const { ledger: heard, told } = listening(ledger, (account) => under.get(account) ?? PROGRAM);
  await onTemporal(context, year, heard, clock);

  const [expected, got] = [inOrder(await simulated(year, programs, ledger)), inOrder(told)];
  const count = (status: Told["status"]): number => expected.filter((one) => one.status === status).length;
  process.stdout.write(`agreement: ${year.events.length} events; ${count("sent")} sent, ${count("held")} held, ${count("lapsed")} lapsed\n`);
  expect(differences(expected, got).slice(0, 3)).toEqual([]);
  // The server runs at the real pace while work is under way: milliseconds, and no minute.
  const drifts = got.map((each, n) => Math.abs(each.at - (expected[n]?.at ?? 0)));
  expect(Math.max(...drifts)).toBeLessThan(60_000);
  expect(count("sent")).toBeGreaterThan(2 * ACCOUNTS);
}, 3_600_000);
