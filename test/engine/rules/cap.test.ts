import * as fc from "fast-check";
import { expect, it } from "vitest";
import { earliestCap, localDayAt, type CapRule, type Instant, type LedgerEntry, type PastContact } from "../../../engine/index.ts";
import { DAY, HOUR, ask, at, calendar, contact, context, debt, event, later } from "./world.ts";

const sevenCalls: CapRule = {
  kind: "cap",
  n: 7,
  unit: "attempt",
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["not-connected", "wrong-number", "consented", "professional"],
};
const cap = (more: Partial<CapRule>): CapRule => ({ ...sevenCalls, n: 1, excluding: [], ...more });
const calls = (days: readonly number[], what: Partial<PastContact> = {}): LedgerEntry[] =>
  days.map((d) => contact(`2026-04-${String(d).padStart(2, "0")}T10:30:00-04:00`, { outcome: "no-answer", ...what }));
const from = (
  rule: CapRule,
  text: string,
  ledger: readonly LedgerEntry[],
  more: Parameters<typeof context>[0] = {},
  action = ask(),
): Instant | null => earliestCap(rule, context({ ledger, ...more }), action, at(text));

it("refuses the eighth call until the date on which the first of seven has left the span", () => {
  const ledger = calls([2, 3, 4, 5, 6, 7, 8]);
  expect(from(sevenCalls, "2026-04-08T12:00:00-04:00", ledger)).toBe(at("2026-04-09T00:00:00-04:00"));
  expect(from(sevenCalls, "2026-04-08T23:59:59.999-04:00", ledger)).toBe(at("2026-04-09T00:00:00-04:00"));
  expect(from(sevenCalls, "2026-04-09T00:00:00-04:00", ledger)).toBe(at("2026-04-09T00:00:00-04:00"));
  expect(from(sevenCalls, "2026-04-08T12:00:00-04:00", calls([1, 3, 4, 5, 6, 7, 8]))).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(sevenCalls, "2026-04-08T12:00:00-04:00", calls([2, 3, 4, 5, 6, 7]))).toBe(at("2026-04-08T12:00:00-04:00"));
});

it("counts by the debtor's dates, not by hours, and waits for the date in every zone", () => {
  const ledger = [contact("2026-04-02T23:30:00-04:00", {})];
  expect(from(cap({}), "2026-04-08T10:00:00-04:00", ledger)).toBe(at("2026-04-09T00:00:00-04:00"));
  // Half past eleven in New York is already the third in London.
  expect(from(cap({}), "2026-04-08T10:00:00-04:00", ledger, { zones: ["America/New_York", "Europe/London"] })).toBe(at("2026-04-10T00:00:00+01:00"));
  expect(from(cap({}), "2026-04-08T10:00:00-04:00", ledger, { zones: ["America/New_York", "America/Los_Angeles"] })).toBe(
    at("2026-04-09T00:00:00-07:00"),
  );
});

it("keeps dates across the change of clocks", () => {
  const ledger = [contact("2026-10-30T10:00:00-04:00", {})];
  expect(from(cap({ days: 3 }), "2026-11-01T12:00:00-05:00", ledger)).toBe(at("2026-11-02T00:00:00-05:00"));
});

it("counts only its channels, and governs only them", () => {
  const ledger = [contact("2026-04-08T09:00:00-04:00", { channel: "email" })];
  const noon = at("2026-04-08T12:00:00-04:00");
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger)).toBe(noon);
  expect(earliestCap(cap({ channels: ["email"] }), context({ ledger }), ask({ channel: "email" }), noon)).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(earliestCap(cap({ channels: ["email"] }), context({ ledger }), ask(), noon)).toBe(noon);
});

