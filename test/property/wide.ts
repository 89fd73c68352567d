/** Cases of everything: any rules of the model, any acts, and stories that turn on those rules. Plain data, so that a case can be kept. */
import fc from "fast-check";
import { CHANNELS, EVENTS, PERSONS, PURPOSES, localDay, minor } from "../../engine/index.ts";
import type { Action, Collector, Contact, Debt, EventName, Instant, LocalDay, PastContact, PastEvent, Rule } from "../../engine/index.ts";
import { ACTS, DEBT_FACTS, DEBT_TYPES, DIALING, LINES, PLACES } from "../../dsl/tokens/vocabulary.ts";
import { charges, nearOf, others, type Line } from "./deeds.ts";
import { doubts, happenings, inbound, outcomes } from "./happenings.ts";
import { instantOf, moments, scenes, type Scene } from "./moments.ts";
import { maybe, rulesOf } from "./rule-parts.ts";
import { contactBodies } from "./rules.ts";
import { CHARGES, NOTICES, termBodies } from "./term-rules.ts";

export interface Case {
  readonly scene: Pick<Scene, "debtor" | "era">;
  readonly collector: Collector;
  readonly debts: readonly Debt[];
  readonly rules: readonly Rule[];
  readonly lines: readonly { readonly at: Instant; readonly line: Line }[];
}

const merged = <T>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as T);

const ids = ["d1", "d2", "d3", "d4"];

/** A debt, with all that rules ask of one. Some fall due in the course of a story, some have grown old. */
const debtNear = (near: LocalDay): fc.Arbitrary<Debt> => {
  const shifted = (min: number, max: number) => fc.integer({ min, max }).map((shift) => localDay(near + shift));
  return fc
    .record({
      due: fc.oneof(shifted(-12, 12), shifted(-377, -355), shifted(-65, -20)),
      age: fc.constantFrom(0, 14, 30, 31),
      amount: fc.constantFrom(0, 100, 11_999, 12_000, 12_000, 12_001, 12_001, 250_000).map(minor),
      kind: fc.constantFrom<Debt["kind"]>("consumer", "consumer", "commercial"),
      type: fc.oneof(fc.constantFrom<Debt["type"]>("credit", "medical"), fc.constantFrom(...DEBT_TYPES)),
      currency: fc.oneof({ weight: 12, arbitrary: fc.constant("USD") }, { weight: 1, arbitrary: fc.constant("EUR") }),
      more: merged<Partial<Debt>>(
        maybe("contract", fc.constantFrom("written", "oral", "open-account")),
        maybe("facts", fc.subarray([...DEBT_FACTS])),
        maybe("chargedOff", shifted(-370, -355)),
        maybe("default", shifted(-370, 5), 2),
        maybe("limitationEnded", shifted(0, 10), 9),
        maybe("creditor", fc.constantFrom("north", "south")),
        maybe("account", fc.constantFrom("a", "b")),
        maybe("serviceGroup", fc.constant("loans"), 6),
      ),
    })
    .map(({ due, age, more, ...rest }): Debt => ({ id: "", due, incurred: localDay(due - age), ...rest, ...more }));
};

const texts = fc.subarray([...NOTICES, "invoice", "opt-out", "license-number", "mini-miranda-initial", "caller-identity"]);

/** Mostly by one channel, so that limits fill. */
const contactsBy = (channel: fc.Arbitrary<Contact["channel"]>, near: LocalDay): fc.Arbitrary<Contact> =>
  merged<Contact>(
    channel.map((one) => ({ channel: one })),
    maybe("person", fc.constantFrom(...PERSONS), 3),
    maybe("place", fc.constantFrom(...PLACES), 3),
    maybe("line", fc.constantFrom(...LINES)),
    maybe("address", fc.constantFrom("line 1", "line 2", "mail 1")),
    maybe("dialing", fc.constantFrom(...DIALING), 2),
    maybe("purpose", fc.constantFrom(...PURPOSES), 3),
    fc.oneof({ weight: 4, arbitrary: maybe("contains", texts) }, { weight: 1, arbitrary: givingTime(near) }),
  );

/** Texts that are final, and name the last day that they give, or days. */
const givingTime = (near: LocalDay): fc.Arbitrary<object> =>
  merged(
    fc.record({ contains: fc.tuple(texts, fc.subarray(["validation-notice"])).map((both) => [...new Set(both.flat())]) }),
    fc.oneof(
      fc.integer({ min: -2, max: 40 }).map((shift) => ({ deadline: localDay(near + shift) })),
      fc.integer({ min: 1, max: 20 }).map((daysFromReceipt) => ({ daysFromReceipt })),
    ),
  );

