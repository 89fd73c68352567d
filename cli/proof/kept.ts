/**
 * Proofs that were made before: the certificate beside a policy, which ships with it and stands in review, and those that this machine
 * made itself. One counts only while everything that it rests on is as it was.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatDay, localDay } from "../../engine/index.ts";
import type { LocalDay, Place } from "../../engine/index.ts";
import { CACHE, ROOT } from "../stamp.js";
import { certificateText, readCertificate, type Certificate } from "./certificate.ts";
import { changedSince } from "./check.ts";
import type { Program, ProofKey } from "./key.ts";
import { outermost } from "./outermost.ts";

/** What a proof is wanted of. */
export interface Wanted {
  /** The policy's file, beside which its certificate may lie. Null: the policy comes from a store. */
  readonly file: string | null;
  readonly key: ProofKey;
  readonly places: readonly Place[];
  readonly today: LocalDay;
  /** All of it, for when something has to be made. */
  readonly program: () => Promise<Program>;
}

const EXTENSION = ".collect";
const FOLDER = join(CACHE, "proofs");
/** So many proofs are kept; the oldest go. */
const MOST = 100;

/** `a/policy.collect` has `a/policy.certificate.json`. */
export const besideOf = (file: string): string => `${file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : file}.certificate.json`;

const DAY_MS = 86_400_000;
/** By the clock of this machine. */
export const today = (): LocalDay => localDay(Math.floor(Date.now() / DAY_MS));

const readFrom = (path: string): Certificate | null => {
  try {
    const read = readCertificate(readFileSync(path, "utf8"));
    return typeof read === "string" ? null : read;
  } catch {
    return null;
  }
};

/** What keeps a certificate from speaking of what is wanted, one line each; none: it does. */
export async function staleBy(certificate: Certificate, wanted: Omit<Wanted, "file">): Promise<readonly string[]> {
  const changed = changedSince(certificate.key, wanted.key);
  const over = formatDay(wanted.today) > certificate.until ? [`it holds until ${certificate.until}`] : [];
  const places = outermost(wanted.places).filter((place) => !certificate.places.some((one) => one.place === place));
  const missing = places.map((place) => `nothing was proved for ${place}`);
  const fewer = certificate.moves < 1 ? ["it looked at no events"] : [];
  const found = [...changed, ...over, ...missing, ...fewer];
  if (found.length > 0 || certificate.zones === process.versions["tz"]) return found;
  return (await sameCalendars(certificate, await wanted.program())) ? [] : ["the clocks of its places changed since"];
}

/** Other data on time zones make other calendars only where a place changed its clocks. */
async function sameCalendars({ today: began, moves, runs, places }: Certificate, program: Program): Promise<boolean> {
  const [{ parseDay }, { tasksOf }] = await Promise.all([import("../../engine/index.ts"), import("./tasks.ts")]);
  const day = parseDay(began);
  if (day === null) return false;
  const tasks = tasksOf({ ...program, contains: () => undefined, today: day, depth: moves, runs });
  return tasks.every(({ place, calendar }) => places.some((one) => one.place === place && one.calendar === calendar.hash));
}

let engine: string | null = null;

/** Of the sources that prove: in a checkout the version alone doesn't say which they are. */
function engineDigest(): string {
  if (engine !== null) return engine;
  const hash = createHash("sha256");
  for (const folder of ["engine", "cli/proof", "policies/calendar"]) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    for (const name of files.toSorted()) hash.update(`${name}\0`).update(readFileSync(join(ROOT, folder, name)));
  }
  engine = hash.digest("hex");
  return engine;
}

const pathOf = ({ key, places }: Pick<Wanted, "key" | "places">): string => {
  const name = createHash("sha256").update(JSON.stringify([engineDigest(), process.versions["tz"], key, outermost(places)]));
  return join(FOLDER, `${name.digest("hex").slice(0, 32)}.json`);
};

/** The proof that was made of this before; null where there is none. */
export async function keptCertificate(wanted: Wanted): Promise<Certificate | null> {
  const beside = wanted.file === null ? null : readFrom(besideOf(wanted.file));
  if (beside !== null && (await staleBy(beside, wanted)).length === 0) return beside;
  const own = readFrom(pathOf(wanted));
  return own !== null && (await staleBy(own, wanted)).length === 0 ? own : null;
}

/** Keeps a proof that was made here. Where nothing can be written it is made again next time. */
function keep(wanted: Wanted, certificate: Certificate): void {
  const path = pathOf(wanted);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(draft, certificateText(certificate));
    renameSync(draft, path);
    const kept = readdirSync(FOLDER).map((name) => ({ name, at: statSync(join(FOLDER, name)).mtimeMs }));
    for (const { name } of kept.toSorted((a, b) => b.at - a.at).slice(MOST)) rmSync(join(FOLDER, name), { force: true });
  } catch {
    rmSync(draft, { force: true });
  }
}

/** The proof that is kept, or one that is made now, with progress, and kept. */
export async function certificateFor(wanted: Wanted): Promise<Certificate> {
  const known = await keptCertificate(wanted);
  if (known !== null) return known;
  const { prove, USUAL } = await import("./prove.ts");
  const made = await prove(await wanted.program(), { today: wanted.today, ...USUAL });
  keep(wanted, made);
  return made;
}
