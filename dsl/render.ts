/** Diagnostics as code frames for people. */
import type { Diagnostic, Span } from "./diagnostic.ts";
import { inSourceOrder } from "./order.ts";
import { lineText, sourceOf, type Source } from "./syntax/source.ts";

export interface RenderOptions {
  readonly color: boolean;
}

type Paint = (text: string, style: keyof typeof STYLES) => string;

const ESCAPE = "\u001b[";
const STYLES = { error: "1;31", warning: "1;33", hint: "1;36", frame: "1;34", strong: "1" } as const;

/** A tab is shown as this many columns. */
const TAB = 4;
/** Longer lines are cut around what matters. */
const WIDEST = 160;

const painter =
  (color: boolean): Paint =>
  (text, style) =>
    color ? `${ESCAPE}${STYLES[style]}m${text}${ESCAPE}0m` : text;

/** East Asian wide and fullwidth forms, and emoji: two columns of a terminal. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);
/** Marks that sit on the character before. */
const isZero = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f);

/** One character as it is shown: no tab and no control character reaches the terminal. */
const shown = (character: string): { readonly text: string; readonly width: number } => {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\t") return { text: " ".repeat(TAB), width: TAB };
  if (code < 32 || (code >= 0x7f && code < 0xa0)) return { text: "\ufffd", width: 1 };
  return { text: character, width: isZero(code) ? 0 : isWide(code) ? 2 : 1 };
};

interface Frame {
  readonly text: string;
  readonly before: number;
  readonly under: number;
}

/** The line around `[from, to)` (UTF-16 columns, zero-based), with the columns that the mark has before and under it. */
const frameOf = (line: string, from: number, to: number): Frame => {
  const start = line.length <= WIDEST ? 0 : Math.max(0, Math.min(from - 60, line.length - WIDEST));
  const end = Math.min(line.length, start + WIDEST);
  let text = start > 0 ? "…" : "";
  let before = start > 0 ? 1 : 0;
  let under = 0;
  let at = start;
  for (const character of line.slice(start, end)) {
    const { text: visible, width } = shown(character);
    text += visible;
    if (at < from) before += width;
    else if (at < to) under += width;
    at += character.length;
  }
  return { text: end < line.length ? `${text}…` : text, before, under: Math.max(1, under) };
};

const marked = (source: Source, span: Span, gutter: number, label: string, style: keyof typeof STYLES, mark: string, paint: Paint): string[] => {
  const line = lineText(source, span.line);
  const last = span.endLine > span.line ? line.length : span.endColumn - 1;
  const frame = frameOf(line, span.column - 1, last);
  const number = String(span.line).padStart(gutter);
  const more = span.endLine > span.line ? ` (to line ${span.endLine})` : "";
  const note = `${label}${more}`.trim();
  const underline = paint(mark.repeat(frame.under) + (note === "" ? "" : ` ${note}`), style);
  return [
    `${paint(`${number} |`, "frame")} ${frame.text}`.trimEnd(),
    `${paint(`${" ".repeat(gutter)} |`, "frame")} ${" ".repeat(frame.before)}${underline}`,
  ];
};

const one = (diagnostic: Diagnostic, sources: ReadonlyMap<string, Source>, paint: Paint): string => {
  const { span, severity, code, message } = diagnostic;
  const related = diagnostic.related ?? [];
  const gutter = Math.max(...[span, ...related.map((other) => other.span)].map(({ line }) => String(line).length));
  const pad = " ".repeat(gutter);
  const lines = [
    `${paint(`${severity}[${code}]`, severity)}: ${paint(message, "strong")}`,
    `${pad}${paint("-->", "frame")} ${span.file}:${span.line}:${span.column}`,
  ];
  const source = sources.get(span.file);
  if (source !== undefined) {
    lines.push(paint(`${pad} |`, "frame"), ...marked(source, span, gutter, "", severity, "^", paint));
    for (const { span: other, label } of related) {
      const text = sources.get(other.file);
      if (text !== undefined && other.file === span.file) lines.push(...marked(text, other, gutter, label, "frame", "-", paint));
      else lines.push(`${pad} ${paint("=", "frame")} ${label}: ${other.file}:${other.line}:${other.column}`);
    }
  }
  if (diagnostic.help !== undefined) lines.push(`${pad} ${paint("=", "frame")} ${paint("help", "strong")}: ${diagnostic.help}`);
  return lines.join("\n");
};

const counted = (n: number, word: string): string[] => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);

/** `2 errors, 1 warning` */
const counts = (diagnostics: readonly Diagnostic[]): string =>
  (["error", "warning", "hint"] as const)
    .flatMap((severity) => counted(diagnostics.filter((one) => one.severity === severity).length, severity))
    .join(", ");

/**
 * Code frames in source order, and a last line with the counts; an empty text when there is nothing to say.
 * @param sources text of each file by its name; a file that is missing gets its frame left out
 */
export const renderDiagnostics = (
  diagnostics: readonly Diagnostic[],
  sources: Readonly<Record<string, string>>,
  { color }: RenderOptions,
): string => {
  if (diagnostics.length === 0) return "";
  const paint = painter(color);
  const texts = new Map(Object.entries(sources).map(([file, text]) => [file, sourceOf(file, text)]));
  return [...inSourceOrder(diagnostics).map((diagnostic) => one(diagnostic, texts, paint)), counts(diagnostics)].join("\n\n");
};
