import fc from "fast-check";
import { expect, it } from "vitest";
import type { Diagnostic } from "../../dsl/index.ts";
import { suppress } from "../../dsl/suppress.ts";
import { sourceOf, spanAt } from "../../dsl/syntax/source.ts";

/** `⟦C2022|word⟧` marks a warning; what stands in the text otherwise is its comments. */
const read = (marked: string, file: string): { readonly source: string; readonly diagnostics: readonly Diagnostic[] } => {
  const marks: { code: string; start: number; end: number }[] = [];
  let source = "";
  for (const part of marked.split(/(⟦C\d{4}\|[^⟧]*⟧)/u)) {
    const [, code, word = ""] = /^⟦(C\d{4})\|([^⟧]*)⟧$/u.exec(part) ?? [];
    if (code !== undefined) marks.push({ code, start: source.length, end: source.length + word.length });
    source += code === undefined ? part : word;
  }
  const text = sourceOf(file, source);
  const diagnostics = marks.map(({ code, start, end }): Diagnostic => ({
    code,
    severity: "warning",
    message: "x",
    span: spanAt(text, start, end),
    fixes: [],
  }));
  return { source, diagnostics };
};

const left = (marked: string, file = "a.collect") => {
  const { source, diagnostics } = read(marked, file);
  return suppress(diagnostics, { [file]: source }).map(({ code, span }) => `${code} ${source.slice(span.start, span.end)}`);
};
/** The text after every suggested edit. */
const mended = (marked: string, file = "a.collect"): string => {
  const { source, diagnostics } = read(marked, file);
  const edits = suppress(diagnostics, { [file]: source }).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end), source);
};

it("silences a warning by a comment at the end of its line, or on the line above", () => {
  expect(left("⟦C2022|amount⟧ x // allow C2022: kept for the next quarter")).toEqual([]);
  expect(left("// allow C2022: kept for the next quarter\n⟦C2022|amount⟧ x")).toEqual([]);
  expect(left("  // allow C2022: why\n  // allow C4021: why\n  // and a word more\n\n  ⟦C2022|amount⟧ x")).toContain("C7004 C4021");
});

it("speaks of the next line only, and of its own line only when it stands behind something", () => {
  expect(left("a // allow C2022: why\n⟦C2022|amount⟧ x")).toEqual(["C7001 C2022", "C2022 amount"]);
  expect(left("// allow C2022: why\na\n⟦C2022|amount⟧ x")).toEqual(["C7001 C2022", "C2022 amount"]);
});

it("silences several codes of one line, and every problem of that code on it", () => {
  expect(left("⟦C2022|a⟧ ⟦C3019|b⟧ ⟦C2022|c⟧ // allow C2022, C3019: why")).toEqual([]);
  expect(left("⟦C2022|a⟧ // allow C2022 and C3019: why")).toEqual(["C7001 C3019"]);
});

it("calls a comment that silences nothing unused, and removes it with its line or the space before it", () => {
  expect(left("a\n// allow C2022: why\nb\n")).toEqual(["C7001 C2022"]);
  expect(mended("a\n  // allow C2022: why\nb\n")).toBe("a\nb\n");
  expect(mended("a // allow C2022: why\nb\n")).toBe("a\nb\n");
  expect(mended("⟦C2022|a⟧ // allow C2022, C3019: why\n")).toBe("a // allow C2022: why\n");
  expect(mended("⟦C2022|a⟧ // allow C3019, C2022: why\n")).toBe("a // allow C2022: why\n");
});

it("calls nothing unused while there are errors: the check that would speak may not have been made", () => {
  const { source, diagnostics } = read("⟦C2001|a⟧\n// allow C2022: why\nb", "a.collect");
  const errors = diagnostics.map((one) => ({ ...one, severity: "error" as const }));
  expect(suppress(errors, { "a.collect": source })).toEqual(errors);
});

it("refuses to silence errors, what the law says, and complaints about such comments", () => {
  expect(left("⟦C2001|a⟧ // allow C2001: why")).toEqual(["C2001 a", "C7004 C2001"]);
  expect(left("⟦C4020|a⟧ // allow C4020: why")).toEqual(["C4020 a", "C7004 C4020"]);
  expect(left("a // allow C7001: why")).toEqual(["C7004 C7001"]);
});

it("wants a reason, and silences nothing without one", () => {
  for (const comment of ["// allow C2022", "// allow C2022:", "//allow  C2022 :  "])
    expect(left(`⟦C2022|a⟧ ${comment}`), comment).toEqual(["C2022 a", "C7005 C2022"]);
  expect(mended("b // allow C2022\n")).toBe("b // allow C2022: the reason\n");
});

