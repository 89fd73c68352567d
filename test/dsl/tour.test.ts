import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import type { CompiledPolicy, Stage } from "../../engine/index.ts";
import { smallPolicy } from "./small-policy.ts";

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");
const large = { kind: "money", of: { USD: 100_000, GBP: 80_000, EUR: 90_000 } };

const compiled = (source: string): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(source, "tour.collect");
  expect(diagnostics).toEqual([]);
  if (policy === null) throw new Error("no policy");
  return policy;
};
const stageOf = (policy: CompiledPolicy, name: string): Stage => {
  const stage = policy.stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`no stage ${name}`);
  return stage;
};

it("compiles the tour of the language without a word of complaint", () => {
  const policy = compiled(tour);
  expect(policy).toMatchObject({
    format: 1,
    name: "B2B standard",
    version: "2026.1",
    collector: "creditor",
    debt: "commercial",
    currencies: ["USD", "GBP", "EUR"],
    places: ["US", "US-CA", "US-NY-NYC", "GB", "DE", "NL"],
    allocation: "oldest first",
    notices: [],
    file: "tour.collect",
    facts: { segment: { type: "one of", values: ["standard", "key", "public sector"] }, late_invoices_12m: { type: "number" } },
    clock: {
      stageOf: "account",
      anchor: "oldest unpaid invoice",
      whenItMoves: "keep",
      whenBehind: "lapse",
      tolerance: { USD: 10_000, GBP: 8_000, EUR: 9_000 },
    },
    terms: {
      due: { n: 30, business: false },
      discount: { percent: 2, within: { n: 10, business: false } },
      lateInterest: "statutory",
      lateFee: "statutory",
    },
    plans: [
      {
        name: "standard",
        installments: 6,
        every: "month",
        atLeast: { USD: 10_000, GBP: 8_000, EUR: 9_000 },
        first: { n: 14, business: false },
        defaultAfterMissed: 2,
      },
    ],
  });
  expect(policy.stages.map(({ name }) => name)).toEqual(["courtesy", "reminder", "demand", "final"]);
});

it("reads where the first stage begins and where it leads", () => {
  const courtesy = stageOf(compiled(tour), "courtesy");
  expect(courtesy.from).toEqual({ anchor: "due", offset: { n: -7, business: false } });
  expect(courtesy.next).toEqual([{ to: "reminder", at: { kind: "anchored", day: { anchor: "due", offset: { n: 1, business: false } } }, line: 50 }]);
  expect(courtesy.steps[0]?.action).toEqual({
    kind: "contact",
    channel: "email",
    template: "upcoming invoice",
    paymentLink: true,
    priority: "normal",
    purpose: "collect",
  });
});

it("writes definitions and amounts out where they are used", () => {
  const [, second] = stageOf(compiled(tour), "reminder").steps;
  expect(second).toEqual({
    key: "reminder/day 5",
    day: { n: 5, business: false },
    within: { n: 3, business: false },
    line: 55,
    action: { kind: "contact", channel: "call", template: "courtesy call", paymentLink: false, priority: "normal", purpose: "collect" },
    when: {
      op: "and",
      of: [
        { op: "compare", compare: ">=", left: { kind: "fact", name: "balance" }, right: large },
        { op: "compare", compare: "!=", left: { kind: "fact", name: "segment" }, right: { kind: "text", value: "key" } },
      ],
    },
    otherwise: { kind: "contact", channel: "email", template: "second reminder", paymentLink: false, priority: "normal", purpose: "collect" },
  });
});

it("keeps the steps of one day apart, with approvals written on the next line", () => {
  const { steps } = stageOf(compiled(tour), "final");
  expect(steps.map(({ key, approval }) => [key, approval])).toEqual([
    ["final/day 0", undefined],
    ["final/day 30", "credit manager"],
    ["final/day 30 #2", undefined],
    ["final/day 45", "legal"],
  ]);
  expect(steps[1]?.action).toEqual({ kind: "business", name: "place with agency", agency: "Northgate Recovery" });
  expect(steps[3]?.when).toMatchObject({ of: [{}, { compare: "=", left: { name: "limitation" }, right: { kind: "text", value: "running" } }] });
});

