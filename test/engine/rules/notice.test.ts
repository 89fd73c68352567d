import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  closing,
  earliestNotice,
  localDayAt,
  permit,
  type Action,
  type Instant,
  type LedgerEntry,
  type NoticeRule,
  type Rule,
} from "../../../engine/index.ts";
import { HOUR, ask, at, calendar, contact, context, day, debt, event, later, rule } from "./world.ts";

const before: NoticeRule = {
  kind: "notice-before",
  acts: ["sue", "threaten-suit"],
  notices: ["letter-of-claim"],
  by: ["letter", "registered-letter"],
  atLeast: { n: 14, business: false },
  counts: { from: "sending" },
  key: "debt",
};
const SUE: Action = { act: "sue", debts: ["d1"] };
const letter = (text: string, more = {}): LedgerEntry => contact(text, { channel: "letter", contains: ["letter-of-claim"], ...more });
const from = (
  one: NoticeRule,
  text: string,
  ledger: readonly LedgerEntry[],
  action: Action = SUE,
  more: Parameters<typeof context>[0] = {},
): Instant | null => earliestNotice(one, context({ ledger, ...more }), action, at(text));

it("lets the act come on the day after the last of the days, the sending day not counted", () => {
  const ledger = [letter("2026-03-03T23:59:00-05:00")];
  expect(from(before, "2026-03-04T10:00:00-05:00", ledger)).toBe(at("2026-03-18T00:00:00-04:00"));
  expect(from(before, "2026-03-17T23:59:59.999-04:00", ledger)).toBe(at("2026-03-18T00:00:00-04:00"));
  expect(from(before, "2026-03-18T00:00:00-04:00", ledger)).toBe(at("2026-03-18T00:00:00-04:00"));
});

it("refuses without end while none was given, and has nothing to say about other acts", () => {
  expect(from(before, "2026-03-04T10:00:00-05:00", [])).toBeNull();
  expect(from(before, "2026-03-04T10:00:00-05:00", [], { act: "sell", debts: ["d1"] })).toBe(at("2026-03-04T10:00:00-05:00"));
});

it("takes no notice of the wrong content, medium, direction, debt, sender or person, nor of one that came back", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  const sent = "2026-03-03T10:00:00-05:00";
  const debts = [debt("d1"), debt("d2")];
  const none = [
    contact(sent, { channel: "letter", contains: ["reminder"] }),
    contact(sent, { channel: "letter" }),
    letter(sent, { channel: "email" }),
    letter(sent, { direction: "in" }),
    letter(sent, { debts: ["d2"] }),
    letter(sent, { by: "earlier-collector" }),
    letter(sent, { person: "neighbour" }),
    letter(sent, { outcome: "wrong-number" }),
  ];
  for (const entry of none) expect(from(before, noon, [entry], SUE, { debts })).toBeNull();
  const back = letter(sent);
  expect(from(before, noon, [back, event("2026-03-09T10:00:00-04:00", { event: "undeliverable", re: back.id })])).toBeNull();
  for (const more of [{}, { by: "creditor" }, { person: "attorney" }, { channel: "registered-letter" }]) {
    expect(from(before, noon, [letter(sent, more)])).toBe(at(noon));
  }
});

it("counts for every debt asked about, or once for the person", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  const debts = [debt("d1"), debt("d2")];
  const ledger = [letter("2026-03-03T10:00:00-05:00", { debts: ["d1"] })];
  const both: Action = { act: "sue", debts: ["d1", "d2"] };
  expect(from(before, noon, ledger, both, { debts })).toBeNull();
  expect(from({ ...before, key: "person" }, noon, ledger, both, { debts })).toBe(at(noon));
});

it("starts anew with a notice that is sent again", () => {
  const ledger = [letter("2026-03-03T10:00:00-05:00"), letter("2026-03-20T10:00:00-04:00")];
  expect(from(before, "2026-03-21T10:00:00-04:00", ledger)).toBe(at("2026-04-04T00:00:00-04:00"));
});

