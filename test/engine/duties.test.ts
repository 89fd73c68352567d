import { expect, it } from "vitest";
import { duties, type BlockRule, type DeadlineRule, type Duty, type LedgerEntry, type RetentionRule, type Rule } from "../../engine/index.ts";
import { at, contact, context, day, debt, event, rule, BLOCK } from "./rules/world.ts";

const notice: DeadlineRule = {
  kind: "deadline",
  duty: { send: ["validation-notice"], by: ["letter", "email"] },
  after: { first: "communication" },
  within: { n: 5, business: false },
  else: ["contact"],
  key: "debt",
};
const papers: DeadlineRule = {
  ...notice,
  duty: { record: "documents-sent" },
  after: { event: "document-request", until: ["dispute-closed"] },
  within: { n: 10, business: true },
};
const talk = contact("2026-03-02T10:00:00-05:00", { outcome: "conversation" });
const letter = contact("2026-03-06T10:00:00-05:00", { channel: "letter", contains: ["validation-notice"] });
const open = (rules: readonly Rule[], ledger: readonly LedgerEntry[], now: string, more: Parameters<typeof context>[0] = {}): readonly Duty[] =>
  duties(context({ rules, ledger, ...more }), at(now));
const statuses = (body: DeadlineRule, ledger: readonly LedgerEntry[], now: string, more: Parameters<typeof context>[0] = {}) =>
  open([rule(body)], ledger, now, more).map((duty) => duty.status);

it("a deadline is pending to its last day, missed from the day after, met once it is done", () => {
  expect(statuses(notice, [], "2026-03-03T10:00:00-05:00")).toEqual([]);
  expect(statuses(notice, [talk], "2026-03-07T23:00:00-05:00")).toEqual(["pending"]);
  expect(statuses(notice, [talk], "2026-03-08T00:00:00-05:00")).toEqual(["missed"]);
  const [met] = open([rule(notice)], [talk, letter], "2026-03-08T00:00:00-05:00");
  expect(met).toMatchObject({
    status: "met",
    done: letter.at,
    deadline: day("2026-03-07"),
    since: talk.at,
    debt: "d1",
    task: { do: "send", contents: ["validation-notice"], by: ["letter", "email"] },
  });
});

it("is doomed when nothing that would do it is lawful before the deadline", () => {
  const ban: BlockRule = {
    ...BLOCK,
    key: "person",
    while: { event: "cease-request", until: [] },
  };
  const cease = event("2026-03-03T10:00:00-05:00", { event: "cease-request" });
  const now = "2026-03-04T10:00:00-05:00";
  const told = (more: Partial<BlockRule>) => open([rule(notice), rule({ ...ban, ...more })], [talk, cease], now).map((duty) => duty.status);
  expect(told({})).toEqual(["doomed"]);
  expect(told({ channels: ["email"] })).toEqual(["pending"]);
  expect(told({ exceptPurposes: ["legal-notice"] })).toEqual(["pending"]);
  // It ends in time, or a day too late.
  const lasting = (forDays: number) => told({ while: { event: "cease-request", until: [], forDays } });
  expect(lasting(3)).toEqual(["pending"]);
  expect(lasting(4)).toEqual(["doomed"]);
});

it("what has to be recorded is pending or missed, and falls away with its cause", () => {
  const asked = event("2026-11-20T10:00:00-05:00", { event: "document-request" });
  const [duty] = open([rule(papers)], [asked], "2026-12-01T10:00:00-05:00");
  expect(duty).toMatchObject({ status: "pending", deadline: day("2026-12-07"), task: { do: "record", event: "documents-sent" } });
  expect(statuses(papers, [asked], "2026-12-08T10:00:00-05:00")).toEqual(["missed"]);
  expect(statuses(papers, [asked, event("2026-12-01T10:00:00-05:00", { event: "documents-sent" })], "2026-12-08T10:00:00-05:00")).toEqual(["met"]);
  expect(statuses(papers, [asked, event("2026-12-01T10:00:00-05:00", { event: "dispute-closed" })], "2026-12-08T10:00:00-05:00")).toEqual([]);
});

it("is laid by rules that bind the debt and are in force, on each debt or once on the person", () => {
  const debts = [debt("d1"), debt("d2", { kind: "commercial" })];
  const consumer = [{ roles: ["third-party"], debts: ["consumer"] }] as const;
  const about = (one: Rule) => open([one], [talk], "2026-03-04T10:00:00-05:00", { debts }).map((duty) => duty.debt);
  expect(about(rule(notice))).toEqual(["d1", "d2"]);
  expect(about(rule(notice, { binds: consumer }))).toEqual(["d1"]);
  expect(about(rule({ ...notice, key: "person" }))).toEqual([null]);
  expect(about(rule(notice, { place: "GB" }))).toEqual([]);
  expect(about(rule(notice, { to: day("2026-03-03") }))).toEqual([]);
  expect(open([rule(notice)], [talk], "2026-03-04T10:00:00-05:00", { zones: [] })).toEqual([]);
});

const keep: RetentionRule = { kind: "retention", what: "keep", records: "call recordings", years: 3, after: "last-contact" };

it("records are kept to a day after the last contact, or deleted from it", () => {
  const ledger = [contact("2023-05-01T10:00:00-04:00", {}), contact("2023-06-01T10:00:00-04:00", {})];
  const told = (body: RetentionRule, now: string, entries: readonly LedgerEntry[] = ledger) =>
    open([rule(body)], entries, now).map(({ status, deadline }) => [status, deadline]);
  expect(told(keep, "2026-06-01T10:00:00-04:00")).toEqual([["pending", day("2026-06-01")]]);
  expect(told(keep, "2026-06-02T10:00:00-04:00")).toEqual([]);
  const away: RetentionRule = { ...keep, what: "delete" };
  expect(told(away, "2026-06-01T10:00:00-04:00")).toEqual([["pending", day("2026-06-01")]]);
  expect(told(away, "2026-06-02T10:00:00-04:00")).toEqual([["due", day("2026-06-01")]]);
  expect(told({ ...keep, after: "closing" }, "2026-06-02T10:00:00-04:00")).toEqual([["pending", null]]);
  expect(told({ ...keep, after: "judgment" }, "2026-06-02T10:00:00-04:00")).toEqual([]);
  expect(told({ ...keep, after: "judgment" }, "2026-06-02T10:00:00-04:00", [event("2025-06-01T10:00:00-04:00", { event: "judgment" })])).toEqual([
    ["pending", day("2028-06-01")],
  ]);
});

it("records of a call that perhaps took place are kept as if it had, by one duty", () => {
  const spoken = contact("2023-05-01T10:00:00-04:00", { outcome: "conversation" });
  const unsure = contact("2023-06-01T10:00:00-04:00", { channel: "email", unsure: true });
  const told = open([rule(keep)], [spoken, unsure], "2026-04-01T10:00:00-04:00");
  expect(told.map(({ status, deadline }) => [status, deadline])).toEqual([["pending", day("2026-06-01")]]);
});
