import { createHash, randomBytes } from "node:crypto";
import { cp, mkdir, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, sep } from "node:path";
import { LedgerUnavailableError } from "../errors.ts";
import { program } from "./binaries.ts";
import type { Installation } from "./binaries.ts";
import { stopPostmaster } from "./postmaster.ts";
import { canReach, serverUser } from "./system-user.ts";
import type { SystemUser } from "./system-user.ts";

/** Where a built-in server lives and as whom it runs. */
export interface Place {
  readonly data: string;
  readonly user: SystemUser;
  readonly installation: Installation;
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;

/** Written whole or not at all, so that a command that is killed leaves no half file behind. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
};

/** Names the data that could not be kept in the folder itself. */
const pointerFile = (folder: string): string => join(folder, "postgres.json");

const readPointer = async (folder: string): Promise<string | null> => {
  const text = await readFile(pointerFile(folder), "utf8").catch(() => null);
  if (text === null) return null;
  const { data } = JSON.parse(text) as { data?: unknown };
  if (typeof data === "string" && isAbsolute(data) && (await exists(join(data, "PG_VERSION")))) return data;
  throw new LedgerUnavailableError(
    `${pointerFile(folder)} says that the database lies in ${String(data)}, which is gone. Restore it, or remove that file to start with an empty database.`,
  );
};

export const writePointer = async (folder: string, data: string): Promise<void> => {
  if (data === join(folder, "postgres") || (await exists(pointerFile(folder)))) return;
  const why = "PostgreSQL does not run as root, and its user can't enter the folder of this file; so the data lies there.";
  await writeWhole(pointerFile(folder), `${JSON.stringify({ data, why }, null, 2)}\n`);
};

/** A folder that only we may write to; somebody else's of that name, in a place that everybody may write to, is not to be trusted. */
const ownHome = async (parent: string): Promise<string | null> => {
  const home = join(parent, "collect");
  const made = await mkdir(home, { recursive: true, mode: 0o755 }).then(
    () => stat(home),
    () => null,
  );
  return made !== null && made.uid === process.getuid?.() && (made.mode & 0o022) === 0 ? home : null;
};

/** The first home that can be had, outside everybody's private folders. */
const homeIn = async (parents: readonly string[]): Promise<string> => {
  for (const parent of parents) {
    const home = await ownHome(parent);
    if (home !== null) return home;
  }
  throw new LedgerUnavailableError(`No folder for the built-in database could be made in ${parents.join(", ")}. Set DATABASE_URL.`);
};

const lasting = ["/var/lib", "/var/tmp"];

/** The server's user must be able to run the programs; where npm put them into a private folder (such as /root), a copy serves all. */
const reachableInstallation = async (installation: Installation, user: SystemUser): Promise<Installation> => {
  if (await canReach(user, program(installation, "postgres"))) return installation;
  const copy = join(await homeIn([...lasting, tmpdir()]), `postgresql-${installation.version}`);
  if (!(await exists(copy))) {
    const draft = `${copy}.${randomBytes(4).toString("hex")}`;
    await cp(installation.folder, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      if (!(await exists(copy))) throw error;
    });
  }
  return { ...installation, folder: copy };
};

/** Names the folder that data elsewhere belong to. */
const ownerFile = "folder";

/** Data of temporary folders that are gone: of tests and trials, some of them killed. Nothing is ever removed from a lasting home. */
const sweep = async (temporaryHome: string, installation: Installation): Promise<void> => {
  for (const key of await readdir(temporaryHome)) {
    const home = join(temporaryHome, key);
    const folder = await readFile(join(home, ownerFile), "utf8").catch(() => null);
    if (folder === null || (await exists(folder))) continue;
    const data = join(home, "postgres");
    await stopPostmaster({ data, user: await serverUser(data), installation });
    await rm(home, { recursive: true, force: true });
  }
};

/** In the folder itself if the server's user can enter it, else apart: temporary for a temporary folder, lasting for any other. */
const newDataFolder = async (folder: string, user: SystemUser, installation: Installation): Promise<string> => {
  if (await canReach(user, folder)) return join(folder, "postgres");
  const temporary = await realpath(tmpdir());
  const isTemporary = folder.startsWith(join(temporary, sep));
  const common = await homeIn(isTemporary ? [temporary] : lasting);
  if (isTemporary) await sweep(common, installation);
  const home = join(common, createHash("sha256").update(folder).digest("hex").slice(0, 16));
  await mkdir(home, { recursive: true, mode: 0o711 });
  await writeWhole(join(home, ownerFile), folder);
  return join(home, "postgres");
};

const NO_FOLDER: Readonly<Record<string, string>> = {
  EEXIST: "there is a file of that name",
  ENOTDIR: "a part of its path is a file",
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "nothing can be written there",
  ENOSPC: "the disk is full",
};

const noFolder = (error: unknown): string => NO_FOLDER[String((error as NodeJS.ErrnoException).code)] ?? "the folder can't be made";

/** Finds the data of a folder, or the right place for new data. Creates the folder itself, not the data. */
export const findPlace = async (path: string, installation: Installation): Promise<Place> => {
  const root = process.getuid?.() === 0;
  try {
    await mkdir(path, { recursive: true, mode: root ? 0o711 : 0o700 });
  } catch (error) {
    throw new LedgerUnavailableError(
      `The store can't be kept in ${path}: ${noFolder(error)}. Choose another folder (--store DIR), or set DATABASE_URL.`,
      {
        cause: error,
      },
    );
  }
  const folder = await realpath(path);
  const inside = join(folder, "postgres");
  const known = (await exists(join(inside, "PG_VERSION"))) ? inside : await readPointer(folder);
  const user = await serverUser(known ?? inside);
  const reachable = await reachableInstallation(installation, user);
  return { data: known ?? (await newDataFolder(folder, user, reachable)), user, installation: reachable };
};
