/** Scalars and lists of the vocabulary of legal cases, each as strict as the published schema. */
import { z } from "zod";
import { CHANNELS, CONTENT_IDS, OUTCOMES, PERSONS, PURPOSES, parseDay } from "../../engine/index.ts";

const written = (pattern: RegExp, message: string) => z.string().regex(pattern, message);

export const id = written(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "is no id: letters, digits, dots and dashes, at most 64");
export const money = written(/^(0|[1-9]\d*)(\.\d{1,3})?$/u, 'is no amount: write it as "1200.00"');
export const percent = written(/^-?\d+(\.\d+)?$/u, 'is no percentage: write it as "11.75"');
export const currency = written(/^[A-Z]{3}$/u, "is no currency: write it as EUR");
export const clock = written(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, "is no time of day: write it as 08:30");
export const label = z.string().min(1).max(64);

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const isDay = (text: string): boolean => DAY.test(text) && parseDay(text) !== null;
export const date = z.string().refine(isDay, "is no date: write it as 2026-03-08");

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|[+-](\d\d):(\d\d))$/u;
const isInstant = (text: string): boolean => {
  const [, day = "", hour, minute, second, offsetHours = "0", offsetMinutes = "0"] = INSTANT.exec(text) ?? [];
  const within = (part: string | undefined, most: number): boolean => Number(part) <= most;
  return isDay(day) && within(hour, 23) && within(minute, 59) && within(second, 59) && within(offsetHours, 23) && within(offsetMinutes, 59);
};
export const instant = z.string().refine(isInstant, "is no instant: write it as 2026-03-08T14:30:00-05:00");

/** A list in which nothing stands twice. */
export const listOf = <Item extends z.ZodType>(item: Item, least = 1) =>
  z
    .array(item)
    .min(least, "is an empty list: leave it out")
    .refine((list) => new Set(list).size === list.length, "names something twice");

export const ids = listOf(id);
export const channel = z.enum(CHANNELS);
export const contents = listOf(z.enum(CONTENT_IDS), 0);
export const place = z.enum(["home", "work", "other"]);
export const form = z.enum(["oral", "written"]);
export const person = z.enum(PERSONS);
export const purpose = z.enum(PURPOSES);
export const outcome = z.enum(OUTCOMES);
export const charge = z.enum([
  "late-interest",
  "late-compensation",
  "collection-costs",
  "reminder-fee",
  "demand-fee",
  "contract-penalty",
  "late-fee",
  "convenience-fee",
  "returned-payment-fee",
  "plan-fee",
  "attorney-fee",
]);

type Members = Readonly<Record<string, unknown>>;

/** Complains of members that don't belong there, and of those that are missing, under a condition. */
export const members = (context: z.RefinementCtx, value: Members, wanted: readonly string[], unwanted: readonly string[], when: string): void => {
  for (const name of wanted) if (!Object.hasOwn(value, name)) context.addIssue({ code: "custom", path: [name], message: `is missing, ${when}` });
  for (const name of unwanted)
    if (Object.hasOwn(value, name)) context.addIssue({ code: "custom", path: [name], message: `doesn't belong here, ${when}` });
};