it("counts and limits only contacts at the places that it names, and those that may be there", () => {
  const elsewhere = cap({ places: ["work", "other"] });
  const noon = "2026-04-08T12:00:00-04:00";
  const full = at("2026-04-15T00:00:00-04:00");
  const after = (past: Partial<PastContact>, next: Parameters<typeof ask>[0] = { place: "work" }): Instant | null =>
    from(elsewhere, noon, [contact("2026-04-08T09:00:00-04:00", past)], {}, ask(next));
  expect(after({ place: "work" })).toBe(full);
  expect(after({ place: "other" })).toBe(full);
  expect(after({ place: "home" })).toBe(at(noon));
  // A number or an address tied to no place is the debtor's own.
  expect(after({ line: "mobile" })).toBe(at(noon));
  expect(after({ line: "landline" })).toBe(at(noon));
  expect(after({ channel: "letter" })).toBe(at(noon));
  expect(after({ place: "work" }, { place: "home" })).toBe(at(noon));
  expect(after({ place: "work" }, { line: "mobile" })).toBe(at(noon));
  expect(after({ place: "work" }, { line: "landline" })).toBe(at(noon));
  const atHome = cap({ places: ["home"] });
  expect(from(atHome, noon, calls([8], { line: "mobile" }), {}, ask({ line: "mobile" }))).toBe(full);
  expect(from(atHome, noon, calls([8], { place: "work" }), {}, ask({ line: "mobile" }))).toBe(at(noon));
});

it("counts units: an attempt is any try, a message is left, a conversation is held, a communication conveys", () => {
  const cases: readonly [PastContact["outcome"], readonly CapRule["unit"][]][] = [
    ["no-answer", ["attempt"]],
    ["busy", ["attempt"]],
    ["dropped", ["attempt"]],
    ["message", ["attempt", "communication", "message"]],
    ["limited-message", ["attempt", "message"]],
    ["conversation", ["attempt", "communication", "conversation"]],
    // What nobody recorded may have been anything.
    [undefined, ["attempt", "communication", "conversation", "message"]],
  ];
  for (const [outcome, units] of cases) {
    for (const unit of ["attempt", "communication", "conversation", "message"] as const) {
      const ledger = [contact("2026-04-08T09:00:00-04:00", outcome === undefined ? {} : { outcome })];
      expect([outcome, unit, from(cap({ unit }), "2026-04-08T12:00:00-04:00", ledger) !== at("2026-04-08T12:00:00-04:00")]).toEqual([
        outcome,
        unit,
        units.includes(unit),
      ]);
    }
  }
});

it("takes writing for a message and a communication, never for a conversation; a visit for what came of it", () => {
  const counted = (what: Partial<PastContact>): readonly CapRule["unit"][] =>
    (["attempt", "communication", "conversation", "message"] as const).filter(
      (unit) =>
        from(cap({ unit, channels: ["email", "visit", "voicemail", "call"] }), "2026-04-08T12:00:00-04:00", [
          contact("2026-04-08T09:00:00-04:00", what),
        ]) !== at("2026-04-08T12:00:00-04:00"),
    );
  expect(counted({ channel: "email" })).toEqual(["attempt", "communication", "message"]);
  expect(counted({ channel: "voicemail" })).toEqual(["attempt", "communication", "message"]);
  expect(counted({ channel: "visit", outcome: "no-answer" })).toEqual(["attempt"]);
  expect(counted({ channel: "visit", outcome: "conversation" })).toEqual(["attempt", "communication", "conversation"]);
  expect(counted({ channel: "visit" })).toEqual(["attempt", "communication", "conversation", "message"]);
  expect(counted({ channel: "call", outcome: "wrong-number" })).toEqual(["attempt"]);
});

it("doesn't count a letter that came back as a communication", () => {
  const rule = cap({ unit: "communication", channels: ["letter"] });
  const letter = contact("2026-04-06T09:00:00-04:00", { channel: "letter" }, "letter-1");
  const back = event("2026-04-08T09:00:00-04:00", { event: "undeliverable", re: "letter-1" });
  const asked = ask({ channel: "letter" });
  expect(from(rule, "2026-04-08T12:00:00-04:00", [letter], {}, asked)).toBe(at("2026-04-13T00:00:00-04:00"));
  expect(from(rule, "2026-04-08T12:00:00-04:00", [letter, back], {}, asked)).toBe(at("2026-04-08T12:00:00-04:00"));
});

