/** Waits: what may not be done before so many days have gone by. */
import { datesAt } from "./clock.ts";
import { nthDayAfter } from "./days.ts";
import { concerns, gave } from "./history.ts";
import type { BodyOf, Deed, OracleDebt, Story } from "./words.ts";

type Block = BodyOf<"block">;

/** The date from which the days run, the latest that it may be; null where nothing is waited for. */
const runsFrom = (story: Story, { until, charges }: Block, deed: Deed, debt: OracleDebt): number | null => {
  if (until?.after === "due") return debt.due;
  if (until?.after === "default") return debt.default ?? debt.due + 1;
  const latest = (at: number): number => Math.max(...datesAt(story, at));
  if (until?.after === "invoice") {
    const invoice = deed.before.find((past) => gave(story, deed.before, past, ["invoice"], undefined, debt));
    return invoice === undefined ? debt.incurred : latest(invoice.at);
  }
  const booked = deed.before.filter(
    ({ event }) =>
      event?.event === "charge" &&
      (event.type === undefined || charges === undefined || charges.includes(event.type)) &&
      concerns(story, event, debt),
  );
  const last = booked.at(-1);
  return last === undefined ? null : latest(last.at);
};

/** Why a deed came too soon for a block that waits; null when it didn't. */
export const breaksWait = (story: Story, body: Block, deed: Deed): string | null => {
  if (body.until === undefined) return null;
  for (const debt of deed.debts) {
    const from = runsFrom(story, body, deed, debt);
    const { days, business } = body.until;
    const over = from === null ? null : nthDayAfter(story, from, { n: days, business: business === true });
    if (over !== null && datesAt(story, deed.entry.at).some((date) => date < over)) return `${days} days have not gone by`;
  }
  return null;
};