it("reads what is done on each event", () => {
  const { handlers } = compiled(tour);
  expect(handlers.map(({ on, within, reactions }) => ({ on, within: within?.n, reactions }))).toEqual([
    { on: "payment in full", within: undefined, reactions: [{ do: "close", as: "paid" }] },
    { on: "partial payment", within: undefined, reactions: [{ do: "pause", until: { kind: "days", days: { n: 7, business: false } } }] },
    { on: "promise", within: 14, reactions: [{ do: "pause", until: { kind: "promised", plus: { n: 2, business: false } } }] },
    { on: "broken promise", within: undefined, reactions: [{ do: "go", stage: "demand" }] },
    {
      on: "dispute",
      within: undefined,
      reactions: [
        { do: "pause", until: { kind: "open" } },
        { do: "act", action: { kind: "business", name: "task", title: "resolve dispute", team: "AR team", due: { n: 5, business: true } } },
      ],
    },
    {
      on: "hardship",
      within: undefined,
      reactions: [
        { do: "pause", until: { kind: "days", days: { n: 30, business: false } } },
        { do: "act", action: { kind: "business", name: "offer plan", plan: "standard" } },
      ],
    },
    {
      on: "bounced email",
      within: undefined,
      reactions: [{ do: "act", action: { kind: "business", name: "task", title: "verify contact data", team: "AR team", due: null } }],
    },
  ]);
});

it("sends the law's own notices by themselves and as a reaction, for their own purpose", () => {
  const policy = compiled(
    smallPolicy({
      lines:
        '  notice "validation" by letter "validation notice" within 5 days of first contact\n  notice "cease acknowledgement" by letter "we stop"',
      stage: '    day 0  email "x"\n    next legal after 30 days',
      more: '  on cease request          close contact, send notice "cease acknowledgement"\n  stage legal requires limitation not expired {\n    day 0 letter "claim"\n  }',
    }),
  );
  expect(policy.notices).toMatchObject([
    { name: "validation", channel: "letter", template: "validation notice", within: { n: 5, business: false } },
    { name: "cease acknowledgement" },
  ]);
  expect(policy.notices[1]).not.toHaveProperty("within");
  expect(policy.handlers[0]?.reactions).toEqual([
    { do: "close contact" },
    {
      do: "act",
      action: { kind: "contact", channel: "letter", template: "we stop", paymentLink: false, priority: "normal", purpose: "legal-notice" },
    },
  ]);
  expect(stageOf(policy, "legal").requires).toEqual({
    op: "compare",
    compare: "!=",
    left: { kind: "fact", name: "limitation" },
    right: { kind: "text", value: "expired" },
  });
});

