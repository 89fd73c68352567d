/**
 * Every diagnostic of the language: a stable code, its severity, and the message built from typed parameters. C1xxx syntax, C2xxx names
 * and types, C3xxx structure, C4xxx law, C5xxx templates, C6xxx parameters, C7xxx style. Each has its page in `docs/codes/`.
 */
import type { Diagnostic, Fix, Span } from "./diagnostic.ts";
import { LETTER_MESSAGES } from "./letters/messages.ts";
import { COURSE_MESSAGES } from "./messages/course.ts";
import { CHARACTER_MESSAGES } from "./messages/characters.ts";
import type { Applicability, Entry } from "./messages/entry.ts";
import { EXAMPLE_MESSAGES } from "./messages/examples.ts";
import { EXPERIMENT_MESSAGES } from "./messages/experiments.ts";
import { EXPRESSION_MESSAGES } from "./messages/expressions.ts";
import { LAW_MESSAGES } from "./messages/law.ts";
import { NAME_MESSAGES } from "./messages/names.ts";
import { PARAMETER_MESSAGES } from "./messages/parameters.ts";
import { TEST_MESSAGES } from "./messages/policy-tests.ts";
import { STRUCTURE_MESSAGES } from "./messages/structure.ts";
import { STYLE_MESSAGES } from "./messages/style.ts";
import { SYNTAX_MESSAGES } from "./messages/syntax.ts";
import { USE_MESSAGES } from "./messages/uses.ts";

export const CATALOGUE = {
  ...SYNTAX_MESSAGES,
  ...CHARACTER_MESSAGES,
  ...NAME_MESSAGES,
  ...EXPRESSION_MESSAGES,
  ...USE_MESSAGES,
  ...STRUCTURE_MESSAGES,
  ...EXPERIMENT_MESSAGES,
  ...TEST_MESSAGES,
  ...COURSE_MESSAGES,
  ...LAW_MESSAGES,
  ...EXAMPLE_MESSAGES,
  ...LETTER_MESSAGES,
  ...PARAMETER_MESSAGES,
  ...STYLE_MESSAGES,
};
export type ProblemName = keyof typeof CATALOGUE;
export type Parameters<Name extends ProblemName> = Parameters_<(typeof CATALOGUE)[Name]["message"]>;
type Parameters_<Message> = Message extends (values: infer Values) => string ? Values : never;

export interface Extra {
  readonly help?: string | null;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly span: Span; readonly label: string }[];
  readonly witness?: string;
}

/** Makes one diagnostic of the catalogue. */
export const problem = <Name extends ProblemName>(name: Name, span: Span, values: Parameters<Name>, extra: Extra = {}): Diagnostic => {
  const entry = CATALOGUE[name];
  const build = entry.message as (values: Parameters<Name>) => string;
  return {
    code: entry.code,
    severity: entry.severity,
    message: build(values),
    span,
    fixes: extra.fixes ?? [],
    ...(extra.related === undefined ? {} : { related: extra.related }),
    ...(extra.help === undefined || extra.help === null ? {} : { help: extra.help }),
    ...(extra.witness === undefined ? {} : { witness: extra.witness }),
  };
};

/** Help and edit for a misspelt word; nothing when no candidate is near. */
export const didYouMean = (span: Span, suggestion: string | null, otherwise: string | null = null): Extra =>
  suggestion === null
    ? { help: otherwise }
    : {
        help: `did you mean \`${suggestion}\`?`,
        fixes: [{ title: `replace with \`${suggestion}\``, applicability: "likely", edits: [{ span, text: suggestion }] }],
      };

/** Families by the first two characters of their codes. */
export const FAMILIES = {
  C1: "syntax",
  C2: "names and types",
  C3: "structure",
  C4: "law",
  C5: "templates",
  C6: "parameters",
  C7: "style",
} as const;
export type Family = (typeof FAMILIES)[keyof typeof FAMILIES];

/** One entry of the catalogue as data. */
export interface CatalogueEntry {
  readonly code: string;
  readonly name: string;
  readonly family: Family;
  readonly severity: Diagnostic["severity"];
  /** Names of what the message tells of the case. */
  readonly parameters: readonly string[];
  readonly fix: Applicability | null;
  readonly suppressible: boolean;
}

/** The names that a message reads from its values: it is built once from values that are all empty. */
const parametersOf = (message: (values: never) => string): readonly string[] => {
  const names: string[] = [];
  const values = new Proxy({}, { get: (_, name) => (names.push(String(name)), []) });
  message(values as never);
  return [...new Set(names)];
};

/** The whole catalogue, in the order of its codes. */
export const catalogueEntries = (): readonly CatalogueEntry[] =>
  Object.entries(CATALOGUE as Readonly<Record<string, Entry<never>>>)
    .map(([name, { code, severity, message, fix, suppressible }]) => ({
      code,
      name,
      family: FAMILIES[code.slice(0, 2) as keyof typeof FAMILIES],
      severity,
      parameters: parametersOf(message),
      fix,
      suppressible,
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
