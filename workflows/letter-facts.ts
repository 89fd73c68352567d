/** What a letter may speak of, gathered from the account, its policy and the ways out. */
import type { Channels, LetterFacts } from "../channels/index.ts";
import type { ContactAction, Instant } from "../engine/index.ts";
import { addDays, openInvoices } from "../engine/index.ts";
import { todayOf } from "./announce.ts";
import type { StoredProgram } from "./programs.ts";
import type { Standing } from "./standing.ts";

/**
 * Letter data of the account as it stands at `now`. A payment link or a plan is there only where the step says so, so that
 * a letter that speaks of one without it fails instead of going out with a hole.
 */
export const letterFactsOf = (action: ContactAction, standing: Standing, program: StoredProgram, channels: Channels, now: Instant): LetterFacts => {
  const { account, person, movements } = standing;
  const { policy, calendar, creditor } = program;
  const links = channels.links(account.id, creditor);
  const today = todayOf(account, calendar, now);
  const plan = policy.plans.find((each) => each.name === action.offers);
  return {
    account,
    person,
    sender: creditor,
    open: openInvoices(account, movements, policy.allocation),
    today,
    optOutLink: links.optOut,
    factTypes: policy.facts,
    ...(action.paymentLink && links.payment !== null ? { paymentLink: links.payment } : {}),
    ...(plan === undefined ? {} : { plan: { plan, firstBy: addDays(calendar, account.debtor.places, today, plan.first) } }),
  };
};