it("reads series, edges, windows, alternatives and business days", () => {
  const policy = compiled(
    smallPolicy({
      lines: "  allocation interest first",
      stage: `    on entry hold credit, task "look" for "AR"
    on exit release credit
    every 7 days, at most 5 times: email "nudge", else task "ring" for "AR" due in 2 days
    day 3 every 2 business days, at most 2 times: portal message "note" within 1 day
    business day 10 sms "text" when balance >= 100 USD, otherwise voicemail "drop", else webhook "hook"
    day 12 charge fee
    day 13 report to bureau requires approval by "legal"
    next later at end of month
    next later at 3 business days after end of month when days_overdue > 90`,
      more: `  stage later { day 0 offer discount 5% within 14 days
    day 1 refer to lawyer }
  on end of series go to later
  on breathing space hold 60 days
  on death close contact`,
    }),
  );
  const stage = stageOf(policy, "reminder");
  expect(policy.allocation).toBe("interest first");
  expect(stage.entry).toEqual([
    { kind: "business", name: "hold credit" },
    { kind: "business", name: "task", title: "look", team: "AR", due: null },
  ]);
  expect(stage.exit).toEqual([{ kind: "business", name: "release credit" }]);
  expect(stage.steps.map(({ key, day, repeat, within }) => [key, day, repeat, within.n])).toEqual([
    ["reminder/every 7 days", { n: 0, business: false }, { every: { n: 7, business: false }, times: 5 }, 3],
    ["reminder/day 3", { n: 3, business: false }, { every: { n: 2, business: true }, times: 2 }, 1],
    ["reminder/business day 10", { n: 10, business: true }, undefined, 3],
    ["reminder/day 12", { n: 12, business: false }, undefined, 3],
    ["reminder/day 13", { n: 13, business: false }, undefined, 3],
  ]);
  expect(stage.steps[0]?.else).toEqual({ kind: "business", name: "task", title: "ring", team: "AR", due: { n: 2, business: false } });
  expect(stage.steps[1]?.action).toMatchObject({ channel: "portal", template: "note" });
  expect(stage.steps[2]).toMatchObject({ otherwise: { channel: "voicemail" }, else: { name: "webhook", hook: "hook" } });
  expect(stage.next.map(({ at }) => at)).toEqual([
    { kind: "anchored", day: { anchor: "end of month", offset: { n: 0, business: false } } },
    { kind: "anchored", day: { anchor: "end of month", offset: { n: 3, business: true } } },
  ]);
  expect(stageOf(policy, "later").steps.map(({ action }) => action)).toEqual([
    { kind: "business", name: "offer discount", percent: 5 },
    { kind: "business", name: "refer to lawyer" },
  ]);
  expect(policy.handlers.slice(0, 3).map(({ on, reactions }) => [on, reactions[0]])).toEqual([
    ["end of series", { do: "go", stage: "later" }],
    ["breathing space", { do: "hold", until: { kind: "days", days: { n: 60, business: false } } }],
    ["death", { do: "close contact" }],
  ]);
});

it.each([
  ["stage of the account", "stageOf", "account"],
  ["stage of each invoice", "stageOf", "invoice"],
  ["when it moves keep the stage", "whenItMoves", "keep"],
  ["when it moves return to the stage that fits", "whenItMoves", "return"],
  ["when it moves return to the stage that fits, up or down", "whenItMoves", "return"],
  ["when behind lapse", "whenBehind", "lapse"],
  ["when behind one stage at a time", "whenBehind", "one stage at a time"],
  ["when behind straight to the stage that fits", "whenBehind", "straight"],
  ["when behind late, keep later dates", "whenBehind", "late"],
])("reads `%s` in the clock", (line, field, value) => {
  const lines = ["stage of the account", "anchor oldest unpaid invoice", "when it moves keep the stage", "when behind lapse"];
  const kept = lines.map((other) => (other.split(" ").slice(0, 2).join() === line.split(" ").slice(0, 2).join() ? line : other));
  const { clock } = compiled(smallPolicy({ clock: `  clock {\n${kept.join("\n")}\n  }` }));
  expect(clock).toMatchObject({ [field]: value, tolerance: { USD: 0 } });
});

it("takes words of the grammar as names where a name stands", () => {
  const policy = compiled(
    smallPolicy({
      lines: "  facts {\n    places number\n    stage boolean\n  }\n  amount first is 5 USD\n  define day as places >= 2 and stage",
      stage: '    day 0 email "default"\n    next plan after 5 days when day or balance > first\n    next plan after 9 days',
      more: '  stage plan { day 0 task "task" for "stage" }',
    }),
  );
  expect(policy.stages.map(({ name }) => name)).toEqual(["reminder", "plan"]);
  expect(policy.stages[0]?.next[0]?.when).toMatchObject({ op: "or", of: [{ op: "and" }, { compare: ">", right: { of: { USD: 500 } } }] });
});
