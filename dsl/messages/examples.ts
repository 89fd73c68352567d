/** C4055 to C4079: examples of the law. */
import { error, warning, type Nothing } from "./entry.ts";

export const EXAMPLE_MESSAGES = {
  exampleNowhere: error("C4055", (_: Nothing) => "the example doesn't say where the debtor lives"),
  asksNothing: error("C4056", (_: Nothing) => "the example asks nothing"),
  unknownRule: error("C4057", ({ id }: { id: string }) => `there is no rule \`${id}\``, { fix: "likely" }),
  wrongDetail: error("C4058", ({ detail, head }: { detail: string; head: string }) => `\`${detail}\` says nothing about ${head}`),
  eventAsked: error("C4059", ({ event }: { event: string }) => `\`${event}\` happens: it can't be asked about`),
  actTold: error("C4060", ({ act }: { act: string }) => `\`${act}\` is an act that is asked about: it can't have happened`),
  afterQuestions: warning("C4061", (_: Nothing) => "this happens after the last question, so that it changes nothing"),
  zoneNeeded: error("C4062", ({ place }: { place: string }) => `${place} doesn't lie in one time zone that is known here`),
  currencyNeeded: error("C4063", ({ place }: { place: string }) => `the currency of ${place} isn't known here, so that the debt must be said`),
  unknownDebt: error("C4064", ({ name }: { name: string }) => `there is no debt \`${name}\` in this example`, { fix: "likely" }),
  sumOfAct: error("C4065", (_: Nothing) => "only a charge is a sum of money"),
  endsBefore: error("C4066", ({ day }: { day: string }) => `the denial ends on ${day}, before the question is asked`),
  debtTwice: error("C4067", ({ name }: { name: string }) => `there are two debts \`${name}\``),
  debtUnnamed: error("C4068", (_: Nothing) => "where there are several debts, each has a name"),
  termBackwards: error("C4069", (_: Nothing) => "this ends before it begins"),
  manyTimes: error("C4070", (_: Nothing) => "something happens between 1 and 100 times"),
  dutyAnswer: error(
    "C4090",
    (_: Nothing) => "a duty is met, pending, doomed, missed, due or not owed, a rule binding or not binding, and an act allowed or denied",
  ),
};
