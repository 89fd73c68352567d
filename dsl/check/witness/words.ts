/** A sample account in words. */
import type { Currency, FactType, FactValue } from "../../../engine/index.ts";
import { formatMoney, minor } from "../../engine.ts";
import type { Sample, World } from "./solver.ts";

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(" and ");

const number = (value: number): string => String(Math.round(value * 10_000) / 10_000);

const known = (name: string, type: FactType | null, value: FactValue, currency: Currency): string => {
  if (typeof value === "object") return value.length === 0 ? `no ${name}` : `${name} ${quoted(value)}`;
  if (typeof value === "boolean") return `${name} ${value}`;
  if (typeof value === "string") return type?.type === "one of" || type?.type === "text" ? `${name} "${value}"` : `${name} ${value}`;
  switch (type?.type) {
    case "money":
      return `${name} ${formatMoney(minor(value), currency)} ${currency}`;
    case "percent":
      return `${name} ${number(value)}%`;
    case "days":
      return `${name} ${value} ${value === 1 ? "day" : "days"}`;
    default:
      return `${name} ${number(value)}`;
  }
};

/** `balance 900.00 USD, days_overdue 12, segment "key"`. */
export const factsInWords = ({ facts, currency }: Sample, { typeOf }: World): readonly string[] =>
  [...facts].map(([name, value]) => (value === undefined ? `${name} unknown` : known(name, typeOf(name), value, currency)));

/** `an account with balance 900.00 USD, days_overdue 12`; of an account of which nothing matters, `any account`. */
export const inWords = (sample: Sample, world: World, also: readonly string[] = []): string => {
  const words = [...factsInWords(sample, world), ...also];
  return words.length === 0 ? "any account" : `an account with ${words.join(", ")}`;
};
