/** Reading what the command line names: a file that isn't there gets one plain line with the nearest name. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.ts";

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const nearestIn = async (file: string): Promise<string | null> => {
  const names = namesIn(dirname(file));
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
  if (code === "ENOTDIR") return new Failure(`${file} leads through a file as if it were a folder`);
  if (code === "ELOOP") return new Failure(`${file} is a link that leads back to itself`);
  if (code === "EACCES") return new Failure(`${file} may not be read: check its permissions`);
  return new Failure(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
}

/** Read at once: a command has nothing else to do meanwhile, and hundreds of letters take a third of the time that way. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const found = statSync(file);
    // It may never end.
    if (found.isCharacterDevice() || found.isBlockDevice()) throw new Failure(`${file} is a device, not a file`);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof Failure ? error : await unreadable(file, error);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Text of a file's bytes; only UTF-8 is read, so that nothing is mangled in silence. */
export function textOf(bytes: Uint8Array, file: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Failure(`${file} is no UTF-8 text: save it as UTF-8 first`);
  }
}

export async function readText(file: string): Promise<string> {
  return textOf(await readBytes(file), file);
}

/** All of standard input. Waits for nothing when it is a terminal: nobody would know that it waits. */
export async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new Failure('"-" reads standard input, and nothing is piped in: put  < FILE  behind the command');
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
