import { expect, it } from "vitest";
import { compileLaw } from "../../../dsl/index.ts";
import { calendarNeeds } from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { lawFiles } from "../../../policies/index.ts";
import { edgesLacking } from "./edges.ts";

const { lawBook, examples } = compileLaw(lawFiles());
if (lawBook === null) throw new Error("the law doesn't compile");
const calendar = buildCalendar(calendarNeeds(examples));

it("hours are asked about a minute before each edge, on it and a minute after it; limits and silences on the last day, the first free one and the next, and limits one short of their number, at it and past it", () => {
  expect(lawBook.rules.flatMap((rule) => edgesLacking(rule, examples, lawBook, calendar))).toEqual([]);
});

it("an edge whose question is taken away is missed", () => {
  const [hours, cap, silence] = ["us.regf.time-window", "us.regf.call-frequency", "us.regf.call-after-conversation"];
  const lacking = (id: string | undefined): readonly string[] => {
    const fewer = examples.map((example) => ({ ...example, questions: example.questions.filter(({ answer }) => answer.is !== "denied") }));
    return lawBook.rules.filter((rule) => rule.id === id).flatMap((rule) => edgesLacking(rule, fewer, lawBook, calendar));
  };
  expect(lacking(hours)).toEqual([`${hours} opens at 08:00`, `${hours} closes at 21:00`]);
  expect(lacking(cap)).toEqual([`${cap} ends`, `${cap} counts at it`, `${cap} counts one past it`]);
  expect(lacking(silence)).toEqual([`${silence} ends`]);
});
