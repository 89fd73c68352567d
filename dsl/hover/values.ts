/** Values spelled out: days, dates, times, sums of money. */
import { formatMoney, localDay, parseDay, parseMoney, weekdayIndex } from "../engine.ts";
import type { AnchoredNode, DaysNode, MoneyNode } from "../tree/words.ts";

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** `5 business days: weekends and holidays of the debtor's place are skipped`. */
export const daysInWords = ({ n, business, of }: Pick<DaysNode, "n" | "business" | "of">): string => {
  if (!business) return `${plural(n, "calendar day")}, weekends included`;
  const skipped = of === undefined ? "weekends and holidays of the debtor's place are skipped" : `the days off of ${of.text} are skipped`;
  return `${plural(n, "business day")}: ${skipped}`;
};

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `Monday, 2 March 2026`; null for a day that no calendar has. */
export const dateInWords = (text: string): string | null => {
  const day = parseDay(text);
  const [year = "", month = "", date = ""] = text.split("-");
  return day === null ? null : `${WEEKDAYS[weekdayIndex(localDay(day))] ?? ""}, ${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
};

/** `1,200.00 USD`; as written when the currency has no such amount. */
export const moneyInWords = ({ digits, currency }: Pick<MoneyNode, "digits" | "currency">): string => {
  const amount = parseMoney(digits, currency.text);
  if (amount === null) return `${digits} ${currency.text}`;
  const [whole = "", fraction] = formatMoney(amount, currency.text).split(".");
  let grouped = whole;
  for (let at = grouped.length - 3; at > 0; at -= 3) grouped = `${grouped.slice(0, at)},${grouped.slice(at)}`;
  return `${grouped}${fraction === undefined ? "" : `.${fraction}`} ${currency.text}`;
};

const ANCHORS = {
  due: "the due date of the oldest unpaid invoice",
  "end of month": "the end of the month in which the oldest unpaid invoice falls due",
};

/** `7 calendar days before the due date of the oldest unpaid invoice`. */
export const anchoredInWords = ({ anchor, days, before }: AnchoredNode): string => {
  if (days === null || days.n === 0) return `on ${ANCHORS[anchor]}`;
  return `${plural(days.n, days.business ? "business day" : "calendar day")} ${before ? "before" : "after"} ${ANCHORS[anchor]}`;
};
