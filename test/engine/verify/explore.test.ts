/** Which lives are looked at: fewest moves first, each move just before the policy acts, and what each is held against. */
import { expect, it } from "vitest";
import { minute, type Account, type Instant, type Rule, type Stage, type Step } from "../../../engine/index.ts";
import { explore, wishOf, type Fresh, type Question } from "../../../engine/verify/explore.ts";
import type { Life, Wanted } from "../../../engine/verify/life.ts";
import type { Move } from "../../../engine/verify/moves.ts";
import type { Meeting } from "../../../engine/verify/watch.ts";
import type { Watched } from "../../../engine/verify/watched.ts";
import { at } from "../fixtures/machine.ts";
import { act, after, call, days, email, letter, stage, step, task } from "../fixtures/policy.ts";
import { DISPUTE, HOURS, rule } from "../fixtures/rules.ts";
import { ACCOUNT, arenaOf, clockOf, OPENED, reminding } from "./living.ts";

const told = (
  event: "dispute" | "dispute-closed" | "hardship" | "death" | "military-orders" | "claim-reply" | "judgment",
  releases?: readonly string[],
): Move => ({
  kind: "event",
  name: event,
  event: { event },
  ...(releases === undefined ? {} : { releases }),
});
const PART: Move = { kind: "payment", name: "a part is paid", percent: 40 };
const ALL: Move = { kind: "payment", name: "all is paid", percent: 100 };
const BACK: Move = { kind: "chargeback", name: "the payment is taken back" };
const blockedBy = (event: "judgment" | "claim-reply" | "military-orders"): Rule => ({
  ...DISPUTE,
  id: `us.${event}`,
  place: "US",
  body: { ...DISPUTE.body, acts: ["contact", "sue"], while: { event, until: [] } } as Rule["body"],
});
const law = (...rules: readonly Rule[]): Watched => ({ place: "US-NY", rules, beside: [] });

interface Asked {
  readonly steps?: readonly Step[];
  readonly stages?: readonly Stage[];
  readonly own?: readonly Rule[];
  readonly watched?: readonly Watched[];
  readonly moves?: readonly Move[];
  readonly inert?: Question["inert"];
  readonly depth?: number;
  readonly lives?: number;
  readonly only?: Fresh;
  readonly to?: Instant;
  readonly account?: Account;
  readonly twin?: boolean;
}

interface Seen {
  /** The moves of each life that was followed to its end, in the order in which they were. */
  readonly lives: readonly string[];
  readonly ended: readonly Life[];
  readonly held: readonly (readonly string[])[];
  readonly meetings: readonly Meeting[];
  readonly wants: readonly Wanted[];
  readonly entered: readonly string[];
  readonly budget: Question["budget"];
}

const movesOf = ({ made }: Life): string => made.map(({ at: when, move }) => `${clockOf(when).slice(5)} ${move.name}`).join(", ");

function seen(asked: Asked): Seen {
  const {
    steps = [step("remind", 0, letter("first"), { within: days(5) }), step("remind", 10, email("second"))],
    own = [],
    watched = [],
    moves = [],
  } = asked;
  const arena = arenaOf({ stages: asked.stages ?? [reminding(steps)] }, own);
  const [ended, held, meetings, wants, entered]: [Life[], string[][], Meeting[], Wanted[], string[]] = [[], [], [], [], []];
  const budget = { lives: asked.lives ?? 1_000, spent: 0, skipped: 0 };
  explore({
    arena,
    watched,
    moves,
    account: asked.account ?? ACCOUNT,
    twin: asked.twin === true,
    from: OPENED,
    to: asked.to ?? at("2026-06-01"),
    inert: asked.inert ?? new Set(),
    depth: asked.depth ?? 1,
    meet: (meeting) => meetings.push(meeting),
    over: (life, by) => {
      ended.push(life);
      held.push(by.flatMap(({ rules }) => rules.map(({ id }) => id)));
    },
    entered: (name) => entered.push(name),
    wants: (wanted) => wants.push(wanted),
    only: asked.only,
    budget,
  });
  return { lives: ended.map(movesOf), ended, held, meetings, wants, entered, budget };
}
const met = ({ meetings }: Seen) =>
  meetings.map(({ rule: { id }, at: when, life }) => `${id} ${clockOf(when).slice(5)} after ${movesOf(life) || "nothing"}`);

const [FIRST, LAST] = ["03-08 23:59", "03-16 23:59"];
const LATE = ["03-03 00:01 remind/day 0 leaves late", "03-13 00:01 remind/day 10 leaves late"];