it.each([
  ["// alow C2022: why", "alow", "// allow C2022: why"],
  ["// Allow C2022: why", "Allow", "// allow C2022: why"],
  ["// ignore C2022: why", "ignore", "// allow C2022: why"],
  ["// allow c2022: why", "c2022", "// allow C2022: why"],
  ["// allow C2022 why", "C2022", "// allow C2022: why"],
  ["// allow: C2022 why", "allow: C2022", null],
  ["// allow(C2022)", "allow(C2022", null],
])("says of %s that it allows nothing, and how it is written", (comment, found, right) => {
  expect(left(`⟦C2022|a⟧ ${comment}`)).toEqual(["C2022 a", `C7002 ${found}`]);
  if (right !== null) expect(mended(`⟦C2022|a⟧ ${comment}`)).toBe(`a ${right}`);
});

it("says of a code that there is none, and names the one of the line, or what became of it", () => {
  expect(left("⟦C2022|a⟧ // allow C2202: why")).toEqual(["C2022 a", "C7003 C2202"]);
  expect(mended("⟦C2022|a⟧ // allow C2202: why")).toBe("a // allow C2022: why");
  const [retired] = suppress([], { "a.collect": "// allow C4026: why" });
  expect(retired?.help).toBe("it was retired: a law file without a jurisdiction is C1020");
});

it("leaves comments alone that speak of codes in prose", () => {
  expect(left("a // see C2022 for why\n// all of C2022\n/// as C2022 says\n// allow 5 days for the post\n// C2022")).toEqual([]);
});

it("silences in letters by their own comments; of the letter as a whole by one anywhere in it", () => {
  expect(left("Subject: x\n{{!-- allow C5010: sent by hand --}}\n⟦C5010|x⟧", "a.hbs")).toEqual([]);
  expect(left("Subject: x\n⟦C5010|x⟧ {{! allow C5010: sent by hand }}", "a.hbs")).toEqual([]);
  expect(left("⟦C5010|⟧Subject: x\n\n\n{{!-- allow C5010:\n sent by hand --}}\n", "a.hbs")).toEqual([]);
  expect(left("⟦C5010|⟧Subject: x\n// allow C5010: why\n{{!-- open", "a.hbs")).toEqual(["C5010 "]);
});

it("silences in one file what stands in it, and leaves the order of the files", () => {
  const a = read("⟦C2022|a⟧ // allow C2022: why", "a.collect");
  const b = read("⟦C2022|b⟧", "b.collect");
  const found = suppress([...a.diagnostics, ...b.diagnostics], { "a.collect": a.source, "b.collect": b.source });
  expect(found).toEqual(b.diagnostics);
});

it("tells what is left by files and lines, whatever the order in which it was found", () => {
  const a = read("⟦C2022|a⟧\n⟦C5001|b⟧", "a.collect");
  const b = read("⟦C2022|b⟧", "b.collect");
  const found = suppress([...b.diagnostics, ...a.diagnostics.toReversed()], { "a.collect": a.source, "b.collect": b.source });
  expect(found).toEqual([...a.diagnostics, ...b.diagnostics]);
});

it("calls nothing unused in a file that was only read for others", () => {
  const text = "// allow C2022: another policy needs it\nb // allow C2001: why";
  const found = suppress([], { "shared.collect": text }, new Set(["shared.collect"]));
  expect(found.map(({ code }) => code)).toEqual(["C7004"]);
  expect(suppress([], { "shared.collect": text }).map(({ code }) => code)).toEqual(["C7001", "C7004"]);
});

it("is settled: whatever the comments, mending what is unused leaves nothing more to say", () => {
  const words = fc.constantFrom(
    "allow",
    "C2022",
    "C3019",
    "C4020",
    "C9999",
    ":",
    "why",
    ",",
    "and",
    " ",
    "\n",
    "//",
    "{{!",
    "--}}",
    "c2022",
    "⟦C2022|x⟧",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), fc.constantFrom("a.collect", "a.hbs"), (parts, file) => {
      const { source, diagnostics } = read(parts.join(""), file);
      const found = suppress(diagnostics, { [file]: source });
      for (const { span } of found) expect(span.end <= source.length && span.start <= span.end).toBe(true);
      expect(suppress(diagnostics, { [file]: source })).toEqual(found);
    }),
  );
});

it("reads a hundred thousand such comments in linear time, and reports no more than a file may have", () => {
  const source = "// allow C2022: why\n".repeat(100_000);
  const found = suppress([], { "a.collect": source });
  expect([found.length, found.at(-1)?.code]).toEqual([501, "C1016"]);
});
