/** Why a rule was met: the entries of a ledger of which none can be left out; and what should have been sent, and was not. */
import { expect, it } from "vitest";
import { instant, type LedgerEntry, type Rule } from "../../../engine/index.ts";
import { causesOf, isMet } from "../../../engine/verify/causes.ts";
import { missedIn } from "../../../engine/verify/duties.ts";
import type { Life, Wanted } from "../../../engine/verify/life.ts";
import { timelineOf } from "../../../engine/verify/timeline.ts";
import type { Finding } from "../../../engine/verify/verdict.ts";
import { meetingsAt, type Meeting } from "../../../engine/verify/watch.ts";
import { arenaOf, lived, opened, reminding } from "./living.ts";
import { at, day, ZONE } from "../fixtures/machine.ts";
import { days, letter, step } from "../fixtures/policy.ts";
import { CAP, DISPUTE, rule } from "../fixtures/rules.ts";

const ARENA = arenaOf({ stages: [reminding([step("remind", 0, letter("first"))])] });
const LIMIT: Rule = { ...CAP, id: "us.limit", place: "US", body: { ...CAP.body, n: 1 } as Rule["body"] };
const DISPUTED: Rule = { ...DISPUTE, id: "us.dispute", place: "US" };
const DUTY = rule(
  "us.notice",
  {
    kind: "deadline",
    duty: { send: ["validation-notice", "itemization"] },
    after: { first: "contact" },
    within: days(5),
    else: [],
    key: "debt",
  },
  { place: "US" },
);
const RECORD: Rule = { ...DUTY, id: "us.papers", body: { ...DUTY.body, duty: { record: "documents-sent" } } as Rule["body"] };

const wrote = (when: string, id: string, contains: readonly string[] = []): LedgerEntry => ({
  at: at(when),
  id,
  contact: { channel: "letter", direction: "out", by: "collector", debts: ["A-1/1"], account: "A-1", contains },
});
const said = (when: string, id: string, event: "dispute" | "payment" | "hardship"): LedgerEntry => ({
  at: at(when),
  id,
  event: { event, account: "A-1" },
});

function wish(): Wanted {
  for (const turn of lived(ARENA, opened(ARENA), at("2026-06-01")).turns) if (turn.turn === "wants") return turn.wanted;
  throw new Error("nothing is wanted");
}
const withLedger = (life: Life, ledger: readonly LedgerEntry[]): Life => ({ ...life, ledger });
/** How a rule meets the first letter, wanted in the night to 2026-03-03, after all that is in the ledger. */
function meetingOf(of: Rule, ledger: readonly LedgerEntry[]): Meeting {
  const wanted = wish();
  const life = withLedger(wanted.life, ledger);
  const [met] = meetingsAt(ARENA, { place: "US-NY", rules: [of], beside: [] }, { ...wanted, life }, wanted.at);
  if (met === undefined) throw new Error(`${of.id} is not met`);
  return met;
}

it("what a limit counts is why it was met, and nothing that it doesn't count", () => {
  const ledger = [
    wrote("2026-02-10", "old"),
    said("2026-02-27", "paid", "payment"),
    wrote("2026-02-28", "counted"),
    said("2026-03-01", "told", "hardship"),
  ];
  expect(causesOf(ARENA, meetingOf(LIMIT, ledger))).toStrictEqual(["counted"]);
});

it("of several that would do alone the latest stands, and what came after the wish is no cause", () => {
  const ledger = [said("2026-02-20", "first", "dispute"), said("2026-02-25", "second", "dispute")];
  expect(causesOf(ARENA, meetingOf(DISPUTED, ledger))).toStrictEqual(["second"]);
  expect(causesOf(ARENA, meetingOf(DISPUTED, [...ledger, said("2026-03-04", "third", "dispute")]))).toStrictEqual(["second"]);
  const now = wish().at;
  expect(causesOf(ARENA, meetingOf(DISPUTED, [{ at: now, id: "now", event: { event: "dispute", account: "A-1" } }]))).toStrictEqual(["now"]);
});

