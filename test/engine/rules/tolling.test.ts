import { expect, it } from "vitest";
import { closing, formatDay, localDay, localDayAt, type Debt, type Instant, type LedgerEntry, type Rule } from "../../../engine/index.ts";
import { at, calendar, context, day, debt, event, rule, THREE_YEARS } from "./world.ts";

const service = (more: Partial<Rule> = {}): Rule => rule({ kind: "tolling", during: "military-orders", until: ["renewal", "judgment"] }, more);
const old = debt("d1", { due: day("2023-03-01"), default: day("2023-03-02") });
const orders = (from: string | null, until: string | null, more: object = {}, when = "2024-01-01"): LedgerEntry =>
  event(`${when}T10:00:00-05:00`, {
    event: "military-orders",
    ...(from === null ? {} : { from: day(from) }),
    ...(until === null ? {} : { until: day(until) }),
    ...more,
  });
const JANUARY = orders("2024-01-01", "2024-01-31");

/** The last day of a period that would end with 2 March 2026; "never" while it stands still. */
const last = (ledger: readonly LedgerEntry[], law: Rule = service(), debts: readonly Debt[] = [old]): string => {
  const barred = closing(rule(THREE_YEARS), context({ debts, ledger, rules: [law] }), { act: "sue", debts: ["d1"] }, at("2026-01-02T12:00:00-05:00"));
  return barred === Infinity ? "never" : formatDay(localDay(localDayAt(calendar, "America/New_York", barred as Instant) - 1));
};

it("a period ends so many days later as it stood still in it, its first day and its last included", () => {
  expect(last([])).toBe("2026-03-02");
  expect(last([JANUARY])).toBe("2026-04-02");
  expect(last([orders("2024-01-05", "2024-01-05")])).toBe("2026-03-03");
  // Days before it begins don't count; the day from which it runs is none of it.
  expect(last([orders("2023-01-01", "2023-03-11")])).toBe("2026-03-11");
  expect(last([orders("2023-01-01", "2023-03-03")])).toBe("2026-03-03");
  expect(last([orders("2023-01-01", "2023-03-02")])).toBe("2026-03-02");
  // It may stand still from its last day on, but not once it is over.
  expect(last([orders("2026-03-02", "2026-03-11")])).toBe("2026-03-12");
  expect(last([orders("2026-03-03", "2026-03-11")])).toBe("2026-03-02");
});

it("days of several stretches count once, in whatever order they were told", () => {
  const both = (...ledger: readonly [LedgerEntry, LedgerEntry]): readonly string[] => [last(ledger), last(ledger.toReversed())];
  expect(both(JANUARY, orders("2024-01-15", "2024-02-15"))).toEqual(["2026-04-17", "2026-04-17"]);
  expect(both(JANUARY, orders("2024-01-31", "2024-02-15"))).toEqual(["2026-04-17", "2026-04-17"]);
  expect(both(JANUARY, orders("2024-01-10", "2024-01-20"))).toEqual(["2026-04-02", "2026-04-02"]);
  expect(both(JANUARY, orders("2024-03-01", "2024-03-31"))).toEqual(["2026-05-03", "2026-05-03"]);
  // The second begins in the days that the first one added.
  expect(both(JANUARY, orders("2026-03-20", "2026-03-29"))).toEqual(["2026-04-12", "2026-04-12"]);
});

it("a stretch without an end goes on until an event that ends it, about the same debt and after it began", () => {
  const ended = (when: string, more: object = {}): LedgerEntry => event(`${when}T10:00:00-05:00`, { event: "renewal", ...more });
  const open = orders("2024-01-01", null);
  expect(last([open])).toBe("never");
  expect(last([open, ended("2024-01-31")])).toBe("2026-04-02");
  expect(last([open, ended("2024-01-31", { debts: ["d2"] })])).toBe("never");
  expect(last([ended("2023-12-31"), open])).toBe("never");
  expect(last([open, event("2024-01-31T10:00:00-05:00", { event: "promise" })])).toBe("never");
  // The earlier of both ends counts; without a first day it is that on which it was told.
  expect(last([orders("2024-01-01", "2024-02-15"), ended("2024-01-31")])).toBe("2026-04-02");
  expect(last([orders(null, "2024-01-31")])).toBe("2026-04-02");
  expect(last([orders("2024-02-01", "2024-01-01")])).toBe("2026-03-02");
});

it("only what its law names stops a period, for debts that the law binds, in stretches that begin while it is in force", () => {
  expect(last([orders("2024-01-01", "2024-01-31", { debts: ["d2"] })])).toBe("2026-03-02");
  const hardship = event("2024-01-01T10:00:00-05:00", { event: "hardship", from: day("2024-06-01"), until: day("2024-06-30") });
  expect(last([JANUARY, hardship])).toBe("2026-04-02");
  expect(last([JANUARY], service({ from: day("2024-01-02") }))).toBe("2026-03-02");
  expect(last([JANUARY], service({ from: day("2024-01-01") }))).toBe("2026-04-02");
  const consumer = service({ binds: [{ roles: ["third-party"], debts: ["consumer"] }] });
  expect(last([JANUARY], consumer)).toBe("2026-04-02");
  expect(last([JANUARY], consumer, [{ ...old, kind: "commercial" }, debt("d2")])).toBe("2026-03-02");
});

it("what happened before a period began restarts nothing, however long it stood still before", () => {
  const paid = event("2024-02-01T10:00:00-05:00", { event: "payment" });
  const facts = { ...old, default: day("2024-03-02") };
  const ledger = [paid, orders("2024-02-02", "2025-02-01")];
  const restarts = rule({ ...THREE_YEARS, years: 2, restartedBy: ["payment"] });
  const barred = closing(
    restarts,
    context({ debts: [facts], ledger, rules: [service()] }),
    { act: "sue", debts: ["d1"] },
    at("2026-01-02T12:00:00-05:00"),
  );
  // 336 days after 2 March 2026, and not 366 after 1 February.
  expect(barred).toBe(at("2027-02-02T00:00:00-05:00"));
});
