/**
 * Whom each rule binds by number and from when to when it is in force, kept a second time beside the law files: a date or a threshold that moves, and
 * a rule that is gone, is a change that somebody must mean.
 */
import { formatDay, type LawBook, type LocalDay, type Money, type Rule } from "../../../engine/index.ts";

const dayOf = (day: LocalDay | null): string => (day === null ? "open" : formatDay(day));
const sumOf = ({ amount, currency }: Money): string => `${amount} ${currency}`;

type Binding = Rule["binds"][number];

/** Dates and sums by which a rule binds a debt: `incurredFrom 2025-07-01 totalAtMost 50000000 USD`, in minor units. */
const thresholds = (binding: Binding): string =>
  (["incurredFrom", "incurredUntil"] as const)
    .flatMap((key) => (binding[key] === undefined ? [] : [`${key} ${formatDay(binding[key])}`]))
    .concat(
      (["amountAtLeast", "amountAtMost", "totalAtLeast", "totalAtMost"] as const).flatMap((key) =>
        binding[key] === undefined ? [] : [`${key} ${sumOf(binding[key])}`],
      ),
    )
    .join(" ");

/** `us.regf.call-frequency 2021-11-30 open`, and after it what each of its bindings asks of a debt, where one does. */
export const registered = ({ id, from, to, binds }: Pick<Rule, "id" | "from" | "to" | "binds">): string => {
  const each = binds.map(thresholds);
  return `${id} ${dayOf(from)} ${dayOf(to)}${each.some((one) => one !== "") ? ` | ${each.join(" | ")}` : ""}`;
};

/** Every rule of the book, by id. */
export const registerOf = ({ rules }: LawBook): readonly string[] => rules.map(registered).toSorted();

export const REGISTER = new URL("register.txt", import.meta.url);
