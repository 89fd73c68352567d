/** The stages of a policy as a picture: SVG without colours of its own, so that the page's style paints it light or dark; and as Mermaid for Markdown. */
import type { CompiledPolicy } from "../../engine/index.ts";
import { conditionWords, daysWords } from "./words.ts";

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** An event leads there, not time. */
  readonly byEvent: boolean;
}

const ANY = "any stage";

const edgesOf = ({ stages, handlers }: CompiledPolicy): readonly Edge[] => [
  ...stages.flatMap(({ name, next }) =>
    next.map(({ to, at, when }) => {
      const time =
        at.kind === "after"
          ? daysWords(at.days)
          : `${daysWords({ ...at.day.offset, n: Math.abs(at.day.offset.n) })} ${at.day.offset.n < 0 ? "before" : "after"} ${at.day.anchor}`;
      return { from: name, to, label: when === undefined ? time : `${time}, if ${conditionWords(when)}`, byEvent: false };
    }),
  ),
  ...handlers.flatMap(({ on, reactions }) =>
    reactions.flatMap((reaction): readonly Edge[] => {
      if (reaction.do === "go") return [{ from: ANY, to: reaction.stage, label: on, byEvent: true }];
      return reaction.do === "close" ? [{ from: ANY, to: `closed as ${reaction.as}`, label: on, byEvent: true }] : [];
    }),
  ),
];

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', String.raw`\"`)}"`;

const WIDE = 26;
const folded = (text: string): string => {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length > WIDE && last !== "") lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join("\n");
};

/** Fonts differ in width: room on both sides keeps words off the lines. */
const padded = (text: string): string =>
  folded(text)
    .split("\n")
    .map((line) => `   ${line}   `)
    .join("\n");

function dotOf(policy: CompiledPolicy): string {
  const edges = edgesOf(policy);
  const names = new Set(policy.stages.map(({ name }) => name));
  const others = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].filter((name) => !names.has(name));
  return [
    "digraph stages {",
    '  rankdir=TB; bgcolor="transparent"; node [shape=box, style=rounded, fontname="Arial", fontsize=13, margin="0.2,0.1"];',
    '  edge [fontname="Arial", fontsize=10, arrowsize=0.7];',
    ...[...names].map((name) => `  ${quoted(name)};`),
    ...others.map((name) => `  ${quoted(name)} [style=dashed];`),
    ...edges.map(
      ({ from, to, label, byEvent }) =>
        `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(padded(label)).replaceAll("\n", String.raw`\n`)}${byEvent ? ", style=dashed" : ""}];`,
    ),
    "}",
  ].join("\n");
}

const PAINT: readonly (readonly [RegExp, string])[] = [
  [/ (fill|stroke)="black"/gu, ' $1="currentColor"'],
  [/<text /gu, '<text fill="currentColor" '],
  [/<!--[\s\S]*?-->\n?/gu, ""],
  [/^[\s\S]*?<svg /u, "<svg "],
];

/** The picture as SVG, the same for the same policy. */
export async function diagramOf(policy: CompiledPolicy): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const drawn = (await Graphviz.load()).layout(dotOf(policy), "svg", "dot");
  const painted = PAINT.reduce((svg, [what, by]) => svg.replace(what, by), drawn);
  // Says the same as the clauses beside it, which is what a screen reader should read.
  return painted
    .replace("<svg ", '<svg role="img" aria-label="Stages, and what leads from one to another; the clauses below say the same in words" ')
    .trim();
}

export function mermaidOf(policy: CompiledPolicy): string {
  const edges = edgesOf(policy);
  const names = [...new Set([...policy.stages.map(({ name }) => name), ...edges.flatMap(({ from, to }) => [from, to])])];
  const id = (name: string): string => `s${names.indexOf(name)}`;
  const label = (text: string): string => `"${text.replaceAll('"', "#quot;")}"`;
  return [
    "flowchart TD",
    ...names.map((name) => `  ${id(name)}(${label(name)})`),
    ...edges.map(({ from, to, label: text, byEvent }) => `  ${id(from)} ${byEvent ? "-.->" : "-->"}|${label(text)}| ${id(to)}`),
  ].join("\n");
}
