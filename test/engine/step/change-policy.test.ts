import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, changePolicy, instant, type Clock, type CompiledPolicy, type State } from "../../../engine/index.ts";
import { anyPolicy, facts, moody, START, withInvoices } from "../fixtures/arbitraries.ts";
import { account, at, CALENDAR, invoice, machine, open, paid, runTo, tell, wordsOf, type Machine } from "../fixtures/machine.ts";
import { act, after, CLOCK, days, email, letter, on, policy, stage, step } from "../fixtures/policy.ts";

const DAY = 86_400_000;
const first = stage("reminder", [step("reminder", 0, email("reminder")), step("reminder", 8, email("second"))], [after("demand", 14)], {
  from: { anchor: "due", offset: days(1) },
  exit: [act("release credit")],
});
const demand = stage("demand", [step("demand", 0, letter("demand")), step("demand", 20, letter("last"), { approval: "boss" })]);
const old = policy({ stages: [first, demand], handlers: [on("payment in full", [{ do: "close", as: "paid" }])] });
const newer = (stages: CompiledPolicy["stages"], whenPolicyChanges?: Clock["whenPolicyChanges"], clock: Partial<Clock> = {}): CompiledPolicy => ({
  ...old,
  hash: "newer",
  version: "2",
  stages,
  clock: { ...CLOCK, ...(whenPolicyChanges === undefined ? {} : { whenPolicyChanges }), ...clock },
});

/** Under the old policy until a day. */
const begun = (until: string, of: CompiledPolicy = old): Machine => {
  const m = machine(of);
  open(m, account([invoice("1", "2026-03-02", 100_000)]), "2026-02-20");
  runTo(m, until);
  return m;
};
/** Goes on under another policy, as a runtime would. */
const change = (m: Machine, to: CompiledPolicy): void => {
  if (m.state === null) throw new Error("not opened");
  const out = changePolicy(m.state, m.program, { policy: to, calendar: CALENDAR }, m.now);
  Object.assign(m, { program: { policy: to, calendar: CALENDAR }, state: out.state, wakeAt: out.wakeAt });
  m.trace.push(...out.trace);
  for (const effect of out.effects) {
    m.effects.push({ at: m.now, effect });
    m.log.push(`changed ${wordsOf(effect)}`);
    if (effect.kind === "business" || effect.kind === "contact") tell(m, { type: "result", key: effect.key, result: { kind: "sent", at: m.now } });
  }
};
const since = (m: Machine, n: number): string[] => m.log.slice(n);
const approvalKey = (m: Machine): string => m.effects.flatMap(({ effect }) => (effect.kind === "ask approval" ? [effect.key] : [])).at(-1) ?? "";

it("keep: the stage goes on under its name with its clock; steps that are gone are given up, new ones wait for their day", () => {
  const m = begun("2026-03-08");
  const before = m.log.length;
  change(m, newer([{ ...first, steps: [step("reminder", 0, email("reminder")), step("reminder", 10, letter("by post"))] }, demand]));
  runTo(m, "2026-03-20");
  expect(since(m, before)).toEqual(["2026-03-13 letter by post", "2026-03-17 release credit", "2026-03-17 enter demand", "2026-03-17 letter demand"]);
  expect(m.trace.some(({ text }) => text === "reminder/day 8 is given up: the policy has it no longer")).toBe(true);
});

it("keep: an approval that is waited for goes on, and one for a step that is gone is no longer needed", () => {
  const m = begun("2026-04-08");
  expect(m.log.at(-1)).toBe("2026-04-06 approval demand/day 20");
  const key = approvalKey(m);
  change(m, newer([first, demand]));
  tell(m, { type: "approval", id: "yes", key, granted: true }, at("2026-04-09"));
  runTo(m, "2026-04-10");
  expect(m.log.at(-1)).toBe("2026-04-09 letter last");
  const other = begun("2026-04-08");
  change(other, newer([first, { ...demand, steps: demand.steps.slice(0, 1) }]));
  expect(other.trace.some(({ text }) => text === "demand/day 20: approval is no longer needed")).toBe(true);
});

it("keep: where the stage is gone the account is parked, and goes on once a person lets it", () => {
  const m = begun("2026-03-08");
  const before = m.log.length;
  change(m, newer([{ ...first, name: "friendly" }, demand]));
  runTo(m, "2026-03-20");
  expect(since(m, before)).toEqual(["changed release credit", "changed approval change of policy"]);
  expect(m.state?.rests).toMatchObject([{ kind: "pause", why: 'the policy changed: stage "reminder" is gone', untilDay: null }]);
  tell(m, { type: "approval", id: "yes", key: approvalKey(m), granted: true }, at("2026-03-20"));
  runTo(m, "2026-03-30");
  // As if it had been taken on late: its first day is that of the due date, without the days on which it was parked.
  expect(since(m, before + 2)).toEqual([
    "2026-03-20 enter friendly",
    "2026-03-20 lapsed reminder/day 0",
    "2026-03-23 email second",
    "2026-03-29 release credit",
    "2026-03-29 enter demand",
    "2026-03-29 letter demand",
  ]);
});

