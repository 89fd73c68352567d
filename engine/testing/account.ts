/** The account of a test, and the days of its story. */
import type { PolicyTest } from "../model/policy-test.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { Account } from "../model/state.ts";
import type { LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { anchoredDay, type Local } from "../step/local.ts";
import { variantOf } from "../variant.ts";

/** Far more than are needed to meet a share of one in ten thousand. */
const DRAWS = 1_000_000;
/** Before the policy knows the account: time to see that nothing is sent too early. */
const DAYS_BEFORE = 7;
/** A story that names no day at all, such as that of a new customer, is told on a Monday. */
const SOME_MONDAY = localDay(20_458);

/** The test's account, under an id that draws the variant that the test wants. */
export function accountOf(test: PolicyTest, policy: CompiledPolicy): Account {
  const { account, variant } = test;
  if (variant === undefined) return account;
  for (let i = 0; i < DRAWS; i++) {
    const id = i === 0 ? account.id : `${account.id}-${i}`;
    if (variantOf(policy, id) === variant) return { ...account, id };
  }
  throw new RangeError(`no account id draws ${variant === null ? "no variant" : `the variant "${variant}"`}`);
}

/** First and last day that a test names; null when it names none. What a calendar for it must hold, with room on both sides. */
export function daysNamed(test: PolicyTest): { readonly from: LocalDay; readonly to: LocalDay } | null {
  const days = [
    ...(test.from === null ? [] : [test.from]),
    ...test.account.invoices.flatMap(({ issued, due }) => [issued, due]),
    ...test.events.flatMap((event) => [event.at.day, ...(event.kind === "invoice" || event.kind === "due date" ? [event.due] : [])]),
    ...spansOf(test),
  ];
  return days.length === 0 ? null : { from: localDay(Math.min(...days)), to: localDay(Math.max(...days)) };
}

const spansOf = ({ expectations }: PolicyTest): readonly LocalDay[] =>
  expectations.flatMap((one) => ("span" in one ? [one.span.to, ...(one.span.from === null ? [] : [one.span.from])] : []));

/** First and last day of the story, in the debtor's first zone. */
export function daysOf(test: PolicyTest, policy: CompiledPolicy, local: Local): { readonly from: LocalDay; readonly to: LocalDay } {
  const told = [...test.events.map(({ at }) => at.day), ...spansOf(test)];
  const known = [...begins(test, policy, local), ...told];
  const from = test.from ?? (known.length === 0 ? SOME_MONDAY : localDay(Math.min(...known) - DAYS_BEFORE));
  return { from, to: localDay(Math.max(from + 1, ...told)) };
}

/** The day on which the policy begins with the oldest invoice; none without invoices. */
function begins({ account }: PolicyTest, policy: CompiledPolicy, local: Local): readonly LocalDay[] {
  const from = policy.stages[0]?.from;
  return account.invoices.map(({ due }) => (from === undefined ? due : anchoredDay(local, due, from)));
}
