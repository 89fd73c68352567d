import { expect, it } from "vitest";
import { compilePolicy, renderDiagnostics, type Diagnostic, type Span } from "../../dsl/index.ts";
import { smallPolicy } from "./small-policy.ts";

const span = (line: number, column: number, endColumn: number, endLine = line): Span => ({
  file: "a.collect",
  start: line * 100 + column,
  end: line * 100 + endColumn,
  line,
  column,
  endLine,
  endColumn,
});
const problem = (at: Span, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: "C2001",
  severity: "error",
  message: "there is no stage `b`",
  span: at,
  fixes: [],
  ...more,
});
const plain = (diagnostics: readonly Diagnostic[], source: string): string =>
  renderDiagnostics(diagnostics, { "a.collect": source }, { color: false });
const caretLine = (source: string, at: Span): readonly [string, string] => {
  const lines = plain([problem(at)], source).split("\n");
  return [lines[3] ?? "", lines[4] ?? ""];
};

it("draws a frame with the line, an exact caret, the help and the counts", () => {
  const source = smallPolicy({ stage: '    day 0  email "x"\n    next   remindre after 5 days' });
  const { diagnostics } = compilePolicy(source, "a.collect");
  expect(plain(diagnostics, source)).toBe(`error[C2001]: there is no stage \`remindre\`
  --> a.collect:16:12
   |
16 |     next   remindre after 5 days
   |            ^^^^^^^^
   = help: did you mean \`reminder\`?

1 error`);
});

it("puts the diagnostics in source order and counts each severity", () => {
  const text = plain(
    [
      problem(span(3, 1, 2)),
      problem(span(1, 2, 3), { severity: "warning" }),
      problem(span(2, 1, 2), { severity: "warning" }),
      problem(span(1, 1, 2), { severity: "hint" }),
    ],
    "ab\ncd\nef",
  );
  expect([...text.matchAll(/a\.collect:(\d:\d)/gu)].map(([, place]) => place)).toEqual(["1:1", "1:2", "2:1", "3:1"]);
  expect(text.endsWith("\n\n1 error, 2 warnings, 1 hint")).toBe(true);
});

it("keeps the caret under the word behind tabs and wide characters", () => {
  expect(caretLine("\tnext\tb", span(1, 7, 8))).toEqual(["1 |     next    b", "  |             ^"]);
  expect(caretLine('email "督促状" b', span(1, 13, 14))).toEqual(['1 | email "督促状" b', "  |                ^"]);
  expect(caretLine('"e\u0301\ud83d\ude00" b', span(1, 8, 9))).toEqual(['1 | "e\u0301\ud83d\ude00" b', "  |       ^"]);
});

it("underlines wide characters as wide as they are, and an empty place with one caret", () => {
  expect(caretLine('"督促状"', span(1, 1, 6))[1]).toBe("  | ^^^^^^^^");
  expect(caretLine("ab", span(1, 3, 3))[1]).toBe("  |   ^");
});

it("marks where a problem that spans several lines begins and where it ends", () => {
  const lines = "abc def\n  ghi jkl\n\n\n  mno pqr";
  expect(
    plain([problem(span(1, 5, 6, 2))], lines)
      .split("\n")
      .slice(3, 7),
  ).toEqual(["1 | abc def", "  |     ^^^ from here", "2 |   ghi jkl", "  |   ^^^ to here"]);
  const related = [{ span: span(1, 1, 6, 5), label: "the whole" }];
  expect(
    plain([problem(span(2, 3, 6), { related })], lines)
      .split("\n")
      .slice(3),
  ).toEqual([
    "1 | abc def",
    "  | ------- from here",
    "2 |   ghi jkl",
    "  |   ^^^",
    "...",
    "5 |   mno pqr",
    "  |   --- to here: the whole",
    "",
    "1 error",
  ]);
});

it("shows each line once, in the order of the file, with a row for each of its marks; one line between two is shown too", () => {
  const related = [
    { span: span(3, 4, 6), label: "the second" },
    { span: span(1, 1, 3), label: "the first" },
  ];
  expect(
    plain([problem(span(3, 1, 3), { related })], "ab\ncd\nef gh")
      .split("\n")
      .slice(3, 9),
  ).toEqual(["1 | ab", "  | -- the first", "2 | cd", "3 | ef gh", "  | ^^", "  |    -- the second"]);
});

it("says a fix where no help says it, and gives the account for which it happens", () => {
  const fixes = [{ title: "remove the comment", applicability: "safe" as const, edits: [] }];
  const text = plain([problem(span(1, 1, 2), { fixes, witness: "an account with balance 900.00 USD" })], "ab");
  expect(text).toContain("\n  = fix: remove the comment (safe)\n  = for example an account with balance 900.00 USD\n");
  expect(plain([problem(span(1, 1, 2), { fixes, help: "do" })], "ab")).not.toContain("= fix");
});

it("lets nothing that turns the line round reach the terminal, in messages and file names neither", () => {
  const text = plain([problem({ ...span(1, 1, 2), file: "a\u001b.collect" }, { message: "there is\u202e no\n `\u0007`", help: "\u001b[2J" })], "ab");
  expect(text).toBe("error[C2001]: there is\ufffd no  `\ufffd`\n --> a\ufffd.collect:1:1\n  = help: \ufffd[2J\n\n1 error");
});

it("lets no control character reach the terminal, and cuts lines that are far too long around the problem", () => {
  expect(caretLine("a\u001b[31m b", span(1, 8, 9))).toEqual(["1 | a\ufffd[31m b", "  |        ^"]);
  const [line, caret] = caretLine(`${"x".repeat(5000)}b${"y".repeat(5000)}`, span(1, 5001, 5002));
  expect(line.length).toBeLessThan(200);
  expect(line[caret.indexOf("^")]).toBe("b");
});

it("shows related places of the same file in one frame, and names those of others", () => {
  const text = plain(
    [
      problem(span(2, 1, 3), {
        related: [
          { span: span(1, 1, 2), label: "the first one" },
          { span: { ...span(9, 1, 2), file: "b.collect" }, label: "another" },
        ],
      }),
    ],
    "ab\ncd",
  );
  expect(text).toBe(`error[C2001]: there is no stage \`b\`
 --> a.collect:2:1
  |
1 | ab
  | - the first one
2 | cd
  | ^^
  = another: b.collect:9:1

1 error`);
});

it("colours only when asked to, and says nothing when there is nothing to say", () => {
  const text = renderDiagnostics([problem(span(1, 1, 2))], { "a.collect": "ab" }, { color: true });
  expect(text).toContain("\u001b[1;31merror[C2001]\u001b[0m");
  expect(plain([problem(span(1, 1, 2))], "ab")).not.toContain("\u001b");
  expect(renderDiagnostics([], {}, { color: true })).toBe("");
});

it("does without the frame of a file whose text isn't given", () => {
  expect(renderDiagnostics([problem(span(1, 1, 2), { help: "do" })], {}, { color: false })).toBe(
    "error[C2001]: there is no stage `b`\n --> a.collect:1:1\n  = help: do\n\n1 error",
  );
});
