/** What is said of a rule by all that was found of it: the worst verdict, the plainest story, the longest delay. */
import { expect, it } from "vitest";
import { emptyState } from "../../../engine/step/full-state.ts";
import { instant, localDay, type Rule } from "../../../engine/index.ts";
import type { Life } from "../../../engine/verify/life.ts";
import type { Made, Move } from "../../../engine/verify/moves.ts";
import { isUnknown, note, verdictsOf, type Finding, type Found } from "../../../engine/verify/verdict.ts";
import type { Meeting } from "../../../engine/verify/watch.ts";
import { account, invoice } from "../fixtures/machine.ts";
import { CAP, DISPUTE, HOURS, rule } from "../fixtures/rules.ts";

const DAY = 86_400_000;
const NOW = instant(1_000 * DAY);
const told = (event: "dispute" | "document-request"): Move => ({ kind: "event", name: event, event: { event } });
const PAID: Move = { kind: "payment", name: "a part is paid", percent: 40 };
const made = (...moves: readonly Move[]): readonly Made[] => moves.map((move) => ({ at: NOW, move }));

const lifeOf = (moves: readonly Move[]): Life => ({
  state: { ...emptyState("policy"), account: account([invoice("1", "2026-03-02", 900)]), opened: NOW },
  ledger: [],
  now: NOW,
  wakeAt: null,
  late: [],
  made: made(...moves),
  paid: 0 as Life["paid"],
  twin: false,
});

interface Words {
  readonly rule?: Rule;
  /** Days after which waiting helps; null: it never does. */
  readonly until?: number | null;
  /** Days until the guard finds an instant in the slot; null: it finds none. */
  readonly mended?: number | null;
  readonly moves?: readonly Move[];
  readonly unknown?: true;
  readonly place?: string;
  readonly draft?: string;
}

function findingOf({ rule: of = CAP, until = 1, mended = 1, moves = [], unknown, place = "US", draft }: Words): Finding {
  const meeting: Meeting = {
    place,
    rule: of,
    reason: {
      rule: unknown === undefined ? of.id : "unknown.zone",
      cites: of.cites,
      sentence: "no",
      until: until === null ? null : instant(NOW + until * DAY),
    },
    life: lifeOf(moves),
    wanted: null,
    at: NOW,
    mended: mended === null ? null : instant(NOW + mended * DAY),
    beside: [],
  };
  return { meeting, draft: draft ?? null, due: localDay(1_000), zone: "Europe/London" };
}

function noted(...all: readonly Words[]): Found | undefined {
  const findings = new Map<string, Found>();
  for (const words of all) note(findings, findingOf(words));
  expect(findings.size).toBe(1);
  return [...findings.values()][0];
}

const verdictOf = (...all: readonly Words[]) => {
  const findings = new Map<string, Found>();
  for (const words of all) note(findings, findingOf(words));
  const [first] = verdictsOf([{ place: "US", rules: [all[0]?.rule ?? CAP], beside: [] }], findings, { lives: 9, spent: 9, skipped: 0 });
  return { verdict: first?.verdict, days: first?.delayDays };
};
const broken = (words: Words) => verdictOf({ until: null, mended: null, ...words }).verdict === "broken";

it("a rule that no run met is kept by design, unless some runs were not looked at", () => {
  const watched = [{ place: "US", rules: [CAP, HOURS], beside: [] }];
  const budget = { lives: 9, spent: 9, skipped: 0 };
  expect(verdictsOf(watched, new Map(), budget)).toStrictEqual([
    { place: "US", rule: CAP, verdict: "by-design" },
    { place: "US", rule: HOURS, verdict: "by-design" },
  ]);
  expect(verdictsOf(watched, new Map(), { ...budget, skipped: 1 }).map(({ verdict }) => verdict)).toStrictEqual(["incomplete", "incomplete"]);
});

it("what was found is said of the rule and the place of which it was, also where runs were left out", () => {
  const findings = new Map<string, Found>();
  const finding = findingOf({ place: "GB", mended: 2 });
  note(findings, finding);
  const watched = ["US", "GB"].map((place) => ({ place, rules: [CAP, HOURS], beside: [] }));
  expect(verdictsOf(watched, findings, { lives: 9, spent: 9, skipped: 1 })).toStrictEqual([
    { place: "US", rule: CAP, verdict: "incomplete" },
    { place: "US", rule: HOURS, verdict: "incomplete" },
    { place: "GB", rule: CAP, verdict: "by-guard", delayDays: 2, finding },
    { place: "GB", rule: HOURS, verdict: "incomplete" },
  ]);
});

it("what the guard holds up is told with days begun, and none where the step lapses", () => {
  expect(verdictOf({ mended: 0.5 })).toStrictEqual({ verdict: "by-guard", days: 1 });
  expect(verdictOf({ mended: 2 })).toStrictEqual({ verdict: "by-guard", days: 2 });
  expect(verdictOf({ mended: null })).toStrictEqual({ verdict: "by-guard", days: null });
});

