import { expect, it } from "vitest";
import { rulesConcerning, rulesDemanding, speaksOf } from "../../engine/concerning.ts";
import type { Action, ContentRule, Context, RuleBody } from "../../engine/index.ts";
import { ask, at, contact, context, day, event, hours, rule, BLOCK } from "./rules/world.ts";

const MAIL = ask({ channel: "email" });
const CALL = ask();
const FEE: Action = { act: "charge", debts: ["d1"], charge: { type: "late-fee", agreed: false } };
const SUE: Action = { act: "sue", debts: ["d1"] };
const REPORT: Action = { act: "credit-report", debts: ["d1"], contains: [] };

const content: ContentRule = { kind: "content", acts: ["contact"], when: "every", must: ["disclosure"], mustNot: [] };
const BODIES = {
  window: { kind: "window", channels: ["call"], hours: [hours("08:00", "21:00")], holidaysClosed: false, liftedByConsent: false },
  cap: { kind: "cap", n: 0, unit: "attempt", channels: ["call"], days: 7, key: "debt", excluding: [] },
  silence: { kind: "silence", after: { unit: "attempt", direction: "out" }, channels: ["call"], days: 7, key: "debt", excluding: [] },
  consent: { kind: "consent", channels: ["call"], covers: "channel" },
  block: { ...BLOCK, channels: ["call"] },
  content: { ...content, channels: ["call"] },
  notice: {
    kind: "notice-before",
    acts: ["contact"],
    channels: ["call"],
    notices: ["letter-of-claim"],
    atLeast: { n: 14, business: false },
    counts: { from: "sending" },
    key: "debt",
  },
  "notice of suits": {
    kind: "notice-before",
    acts: ["sue"],
    notices: ["letter-of-claim"],
    atLeast: { n: 14, business: false },
    counts: { from: "sending" },
    key: "debt",
  },
  deadline: {
    kind: "deadline",
    duty: { record: "documents-sent" },
    after: { event: "dispute", until: [] },
    within: { n: 5, business: false },
    else: ["sue"],
    key: "debt",
  },
  amount: {
    kind: "amount",
    charges: ["late-fee"],
    limit: { by: "percent of debt", percent: 1 },
    onlyAgreed: false,
    key: "debt",
  },
  "due date": { kind: "due-date", days: { n: 30, business: false }, after: "invoice" },
  limitation: { kind: "limitation", years: 3, from: "due", toYearEnd: false, bars: ["sue"], extinguishes: false, restartedBy: [], revivedBy: [] },
  standard: { kind: "standard", text: "Be fair." },
} as const satisfies Record<string, RuleBody>;
type Name = keyof typeof BODIES;
const EVERY = Object.keys(BODIES) as readonly Name[];

it.each([
  [CALL, ["window", "cap", "silence", "consent", "block", "content", "notice", "standard"]],
  [MAIL, ["standard"]],
  [FEE, ["amount", "due date", "standard"]],
  [SUE, ["notice of suits", "deadline", "limitation", "standard"]],
  [REPORT, ["standard"]],
] as const)("rules speak of the acts and the channels that they name, and of no others: %o", (action, names) => {
  expect(EVERY.filter((name) => speaksOf(BODIES[name], action))).toEqual(names);
});

/** Whether an act is held against a rule at all. */
const isHeld = (body: RuleBody, action: Action, more: Partial<Omit<Context, "debtor">> = {}): boolean =>
  rulesConcerning(context({ rules: [rule(body)], ...more }), action).length > 0;
const disputed = event("2026-03-02T10:00:00-05:00", { event: "dispute" });
const whileDisputed = { event: "dispute", until: [] } as const;

it("an act is held against no rule that refuses nothing itself, or has no word on such an act", () => {
  expect(EVERY.filter((name) => isHeld(BODIES[name], FEE))).toEqual(["amount", "due date"]);
  expect(EVERY.filter((name) => isHeld(BODIES[name], SUE))).toEqual(["notice of suits", "deadline", "limitation"]);
  expect(EVERY.filter((name) => isHeld(BODIES[name], MAIL))).toEqual([]);
});

