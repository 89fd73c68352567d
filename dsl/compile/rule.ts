/** Rules: those of a jurisdiction and those of the house. */
import type {
  Binding,
  Confidence,
  ContactPerson,
  Debt,
  DebtKind,
  DebtType,
  DebtorKind,
  EventName,
  Exclusion,
  Role,
  Rule,
} from "../../engine/index.ts";
import { inWords } from "../format/in-words.ts";
import type { Source } from "../syntax/source.ts";
import { DEBT_KINDS, ROLES } from "../tokens/vocabulary.ts";
import type { BindsNode, ExcludingNode, JurisdictionNode, RuleNode, SentenceNode, SeriesNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { moneyOf } from "./money.ts";
import { bodyOf } from "./sentence.ts";
import { optional, someOf } from "./words.ts";

const EVERYBODY: Binding = { roles: ROLES, debts: DEBT_KINDS };

const texts = <Word extends string>(names: readonly Name[]): readonly Word[] => names.map(({ text }) => text as Word);

const bindingOf = (node: BindsNode): Binding => ({
  roles: node.roles.length === 0 ? ROLES : texts<Role>(node.roles),
  debts: node.debt === null ? DEBT_KINDS : [node.debt.text as DebtKind],
  ...(node.owedBy.length === 0 ? {} : { debtors: texts<DebtorKind>(node.owedBy) }),
  ...(node.types.length === 0 ? {} : { debtTypes: texts<DebtType>(node.types) }),
  ...(node.collectorFacts.length === 0 ? {} : { collectorFacts: texts<string>(node.collectorFacts) }),
  ...(node.exceptFacts.length === 0 ? {} : { exceptDebtorFacts: texts<string>(node.exceptFacts) }),
  ...optional("exceptCollectorFacts", someOf(node.exceptCollectorFacts)),
  ...optional("debtorFacts", someOf(node.debtorFacts)),
  ...optional("debtFacts", someOf(node.debtFacts)),
  ...optional("exceptDebtFacts", someOf(node.exceptDebtFacts)),
  ...optional("contracts", node.contracts.length === 0 ? null : texts<NonNullable<Debt["contract"]>>(node.contracts)),
  ...optional("incurredFrom", node.incurredFrom?.day),
  ...optional("incurredUntil", node.incurredUntil?.day),
  ...(node.least === null ? {} : { [node.least.inTotal ? "totalAtLeast" : "amountAtLeast"]: moneyOf(node.least.sum) }),
  ...(node.most === null ? {} : { [node.most.inTotal ? "totalAtMost" : "amountAtMost"]: moneyOf(node.most.sum) }),
  ...optional("persons", node.persons.length === 0 ? null : texts<ContactPerson>(node.persons)),
  ...optional("onceEvents", node.once.length === 0 ? null : texts<EventName>(node.once)),
  ...optional("untilEvents", node.until.length === 0 ? null : texts<EventName>(node.until)),
});

const HEADINGS: readonly string[] = ["cites", "in force", "not in", "confidence", "binds", "excluding"];

/** The sentence of a rule block and what it doesn't count. */
export const sentenceOf = (rule: RuleNode): { readonly sentence: SentenceNode | null; readonly excluding: readonly Exclusion[] } => {
  const sentence = rule.lines.find((line): line is SentenceNode => !HEADINGS.includes(line.kind)) ?? null;
  const excluding = rule.lines.flatMap((line) => (line.kind === "excluding" ? line.what.map(({ exclusion }) => exclusion) : []));
  return { sentence, excluding };
};

/** What a rule or a series cites, for people. */
export const citationsOf = (cited: RuleNode | SeriesNode, titles: ReadonlyMap<string, string>): string =>
  cited.lines
    .flatMap((line) => {
      if (line.kind !== "cites") return [];
      const title = titles.get(line.source.text) ?? line.source.text;
      return [line.reference === null ? title : `${title}, ${line.reference.text}`];
    })
    .join("; ");

interface Around {
  readonly place: string;
  readonly members: readonly string[];
  readonly titles: ReadonlyMap<string, string>;
  readonly file: string;
}

/** Members whom a rule reaches, and parts of its own place that it doesn't: all but those whose own law stands in its place. */
const reachOf = (rule: RuleNode, members: readonly string[]): Pick<Rule, "members" | "notIn"> => {
  const out = new Set(rule.lines.flatMap((line) => (line.kind === "not in" ? line.places.map(({ text }) => text) : [])));
  const reached = members.filter((member) => !out.has(member));
  const parts = [...out].filter((place) => !members.includes(place)).toSorted();
  return { ...(reached.length === 0 ? {} : { members: reached }), ...(parts.length === 0 ? {} : { notIn: parts }) };
};

const lawRule = (rule: RuleNode, { place, members, titles, file }: Around): Rule | null => {
  const { sentence, excluding } = sentenceOf(rule);
  if (sentence === null) return null;
  const force = rule.lines.find((line) => line.kind === "in force");
  const confidence = rule.lines.find((line) => line.kind === "confidence");
  const binds = rule.lines.flatMap((line) => (line.kind === "binds" ? [bindingOf(line)] : []));
  return {
    id: rule.id.text,
    place,
    ...reachOf(rule, members),
    summary: rule.summary.text,
    cites: citationsOf(rule, titles),
    confidence: (confidence?.level.text ?? "unverified") as Confidence,
    checked: confidence?.checked?.day ?? null,
    from: force?.from?.day ?? null,
    to: force?.until?.day ?? null,
    binds: binds.length === 0 ? [EVERYBODY] : binds,
    file,
    line: rule.span.line,
    body: bodyOf(sentence, excluding),
  };
};

/** Places that are part of a jurisdiction though their codes don't say so, in alphabetical order. */
export const membersOf = (node: JurisdictionNode): readonly string[] =>
  node.items.flatMap((item) => (item.kind === "members" ? item.places.map(({ text }) => text) : [])).toSorted();

/** Rules of one jurisdiction, in source order. The tree must be free of errors. */
export const rulesOf = (node: JurisdictionNode, source: Source): readonly Rule[] => {
  const titles = new Map(node.items.flatMap((item) => (item.kind === "source" ? [[item.name.text, item.title.text] as const] : [])));
  const around: Around = { place: node.place.text, members: membersOf(node), titles, file: source.file };
  return node.items.flatMap((item) => {
    const rule = item.kind === "rule" ? lawRule(item, around) : null;
    return rule === null ? [] : [rule];
  });
};

/** House rules of one file. */
export interface HouseLines {
  readonly source: Source;
  readonly lines: readonly (SentenceNode | ExcludingNode)[];
}

/** House rules, those that are used first, numbered in source order. Their summary is the sentence itself. */
export const houseRules = (files: readonly HouseLines[]): readonly Rule[] => {
  const rules: Rule[] = [];
  for (const file of files) rules.push(...rulesOfHouse(file, rules.length));
  return rules;
};

const rulesOfHouse = ({ lines, source }: HouseLines, before: number): readonly Rule[] => {
  const rules: Rule[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.kind === "excluding") continue;
    const next = lines[index + 1];
    const excluding = next?.kind === "excluding" ? next.what.map(({ exclusion }) => exclusion) : [];
    rules.push({
      id: `house.${before + rules.length + 1}`,
      place: "HOUSE",
      summary: inWords(source, line.span),
      cites: "house rules of the policy",
      confidence: "own",
      checked: null,
      from: null,
      to: null,
      binds: [EVERYBODY],
      file: source.file,
      line: line.span.line,
      body: bodyOf(line, excluding),
    });
  }
  return rules;
};
