/**
 * Money as whole numbers of the currency's smallest unit. The digits are those of ISO 4217, held here because those of
 * Intl differ (COP and HUF have two in the standard, none in CLDR).
 */
import type { Currency, Minor } from "./model/units.ts";
import { minor } from "./model/units.ts";

const TWO_DIGITS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE " +
  "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK " +
  "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON " +
  "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST " +
  "XCD XCG YER ZAR ZMW ZWG";
const NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DIGITS = "CLF UYW";

const DIGITS: ReadonlyMap<Currency, number> = new Map(
  (
    [
      [TWO_DIGITS, 2],
      [NO_DIGITS, 0],
      [THREE_DIGITS, 3],
      [FOUR_DIGITS, 4],
    ] as const
  ).flatMap(([codes, digits]) => codes.split(" ").map((code) => [code, digits] as const)),
);

/** Codes of all currencies in use, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [...DIGITS.keys()].toSorted();

/** Digits after the decimal point; null when no such currency is in use. */
export const currencyDigits = (code: Currency): number | null => DIGITS.get(code) ?? null;

const AMOUNT = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * Reads `1200`, `1200.5`, `1,200.00` or `-3.10`. Null when the text is no amount, has more digits than the currency or is too
 * large to be exact. Commas group thousands and nothing else.
 */
export function parseMoney(text: string, currency: Currency): Minor | null {
  const digits = currencyDigits(currency);
  const match = AMOUNT.exec(text.trim());
  if (digits === null || match === null) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const value = Number(whole.replaceAll(",", "") + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(value)) return null;
  return minor(sign === "-" && value !== 0 ? -value : value);
}

/** `1200.00`: a decimal string with the currency's digits, no grouping. Throws for a currency that isn't in the table. */
export function formatMoney(amount: Minor, currency: Currency): string {
  const digits = currencyDigits(currency);
  if (digits === null) throw new RangeError(`"${currency}" is no currency in use`);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const sign = amount < 0 ? "-" : "";
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
