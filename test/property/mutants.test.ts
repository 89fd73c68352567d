/** The oracle can fail: each constant of a rule, changed by one for the engine alone, is found out by a story. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { localDay, minute, WEEKDAYS } from "../../engine/index.ts";
import type { BlockRule, Channel, CapRule, ContentRule, Rule, RuleBody, SilenceRule, WindowRule } from "../../engine/index.ts";
import { breachesOf, forbiddenAt, guard, play, storiesUnder, type Draft, type Gate } from "./stories.ts";

const ruleOf = (body: RuleBody, more: Partial<Rule> = {}): Rule => ({
  id: "rule",
  place: "WORLD",
  summary: "",
  cites: "",
  confidence: "own",
  checked: null,
  from: null,
  to: null,
  binds: [],
  file: "",
  line: 1,
  body,
  ...more,
});

const hours: WindowRule = {
  kind: "window",
  hours: [{ days: WEEKDAYS, from: minute(480), to: minute(1260) }],
  holidaysClosed: false,
  liftedByConsent: true,
};
const PHONE: readonly Channel[] = ["call", "voicemail"];
const calls: CapRule = {
  kind: "cap",
  n: 2,
  unit: "attempt",
  channels: PHONE,
  days: 7,
  key: "debt",
  excluding: ["not-connected", "wrong-number", "consented"],
};
const touches: CapRule = { kind: "cap", n: 2, unit: "attempt", days: 2, key: "person", excluding: [] };
const talk: SilenceRule = {
  kind: "silence",
  after: { unit: "conversation", channels: PHONE, direction: "any" },
  channels: PHONE,
  days: 3,
  key: "debt",
  excluding: ["consented"],
};
const space: BlockRule = {
  kind: "block",
  acts: ["contact"],
  while: { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 4 },
  key: "person",
  exceptPurposes: ["legal-notice"],
  exceptPersons: ["attorney"],
  unlessConsent: [],
  exceptReplies: false,
};
const cease: BlockRule = {
  kind: "block",
  acts: ["contact"],
  while: { event: "cease-request", form: "written", fromReceipt: true, until: [] },
  key: "debt",
  exceptPurposes: ["closing-notice"],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: true,
};
const optOut: BlockRule = { ...cease, while: { event: "opt-out", until: ["consent"] }, key: "person" };
const ruledOut: BlockRule = {
  ...cease,
  while: { event: "inconvenient-time", until: [] },
  key: "person",
  exceptPurposes: [],
  unlessConsent: ["any-time", "channel"],
  exceptReplies: false,
};
const answerable: BlockRule = { ...ruledOut, unlessConsent: [], exceptReplies: true };
const employer: BlockRule = { ...ruledOut, while: { event: "employer-prohibits", until: [] }, unlessConsent: ["work"] };
const atWork: CapRule = { ...touches, n: 1, days: 7, places: ["work", "other"] };
// No `while`: what is at work is never allowed, but with consent.
const { while: _ruledOut, ...always } = ruledOut;
const notAtWork: BlockRule = { ...always, places: ["work"], unlessConsent: ["work"] };
const first: ContentRule = { kind: "content", acts: ["contact"], when: "first", must: ["mini-miranda-initial"], mustNot: [] };
const exit: ContentRule = { kind: "content", acts: ["contact"], channels: ["email", "sms"], when: "every", must: ["opt-out"], mustNot: [] };

const open = (from: number, to: number): WindowRule => ({ ...hours, hours: [{ days: WEEKDAYS, from: minute(from), to: minute(to) }] });

interface Mutant {
  readonly name: string;
  readonly rule: Rule;
  readonly mutant: Rule;
}

const changed = (name: string, body: RuleBody, other: RuleBody): Mutant => ({ name, rule: ruleOf(body), mutant: ruleOf(other) });

/** Mutants that let too much through. */
const LAX: readonly Mutant[] = [
  changed("a window that opens a minute early", hours, open(479, 1260)),
  changed("a window that closes a minute late", hours, open(480, 1261)),
  changed("a window by the wrong clock", hours, { ...hours, zone: "America/Chicago" }),
  changed("a window that forgets a channel", hours, { ...hours, channels: ["call", "sms", "letter"] }),
  changed("a cap with one more", calls, { ...calls, n: 3 }),
  changed("a cap over one day less", calls, { ...calls, days: 6 }),
  changed("a cap that forgets a channel", calls, { ...calls, channels: ["call"] }),
  changed("a cap that leaves out more", calls, { ...calls, excluding: [...calls.excluding, "not-reached", "professional"] }),
  changed("a cap per debt instead of per person", touches, { ...touches, key: "debt" }),
  changed("a silence one day shorter", talk, { ...talk, days: 2 }),
  changed("a silence that only our own calls begin", talk, { ...talk, after: { ...talk.after, direction: "out" } }),
  changed("a block that ends a day early", space, {
    ...space,
    while: { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 3 },
  }),
  changed("a block with an exception too many", space, { ...space, exceptPersons: ["attorney", "spouse"] }),
  changed("a block that listens to another form", cease, { ...cease, while: { event: "cease-request", form: "oral", fromReceipt: true, until: [] } }),
  changed("a block that another event opens", cease, {
    ...cease,
    while: { event: "cease-request", form: "written", fromReceipt: true, until: ["payment", "promise", "dispute"] },
  }),
  changed("a block that a consent to something else lifts", ruledOut, { ...ruledOut, unlessConsent: ["any-time", "channel", "work", "extra-calls"] }),
  changed("a block of hours that a consent lifts", answerable, { ...answerable, unlessConsent: ["any-time", "channel"] }),
  changed("a block at work that any consent lifts", employer, { ...employer, unlessConsent: ["work", "channel", "any-time"] }),
  changed("a cap of another place", atWork, { ...atWork, places: ["home", "other"] }),
  changed("a cap that forgets a place", atWork, { ...atWork, places: ["work"] }),
  changed("a block of another place", notAtWork, { ...notAtWork, places: ["other"] }),
  changed("a content demanded of later contacts alone", first, { ...first, when: "later" }),
  changed("a content that forgets a channel", exit, { ...exit, channels: ["email"] }),
  { name: "a rule that begins a day late", rule: ruleOf(touches, { from: localDay(20_520) }), mutant: ruleOf(touches, { from: localDay(20_521) }) },
  { name: "a rule that ends a day early", rule: ruleOf(touches, { to: localDay(20_521) }), mutant: ruleOf(touches, { to: localDay(20_520) }) },
  {
    name: "a rule that binds one role less",
    rule: ruleOf(hours),
    mutant: ruleOf(hours, { binds: [{ roles: ["creditor", "third-party"], debts: ["consumer", "commercial"] }] }),
  },
  { name: "a rule of another place", rule: ruleOf(hours, { place: "US" }), mutant: ruleOf(hours, { place: "US-CA" }) },
  { name: "no rule at all", rule: ruleOf(hours), mutant: ruleOf({ kind: "standard", text: "" }) },
];

