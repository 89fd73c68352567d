/** A policy as it lies on disk: its text, the letters beside it, and who signs them. */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../dsl/index.ts";
import type { CompiledPolicy, LawBook, LocalDay } from "../engine/index.ts";
import type { Creditor, Letters } from "../ledger/index.ts";
import { EXIT, Failure } from "./failure.ts";
import { readText, textOf } from "./files.ts";

export interface PolicyFile {
  readonly file: string;
  readonly source: string;
  readonly policy: CompiledPolicy | null;
  readonly diagnostics: readonly Diagnostic[];
  /** By file name without `.hbs`. */
  readonly letters: Readonly<Record<string, { readonly file: string; readonly source: string }>>;
  /** Texts of the files that it uses, and those that they use, by their names. */
  readonly used: Readonly<Record<string, string>>;
}

const LETTERS = "letters";
const EXTENSION = ".hbs";

const readLetters = async (folder: string): Promise<PolicyFile["letters"]> => {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .sort();
  const read = names.map(async (name) => {
    const file = join(folder, name);
    return [name.slice(0, -EXTENSION.length), { file, source: await readText(file) }] as const;
  });
  return Object.fromEntries(await Promise.all(read));
};

const NOT_THERE = ["ENOENT", "ENOTDIR", "EISDIR"];

/**
 * Reads the files that `use` names, which may lie outside the policy's folder; null for one that isn't there.
 * @param used Fills up with what was read, by name.
 * @throws Failure for a file that is there and can't be read.
 */
export function readerOf(used: Map<string, string> = new Map()): (path: string) => string | null {
  return (path) => {
    const known = used.get(path);
    if (known !== undefined) return known;
    try {
      // A device or a pipe may never end.
      const found = statSync(path);
      if (!found.isFile() && !found.isDirectory()) throw new Failure(`${path} is no regular file, and can't be used`);
      // Problems show the lines that they stand in: a policy from elsewhere must not have any file shown.
      if (found.isFile() && !path.endsWith(".collect")) throw new Failure(`${path} can't be used: only .collect files can`);
      const text = textOf(readFileSync(path), path);
      used.set(path, text);
      return text;
    } catch (error) {
      if (error instanceof Error && "code" in error && NOT_THERE.includes(String(error.code))) return null;
      throw error instanceof Failure ? error : new Failure(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

/** The law as a check needs it: with rules, letters are held against what the law wants in them today. */
export type LawAtHand = Pick<LawBook, "places"> & Partial<Pick<LawBook, "rules">>;

const DAY_MS = 86_400_000;
const today = (): LocalDay => Math.floor(Date.now() / DAY_MS) as LocalDay;

/** Names of all lists of days that the calendar has. */
export const dayLists = async (): Promise<readonly string[]> => (await import("../policies/index.ts")).holidayPlaces();

/** Compiles a policy and holds its letters against it; everything that is wrong is in `diagnostics`. */
export async function readPolicyFile(file: string, lawBook: LawAtHand): Promise<PolicyFile> {
  const source = await readText(file);
  const folder = join(dirname(file), LETTERS);
  const [{ compilePolicy }, letters] = await Promise.all([import("../dsl/index.ts"), readLetters(folder)]);
  const texts = new Map<string, string>();
  const options = { lawBook, read: readerOf(texts), dayLists: await dayLists() };
  const { policy, draft, diagnostics } = compilePolicy(source, file, options);
  const used = Object.fromEntries(texts);
  if (draft === null) return { file, source, policy, diagnostics, letters, used };
  const { checkLetters } = await import("../dsl/templates.ts");
  // Of a policy with errors some step may be missing, and its letter only looks unused.
  const law = lawBook.rules === undefined ? null : { rules: lawBook.rules, day: today() };
  const found = checkLetters(draft, letters, folder, source, law).filter((diagnostic) => policy !== null || diagnostic.severity === "error");
  return { file, source, policy, diagnostics: [...diagnostics, ...found], letters, used };
}

/** Sources by file name, for code frames. */
export function sourcesOf(read: readonly PolicyFile[]): Readonly<Record<string, string>> {
  const entries = read.flatMap(({ file, source, letters, used }) => [
    [file, source] as const,
    ...Object.entries(used),
    ...Object.values(letters).map((letter) => [letter.file, letter.source] as const),
  ]);
  return Object.fromEntries(entries);
}

/** A policy that is fit to run, or a failure that points at `validate`. */
export async function runnablePolicy(file: string, lawBook: LawBook): Promise<{ policy: CompiledPolicy; letters: Letters }> {
  const read = await readPolicyFile(file, lawBook);
  const errors = read.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const first = errors[0];
  if (read.policy === null || first !== undefined) {
    const where = first === undefined ? file : `${first.span.file}:${first.span.line}:${first.span.column}: ${first.message}`;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    throw new Failure(`${where}${more}; "collect validate ${file}" shows it in full`, EXIT.errors);
  }
  return { policy: read.policy, letters: Object.fromEntries(Object.entries(read.letters).map(([key, letter]) => [key, letter.source])) };
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** Who collects, as letters name it: `creditor.json` beside the policy. */
export async function readCreditor(policyFile: string): Promise<Creditor> {
  const file = join(dirname(policyFile), "creditor.json");
  const shape = '{ "name": …, "email": …, "phone": …, "address": [lines] }';
  if (!existsSync(file)) throw new Failure(`there is no ${file}: letters need to say who writes; make it with ${shape}`);
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (error) {
    throw new Failure(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { name, email, phone, address } = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<keyof Creditor, unknown>>;
  if (!isText(name) || !isText(email) || !isText(phone) || !Array.isArray(address) || !address.every(isText))
    throw new Failure(`${file} must have the form ${shape}`);
  return { name, email, phone, address };
}