it("counts neither what the debtor began nor what another collector or the creditor did", () => {
  for (const what of [{ direction: "in" }, { by: "creditor" }, { by: "earlier-collector" }] as const) {
    expect(from(cap({}), "2026-04-08T12:00:00-04:00", calls([8], what))).toBe(at("2026-04-08T12:00:00-04:00"));
  }
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", calls([8], { by: "collector" }))).not.toBe(at("2026-04-08T12:00:00-04:00"));
});

it("protects each person apart", () => {
  const toNeighbour = calls([8], { person: "neighbour" });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", toNeighbour)).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", toNeighbour, {}, ask({ person: "neighbour" }))).toBe(at("2026-04-15T00:00:00-04:00"));
});

it("leaves out calls that never connected, where the rule says so", () => {
  const rule = cap({ excluding: ["not-connected"] });
  for (const outcome of ["busy", "not-in-service"] as const) {
    expect(from(rule, "2026-04-08T12:00:00-04:00", calls([8], { outcome }))).toBe(at("2026-04-08T12:00:00-04:00"));
    expect(from(cap({}), "2026-04-08T12:00:00-04:00", calls([8], { outcome }))).not.toBe(at("2026-04-08T12:00:00-04:00"));
  }
  for (const outcome of ["no-answer", "no-mailbox", "dropped"] as const) {
    expect(from(rule, "2026-04-08T12:00:00-04:00", calls([8], { outcome }))).not.toBe(at("2026-04-08T12:00:00-04:00"));
  }
});

it("leaves out calls that reached nobody and no mailbox, where the rule says so; a message not left counts", () => {
  const rule = cap({ excluding: ["not-reached"] });
  expect(from(rule, "2026-04-08T12:00:00-04:00", calls([8], { outcome: "no-mailbox" }))).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(rule, "2026-04-08T12:00:00-04:00", calls([8], { outcome: "no-answer" }))).not.toBe(at("2026-04-08T12:00:00-04:00"));
});

it("takes back earlier calls to a number that proved to be somebody else's", () => {
  const rule = cap({ n: 2, excluding: ["wrong-number"] });
  const wrong = contact("2026-04-08T09:00:00-04:00", { outcome: "wrong-number", address: "tel-1" });
  const other = contact("2026-04-07T09:00:00-04:00", { outcome: "no-answer", address: "tel-2" });
  const same = contact("2026-04-07T09:00:00-04:00", { outcome: "no-answer", address: "tel-1" });
  const noon = at("2026-04-08T12:00:00-04:00");
  expect(from(rule, "2026-04-08T12:00:00-04:00", [same, same, wrong])).toBe(noon);
  expect(from(rule, "2026-04-08T12:00:00-04:00", [other, other, wrong])).toBe(at("2026-04-14T00:00:00-04:00"));
  expect(from(cap({ n: 2 }), "2026-04-08T12:00:00-04:00", [same, wrong])).toBe(at("2026-04-14T00:00:00-04:00"));
  // A call after that went there knowingly.
  const after = contact("2026-04-08T10:00:00-04:00", { outcome: "no-answer", address: "tel-1" });
  expect(from(cap({ n: 1, excluding: ["wrong-number"] }), "2026-04-08T12:00:00-04:00", [wrong, after])).toBe(at("2026-04-15T00:00:00-04:00"));
});

