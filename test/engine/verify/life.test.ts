/** One account's life: what its policy wants, what the rules that are always enforced answer, and what comes between. */
import { expect, it } from "vitest";
import { instant, minor, type Rule } from "../../../engine/index.ts";
import {
  begin,
  contextOf,
  live,
  ownContextOf,
  ownDecision,
  withDelay,
  withMove,
  type Arena,
  type Life,
  type Wanted,
} from "../../../engine/verify/life.ts";
import type { Move } from "../../../engine/verify/moves.ts";
import { TWIN } from "../../../engine/verify/owed.ts";
import { account, at, invoice, ZONE } from "../fixtures/machine.ts";
import { act, days, email, letter, on, step, task } from "../fixtures/policy.ts";
import { CAP, HOURS, rule } from "../fixtures/rules.ts";
import { ACCOUNT, arenaOf, clockOf, ledgerOf, lived, OPENED, opened, reminding, wishesOf } from "./living.ts";

const END = at("2026-06-01");
const TWO_LETTERS = reminding([step("remind", 0, letter("first"), { within: days(5) }), step("remind", 10, email("second"))]);
/** An act is forbidden until so many days after the account fell due; 2026-03-02 counts as none. */
const notBefore = (acts: Extract<Rule["body"], { kind: "block" }>["acts"], n: number): Rule =>
  rule("house.wait", {
    kind: "block",
    acts,
    until: { days: n, after: "due" },
    key: "debt",
    exceptPurposes: [],
    exceptPersons: [],
    unlessConsent: [],
    exceptReplies: false,
  });
const first = (arena: Arena, from: Life = opened(arena)): Wanted => {
  for (const turn of lived(arena, from, END).turns) if (turn.turn === "wants") return turn.wanted;
  throw new Error("nothing is wanted");
};
const told = (event: "dispute" | "promise" | "judgment" | "cease-request", dueIn?: number): Move => ({
  kind: "event",
  name: event,
  event: { event },
  ...(dueIn === undefined ? {} : { dueIn }),
});
const PART: Move = { kind: "payment", name: "a part is paid", percent: 40 };
const ALL: Move = { kind: "payment", name: "all is paid", percent: 100 };
const BACK: Move = { kind: "chargeback", name: "the payment is taken back" };
const moved = (arena: Arena, life: Life, move: Move, when = at("2026-02-20")): Life => {
  const after = withMove(arena, life, move, when);
  if (after === null) throw new Error(`${move.name} can't be made`);
  return after;
};

it("a life begins with nothing in it, awake at once", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const { state, ...rest } = begin(arena, ACCOUNT, OPENED);
  expect(rest).toStrictEqual({ ledger: [], now: OPENED, wakeAt: OPENED, late: [], made: [], paid: 0, twin: false });
  expect(state).toMatchObject({ account: ACCOUNT, opened: OPENED, status: "open" });
});

it("what no rule is against leaves when it is wanted, and stands in the ledger under its own name, once", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const life = lived(arena, opened(arena), END);
  expect(wishesOf(life)).toStrictEqual(["2026-03-03 00:01 remind/day 0", "2026-03-13 00:01 remind/day 10"]);
  expect(ledgerOf(life.end)).toStrictEqual([
    "2026-03-03 00:01 letter A-1/1/account/remind/1/remind/day 0/main",
    "2026-03-13 00:01 email A-1/1/account/remind/1/remind/day 10/main",
  ]);
  expect(life.turns.map(({ turn }) => turn).join(" ")).toBe("wakes wakes wakes wants did wakes wants did");
  expect(life.end).toMatchObject({ wakeAt: null, made: [], late: [], twin: false });
});

it("a wake tells how things were before it, when it came, and what it brought", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const wakes = lived(arena, opened(arena), END).turns.flatMap((turn) => (turn.turn === "wakes" ? [turn] : []));
  expect(wakes.map(({ effects }) => effects.map(({ kind }) => kind).join())).toStrictEqual(["", "entered", "contact", "contact"]);
  for (const { before, at: when, life } of wakes) expect([before.wakeAt, life.now]).toStrictEqual([when, when]);
  expect(wakes[3]?.before.ledger).toHaveLength(1);
});

