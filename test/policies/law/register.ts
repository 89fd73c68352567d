/** From when to when each rule is in force, kept a second time beside the law files: a date that moves is a change that somebody must mean. */
import { formatDay, type LawBook, type LocalDay, type Rule } from "../../../engine/index.ts";

const dayOf = (day: LocalDay | null): string => (day === null ? "open" : formatDay(day));

/** `us.regf.call-frequency 2021-11-30 open`. */
export const registered = ({ id, from, to }: Pick<Rule, "id" | "from" | "to">): string => `${id} ${dayOf(from)} ${dayOf(to)}`;

/** Rules with a first or a last day, by id. */
export const registerOf = ({ rules }: LawBook): readonly string[] =>
  rules.flatMap((rule) => (rule.from === null && rule.to === null ? [] : [registered(rule)])).toSorted();

export const REGISTER = new URL("register.txt", import.meta.url);
