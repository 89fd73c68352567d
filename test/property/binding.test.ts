import fc from "fast-check";
import { expect, it } from "vitest";
import { isBinding, type Context } from "../../engine/index.ts";
import { isBound } from "../oracle/index.ts";
import { calendarOf, weekdaysOf } from "./moments.ts";
import { cases } from "./wide.ts";

it("a rule binds an account on the days and about the debts of which the oracle says so, whatever is done", () => {
  const found = { binding: 0, not: 0 };
  for (const { scene, rules, collector, debts, lines } of fc.sample(cases, 400)) {
    const calendar = calendarOf(scene);
    const ledger = lines.flatMap(({ at, line }, index) => (line.what === "event" ? [{ at, id: `e${index}`, event: line.event }] : []));
    const facts = { rules, collector, debtor: scene.debtor, debts };
    const context: Context = { ...facts, calendar, ledger: [] };
    for (const { at } of lines) {
      const told = ledger.filter((entry) => entry.at <= at);
      const story = { ...facts, holidays: calendar.holidays, ...weekdaysOf(scene), ledger: told };
      for (const rule of rules) {
        const about = [debts.at(at % debts.length)?.id ?? ""];
        const binding = isBinding(rule, { ...context, ledger: told }, about, at);
        expect(binding, `${JSON.stringify(rule)} at ${at}`).toBe(isBound(story, rule.id, about, at));
        found[binding ? "binding" : "not"] += 1;
      }
    }
  }
  expect(found.binding).toBeGreaterThan(4_000);
  expect(found.not).toBeGreaterThan(2_000);
}, 60_000);
