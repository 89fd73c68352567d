import { randomBytes } from "node:crypto";
import { appendFile, chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LedgerUnavailableError } from "../errors.ts";
import { program } from "./binaries.ts";
import type { Place } from "./place.ts";
import { run } from "./run.ts";

/** The only account of the built-in server, and its database. */
export const serverAccount = "collect";
export const serverDatabase = "postgres";

const passwordFile = (data: string): string => join(data, "collect.password");

export const readPassword = async (data: string): Promise<string> => (await readFile(passwordFile(data), "utf8")).trim();

/**
 * Durable, on loopback alone, and silent about data: statements and values of failed commands would carry names of debtors into the log.
 * The sizes suit a laptop; a database that needs more is one that `DATABASE_URL` names.
 */
const settings = `
# What Collect wants of its built-in server.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 64MB
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
`;

const giveTo = async (place: Place, ...paths: readonly string[]): Promise<void> => {
  if (place.user === null) return;
  for (const path of paths) await chown(path, place.user.uid, place.user.gid);
};

const initialise = async (place: Place, draft: string): Promise<void> => {
  // initdb wants an empty folder, so the password starts beside it.
  const secret = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(secret, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  await giveTo(place, draft, secret);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--auth=scram-sha-256", `--username=${serverAccount}`, `--pwfile=${secret}`];
  const made = await run(program(place.installation, "initdb"), ["--no-instructions", "-D", draft, ...access, ...locale], place.user);
  if (made.code !== 0)
    throw new LedgerUnavailableError(
      `The built-in PostgreSQL could not set up its data (${lastLine(made.stderr)}). Set DATABASE_URL to use another.`,
    );
  await appendFile(join(draft, "postgresql.conf"), settings);
  await rename(secret, passwordFile(draft));
};

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

const refuseOtherVersion = (place: Place, version: string): void => {
  const own = place.installation.version.split(".")[0] ?? "";
  if (version === own) return;
  throw new LedgerUnavailableError(
    `The data in ${place.data} were written by PostgreSQL ${version}, and the built-in one is ${own}. Move them with pg_dump of version ${version}, or set DATABASE_URL to a server of that version.`,
  );
};

const draftName = "postgres.new-";
/** Longer than any setting up takes. */
const draftAge = 10 * 60_000;

/** What commands that were killed while they set up data have left beside it. */
const removeLeftDrafts = async ({ data }: Place): Promise<void> => {
  const home = dirname(data);
  for (const name of (await readdir(home)).filter((one) => one.startsWith(draftName))) {
    const made = await stat(join(home, name)).catch(() => null);
    if (made !== null && Date.now() - made.mtimeMs > draftAge) await rm(join(home, name), { recursive: true, force: true });
  }
};

/**
 * Makes the server's data when there is none. It is made aside and moved into place whole: a command that is killed meanwhile leaves nothing that
 * looks like data, and of two commands that start at once, one wins and the other uses what the winner made.
 */
export const ensureCluster = async (place: Place): Promise<void> => {
  const version = await readFile(join(place.data, "PG_VERSION"), "utf8").catch(() => null);
  if (version !== null) {
    await removeLeftDrafts(place);
    return refuseOtherVersion(place, version.trim());
  }
  const draft = join(dirname(place.data), `${draftName}${randomBytes(4).toString("hex")}`);
  try {
    await initialise(place, draft);
    await rename(draft, place.data);
  } catch (error) {
    const won = (error as NodeJS.ErrnoException).code;
    if (won !== "ENOTEMPTY" && won !== "EEXIST" && won !== "EPERM") throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.password`, { force: true });
  }
};
