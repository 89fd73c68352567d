/** What Collect does about each rule of a place. Nothing is passed over in silence, and what nobody verified is not called enforced. */
import { inForce, type Act, type LawBook, type LocalDay, type Place, type Rule, type RuleBody } from "../../engine/index.ts";
import { dateOf } from "./entry.ts";
import { selectRules } from "./select.ts";

/**
 * `enforced`: the guard refuses whatever breaks it, by the clock, the debt and Collect's own contacts; `run-time`: it refuses once a fact
 * is recorded on which the rule turns; `assumed`: people see to it; `out-of-scope`: nothing of it can be broken through Collect.
 */
export type DutyState = "enforced" | "run-time" | "assumed" | "out-of-scope";

export interface CoveredDuty {
  readonly rule: string;
  readonly status: DutyState;
  readonly why: string;
}

type Verdict = Omit<CoveredDuty, "rule">;

const is = (status: DutyState, why: string): Verdict => ({ status, why });

/** Acts that a step of a policy can ask for; others are only answered when somebody asks. */
const PERFORMED: ReadonlySet<Act> = new Set(["contact", "charge", "credit-report", "sue", "place", "offer-plan"]);

const listed = (words: readonly string[]): string => words.join(", ");

/** What acts are refused, and by whom: those that no policy asks for are never refused before somebody asks the guard. */
const ofActs = (acts: readonly Act[], verdict: Verdict): Verdict =>
  acts.some((act) => PERFORMED.has(act))
    ? verdict
    : is("assumed", `Collect never does this itself (${listed(acts)}): whoever does it has to ask first, and is then answered by this rule`);

const CLOCK = "the guard refuses what breaks it, by the clock and the record of contacts";

const ofDeadline = (body: Extract<RuleBody, { kind: "deadline" }>): Verdict => {
  const duty = "send" in body.duty ? `that ${listed(body.duty.send)} is sent` : `that ${body.duty.record} is recorded`;
  return body.else.length === 0
    ? is("assumed", `nothing is refused when it is missed; ${duty} in time is for the policy and for people, and the list of duties shows it`)
    : is("run-time", `once the time has passed without a record ${duty}, the guard refuses ${listed(body.else)}; the act itself is for the policy`);
};

const ofBlock = (body: Extract<RuleBody, { kind: "block" | "content" }>): Verdict =>
  body.while === undefined
    ? is("enforced", body.kind === "content" ? "the guard holds each text against it, and validate the letters" : "the guard refuses it")
    : is("run-time", `the guard refuses it once "${body.while.event}" is recorded: what nobody records, it can't know`);

/** Of a rule that refuses nothing itself and is read by others: as they are, and no better than the weakest of them. */
const ofReader = (body: Extract<RuleBody, { kind: "modifier" | "scope" }>, book: LawBook, seen: readonly string[]): Verdict => {
  const touched = book.rules.filter((rule) => body.touches.some((id) => rule.id === id || rule.id.startsWith(`${id}.`)) && !seen.includes(rule.id));
  const states = touched.map((rule) => verdictOf(rule, book, [...seen, rule.id]).status);
  const weakest = STATES.findLast((state) => states.includes(state)) ?? "assumed";
  const what = body.kind === "scope" ? "decides whom they bind" : "changes how they count";
  return is(weakest, touched.length === 0 ? "no rule of the book reads it" : `${what}, and holds as far as they do: ${listed(body.touches)}`);
};

/** From the best to the weakest. */
const STATES: readonly DutyState[] = ["enforced", "run-time", "assumed", "out-of-scope"];

const ofKind = ({ body }: Rule, book: LawBook, seen: readonly string[]): Verdict => {
  switch (body.kind) {
    case "window":
    case "cap":
    case "silence":
      return is("enforced", CLOCK);
    case "consent":
      return is("enforced", "the guard refuses it unless a consent is recorded");
    case "block":
    case "content":
      return ofActs(body.acts, ofBlock(body));
    case "notice-before":
      return ofActs(body.acts, is("enforced", `the guard refuses it unless the notice (${listed(body.notices)}) is on record and old enough`));
    case "deadline":
      return ofDeadline(body);
    case "amount":
      return is("enforced", `the guard refuses more than this of ${listed(body.charges)}`);
    case "due-date":
      return is("enforced", "the guard refuses charges for lateness before");
    case "limitation":
      return ofActs(body.bars, is("run-time", "the guard refuses it by the dates, payments and acknowledgements that are recorded of the debt"));
    case "receipt":
      return is("run-time", "rules that count from receipt read it, where no arrival is recorded");
    case "modifier":
    case "scope":
      return ofReader(body, book, seen);
    case "retention":
      return is("assumed", `the list of duties shows when; ${body.what === "keep" ? "keeping" : "deleting"} the records is for people`);
    case "standard":
      return is("assumed", `only people can judge it: ${body.text}`);
    case "none":
      return is("out-of-scope", `the law asks for nothing: ${body.text}`);
    default:
      return is("assumed", "nobody has said how it is held to");
  }
};

/** What nobody held against its source may be wrong: that the guard keeps to it as written says nothing about the law. */
const verdictOf = (rule: Rule, book: LawBook, seen: readonly string[]): Verdict => {
  const verdict = ofKind(rule, book, seen);
  const better = verdict.status === "enforced" || verdict.status === "run-time";
  return rule.confidence === "unverified" && better
    ? is("assumed", `unverified, to be confirmed by counsel; as it is written here, ${verdict.why}`)
    : verdict;
};

const dated = (rule: Rule, book: LawBook, day: LocalDay): CoveredDuty => {
  if (!inForce(rule, day)) return { rule: rule.id, ...is("out-of-scope", `not in force before ${dateOf(rule.from)}`) };
  return { rule: rule.id, ...verdictOf(rule, book, [rule.id]) };
};

/** Rules that are known and not in the book, with the reason. */
export type LeftOut = ReadonlyMap<string, string>;

/** Whether an id is of a place or of one around it: `us-ny-nyc.…` and `us.…` of US-NY-NYC; `ca.on.…` of CA-ON. */
const isOf = (id: string, places: readonly string[]): boolean =>
  places.some((place) => id.startsWith(`${place.toLowerCase()}.`) || id.startsWith(`${place.toLowerCase().replace("-", ".")}.`));

/**
 * Each rule that binds debtors of a place on a day, with what is done about it; rules to come and rules that were left out stand at the end.
 */
export const coverageOf = (book: LawBook, place: Place, day: LocalDay, leftOut: LeftOut): readonly CoveredDuty[] => {
  const rules = selectRules(book, { place }).filter(({ to }) => to === null || to >= day);
  const around = [...new Set(rules.map((rule) => rule.place))];
  const missing = [...leftOut].filter(([id]) => isOf(id, around)).map(([rule, why]) => ({ rule, ...is("out-of-scope", `not in the book: ${why}`) }));
  const [now, later] = [rules.filter((rule) => inForce(rule, day)), rules.filter((rule) => !inForce(rule, day))];
  return [...[...now, ...later].map((rule) => dated(rule, book, day)), ...missing];
};