it("an end that lies on a wake still sees it, one that lies before doesn't", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const wake = lived(arena, opened(arena), END).turns.findLast(({ turn }) => turn === "wakes");
  if (wake?.turn !== "wakes") throw new Error("it never wakes");
  expect(wishesOf(lived(arena, opened(arena), wake.at))).toHaveLength(2);
  expect(wishesOf(lived(arena, opened(arena), instant(wake.at - 1)))).toHaveLength(1);
  expect(lived(arena, opened(arena), instant(wake.at - 1)).end.wakeAt).toBe(wake.at);
});

it("what the policy's own rules put off is wanted again when they allow it, and what they never allow in its slot lapses", () => {
  const late = arenaOf({ stages: [TWO_LETTERS] }, [HOURS]);
  const life = lived(late, opened(late), END);
  expect(wishesOf(life).slice(0, 2)).toStrictEqual(["2026-03-03 00:01 remind/day 0", "2026-03-03 09:01 remind/day 0"]);
  expect(ledgerOf(life.end)[0]).toBe("2026-03-03 09:01 letter A-1/1/account/remind/1/remind/day 0/main");
  const never = arenaOf({ stages: [TWO_LETTERS] }, [notBefore(["contact"], 7)]);
  const [one] = lived(never, opened(never), END).end.state.tracks;
  expect(Object.values(one?.steps ?? {}).map(({ status, reasons }) => [status, reasons.map(({ rule: id }) => id)])).toStrictEqual([
    ["lapsed", ["house.wait"]],
    ["sent", []],
  ]);
});

it("what no rule is asked about is done, and leaves nothing in the ledger", () => {
  const arena = arenaOf({ stages: [reminding([step("remind", 0, task("look"))])] }, [HOURS]);
  expect(first(arena).action).toBeNull();
  const { end } = lived(arena, opened(arena), END);
  expect([end.ledger, end.state.tracks[0]?.steps["remind/day 0"]?.status]).toStrictEqual([[], "done"]);
});

it("what happens as a stage begins is looked for within three days", () => {
  const entering = reminding([], { entry: [act("file small claim")] });
  const filed = (wait: number) => {
    const arena = arenaOf({ stages: [entering] }, [notBefore(["sue"], wait)]);
    return ledgerOf(lived(arena, opened(arena), END).end).map((line) => line.slice(0, 27));
  };
  expect([filed(0), filed(3), filed(5)]).toStrictEqual([["2026-03-03 00:00 suit-filed"], ["2026-03-05 00:01 suit-filed"], []]);
});

it("what a charge is for stands in the ledger with its sum, where the policy names one", () => {
  const fees = reminding([step("remind", 0, { kind: "business", name: "charge fee" })]);
  const named = arenaOf({ stages: [fees], terms: { lateFee: { amount: { USD: minor(500) } } } });
  const { end } = lived(named, opened(named), END);
  expect(end.ledger[0]).toMatchObject({ event: { event: "charge", type: "late-fee", amount: 500 } });
  expect(end.state.charges).toMatchObject([{ amount: 500 }]);
  const byLaw = arenaOf({ stages: [fees] });
  const without = lived(byLaw, opened(byLaw), END).end;
  expect([without.ledger.length, without.state.charges ?? []]).toStrictEqual([1, []]);
});

it("whoever must agree does at once, and only to what was asked", () => {
  const arena = arenaOf({
    stages: [reminding([step("remind", 0, act("file small claim"), { approval: "legal" }), step("remind", 5, task("look"))])],
  });
  const life = lived(arena, opened(arena), END);
  expect(wishesOf(life)).toStrictEqual(["2026-03-03 00:01 remind/day 0", "2026-03-08 00:01 remind/day 5"]);
  expect(ledgerOf(life.end)[0]).toBe("2026-03-03 00:01 suit-filed A-1/1/account/remind/1/remind/day 0/main");
  const wakes = life.turns.flatMap((turn) => (turn.turn === "wakes" ? [turn.effects.map(({ kind }) => kind).join()] : []));
  expect(wakes).toStrictEqual(["", "entered", "ask approval,business", "business"]);
});

