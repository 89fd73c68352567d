import { expect, it } from "vitest";
import { formatDay, minor } from "../../../engine/index.ts";
import { ACCOUNT, contact, day, expects, on, run, small, SOURCE, span, told } from "./stories.ts";

const promised = (words: string) => on(words, { kind: "happened", event: { event: "promise", amount: minor(120_000), due: day("2026-03-18") } });
const promise = promised("2026-03-09");
const pays = (words: string, amount = 120_000) => on(words, { kind: "moved", as: "payment", amount: minor(amount) });
const writeOff = { kind: "business", name: "write off" } as const;

it("a contact that left on its day is told with its time by the debtor's clock", () => {
  expect(told({ expectations: expects(contact({ channel: "email", template: "reminder" }, "2026-03-03")) })).toEqual([
    'ok email "reminder" on 2026-03-03 09:04',
  ]);
});

it("a contact that left on another day is told with the day on which it did", () => {
  expect(told({ expectations: expects(contact({ template: "reminder" }, "2026-03-05")) })).toEqual([
    'no email "reminder" on 2026-03-03 09:04 · then in stage "reminder" since 2026-03-03',
  ]);
});

it("a contact that was held is told with the rule, its sentence and its citation", () => {
  const [first = ""] = told({ expectations: expects(contact({ template: "courtesy call" }, "2026-03-07")) });
  expect(first).toMatch(/^no call "courtesy call" held on 2026-03-07 00:04 until 2026-03-09 09:00: house\.1: .* \(house rules of the policy\)/);
});

it("no contact means none of any kind, and one that left is shown", () => {
  const none = (words: string) => told({ events: [promise], expectations: expects(contact({}, words, 0, 0)) });
  expect(none("2026-03-09..2026-03-20")).toEqual(["ok none"]);
  expect(none("2026-03-01..2026-03-20")).toEqual(['no email "reminder" on 2026-03-03 09:04']);
});

it("of days before the day that is named nothing is known: not even that there was no contact", () => {
  const early = (words: string) => told({ from: day("2026-03-01"), expectations: expects(contact({}, words, 0, 0)) });
  expect(early("2020-01-01..2020-02-01")[0]).toMatch(/^no the story begins on 2026-03-01: nothing is known of the days before$/);
});

it("an event without a time comes before the contacts of its day, one with a time at that time", () => {
  const held = told({ events: [promise], expectations: expects(contact({ channel: "call" }, "2026-03-09", 0, 0)) });
  const left = told({ events: [promised("2026-03-09 13:00")], expectations: expects(contact({ channel: "call" }, "2026-03-09", 0, 0)) });
  expect([held, left]).toEqual([["ok none"], ['no call "courtesy call" on 2026-03-09 09:04']]);
});

it("counts are judged at both ends", () => {
  const count = (atLeast: number, atMost: number | null) => expects(contact({}, "2026-03-01..2026-03-15", atLeast, atMost));
  const oks = [count(2, 2), count(3, null), count(0, 1), count(1, null), count(0, 2)].map((expectations) => run({ expectations }).ok);
  expect(oks).toEqual([true, false, false, true, true]);
});

it("what didn't come is told with the rest that lay in between, and how the account then stood", () => {
  expect(told({ events: [promise], expectations: expects(contact({ channel: "letter" }, "2026-03-09..2026-03-20")) })).toEqual([
    'no no letter at all · pause on promise from 2026-03-09 to 2026-03-20 · then in stage "reminder" since 2026-03-03',
  ]);
});

it("what lapsed and what was held is found by its rules", () => {
  const refused = (kind: "lapsed" | "held", rules: readonly string[]) => {
    const account = { ...ACCOUNT, facts: { risk: 5 }, reach: { call: "call", letter: "letter" } };
    return run({ account, expectations: expects({ kind, pattern: {}, rules, span: span("..2026-03-12") }) }).ok;
  };
  expect([refused("lapsed", []), refused("lapsed", ["unknown.address"]), refused("lapsed", ["house.1"])]).toEqual([true, true, false]);
  expect([refused("held", ["house.1"]), refused("held", ["house.2"])]).toEqual([true, false]);
});

