/** Stories in which more is wanted than contacts: suits, threats and charges, and notices that come before them. */
import fc from "fast-check";
import { instant, localDay, minor, permit } from "../../engine/index.ts";
import type {
  Action,
  Charge,
  Context,
  Contact,
  Debt,
  Decision,
  Instant,
  LedgerEntry,
  LocalDay,
  PastContact,
  PastEvent,
  Rule,
} from "../../engine/index.ts";
import { violations, type OracleTerms, type Violation } from "../oracle/index.ts";
import { contacts, doubts, happenings, inbound, outcomes, wentAs } from "./happenings.ts";
import { calendarOf, weekdaysOf, instantOf, moments, scenes, type Scene } from "./moments.ts";
import { CHARGES, NOTICES, SERIES } from "./term-rules.ts";

export interface Wish {
  readonly what: "wish";
  readonly action: Action;
  readonly outcome: PastContact["outcome"];
  readonly unsure?: boolean;
  /** Hours until what is sent arrives; null: nobody notes it. */
  readonly arrives: number | null;
  /** Contents that a text which was open comes to carry beside what it must. */
  readonly also: readonly string[];
  /** How far back lies what it answers; null or absent: it answers nothing. */
  readonly answers?: number | null;
  /** Days of the dispute period, where an open text comes to carry the notice of it. */
  readonly notice?: number | null;
}

export type Line =
  | { readonly what: "event"; readonly event: PastEvent; readonly late: number | null }
  | { readonly what: "contact"; readonly contact: PastContact; readonly late: number | null }
  | { readonly what: "back" }
  | Wish;

export interface Draft {
  readonly scene: Scene;
  readonly debts: readonly Debt[];
  readonly lines: readonly { readonly at: Instant; readonly line: Line }[];
}

/** What was written down, and what was said about charges beside it. */
export interface Written {
  readonly ledger: readonly LedgerEntry[];
  readonly terms: Readonly<Record<string, OracleTerms>>;
}

const maybe = <T extends object>(key: keyof T, value: fc.Arbitrary<unknown>): fc.Arbitrary<Partial<T>> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((one) => ({ [key]: one }) as Partial<T>) });

/** Debts that fall due, go late or grow old in the course of a story. */
const debtsNear = (near: LocalDay): fc.Arbitrary<readonly Debt[]> =>
  fc.array(debtNear(near), { minLength: 1, maxLength: 3 }).map((drawn) => drawn.map((debt, index) => ({ ...debt, id: `d${index + 1}` })));

const debtNear = (near: LocalDay): fc.Arbitrary<Debt> =>
  fc
    .record({
      due: fc
        .oneof(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -377, max: -355 }), fc.integer({ min: -45, max: -20 }))
        .map((shift) => localDay(near + shift)),
      terms: fc.constantFrom(0, 14, 30),
      amount: fc.constantFrom(0, 100, 11_999, 12_000, 12_000, 12_001, 12_001, 250_000).map(minor),
      type: fc.constantFrom<Debt["type"]>("credit", "medical"),
      currency: fc.oneof({ weight: 9, arbitrary: fc.constant("USD") }, { weight: 1, arbitrary: fc.constant("EUR") }),
      more: fc.tuple(
        maybe<Debt>("contract", fc.constantFrom("written", "oral", "open-account")),
        maybe<Debt>("facts", fc.constant(["due-date-agreed"])),
        maybe<Debt>(
          "chargedOff",
          fc.integer({ min: -370, max: -355 }).map((shift) => localDay(near + shift)),
        ),
        maybe<Debt>(
          "default",
          fc.integer({ min: -370, max: 5 }).map((shift) => localDay(near + shift)),
        ),
        fc.oneof(
          { weight: 6, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: fc.integer({ min: 0, max: 10 }).map((shift) => ({ limitationEnded: localDay(near + shift) })) },
        ),
      ),
    })
    .map(({ due, terms, more, ...rest }): Debt => ({
      id: "",
      kind: "consumer",
      due,
      incurred: localDay(due - terms),
      ...rest,
      ...Object.assign({}, ...more),
    }));

export const charges = (near: LocalDay): fc.Arbitrary<Charge> =>
  fc
    .record({
      type: fc.constantFrom(...CHARGES),
      agreed: fc.boolean(),
      more: fc.tuple(
        maybe<Charge>("amount", fc.integer({ min: 1, max: 1_500 }).map(minor)),
        maybe<Charge>(
          "from",
          fc.integer({ min: -60, max: 10 }).map((shift) => localDay(near + shift)),
        ),
        maybe<Charge>(
          "to",
          fc.integer({ min: -5, max: 20 }).map((shift) => localDay(near + shift)),
        ),
        maybe<Charge>("rate", fc.constantFrom(4, 9.5)),
        maybe<Charge>("dayCount", fc.constantFrom("actual/365", "actual/actual", "30/360")),
      ),
    })
    .map(({ more, ...rest }): Charge => ({ ...rest, ...Object.assign({}, ...more) }));

