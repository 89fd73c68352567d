/**
 * Every diagnostic of the language: a stable code, its severity, and the message built from typed parameters. C1xxx syntax,
 * C2xxx names and types, C3xxx structure, C4xxx law, C5xxx templates.
 */
import type { Diagnostic, Fix, Span } from "./diagnostic.ts";
import { LAW_MESSAGES } from "./messages/law.ts";
import { NAME_MESSAGES } from "./messages/names.ts";
import { STRUCTURE_MESSAGES } from "./messages/structure.ts";
import { SYNTAX_MESSAGES } from "./messages/syntax.ts";

export const CATALOGUE = { ...SYNTAX_MESSAGES, ...NAME_MESSAGES, ...STRUCTURE_MESSAGES, ...LAW_MESSAGES };
export type ProblemName = keyof typeof CATALOGUE;
export type Parameters<Name extends ProblemName> = Parameters_<(typeof CATALOGUE)[Name]["message"]>;
type Parameters_<Message> = Message extends (values: infer Values) => string ? Values : never;

export interface Extra {
  readonly help?: string | null;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly span: Span; readonly label: string }[];
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
