import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { formatDay, formatInstant, instant, localDay, parseDay, simulate as simulation } from "../../engine/index.ts";
import type { Account, LocalDay, SimulatedContact, SimulationInput } from "../../engine/index.ts";
import { contentsBy } from "../contents.ts";
import { EXIT, leaveWith } from "../failure.ts";
import { readText } from "../files.ts";
import { accountsOf } from "../import/accounts.ts";
import { takenBy } from "../import/apply.ts";
import { readEvents } from "../import/events.ts";
import type { Rejection } from "../import/rows.ts";
import { interruption } from "../interruption.ts";
import { answer, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { calendarFor, programFrom } from "../program.ts";
import { progress } from "../terminal/progress.ts";
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";
import { checkHeader, readRows } from "../import/file.ts";

const EXAMPLES = `
Examples:
  $ collect simulate policy.collect --accounts accounts.csv --from 2026-11-23 --days 90
  $ collect simulate policy.collect --accounts accounts.csv --events events.json --from 2026-11-23 --days 90 --contacts
  $ collect simulate policy.collect --accounts accounts.csv --from 2026-11-23 --days 365 --seed 7 --format json

The same engine and rules as in earnest, in virtual time: nothing is stored, nothing is sent. With --seed debtors answer at random
(pay, promise, dispute, …), the same for the same seed; without it only --events happen.`;

const DAY_MS = 86_400_000;

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number, please.");
  return Number(text);
};

const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new InvalidArgumentError("write a date as 2026-11-23.");
  return read;
};

interface Options {
  readonly accounts: string;
  readonly from: LocalDay;
  readonly days: number;
  readonly events?: string | undefined;
  readonly seed?: number | undefined;
  readonly contacts: boolean;
  readonly format: Format;
}

interface Prepared {
  readonly input: SimulationInput;
  readonly rejected: readonly Rejection[];
}

const prepare = async (policyFile: string, options: Options): Promise<Prepared> => {
  const { policy, letters, law } = await programFrom(policyFile);
  const rows = await readRows(options.accounts);
  await checkHeader(rows, policy);
  const read = accountsOf(rows.rows, policy);
  const from = instant(options.from * DAY_MS);
  const taken = takenBy(policy, read.accounts, from);
  const accounts = taken.kept.map((each) => each.account);
  const byId = new Map<string, Account>(accounts.map((account) => [account.id, account]));
  const events =
    options.events === undefined ? { events: [], rejected: [] } : readEvents(await readText(options.events), options.events, (id) => byId.get(id));
  const input: SimulationInput = {
    program: { policy, calendar: await calendarFor(accounts, policy, law, localDay(options.from + options.days)) },
    rules: law.rules,
    ...(law.series === undefined ? {} : { series: law.series }),
    accounts,
    events: events.events,
    contains: await contentsBy(letters),
    from,
    to: instant((options.from + options.days) * DAY_MS),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
  const rejected = [...rows.rejected, ...read.rejected, ...taken.rejected].toSorted((a, b) => a.line - b.line);
  return { input, rejected: [...rejected, ...events.rejected] };
};

/** Runs to the end, giving way now and then, so that progress shows and Ctrl-C is heard. */
const contactsOf = async (input: SimulationInput, signal: AbortSignal): Promise<readonly SimulatedContact[]> => {
  const contacts: SimulatedContact[] = [];
  const bar = progress("simulating", "days", Math.round((input.to - input.from) / DAY_MS));
  for (const contact of simulation(input).contacts) {
    contacts.push(contact);
    if (contacts.length % 256 !== 0) continue;
    bar.at(Math.floor((contact.at - input.from) / DAY_MS));
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
  }
  bar.end();
  return contacts;
};

const HEADS = ["account", "at, debtor's time", "channel", "stage", "step", "status", "rules"].map((head) => ({ head }));

const simulateFile = async (policyFile: string, options: Options): Promise<void> => {
  const { input, rejected } = await prepare(policyFile, options);
  for (const { line, column, reason } of rejected) warn(`line ${line}${column === "" ? "" : `, ${column}`}: ${reason}`);
  const stop = interruption("stopping: what was simulated so far is shown");
  const contacts = await contactsOf(input, stop.signal);
  stop.release();
  const zones = new Map(input.accounts.map((account) => [account.id, account.debtor.timezones[0] ?? null]));
  const lines = contacts.map((contact) => ({
    ...contact,
    at: formatInstant(input.program.calendar, zones.get(contact.account) ?? null, contact.at),
  }));
  const count = (status: SimulatedContact["status"]): number => contacts.filter((contact) => contact.status === status).length;
  const totals = { sent: count("sent"), held: count("held"), lapsed: count("lapsed") };
  const from = formatDay(options.from);
  const to = formatDay(localDay(options.from + options.days));
  const document = {
    seed: options.seed ?? null,
    from,
    to,
    accounts: input.accounts.length,
    totals,
    ...(options.contacts ? { contacts: lines } : {}),
  };
  answer(options.format, document, () => {
    const rows = lines.map((line) => [line.account, line.at, line.channel, line.stage ?? "-", line.step, line.status, line.rules.join(", ")]);
    const shown = options.contacts ? `${table(HEADS, rows, 6, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) })}\n\n` : "";
    const seed = options.seed === undefined ? "nobody answers but by --events" : `debtors answer by seed ${options.seed}`;
    return `${shown}${input.accounts.length} accounts from ${from} to ${to}, ${seed}: ${totals.sent} sent · ${totals.held} held for a time · ${totals.lapsed} lapsed`;
  });
  if (rejected.length > 0) leaveWith(EXIT.errors);
};

/** `collect simulate POLICY` */
export const simulate = () =>
  new Command("simulate")
    .description("run accounts through a policy in virtual time")
    .argument("<policy>", "policy file (.collect)")
    .requiredOption("--accounts <file>", "accounts, .csv or .json")
    .requiredOption("--from <date>", "first day", day)
    .requiredOption("--days <n>", "how many days", wholeNumber)
    .option("--events <file>", "what happens, as events.json of the example")
    .option("--seed <n>", "let debtors answer at random, the same for the same seed", wholeNumber)
    .option("--contacts", "list every contact", false)
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((policy, options) => simulateFile(policy, options));
