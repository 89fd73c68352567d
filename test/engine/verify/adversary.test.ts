/** What an adversary may do: what the policy handles, what protects debtors anyway, what some rule looks at, each as it would fit. */
import { expect, it } from "vitest";
import type { CompiledPolicy, Rule } from "../../../engine/index.ts";
import { movesAgainst } from "../../../engine/verify/adversary.ts";
import type { Trigger } from "../../../engine/model/rule.ts";
import { call, email, letter, on, policy, stage, step, task } from "../fixtures/policy.ts";
import { CAP, DISPUTE, rule } from "../fixtures/rules.ts";

const policyOf = (parts: Partial<CompiledPolicy> = {}): CompiledPolicy => policy({ stages: [stage("only", [])], ...parts });
const always = () => movesAgainst(policyOf(), []);
/** What some rules add to what an adversary may do anyway. */
const added = (rules: readonly Rule[], parts: Partial<CompiledPolicy> = {}) => movesAgainst(policyOf(parts), rules).slice(always().length);
const blocked = (trigger: Trigger): Rule => ({ ...DISPUTE, body: { ...DISPUTE.body, kind: "block", while: trigger } as Rule["body"] });
const content = { kind: "content", acts: ["contact"], when: "every", must: [], mustNot: [] } as const;
const deadline = { kind: "deadline", duty: { send: ["validation-notice"] }, within: { n: 5, business: false }, else: [], key: "debt" } as const;

it("against any policy under any law: money is paid and taken back, and all happens that protects debtors, with what ends it", () => {
  expect(always()).toStrictEqual([
    { kind: "payment", name: "a part is paid", percent: 40 },
    { kind: "payment", name: "all is paid", percent: 100 },
    { kind: "chargeback", name: "the payment is taken back" },
    { kind: "event", name: "dispute", event: { event: "dispute" } },
    { kind: "event", name: "dispute-closed", event: { event: "dispute-closed" }, releases: ["dispute"] },
    { kind: "event", name: "documents-sent", event: { event: "documents-sent" }, releases: ["dispute"] },
    { kind: "event", name: "hardship", event: { event: "hardship" } },
    { kind: "event", name: "attorney-notice", event: { event: "attorney-notice" } },
    { kind: "event", name: "attorney-released", event: { event: "attorney-released" }, releases: ["attorney-notice"] },
    { kind: "event", name: "bankruptcy-petition", event: { event: "bankruptcy-petition" } },
    { kind: "event", name: "bankruptcy-closed", event: { event: "bankruptcy-closed" }, releases: ["bankruptcy-petition"] },
    { kind: "event", name: "breathing-space", event: { event: "breathing-space", relief: "standard" } },
    { kind: "event", name: "breathing-space-ended", event: { event: "breathing-space-ended" }, releases: ["breathing-space"] },
    { kind: "event", name: "plan-agreed", event: { event: "plan-agreed" } },
    { kind: "event", name: "plan-broken", event: { event: "plan-broken" }, releases: ["plan-agreed"] },
    { kind: "event", name: "death", event: { event: "death" } },
    { kind: "event", name: "cease-request", event: { event: "cease-request" } },
  ]);
});

it("what the policy handles may happen, first of all; a promise is for a day a week ahead", () => {
  const handlers = [on("promise", []), on("dispute", []), on("payment in full", []), on("end of series", [])];
  const moves = movesAgainst(policyOf({ handlers }), []);
  expect(moves.slice(3, 5)).toStrictEqual([
    { kind: "event", name: "promise", event: { event: "promise" }, dueIn: 7 },
    { kind: "event", name: "dispute", event: { event: "dispute" } },
  ]);
  expect(moves).toHaveLength(always().length + 1);
});

it("an opt-out is from one of the channels that the policy uses anywhere: in steps, otherwise, else, and in variants", () => {
  const steps = [
    step("only", 0, letter("a"), { otherwise: email("b"), else: call("c") }),
    step("only", 1, task("look")),
    step("only", 2, letter("d")),
  ];
  const stages = [stage("only", steps, [], { variants: [{ name: "other", steps: [step("only", 3, { ...call("e"), channel: "sms" })] }] })];
  expect(movesAgainst(policyOf({ stages, handlers: [on("opt-out", [])] }), []).slice(3, 7)).toStrictEqual(
    (["letter", "email", "call", "sms"] as const).map((channel) => ({
      kind: "event",
      name: `opt-out of ${channel}`,
      event: { event: "opt-out", channels: [channel] },
    })),
  );
  expect(added([blocked({ event: "consent-revoked", until: [] })], { stages: [stage("only", steps.slice(1))] })).toStrictEqual([
    { kind: "event", name: "consent-revoked of letter", event: { event: "consent-revoked", channels: ["letter"] } },
  ]);
});

