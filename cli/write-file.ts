/** Writing a file that is there already: all of it or nothing, with the permissions that it had. */
import { constants } from "node:fs";
import { access, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.ts";

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "check its permissions";
  return error instanceof Error ? error.message : String(error);
};

/**
 * Puts a text in the place of a file's. Whoever reads meanwhile sees the old text or the new one; a link stays a link.
 * @throws Failure when the file may not be written; it is then as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await realpath(path);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await access(file, constants.W_OK);
    const { mode } = await stat(file);
    const handle = await open(beside, "wx", mode);
    try {
      await handle.writeFile(text);
      // What the process may not hand out by default, the file had all the same.
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Failure(`${path} can't be written: ${reasonOf(error)}`);
  }
}
