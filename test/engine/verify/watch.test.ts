/** What the law says of a wish: at once, and at every other instant at which it may leave. */
import { expect, it } from "vitest";
import { instant, minute, type Rule, type Step } from "../../../engine/index.ts";
import type { Arena, Wanted } from "../../../engine/verify/life.ts";
import { isOwnAllowed, meetingsAt, meetingsInSlot, stretchesOf, type Meeting } from "../../../engine/verify/watch.ts";
import type { Watched } from "../../../engine/verify/watched.ts";
import { at, day } from "../fixtures/machine.ts";
import { act, days, email, letter, step, task } from "../fixtures/policy.ts";
import { CAP, DISPUTE, HOURS, rule } from "../fixtures/rules.ts";
import { arenaOf, clockOf, lived, opened, reminding } from "./living.ts";

/** A wish of the night to 2026-03-03, a Tuesday, for what is first wanted of an account; its slot ends with 2026-03-08. */
function wish(own: readonly Rule[] = [], action: Step["action"] = letter("first")): { readonly arena: Arena; readonly wanted: Wanted } {
  const arena = arenaOf({ stages: [reminding([step("remind", 0, action, { within: days(5) })])] }, own);
  for (const turn of lived(arena, opened(arena), at("2026-06-01")).turns) if (turn.turn === "wants") return { arena, wanted: turn.wanted };
  throw new Error("nothing is wanted");
}
const hours = (id: string, from: number, to: number, more: Partial<Rule> = {}): Rule =>
  rule(
    id,
    {
      kind: "window",
      hours: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: minute(from * 60), to: minute(to * 60) }],
      holidaysClosed: false,
      liftedByConsent: false,
    },
    { place: "US", ...more },
  );
const blocking = (id: string, acts: Extract<Rule["body"], { kind: "block" }>["acts"], more: object = {}): Rule => {
  const { while: _, ...always } = DISPUTE.body as Extract<Rule["body"], { readonly kind: "block" }>;
  return rule(id, { ...always, acts, exceptPurposes: [], ...more }, { place: "US" });
};
const law = (...rules: readonly Rule[]): Watched => ({ place: "US-NY", rules, beside: [] });
const told = (meetings: readonly Meeting[]) =>
  meetings.map(({ rule: { id }, at: when, mended }) => `${id} at ${clockOf(when)}: ${mended === null ? "lapses" : clockOf(mended)}`);
const atOnce = (watched: Watched, { arena, wanted } = wish()) => told(meetingsAt(arena, watched, wanted, wanted.at));
const inSlot = (watched: Watched, { arena, wanted }: ReturnType<typeof wish>) =>
  told(meetingsInSlot(arena, watched, wanted, [...stretchesOf(arena, wanted)]));

it("the policy's own rules allow a wish or not, and nothing of what no rule is asked about", () => {
  const allowed = ({ arena, wanted }: ReturnType<typeof wish>) => isOwnAllowed(arena, wanted);
  expect([allowed(wish()), allowed(wish([HOURS])), allowed(wish([], task("look")))]).toStrictEqual([true, false, false]);
});

it("a rule that refuses a wish is met with its reason, and with the first instant that it and the own rules leave", () => {
  const { arena, wanted } = wish([hours("own", 10, 12)]);
  const watched = { ...law(hours("law", 9, 17)), beside: [CAP] };
  const [meeting, ...others] = meetingsAt(arena, watched, wanted, wanted.at);
  expect(others).toStrictEqual([]);
  expect(meeting).toMatchObject({ place: "US-NY", reason: { rule: "law" }, life: wanted.life, wanted, at: wanted.at, beside: [CAP] });
  expect(meeting?.rule).toBe(watched.rules[0]);
  expect(told(meeting === undefined ? [] : [meeting])).toStrictEqual(["law at 2026-03-03 00:01: 2026-03-03 10:00"]);
});

it("where the rule leaves no instant of the slot, or waiting never helps, the step lapses", () => {
  const wait = (n: number) => blocking("wait", ["contact"], { until: { days: n, after: "due" } });
  expect([...atOnce(law(wait(4))), ...atOnce(law(wait(7))), ...atOnce(law(blocking("never", ["contact"])))]).toStrictEqual([
    "wait at 2026-03-03 00:01: 2026-03-06 00:00",
    "wait at 2026-03-03 00:01: lapses",
    "never at 2026-03-03 00:01: lapses",
  ]);
});

it("an act has the slot of its step as well", () => {
  const suit = wish([], act("file small claim"));
  const wait = (n: number) => blocking("wait", ["sue"], { until: { days: n, after: "due" } });
  expect([...atOnce(law(wait(4)), suit), ...atOnce(law(wait(7)), suit)]).toStrictEqual([
    "wait at 2026-03-03 00:01: 2026-03-06 00:00",
    "wait at 2026-03-03 00:01: lapses",
  ]);
});

it("each rule is met for itself, and what says nothing of such an act is not", () => {
  const watched = law(hours("law", 9, 17), blocking("never", ["contact"]), blocking("no suits", ["sue"]), hours("open", 0, 24));
  expect(atOnce(watched).map((line) => line.slice(0, 5))).toStrictEqual(["law a", "never"]);
  expect(atOnce(law(blocking("no suits", ["sue"])))).toStrictEqual([]);
  expect(atOnce(law(blocking("never", ["contact"])), wish([], task("look")))).toStrictEqual([]);
});

