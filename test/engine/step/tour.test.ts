import { expect, it } from "vitest";
import { formatDay, localDayAt, minor, simulate, type SimulatedContact, type SimulationInput } from "../../../engine/index.ts";
import { account, at, CALENDAR, day, happened, invoice, paid, ZONE } from "../fixtures/machine.ts";
import { tourFromText } from "../fixtures/tour.ts";

const ONE = account([invoice("1", "2026-03-02", 120_000)], { facts: { segment: "standard", late_invoices_12m: 0 } });
const play = (policy = tourFromText(), more: Partial<SimulationInput> = {}) => {
  const simulation = simulate({
    program: { policy, calendar: CALENDAR },
    rules: [],
    accounts: [ONE],
    from: at("2026-02-20"),
    to: at("2026-06-30"),
    ...more,
  });
  const contacts: SimulatedContact[] = [...simulation.contacts];
  const entered = simulation.acts.flatMap(({ at: t, effect }) =>
    effect.kind === "entered" ? [`${formatDay(localDayAt(CALENDAR, ZONE, t))} ${effect.stage}`] : [],
  );
  return {
    simulation,
    contacts,
    entered,
    lines: contacts
      .filter((one) => one.status !== "held")
      .map((one) => `${formatDay(localDayAt(CALENDAR, ZONE, one.at))} ${one.status} ${one.channel} ${one.step}`),
  };
};
const scripted = (event: ReturnType<typeof happened>) => ({ account: "A-1", at: "at" in event ? event.at : at("2026-01-01"), event });

it("a promise stops the calls", () => {
  const promise = happened("p", "2026-03-09", { event: "promise", amount: minor(120_000), due: day("2026-03-18") });
  const { contacts, entered } = play(undefined, { events: [scripted(promise)] });
  const between = contacts.filter((one) => one.status === "sent" && one.at >= at("2026-03-09") && one.at < at("2026-03-21"));
  expect(between).toEqual([]);
  expect(entered).toContain("2026-03-21 demand");
});

it("runs the tour by its house rules: business hours, at most two contacts a week, one call", () => {
  expect(play().lines).toEqual([
    "2026-02-23 sent email courtesy/day 0",
    "2026-03-03 sent email reminder/day 0",
    "2026-03-09 sent call reminder/day 5",
    "2026-03-13 sent email reminder/day 10",
    "2026-03-17 sent letter demand/day 0",
    "2026-03-20 sent call demand/day 3",
    "2026-04-07 sent letter final/day 0",
  ]);
});

it("writes to a key customer instead of calling, and is stricter with the habitually late", () => {
  const key = { ...ONE, facts: { segment: "key", late_invoices_12m: 3 } };
  expect(play(undefined, { accounts: [key] }).lines.slice(0, 4)).toEqual([
    "2026-02-23 sent email courtesy/day 0",
    "2026-03-03 sent email reminder/day 0",
    "2026-03-09 sent email reminder/day 5",
    "2026-03-10 sent letter demand/day 0",
  ]);
});

it("a business act that needs approval waits for it, and one whose fact is unknown lapses", () => {
  const { simulation } = play(undefined, { approvals: "granted" });
  const acts = simulation.acts.flatMap(({ at: t, effect }) => {
    const date = formatDay(localDayAt(CALENDAR, ZONE, t));
    if (effect.kind === "business") return [`${date} ${effect.action.name}`];
    return effect.kind === "lapsed" || effect.kind === "ask approval" ? [`${date} ${effect.kind} ${effect.step}`] : [];
  });
  expect(acts).toEqual(["2026-05-07 ask approval final/day 30", "2026-05-07 place with agency", "2026-05-26 lapsed final/day 45"]);
});

it("a part payment pauses for seven days, a dispute until it is closed", () => {
  const events = [
    scripted(paid("part", "2026-03-04", 10_000)),
    scripted(happened("d", "2026-03-14", { event: "dispute" })),
    scripted(happened("e", "2026-04-20", { event: "dispute-closed" })),
  ];
  const { entered, lines } = play(undefined, { events });
  expect(lines.filter((line) => line >= "2026-03-04" && line < "2026-03-12")).toEqual([]);
  expect(lines.filter((line) => line >= "2026-03-14" && line < "2026-04-20")).toEqual([]);
  // Fourteen days from 3 March, without 5 to 11 March and 15 March to 20 April.
  expect(entered).toContain("2026-04-30 demand");
});
