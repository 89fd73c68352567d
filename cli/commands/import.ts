import { Command, Option } from "@commander-js/extra-typings";
import { EXIT, leaveWith } from "../failure.ts";
import { accountsOf } from "../import/accounts.ts";
import { takenBy } from "../import/apply.ts";
import { columnHelp } from "../import/columns.ts";
import { checkHeader, readRows } from "../import/file.ts";
import { apartFromOthers, putAll } from "../import/put-all.ts";
import type { Rejection } from "../import/rows.ts";
import { answer, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { programFrom, saveProgram } from "../program.ts";
import { takeInProof } from "../proof/in-store.ts";
import { storeOption, withStore } from "../store.ts";

const EXAMPLES = () => `
Columns, one row an invoice, the account's own columns repeated; after them the policy's facts by name:
${columnHelp()}

Examples:
  $ collect import accounts.csv --policy policy.collect
  $ collect import accounts.json --policy policy.collect --format json
  $ erp-export | collect import - --policy policy.collect

The policy is proved as it is taken in, unless a proof is kept, and the store notes what came of it: "collect run" asks for that.
A row without invoice, issued, due and amount is a new customer, where the policy has "on new customer".
A bad row is told by line, column and reason, and the good ones are kept: mend it and import the file again. What is already
known and has not changed stays as it is. Exit: 0 all taken · 3 some rows rejected`;

const NEXT = {
  local: 'Next: "collect run" does what is due, "collect status" shows every account.',
  temporal: 'Next: "collect worker" runs accounts, "collect start" hands them over.',
} as const;

/** More complaints than anybody reads at a terminal; a mistake in an export is in every row. */
const MOST_LINES = 100;

const describe = (
  accepted: number,
  counts: { added: number; changed: number; same: number },
  rejected: readonly Rejection[],
  runtime: keyof typeof NEXT,
): string => {
  const lines = rejected.slice(0, MOST_LINES).map(({ line, column, reason }) => `line ${line}${column === "" ? "" : `, ${column}`}: ${reason}`);
  if (rejected.length > MOST_LINES) lines.push(`… and ${rejected.length - MOST_LINES} more: --format json lists them all`);
  const rows = new Set(rejected.map((each) => each.line)).size;
  if (rows > 0) lines.push("");
  lines.push(`${accepted} rows accepted, ${rows} rejected; accounts: ${counts.added} new, ${counts.changed} changed, ${counts.same} as before`);
  if (accepted > 0) lines.push(NEXT[runtime]);
  return lines.join("\n");
};

interface Options {
  readonly policy: string;
  readonly runtime: "local" | "temporal";
  readonly store: string;
  readonly format: Format;
}

const take = async (file: string, options: Options): Promise<void> => {
  const rows = await readRows(file);
  const program = await programFrom(options.policy);
  const ignored = await checkHeader(rows, program.policy);
  if (ignored.length > 0) warn(`columns not used: ${ignored.join(", ")}`);
  const read = accountsOf(rows.rows, program.policy);
  const { counts, kept, refused } = await withStore(options.store, { create: true }, async (store) => {
    const apart = await apartFromOthers(store, read.accounts);
    const taken = takenBy(program.policy, apart.kept, store.ledger.clock(), apart.running);
    const accounts = taken.kept.map((each) => each.account);
    await saveProgram(store.ledger, options.policy, program, accounts);
    await takeInProof(store, program, options.policy);
    const refused = [...apart.rejected, ...taken.rejected];
    return { counts: await putAll(store, taken.kept, program.policy.hash, options.runtime), kept: accounts, refused };
  });
  const rejected = [...rows.rejected, ...read.rejected, ...refused].toSorted((a, b) => a.line - b.line);
  const accepted = kept.reduce((sum, account) => sum + Math.max(account.invoices.length, 1), 0);
  answer(options.format, { accepted, rejected, accounts: counts }, () => describe(accepted, counts, rejected, options.runtime));
  if (rejected.length > 0) leaveWith(EXIT.errors);
};

/** `collect import FILE --policy POLICY` */
export const importAccounts = () =>
  new Command("import")
    .description("take in accounts and invoices from CSV or JSON")
    .argument("<file>", 'accounts, .csv or .json; "-" reads standard input')
    .requiredOption("--policy <file>", "policy that the accounts run under")
    .addOption(
      new Option("--runtime <runtime>", "who runs new accounts: this machine (collect run) or Temporal (collect worker)")
        .choices(["local", "temporal"] as const)
        .default("local" as const),
    )
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((file, options) => take(file, options));
