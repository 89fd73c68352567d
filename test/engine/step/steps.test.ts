import { expect, it } from "vitest";
import {
  pendingEffects,
  step as stepOnce,
  type AskedEffect,
  type Effect,
  type EffectResult,
  type Instant,
  type Reason,
  type Stage,
  type State,
} from "../../../engine/index.ts";
import { account, at, granted, happened, invoice, machine, open, paid, runTo, tell, type Answer, type Machine } from "../fixtures/machine.ts";
import { act, after, balanceAtLeast, businessDays, call, compare, days, email, letter, on, policy, stage, step, task } from "../fixtures/policy.ts";

const first = (steps: Stage["steps"], next: Stage["next"] = [], more: Partial<Stage> = {}): Stage =>
  stage("first", steps, next, { from: { anchor: "due", offset: days(0) }, ...more });
const begun = (stages: readonly Stage[], answer: Answer = granted, more: Parameters<typeof policy>[0] | object = {}): Machine => {
  const m = machine(policy({ stages, ...more }), answer);
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  return m;
};
const played = (stages: readonly Stage[], until: string, answer: Answer = granted): string[] => {
  const m = begun(stages, answer);
  runTo(m, until);
  return m.log;
};
const why = (rule: string, until: string | null = null): Reason => ({
  rule,
  place: "HOUSE",
  kind: "block",
  summary: "",
  cites: "",
  confidence: "own",
  sentence: rule,
  until: until === null ? null : at(until),
});
const denied =
  (until: string | null, rule = "no") =>
  (_: AskedEffect, now: Instant): EffectResult => ({
    kind: "denied",
    at: now,
    until: until === null ? null : at(until),
    reasons: [why(rule, until)],
  });
const reasonsOf = (m: Machine, key: string): readonly string[] | undefined => m.state?.tracks[0]?.steps[key]?.reasons.map((one) => one.rule);

it("otherwise runs when the condition is false, and without it the step is left out", () => {
  const big = balanceAtLeast(200_000);
  expect(
    played([first([step("first", 0, email("a"), { when: big, otherwise: letter("b") }), step("first", 1, email("c"), { when: big })])], "2026-03-10"),
  ).toEqual(["2026-03-02 enter first", "2026-03-02 letter b"]);
});

it("judges a condition by the facts of the day on which the step is due", () => {
  const m = begun([first([step("first", 5, email("a"), { when: balanceAtLeast(100_000), otherwise: email("b") })])]);
  runTo(m, "2026-03-06");
  tell(m, paid("p", "2026-03-06", 50_000, "credit"), at("2026-03-06"));
  runTo(m, "2026-03-10");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-07 email b"]);
});

it("an unknown fact keeps a step waiting inside its slot; then it lapses and names the fact", () => {
  const stages = [first([step("first", 0, email("a"), { when: compare("segment", "=", "key") })])];
  const m = begun(stages);
  runTo(m, "2026-03-10");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-06 lapsed first/day 0"]);
  expect(reasonsOf(m, "first/day 0")).toEqual(["unknown.segment"]);
  const told = begun(stages);
  runTo(told, "2026-03-04");
  tell(
    told,
    { type: "updated", id: "u", at: at("2026-03-04T10:00"), account: account([invoice("1", "2026-03-02", 120_000)], { facts: { segment: "key" } }) },
    at("2026-03-04T10:00"),
  );
  runTo(told, "2026-03-10");
  expect(told.log).toEqual(["2026-03-02 enter first", "2026-03-04 email a"]);
});

it("asks again at the instant that the guard names, and keeps the request's name", () => {
  const asked: string[] = [];
  const m = begun([first([step("first", 0, email("a"))])], (effect, now) => {
    asked.push(effect.key);
    return now < at("2026-03-04T09:00") ? denied("2026-03-04T09:00")(effect, now) : granted(effect, now);
  });
  runTo(m, "2026-03-10");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-04 email a"]);
  expect(asked).toEqual(["account/first/1/first/day 0/main", "account/first/1/first/day 0/main"]);
});

