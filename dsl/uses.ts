/** What a file uses, and what that uses: read once each, in the order in which it must come. */
import { problem } from "./catalogue.ts";
import type { SharedPart } from "./check/names.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { parseFile, type ParsedFile } from "./syntax/parse.ts";
import type { UseNode } from "./tree/policy.ts";

/** The text of a file by its path; null: there is none. */
export type ReadFile = (path: string) => string | null;

/** Nobody shares through more files, and a chain of them must come to an end. */
const DEEPEST = 32;
const MOST_FILES = 200;

export interface Used {
  /** Everything that is used, used before using. */
  readonly parts: readonly SharedPart[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files that were read, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Some of it could not be had: what seems to be missing may be there. */
  readonly incomplete: boolean;
}

interface Loading {
  readonly read: ReadFile;
  readonly done: Map<string, SharedPart | null>;
  readonly texts: Map<string, string>;
  readonly diagnostics: Diagnostic[];
  incomplete: boolean;
}

/** `a/b/../c` as `a/c`; what goes above the start stays. */
const normal = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== ".." && parts.at(-1) !== "") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
};

/** Path of a used file as seen from where the using file is named from. */
export const resolveUse = (from: string, path: string): string => {
  if (path.startsWith("/")) return normal(path);
  const slash = from.lastIndexOf("/");
  return normal(slash < 0 ? path : `${from.slice(0, slash + 1)}${path}`);
};

const usesOf = ({ items }: ParsedFile): readonly UseNode[] => items.filter((item) => item.kind === "use");

/** `use` comes first, and each file once. */
const checkUseLines = (parsed: ParsedFile): readonly Diagnostic[] => {
  const seen = new Set<string>();
  let others = false;
  return parsed.items.flatMap((item) => {
    if (item.kind !== "use") {
      others = true;
      return [];
    }
    const path = resolveUse(parsed.source.file, item.path.text);
    const again = seen.has(path);
    seen.add(path);
    if (again) {
      const fixes = [{ title: "remove the line", applicability: "safe" as const, edits: [{ span: item.span, text: "" }] }];
      return [problem("usedTwice", item.span, { path: item.path.text }, { fixes })];
    }
    return others ? [problem("useLate", item.span, {})] : [];
  });
};

/** What a used file holds must be one shared block, and nothing else. */
export const checkSharing = (parsed: ParsedFile): readonly Diagnostic[] => {
  const shared = parsed.items.filter((item) => item.kind === "shared");
  const [first, ...more] = shared;
  const others = new Set(parsed.items.flatMap(({ kind }) => (kind === "shared" || kind === "use" ? [] : [kind])));
  if (first === undefined) return [];
  return [
    ...more.map(({ span }) => problem("sharedTwice", span, {}, { related: [{ span: first.span, label: "the first one" }] })),
    ...(others.size > 0 ? [problem("sharedBeside", first.span, { what: [...others] })] : []),
  ];
};

const fail = (loading: Loading, diagnostic: Diagnostic): null => {
  loading.diagnostics.push(diagnostic);
  loading.incomplete = true;
  return null;
};

/** The shared block of one file, with what it uses; null when there is none to be had. */
const load = (loading: Loading, node: UseNode, path: string, ring: readonly string[]): SharedPart | null => {
  const { span, text } = node.path;
  const at = ring.indexOf(path);
  if (at >= 0) return fail(loading, problem("useRing", span, { ring: [...ring.slice(at), path] }));
  const done = loading.done.get(path);
  if (done !== undefined) return done;
  if (ring.length > DEEPEST || loading.done.size >= MOST_FILES) return fail(loading, problem("tooDeep", span, {}));
  loading.done.set(path, null);
  const source = loading.read(path);
  if (source === null) return fail(loading, problem("useMissing", span, { path }, { help: `the path is read from the folder of ${node.span.file}` }));
  loading.texts.set(path, source);
  const parsed = parseFile(source, path);
  const uses = loadAll(loading, parsed, [...ring, path]);
  for (const diagnostic of parsed.diagnostics) loading.diagnostics.push(diagnostic);
  for (const diagnostic of checkSharing(parsed)) loading.diagnostics.push(diagnostic);
  const shared = parsed.items.find((item) => item.kind === "shared");
  const broken = parsed.diagnostics.some(({ severity }) => severity === "error");
  if (shared === undefined) {
    // One that can't be read may well share something.
    if (!broken) return fail(loading, problem("useNothing", span, { path: text }));
    loading.incomplete = true;
    return null;
  }
  const part: SharedPart = { source: parsed.source, node: shared, lost: parsed.lost, uses };
  loading.done.set(path, part);
  return part;
};

/** What a file uses, flattened: each part once, after all that it uses itself. */
const loadAll = (loading: Loading, parsed: ParsedFile, ring: readonly string[]): readonly SharedPart[] => {
  for (const diagnostic of checkUseLines(parsed)) loading.diagnostics.push(diagnostic);
  const parts = new Set<SharedPart>();
  for (const node of usesOf(parsed)) {
    const part = load(loading, node, resolveUse(parsed.source.file, node.path.text), ring);
    if (part === null) continue;
    for (const inner of part.uses) parts.add(inner);
    parts.add(part);
  }
  return [...parts];
};

/**
 * Reads what a file uses, directly or not. Paths are resolved relative to the using file, with `/` between folders.
 * @param read null when files can't be read at all: then `use` is a problem that says so
 */
export const loadUses = (parsed: ParsedFile, read: ReadFile | null): Used => {
  const nodes = usesOf(parsed);
  if (read === null && nodes.length > 0) {
    const diagnostics = nodes.map(({ path }) =>
      problem("useNoReader", path.span, {}, { help: "validate the policy from its folder, where the files it uses are" }),
    );
    return { parts: [], diagnostics, texts: new Map(), incomplete: true };
  }
  const loading: Loading = { read: read ?? (() => null), done: new Map(), texts: new Map(), diagnostics: [], incomplete: false };
  const parts = loadAll(loading, parsed, [normal(parsed.source.file)]);
  return { parts, diagnostics: loading.diagnostics, texts: loading.texts, incomplete: loading.incomplete };
};
