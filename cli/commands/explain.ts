import { Command } from "@commander-js/extra-typings";
import { byWhen, dutiesByAccount, dutyWords, explainAccount, formatDay, formatInstant, instant } from "../../engine/index.ts";
import type { AccountDuty, Explanation, Instant, Reason, State } from "../../engine/index.ts";
import { instantFrom } from "../clock.ts";
import { contentsBy } from "../contents.ts";
import { currentState, debtorFile, programOf, situationIn } from "../context.ts";
import type { StoredProgram } from "../context.ts";
import type { DebtorFile } from "../../ledger/index.ts";
import { Failure } from "../failure.ts";
import { answer, formatOption } from "../output.ts";
import type { Format } from "../output.ts";
import { accountNamed, storeOption, withStore } from "../store.ts";
import { paint } from "../terminal/color.ts";

const EXAMPLES = `
Examples:
  $ collect explain A-1011
  $ collect explain A-1011 --at 2026-11-23T09:30:00-08:00
  $ collect explain A-1011 --format json

The next contact that leaves if nothing else happens, and for every instant before it what refuses: rule, source, reason, until when.
Then what the law asks of the collector about the account, by when, and when it was done.
--at asks about another instant, with what is known today; nothing is written.`;

const DAY_MS = 86_400_000;

type Told = (t: Instant) => string;

const dutyLine = (duty: AccountDuty, told: Told): string => {
  const done = duty.done === null ? "" : `, done ${told(wholeSecond(duty.done))}`;
  const source = `${duty.cites}${duty.confidence === "unverified" ? " (unverified)" : ""}`;
  return `  ${duty.status}  ${dutyWords(duty)}\n      called for ${told(wholeSecond(duty.since))}, to be done ${byWhen(duty)}${done}\n      ${paint("yellow", duty.rule)}: ${source}`;
};

const asText = (explained: Explanation, owed: readonly AccountDuty[], now: Instant, program: StoredProgram, told: Told): string => {
  const { next } = explained;
  const head = `${paint("bold", explained.account)}  ${explained.status}${explained.stage === null ? "" : `, stage ${explained.stage}`}; asked about ${told(now)}`;
  const coming =
    next === null
      ? "Next contact: none while things stay as they are."
      : `Next contact: ${paint("green", told(next.at))} by ${next.channel}, step ${next.step}`;
  const cited = new Map([...program.lawBook.rules, ...program.policy.house].map((rule) => [rule.id, rule]));
  const refusals = explained.refused.map(({ from, until, rule, cites, reason }) => {
    const marked = cited.get(rule)?.confidence === "unverified" ? " (unverified)" : "";
    const source = cites === "" ? "" : `\n      ${cites}${marked}`;
    return `  ${told(from)}  until ${until === null ? "something else happens" : told(until)}\n      ${paint("yellow", rule)}: ${reason}${source}`;
  });
  const duties = owed.map((duty) => dutyLine(duty, told));
  const asked = duties.length === 0 ? [] : ["", "Asked by the law:", ...duties];
  return [head, coming, ...(refusals.length === 0 ? [] : ["", "Refused before:", ...refusals]), ...asked].join("\n");
};

/** Where something is missing to judge by, everything is refused until somebody fills it in. */
const unjudged = (state: State, missing: readonly Reason[], now: Instant): Explanation => ({
  account: state.account.id,
  status: state.status,
  stage: state.tracks.find((track) => track.stage !== null)?.stage ?? null,
  next: null,
  refused: missing.map(({ rule, cites, sentence }) => ({ from: now, until: null, rule, cites, reason: sentence })),
  steps: [],
});

/** What the law asks for about the account at `now`, done or not. */
const owedFor = async (asked: string, file: DebtorFile, now: Instant): Promise<readonly AccountDuty[]> => {
  const standings = await Promise.all(
    file.accounts.map(async ({ account: { id } }) => ({ account: id, situation: await situationIn(file, id, now, true) })),
  );
  const known = standings.flatMap(({ account, situation }) => ("context" in situation ? [{ account, context: situation.context }] : []));
  return dutiesByAccount(known, now).get(asked) ?? [];
};

const dutyDocument = (duty: AccountDuty, told: Told) => ({
  rule: duty.rule,
  cites: duty.cites,
  words: dutyWords(duty),
  since: told(wholeSecond(duty.since)),
  deadline: duty.deadline === null ? null : formatDay(duty.deadline),
  status: duty.status,
  done: duty.done === null ? null : told(wholeSecond(duty.done)),
});

/** Nobody plans by the millisecond. */
const wholeSecond = (t: Instant): Instant => instant(Math.floor(t / 1000) * 1000);

const explainOne = async (account: string, options: { at?: string | undefined; store: string; format: Format }): Promise<void> =>
  withStore(options.store, {}, async ({ ledger }) => {
    const row = await accountNamed(ledger, account);
    const program = await programOf(ledger, row);
    const now = options.at === undefined ? ledger.clock() : instantFrom(options.at, "--at");
    const { from, to } = program.calendar;
    if (now < from * DAY_MS || now > to * DAY_MS)
      throw new Failure(`--at lies outside the calendar of the account's policy, ${formatDay(from)} to ${formatDay(to)}`);
    const state = await currentState(ledger, row, program, now);
    if (state === null) throw new Failure(`account ${account} has not been taken in yet: "collect run" does`);
    const file = await debtorFile(ledger, row.account.debtor.id, await ledger.accounts());
    const situation = await situationIn(file, account, now);
    const owed = await owedFor(account, file, now);
    const contains = await contentsBy(program.letters, row.person.language);
    const explained =
      "missing" in situation ? unjudged(state, situation.missing, now) : explainAccount(program, state, situation.context, now, contains);
    const told: Told = (t) => formatInstant(program.calendar, row.account.debtor.timezones[0] ?? null, wholeSecond(t));
    const refused = explained.refused.map(({ from, until, rule, cites, reason }) => ({
      from: told(from),
      until: until === null ? null : told(until),
      rule,
      cites,
      reason,
    }));
    const next = explained.next === null ? null : { at: told(explained.next.at), channel: explained.next.channel, step: explained.next.step };
    const { status, stage, steps } = explained;
    const stood = steps.map((step) => ({
      step: step.step,
      status: step.status,
      at: step.at === null ? null : told(step.at),
      rules: step.reasons.map((reason) => reason.rule),
    }));
    const duties = owed.map((duty) => dutyDocument(duty, told));
    answer(options.format, { account, status, stage, next, refused, steps: stood, duties }, () => asText(explained, owed, now, program, told));
  });

/** `collect explain ACCOUNT` */
export const explain = () =>
  new Command("explain")
    .description("why an account is contacted or not, by which rule, until when")
    .argument("<account>", "id of the account")
    .option("--at <instant>", "asked about this instant; now when absent")
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((account, options) => explainOne(account, options));