it("lapses at once when the guard names no instant inside the slot, and else runs in a slot of its own", () => {
  for (const until of [null, "2026-03-06", "2026-03-06T09:00"]) {
    const answer: Answer = (effect, now) => (effect.key.endsWith("main") ? denied(until, "hours")(effect, now) : granted(effect, now));
    const m = begun([first([step("first", 0, email("a"), { else: letter("b") })])], answer);
    runTo(m, "2026-03-10");
    expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-02 lapsed first/day 0", "2026-03-02 letter b"]);
  }
});

it("the slot ends with the last day of `within`, and the effect says so", () => {
  const m = begun([first([step("first", 0, email("a"), { within: days(5) }), step("first", 4, email("b"), { within: businessDays(2) })])]);
  runTo(m, "2026-03-10");
  const slots = m.effects.flatMap(({ effect }) => (effect.kind === "contact" ? [[effect.from, effect.until + 1]] : []));
  // Day 4 is Friday 6 March; two business days later is Tuesday 10 March.
  expect(slots).toEqual([
    [at("2026-03-02"), at("2026-03-08")],
    [at("2026-03-06"), at("2026-03-11T00:00:00-04:00")],
  ]);
});

it("counts business days of the debtor's place", () => {
  expect(played([first([step("first", 1, email("a"), { key: "first/1 business day", day: businessDays(5) })])], "2026-03-12")).toEqual([
    "2026-03-02 enter first",
    "2026-03-09 email a",
  ]);
});

it("a channel without an address makes the step lapse", () => {
  const m = begun([first([step("first", 0, { ...email("a"), channel: "sms" }, { else: letter("b") })])]);
  tell(
    m,
    { type: "updated", id: "u", at: at("2026-02-21"), account: account([invoice("1", "2026-03-02", 120_000)], { reach: { letter: "address-1" } }) },
    at("2026-02-21"),
  );
  runTo(m, "2026-03-04");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 lapsed first/day 0", "2026-03-02 letter b"]);
  const lapsed = m.effects.find(({ effect }) => effect.kind === "lapsed")?.effect as Extract<Effect, { kind: "lapsed" }>;
  expect(lapsed.reasons.map((one) => one.rule)).toEqual(["unknown.address"]);
});

it("an e-mail that came back makes the address unusable, until there is another", () => {
  const stages = [first([step("first", 0, email("a")), step("first", 3, email("b"), { else: letter("b") }), step("first", 6, email("c"))])];
  const m = begun(stages, granted, { handlers: [on("bounced email", [{ do: "act", action: task("verify contact data") }])] });
  runTo(m, "2026-03-03");
  tell(m, happened("bounce", "2026-03-03", { event: "undeliverable", re: "x" }), at("2026-03-03"));
  runTo(m, "2026-03-06");
  tell(
    m,
    {
      type: "updated",
      id: "u",
      at: at("2026-03-06"),
      account: account([invoice("1", "2026-03-02", 120_000)], { reach: { email: "email-2", letter: "address-1" } }),
    },
    at("2026-03-06"),
  );
  runTo(m, "2026-03-10");
  expect(m.log).toEqual([
    "2026-03-02 enter first",
    "2026-03-02 email a",
    "2026-03-03 task verify contact data",
    "2026-03-05 lapsed first/day 3",
    "2026-03-05 letter b",
    "2026-03-08 email c",
  ]);
});

it("a series goes on with its gap, counts only what left, and its end is one event", () => {
  let n = 0;
  const answer = (effect: AskedEffect, now: Instant): EffectResult =>
    effect.kind === "contact" && ++n === 2 ? denied(null)(effect, now) : granted(effect, now);
  const m = machine(
    policy({
      stages: [first([step("first", 0, email("nudge"), { repeat: { every: days(7), times: 3 } })])],
      handlers: [on("end of series", [{ do: "act", action: task("call them") }])],
    }),
    (effect, now) => {
      const result = answer(effect, now);
      return result.kind === "denied" ? { ...result, reasons: [why("hours", "2026-03-20")] } : result;
    },
  );
  open(m, account([invoice("1", "2026-03-02", 120_000)]), "2026-02-20");
  runTo(m, "2026-05-01");
  expect(m.log).toEqual([
    "2026-03-02 enter first",
    "2026-03-02 email nudge",
    "2026-03-09 email nudge",
    "2026-03-09 lapsed first/day 0",
    "2026-03-16 email nudge",
    "2026-03-23 email nudge",
    "2026-03-23 task call them",
  ]);
  expect(m.wakeAt).toBeNull();
});

