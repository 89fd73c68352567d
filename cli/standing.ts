/** Where accounts stand, from what the store holds: the same lines for `run`, `status` and `demo`. */
import { formatInstant } from "../engine/index.ts";
import type { Calendar, Instant, Reason, State } from "../engine/index.ts";
import type { AccountRow, Ledger } from "../ledger/index.ts";

export type Result = "sent" | "held" | "lapsed" | "waiting" | "closed";
export const RESULTS: readonly Result[] = ["sent", "held", "lapsed", "waiting", "closed"];

/** One account as `run` and `status` tell it. */
export interface Standing {
  readonly account: string;
  readonly stage: string | null;
  readonly result: Result;
  readonly reasons: readonly Reason[];
  /** One plain phrase where there is no rule to name. */
  readonly remark: string;
  readonly nextWake: Instant | null;
  /** For local times. */
  readonly calendar: Calendar | null;
  readonly zone: string | null;
}

type Note = Awaited<ReturnType<Ledger["notes"]>>[number];

const stageOf = (state: State | null): string | null => state?.tracks.find((track) => track.stage !== null)?.stage ?? null;

/** The rest that keeps an account quiet at `now`: open-ended ones first, then the longest. */
const restAt = (state: State, now: Instant): State["rests"][number] | undefined => {
  const running = state.rests.filter((rest) => rest.from <= now);
  return running.find((rest) => rest.untilDay === null) ?? running.toSorted((a, b) => (b.untilDay ?? 0) - (a.untilDay ?? 0))[0];
};

const remarkOf = (state: State | null, now: Instant): string => {
  if (state === null) return "not taken in yet";
  if (state.status === "closed") return `closed as ${state.closedAs ?? "done"}`;
  if (state.contactClosed) return "contact is closed for good";
  const rest = restAt(state, now);
  return rest === undefined ? "" : `${rest.kind}: ${rest.why}`;
};

const latestOf = (notes: readonly Note[]): ReadonlyMap<string, Note> => {
  const latest = new Map<string, Note>();
  for (const note of notes) latest.set(note.account, note);
  return latest;
};

const standingOf = (row: AccountRow, note: Note | undefined, calendar: Calendar | null, now: Instant): Standing => {
  const { state } = row;
  const closed = state?.status === "closed";
  const rest = state === null ? undefined : restAt(state, now);
  const result: Result = closed ? "closed" : rest !== undefined && note?.result !== "sent" ? "held" : (note?.result ?? "waiting");
  return {
    account: row.account.id,
    stage: stageOf(state),
    result,
    reasons: closed ? [] : (note?.reasons ?? []),
    remark: remarkOf(state, now),
    nextWake: closed ? null : row.wakeAt,
    calendar,
    zone: row.account.debtor.timezones[0] ?? null,
  };
};

/** Every account of the store, by id. */
export async function standings(ledger: Ledger): Promise<readonly Standing[]> {
  const [rows, notes] = await Promise.all([ledger.accounts(), ledger.notes()]);
  const latest = latestOf(notes);
  const calendars = new Map<string, Calendar | null>();
  for (const { policy } of rows) if (!calendars.has(policy)) calendars.set(policy, (await ledger.loadProgram(policy))?.calendar ?? null);
  const now = ledger.clock();
  return rows.map((row) => standingOf(row, latest.get(row.account.id), calendars.get(row.policy) ?? null, now)).toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

/** How many accounts have each result. */
export function totalsOf(lines: readonly Standing[]): Readonly<Record<Result, number>> {
  const count = (result: Result): number => lines.filter((line) => line.result === result).length;
  return { sent: count("sent"), held: count("held"), lapsed: count("lapsed"), waiting: count("waiting"), closed: count("closed") };
}

/** RFC 3339 in the debtor's own time, or in UTC where that is unknown. */
export const localInstant = (line: Pick<Standing, "calendar" | "zone">, t: Instant | null): string | null =>
  t === null ? null : line.calendar === null ? new Date(t).toISOString() : formatInstant(line.calendar, line.zone, t);

/** An account as the JSON documents of `run` and `status` carry it. */
export const documentOf = (line: Standing) => ({
  account: line.account,
  stage: line.stage,
  result: line.result,
  rules: [...new Set(line.reasons.map((reason) => reason.rule))],
  nextWake: localInstant(line, line.nextWake),
});