it("each thing that needs approval is agreed to, those of one day and those of another", () => {
  const approval = { approval: "legal" };
  const steps = [
    step("remind", 0, act("file small claim"), approval),
    step("remind", 0, letter("claimed"), { ...approval, key: "remind/day 0 #2" }),
    step("remind", 5, act("file small claim"), approval),
  ];
  const arena = arenaOf({ stages: [reminding(steps)] });
  expect(ledgerOf(lived(arena, opened(arena), END).end).map((line) => line.slice(0, 27))).toStrictEqual([
    "2026-03-03 00:01 suit-filed",
    "2026-03-03 00:01 letter A-1",
    "2026-03-08 00:01 suit-filed",
  ]);
});

it("the rules see what is owed, and to whom: all of the debtor's debts, in the place that is asked about", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] }, [HOURS]);
  const seen = contextOf(arena, opened(arena, { twin: true }), "US-CA", [CAP]);
  expect(seen).toMatchObject({
    rules: [CAP],
    collector: { role: "creditor" },
    debtor: { id: "D-1", places: ["US-CA"], timezones: [ZONE] },
    ledger: [],
  });
  expect(seen.debts.map(({ id }) => id)).toStrictEqual(["A-1/1", `${TWIN}/A-1/1`]);
  const own = ownContextOf(arena, opened(arena));
  expect([own.rules, own.debtor.places, own.debts.length]).toStrictEqual([[HOURS], ["US-NY"], 1]);
  const { debtor } = ACCOUNT;
  const nowhere = opened(arena, { of: { ...ACCOUNT, debtor: { ...debtor, places: [] } } });
  expect(ownContextOf(arena, nowhere).debtor.places).toStrictEqual(["WORLD"]);
});

it("what is remembered of a life or of a wish is never told of another", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] }, [HOURS]);
  const [one, other] = [opened(arena), opened(arena, { of: account([invoice("2", "2026-03-02", 100_000)]) })];
  const owed = [one, other, one].map((life) => ownContextOf(arena, life).debts[0]?.id);
  expect(owed).toStrictEqual(["A-1/1", "A-1/2", "A-1/1"]);
  expect(ownContextOf(arena, one)).toBe(ownContextOf(arena, one));
  const wanted = first(arena);
  const { action } = wanted;
  if (action === null) throw new Error("no action");
  const noon = { ...wanted, at: at("2026-03-03T12:00") };
  expect([wanted, noon, wanted].map((wish) => ownDecision(arena, wish, action).allowed)).toStrictEqual([false, true, false]);
  expect(ownDecision(arena, wanted, action)).toBe(ownDecision(arena, wanted, action));
});

it("what the debtor says is in the ledger under the number of its move, about this account", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const once = moved(arena, opened(arena), told("dispute"));
  const twice = moved(arena, once, told("cease-request"), at("2026-02-21"));
  expect(twice.ledger).toStrictEqual([
    { at: at("2026-02-20"), id: "move-1", event: { event: "dispute", account: "A-1" } },
    { at: at("2026-02-21"), id: "move-2", event: { event: "cease-request" } },
  ]);
  expect(twice.made).toStrictEqual([
    { at: at("2026-02-20"), move: told("dispute") },
    { at: at("2026-02-21"), move: told("cease-request") },
  ]);
  expect([twice.now, twice.paid]).toStrictEqual([at("2026-02-21"), 0]);
  expect(twice.wakeAt).not.toBeNull();
});

it("a promise is by the debtor's own day, or by Greenwich's where no clock of the debtor is known", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const evening = at("2026-02-20T20:00");
  const { debtor } = ACCOUNT;
  const nowhere = opened(arena, { of: { ...ACCOUNT, debtor: { ...debtor, timezones: [] } } });
  const [here, there] = [opened(arena), nowhere].map((life) => moved(arena, life, told("promise", 7), evening).ledger[0]);
  if (here === undefined || !("event" in here) || there === undefined || !("event" in there)) throw new Error("no promise");
  expect(Number(there.event.due) - Number(here.event.due)).toBe(1);
  expect(here.event.amount).toBe(100_000);
});