it("with no moves an account's course is followed once, to the end that was asked for", () => {
  const { lives, ended, wants, entered, budget } = seen({ depth: 0, moves: [PART] });
  expect([lives, entered, budget]).toStrictEqual([[""], ["remind"], { lives: 1_000, spent: 1, skipped: 0 }]);
  expect(ended[0]?.now).toBe(at("2026-06-01"));
  expect(wants.map(({ effect, at: when }) => `${clockOf(when).slice(5)} ${effect.step}`)).toStrictEqual([
    "03-03 00:01 remind/day 0",
    "03-13 00:01 remind/day 10",
  ]);
});

it("a move is made a minute before each contact, and before nothing else; each contact leaves once at the very end of its slot", () => {
  expect(seen({ moves: [told("hardship")] }).lives).toStrictEqual(["", "03-03 00:00 hardship", LATE[0], "03-13 00:00 hardship", LATE[1]]);
  const late = seen({}).ended.flatMap(({ made }) => made.flatMap(({ move }) => (move.kind === "delay" ? [clockOf(move.to).slice(5)] : [])));
  expect(late).toStrictEqual([FIRST, LAST]);
});

it("a move is made before each act as well, also one that somebody must approve first; an act doesn't leave late", () => {
  const steps = [step("remind", 0, act("file small claim"), { approval: "legal" }), step("remind", 5, task("look"))];
  const found = seen({ steps, moves: [told("judgment")], watched: [law(blockedBy("judgment"))] });
  expect(found.lives).toStrictEqual(["", "03-03 00:00 judgment", "03-08 00:00 judgment"]);
  expect(met(found)).toStrictEqual(["us.judgment 03-03 00:01 after 03-03 00:00 judgment"]);
});

it("stages are told as they are entered, by every life", () => {
  const stages = [
    reminding([step("remind", 0, letter("first"))], { next: [after("demand", 14)] }),
    stage("demand", [step("demand", 0, letter("second"))]),
  ];
  expect(seen({ stages, depth: 0 }).entered).toStrictEqual(["remind", "demand"]);
});

it("no life with two moves comes before one with one, and none has more than was asked for", () => {
  const two = seen({ depth: 2, moves: [PART, BACK] });
  const counts = two.ended.map(({ made }) => made.length);
  expect(counts).toStrictEqual(counts.toSorted((a, b) => a - b));
  expect([Math.max(...counts), Math.max(...seen({ moves: [PART, BACK] }).ended.map(({ made }) => made.length))]).toStrictEqual([2, 1]);
});

it("what would begin nothing is not made first: nothing is taken back before it was paid, nor ended before it began", () => {
  expect(seen({ moves: [BACK, told("dispute-closed", ["dispute"])] }).lives).toStrictEqual(["", ...LATE]);
});

/** What comes second after each first move, in lives of two. */
const seconds = (moves: readonly Move[]): readonly string[] => [
  ...new Set(
    seen({
      depth: 2,
      moves,
      steps: [step("remind", 0, letter("first")), step("remind", 40, email("second")), step("remind", 50, email("third"))],
    }).ended.flatMap(({ made: [one, two] }) =>
      one === undefined || two === undefined || one.move.kind === "delay" || two.move.kind === "delay" ? [] : [`${one.move.name}, ${two.move.name}`],
    ),
  ),
];

it("a second move ends what the first began, takes back what was paid, or comes on top of a payment or a delay", () => {
  const closing = told("dispute-closed", ["dispute"]);
  expect(seconds([PART, BACK, told("hardship")])).toStrictEqual(["a part is paid, the payment is taken back", "a part is paid, hardship"]);
  expect(seconds([told("judgment"), told("claim-reply", ["judgment"]), closing])).toStrictEqual(["judgment, claim-reply"]);
  expect(seconds([PART, closing])).toStrictEqual([]);
  expect(seconds([PART, ALL])).toStrictEqual(["a part is paid, all is paid"]);
  const afterDelay = seen({ depth: 2, moves: [told("hardship"), BACK, told("claim-reply", ["judgment"])] }).lives.filter((line) =>
    line.includes("late, "),
  );
  expect(afterDelay).toStrictEqual([`${String(LATE[0])}, 03-13 00:00 hardship`]);
});

it("a company neither dies nor serves; people do, and a company may do all else", () => {
  const moves = [told("death"), told("military-orders"), told("judgment"), PART];
  const names = (account: Account) =>
    new Set(seen({ moves, account }).ended.flatMap(({ made }) => made.flatMap(({ move }) => (move.kind === "delay" ? [] : [move.name]))));
  expect(names(ACCOUNT)).toStrictEqual(new Set(["judgment", "a part is paid"]));
  expect(names({ ...ACCOUNT, debtor: { ...ACCOUNT.debtor, kind: "person" } })).toStrictEqual(
    new Set(["death", "military-orders", "judgment", "a part is paid"]),
  );
});

it("what the budget doesn't hold is counted, not looked at", () => {
  const { lives, budget } = seen({ moves: [told("hardship")], lives: 3 });
  expect([lives.length, budget]).toStrictEqual([3, { lives: 3, spent: 3, skipped: 2 }]);
  expect(seen({ moves: [told("hardship")], lives: 5 }).budget).toStrictEqual({ lives: 5, spent: 5, skipped: 0 });
});

