import { currencyDigits } from "../../engine/index.ts";

/** Why a text is no amount, and how to write it. */
export const noAmount = (cell: string, currency: string): string => {
  const digits = currencyDigits(currency) ?? 2;
  const example = digits === 0 ? "1,200" : `1,200.${"0".repeat(digits)}`;
  const what = `"${cell}" is no amount of ${currency}`;
  if (/^-?\d{1,3}(\.\d{3})*,\d{1,2}$|^-?\d+,\d{1,2}$/.test(cell))
    return `${what}: it has a decimal comma; write it as ${cell.replaceAll(".", "").replace(",", ".")}`;
  if (new RegExp(`^-?[\\d,]+\\.\\d{${digits + 1},}$`).test(cell))
    return `${what}, which has ${digits === 0 ? "no" : digits} decimals: write it as ${example}`;
  return `${what}: write it as ${example}`;
};
