/** SARIF 2.1.0, which code scanning and editors read: rules with their pages, results with fixes and related places. */
import { catalogueEntries, type CatalogueEntry } from "../catalogue.ts";
import type { Diagnostic, Fix, Span } from "../diagnostic.ts";
import type { CodePage, Report } from "./report.ts";
import { asExample } from "./text.ts";

const LEVELS = { error: "error", warning: "warning", hint: "note" } as const;

/** A message's braces would be read as placeholders. */
const text = (said: string): string => said.replaceAll("{", "{{").replaceAll("}", "}}");

/** A path as a reference: relative as it is, `/` between folders, everything else that isn't a path's own encoded. */
const uriOf = (file: string): string => {
  const path = file.replaceAll("\\", "/").toWellFormed();
  const encoded = path
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded;
};

const regionOf = ({ line, column, endLine, endColumn }: Span) => ({ startLine: line, startColumn: column, endLine, endColumn });

const locationOf = (span: Span) => ({ physicalLocation: { artifactLocation: { uri: uriOf(span.file) }, region: regionOf(span) } });

const fixOf = ({ title, applicability, edits }: Fix) => ({
  description: { text: text(title) },
  artifactChanges: [...Map.groupBy(edits, ({ span }) => span.file)].map(([file, own]) => ({
    artifactLocation: { uri: uriOf(file) },
    replacements: own.map((edit) => ({ deletedRegion: regionOf(edit.span), insertedContent: { text: edit.text } })),
  })),
  properties: { applicability },
});

const ruleOf = ({ code, name, family, severity, suppressible }: CatalogueEntry, page: CodePage | undefined) => ({
  id: code,
  name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  shortDescription: { text: text(page?.title ?? name) },
  ...(page === undefined ? {} : { fullDescription: { text: text(page.prose) }, help: { text: text(page.prose), markdown: text(page.markdown) } }),
  defaultConfiguration: { level: LEVELS[severity] },
  properties: { tags: [family], suppressible },
});

const resultOf = (diagnostic: Diagnostic, index: number) => {
  const { code, severity, message, span, help, witness, related = [], fixes } = diagnostic;
  const said = [message, ...(help === undefined ? [] : [`help: ${help}`]), ...(witness === undefined ? [] : [asExample(witness)])];
  return {
    ruleId: code,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: text(said.join("\n")) },
    locations: [locationOf(span)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((other, id) => ({ id, ...locationOf(other.span), message: { text: text(other.label) } })) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
    ...(witness === undefined ? {} : { properties: { witness } }),
  };
};

/** One run. Its rules are the codes that occurred, each with its page. */
export const sarif = ({ diagnostics, files, pages, version }: Report): string => {
  const found = new Set(diagnostics.map(({ code }) => code));
  const rules = catalogueEntries().filter(({ code }) => found.has(code));
  const index = new Map(rules.map(({ code }, at) => [code, at]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Collect", version, rules: rules.map((rule) => ruleOf(rule, pages.get(rule.code))) } },
        columnKind: "utf16CodeUnits",
        artifacts: files.map((file) => ({ location: { uri: uriOf(file) } })),
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, index.get(diagnostic.code) ?? -1)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
};
