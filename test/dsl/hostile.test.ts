import { expect, it } from "vitest";
import { compileLaw, compilePolicy, format, renderDiagnostics } from "../../dsl/index.ts";
import { smallPolicy } from "./small-policy.ts";

const POLICY = smallPolicy();
const problems = (source: string) => compilePolicy(source, "p.collect").diagnostics;
const first = (source: string) => {
  const [problem] = problems(source);
  if (problem === undefined) throw new Error("no problem");
  return problem;
};
const codes = (source: string): readonly string[] => problems(source).map(({ code }) => code);
/** The policy with what the first fix of each problem says. */
const mended = (source: string): string =>
  problems(source)
    .flatMap(({ fixes }) => fixes[0]?.edits ?? [])
    .toReversed()
    .reduce((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), source);

it("names the letter of another alphabet, offers the Latin one, and reads the line as if it stood there", () => {
  const source = POLICY.replace("day 0", "d\u0430y 0");
  const problem = first(source);
  expect(codes(source)).toEqual(["C1053"]);
  expect(problem).toMatchObject({
    message: "`\u0430` is the Cyrillic letter U+0430, not the `a` that it looks like",
    help: "write `a` in its place",
  });
  expect(source.slice(problem.span.start, problem.span.end)).toBe("\u0430");
  expect(mended(source)).toBe(POLICY);
});

it.each([
  ["Cyrillic", "versi\u043en", "version"],
  ["Cyrillic, several letters", "\u0441urren\u0441\u0443", "currency"],
  ["Greek", "c\u03bfllector", "collector"],
  ["full-width", "\uff50\uff4c\uff41\uff43\uff45\uff53", "places"],
  ["a typographic dash", "U\u0405", "US"],
])("finds look-alikes in any word: %s", (_, wrong, right) => {
  const source = POLICY.replace(right, wrong);
  expect(new Set(codes(source))).toEqual(new Set(["C1053"]));
  expect(mended(source)).toBe(POLICY);
});

it("leaves letters of other alphabets alone in texts and comments", () => {
  expect(codes(`// Дебитор должен 督\n${POLICY.replace('"Small"', '"Дебитор"')}`)).toEqual([]);
});

const DIRECTIONS = [..."\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"];

it.each(DIRECTIONS)("refuses a mark of direction anywhere: in words, texts and comments (%j)", (mark) => {
  for (const source of [
    `// a ${mark}comment\n${POLICY}`,
    POLICY.replace('"Small"', `"Sm${mark}all"`),
    POLICY.replace("reminder from", `reminder${mark} from`),
  ]) {
    const problem = first(source);
    expect(codes(source)).toEqual(["C1051"]);
    expect(source.slice(problem.span.start, problem.span.end)).toBe(mark);
    expect(mended(source)).toBe(POLICY.length === source.length - 1 ? POLICY : `// a comment\n${POLICY}`);
    expect(format(source, "p").text).toBeNull();
  }
});

it("refuses control characters and other characters that can't be seen, in texts and comments too", () => {
  for (const [character, name] of [
    ["\u0000", "the character U+0000 (NUL)"],
    ["\u001b", "the character U+001B (escape)"],
    ["\u0007", "the control character U+0007"],
    ["\u0085", "the character U+0085 (next line)"],
    ["\u200b", "the character U+200B (zero width space)"],
    ["\u2028", "the character U+2028 (line separator)"],
  ] as const)
    for (const source of [`// a${character}b\n${POLICY}`, POLICY.replace('"Small"', `"Sm${character}all"`)]) {
      expect(codes(source)).toEqual(["C1052"]);
      expect(first(source).message).toBe(`${name} can't be seen and has no place in a file`);
    }
});

it("tells a run of characters that can't be seen once", () => {
  expect(codes(`// ${"\u0000".repeat(1000)}\n${POLICY}`)).toEqual(["C1052"]);
});

