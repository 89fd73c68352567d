import { stat } from "node:fs/promises";
import { LedgerUnavailableError } from "../errors.ts";
import { run } from "./run.ts";

/** Whom the server runs as; null: whoever runs the command. */
export type SystemUser = { readonly uid: number; readonly gid: number } | null;

const lookUp = async (name: string): Promise<SystemUser> => {
  const [uid, gid] = await Promise.all([run("id", ["-u", name], null), run("id", ["-g", name], null)]);
  const user = { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  return uid.code === 0 && gid.code === 0 && user.uid > 0 && user.gid > 0 ? user : null;
};

const createPostgresUser = async (): Promise<void> => {
  await run("groupadd", ["--system", "postgres"], null);
  await run("useradd", ["--system", "--gid", "postgres", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"], null);
};

const ownerOf = async (folder: string): Promise<SystemUser> => {
  const found = await stat(folder).catch(() => null);
  return found === null || found.uid === 0 ? null : { uid: found.uid, gid: found.gid };
};

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as the owner of data that is already there, else as the user `postgres`, who is created
 * when missing, else (no tool to create one) as `nobody`. Anybody else runs it as themselves.
 */
export const serverUser = async (data: string): Promise<SystemUser> => {
  if (process.getuid?.() !== 0) return null;
  const known = (await ownerOf(data)) ?? (await lookUp("postgres"));
  if (known !== null) return known;
  await createPostgresUser();
  const user = (await lookUp("postgres")) ?? (await lookUp("nobody"));
  if (user !== null) return user;
  throw new LedgerUnavailableError(
    "PostgreSQL does not run as root, and no unprivileged user could be found or created for it. Create a system user named postgres, or set DATABASE_URL.",
  );
};

/** Whether that user may enter a folder or run a program, by trying it: modes, access lists and mounts all have a say. */
export const canReach = async (user: SystemUser, path: string): Promise<boolean> =>
  user === null || (await run("/bin/sh", ["-c", 'test -x "$1"', "sh", path], user)).code === 0;
