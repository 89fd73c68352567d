import { expect, it } from "vitest";
import { rulesConcerning } from "../../../engine/concerning.ts";
import {
  closing,
  permit,
  type Action,
  type BlockRule,
  type Contact,
  type ContentRule,
  type CountsFrom,
  type Days,
  type LedgerEntry,
  type Rule,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, rule } from "./world.ts";

const days = (n: number, business = false): Days => ({ n, business });
const presumed = (n: number): CountsFrom => ({ from: "presumed receipt", after: days(n) });
const giving = (atLeast: Days, counts: CountsFrom, more: Partial<ContentRule> = {}): ContentRule => ({
  kind: "content",
  acts: ["contact"],
  when: "every",
  must: [],
  mustNot: [],
  gives: { atLeast, counts },
  ...more,
});
const mail = (more: Partial<Contact> = {}): Action => ask({ channel: "email", contains: [], ...more });
const NOW = "2026-03-02T10:00:00-05:00";
type World = NonNullable<Parameters<typeof context>[0]>;
const passes = (one: ContentRule, action: Action, more: World = {}, when = NOW): boolean =>
  permit(context({ rules: [rule(one)], ...more }), action, at(when)).allowed;
/** The earliest last day in March that a message of 2 March may name. */
const firstDay = (one: ContentRule, more: World = {}): number | undefined =>
  Array.from({ length: 31 }, (_, n) => n + 1).find((n) => passes(one, mail({ deadline: day(`2026-03-${String(n).padStart(2, "0")}`) }), more));

it("a last day must leave the days that the law gives: from sending, from receipt, or from receipt as it is presumed", () => {
  expect(firstDay(giving(days(14), { from: "sending" }))).toBe(16);
  expect(firstDay(giving(days(14), { from: "receipt" }))).toBe(16);
  expect(firstDay(giving(days(14), presumed(3)))).toBe(19);
  expect(firstDay(giving(days(5, true), { from: "sending" }))).toBe(9);
  // It counts as received on Saturday the 7th, and business days from there, not the other way round.
  expect(firstDay(giving(days(4, true), presumed(5)))).toBe(12);
  expect(firstDay(giving(days(14), { from: "sending" }), { zones: ["America/New_York", "Asia/Tokyo"] })).toBe(17);
});

it("days that a message gives from its receipt are enough only for a law that counts calendar days from there", () => {
  const given = (one: ContentRule, daysFromReceipt: number): boolean => passes(one, mail({ daysFromReceipt }));
  expect([13, 14].map((n) => given(giving(days(14), { from: "receipt" }), n))).toEqual([false, true]);
  expect([13, 14].map((n) => given(giving(days(14), presumed(3)), n))).toEqual([false, true]);
  expect(given(giving(days(14), { from: "sending" }), 30)).toBe(false);
  expect(given(giving(days(14, true), { from: "receipt" }), 30)).toBe(false);
});

it("a text that names no time is held against no such rule", () => {
  const isHeld = (one: ContentRule, action: Action): boolean => rulesConcerning(context({ rules: [rule(one)] }), action).length > 0;
  const one = giving(days(14), { from: "receipt" }, { acts: ["contact", "credit-report"] });
  expect(isHeld(one, mail())).toBe(false);
  expect(isHeld(one, { act: "credit-report", debts: ["d1"], contains: [] })).toBe(false);
  expect(isHeld(one, mail({ daysFromReceipt: 30 }))).toBe(true);
  expect(isHeld(one, mail({ deadline: day("2026-03-30") }))).toBe(true);
});

it("a permission ends when the last day that a text names comes too near, in the first zone", () => {
  const ends = (one: ContentRule, deadline: string, when = NOW, more: World = {}): number =>
    closing(rule(one), context(more), mail({ deadline: day(deadline) }), at(when));
  const fortnight = giving(days(14), { from: "sending" });
  expect(ends(fortnight, "2026-03-20")).toBe(at("2026-03-07T00:00:00-05:00"));
  expect(ends(fortnight, "2026-03-20", "2026-03-06T23:59:59-05:00")).toBe(at("2026-03-07T00:00:00-05:00"));
  expect(ends(giving(days(1), { from: "sending" }), "2026-03-20")).toBe(at("2026-03-20T00:00:00-04:00"));
  expect(ends(giving(days(5, true), { from: "sending" }), "2026-03-20")).toBe(at("2026-03-16T00:00:00-04:00"));
  expect(ends(fortnight, "2026-03-20", NOW, { zones: ["America/New_York", "Asia/Tokyo"] })).toBe(at("2026-03-07T00:00:00+09:00"));
  // It is too late already, today and on every day to come.
  expect(ends(fortnight, "2026-03-10")).toBe(at("2026-03-03T00:00:00-05:00"));
  expect(ends(fortnight, "2026-03-01")).toBe(at("2026-03-03T00:00:00-05:00"));
  expect(closing(rule(fortnight), context(), mail(), at(NOW))).toBe(Infinity);
});

const leavesPeriod = rule({ kind: "content", acts: ["contact"], when: "every", must: [], mustNot: [], leavesPeriod: true });
const sent = (when: string, last: string | null, more: object = {}): LedgerEntry =>
  contact(when, { channel: "letter", contains: ["validation-notice"], ...(last === null ? {} : { deadline: day(last) }), ...more });
