/**
 * What one decision costs: a call to a consumer in New York City with five hundred entries on record, under every rule that binds, beside three
 * engines that decide two caps over facts that somebody else has counted. Printed by `npm run bench`; alone: `node test/bench/permit.ts`.
 */
import { instant, parseDay, permit, rulesFor, type Action, type Context, type LedgerEntry, type LocalDay } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import { loadLawBook } from "../../policies/book.ts";
import { cedarDecides, jsonRules, zen } from "./deciders.ts";
import type { Task } from "./measure.ts";

const HOUR = 3_600_000;
const ASKED = Date.parse("2026-10-14T18:00:00Z");
const ENTRIES = 500;
const ROUNDS = 20_000;
const WARM = 20_000;

const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new Error(`no day ${text}`);
  return read;
};

const PATTERN = ["letter", "call", "letter", "payment", "letter"] as const;

/** Two contacts a week or so, a payment now and then; the last two a letter and a call that nobody answered. */
const ledgerOf = (): readonly LedgerEntry[] =>
  Array.from({ length: ENTRIES }, (_, i): LedgerEntry => {
    const entry = { at: instant(ASKED - (ENTRIES - i) * 50 * HOUR), id: `entry-${i}` };
    const what = PATTERN[i % PATTERN.length] ?? "letter";
    if (what === "payment") return { ...entry, event: { event: "payment", debts: ["card"] } };
    const told = { direction: "out", debts: ["card"], address: what } as const;
    const notice = { contains: ["validation-notice", "mini-miranda-initial", "state-initial-disclosure"], deadline: day("2024-03-01") };
    return { ...entry, contact: { channel: what, ...told, ...(what === "call" ? { outcome: "no-answer" } : {}), ...(i === 0 ? notice : {}) } };
  });

const contextOf = async (): Promise<Context> => {
  const book = await loadLawBook();
  const calendar = buildCalendar({ zones: ["America/New_York"], places: ["US-NY-NYC"], from: day("2023-01-01"), to: day("2028-12-31") });
  return {
    calendar,
    rules: rulesFor(book, ["US-NY-NYC"]),
    series: book.series ?? [],
    collector: { role: "third-party" },
    debtor: { id: "debtor", kind: "person", places: ["US-NY-NYC"], timezones: ["America/New_York"] },
    debts: [
      {
        id: "card",
        kind: "consumer",
        type: "credit",
        contract: "written",
        amount: 50_000 as Context["debts"][number]["amount"],
        currency: "USD",
        incurred: day("2024-01-01"),
        due: day("2024-12-01"),
        default: day("2024-12-02"),
      },
    ],
    ledger: ledgerOf(),
  };
};

const CALL: Action = { act: "contact", debts: ["card"], contact: { channel: "call", line: "mobile", dialing: "manual", address: "call" } };

export interface Cost {
  readonly what: string;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** So many slices are the rounds of each cut into: the engines take turns, so that a slow moment of the machine falls on all of them alike. */
const SLICES = 40;

interface Asked {
  readonly what: string;
  readonly task: Task;
}

const timed = async (task: Task): Promise<number> => {
  const start = process.hrtime.bigint();
  const done = task();
  if (done !== undefined) await done;
  return Number(process.hrtime.bigint() - start) / 1000;
};

const costsOf = async (all: readonly Asked[]): Promise<readonly Cost[]> => {
  for (const { task } of all) for (let i = 0; i < WARM; i += 1) await timed(task);
  const times = all.map(() => new Float64Array(ROUNDS));
  const size = ROUNDS / SLICES;
  for (let slice = 0; slice < SLICES; slice += 1)
    for (const [which, { task }] of all.entries())
      for (let i = slice * size; i < (slice + 1) * size; i += 1) (times[which] ?? [])[i] = await timed(task);
  return all.map(({ what }, which) => {
    const sorted = (times[which] ?? new Float64Array()).toSorted();
    return { what, p50: sorted[ROUNDS / 2] ?? Number.NaN, p99: sorted[Math.floor(ROUNDS * 0.99)] ?? Number.NaN };
  });
};

/** Costs of a decision: ours in a context that was asked before, ours in one never seen, and those of the others. */
export const costsOfPermit = async (): Promise<readonly Cost[]> => {
  const context = await contextOf();
  let n = 0;
  const ask = (about: Context): void => {
    n += 1;
    const decision = permit(about, CALL, instant(ASKED + (n % 3600) * 1000));
    if (!decision.allowed) throw new Error(`the measured call is refused: ${decision.reasons.map(({ rule }) => rule).join(", ")}`);
  };
  const counted = { calls: 1, contacts: 2 };
  return costsOf([
    { what: `Collect: permit under ${context.rules.length} rules`, task: () => ask(context) },
    { what: "Collect: the first question about a debtor", task: () => ask({ ...context, ledger: [...context.ledger] }) },
    { what: "zen-engine: a table of two rows", task: await zen(counted) },
    { what: "Cedar: two policies, parsed before", task: cedarDecides(counted) },
    { what: "json-rules-engine: the same caps", task: await jsonRules(counted) },
  ]);
};

/** The lines that are printed, and what is promised of the figures. */
export const permitBench = async () => {
  const costs = await costsOfPermit();
  const [mine, first, ...others] = costs;
  if (mine === undefined || first === undefined) return { lines: [], promises: [] };
  const fastest = Math.min(...others.map(({ p50 }) => p50));
  const lines = costs.map(
    ({ what, p50, p99 }) =>
      `  ${what.padEnd(50)} p50 ${p50.toFixed(2).padStart(8)} µs   p99 ${p99.toFixed(2).padStart(8)} µs   ${(p50 / mine.p50).toFixed(1)}x`,
  );
  return {
    lines: [`one decision over a ledger of ${ENTRIES} entries, warm`, ...lines],
    promises: [
      { what: "share of the fastest other engine's p50", value: mine.p50 / fastest, under: 0.1 },
      { what: "p99 of permit, in ms", value: mine.p99 / 1000, under: 1 },
      { what: "p99 of a first question, in ms", value: first.p99 / 1000, under: 1 },
    ],
  };
};

if (import.meta.main) {
  const { lines, promises } = await permitBench();
  for (const line of lines) process.stdout.write(`${line}\n`);
  for (const { what, value, under } of promises)
    process.stdout.write(`${value < under ? "kept    " : "NOT KEPT"}  ${what}: ${value.toFixed(3)}, promised under ${under}\n`);
}
