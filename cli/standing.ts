/** Where accounts stand, from what the store holds: the same lines for `run`, `status` and `demo`. */
import { everyStep, formatDay, formatInstant, localDayAt } from "../engine/index.ts";
import type { Calendar, Instant, Reason, Rest, State, StepStatus } from "../engine/index.ts";
import type { AccountRow, Ledger } from "../ledger/index.ts";
import { blocksNow } from "./context.ts";
import type { StoredProgram } from "./context.ts";

export type Result = "sent" | "held" | "lapsed" | "waiting" | "closed";

/** One account as `run` and `status` tell it. */
export interface Standing {
  readonly account: string;
  readonly stage: string | null;
  readonly result: Result;
  /** Ids of the rules, or of what else keeps it. */
  readonly rules: readonly string[];
  /** One plain sentence for people. */
  readonly why: string;
  readonly nextWake: Instant | null;
  /** For local times. */
  readonly calendar: Calendar | null;
  readonly zone: string | null;
}

type Note = Awaited<ReturnType<Ledger["notes"]>>[number];
/** `rest`: the account is at rest, and the law may have a word on it too. */
type Verdict = Pick<Standing, "result" | "rules" | "why"> & { readonly rest?: true };

const runs = (rest: Rest, now: Instant, calendar: Calendar, zone: string | null): boolean => {
  if (rest.from > now || (rest.ended !== undefined && rest.ended <= now)) return false;
  return rest.untilDay === null || zone === null || localDayAt(calendar, zone, now) <= rest.untilDay;
};

/** The rest that keeps an account quiet at `now`: one without an end first, then the one that ends last. */
export function restAt(state: State, now: Instant, calendar: Calendar, zone: string | null): Rest | undefined {
  const running = state.rests.filter((rest) => runs(rest, now, calendar, zone));
  return running.toSorted((a, b) => (b.untilDay ?? Number.MAX_SAFE_INTEGER) - (a.untilDay ?? Number.MAX_SAFE_INTEGER))[0];
}

const restWords = (rest: Rest): string => {
  const until = rest.untilDay === null ? rest.endedBy.join(" or ") : formatDay(rest.untilDay);
  return `${rest.kind}: ${rest.why}${until === "" ? "" : `, until ${until}`}`;
};

/** The first refusal in words, and how many more there are. */
export const reasonWords = (reasons: readonly Reason[]): string => {
  const [first] = reasons;
  if (first === undefined) return "";
  return `${first.rule}: ${first.sentence}${reasons.length > 1 ? ` (+${reasons.length - 1})` : ""}`;
};

const idsOf = (reasons: readonly Reason[]): readonly string[] => [...new Set(reasons.map((reason) => reason.rule))];

const UNREACHABLE = "unknown.address";

/** A step that ran out of its time because rules refused it was held; one that nobody could try has lapsed. */
const resultOf = (note: Note): Result =>
  note.result === "lapsed" && note.reasons.some((reason) => reason.kind !== "policy" && reason.rule !== UNREACHABLE) ? "held" : note.result;

/** What a step says it does: `email "reminder"`; its key where the policy has no such step any more. */
const stepWords = (note: Note, program: StoredProgram | null): string => {
  const step = program?.policy.stages.flatMap(everyStep).find((each) => each.key === note.step);
  const branch = /\/(main|otherwise|else)(\/\d+)?$/.exec(note.key)?.[1];
  const action = branch === "otherwise" ? step?.otherwise : branch === "else" ? step?.else : step?.action;
  if (action === undefined) return note.step;
  return action.kind === "contact" ? `${action.channel} "${action.template}"` : action.name;
};

/** An outcome that nobody knows counts as sent; people must hear of it, since perhaps nothing arrived. */
const sentWords = (note: Note, program: StoredProgram | null): string => {
  const [doubt] = note.reasons;
  return doubt === undefined ? stepWords(note, program) : `${stepWords(note, program)}: it may not have left, and counts as sent (${doubt.sentence})`;
};

/** What somebody must agree to first: a step, or what is done on an event. */
const awaited = ({ tracks, loose }: State): string | undefined => {
  const isAwaited = ({ status }: { readonly status: StepStatus }): boolean => status === "awaiting approval";
  const step = tracks.flatMap((track) => Object.entries(track.steps)).find(([, record]) => isAwaited(record))?.[0];
  return step ?? Object.values(loose).find(isAwaited)?.step;
};

/** Steps of stages decide how an account stands; a reaction that gave people a task is no contact. */
const verdictOf = (row: AccountRow, notes: readonly Note[], program: StoredProgram | null, now: Instant): Verdict => {
  const { state } = row;
  const calendar = program?.calendar ?? null;
  if (state === null) return { result: "waiting", rules: [], why: 'not taken in yet: "collect run" does' };
  if (state.status === "closed") return { result: "closed", rules: [], why: `closed as ${state.closedAs ?? "done"}` };
  const note = notes.findLast((each) => each.stage !== null);
  const rest = calendar === null ? undefined : restAt(state, now, calendar, row.account.debtor.timezones[0] ?? null);
  if (rest !== undefined && !(note?.result === "sent" && note.at > rest.from))
    return { result: "held", rules: [`policy.${rest.kind}`], why: restWords(rest), rest: true };
  if (state.contactClosed) return { result: "held", rules: ["policy.contact-closed"], why: "contact is closed for good" };
  const approval = awaited(state);
  if (approval !== undefined) return { result: "waiting", rules: [], why: `${approval} waits for approval: see "collect tasks"` };
  if (note === undefined)
    return { result: "waiting", rules: [], why: state.account.invoices.length === 0 ? "a new customer, without an invoice yet" : "" };
  const result = resultOf(note);
  return { result, rules: idsOf(note.reasons), why: result === "sent" ? sentWords(note, program) : reasonWords(note.reasons) };
};

const stageOf = (state: State | null): string | null => state?.tracks.find((track) => track.stage !== null)?.stage ?? null;

const byAccount = (notes: readonly Note[]): ReadonlyMap<string, readonly Note[]> => Map.groupBy(notes, (note) => note.account);

/** Every account of the store, by id. */
export async function standings(ledger: Ledger): Promise<readonly Standing[]> {
  const [rows, notes] = await Promise.all([ledger.accounts(), ledger.notes()]);
  const of = byAccount(notes);
  const programs = new Map<string, StoredProgram | null>();
  for (const { policy } of rows) if (!programs.has(policy)) programs.set(policy, await ledger.loadProgram(policy));
  const now = ledger.clock();
  const lines: Standing[] = [];
  for (const row of rows) {
    const program = programs.get(row.policy) ?? null;
    const verdict = verdictOf(row, of.get(row.account.id) ?? [], program, now);
    const blocks = verdict.rest === true ? await blocksNow(ledger, row, rows) : [];
    lines.push({
      account: row.account.id,
      stage: stageOf(row.state),
      result: verdict.result,
      rules: [...idsOf(blocks), ...verdict.rules],
      why: blocks.length === 0 ? verdict.why : reasonWords(blocks),
      nextWake: row.state?.status === "closed" ? null : row.wakeAt,
      calendar: program?.calendar ?? null,
      zone: row.account.debtor.timezones[0] ?? null,
    });
  }
  return lines.toSorted((a, b) => (a.account < b.account ? -1 : 1));
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
  rules: line.rules,
  nextWake: localInstant(line, line.nextWake),
});
