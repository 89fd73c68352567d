import { expect, it } from "vitest";
import { branchesOf, coverageOf, minor, type PolicyTest } from "../../../engine/index.ts";
import { ACCOUNT, contact, day, expects, on, run, small, SOURCE } from "./stories.ts";

const after = (words: string) => expects(contact({}, words, 0));
const taken = (...stories: readonly Partial<PolicyTest>[]) => stories.flatMap((one) => run(one).branches);
const words = (...stories: readonly Partial<PolicyTest>[]) => coverageOf(small(), taken(...stories)).missed.map((one) => one.words);
const line = (text: string): number => SOURCE.split("\n").findIndex((one) => one.includes(text)) + 1;

it("counts each branch of each line of the policy", () => {
  expect(branchesOf(small()).map(({ line: at, took }) => [at, took])).toEqual([
    [line('day 0          email "reminder"'), "main"],
    [line("day 4"), "main"],
    [line("day 4"), "otherwise"],
    [line("day 6"), "main"],
    [line("day 6"), "false"],
    [line("day 6"), "else"],
    [line("after 14 days"), "taken"],
    [line("after 10 days"), "taken"],
    [line("after 10 days"), "false"],
    [line('letter "formal demand"'), "main"],
    [line("write off"), "main"],
    [line("write off"), "granted"],
    [line("write off"), "refused"],
    [line('task "look again"'), "main"],
    [line("on payment in full"), "taken"],
    [line("on promise"), "taken"],
    [line("on promise"), "false"],
    [line("on dispute"), "taken"],
  ]);
});

it("names what was missed in words", () => {
  const { covered, total, missed } = coverageOf(small(), taken({ expectations: after("2026-03-30") }));
  expect({ covered, total }).toEqual({ covered: 6, total: 18 });
  expect(missed.map((one) => one.words)).toEqual([
    'stage reminder, day 4: otherwise `email "second reminder"` was never asked for',
    'stage reminder, day 6: `email "third reminder"` was never asked for with a true condition',
    'stage reminder, day 6: else `letter "on paper"` was never asked for',
    "stage reminder: `next demand` was never taken",
    "stage demand, day 5: `write off` was never asked for",
    'stage demand, day 5: "manager" never agreed to `write off`',
    'stage demand, day 5: "manager" never refused `write off`',
    'stage demand, day 30: `task "look again" for "AR team"` was never asked for',
    "`on payment in full` never fired",
    "`on promise` never fired",
    "`on promise` was never passed by with a false condition",
    "`on dispute` never fired",
  ]);
});

it("stories that take every branch together miss nothing", () => {
  const promise = (due: string) => on("2026-03-09", { kind: "happened", event: { event: "promise", amount: minor(1), due: day(due) } });
  const approval = (granted: boolean) => on("2026-03-23", { kind: "approval", of: "manager", granted });
  const risky = { ...ACCOUNT, facts: { risk: 4 } };
  const few = { ...ACCOUNT, invoices: [{ id: "1", issued: day("2026-02-01"), due: day("2026-03-02"), amount: minor(9_000) }] };
  const mute = { ...risky, reach: { call: "call", letter: "letter" } };
  expect(
    words(
      { events: [approval(true)], expectations: after("2026-04-20") },
      { events: [approval(false)], expectations: after("2026-04-20") },
      { account: risky, expectations: after("2026-03-30") },
      { account: few, expectations: after("2026-03-12") },
      { account: mute, expectations: after("2026-03-30") },
      { events: [promise("2026-03-11"), on("2026-03-12", { kind: "moved", as: "payment", amount: minor(120_000) })] },
      { events: [promise("2026-06-11"), on("2026-03-12", { kind: "happened", event: { event: "dispute" } })] },
    ),
  ).toEqual([]);
});

it("a branch counts once, however often it was taken", () => {
  const once = coverageOf(small(), taken({ expectations: after("2026-03-30") }));
  expect(coverageOf(small(), taken({ expectations: after("2026-03-30") }, { expectations: after("2026-03-30") }))).toEqual(once);
});
