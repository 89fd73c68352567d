/** Diagnostics read out: for screen readers, without drawing, carets or colour. */
import type { Diagnostic, Span } from "../diagnostic.ts";
import { lineText, sourceOf, type Source } from "../syntax/source.ts";
import { countsOf, fixText } from "./pretty.ts";
import type { Report } from "./report.ts";
import { asExample, oneLine } from "./text.ts";

const NAMES = { error: "Error", warning: "Warning", hint: "Hint" } as const;
/** Nobody listens to more of a line. */
const LONGEST = 200;

/** `policy.collect, line 3, columns 5 to 9` */
const placeOf = ({ file, line, column, endLine, endColumn }: Span): string => {
  const start = `${oneLine(file)}, line ${line}`;
  if (endLine > line) return `${start}, column ${column}, to line ${endLine}, column ${Math.max(1, endColumn - 1)}`;
  return endColumn - column > 1 ? `${start}, columns ${column} to ${endColumn - 1}` : `${start}, column ${column}`;
};

const quoted = (source: Source, line: number): string => {
  const text = oneLine(lineText(source, line).replaceAll("\t", " ").trim());
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} and so on` : text;
};

const one = (diagnostic: Diagnostic, sources: ReadonlyMap<string, Source>): string => {
  const { severity, code, message, span, help, fixes, witness, related = [] } = diagnostic;
  const source = sources.get(span.file);
  const line = source === undefined ? "" : quoted(source, span.line);
  return [
    `${NAMES[severity]} ${code} in ${placeOf(span)}.`,
    `What is wrong: ${oneLine(message)}.`,
    ...(line === "" ? [] : [`The line says: ${line}`]),
    ...related.map((other) => `See also ${placeOf(other.span)}: ${oneLine(other.label)}.`),
    ...(help === undefined ? fixes.map((fix) => `Fix: ${oneLine(fixText(fix))}.`) : [`Help: ${oneLine(help)}`]),
    ...(witness === undefined ? [] : [`${asExample(oneLine(witness)).replace("f", "F")}.`]),
  ].join("\n");
};

/** One paragraph for each problem, and a last line with the counts. */
export const plain = ({ diagnostics, sources }: Report): string => {
  if (diagnostics.length === 0) return "";
  const texts = new Map(Object.entries(sources).map(([file, text]) => [file, sourceOf(file, text)]));
  return [...diagnostics.map((diagnostic) => one(diagnostic, texts)), `${countsOf(diagnostics)}.`].join("\n\n");
};