const texts = fc.subarray([...NOTICES, "invoice", "opt-out"]);

const actions = (ids: readonly string[], near: LocalDay): fc.Arbitrary<Action> => {
  const debts = fc.subarray([...ids], { minLength: 1 });
  const written = fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: texts.map((contains) => ({ contains })) });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(debts, fc.oneof(contacts, fc.constantFrom<Contact>({ channel: "letter" }, { channel: "email" })), written)
        .map(([about, contact, text]): Action => ({ act: "contact", debts: about, contact: { ...contact, ...text } })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(debts, fc.constantFrom("sue" as const, "threaten-suit" as const)).map(([about, act]): Action => ({ act, debts: about })),
    },
    { weight: 3, arbitrary: fc.tuple(debts, charges(near)).map(([about, charge]): Action => ({ act: "charge", debts: about, charge })) },
  );
};

export const wishes = (ids: readonly string[], near: LocalDay): fc.Arbitrary<Wish> =>
  fc.record({
    what: fc.constant("wish" as const),
    action: actions(ids, near),
    outcome: outcomes,
    unsure: doubts,
    arrives: fc.option(fc.integer({ min: 0, max: 70 }), { freq: 2 }),
    also: fc.oneof(fc.constant<string[]>([]), texts),
  });

/** What a notice says that charges will be. */
const claimed = fc.array(
  fc
    .tuple(fc.constantFrom(...CHARGES), maybe<{ amount?: number }>("amount", fc.constantFrom(0, 300, 700, 1_500)))
    .map(([type, amount]) => ({ type, ...amount })),
  { minLength: 1, maxLength: 2 },
);

/** Notices of others: the creditor's own, an earlier collector's, and such as somebody else was told. */
export const others: fc.Arbitrary<PastContact> = fc
  .record({
    channel: fc.constantFrom<Contact["channel"]>("letter", "email"),
    contains: texts,
    by: fc.constantFrom("creditor" as const, "earlier-collector" as const),
    more: fc.tuple(maybe<PastContact>("person", fc.constantFrom("neighbour", "executor")), maybe<PastContact>("claims", claimed)),
  })
  .map(({ more, ...rest }): PastContact => ({ ...rest, ...Object.assign({}, ...more), direction: "out" }));

const WANTED: readonly PastEvent["event"][] = [
  "document-request",
  "dispute",
  "plan-agreed",
  "consent",
  "consent",
  "payment",
  "acknowledgement",
  "judgment",
  "military-orders",
];
const ENDING: readonly PastEvent["event"][] = ["documents-sent", "dispute-closed", "plan-broken", "consent-revoked", "opt-out", "charge"];

const events = (ids: readonly string[], near: LocalDay): fc.Arbitrary<PastEvent> =>
  fc
    .tuple(
      happenings(ids, near, [...WANTED, ...ENDING]),
      maybe<PastEvent>("written", fc.boolean()),
      maybe<PastEvent>("type", fc.constantFrom(...CHARGES)),
      maybe<PastEvent>("amount", fc.integer({ min: 1, max: 300 }).map(minor)),
    )
    .map((parts) => Object.assign({}, ...parts) as PastEvent);

const late = fc.option(fc.integer({ min: 0, max: 90 }), { freq: 3 });

const linesOf = (ids: readonly string[], near: LocalDay): fc.Arbitrary<Line> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant("event" as const), event: events(ids, near), late }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("contact" as const), contact: fc.oneof(inbound(ids), others, others), late }) },
    { weight: 1, arbitrary: fc.constant({ what: "back" as const }) },
    { weight: 8, arbitrary: wishes(ids, near) },
  );

export const nearOf = (scene: Pick<Scene, "begins">): LocalDay => localDay(Math.floor(scene.begins.toMillis() / 86_400_000));

export const drafts: fc.Arbitrary<Draft> = scenes.chain((scene) =>
  debtsNear(nearOf(scene)).chain((debts) => {
    const ids = debts.map((debt) => debt.id);
    return fc
      .array(fc.record({ moment: moments(14), line: linesOf(ids, nearOf(scene)) }), { minLength: 6, maxLength: 26, size: "max" })
      .map((drawn) => ({
        scene,
        debts,
        lines: drawn.map(({ moment, line }) => ({ at: instantOf(scene, moment), line })).toSorted((a, b) => a.at - b.at),
      }));
  }),
);

