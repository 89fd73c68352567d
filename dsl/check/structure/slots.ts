/** Slots that can lie wholly in days on which the house rules allow nothing: weekends, and holidays where they are known. */
import type { LocalDay, Place, Weekday } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic, Fix } from "../../diagnostic.ts";
import { containingPlaces, formatDay, localDay, parseDay, weekdayIndex, WEEKDAYS } from "../../engine.ts";
import { after } from "../../syntax/source.ts";
import { weeksOf, type OpenWeek } from "./house.ts";
import type { StepView, StructureCheck, Subject } from "./subject.ts";

/** A stretch of closed days in words, and how many they are. */
interface Closed {
  readonly days: number;
  readonly words: string;
}

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** The longest run of closed weekdays; it may go over the end of the week. */
const longestWeekdays = (closed: ReadonlySet<Weekday>): Closed => {
  let best: readonly Weekday[] = [];
  for (let start = 0; start < WEEKDAYS.length; start += 1) {
    const run: Weekday[] = [];
    for (let at = start; run.length < WEEKDAYS.length; at += 1) {
      const day = WEEKDAYS[at % WEEKDAYS.length];
      if (day === undefined || !closed.has(day)) break;
      run.push(day);
    }
    if (run.length > best.length) best = run;
  }
  return { days: best.length, words: best.map((day) => NAMES[day]).join(", ") };
};

const holidaysIn = (calendar: NonNullable<Subject["calendar"]>, place: Place): readonly LocalDay[] =>
  containingPlaces(place)
    .map((one) => calendar.holidays[one])
    .find((days) => days !== undefined) ?? [];

/** The first day that is looked at: examples out of the policy's own year are easier to believe. */
const firstDay = ({ policy, calendar }: Subject): number => {
  const year = /^\d{4}/u.exec(policy.version)?.[0];
  return Math.max(calendar?.from ?? 0, (year === undefined ? null : parseDay(`${year}-01-01`)) ?? 0);
};

/** Runs of closed days around the holidays of one place; only the first of each length, and longest last. */
const runsIn = (subject: Subject, place: Place, closed: ReadonlySet<Weekday>): readonly Closed[] => {
  const { calendar } = subject;
  if (calendar === null) return [];
  const holidays = new Set<number>(holidaysIn(calendar, place));
  const isClosed = (day: number): boolean => holidays.has(day) || closed.has(WEEKDAYS[weekdayIndex(localDay(day))] ?? "mon");
  const runs: Closed[] = [];
  let seen = firstDay(subject) - 1;
  for (const holiday of holidays) {
    if (holiday <= seen) continue;
    let [from, to]: [number, number] = [holiday, holiday];
    while (isClosed(from - 1) && from > holiday - 14) from -= 1;
    while (isClosed(to + 1) && to < holiday + 14) to += 1;
    seen = to;
    const days = to - from + 1;
    if (days > (runs.at(-1)?.days ?? 0)) runs.push({ days, words: `${formatDay(localDay(from))} to ${formatDay(localDay(to))} in ${place}` });
  }
  return runs;
};

/** Runs of closed days, shortest first, for each kind of week. */
const closedRuns = (subject: Subject): ((week: OpenWeek) => readonly Closed[]) => {
  const known = new Map<OpenWeek, readonly Closed[]>();
  return (week) => {
    const { closed, holidaysClosed } = week;
    const runs =
      known.get(week) ??
      [longestWeekdays(closed), ...(holidaysClosed ? subject.policy.places.flatMap((place) => runsIn(subject, place, closed)) : [])].toSorted(
        (a, b) => a.days - b.days,
      );
    known.set(week, runs);
    return runs;
  };
};

const WEEKEND: ReadonlySet<Weekday> = new Set<Weekday>(["sat", "sun"]);

/** Days of a slot in the calendar; null where it has a business day in it anyway, or can't be told. */
const lengthOf = ({ step }: StepView, { closed }: OpenWeek): number | null => {
  const businessOpen = [...closed].every((day) => WEEKEND.has(day));
  if (step.within.business && step.within.n > 0) return null;
  if (step.day.business && step.day.n > 0 && businessOpen) return null;
  return step.within.n + 1;
};

const fixesOf = ({ node, step }: StepView, longest: number): readonly Fix[] => {
  const edit = (text: string) => [node.within === null ? { span: after(node.span), text: ` within ${text}` } : { span: node.within.span, text }];
  const business = Math.max(1, step.within.n);
  const inBusiness = `${business} business ${business === 1 ? "day" : "days"}`;
  return [
    { title: `look for ${longest} days`, applicability: "likely", edits: edit(`${longest} days`) },
    { title: "look for business days", applicability: "likely", edits: edit(inBusiness) },
  ];
};

interface Exposed {
  readonly view: StepView;
  readonly stage: string;
  readonly closed: Closed;
  readonly longest: number;
}

const exposedSteps = (subject: Subject): readonly Exposed[] => {
  const weekOf = weeksOf(subject.policy);
  const runsOf = closedRuns(subject);
  const found: Exposed[] = [];
  for (const { stage, courses } of subject.stages) {
    for (const steps of courses) {
      for (const view of steps) {
        const { action } = view.step;
        if (action.kind !== "contact") continue;
        const week = weekOf(action.channel);
        const runs = week.never === null ? runsOf(week) : [];
        const longest = runs.at(-1)?.days ?? 0;
        const length = longest === 0 ? null : lengthOf(view, week);
        if (length === null || length > longest) continue;
        const closed = runs.find(({ days }) => days >= length);
        if (closed !== undefined) found.push({ view, stage: stage.name, closed, longest });
      }
    }
  }
  return found;
};

/** One word for all steps with the same slot: most have the default, and one `within` teaches the others. */
export const closedSlots: StructureCheck = (subject) => {
  const groups = Map.groupBy(exposedSteps(subject), ({ view, closed }) => `${view.step.within.n} ${closed.words}`);
  return [...groups.values()].flatMap((all): readonly Diagnostic[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { view, closed, longest, stage } = first;
    const days = view.step.within.n + 1;
    const slot = `${days} ${days === 1 ? "day" : "days"} long`;
    return [
      problem(
        "slotMayBeClosed",
        view.node.action.span,
        { slot, closed: closed.words, others: all.length - 1 },
        {
          fixes: fixesOf(view, longest),
          witness: `for example any account whose day ${view.step.day.n} of stage "${stage}" is the first of ${closed.words}`,
          help: `\`within ${longest} days\` or business days always leaves an open one`,
        },
      ),
    ];
  });
};
