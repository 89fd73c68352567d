/** C2xxx: names and types. */
import { allOf, anyOf, error, warning, type Nothing } from "./entry.ts";

export const NAME_MESSAGES = {
  unknownStage: error("C2001", ({ name }: { name: string }) => `there is no stage \`${name}\``, { fix: "likely" }),
  unknownPlan: error("C2002", ({ name }: { name: string }) => `there is no plan \`${name}\``, { fix: "likely" }),
  unknownNotice: error("C2003", ({ name }: { name: string }) => `there is no notice \`${name}\``, { fix: "likely" }),
  unknownAmount: error("C2004", ({ name }: { name: string }) => `there is no amount \`${name}\``, { fix: "likely" }),
  unknownFact: error("C2005", ({ name }: { name: string }) => `there is no fact, amount or definition \`${name}\``, { fix: "likely" }),
  unknownCurrency: error("C2006", ({ name }: { name: string }) => `\`${name}\` is no currency of ISO 4217`, { fix: "likely" }),
  foreignCurrency: error("C2007", ({ name }: { name: string }) => `\`${name}\` is none of the policy's currencies`),
  unknownUnit: error("C2008", ({ unit }: { unit: string }) => `\`${unit}\` is no unit`, { fix: "likely" }),
  declaredTwice: error("C2009", ({ what, name }: { what: string; name: string }) => `there are two ${what} \`${name}\``),
  builtInName: error("C2010", ({ name }: { name: string }) => `\`${name}\` is a built-in fact of every account`),
  missingCurrency: error("C2011", ({ currencies }: { currencies: readonly string[] }) => `there is no value in ${currencies.join(", ")}`),
  currencyTwice: error("C2012", ({ currency }: { currency: string }) => `there are two values in ${currency}`),
  badAmount: error("C2013", ({ text, currency }: { text: string; currency: string }) => `${text} is no amount of ${currency}`),
  typesDiffer: error("C2014", ({ left, right }: { left: string; right: string }) => `${left} can't be compared with ${right}`),
  noOrder: error("C2015", ({ what }: { what: string }) => `${what} has no order: it is or is not`),
  noSuchValue: error(
    "C2016",
    ({ fact, value, values }: { fact: string; value: string; values: readonly string[] }) =>
      `\`${fact}\` is never \`${value}\`; it is ${anyOf(values)}`,
    { fix: "likely" },
  ),
  noCondition: error("C2017", ({ what }: { what: string }) => `${what} is not a condition: it is neither true nor false`),
  bareNumber: error("C2018", ({ number, what }: { number: string; what: string }) => `${number} of what? a bare number is never ${what}`, {
    fix: "likely",
  }),
  noComparison: error("C2019", (_: Nothing) => "this compares two fixed values: it never changes"),
  definesItself: error(
    "C2020",
    ({ name, through }: { name: string; through: readonly string[] }) =>
      `\`${name}\` is defined by itself${through.length === 0 ? "" : `, by way of ${allOf(through)}`}`,
  ),
  tooLong: error("C2021", ({ name }: { name: string }) => `\`${name}\` grows too long when its definitions are written out`),
  neverUsed: warning("C2022", ({ what, name }: { what: string; name: string }) => `${what} \`${name}\` is never used`),
  valueTwice: error("C2023", ({ value }: { value: string }) => `the value \`${value}\` is named twice`),
  unknownPlace: error("C2024", ({ name }: { name: string }) => `\`${name}\` is not the code of a place`, { fix: "likely" }),
  elsewhere: error(
    "C2025",
    ({ place, places }: { place: string; places: readonly string[] }) => `the policy never runs in ${place}; its places are ${places.join(", ")}`,
    { fix: "likely" },
  ),
  reservedName: error("C2026", ({ name }: { name: string }) => `\`${name}\` can't be a name`),
};
