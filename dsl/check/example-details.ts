/** Checks of what a line of an example says beside its head: each word fits the head, and is said once. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { PERSONS } from "../engine.ts";
import { COVERS, LINES } from "../tokens/vocabulary.ts";
import { CHANNELS } from "../engine.ts";
import type { DetailNode, HistoryLine, QuestionLine } from "../tree/example.ts";
import type { DateNode, Name } from "../tree/words.ts";
import { dateExists, eachOnce, sumExists, timeExists } from "./pieces.ts";

type Says = DetailNode["says"];

const CONTACT: readonly Says[] = ["address", "label", "dialling", "place", "purpose", "contents", "disputable", "reply", "debts"];
const PAST_CONTACT: readonly Says[] = [...CONTACT, "outcome", "received", "inbound", "claims"];
const ANY_EVENT: readonly Says[] = ["form", "medium", "received", "debts", "teller"];

/** What some events say beside what every event may. */
const OF_EVENT: Readonly<Record<string, readonly Says[]>> = {
  dispute: ["ground", "request"],
  "refusal-to-pay": ["ground"],
  "document-request": ["request"],
  "documents-sent": ["request"],
  "breathing-space": ["relief"],
  "bankruptcy-petition": ["chapter"],
  "opt-out": ["channels"],
  "consent-revoked": ["channels", "address"],
  consent: ["address", "span", "until"],
  payment: ["sum"],
  promise: ["sum", "by"],
  "inconvenient-time": ["blocked", "span", "until"],
  "inconvenient-place": ["place"],
  "employer-prohibits": ["place"],
  "military-orders": ["span", "until"],
};

const fitting = (line: HistoryLine | QuestionLine): readonly Says[] => {
  switch (line.of) {
    case "contact":
      return line.kind === "history" ? PAST_CONTACT : CONTACT;
    case "charge":
      return line.kind === "history" ? ["sum", "debts"] : ["sum", "agreed", "span", "debts"];
    case "duty":
      return [];
    case "law":
      return ["debts"];
    case "act":
      return line.what.text === "credit-report" ? ["contents", "debts"] : ["debts"];
    case "event":
      return [...ANY_EVENT, ...(OF_EVENT[line.what.text] ?? [])];
  }
};

/** Whom or what a contact goes to, and what a consent covers, are words of different lists. */
const wrongReceiver = (line: HistoryLine | QuestionLine, to: readonly Name[]): Name | undefined => {
  const lists: readonly (readonly string[])[] = line.of === "contact" ? [LINES, PERSONS] : [CHANNELS, COVERS];
  return to.find(({ text }) => !lists.some((words) => words.includes(text)));
};

const backwards = (from: DateNode, to: DateNode): readonly Diagnostic[] =>
  from.day !== null && to.day !== null && to.day < from.day ? [problem("termBackwards", to.span, {})] : [];

/** Problems of a detail on its own. */
const inItself = (detail: DetailNode, line: HistoryLine | QuestionLine): readonly Diagnostic[] => {
  switch (detail.says) {
    case "address": {
      const wrong = wrongReceiver(line, detail.to);
      return [
        ...eachOnce(detail.to),
        ...(wrong === undefined ? [] : [problem("wrongDetail", wrong.span, { detail: `to ${wrong.text}`, head: headOf(line) })]),
      ];
    }
    case "contents":
      return eachOnce(detail.contents);
    case "channels":
      return eachOnce(detail.channels);
    case "sum":
      return sumExists(detail.sum);
    case "claims":
      return sumExists(detail.sum);
    case "by":
      return dateExists(detail.by);
    case "until":
    case "disputable":
      return dateExists(detail.until);
    case "received":
      return [...dateExists(detail.received.date), ...(detail.received.time === null ? [] : timeExists(detail.received.time))];
    case "span":
      return [...dateExists(detail.from), ...dateExists(detail.to), ...backwards(detail.from, detail.to)];
    case "blocked":
      return [...timeExists(detail.spell.from), ...timeExists(detail.spell.to)];
    default:
      return [];
  }
};

const WORDS: Partial<Record<Says, string>> = {
  outcome: "answered",
  address: "to …",
  label: "address …",
  dialling: "with … dialling",
  place: "at …",
  purpose: "for …",
  contents: "containing …",
  disputable: "disputable until …",
  received: "received …",
  inbound: "from …",
  reply: "in reply",
  debts: "about …",
  form: "in writing",
  medium: "sent by …",
  ground: "on ground …",
  request: "asking for …",
  relief: "of relief …",
  chapter: "of chapter …",
  channels: "of a channel",
  sum: "of a sum",
  by: "by a day",
  teller: "by somebody",
  until: "until …",
  blocked: "ruling out …",
  agreed: "agreed",
  claims: "claiming …",
  span: "from … to …",
};

const headOf = ({ of, what }: HistoryLine | QuestionLine): string => (of === "charge" ? "a charge" : `\`${what.text}\``);

/** Details that don't fit, are said twice, or are wrong in themselves. */
export const detailProblems = (line: HistoryLine | QuestionLine, details: readonly DetailNode[]): readonly Diagnostic[] => {
  const fits = fitting(line);
  const seen = new Set<Says>();
  return details.flatMap((detail) => {
    const what = WORDS[detail.says] ?? detail.says;
    if (!fits.includes(detail.says)) return [problem("wrongDetail", detail.span, { detail: what, head: headOf(line) })];
    if (seen.has(detail.says)) return [problem("saidTwice", detail.span, { what })];
    seen.add(detail.says);
    return inItself(detail, line);
  });
};
