/** A fence of `ebnf` with a production's name becomes its railroad diagram, with the line of grammar below it. */
import { productions, type Production } from "../../dsl/reference/index.ts";
import { railroad } from "../../reports/grammar/railroad.ts";

const all: ReadonlyMap<string, Production> = new Map(productions().map((production) => [production.name, production]));

const GRAMMAR = "/reference/grammar";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The picture of a production; its names lead to the page that has them all. */
export const diagram = (production: Production): string =>
  `<div class="railroad" v-pre>${railroad(production).replaceAll(/href="#/gu, `href="${GRAMMAR}#`)}</div>`;

/** Picture and text of what a fence says, or null where no production has the name. */
export const grammarFence = (info: string, text: string): string | null => {
  const [language, name = ""] = info.trim().split(/\s+/u);
  const production = language === "ebnf" ? all.get(name) : undefined;
  return production === undefined ? null : `${diagram(production)}<pre class="ebnf" v-pre><code>${escaped(text.trimEnd())}</code></pre>`;
};

/** Colours by the site's own variables: light and dark follow. */
export const DIAGRAM_STYLE = `
.railroad { overflow-x: auto; margin: 0.5rem 0; }
.railroad svg { max-width: none; }
.railroad path { stroke-width: 2; stroke: var(--vp-c-text-3); fill: none; }
.railroad text { font: 14px var(--vp-font-family-mono); text-anchor: middle; fill: var(--vp-c-text-1); }
.railroad rect { stroke-width: 1.5; stroke: var(--vp-c-text-3); fill: var(--vp-c-green-soft); }
.railroad a rect { fill: var(--vp-c-indigo-soft); }
pre.ebnf { overflow-x: auto; font-size: 0.8rem; line-height: 1.4; color: var(--vp-c-text-2); white-space: pre-wrap; }
`;
