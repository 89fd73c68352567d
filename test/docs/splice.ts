/**
 * Puts the lines of an example into a whole file. A line goes where its first word belongs:
 *
 * 1. `rule`, `example`, `source`, `series`: into the base jurisdiction.
 * 2. `day …`, `business day …`, `every 7 days …`, `next`, `variant`, `on entry`, `on exit`: at the end of the base's first stage.
 * 3. The first word of a rule sentence (`at most`, `never`, `contact`, …): into `house rules`.
 * 4. Anything else: a line of the policy. It takes the place of the base's lines of the same head, or is added at the end.
 *
 * The head is the first word; for `amount`, `define`, `plan`, `stage`, `notice` with the name, for `on` with the event.
 * A line takes the deeper and closing lines below it, and the comments above it, along.
 */
import { STARTERS } from "../../dsl/syntax/blocks.ts";

export interface Bases {
  readonly policy: string;
  readonly law: string;
}

interface Piece {
  readonly lines: readonly string[];
  /** The line that isn't a comment. */
  readonly first: string;
}

const isComment = (line: string): boolean => line.trim() === "" || line.trimStart().startsWith("//");
const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A fragment's lines by what belongs together. */
export const piecesOf = (text: string): readonly Piece[] => {
  const lines = text.replace(/\s+$/u, "").split("\n");
  const least = Math.min(...lines.filter((line) => line.trim() !== "").map(indentOf));
  const pieces: Piece[] = [];
  let held: string[] = [];
  for (const line of lines.map((each) => each.slice(Math.min(indentOf(each), least)))) {
    const open = pieces.at(-1);
    const deeper = indentOf(line) > 0 || line.startsWith("}");
    if (open !== undefined && deeper) {
      pieces[pieces.length - 1] = { ...open, lines: [...open.lines, ...held, line] };
      held = [];
    } else if (isComment(line)) held.push(line);
    else {
      pieces.push({ lines: [...held, line], first: line });
      held = [];
    }
  }
  const last = pieces.at(-1);
  if (last !== undefined && held.length > 0) pieces[pieces.length - 1] = { ...last, lines: [...last.lines, ...held] };
  return pieces;
};

const NAMED = ["amount", "define", "plan", "stage", "notice"];
const EVENT = /^on (.*?)(?: within .*| when .*)?(?: (?:close|pause|hold|go|send|task|offer|write|release|email|letter|call|sms|\{).*)?$/u;

/** What a line of a policy is about. */
export const headOf = (line: string): string => {
  const words = line.trim().split(/\s+/u);
  const [first = "", second = ""] = words;
  if (first === "on") return `on ${EVENT.exec(words.join(" "))?.[1] ?? ""}`;
  if (first === "plan" || first === "notice") return `${first} ${/"[^"]*"/u.exec(line)?.[0] ?? ""}`;
  return NAMED.includes(first) ? `${first} ${second}` : first;
};

type Home = "law" | "stage" | "house" | "policy";

const STAGE = /^(?:day|business day|every \d+|next|variant|on entry|on exit)\b/u;

/** Where a line belongs. */
export const homeOf = (line: string): Home => {
  const text = line.trim().replaceAll(/\s+/gu, " ");
  const [first = ""] = text.split(" ");
  if (["rule", "example", "source", "series"].includes(first)) return "law";
  if (STAGE.test(text)) return "stage";
  if (STARTERS.policy.includes(first)) return "policy";
  return STARTERS.house.includes(first.replace(/,$/u, "")) ? "house" : "policy";
};

const indented = (pieces: readonly Piece[], by: string): readonly string[] =>
  pieces.flatMap(({ lines }) => lines.map((line) => (line === "" ? "" : by + line)));

/** A block's inner lines as pieces, between its first line and its last. */
const inside = (block: string): { readonly open: string; readonly pieces: readonly Piece[]; readonly close: string } => {
  const lines = block.trimEnd().split("\n");
  const inner = lines.slice(1, -1).join("\n");
  return { open: lines[0] ?? "", pieces: inner.trim() === "" ? [] : piecesOf(inner), close: lines.at(-1) ?? "" };
};

/** The base's lines with those of the same head replaced by the fragment's. */
const replaced = (base: readonly Piece[], added: readonly Piece[]): readonly Piece[] => {
  const heads = new Set(added.map(({ first }) => headOf(first)));
  const done = new Set<string>();
  const kept = base.flatMap((piece): readonly Piece[] => {
    const head = headOf(piece.first);
    if (!heads.has(head)) return [piece];
    if (done.has(head)) return [];
    done.add(head);
    return added.filter(({ first }) => headOf(first) === head);
  });
  return [...kept, ...added.filter(({ first }) => !done.has(headOf(first)))];
};

const firstStage = (pieces: readonly Piece[]): number => pieces.findIndex(({ first }) => first.startsWith("stage "));

const intoPolicy = (base: string, pieces: readonly Piece[]): string => {
  const { open, pieces: lines, close } = inside(base);
  const of = (home: Home): readonly Piece[] => pieces.filter(({ first }) => homeOf(first) === home);
  const house = of("house");
  const rules = house.length === 0 ? [] : [{ first: "house rules {", lines: ["house rules {", ...indented(house, "  "), "}"] }];
  const all = [...replaced(lines, [...rules, ...of("policy")])];
  const at = firstStage(all);
  const stage = all[at];
  const own = of("stage");
  if (stage !== undefined && own.length > 0)
    all[at] = { ...stage, lines: [...stage.lines.slice(0, -1), ...indented(own, "  "), stage.lines.at(-1) ?? ""] };
  return [open, ...indented(all, "  "), close, ""].join("\n");
};

const intoLaw = (base: string, pieces: readonly Piece[]): string => {
  const { open, pieces: lines, close } = inside(base);
  const key = ({ first }: Piece): string => first.trim().split(/\s+/u).slice(0, 2).join(" ");
  const names = new Set(pieces.map(key));
  return [
    open,
    ...indented(
      lines.filter((piece) => !names.has(key(piece))),
      "  ",
    ),
    ...indented(pieces, "  "),
    close,
    "",
  ].join("\n");
};

const WHOLE = /^\s*(?:\/\/[^\n]*\n\s*)*(?:policy|jurisdiction|shared|use)\b/u;

/** Whether a fence is a file of its own; one of comments alone is. */
export const isWhole = (text: string): boolean => WHOLE.test(text) || text.split("\n").every(isComment);

/** The whole file that an example stands for, and whether it is law. */
export const spliced = (text: string, bases: Bases): { readonly source: string; readonly law: boolean } => {
  if (isWhole(text)) return { source: text, law: /^(?:policy|jurisdiction|shared)\b/mu.exec(text)?.[0] === "jurisdiction" };
  const pieces = piecesOf(text);
  const law = pieces.some(({ first }) => homeOf(first) === "law");
  return { source: law ? intoLaw(bases.law, pieces) : intoPolicy(bases.policy, pieces), law };
};
