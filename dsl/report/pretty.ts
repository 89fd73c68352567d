/** Diagnostics as code frames for people at a terminal. */
import type { Diagnostic, Fix, Span } from "../diagnostic.ts";
import { sourceOf, type Source } from "../syntax/source.ts";
import { frameOf, type Mark } from "./frame.ts";
import type { Report } from "./report.ts";
import { asExample, oneLine } from "./text.ts";

export type Paint = (text: string, style: keyof typeof STYLES) => string;

const ESCAPE = "\u001b[";
const STYLES = { error: "1;31", warning: "1;33", hint: "1;36", frame: "1;34", strong: "1" } as const;

const painter =
  (color: boolean): Paint =>
  (text, style) =>
    color ? `${ESCAPE}${STYLES[style]}m${text}${ESCAPE}0m` : text;

/** `policy.collect:3:5` */
export const placeOf = ({ file, line, column }: Span): string => `${oneLine(file)}:${line}:${column}`;

const frame = (source: Source, marks: readonly Mark[], gutter: number, severity: Diagnostic["severity"], paint: Paint): readonly string[] =>
  frameOf(source, marks).flatMap(({ number, text, mark, gap }) => {
    const margin = paint(`${(number === null ? "" : String(number)).padStart(gutter)} |`, "frame");
    const body = mark === null ? text : " ".repeat(mark.before) + paint(oneLine(mark.text), mark.primary ? severity : "frame");
    return [...(gap ? [paint("...", "frame")] : []), `${margin} ${body}`.trimEnd()];
  });

const SURE = { safe: "safe", likely: "likely what is meant", manual: "to be looked at" } as const;

/** The edit in words, where no help says it already. */
export const fixText = ({ title, applicability }: Fix): string => `${title} (${SURE[applicability]})`;

/** What is said below the frame. */
const notes = ({ help, fixes, witness }: Diagnostic, paint: Paint): readonly string[] => {
  const strong = (what: string, said: string): string => `${paint(what, "strong")}: ${oneLine(said)}`;
  return [
    ...(help === undefined ? fixes.map((fix) => strong("fix", fixText(fix))) : [strong("help", help)]),
    ...(witness === undefined ? [] : [oneLine(asExample(witness))]),
  ];
};

const one = (diagnostic: Diagnostic, sources: ReadonlyMap<string, Source>, paint: Paint): string => {
  const { span, severity, code, message } = diagnostic;
  const related = diagnostic.related ?? [];
  const source = sources.get(span.file);
  const near = related.filter((other) => source !== undefined && other.span.file === span.file);
  const lines = [span, ...near.map((other) => other.span)].flatMap((each) => [each.line, each.endLine]);
  const gutter = Math.max(...lines.map((line) => String(line).length));
  const pad = " ".repeat(gutter);
  const text = [
    `${paint(`${severity}[${code}]`, severity)}: ${paint(oneLine(message), "strong")}`,
    `${pad}${paint("-->", "frame")} ${placeOf(span)}`,
  ];
  if (source !== undefined) {
    const marks = [{ span, label: "", primary: true }, ...near.map((other) => ({ ...other, primary: false }))];
    text.push(paint(`${pad} |`, "frame"), ...frame(source, marks, gutter, severity, paint));
  }
  const bullet = `${pad} ${paint("=", "frame")}`;
  for (const other of related) if (!near.includes(other)) text.push(`${bullet} ${oneLine(other.label)}: ${placeOf(other.span)}`);
  for (const note of notes(diagnostic, paint)) text.push(`${bullet} ${note}`);
  return text.join("\n");
};

const counted = (n: number, word: string): string[] => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);

/** `2 errors, 1 warning` */
export const countsOf = (diagnostics: readonly Diagnostic[]): string =>
  (["error", "warning", "hint"] as const)
    .flatMap((severity) => counted(diagnostics.filter((each) => each.severity === severity).length, severity))
    .join(", ");

/** Frames, and a last line with the counts; an empty text when there is nothing to say. */
export const pretty = ({ diagnostics, sources, color }: Pick<Report, "diagnostics" | "sources" | "color">): string => {
  if (diagnostics.length === 0) return "";
  const paint = painter(color);
  const texts = new Map(Object.entries(sources).map(([file, text]) => [file, sourceOf(file, text)]));
  return [...diagnostics.map((diagnostic) => one(diagnostic, texts, paint)), countsOf(diagnostics)].join("\n\n");
};
