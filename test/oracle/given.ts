/** The time that a message gives by the last day which it names. */
import { datesAt } from "./clock.ts";
import { lastOfTerms } from "./days.ts";
import type { Told } from "./history.ts";
import { bindsDeed } from "./whom.ts";
import type { BodyOf, Deed, OracleContact, OracleDebt, OracleDays, Story } from "./words.ts";

type Gives = NonNullable<BodyOf<"content">["gives"]>;

const termsAfterSending = ({ atLeast, counts }: Gives): readonly OracleDays[] => ("after" in counts ? [counts.after, atLeast] : [atLeast]);

/** The first day that a message sent at an instant may name as the last one, wherever the debtor may be. */
const leastDay = (story: Story, gives: Gives, sent: number): number =>
  Math.max(...datesAt(story, sent).map((date) => lastOfTerms(story, date, termsAfterSending(gives))));

/** Whether a message gives less time than it must. One that names neither a day nor days says nothing wrong. */
export const namesTooEarly = (story: Story, gives: Gives, contact: OracleContact, sent: number): boolean => {
  const { deadline, daysFromReceipt: days } = contact;
  if (deadline !== undefined) return leastDay(story, gives, sent) > deadline;
  return days !== undefined && (gives.counts.from === "sending" || gives.atLeast.business || days < gives.atLeast.n);
};

/** The last day of what a notice began: the one that it names, or, where it had to leave more time, the least that it had to. */
export const lastDayOfNotice = (story: Story, deed: Deed, notice: Told, debt: OracleDebt | null): number | undefined => {
  const { deadline, received } = notice.contact;
  if (deadline === undefined) return undefined;
  const about: Deed = { ...deed, entry: notice, act: "contact", contact: notice.contact, debts: debt === null ? story.debts : [debt] };
  const least = story.rules.flatMap((rule): number[] => {
    const { body } = rule;
    if (body.kind !== "content" || body.gives === undefined || !(body.having ?? ["validation-notice"]).includes("validation-notice")) return [];
    if (!bindsDeed(story, rule, about)) return [];
    const { gives } = body;
    const presumed = leastDay(story, gives, notice.at);
    if (received === undefined || gives.counts.from === "sending") return [presumed];
    // What was received early may have left as much from there.
    return [Math.min(presumed, Math.max(...datesAt(story, received).map((date) => lastOfTerms(story, date, [gives.atLeast]))))];
  });
  return Math.max(deadline, ...least);
};
