import { expect, it } from "vitest";
import { formatDay, localDay, minor, type PastEvent } from "../../../engine/index.ts";
import { account, at, day, happened, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";
import { after, CLOCK, days, email, HANDLERS, on, policy, stage, step, task, tour } from "../fixtures/policy.ts";

const begun = (until: string, m = machine(tour())): Machine => {
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  runTo(m, until);
  return m;
};
const since = (m: Machine, text: string): string[] => m.log.filter((line) => line >= text);
const tellAt = (m: Machine, id: string, text: string, event: PastEvent): void => tell(m, happened(id, text, event), at(text));
const promise = (amount: number, due: string): PastEvent => ({ event: "promise", amount: minor(amount), due: day(due) });

it("a pause stops the clock: its days are not counted", () => {
  const m = begun("2026-03-10");
  tell(m, paid("part", "2026-03-10", 20_000), at("2026-03-10"));
  runTo(m, "2026-03-25");
  // Paused 11 to 17 March: day 10 and the 14 days to demand come seven days later.
  expect(since(m, "2026-03-10")).toEqual(["2026-03-20 email offer of a plan", "2026-03-24 enter demand", "2026-03-24 letter formal demand"]);
});

it("pauses that overlap count once", () => {
  const m = begun("2026-03-10");
  tell(m, paid("a", "2026-03-10", 10_000), at("2026-03-10"));
  runTo(m, "2026-03-12");
  tell(m, paid("b", "2026-03-12", 10_000), at("2026-03-12"));
  runTo(m, "2026-03-31");
  // 11 to 17 and 13 to 19 March are nine days together.
  expect(since(m, "2026-03-10")).toEqual([
    "2026-03-22 email offer of a plan",
    "2026-03-26 enter demand",
    "2026-03-26 letter formal demand",
    "2026-03-29 call demand call",
  ]);
});

it("a pause that was told late is counted from when it began", () => {
  const m = begun("2026-03-12");
  tell(m, paid("part", "2026-03-10", 20_000), at("2026-03-12"));
  runTo(m, "2026-03-25");
  expect(since(m, "2026-03-12")).toEqual(["2026-03-20 email offer of a plan", "2026-03-24 enter demand", "2026-03-24 letter formal demand"]);
});

it("a hold lets the clock run: what would be said meanwhile lapses, what is done is done", () => {
  const handlers = [on("hardship", [{ do: "hold", until: { kind: "days", days: days(12) } }])];
  // The built-in pause of hardship would hide the hold, so a chargeback brings it here.
  const held = policy({ ...tour(), handlers: [{ ...(handlers[0] as (typeof handlers)[0]), on: "chargeback" }] });
  const m = begun("2026-03-07", machine(held));
  tell(m, paid("back", "2026-03-07", 1, "chargeback"), at("2026-03-07"));
  runTo(m, "2026-03-21");
  expect(since(m, "2026-03-07")).toEqual([
    "2026-03-12 lapsed reminder/day 5",
    "2026-03-17 enter demand",
    "2026-03-20 letter formal demand",
    "2026-03-20 call demand call",
  ]);
});

it("a dispute rests until it is closed, and at most its people hear of it", () => {
  const m = begun("2026-03-07");
  tellAt(m, "d", "2026-03-07", { event: "dispute" });
  runTo(m, "2026-05-07");
  expect(since(m, "2026-03-07")).toEqual(["2026-03-07 task resolve dispute"]);
  expect(m.wakeAt).toBeNull();
  tellAt(m, "e", "2026-05-07", { event: "dispute-closed" });
  runTo(m, "2026-05-09");
  expect(since(m, "2026-05-07")).toEqual(["2026-05-08 call courtesy call"]);
});

it("a dispute that was closed before it was told of leaves no rest", () => {
  const m = begun("2026-03-12");
  tellAt(m, "e", "2026-03-12", { event: "dispute-closed" });
  tell(m, happened("d", "2026-03-10", { event: "dispute" }), at("2026-03-12"));
  runTo(m, "2026-03-17");
  expect(since(m, "2026-03-12")).toEqual(["2026-03-12 task resolve dispute", "2026-03-15 email offer of a plan"]);
});

it.each<[PastEvent, PastEvent]>([
  [{ event: "attorney-notice" }, { event: "attorney-released" }],
  [{ event: "bankruptcy-petition" }, { event: "bankruptcy-closed" }],
  [{ event: "breathing-space" }, { event: "breathing-space-ended" }],
  [{ event: "plan-agreed" }, { event: "plan-broken" }],
  [{ event: "dispute" }, { event: "documents-sent" }],
])("without any handler $event rests until its end, with a task for people", (begin, end) => {
  const m = begun("2026-03-07", machine(policy({ ...tour(), handlers: [] })));
  tellAt(m, "begin", "2026-03-07", begin);
  runTo(m, "2026-04-07");
  expect(since(m, "2026-03-07").map((line) => line.slice(0, 15))).toEqual(["2026-03-07 task"]);
  tellAt(m, "end", "2026-04-07", end);
  runTo(m, "2026-04-09");
  expect(since(m, "2026-04-07")).toEqual(["2026-04-08 call courtesy call"]);
});

it("without any handler hardship rests for thirty days, with a task", () => {
  const m = begun("2026-03-07", machine(policy({ ...tour(), handlers: [] })));
  tellAt(m, "h", "2026-03-07", { event: "hardship" });
  runTo(m, "2026-04-08");
  expect(since(m, "2026-03-07")).toEqual(["2026-03-07 task talk about hardship", "2026-04-07 call courtesy call"]);
});

it("a handler adds to a protection and never shortens it", () => {
  const short = on("dispute", [{ do: "pause", until: { kind: "days", days: days(2) } }]);
  const m = begun("2026-03-07", machine(policy({ ...tour(), handlers: [short] })));
  tellAt(m, "d", "2026-03-07", { event: "dispute" });
  runTo(m, "2026-04-07");
  expect(since(m, "2026-03-07")).toEqual([]);
});

it.each(["cease-request", "death"] as const)("after %s no step contacts any more, but the last word of a handler leaves", (event) => {
  const notice = { ...email("goodbye"), purpose: "closing-notice" as const };
  const handler = on(event === "death" ? "death" : "cease request", [{ do: "close contact" }, { do: "act", action: notice }]);
  const m = begun("2026-03-07", machine(policy({ ...tour(), handlers: [handler] })));
  tellAt(m, "c", "2026-03-07", { event });
  runTo(m, "2026-04-12");
  expect(since(m, "2026-03-07").filter((line) => /email|call c|call d|letter/.test(line))).toEqual(["2026-03-07 email goodbye"]);
  expect(since(m, "2026-03-07").filter((line) => line.includes("lapsed")).length).toBeGreaterThan(2);
});

it("a promise that is kept in time is no broken one", () => {
  const m = begun("2026-03-09");
  tellAt(m, "p", "2026-03-09", promise(50_000, "2026-03-18"));
  runTo(m, "2026-03-19");
  tell(m, paid("pay", "2026-03-19", 50_000), at("2026-03-19"));
  runTo(m, "2026-03-25");
  expect(m.state).toMatchObject({ brokenPromises: 0, promises: [{ status: "kept" }] });
  expect(m.log.some((line) => line.includes("enter demand"))).toBe(false);
});

it("a promise is broken by one cent that is missing, judged the day after its rest", () => {
  const m = begun("2026-03-09");
  tellAt(m, "p", "2026-03-09", promise(50_000, "2026-03-18"));
  tell(m, paid("pay", "2026-03-09", 49_999), at("2026-03-09"));
  runTo(m, "2026-03-21");
  expect(m.state).toMatchObject({ brokenPromises: 1, promises: [{ status: "broken" }] });
  expect(since(m, "2026-03-09")).toEqual(["2026-03-21 enter demand"]);
});

it("a promise too far ahead brings no pause, and is judged the day after the promised day", () => {
  const m = begun("2026-03-04");
  tellAt(m, "p", "2026-03-04", promise(120_000, "2026-03-19"));
  runTo(m, "2026-03-22");
  expect(since(m, "2026-03-04")).toContain("2026-03-08 call courtesy call");
  expect(m.state?.promises).toMatchObject([{ checkOn: day("2026-03-20"), status: "broken" }]);
});

it("a payment that is told late mends a promise that counted as broken", () => {
  const m = begun("2026-03-09");
  tellAt(m, "p", "2026-03-09", promise(50_000, "2026-03-18"));
  runTo(m, "2026-03-22");
  expect(m.state?.brokenPromises).toBe(1);
  tell(m, paid("pay", "2026-03-15", 50_000), at("2026-03-22"));
  runTo(m, "2026-03-23");
  expect(m.state).toMatchObject({ brokenPromises: 0, promises: [{ status: "kept" }] });
});

it("rests about money end with the debt, those about the person don't", () => {
  for (const [event, rests] of [
    ["dispute", false],
    ["attorney-notice", true],
  ] as const) {
    const m = begun("2026-03-09");
    tellAt(m, "x", "2026-03-09", { event });
    tell(m, paid("pay", "2026-03-10", 120_000), at("2026-03-10"));
    tell(
      m,
      { type: "updated", id: "u", at: at("2026-03-20"), account: account([invoice("1", "2026-03-02", 120_000), invoice("2", "2026-04-01", 9_000)]) },
      at("2026-03-20"),
    );
    runTo(m, "2026-04-20");
    expect(m.state?.episode).toBe(2);
    expect(since(m, "2026-03-20").some((line) => line.includes("email"))).toBe(!rests);
  }
});

it("several handlers of one event all react, in source order", () => {
  const handlers = [...HANDLERS, on("dispute", [{ do: "act", action: task("tell sales") }])];
  const m = begun("2026-03-07", machine(policy({ ...tour(), handlers })));
  tellAt(m, "d", "2026-03-07", { event: "dispute" });
  tell(m, { type: "wake" });
  expect(since(m, "2026-03-07")).toEqual(["2026-03-07 task resolve dispute", "2026-03-07 task tell sales"]);
});

it("a first stage whose day falls into a pause begins when the pause is over", () => {
  const one = policy({
    stages: [stage("only", [step("only", 0, email("hello"))], [after("only", 500)], { from: { anchor: "due", offset: days(0) } })],
    clock: CLOCK,
    handlers: HANDLERS,
  });
  const m = machine(one);
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  runTo(m, "2026-03-01");
  tell(m, paid("part", "2026-03-01", 20_000), at("2026-03-01"));
  runTo(m, "2026-03-20");
  expect(since(m, "2026-03-01")).toEqual(["2026-03-09 enter only", "2026-03-09 email hello"]);
});

it("a reaction that waits for its hours is not sent after the debt was paid, and waits while a later rest is on", () => {
  const handlers = [
    on("broken promise", [{ do: "act", action: email("you promised") }]),
    on("payment in full", [{ do: "act", action: email("thank you") }]),
  ];
  const open9 = (when: string): Machine => {
    const m = machine(policy({ ...tour(), handlers }), (effect, now) =>
      effect.kind === "contact" && effect.action.template === "you promised" && now < at(when)
        ? { kind: "denied", at: now, until: at(when), reasons: [] }
        : { kind: "sent", at: now },
    );
    open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
    tellAt(m, "p", "2026-03-10", promise(120_000, "2026-03-10"));
    runTo(m, "2026-03-11T04:00:00-04:00");
    return m;
  };
  const settled = open9("2026-03-11T09:00:00-04:00");
  tell(settled, paid("pay", "2026-03-11T05:00:00-04:00", 120_000), at("2026-03-11T05:00:00-04:00"));
  runTo(settled, "2026-03-20");
  expect(since(settled, "2026-03-11")).toEqual([
    "2026-03-11 email you promised",
    "2026-03-11 closed paid",
    "2026-03-11 email thank you",
    "2026-03-11 lapsed on broken promise",
  ]);
  const disputed = open9("2026-03-11T09:00:00-04:00");
  tellAt(disputed, "d", "2026-03-11T05:00:00-04:00", { event: "dispute" });
  tellAt(disputed, "e", "2026-03-12", { event: "dispute-closed" });
  runTo(disputed, "2026-03-12T12:00");
  expect(since(disputed, "2026-03-11").filter((line) => line.includes("promised"))).toEqual([
    "2026-03-11 email you promised",
    "2026-03-12 email you promised",
  ]);
});

it("without a known zone the account runs by the days of UTC, and the guard refuses", () => {
  const m = machine(tour());
  open(m, account([invoice("1", "2026-03-02", 120_000)], { debtor: { id: "D", kind: "business", places: ["US-NY"], timezones: [] } }), "2026-02-20");
  runTo(m, "2026-03-04");
  expect(m.effects.flatMap(({ effect }) => (effect.kind === "contact" ? [effect.from] : []))).toEqual([
    at("2026-02-23T00:00:00Z"),
    at("2026-03-03T00:00:00Z"),
  ]);
});

it("a stored state stays small over a year of a busy account", () => {
  const m = begun("2026-03-03");
  const events: PastEvent[] = [{ event: "dispute" }, { event: "dispute-closed" }, { event: "hardship" }];
  for (let week = 0; week < 52; week++) {
    const now = day("2026-03-03") + week * 7;
    const text = formatDay(localDay(now));
    tell(m, paid(`part-${week}`, text, 1_000), at(text));
    tell(m, paid(`back-${week}`, text, 900, "chargeback"), at(text));
    tellAt(m, `event-${week}`, text, events[week % 3] ?? { event: "dispute" });
    tellAt(m, `promise-${week}`, text, promise(1_000, text));
    runTo(m, text);
  }
  expect(JSON.stringify(m.state).length).toBeLessThan(50_000);
});

it("what a handler says along with a pause leaves in spite of that pause", () => {
  const handlers = [
    on("partial payment", [
      { do: "pause", until: { kind: "days", days: days(7) } },
      { do: "act", action: email("thanks for a part") },
    ]),
  ];
  const m = begun("2026-03-10", machine(policy({ ...tour(), handlers })));
  tell(m, paid("part", "2026-03-10", 20_000), at("2026-03-10"));
  runTo(m, "2026-03-19");
  expect(since(m, "2026-03-10")).toEqual(["2026-03-10 email thanks for a part"]);
});