it("payments add up and are in the ledger; what is taken back is not there, and can be taken back but once", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const part = moved(arena, opened(arena), PART);
  const both = moved(arena, part, PART, at("2026-02-21"));
  expect([part.paid, both.paid]).toStrictEqual([40_000, 64_000]);
  expect(both.ledger.map((entry) => ("event" in entry ? [entry.id, entry.event] : []))).toStrictEqual([
    ["move-1", { event: "payment", amount: 40_000, account: "A-1" }],
    ["move-2", { event: "payment", amount: 24_000, account: "A-1" }],
  ]);
  const back = moved(arena, both, BACK, at("2026-02-22"));
  expect([back.paid, back.ledger.length, back.made.length]).toStrictEqual([0, 2, 3]);
  expect(withMove(arena, back, BACK, at("2026-02-23"))).toBeNull();
  expect(moved(arena, part, told("dispute"), at("2026-02-21")).paid).toBe(40_000);
  expect(withMove(arena, moved(arena, opened(arena), ALL), PART, at("2026-02-21"))).toBeNull();
});

it("who has paid is asked for nothing any more", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS], handlers: [on("payment in full", [{ do: "close", as: "paid" }])] });
  expect(wishesOf(lived(arena, moved(arena, opened(arena), ALL), END))).toStrictEqual([]);
});

const delayed = (arena: Arena, to: string): Life => {
  const wanted = first(arena);
  return withDelay(wanted.life, wanted, at(to));
};

it("what leaves late leaves then, and is told as a move of its own", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const late = delayed(arena, "2026-03-07T12:00");
  expect(late.made).toStrictEqual([{ at: first(arena).at, move: { kind: "delay", name: "remind/day 0 leaves late", to: at("2026-03-07T12:00") } }]);
  const life = lived(arena, late, END);
  expect(ledgerOf(life.end)).toStrictEqual([
    "2026-03-07 12:00 letter A-1/1/account/remind/1/remind/day 0/main",
    "2026-03-13 00:01 email A-1/1/account/remind/1/remind/day 10/main",
  ]);
  expect([life.end.late, life.turns.filter(({ turn }) => turn === "did").length]).toStrictEqual([[], 2]);
});

it("what was to leave late doesn't leave any more when its account rests by then, or when its slot is over", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const resting = moved(arena, delayed(arena, "2026-03-07T12:00"), told("dispute"), at("2026-03-05"));
  expect(ledgerOf(lived(arena, resting, END).end)).toStrictEqual(["2026-03-05 00:00 dispute move-1"].map((line) => line.replace("move-1", "move-2")));
  const over = lived(arena, delayed(arena, "2026-03-09T00:00"), END).end;
  expect(over.state.tracks[0]?.steps["remind/day 0"]).toMatchObject({ status: "lapsed", reasons: [{ rule: "policy.slot" }] });
  expect(ledgerOf(over)).toHaveLength(1);
});

it("the last millisecond of a slot is still in it", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const wanted = first(arena);
  if (wanted.effect.kind !== "contact") throw new Error("no contact");
  const late = withDelay(wanted.life, wanted, wanted.effect.until);
  expect(ledgerOf(lived(arena, late, at("2026-03-10")).end)).toStrictEqual(["2026-03-08 23:59 letter A-1/1/account/remind/1/remind/day 0/main"]);
});

it("what was late goes before what is wanted at the same instant", () => {
  const steps = [step("remind", 0, letter("first"), { within: days(20) }), step("remind", 10, email("second"))];
  const arena = arenaOf({ stages: [reminding(steps)] });
  const wanted = first(arena);
  const second = lived(arena, opened(arena), END).turns.findLast(({ turn }) => turn === "wakes");
  if (second?.turn !== "wakes") throw new Error("it never wakes");
  const { end } = lived(arena, withDelay(wanted.life, wanted, second.at), END);
  expect(end.ledger.map((entry) => ("contact" in entry ? entry.contact.channel : null))).toStrictEqual(["letter", "email"]);
});