it("a rule that the wish meets alone has no causes, nor has one that isn't met by what came before", () => {
  const { while: _, ...always } = DISPUTED.body as Extract<Rule["body"], { readonly kind: "block" }>;
  const never: Rule = { ...DISPUTED, body: always };
  expect(causesOf(ARENA, meetingOf(never, [wrote("2026-02-28", "one")]))).toStrictEqual([]);
  const met = meetingOf(DISPUTED, [said("2026-02-20", "told", "dispute")]);
  expect(causesOf(ARENA, { ...met, at: at("2026-02-01") })).toStrictEqual([]);
  const later = meetingOf(DISPUTED, [said("2026-02-05", "before", "hardship"), said("2026-02-20", "told", "dispute")]);
  expect(causesOf(ARENA, { ...later, at: at("2026-02-10") })).toStrictEqual([]);
});

it("a rule is met as well by a lesser ledger, or isn't", () => {
  const ledger = [said("2026-02-20", "told", "dispute"), wrote("2026-02-28", "one")];
  const met = meetingOf(DISPUTED, ledger);
  expect([isMet(ARENA, met, ledger), isMet(ARENA, met, ledger.slice(0, 1)), isMet(ARENA, met, ledger.slice(1)), isMet(ARENA, met, [])]).toStrictEqual(
    [true, true, false, false],
  );
  expect(isMet(ARENA, { ...met, beside: [LIMIT] }, ledger.slice(1))).toBe(false);
  expect(isMet(ARENA, { ...met, place: "GB" }, ledger)).toBe(false);
  const { wanted } = met;
  expect(isMet(ARENA, { ...met, wanted: wanted === null ? null : { ...wanted, action: null } }, ledger)).toBe(false);
});

/** A life that ended on 2026-04-01. */
const ended = (ledger: readonly LedgerEntry[], now = "2026-04-01"): Life => ({ ...withLedger(opened(ARENA), ledger), now: at(now) });
const missed = (life: Life, ...rules: readonly Rule[]) => missedIn(ARENA, { place: "US-NY", rules, beside: [LIMIT] }, life);

it("what should have been sent by a day, and never was, is missed as that day is over", () => {
  const life = ended([wrote("2026-03-03", "one")]);
  const [meeting, ...others] = missed(life, LIMIT, RECORD, DUTY);
  expect(others).toStrictEqual([]);
  expect(meeting).toStrictEqual({
    place: "US-NY",
    rule: DUTY,
    reason: {
      rule: "us.notice",
      cites: DUTY.cites,
      sentence: "Nothing that carries validation-notice, itemization left by 2026-03-08.",
      until: null,
    },
    life,
    wanted: null,
    at: instant(at("2026-03-09T00:00") - 3_600_000),
    mended: null,
    beside: [LIMIT],
  });
});

it("each rule that wants something sent is missed for itself", () => {
  const other: Rule = { ...DUTY, id: "us.other", body: { ...DUTY.body, duty: { send: ["license-number"] } } as Rule["body"] };
  const met = missed(ended([wrote("2026-03-03", "one")]), DUTY, other);
  expect(met.map(({ rule: { id }, reason }) => [id, reason.rule, reason.sentence.slice(0, 33)])).toStrictEqual([
    ["us.notice", "us.notice", "Nothing that carries validation-n"],
    ["us.other", "us.other", "Nothing that carries license-numb"],
  ]);
});

it("what was sent in time is not missed, nor what there is still time for; what was sent too late is", () => {
  const sent = (when: string) => missed(ended([wrote("2026-03-03", "one"), wrote(when, "two", ["validation-notice", "itemization"])]), DUTY).length;
  // Clocks change in the night to the 8th: that day ends at 23:00 by winter's clock.
  expect([sent("2026-03-08"), sent("2026-03-08T22:59"), sent("2026-03-09"), sent("2026-03-20")]).toStrictEqual([0, 0, 1, 1]);
  expect(missed(ended([wrote("2026-03-03", "one")], "2026-03-05"), DUTY)).toStrictEqual([]);
});

it("nothing is missed of whom nothing was wanted, where nothing is to be sent, and where no clock tells when the day is over", () => {
  const life = ended([wrote("2026-03-03", "one")]);
  const { account } = life.state;
  const nowhere: Life = { ...life, state: { ...life.state, account: { ...account, debtor: { ...account.debtor, timezones: [] } } } };
  expect([missed(ended([]), DUTY), missed(life, RECORD), missed(life), missed(nowhere, DUTY)]).toStrictEqual([[], [], [], []]);
});

