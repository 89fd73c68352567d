/** Stories: what happened and what was wanted, told to the engine line by line, and to the oracle at the end. */
import fc from "fast-check";
import { instant, localDay, permit } from "../../engine/index.ts";
import type { Action, Collector, Contact, Context, Debt, Instant, LedgerEntry, PastContact, PastEvent, Rule } from "../../engine/index.ts";
import { violations, type Story, type Violation } from "../oracle/index.ts";
import { contacts, doubts, happenings, inbound, outcomes, portfolios, wentAs } from "./happenings.ts";
import { calendarOf, weekdaysOf, instantOf, moments, scenes, type Moment, type Scene } from "./moments.ts";

type Line =
  | { readonly what: "event"; readonly event: PastEvent; readonly late: number | null }
  | { readonly what: "inbound"; readonly contact: PastContact }
  | {
      readonly what: "wish";
      readonly contact: Contact;
      readonly debts: readonly string[];
      readonly outcome: PastContact["outcome"];
      readonly unsure: boolean;
      readonly answers: number | null;
      readonly notice: number | null;
    };

/** A story before anybody decided anything. */
export interface Draft {
  readonly scene: Scene;
  readonly collector: Collector;
  readonly debts: readonly Debt[];
  readonly lines: readonly { readonly at: Instant; readonly line: Line }[];
}

const collectors: fc.Arbitrary<Collector> = fc.record({
  role: fc.constantFrom("creditor" as const, "third-party" as const, "debt-buyer" as const),
  facts: fc.subarray(["implies-third-party"]),
});

const linesOf = (
  scene: Scene,
  debts: readonly Debt[],
  wanted: readonly PastEvent["event"][],
): fc.Arbitrary<{ readonly moment: Moment; readonly line: Line }> => {
  const ids = debts.map((debt) => debt.id);
  const near = localDay(Math.floor(scene.begins.toMillis() / 86_400_000));
  const event = fc.record({
    what: fc.constant("event" as const),
    event: happenings(ids, near, wanted),
    late: fc.option(fc.integer({ min: 0, max: 90 }), { freq: 3 }),
  });
  const incoming = fc.record({ what: fc.constant("inbound" as const), contact: inbound(ids) });
  const wish = fc.record({
    what: fc.constant("wish" as const),
    contact: contacts,
    debts: fc.subarray(ids, { minLength: 1 }),
    outcome: outcomes,
    unsure: doubts,
    answers: fc.option(fc.nat({ max: 5 }), { freq: 6 }),
    notice: fc.option(fc.integer({ min: 2, max: 50 }), { freq: 8 }),
  });
  return fc.record({
    moment: moments(14),
    line: fc.oneof({ weight: 3, arbitrary: event }, { weight: 1, arbitrary: incoming }, { weight: 6, arbitrary: wish }),
  });
};

/** Events on which rules hang: those that close a door, and now and then one that opens it again. */
const hingesOf = (rules: readonly Rule[]): readonly PastEvent["event"][] =>
  rules.flatMap(({ body }) => {
    const trigger = body.kind === "block" || body.kind === "content" ? body.while : undefined;
    const lifts: readonly PastEvent["event"][] = body.kind === "block" && body.unlessConsent.length > 0 ? ["consent"] : [];
    return trigger === undefined ? lifts : [trigger.event, trigger.event, ...trigger.until, ...lifts];
  });

const draftsFor = (rules: readonly Rule[]): fc.Arbitrary<Draft> =>
  fc.tuple(scenes, collectors, portfolios).chain(([scene, collector, debts]) =>
    fc.array(linesOf(scene, debts, hingesOf(rules)), { minLength: 6, maxLength: 28, size: "max" }).map((drawn) => ({
      scene,
      collector,
      debts,
      lines: drawn.map(({ moment, line }) => ({ at: instantOf(scene, moment), line })).toSorted((a, b) => a.at - b.at),
    })),
  );

export interface Told {
  readonly rules: readonly Rule[];
  readonly draft: Draft;
}

/** Rules, and a story that turns on them. */
export const storiesUnder = (rules: fc.Arbitrary<readonly Rule[]>): fc.Arbitrary<Told> =>
  rules.chain((drawn) => draftsFor(drawn).map((draft) => ({ rules: drawn, draft })));

