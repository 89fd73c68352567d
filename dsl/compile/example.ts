/** Example blocks to plain data. What an example leaves unsaid is filled in here: a third-party collector, a person, a debt of 500. */
import type {
  Action,
  Charge,
  Collector,
  Contact,
  Currency,
  Debt,
  Debtor,
  DutyStatus,
  ExampleAnswer,
  ExampleEntry,
  ExampleMoment,
  ExampleQuestion,
  LawExample,
  LocalDay,
  PastContact,
  Role,
} from "../../engine/index.ts";
import { currencyOfPlace, localDay, minor, minute, parseMoney, zonesOfPlace } from "../engine.ts";
import type { Source } from "../syntax/source.ts";
import type { CollectorLine, DebtLine, DebtorLine, ExampleLine, ExampleNode, HistoryLine, InstantNode, QuestionLine } from "../tree/example.ts";
import type { JurisdictionNode } from "../tree/rule.ts";
import type { Name, Quoted } from "../tree/words.ts";
import { eventOf } from "./example-event.ts";
import { detailOf, detailTexts, type Detail } from "./example-details.ts";
import { moneyOf } from "./money.ts";
import { optional, someOf, wordsOf } from "./words.ts";

type Line<Kind extends ExampleLine["kind"]> = Extract<ExampleLine, { readonly kind: Kind }>;
const linesOf = <Kind extends ExampleLine["kind"]>(node: ExampleNode, kind: Kind): readonly Line<Kind>[] =>
  node.lines.filter((line): line is Line<Kind> => line.kind === kind);

const NOON = 720;

/** A day without a time is meant at noon. */
export const momentOf = ({ date, time }: InstantNode): ExampleMoment => ({ day: date.day ?? localDay(0), minute: minute(time?.minute ?? NOON) });

const isBefore = (one: ExampleMoment, other: ExampleMoment): boolean => one.day < other.day || (one.day === other.day && one.minute <= other.minute);

const collectorOf = (line: CollectorLine | undefined): Collector => ({
  role: (line?.role.text ?? "third-party") as Role,
  ...optional("facts", someOf<string>(line?.facts ?? [])),
});

const debtorOf = ({ debtor, places, zones, facts }: DebtorLine): Debtor => {
  const codes = wordsOf<string>(places);
  const known = zones.length > 0 ? zones.map(({ text }) => text) : [...new Set(codes.flatMap((place) => zonesOfPlace(place)))];
  return {
    id: "debtor",
    kind: (debtor?.text ?? "person") as Debtor["kind"],
    places: codes,
    timezones: known,
    ...optional("facts", someOf<string>(facts)),
  };
};

/** A debt that the example says little of: due two months before the first question, and made a month before that. */
const debtOf = (line: DebtLine | undefined, debtor: Debtor, currency: Currency, asked: LocalDay): Debt => {
  const business = debtor.kind === "business";
  const dayOf = (what: string): LocalDay | null => line?.days.find((one) => one.what.text === what)?.day.day ?? null;
  const incurred = dayOf("incurred");
  const due = dayOf("due") ?? localDay(incurred === null ? asked - 60 : incurred + 30);
  const money = line === undefined ? null : moneyOf(line.sum);
  return {
    id: line?.name?.text ?? "debt",
    amount: money?.amount ?? parseMoney("500", currency) ?? minor(0),
    currency: money?.currency ?? currency,
    kind: (line?.debt?.text ?? (business ? "commercial" : "consumer")) as Debt["kind"],
    type: (line?.type?.text ?? (business ? "goods" : "credit")) as Debt["type"],
    incurred: incurred ?? localDay(due - 30),
    due,
    ...optional("contract", line?.contract?.text as Debt["contract"]),
    ...optional("default", dayOf("default")),
    ...optional("chargedOff", dayOf("charged-off")),
    ...optional("limitationEnded", dayOf("limitation")),
    ...optional("facts", someOf<string>(line?.facts ?? [])),
  };
};