it("what a rule looks to beside itself is asked by it alone: it neither is met, nor keeps the rule from being mended", () => {
  const watched = { ...law(hours("law", 9, 17)), beside: [blocking("never", ["contact"])] };
  expect(atOnce(watched)).toStrictEqual(["law at 2026-03-03 00:01: 2026-03-03 09:00"]);
});

it("how long a letter takes, by the law beside the rule, decides whether the rule is met", () => {
  const notice = rule(
    "notice",
    { kind: "notice-before", acts: ["sue"], notices: [], atLeast: days(2), counts: { from: "receipt" }, key: "debt" },
    { place: "US" },
  );
  const receipt = rule("receipt", { kind: "receipt", channels: ["letter"], after: days(4) }, { place: "US" });
  const arena = arenaOf({
    stages: [reminding([step("remind", 0, letter("first")), step("remind", 5, act("file small claim"), { within: days(9) })])],
  });
  const wanted = lived(arena, opened(arena), at("2026-06-01")).turns.findLast(({ turn }) => turn === "wants");
  if (wanted?.turn !== "wants") throw new Error("nothing is wanted");
  const met = (beside: readonly Rule[]) => told(meetingsAt(arena, { ...law(notice), beside }, wanted.wanted, wanted.wanted.at));
  expect(met([receipt])).toStrictEqual(["notice at 2026-03-08 00:01: 2026-03-10 00:00"]);
});

it("law for one channel is found for wishes by that one, whatever was asked before", () => {
  const watched = law(
    hours("law", 9, 17, { body: { ...hours("", 9, 17).body, channels: ["email"] } as Rule["body"] }),
    blocking("no suits", ["sue"]),
  );
  const asked = [letter("a"), email("b"), act("file small claim"), letter("c")].map((action) => atOnce(watched, wish([], action)).length);
  expect(asked).toStrictEqual([0, 1, 1, 0]);
});

it("a contact may leave in every stretch of its slot that the policy's own rules leave open, to the last millisecond", () => {
  const stretches = ({ arena, wanted }: ReturnType<typeof wish>) =>
    [...stretchesOf(arena, wanted)].map(({ from, last }) => `${clockOf(from)} to ${clockOf(last)}`);
  expect(stretches(wish([HOURS]))).toStrictEqual(["03", "04", "05", "06"].map((date) => `2026-03-${date} 09:00 to 2026-03-${date} 16:59`));
  expect(stretches(wish())).toStrictEqual(["2026-03-03 00:01 to 2026-03-08 23:59"]);
  expect(stretches(wish([blocking("never", ["contact"])]))).toStrictEqual([]);
  expect(stretches(wish([HOURS], act("file small claim")))).toStrictEqual([]);
  expect(stretches(wish([], task("look")))).toStrictEqual([]);
  const open = wish();
  const [whole] = stretchesOf(open.arena, open.wanted);
  expect([whole?.from, whole?.last]).toStrictEqual([open.wanted.at, open.wanted.effect.kind === "contact" ? open.wanted.effect.until : null]);
  const office = wish([HOURS]);
  const [morning] = stretchesOf(office.arena, office.wanted);
  expect(morning?.last).toBe(at("2026-03-03T17:00") - 1);
});

it("hours of the law that end inside of the policy's own are met as they end, on every day of the slot", () => {
  expect(inSlot(law(hours("law", 8, 12)), wish([HOURS]))).toStrictEqual(
    [
      ["03", "04"],
      ["04", "05"],
      ["05", "06"],
    ]
      .map(([one, next]) => `law at 2026-03-${one} 12:00: 2026-03-${next} 09:00`)
      .concat("law at 2026-03-06 12:00: lapses"),
  );
});

it("hours of the law that begin inside of the policy's own are met at the beginning of those; at the wish itself they were asked before", () => {
  expect(inSlot(law(hours("law", 12, 24)), wish([HOURS]))).toStrictEqual(
    ["03", "04", "05", "06"].map((date) => `law at 2026-03-${date} 09:00: 2026-03-${date} 12:00`),
  );
  expect(inSlot(law(hours("law", 12, 24)), wish())).toStrictEqual([]);
  expect(inSlot(law(hours("law", 0, 23)), wish())).toStrictEqual(["law at 2026-03-03 23:00: 2026-03-04 00:00"]);
});

it("law that comes into force in the slot, or ends in it, is met there", () => {
  const never = blocking("never", ["contact"]);
  expect(inSlot(law({ ...never, from: day("2026-03-05") }), wish([HOURS]))).toStrictEqual([
    "never at 2026-03-05 09:00: lapses",
    "never at 2026-03-06 09:00: lapses",
  ]);
  expect(inSlot(law({ ...never, to: day("2026-03-03") }), wish([HOURS]))).toStrictEqual(["never at 2026-03-03 09:00: 2026-03-04 09:00"]);
});

it("law that doesn't look at the clock was asked at the wish, and is not asked again; nor is any about what is no contact", () => {
  expect(inSlot(law(blocking("never", ["contact"]), CAP), wish([HOURS]))).toStrictEqual([]);
  const { arena, wanted } = wish([], task("look"));
  expect(meetingsInSlot(arena, law(hours("law", 8, 12)), wanted, [{ from: wanted.at, last: instant(wanted.at + 1) }])).toStrictEqual([]);
});