it("a channel that is down for a whole slot costs a series one occurrence, however often it was tried", () => {
  const down = (_: AskedEffect, now: Instant): boolean => now >= at("2026-03-09") && now < at("2026-03-14");
  const m = begun([first([step("first", 0, email("nudge"), { repeat: { every: days(7), times: 2 } })])], (effect, now) =>
    down(effect, now) ? { kind: "failed", at: now, reason: "no answer", retryable: true } : granted(effect, now),
  );
  runTo(m, "2026-05-01");
  const left = m.log.filter((line) => !/^2026-03-(?:09|1[0-2])/u.test(line));
  expect(left).toEqual(["2026-03-02 enter first", "2026-03-02 email nudge", "2026-03-19 email nudge"]);
});

it("each try of a series asks under a name of its own", () => {
  const m = begun([first([step("first", 0, email("nudge"), { repeat: { every: days(1), times: 3 } })])]);
  runTo(m, "2026-03-10");
  expect(m.effects.flatMap(({ effect }) => (effect.kind === "contact" ? [effect.key.slice(-6)] : []))).toEqual(["0/main", "main/2", "main/3"]);
});

it("a failure that may pass is tried again under a new name; one that won't lapses", () => {
  const fail =
    (retryable: boolean): Answer =>
    (effect, now): EffectResult =>
      effect.key.endsWith("main") ? { kind: "failed", at: now, reason: "no answer", retryable } : granted(effect, now);
  const again = begun([first([step("first", 0, email("a"))])], fail(true));
  runTo(again, "2026-03-04");
  expect(again.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-02 email a"]);
  const never = begun([first([step("first", 0, email("a"))])], fail(false));
  runTo(never, "2026-03-04");
  expect(never.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-02 lapsed first/day 0"]);
  expect(reasonsOf(never, "first/day 0")).toEqual(["channel.failed"]);
});

it("what may have left counts as sent, and nobody tries again", () => {
  const m = begun([first([step("first", 0, email("a"))])], (_, now) => ({ kind: "unknown", at: now, reason: "cut off" }));
  runTo(m, "2026-03-10");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a"]);
  expect(m.state?.tracks[0]?.steps["first/day 0"]?.status).toBe("sent");
});

const approved = (granted: boolean | null, when: string): string[] => {
  const m = begun([
    first([step("first", 0, act("file small claim"), { approval: "legal", when: balanceAtLeast(100_000) })], [after("second", 10)]),
    stage("second", []),
  ]);
  runTo(m, when);
  const asked = m.effects.find(({ effect }) => effect.kind === "ask approval")?.effect;
  if (granted !== null && asked?.kind === "ask approval") tell(m, { type: "approval", id: "yes", key: asked.key, granted }, at(when));
  runTo(m, "2026-03-20");
  return m.log;
};

it("what needs approval is asked for once, and done when somebody agrees, however long that takes", () => {
  expect(approved(true, "2026-03-08")).toEqual([
    "2026-03-02 enter first",
    "2026-03-02 approval first/day 0",
    "2026-03-08 file small claim",
    "2026-03-12 enter second",
  ]);
  expect(approved(false, "2026-03-08")).toEqual(["2026-03-02 enter first", "2026-03-02 approval first/day 0", "2026-03-12 enter second"]);
});

it("an approval that comes after its stage was left changes nothing", () => {
  expect(approved(true, "2026-03-14")).toEqual(["2026-03-02 enter first", "2026-03-02 approval first/day 0", "2026-03-12 enter second"]);
});

it("what was approved is not done when its condition doesn't hold any more", () => {
  const m = begun([first([step("first", 0, act("file small claim"), { approval: "legal", when: balanceAtLeast(100_000) })])]);
  runTo(m, "2026-03-03");
  tell(m, paid("p", "2026-03-03", 90_000, "credit"), at("2026-03-03"));
  tell(m, { type: "approval", id: "yes", key: "account/first/1/first/day 0/main", granted: true }, at("2026-03-03T12:00"));
  runTo(m, "2026-03-10");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 approval first/day 0"]);
  expect(m.state?.tracks[0]?.steps["first/day 0"]?.status).toBe("skipped");
});

it("entry and exit actions are done once each, also when the account is paid in that stage", () => {
  const stages = [first([], [after("second", 5)], { entry: [act("hold credit")], exit: [act("release credit")] }), stage("second", [])];
  expect(played(stages, "2026-03-20")).toEqual([
    "2026-03-02 enter first",
    "2026-03-02 hold credit",
    "2026-03-07 release credit",
    "2026-03-07 enter second",
  ]);
  const m = begun(stages);
  runTo(m, "2026-03-04");
  tell(m, paid("p", "2026-03-04", 120_000), at("2026-03-04"));
  runTo(m, "2026-03-20");
  expect(m.log.slice(2)).toEqual(["2026-03-04 release credit", "2026-03-04 closed paid"]);
});

it("a stage that requires what isn't given is not entered, and one task says so", () => {
  const stages = [
    first([step("first", 0, email("a"))], [after("legal", 5)]),
    stage("legal", [step("legal", 0, letter("claim"))], [], { requires: compare("limitation", "=", "running") }),
  ];
  const m = begun(stages);
  runTo(m, "2026-03-10");
  expect(m.log.slice(2)).toEqual(['2026-03-07 task stage "legal" can\'t begin: unknown limitation']);
  tell(
    m,
    { type: "updated", id: "u", at: at("2026-03-12"), account: account([invoice("1", "2026-03-02", 120_000)], { facts: { limitation: "running" } }) },
    at("2026-03-12"),
  );
  runTo(m, "2026-03-20");
  expect(m.log.slice(3)).toEqual(["2026-03-12 enter legal", "2026-03-12 letter claim"]);
});

it("of several ways out the first that holds wins; an unknown condition opens none", () => {
  const ways = (late: number | undefined): string[] => {
    const m = machine(
      policy({
        stages: [
          first([], [after("slow", 9), after("strict", 4, compare("late_invoices_12m", ">=", 3)), after("odd", 4, compare("segment", "=", "key"))]),
          stage("slow", []),
          stage("strict", []),
          stage("odd", []),
        ],
      }),
    );
    open(m, account([invoice("1", "2026-03-02", 120_000)], { facts: late === undefined ? {} : { late_invoices_12m: late } }), "2026-02-20");
    runTo(m, "2026-04-01");
    return m.log.slice(1);
  };
  expect(ways(3)).toEqual(["2026-03-06 enter strict"]);
  expect(ways(2)).toEqual(["2026-03-11 enter slow"]);
  expect(ways(undefined)).toEqual(["2026-03-11 enter slow"]);
});

it("a way out whose condition turns with the days overdue is taken on the day it turns", () => {
  const m = begun([first([], [after("second", 3, compare("days_overdue", ">=", 12))]), stage("second", [])]);
  runTo(m, "2026-04-01");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-14 enter second"]);
});

it("stages that lead to each other without waiting turn once a day, and a wake always ends", () => {
  const m = begun([first([], [after("second", 0)]), stage("second", [], [after("first", 0)])]);
  runTo(m, "2026-03-04T12:00");
  expect(m.log.filter((line) => line.includes("enter")).length).toBeLessThanOrEqual(6);
});

it("a step can close the account", () => {
  const m = begun([
    first([step("first", 0, email("a")), step("first", 2, { kind: "business", name: "close", as: "written off" }), step("first", 4, email("b"))]),
  ]);
  runTo(m, "2026-04-01");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-04 closed written off"]);
  expect(m.wakeAt).toBeNull();
});

it("notices that the law wants leave by themselves after the first contact that left, once", () => {
  const m = begun([first([step("first", 0, email("a")), step("first", 2, email("b"))])], granted, {
    notices: [{ name: "validation", channel: "letter", template: "validation notice", within: days(5), line: 1 }],
  });
  runTo(m, "2026-04-01");
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-02 letter validation notice", "2026-03-04 email b"]);
  const notice = m.effects.find(({ effect }) => effect.kind === "contact" && effect.action.channel === "letter")?.effect;
  expect(notice).toMatchObject({ step: 'notice "validation"', until: at("2026-03-08") - 1, action: { purpose: "legal-notice" } });
});

it("a new debt after everything was paid begins a new episode at the first stage; the same debt taken back goes on", () => {
  const m = begun([first([step("first", 0, email("a"))], [after("second", 5)]), stage("second", [step("second", 0, call("b"))])]);
  runTo(m, "2026-03-10");
  tell(m, paid("p", "2026-03-10", 120_000), at("2026-03-10"));
  runTo(m, "2026-03-11");
  tell(
    m,
    { type: "updated", id: "u", at: at("2026-03-20"), account: account([invoice("1", "2026-03-02", 120_000), invoice("2", "2026-04-01", 9_000)]) },
    at("2026-03-20"),
  );
  runTo(m, "2026-04-02");
  expect(m.state?.episode).toBe(2);
  expect(m.log.slice(-3)).toEqual(["2026-03-10 closed paid", "2026-04-01 enter first", "2026-04-01 email a"]);
});

it("answers what nobody asked with a line and no change", () => {
  const m = begun([first([step("first", 0, email("a"))])]);
  runTo(m, "2026-03-03");
  const before = JSON.stringify({ ...m.state, wokenAt: 0 });
  tell(m, { type: "result", key: "no/such/key", result: { kind: "sent", at: m.now } });
  tell(m, { type: "approval", id: "q", key: "no/such/key", granted: true });
  expect(m.trace.slice(-2).map((line) => line.what)).toEqual(["ignored", "ignored"]);
  expect(JSON.stringify({ ...m.state, wokenAt: 0, seen: ["open"] })).toBe(before);
});

it("takes an answer once", () => {
  const m = begun([first([step("first", 0, email("a"), { repeat: { every: days(7), times: 5 } })])]);
  runTo(m, "2026-03-03");
  tell(m, { type: "result", key: "account/first/1/first/day 0/main", result: { kind: "sent", at: m.now } });
  expect(m.trace.at(-1)?.what).toBe("ignored");
  expect(m.state?.tracks[0]?.steps["first/day 0"]?.tries).toBe(1);
});

it("while something is asked for, a wake doesn't ask a second time; after a restart the same is asked again", () => {
  const m = begun([first([step("first", 0, email("a"))])], () => null);
  runTo(m, "2026-03-03");
  tell(m, { type: "wake" });
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a"]);
  const stored = JSON.parse(JSON.stringify(m.state)) as State;
  const pending = pendingEffects(m.program, stored);
  expect(pending).toEqual(m.effects.map(({ effect }) => effect).filter((effect) => effect.kind === "contact"));
  tell(m, { type: "result", key: pending[0]?.key ?? "", result: { kind: "sent", at: m.now } });
  expect(pendingEffects(m.program, m.state ?? stored)).toEqual([]);
});

it("what is asked for is not wanted any more once a dispute, payment or a request to cease came in, even before a wake", () => {
  const events = [
    happened("d", "2026-03-03", { event: "dispute" }),
    happened("c", "2026-03-03", { event: "cease-request" }),
    paid("p", "2026-03-03", 120_000),
  ];
  for (const event of events) {
    const m = begun([first([step("first", 0, email("a"))])], () => null);
    runTo(m, "2026-03-03");
    if (m.state === null) throw new Error("not opened");
    expect(pendingEffects(m.program, m.state).length).toBe(1);
    expect(pendingEffects(m.program, stepOnce(m.program, m.state, event, m.now).state)).toEqual([]);
  }
});

it("a contact that is answered after its stage was left counts as the first, but isn't asked for again", () => {
  const stages = [first([step("first", 0, email("a"))], [after("second", 1)]), stage("second", [])];
  const m = begun(stages, (effect, now) => (effect.kind === "contact" && effect.action.template === "a" ? null : granted(effect, now)), {
    notices: [{ name: "v", channel: "letter", template: "v", within: days(5), line: 1 }],
  });
  runTo(m, "2026-03-04");
  expect(m.state === null ? null : pendingEffects(m.program, m.state)).toEqual([]);
  tell(m, { type: "result", key: "account/first/1/first/day 0/main", result: { kind: "sent", at: at("2026-03-02T12:00") } });
  expect(m.log).toEqual(["2026-03-02 enter first", "2026-03-02 email a", "2026-03-03 enter second", "2026-03-04 letter v"]);
});

it("of two ways out on one day the first in the policy wins", () => {
  const stages = [first([], [after("one", 4), after("two", 4)]), stage("one", []), stage("two", [])];
  expect(played(stages, "2026-03-10")).toEqual(["2026-03-02 enter first", "2026-03-06 enter one"]);
});