it("says of braces without a header that they have none", () => {
  expect(
    codes(
      `${POLICY.trimEnd().slice(0, -1)}  plan "p" {\n    {\n    }\n    up to 2 weekly installments\n    first within 1 day\n    default after 1 missed\n  }\n}\n`,
    ),
  ).toContain("C1054");
});

it("doesn't read a file of ten megabytes: one problem, with the way out", () => {
  for (const unit of ["x ", "{", '"', "\u0000", "день ", `${POLICY}\n`]) {
    const source = unit.repeat(Math.ceil(10_000_000 / unit.length));
    expect(codes(source)).toEqual(["C1050"]);
    expect(first(source).help).toBe("split it: files share what they have in common by `use`");
    expect(compileLaw([{ file: "p", source }]).diagnostics.map(({ code }) => code)).toEqual(["C1050"]);
    expect(format(source, "p")).toMatchObject({ text: null, diagnostics: [{ code: "C1050" }] });
  }
});

const long =
  (unit: string, head = "", tail = "") =>
  (size: number) =>
    head + unit.repeat(Math.ceil(size / unit.length)) + tail;
const inStage = 'policy "x" {\n stage a from due {\n';

/** Files that only hurt when they are long, by what they repeat. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  "one-word statements": long("x\n"),
  "nested braces": long("{"),
  "pairs of braces": long("{}"),
  "closing braces": long("}"),
  "nested blocks": long("stage a {\n", 'policy "x" {\n'),
  "NUL bytes between words": long("x \u0000 "),
  "marks of direction": long("// \u202e\n"),
  "look-alike letters": long("d\u0430y 0 email\n", inStage),
  "letters of another alphabet": long("день 0\n", inStage),
  "texts that don't end": long('"x\n'),
  "a text without end": long("\\x", 'policy "'),
  "one very long line": long('day 5 email "x" ', inStage),
  "one very long condition": long("balance >= x and ", 'policy "x" {\n define x as ', "balance\n}"),
  "carriage returns": long("version \r"),
  "byte order marks": long("\ufeff x"),
  "unknown stages": long("next foo after 5 days\n", inStage),
  "good steps": long('  day 5 email "x" when balance >= 5 USD\n', inStage, " }\n}"),
  commas: long(","),
};

const MOST = 501;

it.each(Object.entries(HOSTILE))("answers %s with a bounded number of problems that lie in the file", (_, make) => {
  const source = make(60_000);
  const { diagnostics } = compilePolicy(source, "p");
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(diagnostics.length).toBeLessThanOrEqual(MOST);
  for (const { span, message } of diagnostics) {
    expect(span.end).toBeLessThanOrEqual(source.length);
    expect(message.length).toBeLessThan(400);
  }
  expect(renderDiagnostics(diagnostics.slice(0, 20), { p: source }, { color: false })).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
  const formatted = format(source, "p");
  expect(formatted.diagnostics.length).toBeLessThanOrEqual(MOST);
});

/** Work of the processor, in microseconds: others at work on the machine don't count. */
const work = (run: () => void): number => {
  const before = process.cpuUsage();
  run();
  const { user } = process.cpuUsage(before);
  return user;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

it.each(Object.entries(HOSTILE))(
  "does at most 6.8 times the work for four times of %s",
  (_, make) => {
    const once = make(25_000);
    const fourTimes = make(100_000);
    const read = (source: string) => (): void => {
      compilePolicy(source, "p");
      format(source, "p");
    };
    read(once)();
    const ratio = (): number => {
      const rounds = Array.from({ length: 3 }, () => [work(read(once)), work(read(fourTimes))] as const);
      return median(rounds.map(([, four]) => four)) / Math.max(1000, median(rounds.map(([one]) => one)));
    };
    // A disturbed measurement is repeated; what isn't linear is so every time: the square of it would be sixteen times the work. Lengths nearer to each
    // other differ by hardly more than what the collector of garbage does in between.
    let least = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 4 && least > 6.8; tries += 1) least = Math.min(least, ratio());
    expect(least).toBeLessThanOrEqual(6.8);
  },
  120_000,
);
