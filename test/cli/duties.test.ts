import { expect, it } from "vitest";
import { instant, localDay } from "../../engine/index.ts";
import type { Ledger, Task } from "../../ledger/index.ts";
import { dutiesText, dutyDocument, openDuties } from "../../cli/duties.ts";

const at = (text: string) => instant(Date.parse(text));
const day = (text: string) => localDay(Date.parse(text) / 86_400_000);

const task = (account: string, rule: string, last: string, status: "pending" | "doomed" | "missed"): Task => ({
  id: `${account}/duty/${rule}/1`,
  account,
  kind: "duty",
  title: "record dispute-closed: It is answered",
  team: null,
  priority: "normal",
  due: day(last),
  created: at("2026-11-01T00:00:00Z"),
  status: "open",
  outcome: null,
  effectKey: null,
  duty: {
    rule,
    place: "US",
    cites: "15 USC 1681s-2",
    confidence: "text",
    since: at("2026-11-01T09:00:00Z"),
    deadline: day(last),
    tooLate: instant(at(last) + 29 * 3_600_000),
    status,
    done: null,
  },
});

const storeOf = (tasks: readonly Task[], now: string): Pick<Ledger, "tasks" | "clock"> => ({ tasks: async () => tasks, clock: () => at(now) });

it("duties that press are named, the others counted; one whose day is over is missed, also where nobody looked since", async () => {
  const tasks = [
    task("A-1", "us.answer", "2026-11-30", "pending"),
    task("A-2", "us.answer", "2026-11-20", "pending"),
    task("A-3", "us.notice", "2026-11-25", "doomed"),
  ];
  const duties = await openDuties(storeOf(tasks, "2026-11-23T12:00:00Z"), []);
  expect(dutiesText(duties).split("\n")).toEqual([
    "Duties of people: 1 missed, 1 can't be done in time, 1 to do.",
    "  A-2  missed 2026-11-20  record dispute-closed: It is answered (us.answer)",
    "  A-3  can't be done in time 2026-11-25  record dispute-closed: It is answered (us.notice)",
  ]);
  expect(duties.map(dutyDocument)[0]).toEqual({
    account: "A-2",
    task: "A-2/duty/us.answer/1",
    rule: "us.answer",
    cites: "15 USC 1681s-2",
    words: "record dispute-closed: It is answered",
    since: "2026-11-01T09:00:00.000Z",
    deadline: "2026-11-20",
    status: "missed",
  });
});

it("where the law asks nothing of people not a word is said", async () => {
  expect(dutiesText(await openDuties(storeOf([], "2026-11-23T12:00:00Z"), []))).toBe("");
});

it("of many that press ten are named", async () => {
  const many = Array.from({ length: 13 }, (_, n) => task(`A-${n}`, "us.answer", "2026-11-20", "missed"));
  const lines = dutiesText(await openDuties(storeOf(many, "2026-11-23T12:00:00Z"), [])).split("\n");
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe('  and 3 more: "collect tasks" lists them');
});
