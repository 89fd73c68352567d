/** One policy file, read with what it uses and checked: what compiling it and compiling its tests have in common. */
import type { Calendar, LawBook } from "../engine/index.ts";
import { problem } from "./catalogue.ts";
import { checkDayLists } from "./check/day-lists.ts";
import { linesIn, scopeOf, type Scope } from "./check/names.ts";
import { checkPolicy, checkSharedFile } from "./check/policy.ts";
import { checkTests } from "./check/tests/index.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { parseFile, type ParsedFile } from "./syntax/parse.ts";
import { spanAt } from "./syntax/source.ts";
import type { PolicyNode, SharedNode } from "./tree/policy.ts";
import type { TestNode } from "./tree/test.ts";
import { checkSharing, loadUses, type ReadFile, type Used } from "./uses.ts";

export interface PolicyOptions {
  /** Held against the policy's places; without it, places are only spelled right. */
  readonly lawBook?: Pick<LawBook, "places">;
  /** Holidays, for slots that can lie wholly in them; without it, weekends alone are known. */
  readonly calendar?: Pick<Calendar, "from" | "to" | "holidays">;
  /**
   * Text of a file that is named in a `use` line, null when there is none. The path is resolved relative to the using file, with `/` between
   * folders, so that it starts where the policy's own name starts. Without it, `use` is an error.
   */
  readonly read?: ReadFile;
  /** Names of all lists of days that the calendar has; without them, those that house rules name are not looked up. */
  readonly dayLists?: readonly string[];
}

export interface PolicyFile {
  readonly parsed: ParsedFile;
  /** Null when the file holds no policy. */
  readonly policy: Scope | null;
  /** The tests of the file, those inside of the policy included, in source order. */
  readonly tests: readonly TestNode[];
  /** All problems, in the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files that were read, by name; the policy's own first. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Tests of a file, those inside of a policy included. */
export const testsOf = ({ items }: ParsedFile): readonly TestNode[] =>
  items.flatMap((item) => (item.kind === "test" ? [item] : item.kind === "policy" ? item.items.filter((inner) => inner.kind === "test") : []));

const fileProblems = ({ items }: ParsedFile): readonly Diagnostic[] => {
  const policies = items.filter((item) => item.kind === "policy");
  return [
    ...policies.slice(1).map(({ span }) => problem("policiesTwice", span, {})),
    ...items.flatMap((item) => (item.kind === "jurisdiction" ? [problem("lawInPolicy", item.span, {})] : [])),
  ];
};

const scopeIn = (node: PolicyNode | SharedNode, parsed: ParsedFile, used: Used, lawBook: PolicyOptions["lawBook"]): Scope =>
  scopeOf(node, parsed.source, parsed.lost, { lawBook: lawBook ?? null, shared: used.parts, incomplete: used.incomplete });

const listsOfHouse = (scope: Scope, dayLists: readonly string[] | undefined): readonly Diagnostic[] =>
  checkDayLists(
    linesIn(scope, "house").flatMap(({ lines }) => lines),
    dayLists ?? null,
  );

/** Reads, resolves and checks one file. Never throws, whatever the text. */
export const openPolicy = (source: string, file: string, { lawBook, read, dayLists }: PolicyOptions): PolicyFile => {
  const parsed = parseFile(source, file);
  const used = loadUses(parsed, read ?? null);
  const tests = testsOf(parsed);
  // Joined by copying: a hostile file has more problems than a call takes arguments.
  const found = [...parsed.diagnostics, ...used.diagnostics, ...fileProblems(parsed)];
  const sources = { [file]: source, ...Object.fromEntries(used.texts) };
  const policy = parsed.items.find((item) => item.kind === "policy");
  const shared = parsed.items.find((item) => item.kind === "shared");
  if (policy !== undefined) {
    const scope = scopeIn(policy, parsed, used, lawBook);
    const diagnostics = [...found, ...checkSharing(parsed), ...checkPolicy(scope), ...listsOfHouse(scope, dayLists), ...checkTests(tests, scope)];
    return { parsed, policy: scope, tests, diagnostics, sources };
  }
  if (shared !== undefined) {
    const scope = scopeIn(shared, parsed, used, lawBook);
    const diagnostics = [...found, ...checkSharing(parsed), ...checkSharedFile(scope), ...listsOfHouse(scope, dayLists)];
    return { parsed, policy: null, tests, diagnostics, sources };
  }
  const failed = parsed.diagnostics.some(({ severity }) => severity === "error");
  const empty = failed ? [] : [problem("emptyFile", spanAt(parsed.source, 0, 0), { what: "policy" })];
  return { parsed, policy: null, tests, diagnostics: [...found, ...empty], sources };
};
