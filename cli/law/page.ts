/** One rule of the law book as a page for people. */
import type { Rule } from "../../engine/index.ts";
import type { RuleText } from "../../policies/index.ts";
import { confidenceWords, forceWords, type RuleEntry } from "../../reports/law/index.ts";
import { paint } from "../terminal/color.ts";
import { wrap } from "../terminal/wrap.ts";

export interface RulePage {
  readonly rule: RuleEntry;
  readonly body: Rule["body"];
  readonly text: RuleText;
}

const NARROW = 13;

const fact = (name: string, words: string, width: number): string =>
  `  ${paint("dim", name.padEnd(NARROW - 2))}${wrap(words, width - NARROW).join(`\n${" ".repeat(NARROW)}`)}`;

const indented = (lines: readonly string[], by: number): readonly string[] => lines.map((line) => (line === "" ? "" : `${" ".repeat(by)}${line}`));

/** @param width characters in a line */
export const pageOf = ({ rule, text }: RulePage, width: number): string => {
  const force = forceWords(rule);
  const { notes, binds, sentence, examples } = text;
  return [
    `${paint("bold", rule.id)}  ${rule.kind} · ${rule.place}`,
    ...wrap(rule.summary, width),
    "",
    fact("cites", rule.cites, width),
    fact("in force", force === "" ? "no day is known" : force, width),
    fact("confidence", rule.confidence === "unverified" ? "unverified: to be confirmed by counsel" : confidenceWords(rule), width),
    fact("binds", binds ?? "everybody", width),
    fact("written in", `${rule.file}:${rule.line}`, width),
    "",
    ...indented(sentence, 2),
    ...(notes.length === 0 ? [] : ["", ...indented(wrap(notes.join(" "), width - 2), 2).map((line) => paint("dim", line))]),
    ...(examples.length === 0 ? [] : ["", paint("bold", examples.length === 1 ? "Example" : "Examples")]),
    ...examples.flatMap(({ text: lines }) => indented(lines.split("\n"), 2)),
  ].join("\n");
};