it("the earlier of two late contacts leaves first, and each asks the policy's own rules again", () => {
  const arena = arenaOf(
    {
      stages: [
        reminding([
          step("remind", 0, letter("first"), { within: days(9) }),
          step("remind", 0, email("second"), { key: "remind/day 0 #2", within: days(9) }),
        ]),
      ],
    },
    [HOURS],
  );
  const wishes = lived(arena, opened(arena), END).turns.flatMap((turn) => (turn.turn === "wants" ? [turn.wanted] : []));
  const [one, two] = [
    wishes.find(({ at: when, effect }) => clockOf(when).endsWith("09:01") && effect.step === "remind/day 0"),
    wishes.find(({ effect }) => effect.step === "remind/day 0 #2"),
  ];
  if (one === undefined || two === undefined) throw new Error("not both are wanted");
  const both = withDelay(withDelay(one.life, one, at("2026-03-06T12:00")), two, at("2026-03-05T20:00"));
  expect(both.late.map(({ at: when }) => clockOf(when))).toStrictEqual(["2026-03-05 20:00", "2026-03-06 12:00"]);
  expect(ledgerOf(lived(arena, both, END).end)).toStrictEqual([
    "2026-03-06 09:01 email A-1/1/account/remind/1/remind/day 0 #2/main",
    "2026-03-06 12:00 letter A-1/1/account/remind/1/remind/day 0/main",
  ]);
});

it("a contact about the account is one about the debtor's other account too, right after it, under a name of its own", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const life = lived(arena, opened(arena, { twin: true }), at("2026-03-10"));
  const [one, two] = life.turns.flatMap((turn) => (turn.turn === "wants" ? [turn.wanted] : []));
  expect([one?.action?.debts, two?.action?.debts]).toStrictEqual([["A-1/1"], [`${TWIN}/A-1/1`]]);
  expect([two?.at, two?.life.ledger.length]).toStrictEqual([one?.at, 1]);
  expect(ledgerOf(life.end)).toStrictEqual([
    "2026-03-03 00:01 letter A-1/1/account/remind/1/remind/day 0/main",
    "2026-03-03 00:01 letter other-account/A-1/1/account/remind/1/remind/day 0/main",
  ]);
  expect(life.end.ledger.map((entry) => ("contact" in entry ? entry.contact.account : null))).toStrictEqual(["A-1", TWIN]);
});

it("nothing is said of the other account where the policy's own rules are against it, where nothing left, or where no contact is made", () => {
  const wants = (arena: Arena) => wishesOf(lived(arena, opened(arena, { twin: true }), at("2026-03-10"))).length;
  const limited = arenaOf({ stages: [TWO_LETTERS] }, [rule("one", { ...CAP.body, n: 1 } as Rule["body"])]);
  expect([wants(limited), ledgerOf(lived(limited, opened(limited, { twin: true }), at("2026-03-10")).end).length]).toStrictEqual([2, 1]);
  // Twice asked: at midnight, when nothing leaves, and in the morning, then about both.
  expect(wants(arenaOf({ stages: [TWO_LETTERS] }, [HOURS]))).toBe(3);
  expect(wants(arenaOf({ stages: [reminding([step("remind", 0, act("file small claim"))])] }))).toBe(1);
  expect(wants(arenaOf({ stages: [reminding([step("remind", 0, task("look"))])] }))).toBe(1);
});

it("a late contact is about the other account, too", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const wanted = first(arena, opened(arena, { twin: true }));
  const late = withDelay(wanted.life, wanted, at("2026-03-07T12:00"));
  expect(ledgerOf(lived(arena, late, at("2026-03-10")).end)).toHaveLength(2);
});

it("a letter tells what it contains where that is known", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const contains = (given: Arena) => {
    const { action } = first(given);
    return action?.act === "contact" ? [action.contact.contains, action.contact.address] : null;
  };
  expect(contains(arena)).toStrictEqual([undefined, "address-1"]);
  expect(contains({ ...arena, contains: () => ["creditor-identity"] })).toStrictEqual([["creditor-identity"], "address-1"]);
});

it("one life is told in turns as they come, so that who listens can stop", () => {
  const arena = arenaOf({ stages: [TWO_LETTERS] });
  const run = live(arena, opened(arena), END);
  expect(run.next()).toMatchObject({ done: false, value: { turn: "wakes", at: OPENED } });
});
