/** A row's source as a whole file: compiled, and its tests or examples run. */
import { readFileSync } from "node:fs";
import { compileLaw, compilePolicy, compileTests, suppress, type Diagnostic } from "../../../dsl/index.ts";
import {
  calendarNeeds,
  parseDay,
  runLawExample,
  runPolicyTest,
  type Calendar,
  type LawBook,
  type LocalDay,
  type Place,
  type Zone,
} from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { spliced, type Bases } from "../../docs/splice.ts";
import type { Row } from "./row.ts";

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const BASES: Bases = { policy: textOf("base.collect"), law: textOf("base-law.collect") };
const PROTECTIONS = { file: "world.collect", source: textOf("../../../policies/law/world.collect") };
const FILE = "row.collect";

const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new Error(`no day: ${text}`);
  return read;
};
const SPAN = { from: day("2019-01-01"), to: day("2029-12-31") };
const PLACES: readonly Place[] = ["US", "US-NY", "US-CA", "US-OH", "GB", "DE", "NL"];
const ZONES: readonly Zone[] = ["America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "Europe/Amsterdam"];

const kept = <T>(make: () => T): (() => T) => {
  let value: T | undefined;
  return () => (value ??= make());
};
const calendar = kept((): Calendar => buildCalendar({ zones: ZONES, places: PLACES, ...SPAN }));

const books = new Map<string, LawBook>();
/** Collect's own protections with a row's law. */
const bookOf = (law: string): LawBook => {
  const known = books.get(law);
  if (known !== undefined) return known;
  const own = law === "" ? [] : [{ file: "law.collect", source: `jurisdiction US "Law" {\n  source act "Act"\n${law}\n}\n` }];
  const { lawBook, diagnostics } = compileLaw([PROTECTIONS, ...own]);
  if (lawBook === null) throw new Error(`the row's law: ${diagnostics.map(({ code, message }) => `${code} ${message}`).join("; ")}`);
  books.set(law, lawBook);
  return lawBook;
};

/** The whole file that a row's text stands for. */
export const sourceOf = ({ text }: Row): string => spliced(text, BASES).source;

export interface Outcome {
  readonly problems: readonly Diagnostic[];
  /** What the file compiles to, its tests included, without the lines of its text. Null when it has errors. */
  readonly compiled: unknown;
  /** What wasn't as expected; null when nothing was there to be expected. */
  readonly wrong: readonly string[] | null;
}

/** Lines are told of where something stands, and entries are named by them; of a phone, `line` is what it is. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === "text" || key === "words" || (key === "line" && typeof inner === "number")) return undefined;
      return typeof inner === "string" ? inner.replace(/^entry \d+$/u, "entry") : inner;
    }),
  );

type Read = NonNullable<Row["reads"]>["of"];
const ofReads = ({ reads }: Row, compiled: Parameters<Read>[0], examples: Parameters<Read>[1] = []): readonly string[] => {
  if (reads === undefined) return [];
  const got = JSON.stringify(reads.of(compiled, examples));
  return got === JSON.stringify(reads.as) ? [] : [`${JSON.stringify(reads.as)} is read as ${got}`];
};

const ofPolicy = (one: Row, source: string): Outcome => {
  const read = (path: string): string | null => one.files?.[path] ?? null;
  const book = bookOf(one.law ?? "");
  const { policy, sources, diagnostics: structure } = compilePolicy(source, FILE, { read, calendar: calendar() });
  const { tests, diagnostics } = compileTests(source, FILE, { read });
  const told = new Set(structure.map(({ code, span }) => `${code} ${span.start}`));
  const problems = suppress([...structure, ...diagnostics.filter(({ code, span }) => !told.has(`${code} ${span.start}`))], sources);
  if (policy === null || problems.some(({ severity }) => severity === "error")) return { problems, compiled: null, wrong: null };
  const world = { program: { policy, calendar: calendar() }, rules: book.rules, ...(book.series === undefined ? {} : { series: book.series }) };
  const wrong = tests.flatMap((test) =>
    runPolicyTest(test, world).checks.flatMap(({ ok, expected, got }) => (ok ? [] : [`${test.title}: ${expected}: ${got}`])),
  );
  const nothing = tests.every(({ expectations }) => expectations.length === 0) && one.reads === undefined;
  return { problems, compiled: { hash: policy.hash, tests: withoutPlaces(tests) }, wrong: nothing ? null : [...wrong, ...ofReads(one, policy)] };
};

const ofLaw = (one: Row, source: string): Outcome => {
  const { lawBook, examples, diagnostics } = compileLaw([{ file: FILE, source }]);
  const problems = suppress(diagnostics, { [FILE]: source });
  if (lawBook === null) return { problems, compiled: null, wrong: null };
  const wrong = examples.flatMap((example) => {
    const needs = calendarNeeds([example]);
    const covered =
      needs.from >= SPAN.from &&
      needs.to <= SPAN.to &&
      needs.zones.every((zone) => ZONES.includes(zone)) &&
      needs.places.every((place) => PLACES.includes(place));
    const results = runLawExample(example, lawBook, covered ? calendar() : buildCalendar(needs));
    return results.flatMap(({ ok, question, expected, got }) =>
      ok ? [] : [`line ${question.line}: ${JSON.stringify(expected)} but ${JSON.stringify(got)}`],
    );
  });
  const nothing = examples.every(({ questions }) => questions.length === 0) && one.reads === undefined;
  return {
    problems,
    compiled: { hash: lawBook.hash, examples: withoutPlaces(examples) },
    wrong: nothing ? null : [...wrong, ...ofReads(one, lawBook, examples)],
  };
};

/** Compiles a row, or one of its twins, and runs what stands in it. `source`: another text that the row's is held against. */
export const outcomeOf = (one: Row, source: string = sourceOf(one)): Outcome =>
  spliced(one.text, BASES).law ? ofLaw(one, source) : ofPolicy(one, source);

/** What a row's text, or another text, compiles to, without running it. */
export const compiledOf = (one: Row, source: string = sourceOf(one)): unknown => {
  if (spliced(one.text, BASES).law) {
    const { lawBook, examples } = compileLaw([{ file: FILE, source }]);
    return { hash: lawBook?.hash, examples: withoutPlaces(examples) };
  }
  const read = (path: string): string | null => one.files?.[path] ?? null;
  return { hash: compilePolicy(source, FILE, { read }).policy?.hash, tests: withoutPlaces(compileTests(source, FILE, { read }).tests) };
};
