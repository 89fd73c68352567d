import { expect, it } from "vitest";
import { minor, type CompiledPolicy, type Invoice, type PastEvent, type StepEvent } from "../../../engine/index.ts";
import { account, at, day, happened, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";
import { act, days, email, on, policy, stage, step, task, tour } from "../fixtures/policy.ts";

const ONE = [invoice("1", "2026-03-02", 120_000)];
const begun = (to: string, invoices: readonly Invoice[] = ONE, one: CompiledPolicy = tour()): Machine => {
  const m = machine(one);
  open(m, account(invoices), "2026-02-20");
  runTo(m, to);
  return m;
};
const tellAt = (m: Machine, event: StepEvent, text: string): void => {
  runTo(m, text);
  tell(m, event, at(text));
};
const since = (m: Machine, text: string): string[] => m.log.filter((line) => line >= text);
const promise = (amount: number, due: string): PastEvent => ({ event: "promise", amount: minor(amount), due: day(due) });
const withInvoices = (id: string, text: string, invoices: readonly Invoice[]): StepEvent => ({
  type: "updated",
  id,
  at: at(text),
  account: account(invoices),
});

const LATER = [...ONE, invoice("2", "2026-06-30", 50_000)];

it("keep: while no invoice is overdue the stage rests, and nobody demands what isn't due", () => {
  const m = begun("2026-03-18", LATER);
  tellAt(m, paid("pay", "2026-03-18", 120_000), "2026-03-18");
  runTo(m, "2026-07-21");
  expect(since(m, "2026-03-18")).toEqual(["2026-07-02 call demand call", "2026-07-20 enter final", "2026-07-20 letter letter before claim"]);
});

it("keep: money taken back ends the rest of what wasn't due, and the days until then aren't counted", () => {
  const m = begun("2026-03-18", LATER);
  tellAt(m, paid("pay", "2026-03-18", 120_000, "credit"), "2026-03-18");
  tellAt(m, paid("back", "2026-04-18", 120_000, "chargeback"), "2026-04-18");
  runTo(m, "2026-05-10");
  expect(since(m, "2026-03-18")).toEqual([
    "2026-04-20 call demand call",
    "2026-04-24 hold credit",
    "2026-05-08 enter final",
    "2026-05-08 letter letter before claim",
  ]);
});

it("keep: an invoice whose due date is put off rests until then, whatever else is told of the account", () => {
  const later = [invoice("1", "2026-05-02", 120_000)];
  const m = begun("2026-03-05");
  tellAt(m, withInvoices("u1", "2026-03-05", later), "2026-03-05");
  tellAt(m, withInvoices("u2", "2026-04-05", later), "2026-04-05");
  runTo(m, "2026-05-06");
  expect(since(m, "2026-03-05")).toEqual(["2026-05-05 call courtesy call"]);
  tellAt(m, withInvoices("u3", "2026-05-06", ONE), "2026-05-06");
  tellAt(m, withInvoices("u4", "2026-05-07", [invoice("1", "2026-06-02", 120_000)]), "2026-05-07");
  runTo(m, "2026-06-03");
  expect(since(m, "2026-05-06")).toEqual([]);
});

it("keep: an invoice that was due before the account was overdue brings no rest", () => {
  const m = begun("2026-02-25", LATER);
  tellAt(m, paid("early", "2026-02-25", 120_000, "credit"), "2026-02-25");
  expect(m.state?.rests).toEqual([]);
});

it("promises of one day are instalments: the same money keeps only one of them, the earlier", () => {
  const m = begun("2026-03-05");
  tell(m, happened("a", "2026-03-05", promise(50_000, "2026-03-10")), at("2026-03-05"));
  tell(m, happened("b", "2026-03-05", promise(50_000, "2026-03-18")), at("2026-03-05"));
  tellAt(m, paid("first", "2026-03-08", 50_000), "2026-03-08");
  runTo(m, "2026-03-21");
  expect(m.state?.promises.map((one) => one.status)).toEqual(["kept", "broken"]);
  tell(m, paid("second", "2026-03-17", 50_000), at("2026-03-21"));
  tell(m, { type: "wake" }, at("2026-03-21"));
  expect(m.state?.promises.map((one) => one.status)).toEqual(["kept", "kept"]);
});

it("a promise made on another day renews the older one, and the same money may keep both", () => {
  const m = begun("2026-03-05");
  tell(m, happened("a", "2026-03-05", promise(50_000, "2026-03-10")), at("2026-03-05"));
  tellAt(m, happened("b", "2026-03-11", promise(50_000, "2026-03-15")), "2026-03-11");
  tellAt(m, paid("pay", "2026-03-12", 50_000), "2026-03-12");
  runTo(m, "2026-03-20");
  expect(m.state?.promises.map((one) => one.status)).toEqual(["kept", "kept"]);
});

it("a promise for a day that has passed is none: it is neither kept nor broken", () => {
  const m = begun("2026-03-05");
  tell(m, happened("a", "2026-03-05", promise(50_000, "2026-03-04")), at("2026-03-05"));
  runTo(m, "2026-03-10");
  expect(m.state).toMatchObject({ promises: [], brokenPromises: 0, rests: [] });
});

const TWO = [...ONE, invoice("2", "2026-03-02", 50_000)];
const settled = (m: Machine, closing: PastEvent): boolean => {
  tellAt(m, happened(`c${m.log.length}`, "2026-03-07", closing), "2026-03-07");
  tell(m, { type: "wake" }, at("2026-03-07"));
  return (m.state?.rests ?? []).every((rest) => rest.ended !== undefined);
};

it("a dispute about one debt isn't settled by settling another one", () => {
  const m = begun("2026-03-05", TWO);
  tell(m, happened("a", "2026-03-05", { event: "dispute", debts: ["A-1/1"] }), at("2026-03-05"));
  tell(m, happened("b", "2026-03-05", { event: "dispute", debts: ["A-1/2"] }), at("2026-03-05"));
  expect(settled(m, { event: "dispute-closed", debts: ["A-1/2"] })).toBe(false);
  runTo(m, "2026-03-30");
  expect(since(m, "2026-03-06")).toEqual([]);
  expect(settled(begunWith(TWO, { event: "dispute", debts: ["A-1/1"] }), { event: "dispute-closed", debts: ["A-1/1"] })).toBe(true);
});

const begunWith = (invoices: readonly Invoice[], event: PastEvent): Machine => {
  const m = begun("2026-03-05", invoices);
  tell(m, happened("d", "2026-03-05", event), at("2026-03-05"));
  return m;
};

it("a dispute about the whole account is settled when each of its open debts is, or when the account's is", () => {
  expect(settled(begunWith(ONE, { event: "dispute" }), { event: "dispute-closed", debts: ["A-1/1"] })).toBe(true);
  const m = begunWith(TWO, { event: "dispute" });
  expect(settled(m, { event: "dispute-closed", debts: ["A-1/1"] })).toBe(false);
  expect(settled(m, { event: "dispute-closed", debts: ["A-1/2"] })).toBe(true);
  expect(settled(begunWith(TWO, { event: "dispute", debts: ["A-1/1"] }), { event: "dispute-closed" })).toBe(true);
});

it("papers settle the dispute that asked for them, and an answer to one dispute leaves another", () => {
  const asked: PastEvent = { event: "dispute", request: "verification" };
  expect(settled(begunWith(ONE, asked), { event: "documents-sent", request: "original-creditor" })).toBe(false);
  expect(settled(begunWith(ONE, asked), { event: "documents-sent", request: "verification" })).toBe(true);
  const m = begunWith(ONE, { event: "dispute" });
  tell(m, happened("e", "2026-03-05", { event: "dispute" }), at("2026-03-05"));
  expect(settled(m, { event: "dispute-closed", re: "d" })).toBe(false);
  expect(settled(m, { event: "dispute-closed", re: "e" })).toBe(true);
});

const FROM_DUE = { from: { anchor: "due", offset: days(0) } } as const;

it("what was decided about a debt doesn't bind a new one that comes after it was paid", () => {
  const giveUp = { kind: "business", name: "close", as: "given up" } as const;
  const m = begun("2026-03-10", ONE, policy({ stages: [stage("s", [step("s", 0, email("x")), step("s", 2, giveUp)], [], FROM_DUE)] }));
  expect(m.state?.closedAs).toBe("given up");
  tellAt(m, withInvoices("u1", "2026-03-12", LATER), "2026-03-12");
  runTo(m, "2026-07-05");
  expect(m.state).toMatchObject({ status: "closed", closedAs: "given up", episode: 1 });
  tellAt(m, paid("pay", "2026-07-06", 170_000), "2026-07-06");
  tellAt(m, withInvoices("u2", "2026-07-10", [...LATER, invoice("3", "2026-07-20", 9_000)]), "2026-07-10");
  runTo(m, "2026-07-25");
  expect(since(m, "2026-07-05")).toEqual(["2026-07-20 enter s", "2026-07-20 email x", "2026-07-22 closed given up"]);
  expect(m.state).toMatchObject({ episode: 2 });
});

it("the end of a series is an event of its episode: in the next one it is heard again", () => {
  const nudges = step("s", 0, email("nudge"), { repeat: { every: days(2), times: 2 } });
  const handlers = [on("end of series", [{ do: "act", action: task("series over") }])];
  const m = begun("2026-03-10", ONE, policy({ stages: [stage("s", [nudges], [], FROM_DUE)], handlers }));
  tellAt(m, paid("pay", "2026-03-12", 120_000), "2026-03-12");
  tellAt(m, withInvoices("u", "2026-04-01", [...ONE, invoice("2", "2026-04-10", 9_000)]), "2026-04-01");
  runTo(m, "2026-04-20");
  expect(m.log.filter((line) => line.includes("task"))).toEqual(["2026-03-04 task series over", "2026-04-12 task series over"]);
});

it("a payment that is told late closes the account, and people hear what was done in the meantime", () => {
  const m = begun("2026-03-20");
  tell(m, paid("pay", "2026-03-12", 120_000), at("2026-03-20"));
  tell(m, { type: "wake" }, at("2026-03-20"));
  expect(since(m, "2026-03-20")).toEqual([
    "2026-03-20 closed paid",
    '2026-03-20 task payment in full of 2026-03-12 was told late; done in the meantime: email "offer of a plan" on 2026-03-13, letter "formal demand" on 2026-03-17',
  ]);
});

it("what is told in time, or before anything more was done, is no late news", () => {
  const m = begun("2026-03-07");
  tell(m, happened("d", "2026-03-05", { event: "dispute" }), at("2026-03-07"));
  tell(m, { type: "wake" }, at("2026-03-07"));
  expect(since(m, "2026-03-07")).toEqual(["2026-03-07 task resolve dispute"]);
});

it("a protection that came while the account was closed has its task when it opens again, and once", () => {
  const m = begun("2026-03-05");
  tellAt(m, paid("pay", "2026-03-05", 120_000), "2026-03-05");
  tellAt(m, happened("d", "2026-03-10", { event: "dispute" }), "2026-03-10");
  tellAt(m, happened("h", "2026-03-10", { event: "hardship" }), "2026-03-10");
  tellAt(m, paid("back", "2026-03-20", 120_000, "chargeback"), "2026-03-20");
  tellAt(m, paid("again", "2026-03-25", 120_000), "2026-03-25");
  tellAt(m, paid("back again", "2026-03-28", 120_000, "chargeback"), "2026-03-28");
  runTo(m, "2026-04-10");
  expect(m.log.filter((line) => line.includes("task"))).toEqual(["2026-03-20 task resolve dispute"]);
});

const TO_FINAL = policy({ ...tour(), handlers: [on("chargeback", [{ do: "go", stage: "final" }])] });

it("a chargeback sends a paid account where its handler says", () => {
  const m = begun("2026-03-08", ONE, TO_FINAL);
  tellAt(m, paid("pay", "2026-03-08", 120_000), "2026-03-08");
  tellAt(m, paid("back", "2026-03-20", 120_000, "chargeback"), "2026-03-20");
  runTo(m, "2026-03-22");
  expect(since(m, "2026-03-20")).toEqual(["2026-03-20 enter final", "2026-03-20 letter letter before claim"]);
});

it("stage of each invoice: a broken promise sends no invoice to demand that isn't overdue", () => {
  const m = begun("2026-03-05", LATER, tour({ stageOf: "invoice" }));
  tell(m, happened("a", "2026-03-05", promise(50_000, "2026-03-10")), at("2026-03-05"));
  runTo(m, "2026-03-14");
  expect(m.state?.tracks.map((track) => [track.id, track.stage])).toEqual([
    ["1", "demand"],
    ["2", null],
  ]);
});

it("an approval that payment took back is asked for anew when the money is taken back, and the old one doesn't count", () => {
  const placed = step("s", 2, { kind: "business", name: "place with agency", agency: "Northgate" }, { approval: "boss" });
  const m = begun("2026-03-08", ONE, policy({ stages: [stage("s", [placed], [], FROM_DUE)] }));
  const asked = () => m.effects.flatMap(({ effect }) => (effect.kind === "ask approval" ? [effect.key] : []));
  const [old] = asked();
  tellAt(m, paid("pay", "2026-03-08", 120_000), "2026-03-08");
  tellAt(m, paid("back", "2026-04-10", 120_000, "chargeback"), "2026-04-10");
  runTo(m, "2026-04-11");
  tell(m, { type: "approval", id: "late", key: old ?? "", granted: true }, at("2026-04-11"));
  runTo(m, "2026-04-12");
  expect(since(m, "2026-03-09")).toEqual(["2026-04-10 enter s", "2026-04-10 approval s/day 2"]);
  tell(m, { type: "approval", id: "new", key: asked()[1] ?? "", granted: true }, at("2026-04-12"));
  runTo(m, "2026-04-13");
  expect(since(m, "2026-04-11")).toEqual(["2026-04-12 place with agency"]);
});

const SERIES = policy({
  stages: [stage("s", [step("s", 0, email("nudge"), { repeat: { every: days(7), times: 2 } })], [], FROM_DUE)],
  handlers: [on("end of series", [{ do: "act", action: task("series over") }])],
});

it("a series goes on when the address that was missing is told", () => {
  const m = machine(SERIES);
  open(m, account(ONE, { reach: {} }), "2026-02-20");
  runTo(m, "2026-03-12");
  tellAt(m, withInvoices("u", "2026-03-12", ONE), "2026-03-12");
  runTo(m, "2026-04-20");
  expect(m.log).toEqual([
    "2026-03-02 enter s",
    "2026-03-02 lapsed s/day 0",
    "2026-03-09 lapsed s/day 0",
    "2026-03-16 email nudge",
    "2026-03-23 email nudge",
    "2026-03-23 task series over",
  ]);
});

it("a series that is refused for good is over, and its end is told", () => {
  const m = machine(SERIES, (effect, now) => {
    if (effect.kind !== "contact") return { kind: "sent", at: now };
    const no = { rule: "own.protection.opt-out", place: "WORLD", kind: "block", summary: "", cites: "", confidence: "own", sentence: "no" } as const;
    return { kind: "denied", at: now, until: null, reasons: [{ ...no, until: null }] };
  });
  open(m, account(ONE), "2026-02-20");
  runTo(m, "2026-06-20");
  expect(m.log).toEqual(["2026-03-02 enter s", "2026-03-02 email nudge", "2026-03-02 lapsed s/day 0", "2026-03-02 task series over"]);
});

it("hold credit on entry and release it on exit: once each time that the debt is open, also when money comes back", () => {
  const held = stage("s", [], [], { ...FROM_DUE, entry: [act("hold credit")], exit: [act("release credit")] });
  const m = begun("2026-03-05", ONE, policy({ stages: [held] }));
  tellAt(m, paid("pay", "2026-03-06", 120_000), "2026-03-06");
  tellAt(m, paid("more", "2026-03-07", 100), "2026-03-07");
  tellAt(m, paid("back", "2026-03-09", 120_000, "chargeback"), "2026-03-09");
  runTo(m, "2026-03-20");
  expect(m.log.filter((line) => line.includes("credit"))).toEqual(["2026-03-02 hold credit", "2026-03-06 release credit", "2026-03-09 hold credit"]);
});