it("a missing fact holds a step, and is named", () => {
  const account = { ...ACCOUNT, facts: {} };
  const [first = ""] = told({
    account,
    expectations: expects({ kind: "held", pattern: { channel: "email" }, rules: ["unknown.risk"], span: span("..2026-03-12") }),
  });
  expect(first).toMatch(/^ok email "third reminder" held on 2026-03-09 .*unknown\.risk/);
});

it("a stage by a day is the one at that day's end; throughout is every day", () => {
  const stage = (reached: "by" | "throughout", words: string) =>
    told({ expectations: expects({ kind: "stage", stage: "demand", span: span(words), reached }) });
  expect(stage("by", "..2026-03-17")).toEqual(['ok on 2026-03-17 in stage "demand" since 2026-03-17']);
  expect(stage("by", "..2026-03-16")).toEqual(['no on 2026-03-16 in stage "reminder" since 2026-03-03']);
  expect(stage("throughout", "2026-03-17..2026-03-30")).toEqual(['ok on 2026-03-30 in stage "demand" since 2026-03-17']);
  expect(stage("throughout", "2026-03-16..2026-03-18")).toEqual([
    'no on 2026-03-16 in stage "reminder" since 2026-03-03 · "demand" began on 2026-03-17',
  ]);
});

it("closed is closed by that day and as that; open is open", () => {
  const closed = (as: string | null, words: string) =>
    run({ events: [pays("2026-03-10")], expectations: expects({ kind: "closed", as, span: span(words) }) }).ok;
  expect([closed(null, "..2026-03-10"), closed("paid", "2026-03-10"), closed("settled", "..2026-03-20"), closed(null, "..2026-03-09")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const open = (words: string) => told({ events: [pays("2026-03-10")], expectations: expects({ kind: "open", span: span(words) }) });
  expect([open("2026-03-09"), open("2026-03-09..2026-03-12")]).toEqual([
    ['ok on 2026-03-09 in stage "reminder" since 2026-03-03'],
    ["no on 2026-03-10 closed as paid since 2026-03-10"],
  ]);
});

it("an act is found by what the expectation says of it", () => {
  const dispute = on("2026-03-05", { kind: "happened", event: { event: "dispute" } });
  const task = (title: string, team: string, none = false) =>
    run({
      events: [dispute],
      expectations: expects({ kind: "act", none, action: { kind: "business", name: "task", title, team, due: null }, span: span("..2026-03-09") }),
    }).ok;
  expect([
    task("resolve dispute", "AR team"),
    task("resolve dispute", "legal"),
    task("resolve dispute", ""),
    task("resolve dispute", "AR team", true),
  ]).toEqual([true, false, true, false]);
});

it("an approval answers what was asked by then, and an act that waits for one says so", () => {
  const approval = (granted: boolean) => on("2026-03-23", { kind: "approval", of: "manager", granted });
  const expectations = expects(
    { kind: "approval asked", of: "manager", span: span("..2026-03-22") },
    { kind: "act", none: false, action: writeOff, span: span("..2026-03-25") },
  );
  expect(run({ events: [approval(true)], expectations }).ok).toBe(true);
  expect(told({ events: [approval(false)], expectations })).toEqual([
    'ok "manager" was asked for write off on 2026-03-22 00:04',
    'no write off was put to "manager" on 2026-03-22 00:04 · no write off at all · then in stage "demand" since 2026-03-17',
  ]);
});

it("an approval that nobody asked for fails the test at its own line", () => {
  const { ok, checks } = run({ events: [on("2026-03-05", { kind: "approval", of: "manager", granted: true })] });
  expect({ ok, checks }).toEqual({
    ok: false,
    checks: [{ line: 50, ok: false, expected: 'approval by "manager" granted', got: 'nobody had asked "manager" by 2026-03-05 12:00' }],
  });
});

it("a channel that fails sends nothing until it works again", () => {
  const fails = on("2026-03-01", { kind: "channel", channel: "email", works: false });
  const works = on("2026-03-04 12:00", { kind: "channel", channel: "email", works: true });
  const expectations = expects(contact({ template: "reminder" }, "2026-03-03..2026-03-06"));
  expect(told({ events: [fails, works], expectations })).toEqual(['ok email "reminder" on 2026-03-04 12:16']);
  expect(told({ events: [fails], expectations })[0]).toMatch(/^no email "reminder" failed on 2026-03-03 09:04/);
});

it("invoices come, due dates are put off, and facts change on their day", () => {
  const moved = told({
    events: [on("2026-02-25", { kind: "due date", due: day("2026-04-01") })],
    expectations: expects(contact({}, "2026-03-01..2026-04-01", 0, 0), contact({ template: "reminder" }, "2026-04-02")),
  });
  const more = told({
    events: [
      pays("2026-03-05"),
      on("2026-03-06", { kind: "invoice", id: "2", amount: minor(9_000), due: day("2026-03-20") }),
      on("2026-03-22", { kind: "fact", name: "risk", value: 3 }),
    ],
    expectations: expects(contact({ template: "reminder" }, "2026-03-23"), {
      kind: "stage",
      stage: "demand",
      span: span("..2026-03-31"),
      reached: "by",
    }),
  });
  expect([...moved, ...more].map((one) => one.slice(0, 2))).toEqual(["ok", "ok", "ok", "ok"]);
});

it("the story begins a week before the policy does, or on the day that is named, and ends with the last day named", () => {
  const days = (more: Parameters<typeof run>[0]) => {
    const { from, to } = run(more);
    return [formatDay(from), formatDay(to)];
  };
  expect(days({ expectations: expects(contact({}, "2026-03-01..2026-03-15")) })).toEqual(["2026-02-22", "2026-03-15"]);
  expect(days({ from: day("2026-03-05"), events: [pays("2026-04-10")] })).toEqual(["2026-03-05", "2026-04-10"]);
  expect(days({ account: { ...ACCOUNT, invoices: [] } })).toEqual(["2026-01-05", "2026-01-06"]);
});

it("an account that the policy doesn't take is left alone, and the test says why", () => {
  const policy = small(SOURCE.replace("places     US-NY\n", "places     US-NY\n  applies to accounts when risk < 3\n"));
  const letter = (facts: Readonly<Record<string, number>>) =>
    told({ account: { ...ACCOUNT, facts }, expectations: expects(contact({ template: "reminder" }, "2026-03-03")) }, { policy });
  expect(letter({ risk: 2 })).toEqual(['ok email "reminder" on 2026-03-03 09:04']);
  expect(letter({ risk: 3 })).toEqual(['no the policy doesn\'t apply to this account · no contact "reminder" at all · then open, in no stage']);
  expect(letter({})[0]).toMatch(/^no whether the policy applies can't be told: risk must be known/);
});

it("an account is given an id that draws the variant that the test names", () => {
  const policy = small();
  const kind = { key: "demand/day 0 softer", day: { n: 0, business: false }, within: { n: 3, business: false }, line: 90 };
  const action = { kind: "contact", channel: "letter", template: "kind demand", paymentLink: false, priority: "normal", purpose: "collect" } as const;
  const stages = policy.stages.map((stage) =>
    stage.name === "demand" ? { ...stage, variants: [{ name: "softer tone", steps: [{ ...kind, action }] }] } : stage,
  );
  const tried = { ...policy, stages, variants: [{ name: "softer tone", percent: 20 }] };
  const sent = (variant: string | null, template: string) =>
    run({ variant, expectations: expects(contact({ template }, "2026-03-17")) }, { policy: tried }).ok;
  expect([sent("softer tone", "kind demand"), sent(null, "formal demand"), sent(null, "kind demand")]).toEqual([true, true, false]);
  expect(() => run({ variant: "no such" })).toThrow('no account id draws the variant "no such"');
});
