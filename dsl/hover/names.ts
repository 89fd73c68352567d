/** What a name stands for: what it was declared as and where, or which closed list it is of. */
import { factOf, namedType, typeWords } from "../check/types.ts";
import type { Scope } from "../check/names.ts";
import type { Span } from "../diagnostic.ts";
import { CURRENCIES, isPlace } from "../engine.ts";
import { VOCABULARIES, type Vocabulary } from "../tokens/vocabulary.ts";
import type { AmountNode, FileItem } from "../tree/policy.ts";
import { BUILT_IN_FACTS } from "./constructs.ts";
import { moneyInWords } from "./values.ts";

export interface Meaning {
  /** Of which type it is, or what it names. */
  readonly type: string | null;
  readonly text: string;
}

/** `on line 12`, with the file where it is another one. */
export const whereIs = (span: Span, file: string): string => (span.file === file ? `on line ${span.line}` : `on line ${span.line} of ${span.file}`);

const sumsInWords = ({ sums }: AmountNode): string => sums.map(moneyInWords).join(", ");

/** What several facts have in common is told by the fact: its place in the policy. */
const factLine = (name: string, scope: Scope): Span | null => {
  for (const part of [scope.policy, ...scope.shared.map(({ node }) => node)])
    for (const item of part.items) if (item.kind === "facts") for (const line of item.lines) if (line.name.text === name) return line.name.span;
  return null;
};

/** A word of a condition, or of an amount; null when nothing has that name. */
export const namedMeaning = (name: string, scope: Scope, textOf: (span: Span) => string): Meaning | null => {
  const type = namedType(name, scope);
  if (type === null) return null;
  const words = typeWords(type);
  const { file } = scope.source;
  const fact = factOf(name, scope);
  if (fact !== undefined) {
    const at = factLine(name, scope);
    const optional = fact.optional === true ? "; it may be unknown, and `is known` asks" : "";
    if (at !== null) return { type: words, text: `a fact, declared ${whereIs(at, file)}${optional}` };
    return { type: words, text: `a built-in fact: ${BUILT_IN_FACTS[name] ?? "of every account"}` };
  }
  const amount = scope.amounts.get(name);
  if (amount !== undefined) return { type: words, text: `an amount, declared ${whereIs(amount.name.span, file)}: ${sumsInWords(amount)}` };
  const definition = scope.definitions.get(name);
  if (definition === undefined) return null;
  const written = definition.as.span.file === file ? `: \`${textOf(definition.as.span)}\`` : "";
  return { type: words, text: `defined ${whereIs(definition.name.span, file)}${written}` };
};

/** Something declared once, by where that is. */
const declared = (what: string, at: { readonly name: { readonly span: Span } } | undefined, file: string): Meaning => ({
  type: what,
  text: at === undefined ? "declared nowhere" : `declared ${whereIs(at.name.span, file)}`,
});

export const stageMeaning = (name: string, { stages, source }: Scope): Meaning => {
  const stage = stages.get(name);
  const ways = stage?.items.flatMap((item) => (item.kind === "next" ? [`\`${item.to.text}\``] : [])) ?? [];
  const steps = stage?.items.filter(({ kind }) => kind === "step").length ?? 0;
  const { type, text } = declared("a stage", stage, source.file);
  if (stage === undefined) return { type, text };
  const leads = ways.length === 0 ? "the last one on its way" : `leads to ${[...new Set(ways)].join(", ")}`;
  return { type, text: `${text}: ${steps} ${steps === 1 ? "step" : "steps"}, ${leads}` };
};

export const planMeaning = (name: string, { plans, source }: Scope): Meaning => declared("a plan", plans.get(name), source.file);
export const noticeMeaning = (name: string, { notices, source }: Scope): Meaning => declared("a notice", notices.get(name), source.file);

/** Sources, series and rules of a file of law, by what they are and their names. */
export const lawMeanings = (items: readonly FileItem[], file: string): ReadonlyMap<string, Meaning> => {
  const found = new Map<string, Meaning>();
  for (const item of items) {
    if (item.kind !== "jurisdiction") continue;
    for (const one of item.items) {
      if (one.kind === "example" || one.kind === "members") continue;
      const [name, title] = one.kind === "rule" ? [one.id, one.summary] : [one.name, one.title];
      found.set(`${one.kind} ${name.text}`, { type: `a ${one.kind}`, text: `declared ${whereIs(name.span, file)}: ${title.text}` });
    }
  }
  return found;
};