/** Mutants that forbid too much. */
const STRICT: readonly Mutant[] = [
  changed("a window that opens a minute late", hours, open(481, 1260)),
  changed("a window that closes a minute early", hours, open(480, 1259)),
  changed("a window that no consent lifts", hours, { ...hours, liftedByConsent: false }),
  changed("a cap with one less", calls, { ...calls, n: 1 }),
  changed("a cap over one day more", calls, { ...calls, days: 8 }),
  changed("a cap that leaves out less", calls, { ...calls, excluding: ["not-connected"] }),
  changed("a cap per person instead of per debt", calls, { ...calls, key: "person" }),
  changed("a silence one day longer", talk, { ...talk, days: 4 }),
  changed("a block that ends a day late", space, {
    ...space,
    while: { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 5 },
  }),
  changed("a block without its exceptions", space, { ...space, exceptPurposes: [], exceptPersons: [] }),
  changed("a block from sending instead of receipt", cease, { ...cease, while: { event: "cease-request", form: "written", until: [] } }),
  changed("a block that no reply passes", cease, { ...cease, exceptReplies: false }),
  changed("a block that nothing opens", optOut, { ...optOut, while: { event: "opt-out", until: [] } }),
  changed("a block that no consent lifts", ruledOut, { ...ruledOut, unlessConsent: [] }),
  changed("a cap of every place", atWork, { ...touches, n: 1, days: 7 }),
  changed("a block of a place too many", notAtWork, { ...notAtWork, places: ["work", "other"] }),
  changed("a block per person instead of per debt", cease, { ...cease, key: "person" }),
];

/** Whether everything that such a guard let through was lawful. */
const staysLawful = ({ rule, mutant }: Mutant, draft: Draft): boolean => breachesOf(draft, [rule], play(draft, [mutant])).length === 0;

/** Whether everything that such a guard refused was forbidden. */
const refusesOnlyTheForbidden = ({ rule, mutant }: Mutant, draft: Draft): boolean => {
  let justified = true;
  const watched: Gate = (context, action, at) => {
    const answer = guard(context, action, at);
    if (answer === null && forbiddenAt(draft, [rule], context.ledger, action, at, []).length === 0) justified = false;
    return answer;
  };
  play(draft, [mutant], watched);
  return justified;
};

const RUNS = { numRuns: 1_500, endOnFailure: true };

it.each(LAX)("$name is found out", (one) => {
  expect(
    fc.check(
      fc.property(storiesUnder(fc.constant([one.rule])), ({ draft }) => staysLawful(one, draft)),
      RUNS,
    ).failed,
  ).toBe(true);
});

it.each(STRICT)("$name is found out", (one) => {
  expect(
    fc.check(
      fc.property(storiesUnder(fc.constant([one.rule])), ({ draft }) => refusesOnlyTheForbidden(one, draft)),
      RUNS,
    ).failed,
  ).toBe(true);
});

it.each([...new Map([...LAX, ...STRICT].map((one) => [JSON.stringify(one.rule), one.rule])).values()].map((rule, index) => ({ index, rule })))(
  "the unchanged rule $index passes the same stories, both ways",
  ({ rule }) => {
    const same = { name: "", rule, mutant: rule };
    fc.assert(
      fc.property(storiesUnder(fc.constant([rule])), ({ draft }) => staysLawful(same, draft) && refusesOnlyTheForbidden(same, draft)),
      { numRuns: 60 },
    );
  },
);