it("an account that a person doesn't let go on stays parked", () => {
  const m = begun("2026-03-08");
  change(m, newer([first, demand], "park"));
  const before = m.log.length;
  tell(m, { type: "approval", id: "no", key: approvalKey(m), granted: false }, at("2026-03-09"));
  runTo(m, "2026-06-01");
  expect(since(m, before)).toEqual([]);
});

it("park: the clock stands until a person decides, and then the stage goes on where it stood", () => {
  const m = begun("2026-03-08");
  change(m, newer([first, demand], "park"));
  runTo(m, "2026-03-18");
  const before = m.log.length;
  tell(m, { type: "approval", id: "yes", key: approvalKey(m), granted: true }, at("2026-03-18"));
  runTo(m, "2026-03-30");
  // 9 to 18 March don't count.
  expect(since(m, before)).toEqual(["2026-03-21 email second", "2026-03-27 release credit", "2026-03-27 enter demand", "2026-03-27 letter demand"]);
});

it("restart: the first stage begins anew today, after the old stage's exit, and asks under new names", () => {
  const m = begun("2026-03-20");
  const before = m.log.length;
  change(m, newer([first, demand], "restart"));
  runTo(m, "2026-03-30");
  expect(since(m, before)).toEqual(["changed enter reminder", "2026-03-20 email reminder", "2026-03-28 email second"]);
  const keys = m.effects.flatMap(({ effect }) => ("key" in effect ? [effect.key] : []));
  expect(keys.filter((key) => key.includes("reminder/day 0"))).toEqual([
    "account/reminder/1/reminder/day 0/main",
    "account/reminder/2/reminder/day 0/main",
  ]);
});

it("restart before the first stage's day waits for it", () => {
  const m = begun("2026-02-25");
  change(m, newer([first, demand], "restart"));
  runTo(m, "2026-03-04");
  expect(m.log).toEqual(["2026-03-03 enter reminder", "2026-03-03 email reminder"]);
});

it("a clock that now runs by invoice parks the account, whose invoices then begin anew", () => {
  const m = begun("2026-03-08");
  change(m, newer([first, demand], "keep", { stageOf: "invoice" }));
  expect(m.state?.rests).toMatchObject([{ why: "the policy changed: it now has stages of each invoice" }]);
  tell(m, { type: "approval", id: "yes", key: approvalKey(m), granted: true }, at("2026-03-10"));
  runTo(m, "2026-03-30");
  expect(m.state?.tracks.map(({ id, stage: name }) => [id, name])).toEqual([["1", "demand"]]);
});

it("a closed account isn't parked, and begins as the new policy says when its debt comes back", () => {
  const m = begun("2026-03-08");
  tell(m, paid("all", "2026-03-08", 100_000), at("2026-03-08"));
  runTo(m, "2026-03-09");
  change(m, newer([{ ...first, name: "friendly" }, demand], "park"));
  runTo(m, "2026-03-10");
  expect([m.state?.status, m.state?.rests.filter(({ why }) => why.includes("policy")).length]).toEqual(["closed", 0]);
  tell(m, paid("back", "2026-03-12", 100_000, "chargeback"), at("2026-03-12"));
  runTo(m, "2026-03-13");
  expect([m.state?.status, m.state?.tracks[0]?.stage]).toEqual(["open", "friendly"]);
});

it("the same change twice changes nothing", () => {
  const m = begun("2026-03-08");
  change(m, newer([first, demand], "restart"));
  const once = canonicalJson(m.state);
  change(m, newer([first, demand], "restart"));
  expect(canonicalJson(m.state)).toBe(once);
});

it("a version with the same words changes nothing of what comes, at whatever point of whatever life it comes", () => {
  fc.assert(
    fc.property(anyPolicy, facts, fc.nat(0x7fffffff), fc.integer({ min: 0, max: 140 }), (of, told, mood, cut) => {
      const logs = [false, true].map((changes) => {
        const m = machine(of, moody(mood));
        open(m, withInvoices(2), "2026-02-20");
        for (const one of told.toSorted((a, b) => a.at - b.at)) {
          const now = instant(Math.max(one.at, m.now));
          while (m.wakeAt !== null && m.wakeAt <= now) tell(m, { type: "wake" }, instant(Math.max(m.wakeAt, m.now)));
          tell(m, one, now);
        }
        runTo(m, "2026-06-01");
        const end = instant(START + (101 + cut) * DAY);
        while (m.wakeAt !== null && m.wakeAt <= end) tell(m, { type: "wake" }, instant(Math.max(m.wakeAt, m.now)));
        if (changes) {
          const state = JSON.parse(JSON.stringify(m.state)) as State;
          Object.assign(m, { state });
          const quiet = { ...of, hash: "same words" };
          const out = changePolicy(state, m.program, { policy: quiet, calendar: CALENDAR }, m.now);
          expect(out.effects).toEqual([]);
          Object.assign(m, { program: { policy: quiet, calendar: CALENDAR }, state: out.state, wakeAt: out.wakeAt });
        }
        runTo(m, "2026-11-01");
        return m.log;
      });
      expect(logs[1]).toEqual(logs[0]);
    }),
    { numRuns: 40 },
  );
});
