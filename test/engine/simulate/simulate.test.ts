import fc from "fast-check";
import { expect, it } from "vitest";
import { formatInstant, simulate, type Account, type SimulatedContact, type SimulationInput } from "../../../engine/index.ts";
import { account, at, CALENDAR, happened, invoice, paid, ZONE } from "../fixtures/machine.ts";
import { tour } from "../fixtures/policy.ts";
import { CAP, DISPUTE, HOURS, rule } from "../fixtures/rules.ts";

const one = (id: string, debtor: string, more: Partial<Account> = {}): Account =>
  account([invoice("1", "2026-03-02", 120_000)], { id, debtor: { ...account([]).debtor, id: debtor }, ...more });
const begin = (more: Partial<SimulationInput>) =>
  simulate({
    program: { policy: tour(), calendar: CALENDAR },
    rules: [HOURS],
    accounts: [one("A-1", "D-1")],
    from: at("2026-02-20"),
    to: at("2026-06-30"),
    ...more,
  });
const played = (more: Partial<SimulationInput>): readonly SimulatedContact[] => [...begin(more).contacts];
const line = ({ account: id, at: t, channel, step, status, rules }: SimulatedContact): string =>
  [id, formatInstant(CALENDAR, ZONE, t).slice(5, 16), status, channel, step, ...rules].join(" ");

it("holds a contact until the hours open, and says by which rule", () => {
  expect(played({ to: at("2026-03-10") }).map(line)).toEqual([
    "A-1 02-23T00:01 held email courtesy/day 0 house.hours",
    "A-1 02-23T09:01 sent email courtesy/day 0",
    "A-1 03-03T00:01 held email reminder/day 0 house.hours",
    "A-1 03-03T09:01 sent email reminder/day 0",
    "A-1 03-08T00:01 held call reminder/day 5 house.hours",
    "A-1 03-09T09:01 sent call reminder/day 5",
  ]);
});

it("limits span the accounts of one debtor, and not those of others", () => {
  const week = (accounts: readonly Account[]) =>
    played({ accounts, rules: [CAP], to: at("2026-02-28") }).filter((contact) => contact.status === "sent").length;
  expect(week([one("A-1", "D-1"), one("A-2", "D-1"), one("A-3", "D-1")])).toBe(2);
  expect(week([one("A-1", "D-1"), one("A-2", "D-2"), one("A-3", "D-3")])).toBe(3);
});

it("adds the house rules of the policy, once", () => {
  const policy = { ...tour(), house: [HOURS] };
  const program = { policy, calendar: CALENDAR };
  expect(played({ program, rules: [], to: at("2026-02-28") })).toEqual(played({ rules: [HOURS], to: at("2026-02-28") }));
  expect(played({ program, rules: [HOURS], to: at("2026-02-28") })).toEqual(played({ rules: [HOURS], to: at("2026-02-28") }));
});

it("what a rule blocks for good lapses", () => {
  const never = rule("house.no-mail", {
    kind: "block",
    acts: ["contact"],
    channels: ["email"],
    key: "person",
    exceptPurposes: [],
    exceptPersons: [],
    unlessConsent: [],
    exceptReplies: false,
  });
  expect(played({ rules: [never], to: at("2026-03-05") }).map((contact) => [contact.status, contact.rules])).toEqual([
    ["lapsed", ["house.no-mail"]],
    ["lapsed", ["house.no-mail"]],
  ]);
});

it("tells what concerns the person to all their accounts, what concerns a debt to its own", () => {
  const accounts = [one("A-1", "D-1"), one("A-2", "D-1")];
  const after = (event: Parameters<typeof happened>[2]) =>
    played({ accounts, events: [{ account: "A-1", at: at("2026-03-04"), event: happened("x", "2026-03-04", event) }], to: at("2026-03-13") })
      .filter((contact) => contact.status === "sent" && contact.at >= at("2026-03-04"))
      .map((contact) => contact.account);
  expect(after({ event: "cease-request" })).toEqual([]);
  expect(after({ event: "dispute" })).toEqual(["A-2"]);
});