it("lets calls with consent through and doesn't count them, for seven dates and until the next conversation", () => {
  const consent = event("2026-04-02T12:00:00-04:00", { event: "consent", covers: "extra-calls", form: "oral" });
  const full = contact("2026-04-02T10:00:00-04:00", { outcome: "no-answer" });
  const rule = cap({ excluding: ["consented"] });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, consent])).toBe(at("2026-04-02T13:00:00-04:00"));
  expect(from(cap({}), "2026-04-02T13:00:00-04:00", [full, consent])).toBe(at("2026-04-09T00:00:00-04:00"));
  // The consent runs through the eighth; a call under it doesn't count later.
  const made = contact("2026-04-08T10:00:00-04:00", { outcome: "no-answer" });
  expect(from(rule, "2026-04-08T23:59:59.999-04:00", [full, consent, made])).toBe(at("2026-04-08T23:59:59.999-04:00"));
  expect(from(rule, "2026-04-09T00:00:00-04:00", [full, consent, made])).toBe(at("2026-04-09T00:00:00-04:00"));
  const talk = contact("2026-04-03T10:00:00-04:00", { outcome: "conversation" });
  expect(from(rule, "2026-04-03T11:00:00-04:00", [full, consent, talk])).toBe(at("2026-04-09T00:00:00-04:00"));
  // The talk itself was made under the consent: only the call of the second fills the cap.
  expect(from(cap({ n: 2, excluding: ["consented"] }), "2026-04-03T11:00:00-04:00", [full, consent, talk])).toBe(at("2026-04-03T11:00:00-04:00"));
  // In another matter, or taken back, it helps nobody.
  const elsewhere = event("2026-04-02T12:00:00-04:00", { event: "consent", covers: "extra-calls", debts: ["d2"] });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, elsewhere])).toBe(at("2026-04-09T00:00:00-04:00"));
  const revoked = event("2026-04-02T12:30:00-04:00", { event: "consent-revoked", covers: "extra-calls" });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, consent, revoked])).toBe(at("2026-04-09T00:00:00-04:00"));
  // A talk about something else uses nothing up; one in which the debtor raised this debt does.
  const other = contact("2026-04-02T12:30:00-04:00", { outcome: "conversation", debts: ["d2"] });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, consent, other])).toBe(at("2026-04-02T13:00:00-04:00"));
  const raised = contact("2026-04-02T12:30:00-04:00", { outcome: "conversation", debts: ["d2"], raisedByDebtor: ["d1"] });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, consent, raised])).toBe(at("2026-04-09T00:00:00-04:00"));
  const revokedElsewhere = event("2026-04-02T12:30:00-04:00", { event: "consent-revoked", covers: "extra-calls", debts: ["d2"] });
  expect(from(rule, "2026-04-02T13:00:00-04:00", [full, consent, revokedElsewhere])).toBe(at("2026-04-02T13:00:00-04:00"));
});

it("wants consent for every debt that a limit per account or person is asked about, and leaves out only calls about agreed debts", () => {
  const rule = cap({ key: "person", excluding: ["consented"] });
  const two = [debt("d1"), debt("d2")];
  const consent = event("2026-04-02T09:00:00-04:00", { event: "consent", covers: "extra-calls", debts: ["d1"] });
  const about = (...debts: string[]): LedgerEntry => contact("2026-04-02T10:00:00-04:00", { outcome: "no-answer", debts });
  const one = at("2026-04-02T13:00:00-04:00");
  const full = at("2026-04-09T00:00:00-04:00");
  const asked = (ledger: readonly LedgerEntry[], ids: readonly string[]): Instant | null =>
    from(rule, "2026-04-02T13:00:00-04:00", ledger, { debts: two }, ask({}, ids));
  expect([asked([consent, about("d2")], ["d1"]), asked([consent, about("d2")], ["d2"]), asked([consent, about("d2")], ["d1", "d2"])]).toEqual([
    one,
    full,
    full,
  ]);
  expect([asked([consent, about("d1")], ["d2"]), asked([consent, about("d1", "d2")], ["d2"])]).toEqual([one, full]);
});

it("leaves out replies to what the debtor sent, one for each", () => {
  const rule = cap({ channels: ["email"], excluding: ["reply"] });
  const sent = contact("2026-04-07T10:00:00-04:00", { channel: "email" });
  const question = contact("2026-04-07T11:00:00-04:00", { channel: "email", direction: "in" }, "question");
  const reply = ask({ channel: "email", re: "question" });
  expect(from(rule, "2026-04-07T12:00:00-04:00", [sent, question], {}, reply)).toBe(at("2026-04-07T12:00:00-04:00"));
  expect(from(rule, "2026-04-07T12:00:00-04:00", [sent, question], {}, ask({ channel: "email", re: "nothing" }))).toBe(
    at("2026-04-14T00:00:00-04:00"),
  );
  const answered = contact("2026-04-07T11:30:00-04:00", { channel: "email", re: "question" });
  expect(from(rule, "2026-04-07T12:00:00-04:00", [question, answered], {}, ask({ channel: "email" }))).toBe(at("2026-04-07T12:00:00-04:00"));
  expect(from(rule, "2026-04-07T12:00:00-04:00", [sent, question, answered], {}, reply)).toBe(at("2026-04-14T00:00:00-04:00"));
});

