/** What of the reference follows from the grammar, the constructs, the catalogue and the commands: filled in between the marks of its pages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FAMILIES, catalogueEntries } from "../../../dsl/catalogue.ts";
import { BUILT_IN_FACTS, EVENT_WORDS } from "../../../dsl/hover/constructs.ts";
import { ebnf, productions } from "../../../dsl/reference/index.ts";
import { LETTER_FIELDS, type FieldType } from "../../../engine/index.ts";
import { allPages } from "../../../test/docs/page.ts";
import { CHAPTERS } from "./chapters.ts";
import { codesByConstruct } from "./codes-of.ts";
import { commandHelp } from "./command-help.ts";
import { anchorOf, narrowed, TOLD } from "./constructs.ts";
import { heldBy } from "./related.ts";

const MARK = /<!-- generated: ([^>]+?) -->\n[\s\S]*?<!-- \/generated -->/gu;

/** The constructs that a page tells of. */
export const keysOn = (page: string): readonly string[] => [...page.matchAll(MARK)].map(([, name = ""]) => name).filter((name) => TOLD.has(name));

const all = productions();

/** The chapter that a construct is told in. */
const chapters: ReadonlyMap<string, string> = new Map(
  CHAPTERS.flatMap((name) =>
    keysOn(readFileSync(join(import.meta.dirname, `../../reference/${name}.md`), "utf8")).map((key) => [key, name] as const),
  ),
);
const chapterOf = (key: string): string => chapters.get(key) ?? "";
const titles: ReadonlyMap<string, string> = new Map(allPages().map(({ code, title }) => [code, title.replace(/^C\d{4}: /u, "")]));

const fence = (name: string, text: string): string => `\`\`\`ebnf ${name}\n${text.trimEnd()}\n\`\`\``;

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);
const table = (head: readonly [string, string], rows: readonly (readonly [string, string])[]): string =>
  [`| ${head.join(" | ")} |`, "|---|---|", ...rows.map(([name, text]) => `| \`${cell(name)}\` | ${cell(text)} |`)].join("\n");

const held = heldBy(all);

/** A link to where another construct is told. */
const linkTo = (key: string): string => `[${TOLD.get(key)?.title ?? key}](/reference/${chapterOf(key)}#${anchorOf(key)})`;

/** Form, meaning, grammar, what else stands in the same block, and what may be reported. */
const construct = (key: string, codes: ReadonlyMap<string, readonly string[]>): string => {
  const told = TOLD.get(key);
  if (told === undefined) throw new RangeError(`there is no construct ${key}`);
  const production = all.find(({ name }) => name === told.production);
  if (production === undefined) throw new RangeError(`there is no production ${told.production}, which should read ${key}`);
  const own = codes.get(key) ?? [];
  const inside = [...(held.get(key) ?? [])].map(linkTo);
  const around = [...held].flatMap(([outer, inner]) => (inner.has(key) ? [linkTo(outer)] : []));
  const linked = own.map((code) => `[${code}](/codes/${code}) ${titles.get(code) ?? ""}`).join(" · ");
  return [
    `### ${told.title} {#${anchorOf(key)}}`,
    `\`\`\`text\n${told.form}\n\`\`\``,
    told.text,
    fence(production.name, ebnf([narrowed(production, told)])),
    ...(inside.length === 0 ? [] : [`Holds: ${inside.join(" · ")}`]),
    ...(around.length === 0 ? [] : [`Stands in: ${around.join(" · ")}`]),
    ...(own.length === 0 ? [] : [`May be reported: ${linked}`]),
  ].join("\n\n");
};

const codeList = (): string => {
  const entries = catalogueEntries();
  return Object.entries(FAMILIES)
    .map(([start, family]) => {
      const rows = entries.filter(({ code }) => code.startsWith(start));
      const lines = rows.map(({ code, severity, suppressible }) => {
        const linked = titles.has(code) ? `[${code}](/codes/${code})` : code;
        return `| ${linked} | ${severity} | ${cell(titles.get(code) ?? "")} | ${suppressible ? "yes" : ""} |`;
      });
      return [`## ${start}: ${family}`, "", "| code | severity | what | may be allowed |", "|---|---|---|---|", ...lines].join("\n");
    })
    .join("\n\n");
};

const shape = (type: FieldType): string => {
  if (typeof type === "string") return type;
  if ("when" in type) return shape(type.type);
  return "list" in type ? `list of ${shape(type.list)}` : "group";
};
const fieldRows = (fields: Readonly<Record<string, FieldType>>, before: string, needs: string): readonly (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([name, type]) => {
    const bare = typeof type === "object" && "when" in type ? type.type : type;
    const need =
      typeof type === "object" && "when" in type ? `, only in a step \`${type.when === "payment link" ? "with payment link" : type.when}\`` : needs;
    const own = [`${before}${name}`, `${shape(type)}${need}`] as const;
    if (typeof bare === "string" || "when" in bare) return [own];
    const inner = "fields" in bare ? bare : typeof bare.list === "object" && "fields" in bare.list ? bare.list : null;
    return inner === null ? [own] : [own, ...fieldRows(inner.fields, `${before}${name}.`, need)];
  });

const OTHERS: Readonly<Record<string, () => string | Promise<string>>> = {
  codes: codeList,
  grammar: () => all.map((production) => `## ${production.name} {#${production.name}}\n\n${fence(production.name, ebnf([production]))}`).join("\n\n"),
  "built-in facts": () => table(["fact", "what it says"], Object.entries(BUILT_IN_FACTS)),
  "events of on": () => table(["event", "what happened, and what is done by itself"], Object.entries(EVENT_WORDS)),
  "letter fields": () => table(["field", "type"], fieldRows(LETTER_FIELDS, "", "")),
  commands: commandHelp,
};

/** A page with its generated parts as they must be now; what stands outside of the marks stays as it is. */
export const written = async (page: string): Promise<string> => {
  const codes = codesByConstruct();
  const parts = new Map<string, string>();
  for (const [, name = ""] of page.matchAll(MARK)) parts.set(name, (await OTHERS[name]?.()) ?? construct(name, codes));
  return page.replaceAll(MARK, (_, name: string) => `<!-- generated: ${name} -->\n${parts.get(name) ?? ""}\n<!-- /generated -->`);
};