const first = sent("2026-03-02T10:00:00-05:00", "2026-04-06");
/** Until when a text is refused that names a last day. */
const until = (
  ledger: readonly LedgerEntry[],
  deadline: string | null,
  laws: readonly Rule[] = [],
  more: World & { readonly action?: Action } = {},
): unknown => {
  const { action = mail(deadline === null ? {} : { deadline: day(deadline) }), ...world } = more;
  const decision = permit(context({ rules: [...laws, leavesPeriod], ledger, ...world }), action, at("2026-03-20T10:00:00-04:00"));
  return decision.allowed ? "allowed" : decision.reasons.map(({ until: end }) => end);
};
const SEVENTH = [at("2026-04-07T00:00:00-04:00")];

it("no text names a last day before the dispute period is over that a notice stated", () => {
  expect(until([first], "2026-04-05")).toEqual(SEVENTH);
  expect(until([first], "2026-04-06")).toBe("allowed");
  expect(until([first], null)).toBe("allowed");
  expect(until([], "2026-04-05")).toBe("allowed");
  expect(
    until([{ ...first, contact: { channel: "letter", direction: "out", contains: ["letter-of-claim"], deadline: day("2026-04-06") } }], "2026-04-05"),
  ).toBe("allowed");
  // A notice sent again begins a period of its own, and is one itself.
  const again = sent("2026-03-10T10:00:00-04:00", "2026-04-14");
  expect(until([first, again], "2026-04-06")).toEqual([at("2026-04-15T00:00:00-04:00")]);
  expect(until([first], null, [], { action: mail({ contains: ["validation-notice"], deadline: day("2026-04-05") }) })).toBe("allowed");
});

const thirty = (counts: CountsFrom, more: Partial<ContentRule> = {}): ContentRule =>
  giving(days(30), counts, { having: ["validation-notice"], ...more });
const law = (body: ContentRule, more: Partial<Rule> = {}): readonly Rule[] => [rule(body, more)];
const short = (more: object = {}): LedgerEntry => sent("2026-03-02T10:00:00-05:00", "2026-03-22", more);

it("a notice that states less than the law gives ends the period later, by the law that bound it when it was sent", () => {
  const ends = (laws: readonly Rule[], more: object = {}, world: World = {}): unknown => until([short(more)], "2026-03-21", laws, world);
  expect(ends([])).toEqual([at("2026-03-23T00:00:00-04:00")]);
  expect(ends(law(thirty(presumed(5))))).toEqual(SEVENTH);
  expect(ends(law(thirty({ from: "sending" })))).toEqual([at("2026-04-02T00:00:00-04:00")]);
  // Law about other texts, of other times, and for other debts.
  expect(ends(law(thirty(presumed(5), { having: ["letter-of-claim"] })))).toEqual([at("2026-03-23T00:00:00-04:00")]);
  expect(ends(law(thirty(presumed(5)), { from: day("2026-03-03") }))).toEqual([at("2026-03-23T00:00:00-04:00")]);
  const consumer = { binds: [{ roles: ["third-party"], debts: ["consumer"] }] } as const;
  const debts = [debt("d1", { kind: "commercial" }), debt("d2")];
  expect(ends(law(thirty(presumed(5)), consumer), {}, { debts })).toEqual([at("2026-03-23T00:00:00-04:00")]);
  expect(ends(law(thirty(presumed(5)), consumer))).toEqual(SEVENTH);
});

it("a period of which nobody can tell the end, for want of holidays, isn't over", () => {
  const presumedLate = law(thirty({ from: "presumed receipt", after: days(5, true) }));
  expect(until([short()], "2026-06-30", presumedLate)).toBe("allowed");
  expect(until([short()], "2026-06-30", presumedLate, { places: ["FR"] })).toEqual([null]);
  expect(until([short()], null, presumedLate, { places: ["FR"] })).toBe("allowed");
});

it("where receipt was noted, the period counts from there if it came before the day on which the law presumes it", () => {
  const ends = (received: string, counts: CountsFrom = presumed(5)): unknown =>
    until([short({ received: at(received) })], "2026-03-21", law(thirty(counts)));
  expect(ends("2026-03-04T10:00:00-05:00")).toEqual([at("2026-04-04T00:00:00-04:00")]);
  expect(ends("2026-03-12T10:00:00-04:00")).toEqual(SEVENTH);
  expect(ends("2026-03-04T10:00:00-05:00", { from: "sending" })).toEqual([at("2026-04-02T00:00:00-04:00")]);
});

it("a dispute of the whole person counts as in time while a period runs that law for any of the debts makes longer", () => {
  const body: BlockRule = {
    kind: "block",
    acts: ["contact"],
    key: "person",
    while: { event: "dispute", until: [], withinValidationPeriod: true },
    exceptPurposes: [],
    exceptPersons: [],
    unlessConsent: [],
    exceptReplies: false,
  };
  const disputed = (when: string): LedgerEntry => event(when, { event: "dispute" });
  const isBlocked = (laws: readonly Rule[], when: string, debts = [debt("d1")]): boolean =>
    !permit(
      context({ rules: [...laws, rule(body)], debts, ledger: [short(), disputed(when)] }),
      ask({ channel: "email" }),
      at("2026-04-20T10:00:00-04:00"),
    ).allowed;
  const consumer = { binds: [{ roles: ["third-party"], debts: ["consumer"] }] } as const;
  expect(isBlocked([], "2026-03-22T23:00:00-04:00")).toBe(true);
  expect(isBlocked([], "2026-03-23T00:00:00-04:00")).toBe(false);
  expect(isBlocked(law(thirty(presumed(5)), consumer), "2026-04-06T23:00:00-04:00")).toBe(true);
  expect(isBlocked(law(thirty(presumed(5)), consumer), "2026-04-06T23:00:00-04:00", [debt("d1", { kind: "commercial" })])).toBe(false);
});