it("of several findings the longest delay is told, whichever comes first and whosever story it is", () => {
  expect(verdictOf({ mended: 1 }, { mended: 3 }, { mended: 2 })).toStrictEqual({ verdict: "by-guard", days: 3 });
  expect(verdictOf({ mended: 1 }, { mended: 3, moves: [PAID] })).toStrictEqual({ verdict: "by-guard", days: 3 });
  expect(verdictOf({ mended: 3, moves: [PAID] }, { mended: 1 })).toStrictEqual({ verdict: "by-guard", days: 3 });
  expect(verdictOf({ mended: 1 }, { mended: null, moves: [PAID] }, { mended: 2 })).toStrictEqual({ verdict: "by-guard", days: null });
});

it("the story is that with the fewest moves; of those with as many, the one that is held up longest; of two alike, the first", () => {
  const draftOf = (...all: readonly Words[]) => noted(...all)?.finding.draft;
  expect(draftOf({ draft: "two", moves: [PAID, PAID] }, { draft: "one", moves: [PAID] })).toBe("one");
  expect(draftOf({ draft: "one", moves: [PAID] }, { draft: "two", moves: [PAID, PAID], mended: 9 })).toBe("one");
  expect(draftOf({ draft: "short", mended: 1 }, { draft: "long", mended: 2 })).toBe("long");
  expect(draftOf({ draft: "long", mended: 2 }, { draft: "short", mended: 1 })).toBe("long");
  expect(draftOf({ draft: "first" }, { draft: "second" })).toBe("first");
});

it("what nothing mends goes before what the guard holds up, and that before what isn't known, however many moves it takes", () => {
  const worst: Words = { draft: "broken", until: null, mended: null, moves: [PAID, PAID] };
  const held: Words = { draft: "held", moves: [PAID] };
  const unknown: Words = { draft: "unknown", unknown: true, until: null, mended: null };
  const draftOf = (...all: readonly Words[]) => noted(...all)?.finding.draft;
  expect([draftOf(held, worst), draftOf(worst, held)]).toStrictEqual(["broken", "broken"]);
  expect([draftOf(held, unknown), draftOf(unknown, held)]).toStrictEqual(["held", "held"]);
  expect([draftOf(worst, unknown), draftOf(unknown, worst)]).toStrictEqual(["broken", "broken"]);
  expect(verdictOf({ ...held, mended: 2 }, worst)).toStrictEqual({ verdict: "broken", days: undefined });
  expect(verdictOf(unknown)).toStrictEqual({ verdict: "by-guard", days: null });
});

it("what nobody knows is told by its name, and nothing else is", () => {
  const reason = (name: string) => ({ rule: name, cites: "", sentence: "", until: null });
  expect([isUnknown(reason("unknown.zone")), isUnknown(reason("us.unknown.zone")), isUnknown(reason("unknown"))]).toStrictEqual([true, false, false]);
});

it("a refusal that ends by waiting is never the policy's fault, even if the step lapses meanwhile", () => {
  expect([broken({}), broken({ until: 400 })]).toStrictEqual([true, false]);
});

it("what only a debtor's word opens, and what time has ended for good, is the guard's to know", () => {
  const consent = rule("consent", { kind: "consent", channels: ["sms"], covers: "channel" });
  const limitation = rule("limitation", {
    kind: "limitation",
    years: 6,
    from: "due",
    toYearEnd: false,
    restartedBy: [],
    revivedBy: [],
    extinguishes: false,
    bars: ["sue"],
  });
  const content = { kind: "content", acts: ["contact"], when: "every", must: ["creditor-identity"], mustNot: [] } as const;
  expect([consent, limitation].map((of) => broken({ rule: of }))).toStrictEqual([false, false]);
  expect(broken({ rule: rule("content", content) })).toBe(true);
  expect(broken({ rule: rule("content", { ...content, purposes: ["collect"] }) })).toBe(true);
  expect(broken({ rule: rule("content", { ...content, barred: "while" }) })).toBe(false);
});

const NOTICE = rule("notice", {
  kind: "notice-before",
  acts: ["sue"],
  notices: ["letter-of-claim"],
  atLeast: { n: 30, business: false },
  counts: { from: "sending" },
  key: "debt",
});
const DEADLINE = rule("deadline", {
  kind: "deadline",
  duty: { send: ["validation-notice"] },
  after: { first: "contact" },
  within: { n: 5, business: false },
  else: [],
  key: "debt",
});

it.each([NOTICE, DEADLINE])("what was never sent is the policy's fault, unless a debtor's word kept it from being sent: $id", (of) => {
  expect([broken({ rule: of }), broken({ rule: of, moves: [PAID] })]).toStrictEqual([true, true]);
  expect([broken({ rule: of, moves: [told("dispute")] }), broken({ rule: of, moves: [PAID, told("dispute")] })]).toStrictEqual([false, false]);
});

it("a block is the policy's fault where it stands always, or where the policy has a word for what began it; not where it ends or a consent lifts it", () => {
  const block = (more: object): Rule => ({ ...DISPUTE, body: { ...DISPUTE.body, ...more } });
  const { while: _, ...always } = DISPUTE.body as Extract<Rule["body"], { readonly kind: "block" }>;
  expect(broken({ rule: { ...DISPUTE, body: always } })).toBe(true);
  expect(broken({ rule: DISPUTE })).toBe(true);
  expect(broken({ rule: block({ while: { event: "document-request", until: [] } }) })).toBe(false);
  expect(broken({ rule: block({ until: { days: 5, after: "due" } }) })).toBe(false);
  expect(broken({ rule: block({ unlessConsent: ["channel"] }) })).toBe(false);
});
