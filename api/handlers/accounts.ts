/** `GET /accounts/{id}`: how an account stands and what happened to it. No name, no address, no number: those are not the API's to tell. */
import { formatDay, formatMoney, openInvoices } from "../../engine/index.ts";
import type { Instant, LedgerEntry, Minor } from "../../engine/index.ts";
import type { Ledger, Task } from "../../ledger/index.ts";
import type { Asked } from "../asked.ts";
import type { AccountAnswer, TimelineEntry } from "../shapes.ts";
import { knownAccount, restsAt } from "../standing.ts";
import type { Known } from "../standing.ts";
import { written } from "./permits.ts";

type Dated = TimelineEntry & { readonly t: Instant };

const isAbout = (entry: LedgerEntry, account: string): boolean => {
  const about = "contact" in entry ? entry.contact.account : entry.event.account;
  return about === undefined || about === account;
};

const ofEntry = (entry: LedgerEntry): Dated => {
  const when = { t: entry.at, at: written(entry.at) };
  if (!("contact" in entry)) return { ...when, kind: "event", what: entry.event.event };
  const { channel, direction, outcome } = entry.contact;
  return { ...when, kind: "contact", what: channel, direction, ...(outcome === undefined ? {} : { outcome }) };
};

/** When the law called for something, with the day by which it is due; and when it was done. */
const ofDuty = ({ title, duty }: Task): readonly Dated[] => {
  if (duty === undefined) return [];
  const { rule, since, deadline, done } = duty;
  const line = (t: Instant, what: string): Dated => ({ t, at: written(t), kind: "duty", what, step: title, rules: [rule] });
  const called = line(since, deadline === null ? "called for" : `called for by ${formatDay(deadline)}`);
  return done === null ? [called] : [called, line(done, "done")];
};

const timeline = async (ledger: Ledger, { row }: Known): Promise<readonly TimelineEntry[]> => {
  const { id, debtor } = row.account;
  const entries = (await ledger.entries(debtor.id)).filter((entry) => isAbout(entry, id)).map(ofEntry);
  const decisions = (await ledger.notes(id)).map(({ at, result, step, reasons }): Dated => ({
    t: at,
    at: written(at),
    kind: "decision",
    what: result,
    step,
    rules: [...new Set(reasons.map((reason) => reason.rule))],
  }));
  const duties = (await ledger.tasks({ account: id })).flatMap(ofDuty);
  return [...entries, ...decisions, ...duties].toSorted((a, b) => a.t - b.t).map(({ t: _t, ...line }) => line);
};

const invoicesOf = ({ row, program, state }: Known) =>
  openInvoices(row.account, state?.movements ?? [], program.policy.allocation).map(({ invoice, open }) => ({
    id: invoice.id,
    due: formatDay(invoice.due),
    amount: formatMoney(invoice.amount, row.account.currency),
    open: formatMoney(open, row.account.currency),
    left: open,
  }));

export const accounts = async ({ ledger, id }: Asked): Promise<AccountAnswer> => {
  const now = ledger.clock();
  const known = await knownAccount(ledger, id, now);
  const { state, row } = known;
  const invoices = invoicesOf(known);
  const left = invoices.reduce((sum, one) => sum + one.left, 0) as Minor;
  const tasks = await ledger.tasks({ account: id, status: "open" });
  return {
    version: 1,
    account: id,
    status: state?.status ?? "new",
    stage: state?.tracks.find((track) => track.stage !== null)?.stage ?? null,
    currency: row.account.currency,
    balance: formatMoney(left, row.account.currency),
    invoices: invoices.map(({ left: _left, ...one }) => one),
    resting: restsAt(known, now).map(({ kind, why, untilDay }) => ({ kind, why, until: untilDay === null ? null : formatDay(untilDay) })),
    tasks: tasks.map(({ id: task, kind, title, due }) => ({ id: task, kind, title, due: due === null ? null : formatDay(due) })),
    timeline: [...(await timeline(ledger, known))],
  };
};
