import * as fc from "fast-check";
import { expect, it } from "vitest";
import { CURRENCIES, currencyDigits, formatMoney, minor, parseMoney } from "../../engine/index.ts";

it("keeps the digits of ISO 4217, where Intl has others", () => {
  expect(["USD", "JPY", "KWD", "CLF", "COP", "HUF", "IDR", "ISK", "UGX"].map(currencyDigits)).toEqual([2, 0, 3, 4, 2, 2, 2, 0, 0]);
});

it("knows money in use, and none that has gone", () => {
  const gone = ["ANG", "BGN", "HRK", "CUC", "SLL", "ZWL", "BYR", "LTL", "LVL", "EEK", "MRO", "STD", "VEF", "DEM"];
  for (const code of gone) expect(currencyDigits(code)).toBeNull();
  for (const code of ["USD", "EUR", "GBP", "CHF", "SEK", "XCG", "SLE", "ZWG", "VED", "XOF"]) expect(currencyDigits(code)).not.toBeNull();
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(currencyDigits("usd")).toBeNull();
});

it("reads what it writes, in any currency and of any sign", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES), (amount, currency) => {
      expect(parseMoney(formatMoney(minor(amount), currency), currency)).toBe(amount);
    }),
  );
});

it("reads grouped and short amounts and refuses what is no exact amount", () => {
  expect(parseMoney("1,200.00", "USD")).toBe(120_000);
  expect(parseMoney("1200", "USD")).toBe(120_000);
  expect(parseMoney("1200.5", "USD")).toBe(120_050);
  expect(parseMoney(" 0.07 ", "USD")).toBe(7);
  expect(parseMoney("-3.10", "EUR")).toBe(-310);
  expect(parseMoney("1,200", "JPY")).toBe(1200);
  for (const text of ["", "1.234", "12,00", "1.200,00", "1,2000", "$5", "1e3", "1 200", "+5", ".5", "5.", "--5", "90071992547409.92"]) {
    expect(parseMoney(text, "USD")).toBeNull();
  }
  expect(parseMoney("1.5", "JPY")).toBeNull();
  expect(parseMoney("1", "DEM")).toBeNull();
});

it("writes a decimal string with all digits of the currency", () => {
  expect(formatMoney(minor(120_000), "USD")).toBe("1200.00");
  expect(formatMoney(minor(-7), "USD")).toBe("-0.07");
  expect(formatMoney(minor(5), "KWD")).toBe("0.005");
  expect(formatMoney(minor(0), "JPY")).toBe("0");
  expect(() => formatMoney(minor(1), "DEM")).toThrow(RangeError);
});
