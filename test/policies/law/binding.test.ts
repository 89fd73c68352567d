/** Whether rules bind, as the examples of the law ask it, read a second time by the oracle. */
import { expect, it } from "vitest";
import { compileLaw } from "../../../dsl/index.ts";
import { calendarNeeds, instantAt, type Calendar, type ExampleEntry, type ExampleMoment, type LawExample } from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { lawFiles } from "../../../policies/index.ts";
import { isBound, type OracleEntry, type Story } from "../../oracle/index.ts";

const { lawBook, examples } = compileLaw(lawFiles());
if (lawBook === null) throw new Error("the law doesn't compile");

const instantOf = (calendar: Calendar, { debtor }: LawExample, { day, minute }: ExampleMoment): number =>
  instantAt(calendar, debtor.timezones[0] ?? "UTC", day, minute, "opening");

const told = (entry: ExampleEntry, at: number): OracleEntry =>
  "contact" in entry ? { at, id: entry.id, contact: entry.contact } : { at, id: entry.id, event: entry.event };

const storyOf = (example: LawExample, calendar: Calendar): Story => ({
  rules: lawBook.rules,
  collector: example.collector,
  debtor: example.debtor,
  debts: example.debts,
  holidays: {},
  ledger: example.history.map((entry) => told(entry, instantOf(calendar, example, entry.at))),
});

it("each rule that an example calls binding is so by the oracle, and each that isn't is not", () => {
  const asking = examples.filter(({ questions }) => questions.some(({ answer }) => answer.is === "binding"));
  const calendar = buildCalendar(calendarNeeds(asking));
  const differing = asking.flatMap((example) =>
    example.questions.flatMap(({ at, answer }) => {
      if (answer.is !== "binding") return [];
      const bound = isBound(storyOf(example, calendar), answer.rule, answer.debts, instantOf(calendar, example, at));
      return bound === answer.binding ? [] : [`${example.file}: ${example.title}: ${answer.rule}`];
    }),
  );
  expect(differing).toEqual([]);
});