export const contextOf = ({ scene, debts }: Draft, rules: readonly Rule[], ledger: readonly LedgerEntry[]): Context => ({
  calendar: calendarOf(scene),
  rules,
  collector: { role: "third-party" },
  debtor: scene.debtor,
  debts,
  ledger,
  series: SERIES,
});

/** Sees each wish with the answer that it got, before it is done. */
export type Watch = (context: Context, action: Action, at: Instant, decision: Decision, written: Written) => void;

/** Lets a story happen under some rules: what is allowed is done, and written down. */
export const play = (draft: Draft, rules: readonly Rule[], watch: Watch = () => {}): Written => {
  const ledger: LedgerEntry[] = [];
  const terms: Record<string, OracleTerms> = {};
  for (const [index, { at, line }] of draft.lines.entries()) {
    const id = `${line.what} ${index}`;
    if (line.what === "event") {
      ledger.push({ at, id, event: { ...line.event, ...(line.late === null ? {} : { received: instant(at + line.late * 3_600_000) }) } });
    } else if (line.what === "contact") {
      ledger.push({ at, id, contact: { ...line.contact, ...(line.late === null ? {} : { received: instant(at + line.late * 3_600_000) }) } });
    } else if (line.what === "back") {
      const sent = ledger.findLast((entry) => "contact" in entry && entry.contact.direction === "out");
      if (sent !== undefined) ledger.push({ at, id, event: { event: "undeliverable", re: sent.id } });
    } else {
      const context = contextOf(draft, rules, ledger);
      const decision = permit(context, line.action, at);
      watch(context, line.action, at, decision, { ledger: [...ledger], terms: { ...terms } });
      if (!decision.allowed) continue;
      const done = deedOf(line.action, at, id, decision.requires, decision.amount?.amount ?? 1, line, decision.amount?.currency);
      ledger.push(done.entry);
      if (done.terms !== null) terms[id] = done.terms;
    }
  }
  return { ledger, terms };
};

const LED_TO = { sue: "suit-filed", "threaten-suit": "suit-threatened", accelerate: "acceleration" } as const;

/** What is written down when something is done. `most`: what is charged when no amount was wanted. */
export const deedOf = (
  action: Action,
  at: Instant,
  id: string,
  carried: readonly string[],
  most: number,
  line: Pick<Wish, "outcome" | "unsure" | "arrives" | "also">,
  currency?: string,
): { readonly entry: LedgerEntry; readonly terms: OracleTerms | null } => {
  const { debts } = action;
  if (action.act === "contact") {
    const { channel, contains } = action.contact;
    return {
      entry: {
        at,
        id,
        contact: {
          ...action.contact,
          direction: "out",
          debts,
          contains: contains ?? [...carried, ...line.also],
          ...wentAs(channel, line),
          ...(line.arrives === null ? {} : { received: instant(at + line.arrives * 3_600_000) }),
        },
      },
      terms: null,
    };
  }
  if (action.act === "charge") {
    const { type, amount, agreed, from, to, rate, dayCount } = action.charge;
    const said = Object.fromEntries(Object.entries({ from, to, rate, dayCount }).filter(([, value]) => value !== undefined));
    const sum = { amount: amount ?? minor(most), ...(currency === undefined ? {} : { currency }) };
    return { entry: { at, id, event: { event: "charge", by: "collector", type, debts, ...sum } }, terms: { agreed, ...said } };
  }
  const event = action.act === "sue" || action.act === "threaten-suit" || action.act === "accelerate" ? LED_TO[action.act] : "credit-reported";
  return { entry: { at, id, event: { event, by: "collector", debts } }, terms: null };
};

export const breachesOf = (draft: Draft, rules: readonly Rule[], { ledger, terms }: Written): readonly Violation[] =>
  violations({
    rules,
    collector: { role: "third-party" },
    debtor: draft.scene.debtor,
    debts: draft.debts,
    holidays: calendarOf(draft.scene).holidays,
    ...weekdaysOf(draft.scene),
    ledger,
    series: SERIES,
    terms,
  });

const QUIETLY = { outcome: undefined, arrives: null, also: [] } as const;

/** Rules that would be broken if something were done at an instant; `most` is what is charged when no amount is wanted. */
export const forbiddenAt = (
  draft: Draft,
  rules: readonly Rule[],
  written: Written,
  action: Action,
  at: Instant,
  carried: readonly string[] = [],
  most = 1,
  currency?: string,
): readonly string[] => {
  const { entry, terms } = deedOf(action, at, "the wish", carried, most, QUIETLY, currency);
  return breachesOf(draft, rules, {
    ledger: [...written.ledger, entry],
    terms: terms === null ? written.terms : { ...written.terms, "the wish": terms },
  })
    .filter((breach) => breach.entry === "the wish")
    .map((breach) => breach.rule);
};