it("lets a call to the attorney through, where the rule says so", () => {
  const ledger = calls([8], { person: "attorney" });
  expect(from(cap({ excluding: ["professional"] }), "2026-04-08T12:00:00-04:00", ledger, {}, ask({ person: "attorney" }))).toBe(
    at("2026-04-08T12:00:00-04:00"),
  );
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, {}, ask({ person: "attorney" }))).toBe(at("2026-04-15T00:00:00-04:00"));
});

const debts = [
  debt("d1", { account: "A", creditor: "x" }),
  debt("d2", { account: "A", creditor: "x" }),
  debt("d3", { account: "B", creditor: "x" }),
  debt("d4", { account: "C", creditor: "y" }),
];

it("counts per debt, account, creditor or person, by the labels of the debts", () => {
  const ledger = calls([8], { debts: ["d1"] });
  const refused = (key: CapRule["key"], asked: string): boolean =>
    from(cap({ key }), "2026-04-08T12:00:00-04:00", ledger, { debts }, ask({}, [asked])) !== at("2026-04-08T12:00:00-04:00");
  const table = (["debt", "account", "creditor", "person"] as const).map((key) => [key, ...["d1", "d2", "d3", "d4"].map((id) => refused(key, id))]);
  expect(table).toEqual([
    ["debt", true, false, false, false],
    ["account", true, true, false, false],
    ["creditor", true, true, true, false],
    ["person", true, true, true, true],
  ]);
});

it("takes an entry without labels for all debts, and one with an account's label for that account's, paid ones included", () => {
  const all = calls([8]);
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", all, { debts }, ask({}, ["d4"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  const ofA = calls([8], { account: "A" });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ofA, { debts }, ask({}, ["d2"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ofA, { debts }, ask({}, ["d3"]))).toBe(at("2026-04-08T12:00:00-04:00"));
  const paid = calls([8], { account: "A", debts: ["paid since"] });
  expect(from(cap({ key: "account" }), "2026-04-08T12:00:00-04:00", paid, { debts }, ask({}, ["d1"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({ key: "account" }), "2026-04-08T12:00:00-04:00", paid, { debts }, ask({}, ["d3"]))).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(cap({ key: "creditor" }), "2026-04-08T12:00:00-04:00", paid, { debts }, ask({}, ["d3"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({ key: "creditor" }), "2026-04-08T12:00:00-04:00", paid, { debts }, ask({}, ["d4"]))).toBe(at("2026-04-08T12:00:00-04:00"));
});

it("counts a letter that one account sent about another's debts for that other one", () => {
  const sent = calls([8], { account: "A", debts: ["d3"] });
  expect(from(cap({ key: "account" }), "2026-04-08T12:00:00-04:00", sent, { debts }, ask({}, ["d3"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({ key: "account" }), "2026-04-08T12:00:00-04:00", sent, { debts }, ask({}, ["d1"]))).toBe(at("2026-04-08T12:00:00-04:00"));
});

it("wants room for every debt that a contact is about", () => {
  const ledger = [...calls([6], { debts: ["d1"] }), ...calls([8], { debts: ["d2"] })];
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, { debts }, ask({}, ["d1", "d2"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, { debts }, ask({}, ["d1"]))).toBe(at("2026-04-13T00:00:00-04:00"));
});

it("counts a debt that only the debtor raised as talked about, not as called about", () => {
  const ledger = calls([8], { outcome: "conversation", debts: ["d1"], raisedByDebtor: ["d2"] });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, { debts }, ask({}, ["d2"]))).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(cap({ unit: "conversation" }), "2026-04-08T12:00:00-04:00", ledger, { debts }, ask({}, ["d2"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  // A debt that the call was about anyway, and a call that names no debt but this one as the debtor's.
  const both = calls([8], { outcome: "conversation", debts: ["d1", "d2"], raisedByDebtor: ["d2"] });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", both, { debts }, ask({}, ["d2"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  const rest = calls([8], { outcome: "conversation", raisedByDebtor: ["d2"] });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", rest, { debts }, ask({}, ["d2"]))).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", rest, { debts }, ask({}, ["d3"]))).toBe(at("2026-04-15T00:00:00-04:00"));
});

it("takes student loans under one number for one debt", () => {
  const loans = [debt("l1", { serviceGroup: "s" }), debt("l2", { serviceGroup: "s" }), debt("l3")];
  const ledger = calls([8], { debts: ["l1"] });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, { debts: loans }, ask({}, ["l2"]))).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", ledger, { debts: loans }, ask({}, ["l3"]))).toBe(at("2026-04-08T12:00:00-04:00"));
  const other = calls([8], { debts: ["l3"] });
  expect(from(cap({}), "2026-04-08T12:00:00-04:00", other, { debts: loans }, ask({}, ["l2"]))).toBe(at("2026-04-08T12:00:00-04:00"));
});

it("never makes room in a cap of none", () => {
  expect(from(cap({ n: 0 }), "2026-04-08T12:00:00-04:00", [])).toBeNull();
});

const ledgers = fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 20 }).map((list) =>
  list
    .toSorted((a, b) => a - b)
    .map((h) => ({
      at: later(at("2026-03-01T00:30:00Z"), h * HOUR),
      id: `c${h}`,
      contact: { channel: "call", direction: "out", outcome: "no-answer" } as const,
    })),
);
const zoneSets = fc.subarray(["America/New_York", "Europe/London", "Australia/Lord_Howe"], { minLength: 1, maxLength: 2 });

