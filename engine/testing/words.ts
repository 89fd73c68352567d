/** What happened in a story, in plain words: for the report of a test. */
import { minuteAt } from "../calendar.ts";
import { DAY_MS, MINUTE_MS, formatDay } from "../civil.ts";
import type { Reason } from "../model/decision.ts";
import type { ContactPattern } from "../model/policy-test.ts";
import type { StepAction } from "../model/policy.ts";
import type { Rest } from "../model/state.ts";
import type { Currency, Instant } from "../model/units.ts";
import { grantWords, isGrant } from "../onboarding.ts";
import { dayAt, type Local } from "../step/local.ts";
import { describe } from "../step/loose.ts";
import type { Deed, Standing, Story } from "./story.ts";

type Teller = Pick<Story, "local" | "currency">;

/** More than a reader takes in is counted instead of told. */
const TOLD_AT_MOST = 5;

/** `2026-03-04 09:00` by the debtor's first clock. */
export function momentOf(local: Local, at: Instant): string {
  const minutes = local.zone === null ? Math.floor((at % DAY_MS) / MINUTE_MS) : minuteAt(local.calendar, local.zone, at);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${formatDay(dayAt(local, at))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `email "reminder"`, `contact`. */
export const patternWords = ({ channel, template }: ContactPattern): string =>
  `${channel ?? "contact"}${template === undefined ? "" : ` "${template}"`}`;

/** `task "resolve dispute" for "AR team"`, `credit limit of 5000.00 USD`: sums in the account's currency. */
export function actionWords(action: StepAction, currency: Currency): string {
  const words = describe(action);
  if (action.kind === "contact") return words;
  if (isGrant(action)) return grantWords(action, currency);
  switch (action.name) {
    case "task":
      return `${words} for "${action.team}"`;
    case "close":
      return `close as ${action.as}`;
    case "offer plan":
      return `${words} "${action.plan}"`;
    case "place with agency":
      return `${words} "${action.agency}"`;
    case "webhook":
      return `${words} "${action.hook}"`;
    default:
      return words;
  }
}

/** `house.1: only between 09:00 and 17:00 (12 CFR 1006.6)`, one rule after the other. */
export const reasonWords = (reasons: readonly Reason[]): string =>
  [...new Map(reasons.map((one) => [one.rule, one])).values()]
    .map(({ rule, sentence, cites }) => `${rule}: ${sentence}${cites === "" ? "" : ` (${cites})`}`)
    .join("; ");

/** `email "reminder" on 2026-03-04 09:00`, `call "courtesy call" held on … until …: house.1: …`. */
export function deedWords({ local, currency }: Teller, { at, action, status, reasons, until }: Deed): string {
  const what = actionWords(action, currency);
  const when = `on ${momentOf(local, at)}`;
  if (status === "done") return `${what} ${when}`;
  if (status === "failed") return `${what} failed ${when}`;
  const why = reasons.length === 0 ? "" : `: ${reasonWords(reasons)}`;
  return `${what} ${status} ${when}${until === null ? "" : ` until ${momentOf(local, until)}`}${why}`;
}

/** At most five deeds; the same thing by the same rules is told once, and not that a contact waited for the morning of its day. */
export function deedsWords(story: Teller, deeds: readonly Deed[]): string {
  const seen = new Set<string>();
  const told = deeds.filter((deed) => {
    const { action, step, status, reasons } = deed;
    const key = [actionWords(action, story.currency), step, status, ...reasons.map((one) => one.rule)].join("\n");
    const again = (status === "held" && isTriedThatDay(story.local, deed, deeds)) || ((status === "held" || status === "failed") && seen.has(key));
    seen.add(key);
    return !again;
  });
  const more = told.length - TOLD_AT_MOST;
  return [...told.slice(0, TOLD_AT_MOST).map((one) => deedWords(story, one)), ...(more > 0 ? [`${more} more`] : [])].join(" · ");
}

const isTriedThatDay = (local: Local, { at, action, step }: Deed, deeds: readonly Deed[]): boolean =>
  deeds.some(
    (one) =>
      (one.status === "done" || one.status === "failed") && one.step === step && one.action === action && dayAt(local, one.at) === dayAt(local, at),
  );

/** `in stage "demand" since 2026-03-24`, `closed as paid since …`. */
export function standingWords(local: Local, { stages, closedAs, at }: Standing): string {
  const since = `since ${formatDay(dayAt(local, at))}`;
  if (closedAs !== null) return `closed as ${closedAs} ${since}`;
  return stages.length === 0 ? "open, in no stage" : `in stage ${stages.map((one) => `"${one}"`).join(", ")} ${since}`;
}

/** `pause on promise from 2026-03-09 to 2026-03-20`; empty without a rest in those days. */
export function restWords({ rests }: Pick<Story, "rests">, from: number, to: number): string {
  const during = rests.filter((one) => one.fromDay <= to && (one.untilDay === null || one.untilDay >= from));
  return during.map(restOf).join(" · ");
}

function restOf({ why, fromDay, untilDay }: Rest): string {
  const end = untilDay === null ? "until an event ends it" : `to ${formatDay(untilDay)}`;
  return `${why} from ${formatDay(fromDay)} ${end}`;
}