const WINDOW = (from: number, to: number): Rule => ({
  ...HOURS,
  id: "us.hours",
  place: "US",
  body: {
    ...HOURS.body,
    hours: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: minute(from * 60), to: minute(to * 60) }],
  } as Rule["body"],
});

it("a wish is held against the law when the policy's own rules allow it, not while they put it off", () => {
  const one = { steps: [step("remind", 0, letter("first"))], depth: 0 };
  expect(met(seen({ ...one, watched: [law(WINDOW(8, 24))] }))).toStrictEqual(["us.hours 03-03 00:01 after nothing"]);
  expect(met(seen({ ...one, own: [HOURS], watched: [law(WINDOW(8, 24))] }))).toStrictEqual([]);
});

it("every instant of the slot is looked at where nothing came between, and of contacts only", () => {
  const one = { steps: [step("remind", 0, letter("first"), { within: days(1) })], watched: [law(WINDOW(0, 23))] };
  const end = "us.hours 03-03 23:00 after nothing";
  expect(met(seen({ ...one, depth: 0 }))).toStrictEqual([end]);
  // What is late meets the law as it leaves, and not at every instant again.
  expect(met(seen({ ...one, moves: [PART] }))).toStrictEqual([end, `us.hours 03-04 23:59 after ${String(LATE[0])}`]);
});

it("the law of each place is asked", () => {
  const watched = [law(WINDOW(8, 24)), { ...law({ ...WINDOW(8, 24), id: "us.other" }), place: "US-CA" }];
  const { meetings } = seen({ steps: [step("remind", 0, letter("first"))], depth: 0, watched });
  expect(meetings.map(({ place, rule: { id } }) => `${place} ${id}`)).toStrictEqual(["US-NY us.hours", "US-CA us.other"]);
});

it("events that leave the account's course alone are held against the rules that look at one of them, all others against all law", () => {
  const watched = [law(WINDOW(0, 24), blockedBy("judgment"), blockedBy("claim-reply"))];
  const all = ["us.hours", "us.judgment", "us.claim-reply"];
  const moves = [told("judgment"), told("claim-reply", ["judgment"]), PART];
  const steps = [step("remind", 0, call("first"), { within: days(0) }), step("remind", 10, task("look"))];
  const heldBy = (inert: Question["inert"]) => {
    const { ended, held } = seen({ steps, watched, moves, inert, depth: 2 });
    return new Map(ended.map(({ made }, i) => [made.map(({ move }) => move.name).join(", "), held[i]]));
  };
  const inert = heldBy(new Set(["judgment", "claim-reply"]));
  expect([
    inert.get(""),
    inert.get("judgment"),
    inert.get("judgment, claim-reply"),
    inert.get("a part is paid"),
    inert.get("a part is paid, judgment"),
  ]).toStrictEqual([all, ["us.judgment"], ["us.judgment", "us.claim-reply"], all, ["us.judgment"]]);
  const half = heldBy(new Set(["claim-reply"]));
  expect([half.get("judgment"), half.get("judgment, claim-reply")]).toStrictEqual([all, ["us.claim-reply"]]);
  expect(heldBy(new Set()).get("judgment, claim-reply")).toStrictEqual(all);
});

it("a wish is known by its step and by whether it is what is wanted first, otherwise or else", () => {
  const { wants } = seen({ depth: 0 });
  expect(wants.map(wishOf)).toStrictEqual(["remind/day 0 main", "remind/day 10 main"]);
});

it("where only some wishes are new, these alone are looked at, and only moves before the last of them are made", () => {
  const watched = [law(WINDOW(8, 24))];
  const last = seen({ depth: 0 }).wants[0]?.at;
  if (last === undefined) throw new Error("nothing is wanted");
  const some = seen({ watched, moves: [told("hardship")], only: { wishes: new Set(["remind/day 0 main"]), until: last } });
  expect(some.lives).toStrictEqual(["", "03-03 00:00 hardship", LATE[0]]);
  expect(new Set(some.meetings.map(({ wanted }) => wanted?.effect.step))).toStrictEqual(new Set(["remind/day 0"]));
  expect(some.wants.length).toBeGreaterThan(2);
});

it("of a debtor with another account, what is said of that one is held against the law as well", () => {
  const watched = [law(rule("us.limit", { kind: "cap", n: 1, unit: "attempt", days: 1, key: "person", excluding: [] }, { place: "US" }))];
  const one = { steps: [step("remind", 0, letter("first"))], depth: 0, watched };
  expect([met(seen(one)), met(seen({ ...one, twin: true }))]).toStrictEqual([[], ["us.limit 03-03 00:01 after nothing"]]);
});
