/** C2xxx and C3xxx of `test` blocks. */
import { error, warning, type Nothing } from "./entry.ts";

export const TEST_MESSAGES = {
  clockUnclear: error("C2050", ({ place }: { place: string }) => `${place} has more than one time zone: the test must say which`),
  unknownInvoice: error("C2051", ({ name }: { name: string }) => `the account has no invoice "${name}" by then`),
  wrongValue: error("C2052", ({ name, type, value }: { name: string; type: string; value: string }) => `\`${name}\` is ${type}, not ${value}`),
  notYourFact: error("C2053", ({ name }: { name: string }) => `\`${name}\` follows from the account and what happens: a test can't set it`),
  unknownTemplate: error("C2054", ({ name }: { name: string }) => `the policy never sends "${name}"`, { fix: "likely" }),
  otherChannel: error("C2055", ({ name, channel }: { name: string; channel: string }) => `the policy never sends "${name}" by ${channel}`),
  unknownApproval: error("C2056", ({ name }: { name: string }) => `no line of the policy requires approval by "${name}"`, { fix: "likely" }),
  neverDone: error("C2057", ({ what, name }: { what: string; name: string }) => `the policy names no ${what} "${name}"`, { fix: "likely" }),
  anotherCurrency: error(
    "C2058",
    ({ currency, first }: { currency: string; first: string }) => `an account is in one currency: ${first}, not ${currency}`,
  ),
  unknownVariant: error("C2059", ({ name }: { name: string }) => `there is no variant "${name}"`, { fix: "likely" }),
  unknownHouseRule: error(
    "C2060",
    ({ id, count }: { id: string; count: number }) => `there is no rule \`${id}\`: the policy has ${count} house rules`,
  ),
  noClauseHere: error("C2061", ({ clause, event }: { clause: string; event: string }) => `\`${clause}\` can't be said of \`${event}\``),
  toldByMoney: error("C2062", ({ event, write }: { event: string; write: string }) => `\`${event}\` needs its sum: \`${write}\``),
  everyoneInVariant: error("C2063", (_: Nothing) => "the variants take all accounts: none is left without one"),
  testWithout: error("C3040", ({ what }: { what: string }) => `this test has no \`${what}\` line`),
  testTwice: error("C3041", ({ what }: { what: string }) => `\`${what}\` is said twice in one test`),
  outOfOrder: error("C3042", ({ day, before }: { day: string; before: string }) => `${day} comes before ${before}: a test tells its story in order`),
  noDebt: error("C3043", (_: Nothing) => "the account owes nothing: a `balance` with its `due` date, or an `invoice`, is missing"),
  halfInvoice: error("C3044", ({ has, lacks }: { has: string; lacks: string }) => `\`${has}\` needs \`${lacks}\` beside it`),
  spanBackwards: error("C3045", ({ from, to }: { from: string; to: string }) => `${to} comes before ${from}`),
  customerOwes: error("C3046", (_: Nothing) => "a new customer owes nothing yet"),
  customersOnly: error("C3047", ({ what }: { what: string }) => `\`${what}\` is for a new customer`),
  besideTests: error("C3049", ({ what }: { what: string }) => `a file of tests holds nothing else: this \`${what}\` stands elsewhere`),
  testNamedTwice: warning("C3048", ({ title }: { title: string }) => `there are two tests "${title}"`),
};