/** `calls`, `call`, `registered-letters`: the channel that is meant. */
export const channelOf = ({ text }: Name): Contact["channel"] => (text === "sms" ? "sms" : text.replace(/s$/u, "")) as Contact["channel"];

const idsOf = (labels: readonly Quoted[] | undefined): readonly string[] | null => (labels === undefined ? null : labels.map(({ text }) => text));

/** What a contact of history and one that is asked about have in common. */
const contactOf = (line: HistoryLine | QuestionLine): Contact => {
  const { details } = line;
  const to = detailOf(details, "address")?.to.map(({ text }) => text) ?? [];
  return {
    channel: channelOf(line.what),
    ...optional("line", to.find((text) => LINE_WORDS.has(text)) as Contact["line"]),
    ...optional("person", to.find((text) => !LINE_WORDS.has(text)) as Contact["person"]),
    ...optional("address", detailOf(details, "label")?.label.text),
    ...optional("dialing", detailOf(details, "dialling")?.dialing.text as Contact["dialing"]),
    ...optional("place", detailOf(details, "place")?.place.text as Contact["place"]),
    ...optional("purpose", detailOf(details, "purpose")?.purpose.text as Contact["purpose"]),
    ...optional("contains", detailTexts(detailOf(details, "contents")?.contents)),
    ...optional("deadline", detailOf(details, "disputable")?.until.day),
  };
};
const LINE_WORDS: ReadonlySet<string> = new Set(["mobile", "landline", "voip"]);

const pastContactOf = (line: HistoryLine): Omit<PastContact, "received"> => {
  const { details } = line;
  const outcome = detailOf(details, "outcome")?.outcome;
  const inbound = detailOf(details, "inbound");
  return {
    ...contactOf(line),
    direction: inbound === undefined ? "out" : "in",
    ...(inbound?.from === "attorney" ? { person: "attorney" } : {}),
    ...optional("outcome", outcome as PastContact["outcome"]),
    ...optional("debts", idsOf(detailOf(details, "debts")?.debts)),
    ...optional("claims", claimsOf(detailOf(details, "claims"))),
  };
};

const claimsOf = (claims: Detail<"claims"> | undefined): PastContact["claims"] | null =>
  claims === undefined ? null : [{ type: claims.charge.text, ...optional("amount", claims.sum === null ? null : moneyOf(claims.sum).amount) }];

type Drafted = { readonly at: ExampleMoment; readonly reply: boolean; readonly entry: Omit<ExampleEntry, "at" | "id"> };

const draftsOf = (line: HistoryLine): readonly Drafted[] => {
  const received = detailOf(line.details, "received");
  const head = received === undefined ? {} : { received: momentOf(received.received) };
  const body = line.of === "contact" ? { contact: pastContactOf(line) } : { event: eventOf(line) };
  const reply = detailOf(line.details, "reply") !== undefined;
  return line.occasions.flatMap(({ at, times }) =>
    Array.from({ length: times?.value ?? 1 }, () => ({ at: momentOf(at), reply, entry: { ...head, ...body } as Drafted["entry"] })),
  );
};

/** What the debtor said or sent last before a moment: what a reply answers. */
const lastOfDebtor = (history: readonly ExampleEntry[], at: ExampleMoment): string | undefined =>
  history.findLast((entry) => isBefore(entry.at, at) && ("event" in entry || entry.contact.direction === "in"))?.id;

const historyOf = (node: ExampleNode): readonly ExampleEntry[] => {
  const drafts = linesOf(node, "history").flatMap(draftsOf);
  drafts.sort((a, b) => a.at.day - b.at.day || a.at.minute - b.at.minute);
  const history: ExampleEntry[] = [];
  for (const { at, reply, entry } of drafts) {
    const whole = { at, id: `entry ${history.length + 1}`, ...entry } as ExampleEntry;
    const re = reply ? lastOfDebtor(history, at) : undefined;
    history.push(re !== undefined && "contact" in whole ? { ...whole, contact: { ...whole.contact, re } } : whole);
  }
  return history;
};