export const contextOf = (draft: Draft, rules: readonly Rule[], ledger: readonly LedgerEntry[]): Context => ({
  calendar: calendarOf(draft.scene),
  rules,
  collector: draft.collector,
  debtor: draft.scene.debtor,
  debts: draft.debts,
  ledger,
});

/** What is wanted, with the answer it gives (if any) pointed at what the debtor said last. */
const wishOf = (line: Extract<Line, { what: "wish" }>, ledger: readonly LedgerEntry[]): Action => {
  const incoming = ledger.filter((entry) => "contact" in entry && entry.contact.direction === "in");
  const answered = line.answers === null ? undefined : incoming.at(-1 - line.answers);
  return { act: "contact", debts: line.debts, contact: { ...line.contact, ...(answered === undefined ? {} : { re: answered.id }) } };
};

/** Any gate: what is wanted, and what the ledger says at that moment; it answers the content to carry, or null. */
export type Gate = (context: Context, action: Action, at: Instant) => readonly string[] | null;

export const guard: Gate = (context, action, at) => {
  const decision = permit(context, action, at);
  return decision.allowed ? decision.requires : null;
};

/** Lets a story happen: every wish is put to the gate, and what it lets through is written down. */
export const play = (draft: Draft, rules: readonly Rule[], gate: Gate = guard): readonly LedgerEntry[] => {
  const ledger: LedgerEntry[] = [];
  for (const [index, { at, line }] of draft.lines.entries()) {
    const id = `${line.what} ${index}`;
    if (line.what === "event") {
      ledger.push({ at, id, event: { ...line.event, ...(line.late === null ? {} : { received: instant(at + line.late * 3_600_000) }) } });
    } else if (line.what === "inbound") ledger.push({ at, id, contact: line.contact });
    else {
      const action = wishOf(line, ledger);
      const context = contextOf(draft, rules, ledger);
      const carried = gate(context, action, at);
      if (carried === null || action.act !== "contact") continue;
      // What somebody adds to a text makes another text, which the gate is asked about, too.
      const contains = [...carried, "validation-notice"];
      const noticed =
        line.notice !== null && gate(context, { ...action, contact: { ...action.contact, contains, ...dated(line.notice, at) } }, at) !== null;
      ledger.push({ at, id, contact: writtenDown(action, noticed ? line : { ...line, notice: null }, carried, at) });
    }
  }
  return ledger;
};

/** The last day that a notice gives, so many days after it is sent. */
const dated = (days: number, at: Instant) => ({ deadline: localDay(Math.floor(at / 86_400_000) + days) });

const writtenDown = (
  action: Extract<Action, { act: "contact" }>,
  line: Extract<Line, { what: "wish" }>,
  carried: readonly string[],
  at: Instant,
): PastContact => {
  const notice = line.notice === null ? {} : dated(line.notice, at);
  return {
    ...action.contact,
    direction: "out",
    by: "collector",
    debts: action.debts,
    contains: [...carried, ...(line.notice === null ? [] : ["validation-notice"])],
    ...notice,
    ...wentAs(action.contact.channel, line),
  };
};

export const storyOf = (draft: Draft, rules: readonly Rule[], ledger: readonly LedgerEntry[]): Story => ({
  rules,
  collector: draft.collector,
  debtor: draft.scene.debtor,
  debts: draft.debts,
  holidays: calendarOf(draft.scene).holidays,
  ...weekdaysOf(draft.scene),
  ledger,
});

export const breachesOf = (draft: Draft, rules: readonly Rule[], ledger: readonly LedgerEntry[]): readonly Violation[] =>
  violations(storyOf(draft, rules, ledger));

/** Rules that would be broken if the action were done at an instant, with nothing more known than the ledger. */
export const forbiddenAt = (
  draft: Draft,
  rules: readonly Rule[],
  ledger: readonly LedgerEntry[],
  action: Action,
  at: Instant,
  carried: readonly string[],
): readonly string[] => {
  if (action.act !== "contact") return [];
  const entry: LedgerEntry = {
    at,
    id: "the wish",
    contact: { ...action.contact, direction: "out", debts: action.debts, contains: action.contact.contains ?? carried },
  };
  return breachesOf(draft, rules, [...ledger, entry])
    .filter((breach) => breach.entry === "the wish")
    .map((breach) => breach.rule);
};