it("the contact that called for it is why it was missed, and no other", () => {
  const [meeting] = missed(ended([wrote("2026-03-03", "one"), wrote("2026-03-20", "two")]), DUTY);
  if (meeting === undefined) throw new Error("nothing is missed");
  expect(causesOf(ARENA, { ...meeting, at: at("2026-03-15") })).toStrictEqual(["one"]);
  expect(isMet(ARENA, meeting, [])).toBe(false);
});

const story = (meeting: Meeting) => {
  const finding: Finding = { meeting, draft: null, due: day("2026-03-02"), zone: ZONE };
  return timelineOf(ARENA, meeting.rule, finding).map(({ at: _, local, event, why }) => [local, event, why]);
};
const LED = "it leads the policy here";
const LOOKED_AT = "without it the rule would let the rest pass";

it("a story tells what the debtor did and what the rule counts, in the order of time, and what was asked for at the end", () => {
  const ledger = [
    wrote("2026-02-10", "old"),
    said("2026-02-20", "move-1", "hardship"),
    wrote("2026-02-28", "counted"),
    said("2026-03-01", "move-2", "payment"),
  ];
  const met = meetingOf(LIMIT, ledger);
  const made = [
    { at: at("2026-02-20"), move: { kind: "event", name: "hardship", event: { event: "hardship" } } },
    { at: at("2026-03-01"), move: { kind: "payment", name: "a part is paid", percent: 40 } },
  ] as const;
  expect(story({ ...met, life: { ...met.life, made } })).toStrictEqual([
    ["2026-02-20T00:00:00-05:00", "the debtor's word: hardship", LED],
    ["2026-02-28T00:00:00-05:00", "letter left", "the rule counts it"],
    ["2026-03-01T00:00:00-05:00", "a part is paid", LED],
    ["2026-03-03T00:01:34-05:00", `letter "first" (remind/day 0) is asked for: ${met.reason.sentence}`, undefined],
  ]);
});

it("what a debtor said that the rule looks at is told once, as what the rest hangs on", () => {
  const met = meetingOf(DISPUTED, [said("2026-02-20", "move-1", "dispute")]);
  const made = [{ at: at("2026-02-20"), move: { kind: "event", name: "dispute", event: { event: "dispute" } } }] as const;
  const lines = story({ ...met, life: { ...met.life, made } });
  expect(lines.map(([, event, why]) => [event, why])).toStrictEqual([
    ["the debtor's word: dispute", LOOKED_AT],
    [expect.stringContaining("is asked for: "), undefined],
  ]);
  expect(story(met)).toHaveLength(1);
});

it("what concerns the other account says so, and events that are booked are told as such", () => {
  const other = wrote("2026-02-28", "other-account/one");
  if (!("contact" in other)) throw new Error("no contact");
  const met = meetingOf(LIMIT, [{ ...other, contact: { ...other.contact, account: "other-account" } }]);
  const { wanted } = met;
  if (wanted?.action?.act !== "contact") throw new Error("no contact is wanted");
  const about = (debts: readonly string[]): Meeting => ({
    ...met,
    wanted: { ...wanted, action: { act: "contact", contact: { channel: "letter" }, debts } },
  });
  expect(story(about(["other-account/A-1/1"])).map(([, event]) => event)).toStrictEqual([
    "letter left about the other account",
    `letter "first" (remind/day 0) is asked for about the other account: ${met.reason.sentence}`,
  ]);
  expect(story(about(["A-1/1"])).at(-1)?.[1]).not.toContain("about the other account");
  const disputed = meetingOf(DISPUTED, [said("2026-02-20", "booked", "dispute")]);
  expect(story(disputed)[0]?.slice(1)).toStrictEqual(["dispute was booked", "the rule counts it"]);
});

it("the story of what was not sent ends with the day that is over", () => {
  const [meeting] = missed(ended([wrote("2026-03-03", "one")]), DUTY);
  if (meeting === undefined) throw new Error("nothing is missed");
  expect(story(meeting).map(([local, event]) => `${String(local).slice(0, 10)} ${String(event)}`)).toStrictEqual([
    "2026-03-03 letter left",
    "2026-03-09 a day is over: Nothing that carries validation-notice, itemization left by 2026-03-08.",
  ]);
});