it("goes stale: the last of its days is the last on which the act may come", () => {
  const stale: NoticeRule = { ...before, atMost: { n: 30, business: false } };
  const ledger = [letter("2026-03-03T10:00:00-05:00")];
  expect(from(stale, "2026-04-02T23:59:59-04:00", ledger)).toBe(at("2026-04-02T23:59:59-04:00"));
  expect(from(stale, "2026-04-03T00:00:00-04:00", ledger)).toBeNull();
  const ends = (text: string): number => closing(rule(stale), context({ ledger }), SUE, at(text));
  expect(ends("2026-04-01T10:00:00-04:00")).toBe(at("2026-04-03T00:00:00-04:00"));
  expect(ends("2026-04-03T00:00:00-04:00")).toBe(Infinity);
  expect(closing(rule(before), context({ ledger }), SUE, at("2026-04-01T10:00:00-04:00"))).toBe(Infinity);
});

it("counts from receipt, as the ledger has it, else as the law presumes it; unknown arrival denies", () => {
  const receipt: NoticeRule = { ...before, counts: { from: "receipt" } };
  const sent = "2026-03-03T10:00:00-05:00";
  expect(from(receipt, "2026-03-04T10:00:00-05:00", [letter(sent, { received: at("2026-03-05T12:00:00-05:00") })])).toBe(
    at("2026-03-20T00:00:00-04:00"),
  );
  expect(from(receipt, "2026-06-04T10:00:00-04:00", [letter(sent)])).toBeNull();
  const presumed = (n: number, channels = ["letter"] as const, more: Partial<Rule> = {}): Rule =>
    rule({ kind: "receipt", channels, after: { n, business: true } }, more);
  // Tuesday 3 March: the fifth business day is Tuesday the 10th.
  const rules = [presumed(2), presumed(5), presumed(9, ["letter"], { place: "GB" })];
  expect(from(receipt, "2026-03-04T10:00:00-05:00", [letter(sent)], SUE, { rules })).toBe(at("2026-03-25T00:00:00-04:00"));
  // The law presumes what it presumed on the day of sending.
  const since = (from: string) =>
    earliestNotice(
      receipt,
      context({ ledger: [letter(sent)], rules: [presumed(1, ["letter"], { from: day(from) })] }),
      SUE,
      at("2026-06-04T10:00:00-04:00"),
    );
  expect(since("2026-03-04")).toBeNull();
  expect(since("2026-03-03")).toBe(at("2026-06-04T10:00:00-04:00"));
  // A message arrives at once where nobody noted more.
  const anyhow: NoticeRule = { ...receipt, by: ["email"] };
  expect(from(anyhow, "2026-03-04T10:00:00-05:00", [letter(sent, { channel: "email" })])).toBe(at("2026-03-18T00:00:00-04:00"));
  const fixed: NoticeRule = { ...before, counts: { from: "presumed receipt", after: { n: 3, business: false } } };
  expect(from(fixed, "2026-03-04T10:00:00-05:00", [letter(sent, { received: at("2026-03-30T12:00:00-04:00") })])).toBe(
    at("2026-03-21T00:00:00-04:00"),
  );
});

it("counts business days by the holidays of the debtor's place, and must know them", () => {
  const business: NoticeRule = { ...before, atLeast: { n: 3, business: true } };
  const ledger = [letter("2026-11-24T10:00:00-05:00")];
  // Thursday the 26th is a holiday: Wednesday, Friday, Monday.
  expect(from(business, "2026-11-25T10:00:00-05:00", ledger)).toBe(at("2026-12-01T00:00:00-05:00"));
  // Working days beyond the calendar can't be told, and those before it aren't counted.
  expect(from(business, "2027-06-29T10:00:00-04:00", [letter("2027-06-28T10:00:00-04:00")])).toBeNull();
  expect(from(business, "2026-01-02T10:00:00-05:00", [letter("2025-12-20T10:00:00-05:00")])).toBe(at("2026-01-06T00:00:00-05:00"));
  const decision = permit(context({ ledger, rules: [rule(business)], places: ["FR"] }), SUE, at("2026-12-10T10:00:00-05:00"));
  expect(decision.allowed ? [] : decision.reasons.map((reason) => reason.rule)).toEqual(["unknown.holidays"]);
});