it("what blocks, what wants something said or sent, and what limits from an event on may happen", () => {
  const trigger = (event: Trigger["event"]): Trigger => ({ event, until: [] });
  const limited = rule("limited", { kind: "cap", n: 1, unit: "attempt", days: 7, key: "person", excluding: [], since: trigger("claim-reply") });
  const rules = [
    blocked(trigger("refusal-to-pay")),
    rule("said", { ...content, while: trigger("writing-only") }),
    limited,
    rule("sent", { ...deadline, after: trigger("document-request") }),
  ];
  expect(added(rules).map(({ name }) => name)).toStrictEqual(["refusal-to-pay", "writing-only", "claim-reply", "document-request"]);
});

it("what stands without an event adds nothing: limits and blocks that always hold, what is due after the first contact", () => {
  const { while: _, ...forEver } = DISPUTE.body as Extract<Rule["body"], { readonly kind: "block" }>;
  const rules = [CAP, { ...DISPUTE, body: forEver }, rule("said", content), rule("sent", { ...deadline, after: { first: "contact" } })];
  expect(added([...rules, rule("hours", { kind: "window", hours: [], holidaysClosed: false, liftedByConsent: false })])).toStrictEqual([]);
});

it("an event happens as the rule would have it: its form, its first ground or request, its relief, its chapter, by whom", () => {
  const asked: Trigger = { event: "refusal-to-pay", until: [], form: "written", grounds: ["not-mine", "paid"], requests: ["papers", "proof"] };
  expect(added([blocked(asked)])).toStrictEqual([
    {
      kind: "event",
      name: "refusal-to-pay not-mine papers written",
      event: { event: "refusal-to-pay", form: "written", ground: "not-mine", request: "papers" },
    },
  ]);
  expect(added([blocked({ event: "bankruptcy-petition", until: [], chapter: "13", by: ["attorney", "debtor"] })])).toStrictEqual([
    { kind: "event", name: "bankruptcy-petition", event: { event: "bankruptcy-petition", chapter: "13", by: "attorney" } },
  ]);
  expect(added([blocked({ event: "breathing-space", until: [], relief: "crisis" })])).toStrictEqual([
    { kind: "event", name: "breathing-space", event: { event: "breathing-space", relief: "crisis" } },
  ]);
});

it("what ends an event may happen after it; what ends several may end each of them, told once", () => {
  const death = blocked({ event: "military-orders", until: ["claim-reply"] });
  const both = [death, blocked({ event: "refusal-to-pay", until: ["claim-reply"] }), death];
  expect(added(both).filter(({ name }) => name === "claim-reply")).toStrictEqual([
    { kind: "event", name: "claim-reply", event: { event: "claim-reply" }, releases: ["military-orders", "refusal-to-pay"] },
  ]);
});

it("an event that begins something for one rule and ends it for another may end it still", () => {
  const rules = [blocked({ event: "military-orders", until: ["claim-reply"] }), blocked({ event: "claim-reply", until: [] })];
  expect(added(rules).at(-1)).toStrictEqual({ kind: "event", name: "claim-reply", event: { event: "claim-reply" }, releases: ["military-orders"] });
});

it("what only binds once something happened brings that about", () => {
  const binds = [
    { roles: [], debts: [], onceEvents: ["judgment", "payment", "renewal"] },
    { roles: [], debts: [] },
  ] as const;
  expect(added([{ ...CAP, binds }])).toStrictEqual([
    { kind: "event", name: "judgment", event: { event: "judgment" } },
    { kind: "event", name: "renewal", event: { event: "renewal" } },
  ]);
});

it.each(["payment", "charge", "consent", "suit-filed", "suit-threatened", "credit-reported", "assignment", "acceleration"] as const)(
  "money moves as money, the policy's own deeds are the policy's, and a consent only allows: no adversary tells of %s",
  (event) => {
    expect(added([blocked({ event, until: ["claim-reply"] })])).toStrictEqual([]);
    expect(added([blocked({ event: "dispute", until: [event] })])).toStrictEqual([]);
  },
);

it("papers that were sent end a dispute by its protection, and begin nothing", () => {
  expect(added([blocked({ event: "documents-sent", until: [] })])).toStrictEqual([]);
  expect(added([blocked({ event: "document-request", until: ["documents-sent"] })]).map(({ name }) => name)).toStrictEqual(["document-request"]);
});

it("events come with what they need to mean something: the mail that came back, the hours that don't suit, the place", () => {
  const one = (event: Trigger["event"]) => added([blocked({ event, until: [] })]).map((move) => (move.kind === "event" ? move.event : move));
  expect(one("undeliverable")).toStrictEqual([{ event: "undeliverable", medium: "email" }]);
  const days = ["mon", "tue", "wed", "thu", "fri"];
  expect(one("inconvenient-time")).toStrictEqual([{ event: "inconvenient-time", blocked: [{ days, from: 540, to: 720 }] }]);
  expect(one("inconvenient-place")).toStrictEqual([{ event: "inconvenient-place", place: "work" }]);
});