/** The closed list that a word is of, by the role that it has in its line; many words are of several lists. */
const LISTS: Readonly<Record<string, readonly Vocabulary[]>> = {
  channel: ["channel"],
  channels: ["channel"],
  by: ["channel"],
  targets: ["channel", "act"],
  bars: ["act", "channel"],
  otherwise: ["act", "channel"],
  role: ["role"],
  roles: ["role"],
  debt: ["debtKind"],
  types: ["debtType"],
  type: ["debtType"],
  owedBy: ["debtorKind"],
  debtor: ["debtorKind"],
  debtorKind: ["debtorKind"],
  collectorFacts: ["collectorFact"],
  exceptFacts: ["debtorFact"],
  facts: ["debtorFact", "collectorFact", "debtFact"],
  places: ["contactPlace"],
  lines: ["line"],
  dialing: ["dialing"],
  key: ["key"],
  unit: ["counted"],
  except: ["purpose", "person"],
  unless: ["covers"],
  covers: ["covers"],
  event: ["event"],
  events: ["event"],
  until: ["event"],
  restartedBy: ["event"],
  grounds: ["ground"],
  ground: ["ground"],
  requests: ["request"],
  request: ["request"],
  contents: ["content"],
  notices: ["content"],
  charges: ["charge"],
  contracts: ["contract"],
  contract: ["contract"],
  from: ["periodStart"],
  after: ["event"],
  purpose: ["purpose"],
  teller: ["speaker"],
  first: ["weekday"],
  last: ["weekday"],
};

/** What the words of each list are for. */
const LIST_WORDS: Readonly<Record<Vocabulary, string>> = {
  channel: "a way to reach the debtor",
  act: "something that the law may forbid or bind to a condition",
  event: "something of legal weight that the ledger records",
  content: "a text that a message can be said to carry",
  weekday: "by the clock of every zone where the debtor may be",
  role: "in which position somebody collects",
  debtKind: "whether a consumer or a business owes it",
  debtType: "what the debt is for",
  debtorKind: "who owes",
  collectorFact: "it must hold for the rule to bind",
  debtorFact: "it takes the rule away",
  ground: "on what ground the debt is disputed",
  request: "what the debtor asks for",
  covers: "what the debtor agreed to",
  line: "the kind of number that is called",
  dialing: "how the number is dialled",
  contactPlace: "where the contact reaches the debtor",
  purpose: "what the contact is for",
  person: "who is contacted",
  counted: "the limit counts these",
  expected: "what the test looks for",
  key: "the limit counts apart for each of them",
  charge: "what is added to the debt",
  contract: "the form in which the debt was agreed",
  periodStart: "the period runs from this day",
  post: "how the letter is sent",
  made: "a contact that was made",
  deed: "an act that is asked about",
  debtFact: "it must be so of the debt",
  speaker: "who told it",
  dutyStatus: "how far what must be done has got",
};

const isOf = (list: Vocabulary, text: string): boolean => (VOCABULARIES[list].words as readonly string[]).includes(text);

/** A word of a closed list, a place or a currency. */
export const listMeaning = (text: string, role: string): Meaning | null => {
  const own = (LISTS[role] ?? []).find((list) => isOf(list, text));
  const list = own ?? (Object.keys(VOCABULARIES) as Vocabulary[]).find((one) => isOf(one, text));
  if (own === undefined && (role === "place" || role === "places") && isPlace(text))
    return { type: "a place", text: "by ISO 3166 code; what is inside it is meant as well" };
  if (list !== undefined) return { type: VOCABULARIES[list].title, text: LIST_WORDS[list] };
  if (CURRENCIES.includes(text)) return { type: "a currency", text: "by ISO 4217 code" };
  return isPlace(text) ? { type: "a place", text: "by ISO 3166 code; what is inside it is meant as well" } : null;
};