it("must have run its days in every zone", () => {
  const ledger = [letter("2026-03-03T20:30:00-05:00")];
  expect(from(before, "2026-03-04T10:00:00-05:00", ledger, SUE, { zones: ["America/New_York", "Europe/London"] })).toBe(at("2026-03-19T00:00:00Z"));
});

it("lets the notice itself through, and an open text that may become it while one is wanting", () => {
  const first: NoticeRule = { ...before, acts: ["contact"] };
  const ledger = [letter("2026-03-03T10:00:00-05:00")];
  const now = "2026-03-04T10:00:00-05:00";
  const written = ask({ channel: "letter", contains: ["letter-of-claim", "opt-out"] });
  expect(from(first, now, ledger, written)).toBe(at(now));
  expect(from(first, now, [], ask({ channel: "letter" }))).toBe(at(now));
  expect(from(first, now, ledger, ask({ channel: "letter" }))).toBe(at("2026-03-18T00:00:00-04:00"));
  expect(from(first, now, [], ask({ channel: "letter", contains: [] }))).toBeNull();
  expect(from(first, now, [], ask())).toBeNull();
  const decide = (action: Action, entries: readonly LedgerEntry[]) => permit(context({ ledger: entries, rules: [rule(first)] }), action, at(now));
  expect(decide(ask({ channel: "letter" }), [])).toEqual({ allowed: true, requires: ["letter-of-claim"] });
  expect(decide(written, ledger).requires).toEqual([]);
  expect(decide(ask(), []).requires).toEqual(["letter-of-claim"]);
  // It went the wrong way, but what the text has isn't missing from it.
  expect(decide(ask({ channel: "email", contains: ["letter-of-claim"] }), [])).toMatchObject({ allowed: false, requires: [] });
  // It was given; only time is wanting.
  expect(decide(ask(), ledger).requires).toEqual([]);
  // As soon as it is stale, the open text may be a new one.
  const stale: NoticeRule = { ...first, atLeast: { n: 40, business: false }, atMost: { n: 30, business: false } };
  expect(from(stale, now, ledger, ask({ channel: "letter" }))).toBe(at("2026-04-03T00:00:00-04:00"));
  expect(from(stale, "2026-04-03T00:00:00-04:00", ledger, ask({ channel: "letter" }))).toBe(at("2026-04-03T00:00:00-04:00"));
});

it("governs only the charges and channels that it names", () => {
  const costs: NoticeRule = { ...before, acts: ["charge"], charges: ["collection-costs"] };
  const now = "2026-03-04T10:00:00-05:00";
  const charge = (type: string): Action => ({ act: "charge", debts: ["d1"], charge: { type, agreed: false } });
  expect(from(costs, now, [], charge("collection-costs"))).toBeNull();
  expect(from(costs, now, [], charge("late-interest"))).toBe(at(now));
  const spoken: NoticeRule = { ...before, acts: ["contact"], channels: ["call"] };
  expect(from(spoken, now, [], ask())).toBeNull();
  expect(from(spoken, now, [], ask({ channel: "email" }))).toBe(at(now));
});

it("finds the first instant after its days in every zone, as counting dates does", () => {
  const zoneSets = fc.subarray(["America/New_York", "Europe/London", "Australia/Lord_Howe"], { minLength: 1, maxLength: 2 });
  const start = at("2026-10-20T00:30:00Z");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      zoneSets,
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 300 }),
      (sent, zones, days, wait) => {
        const one = {
          at: later(start, sent * HOUR),
          id: "n",
          contact: { channel: "letter", direction: "out", contains: ["letter-of-claim"] } as const,
        };
        const t = later(one.at, wait * HOUR);
        const over = (u: Instant): boolean => zones.every((zone) => localDayAt(calendar, zone, u) > localDayAt(calendar, zone, one.at) + days);
        const found = earliestNotice({ ...before, atLeast: { n: days, business: false } }, context({ ledger: [one], zones }), SUE, t) ?? t;
        expect(over(found)).toBe(true);
        for (let u = t; u < found; u = later(u, HOUR / 2)) expect(over(u)).toBe(false);
        expect(found === t || !over(later(found, -1))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
