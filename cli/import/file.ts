/** A file of accounts, from disk or from standard input, with a header that fits the policy. */
import type { CompiledPolicy } from "../../engine/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { readBytes, readStdin } from "../files.ts";
import { OF_INVOICE } from "./accounts.ts";
import { columnsOf } from "./columns.ts";
import { decode, readCsv, readJson } from "./rows.ts";
import type { Rows } from "./rows.ts";

const isJson = (file: string, text: string): boolean => file.endsWith(".json") || (file === "-" && /^\s*[[{]/.test(text));

/** Reads a file (or standard input) of accounts into rows. */
export async function readRows(file: string): Promise<Rows> {
  const text = decode(file === "-" ? await readStdin() : await readBytes(file), file === "-" ? "standard input" : file);
  return isJson(file, text) ? readJson(text, file) : readCsv(text);
}

/** A needed column that is missing stops the import; so does one that looks like a slip of the pen. Others are left alone. */
export async function checkHeader(rows: Rows, policy: CompiledPolicy): Promise<readonly string[]> {
  const columns = columnsOf(policy);
  const names = columns.map((column) => column.name);
  const { suggest } = await import("../../dsl/index.ts");
  const unknown = rows.header.filter((name) => !names.includes(name) && name !== "");
  const absent = names.filter((name) => !rows.header.includes(name));
  for (const name of unknown) {
    const near = suggest(name, absent);
    if (near !== null) throw new Failure(`line 1: there is no column "${name}"; did you mean "${near}"?`, EXIT.errors);
  }
  // A file of new customers has no column of an invoice at all.
  const isOfNew = policy.onboarding !== undefined && [...OF_INVOICE].every((name) => absent.includes(name));
  const missing = columns
    .filter(({ name, needed }) => needed && absent.includes(name) && !(isOfNew && OF_INVOICE.has(name)))
    .map((column) => column.name);
  if (missing.length > 0)
    throw new Failure(
      `line 1: missing column${missing.length === 1 ? "" : "s"} ${missing.join(", ")}; "collect import --help" lists them all`,
      EXIT.errors,
    );
  return unknown;
}
