/** What an account leaves for people: tasks and notes. All of it is the same when it is done twice. */
import type { Account, AskedEffect, BusinessAction, Calendar, Effect, EffectResult, Instant, LocalDay, Reason, StepAction } from "../engine/index.ts";
import { addDays, formatMoney, grantWords, isGrant, localDayAt, requestIdOf } from "../engine/index.ts";
import type { Ledger } from "../ledger/index.ts";
import type { StoredProgram } from "./programs.ts";
import type { Standing } from "./standing.ts";

/** Effects that nobody answers. */
export type Told = Exclude<Effect, { kind: "contact" | "business" }>;
type TaskAction = Extract<BusinessAction, { name: "task" }>;

const DAY_MS = 86_400_000;

/** Today where the debtor is; where that is unknown, at Greenwich: a task's or a letter's date binds nobody. */
export const todayOf = (account: Account, calendar: Calendar, now: Instant): LocalDay => {
  const zone = account.debtor.timezones[0];
  return zone === undefined || calendar.zones[zone] === undefined ? (Math.floor(now / DAY_MS) as LocalDay) : localDayAt(calendar, zone, now);
};

/** A task in the policy's own words; its id is the request's, so that asking twice leaves one. */
export const addTaskFor = async (action: TaskAction, key: string, standing: Standing, program: StoredProgram, ledger: Ledger): Promise<void> => {
  const { account, episode } = standing;
  const created = ledger.clock();
  const today = todayOf(account, program.calendar, created);
  const due = action.due === null ? null : addDays(program.calendar, account.debtor.places, today, action.due);
  const { title, team } = action;
  await ledger.addTask({
    id: requestIdOf(account.id, episode, key),
    account: account.id,
    kind: "task",
    title,
    team,
    priority: "normal",
    due,
    created,
    effectKey: null,
  });
};

const wordsOf = (action: StepAction, currency: string): string => {
  if (action.kind === "contact") return `${action.channel} "${action.template}"`;
  if (isGrant(action)) return grantWords(action, currency);
  return action.name === "task" ? action.title : action.name;
};

/** Tells people what happened by itself: a step that lapsed, an approval that is wanted, an account that is closed. */
export const announce = async (effect: Told, standing: Standing, ledger: Ledger): Promise<void> => {
  const { account, episode } = standing;
  const now = ledger.clock();
  switch (effect.kind) {
    case "entered":
      return;
    case "lapsed":
      return ledger.note(account.id, now, effect.key, { result: "lapsed", stage: effect.stage, step: effect.step, reasons: effect.reasons });
    case "closed":
      return ledger.note(account.id, now, `closed/${episode}`, {
        result: "closed",
        stage: null,
        step: closedWords(effect, account.currency),
        reasons: [],
      });
    case "ask approval":
      return ledger.addTask({
        id: `${requestIdOf(account.id, episode, effect.key)}/approval`,
        account: account.id,
        kind: "approval",
        title: `Approve: ${wordsOf(effect.action, account.currency)} (${effect.step})`,
        team: effect.of,
        priority: "normal",
        due: null,
        created: now,
        effectKey: effect.key,
      });
  }
};

const closedWords = ({ as, waived }: Extract<Told, { kind: "closed" }>, currency: string): string =>
  waived === undefined ? `closed as ${as}` : `closed as ${as}, ${formatMoney(waived, currency)} ${currency} of charges waived`;

const WORDS = { sent: "sent", denied: "held", failed: "held", unknown: "sent" } as const;

/** Notes how a contact or act went, for `status` and `run`. A failure reads as held, with its reason; unknown counts as sent. */
export const noteResult = async (effect: AskedEffect, result: EffectResult, account: string, ledger: Ledger): Promise<void> => {
  const reasons = result.kind === "denied" ? result.reasons : result.kind === "sent" ? [] : [troubleOf(result.kind, result.reason)];
  await ledger.note(account, result.at, effect.key, { result: WORDS[result.kind], stage: effect.stage, step: effect.step, reasons });
};

const troubleOf = (kind: "failed" | "unknown", sentence: string): Reason => ({
  rule: `runtime.${kind}`,
  place: "HOUSE",
  kind: "policy",
  summary: kind === "failed" ? "It could not be sent" : "Nobody knows whether it left, so it counts as sent",
  cites: "",
  confidence: "own",
  sentence,
  until: null,
});