const actions = (known: readonly string[], near: LocalDay, contacts: fc.Arbitrary<Contact>): fc.Arbitrary<Action> => {
  const debts = fc.oneof(fc.constant([...known]), fc.subarray([...known], { minLength: 1 }));
  return fc.oneof(
    { weight: 9, arbitrary: fc.record({ act: fc.constant("contact" as const), debts, contact: contacts }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant("charge" as const), debts, charge: charges(near) }) },
    {
      weight: 1,
      arbitrary: fc.tuple(debts, maybe("contains", texts)).map(([about, text]): Action => ({ act: "credit-report", debts: about, ...text })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...ACTS.filter((act) => act !== "contact" && act !== "charge" && act !== "credit-report")), debts)
        .map(([act, about]): Action => ({ act, debts: about })),
    },
  );
};

/** Events that the rules name, wherever they do. */
const eventsIn = (value: unknown): readonly EventName[] => {
  if (typeof value === "string") return EVENTS.filter((event) => event === value);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(eventsIn) : [];
};

/** What the debtor alone brought up is told beside what a talk was about: a contact that names no debts is about all of them. */
const brought = ({ raisedByDebtor, ...rest }: PastContact): PastContact =>
  raisedByDebtor === undefined || rest.debts === undefined ? rest : { ...rest, raisedByDebtor };

const raised = (known: readonly string[]): fc.Arbitrary<object> => maybe("raisedByDebtor", fc.subarray([...known], { minLength: 1 }), 4);

const linesOf = (known: readonly string[], near: LocalDay, wanted: readonly EventName[], contacts: fc.Arbitrary<Contact>): fc.Arbitrary<Line> => {
  const late = fc.option(fc.integer({ min: 0, max: 90 }), { freq: 3 });
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant("event" as const),
        event: merged<PastEvent>(
          happenings(known, near, wanted),
          maybe("written", fc.boolean(), 3),
          maybe("type", fc.constantFrom(...CHARGES), 3),
          maybe("amount", fc.integer({ min: 1, max: 300 }).map(minor), 3),
          maybe("by", fc.constantFrom("debtor", "attorney", "other"), 6),
        ),
        late,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant("contact" as const),
        contact: fc.oneof(merged<PastContact>(inbound(known), raised(known)).map(brought), others),
        late,
      }),
    },
    { weight: 1, arbitrary: fc.constant({ what: "back" as const }) },
    {
      weight: 8,
      arbitrary: fc.record({
        what: fc.constant("wish" as const),
        action: actions(known, near, contacts),
        outcome: outcomes,
        unsure: doubts,
        arrives: fc.option(fc.integer({ min: 0, max: 70 }), { freq: 2 }),
        also: fc.oneof(fc.constant<string[]>([]), fc.subarray([...NOTICES, "invoice"])),
        answers: fc.option(fc.nat({ max: 4 }), { freq: 6 }),
        notice: fc.option(fc.integer({ min: 2, max: 20 }), { freq: 8 }),
      }),
    },
  );
};

const settings: fc.Arbitrary<Omit<Case, "lines"> & { readonly near: LocalDay; readonly begins: Scene; readonly favourite: Contact["channel"] }> =
  scenes.chain((scene) => {
    const near = nearOf(scene);
    return fc.record({
      scene: fc.constant({ debtor: scene.debtor, era: scene.era }),
      begins: fc.constant(scene),
      near: fc.constant(near),
      favourite: fc.constantFrom<Contact["channel"]>("call", "call", "call", "email", "email", "sms", "letter", "visit", "voicemail"),
      collector: fc.record({
        role: fc.constantFrom("creditor" as const, "third-party" as const, "third-party" as const, "debt-buyer" as const),
        facts: fc.subarray(["implies-third-party"]),
      }),
      debts: fc.array(debtNear(near), { minLength: 1, maxLength: 4 }).map((drawn) => drawn.map((debt, index) => ({ ...debt, id: ids[index] ?? "" }))),
      rules: rulesOf(fc.oneof(contactBodies, termBodies), { min: 2, max: 6 }),
    });
  });

export const cases: fc.Arbitrary<Case> = settings.chain(({ begins, near, favourite, ...rest }) => {
  const known = rest.debts.map(({ id }) => id);
  const contacts = contactsBy(
    fc.oneof({ weight: 2, arbitrary: fc.constant(favourite) }, { weight: 1, arbitrary: fc.constantFrom(...CHANNELS) }),
    near,
  );
  return fc
    .array(fc.record({ moment: moments(14), line: linesOf(known, near, eventsIn(rest.rules), contacts) }), {
      minLength: 6,
      maxLength: 28,
      size: "max",
    })
    .map((drawn) => ({
      ...rest,
      lines: drawn.map(({ moment, line }) => ({ at: instantOf(begins, moment), line })).toSorted((a, b) => a.at - b.at),
    }));
});