it("a contact is held against no rule for other purposes, persons, places, or units than its own", () => {
  expect(isHeld({ ...BLOCK, purposes: ["take-payment"] }, CALL)).toBe(false);
  expect(isHeld({ ...BLOCK, purposes: ["take-payment"] }, ask({ purpose: "take-payment" }))).toBe(true);
  expect(isHeld({ ...BODIES.cap, persons: ["spouse"] }, CALL)).toBe(false);
  expect(isHeld({ ...BODIES.cap, unit: "conversation" }, CALL)).toBe(true);
  expect(isHeld({ ...BODIES.cap, unit: "conversation", channels: ["letter"] }, ask({ channel: "letter" }))).toBe(false);
  expect(isHeld({ ...BODIES.silence, excluding: ["professional"] }, ask({ person: "attorney" }))).toBe(false);
  expect(isHeld({ ...BODIES.window, places: ["work"] }, CALL)).toBe(false);
  expect(isHeld({ ...BLOCK, exceptPersons: ["attorney"] }, ask({ person: "attorney" }))).toBe(false);
});

it("a rule that waits for an event is asked once the ledger holds one", () => {
  const texts = ask({ contains: [] });
  for (const body of [
    { ...BLOCK, while: whileDisputed },
    { ...content, while: whileDisputed },
  ]) {
    expect(isHeld(body, texts)).toBe(false);
    expect(isHeld(body, texts, { ledger: [disputed] })).toBe(true);
  }
  // An event lets nobody ask a rule that has no word on the act.
  expect(isHeld({ ...BLOCK, while: whileDisputed, exceptPersons: ["debtor"] }, texts, { ledger: [disputed] })).toBe(false);
  expect(isHeld({ ...content, while: whileDisputed, exceptPurposes: ["collect"] }, texts, { ledger: [disputed] })).toBe(false);
});

it("of debts that are barred by time it depends on the day which of them a rule about first messages means, so that it is asked whatever came before", () => {
  const spoken = contact("2026-03-02T10:00:00-05:00", { outcome: "conversation" });
  const once: ContentRule = { ...content, when: "first" };
  expect(isHeld(once, ask({ contains: [] }), { ledger: [spoken] })).toBe(false);
  expect(isHeld({ ...once, barred: "while" }, ask({ contains: [] }), { ledger: [spoken] })).toBe(true);
});

it("a text that carries all it must is held against nothing, and still told what it must carry", () => {
  const kept = ask({ contains: ["disclosure"] });
  expect(isHeld(content, kept)).toBe(false);
  expect(isHeld(content, ask({ contains: [] }))).toBe(true);
  expect(rulesDemanding(context({ rules: [rule(content)] }), kept)).toHaveLength(1);
});

it("only rules of content, notices and deadlines demand anything of a text", () => {
  const demanding = (body: RuleBody, action: Action): boolean => rulesDemanding(context({ rules: [rule(body)] }), action).length > 0;
  const asked = (name: Name): Action => (speaksOf(BODIES[name], CALL) ? CALL : speaksOf(BODIES[name], SUE) ? SUE : FEE);
  expect(EVERY.filter((name) => demanding(BODIES[name], asked(name)))).toEqual(["content", "notice", "notice of suits", "deadline"]);
  expect(demanding({ ...content, must: [], mustNot: ["threat"] }, CALL)).toBe(false);
});

it("it is known from when on a rule lets an act through for good: its last day is past, or what it counts is too old", () => {
  const ledger = [contact("2026-03-02T10:00:00-05:00", { outcome: "no-answer" })];
  const over = (body: RuleBody, more: object = {}, past = ledger): readonly number[] =>
    rulesConcerning(context({ rules: [rule(body, more)], ledger: past }), CALL).flatMap(({ readings }) => readings.map((one) => one.over));
  const once = { ...BODIES.cap, n: 1 };
  const [old] = over(once);
  expect(old).toBeGreaterThanOrEqual(at("2026-03-09T00:00:00-04:00"));
  expect(old).toBeLessThan(at("2026-03-14T00:00:00-04:00"));
  expect(over(BODIES.silence)).toEqual([old]);
  expect([...over(once, {}, []), ...over(BODIES.silence, {}, [])]).toEqual([-Infinity, -Infinity]);
  for (const body of [once, BODIES.silence]) {
    expect(over(body, { to: day("2026-03-04") })).toEqual([at("2026-03-05T00:00:00-05:00")]);
    expect(over(body, { to: day("2027-03-04") })).toEqual([old]);
  }
  expect(over(BLOCK)).toEqual([Infinity]);
  expect(over(BLOCK, { to: day("2026-03-04") })).toEqual([at("2026-03-05T00:00:00-05:00")]);
});

it("what was found for an act of a context is found once", () => {
  const asked = context({ rules: [rule(BLOCK)] });
  rulesConcerning(asked, CALL);
  const found = rulesConcerning(asked, ask({ channel: "email" }));
  rulesConcerning(asked, SUE);
  expect(rulesConcerning(asked, ask({ channel: "email" }))).toBe(found);
});