const chargeOf = ({ what, details }: QuestionLine): Charge => {
  const span = detailOf(details, "span");
  const sum = detailOf(details, "sum");
  return {
    type: what.text,
    agreed: detailOf(details, "agreed") !== undefined,
    ...optional("amount", sum === undefined ? null : moneyOf(sum.sum).amount),
    ...optional("from", span?.from.day),
    ...optional("to", span?.to.day),
  };
};

const actionOf = (line: QuestionLine, debts: readonly string[], history: readonly ExampleEntry[]): Action | null => {
  if (line.of === "duty" || line.of === "law") return null;
  if (line.of === "charge") return { act: "charge", debts, charge: chargeOf(line) };
  if (line.of === "contact") {
    const re = detailOf(line.details, "reply") === undefined ? undefined : lastOfDebtor(history, momentOf(line.at));
    return { act: "contact", debts, contact: { ...contactOf(line), ...optional("re", re) } };
  }
  const act = line.what.text as Exclude<Action["act"], "contact" | "charge">;
  if (act !== "credit-report") return { act, debts };
  return { act, debts, ...optional("contains", detailTexts(detailOf(line.details, "contents")?.contents)) };
};

/** A day without a time is any time of it. */
const endOf = (until: InstantNode): ExampleMoment | LocalDay => (until.time === null ? (until.date.day ?? localDay(0)) : momentOf(until));

const answerOf = ({ answer, what }: QuestionLine, debts: readonly string[]): ExampleAnswer => {
  switch (answer.is) {
    case "binding":
      return { is: "binding", rule: what.text, binding: answer.binding, debts };
    case "owed":
      return {
        is: "owed",
        rule: what.text,
        status: (answer.status?.text ?? "not owed") as DutyStatus | "not owed",
        ...optional("until", answer.until?.day),
      };
    case "amount":
      return { is: "allowed", requires: [], amount: moneyOf(answer.amount) };
    case "allowed":
      return { is: "allowed", requires: wordsOf<string>(answer.requires) };
    case "denied": {
      const { until } = answer;
      const end = until === null ? {} : { until: until === "for ever" ? null : endOf(until) };
      return { is: "denied", rules: wordsOf<string>(answer.rules), missing: wordsOf<string>(answer.missing), ...end };
    }
  }
};

const exampleOf = (node: ExampleNode, place: string, file: string): LawExample | null => {
  const [line] = linesOf(node, "debtor");
  const questions = linesOf(node, "question");
  const [first] = questions;
  if (line === undefined || first === undefined) return null;
  const debtor = debtorOf(line);
  const currency = currencyOfPlace(debtor.places[0] ?? "") ?? "USD";
  const lines: readonly (DebtLine | undefined)[] = linesOf(node, "debt");
  const debts = (lines.length === 0 ? [undefined] : lines).map((debt) => debtOf(debt, debtor, currency, momentOf(first.at).day));
  const history = historyOf(node);
  const asked = (question: QuestionLine): ExampleQuestion => {
    const about = idsOf(detailOf(question.details, "debts")?.debts) ?? debts.slice(0, 1).map(({ id }) => id);
    return { at: momentOf(question.at), action: actionOf(question, about, history), answer: answerOf(question, about), line: question.span.line };
  };
  return {
    title: node.title.text,
    place,
    collector: collectorOf(linesOf(node, "collector")[0]),
    debtor,
    debts,
    history,
    questions: questions.map(asked),
    file,
    line: node.span.line,
  };
};

/** Examples of one jurisdiction, in source order. The tree must be free of errors. */
export const examplesOf = (node: JurisdictionNode, source: Source): readonly LawExample[] =>
  node.items.flatMap((item) => (item.kind === "example" ? (exampleOf(item, node.place.text, source.file) ?? []) : []));
