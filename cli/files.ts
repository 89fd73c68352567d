/** Reading what the command line names: a file that isn't there gets one plain line with the nearest name. */
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.ts";

const nearestIn = async (file: string): Promise<string | null> => {
  const names = await readdir(dirname(file)).catch(() => []);
  const { suggest } = await import("../dsl/index.ts");
  const near = suggest(basename(file), names);
  return near === null ? null : join(dirname(file), near);
};

/** The complaint about a path that can't be read, with the way out. */
export async function unreadable(file: string, error: unknown): Promise<Failure> {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") {
    const near = await nearestIn(file);
    return new Failure(`there is no file ${file}${near === null ? "" : `; did you mean ${near}?`}`);
  }
  if (code === "EISDIR") return new Failure(`${file} is a folder, not a file`);
  if (code === "EACCES") return new Failure(`${file} may not be read: check its permissions`);
  return new Failure(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
}

export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw await unreadable(file, error);
  }
}

export async function readText(file: string): Promise<string> {
  const { decode } = await import("./import/rows.ts");
  return decode(await readBytes(file), file);
}

/** All of standard input. Waits for nothing when it is a terminal: nobody would know that it waits. */
export async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY)
    throw new Failure('"-" reads standard input, and nothing is piped in: try  collect import - --policy policy.collect < accounts.csv');
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
