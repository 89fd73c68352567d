/** Puts questions to the law book that ships, where an example of a law file can't say them. */
import { DateTime } from "luxon";
import { instant, localDay, minor, parseDay, permit } from "../../../engine/index.ts";
import type {
  Action,
  Contact,
  Debt,
  Debtor,
  Decision,
  EventName,
  Instant,
  LedgerEntry,
  LocalDay,
  PastContact,
  PastEvent,
  Role,
} from "../../../engine/index.ts";
import { loadLawBook } from "../../../policies/book.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";

/** A question; what is left out is a collector's live call to a consumer about one debt. */
export interface Question {
  readonly places?: readonly string[];
  readonly zone?: string;
  readonly role?: Role;
  readonly collectorFacts?: readonly string[];
  readonly kind?: Debtor["kind"];
  readonly debtorFacts?: readonly string[];
  readonly debts?: readonly Partial<Debt>[];
  readonly history?: readonly Happening[];
  readonly at?: string;
  readonly contact?: Partial<Contact>;
  readonly act?: Exclude<Action["act"], "contact" | "charge">;
  readonly contains?: readonly string[];
}

type Happening = { readonly when: string } & ({ readonly contact: PastContact } | { readonly event: PastEvent; readonly received?: string });

/** Local times are those of the debtor's zone. */
export const out = (when: string, channel: PastContact["channel"], more: Partial<PastContact> = {}): Happening => ({
  when,
  contact: { channel, direction: "out", ...more },
});
export const incoming = (when: string, channel: PastContact["channel"], more: Partial<PastContact> = {}): Happening => ({
  when,
  contact: { channel, direction: "in", ...more },
});
export const told = (when: string, event: EventName, more: Partial<PastEvent> = {}, received?: string): Happening => ({
  when,
  event: { event, ...more },
  ...(received === undefined ? {} : { received }),
});
export const day = (text: string): LocalDay => parseDay(text) ?? localDay(0);

const calendars = new Map<string, ReturnType<typeof buildCalendar>>();
const calendarFor = (zone: string): ReturnType<typeof buildCalendar> => {
  const known =
    calendars.get(zone) ?? buildCalendar({ zones: [zone], places: ["US", "GB", "DE", "NL"], from: day("2024-01-01"), to: day("2027-12-31") });
  calendars.set(zone, known);
  return known;
};

const book = await loadLawBook();

const instantOf = (text: string, zone: string): Instant => instant(DateTime.fromISO(text, { zone }).toMillis());

const debtOf = (more: Partial<Debt>, index: number): Debt => ({
  id: `debt ${index + 1}`,
  amount: minor(120_000),
  currency: "USD",
  kind: "consumer",
  type: "credit",
  incurred: day("2025-03-10"),
  due: day("2025-04-09"),
  ...more,
});

const entryOf = (happening: Happening, index: number, zone: string): LedgerEntry => {
  const at = instantOf(happening.when, zone);
  const id = `h${index}`;
  if ("contact" in happening) return { at, id, contact: happening.contact };
  return { at, id, event: { ...happening.event, ...(happening.received === undefined ? {} : { received: instantOf(happening.received, zone) }) } };
};

const actionOf = ({ act, contact, contains }: Question, debts: readonly string[]): Action => {
  if (act === "credit-report") return { act, debts, ...(contains === undefined ? {} : { contains }) };
  if (act !== undefined) return { act, debts };
  return { act: "contact", debts, contact: { channel: "call", line: "mobile", ...(contains === undefined ? {} : { contains }), ...contact } };
};

/** The answer of the whole book. The question is about the first debt. */
export const answer = (question: Question): Decision => {
  const { zone = "America/New_York", places = ["US-OH"], role = "third-party", kind = "person", at = "2026-10-14T12:00" } = question;
  const debts = (question.debts ?? [{}]).map(debtOf);
  return permit(
    {
      calendar: calendarFor(zone),
      rules: book.rules,
      series: book.series ?? [],
      debts,
      collector: { role, facts: question.collectorFacts ?? [] },
      debtor: { id: "debtor", kind, places, timezones: [zone], facts: question.debtorFacts ?? [] },
      ledger: (question.history ?? []).map((happening, index) => entryOf(happening, index, zone)),
    },
    actionOf(
      question,
      debts.slice(0, 1).map((debt) => debt.id),
    ),
    instantOf(at, zone),
  );
};

/** Rules that refuse, in the order of the book. */
export const refusers = (question: Question): readonly string[] => {
  const decision = answer(question);
  return decision.allowed ? [] : decision.reasons.map((reason) => reason.rule);
};
