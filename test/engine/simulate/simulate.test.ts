import { expect, it } from "vitest";
import { simulate, type Rule, type SimulatedContact } from "../../../engine/index.ts";
import { account, at, CALENDAR, invoice } from "../fixtures/machine.ts";
import { tour } from "../fixtures/policy.ts";

const rule = (id: string, body: Rule["body"]): Rule => ({
  id, place: "HOUSE", summary: id, cites: "house rule", confidence: "own", checked: null, from: null, to: null, binds: [], file: "test.collect", line: 1, body,
});
export const HOURS = rule("house.hours", {
  kind: "window", hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: 540 as never, to: 1020 as never }], holidaysClosed: true, liftedByConsent: false,
});
export const CAP = rule("house.cap", { kind: "cap", n: 2, unit: "attempt", days: 7, key: "person", excluding: [] });

const all = (contacts: Iterable<SimulatedContact>): SimulatedContact[] => [...contacts];

it("holds a contact until the hours open, then sends it", () => {
  const sim = simulate({
    program: { policy: tour(), calendar: CALENDAR }, rules: [HOURS, CAP], accounts: [account([invoice("1", "2026-03-02", 120_000)])],
    from: at("2026-02-20"), to: at("2026-03-12"),
  });
  const contacts = all(sim.contacts);
  expect(contacts.map((one) => `${one.status} ${one.step} ${one.rules.join(",")}`)).toEqual([]);
});

it("simulates a year in well under five milliseconds an account", () => {
  const accounts = Array.from({ length: 200 }, (_, i) => account([invoice("1", "2026-03-02", 120_000)], { id: `A-${i}`, debtor: { ...account([]).debtor, id: `D-${i}` } }));
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const sim = simulate({ program: { policy: tour(), calendar: CALENDAR }, rules: [HOURS, CAP], accounts, from: at("2026-02-01"), to: at("2027-02-01"), seed: 7 });
    const n = all(sim.contacts).length;
    console.log(round, n, (performance.now() - start) / accounts.length);
  }
});