it("finds the first instant whose span of dates has room, in every zone, as counting date by date does", () => {
  fc.assert(
    fc.property(
      ledgers,
      zoneSets,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 0, max: 30 }),
      (ledger, zones, n, days, wait) => {
        const t = later(ledger.at(-1)?.at ?? at("2026-03-01T00:30:00Z"), wait * HOUR);
        const room = (u: Instant): boolean =>
          zones.every((zone) => {
            const today = localDayAt(calendar, zone, u);
            return ledger.filter((one) => localDayAt(calendar, zone, one.at) > today - days).length < n;
          });
        const found = earliestCap(cap({ n, days, key: "person" }), context({ ledger, zones }), ask(), t);
        expect(found).not.toBeNull();
        expect(room(found ?? t)).toBe(true);
        for (let u = t; u < (found ?? t); u = later(u, HOUR / 2)) expect(room(u)).toBe(false);
        expect(found === null || found === t || !room(later(found, -1))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

it("never permits more with a lower limit, a longer span, a wider key or fewer exclusions", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 10 }), (ledger, n, days) => {
      const t = ledger.at(-1)?.at ?? at("2026-03-01T00:30:00Z");
      const asked = (rule: CapRule): number => earliestCap(rule, context({ ledger }), ask(), t) ?? Infinity;
      const base = cap({ n, days, excluding: ["not-connected"] });
      for (const stricter of [{ n: n - 1 }, { days: days + 1 }, { key: "person" as const }, { excluding: [] }]) {
        expect(asked({ ...base, ...stricter })).toBeGreaterThanOrEqual(asked(base));
      }
    }),
  );
});

it("doesn't look further back than it must", () => {
  const old = Array.from({ length: 50_000 }, (_, i) => ({
    at: later(at("2020-01-01T00:00:00Z"), i * HOUR),
    id: `c${i}`,
    contact: { channel: "call", direction: "out" } as const,
  }));
  const t = later(at("2020-01-01T00:00:00Z"), 50_000 * HOUR + 20 * DAY);
  const counted = { reads: 0 };
  const ledger = new Proxy(old, {
    get: (target, key) => {
      counted.reads++;
      return Reflect.get(target, key) as unknown;
    },
  });
  expect(earliestCap(cap({ key: "person" }), context({ ledger }), ask(), t)).toBe(t);
  expect(counted.reads).toBeLessThan(10);
});