it("writes events into the debtor's ledger, where the law sees them", () => {
  const policy = { ...tour(), handlers: [] };
  const events = [{ account: "A-1", at: at("2026-03-04"), event: happened("x", "2026-03-04", { event: "dispute" }) }];
  const simulation = begin({
    program: { policy, calendar: CALENDAR },
    rules: [DISPUTE],
    accounts: [one("A-1", "D-1"), one("A-2", "D-1")],
    events,
    to: at("2026-03-13"),
  });
  expect([...simulation.contacts].filter((contact) => contact.at >= at("2026-03-04") && contact.account === "A-1")).toEqual([]);
  expect(simulation.accounts.get("A-1")?.state?.rests).toMatchObject([{ kind: "pause", cause: "x" }]);
});

it("gives contacts in the order of time, the states as they stand, and what happened inside", () => {
  const simulation = begin({ accounts: Array.from({ length: 20 }, (_, i) => one(`A-${i}`, `D-${i}`)), seed: 5 });
  const contacts = [...simulation.contacts];
  expect(contacts.every((contact, i) => i === 0 || (contacts[i - 1]?.at ?? 0) <= contact.at)).toBe(true);
  expect([...simulation.accounts.values()].every(({ state, trace }) => state !== null && trace.length > 0)).toBe(true);
});

it("can be stopped at any contact and gone on with", () => {
  const whole = played({}).map(line);
  const simulation = begin({});
  const first = simulation.contacts.next();
  expect(first.done === true ? [] : [line(first.value), ...[...simulation.contacts].map(line)]).toEqual(whole);
});

it("debtors who answer at random do the same for the same seed, whoever else is there", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const alone = played({ accounts: [one("A-7", "D-7")], seed }).map(line);
      const among = played({ accounts: Array.from({ length: 9 }, (_, i) => one(`A-${i}`, `D-${i}`)), seed })
        .filter((contact) => contact.account === "A-7")
        .map(line);
      expect(among).toEqual(alone);
    }),
    { numRuns: 10 },
  );
});

it("seeds differ, and among many debtors some pay, some dispute, some stay silent", () => {
  const accounts = Array.from({ length: 120 }, (_, i) => one(`A-${i}`, `D-${i}`));
  const ends = (seed: number) => {
    const simulation = begin({ accounts, seed });
    const n = [...simulation.contacts].length;
    const states = [...simulation.accounts.values()].flatMap(({ state }) => state ?? []);
    return { n, paid: states.filter((state) => state.closedAs === "paid").length, rests: states.filter((state) => state.rests.length > 0).length };
  };
  const [a, b] = [ends(1), ends(2)];
  expect(a).not.toEqual(b);
  expect(a.paid).toBeGreaterThan(20);
  expect(a.paid).toBeLessThan(120);
  expect(a.rests).toBeGreaterThan(10);
});

it("a late refund opens a paid account again", () => {
  const events = [
    { account: "A-1", at: at("2026-03-04"), event: paid("p", "2026-03-04", 120_000) },
    { account: "A-1", at: at("2026-03-20"), event: paid("r", "2026-03-20", 120_000, "refund") },
  ];
  const simulation = begin({ events });
  const contacts = [...simulation.contacts].filter((contact) => contact.status === "sent");
  expect(contacts.filter((contact) => contact.at >= at("2026-03-04") && contact.at < at("2026-03-20"))).toEqual([]);
  expect(simulation.accounts.get("A-1")?.state?.status).toBe("open");
  expect(contacts.length).toBeGreaterThan(4);
});

it("simulates a year of an account in well under five milliseconds", () => {
  const accounts = Array.from({ length: 100 }, (_, i) => one(`A-${i}`, `D-${i}`));
  const year = () => played({ accounts, rules: [HOURS, CAP, DISPUTE], to: at("2027-02-20"), seed: 7 }).length;
  year();
  const times = Array.from({ length: 5 }, () => {
    // Time of the processor, not of the clock: other tests run on the same two cores.
    const start = process.cpuUsage();
    year();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / accounts.length;
  });
  expect(Math.min(...times)).toBeLessThan(5);
});
