/** Stores what accounts run under: policy, law, calendar, letters, creditor. */
import { formatDay, localDay, rulesFor, zonesNamed } from "../engine/index.ts";
import type { Account, Calendar, CompiledPolicy, LawBook, LocalDay } from "../engine/index.ts";
import type { Ledger, Letters } from "../ledger/index.ts";
import { Failure } from "./failure.ts";
import { lawBook } from "./law-cache.ts";
import { readCreditor, runnablePolicy } from "./policy-file.ts";

const YEARS_AHEAD = 3;
const DAY_MS = 86_400_000;

/** Calendar for these accounts: from the year before their oldest invoice to three years ahead. */
export async function calendarFor(accounts: readonly Account[], policy: CompiledPolicy, law: LawBook, today: LocalDay): Promise<Calendar> {
  const { buildCalendar } = await import("../policies/calendar/build.ts");
  const places = [...new Set([...policy.places, ...accounts.flatMap((account) => account.debtor.places)])];
  const named = zonesNamed([...rulesFor(law, places), ...policy.house]);
  const zones = [...new Set([...accounts.flatMap((account) => account.debtor.timezones), ...named])];
  const oldest = Math.min(today, ...accounts.flatMap((account) => account.invoices.map((invoice) => invoice.issued)));
  const from = localDay(oldest - 366);
  const to = localDay(today + YEARS_AHEAD * 366);
  try {
    return buildCalendar({ zones, places, from, to });
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(`no calendar from ${formatDay(from)} to ${formatDay(to)}: ${error.message}`);
    throw error;
  }
}

export const todayOf = (ledger: Pick<Ledger, "clock">): LocalDay => localDay(Math.floor(ledger.clock() / DAY_MS));

/** Saves the program under which `accounts` and those already in the store run. */
export async function saveProgram(
  ledger: Ledger,
  file: string,
  program: { readonly policy: CompiledPolicy; readonly letters: Letters; readonly law: LawBook },
  accounts: readonly Account[],
): Promise<void> {
  const known = (await ledger.accounts()).map((row) => row.account);
  const calendar = await calendarFor([...known, ...accounts], program.policy, program.law, todayOf(ledger));
  await ledger.saveProgram({ policy: program.policy, lawBook: program.law, calendar, letters: program.letters, creditor: await readCreditor(file) });
}

/** Reads a policy that is to run, with the law that it runs under. */
export async function programFrom(file: string): Promise<{ policy: CompiledPolicy; letters: Letters; law: LawBook }> {
  const law = await lawBook();
  return { ...(await runnablePolicy(file, law)), law };
}
