import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POINTS } from "./fixtures/crashing-run.ts";
import { runDue } from "../../workflows/index.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { at, openHouse } from "./fixtures/house.ts";
import { accountOf } from "./fixtures/program.ts";

const MORNING = "2026-03-03T15:00:00Z";
let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "collect-killed-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const runIn = async (databaseUrl: string, accepted: string, point: string): Promise<NodeJS.Signals | number | null> => {
  const script = join(import.meta.dirname, "fixtures/crashing-run.ts");
  const child = spawn(process.execPath, [script, databaseUrl, String(at(MORNING)), accepted, point], { stdio: ["ignore", "inherit", "inherit"] });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return signal ?? code;
};

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");

// Between the mark and the provider's answer nobody can know: that one contact counts as sent and is not tried again.
const UNKNOWN = new Set<string>(["after sending", "after the provider accepted"]);
const NOT_LEFT = new Set<string>(["after sending"]);

it.for(POINTS)("killed %s and run again, it sends nothing twice and loses nothing", { timeout: 60_000 }, async (point) => {
  const accounts = [0, 6, 12].map((n) => accountOf(n));
  const { ledger, databaseUrl } = await openHouse(MORNING, accounts);
  const accepted = join(folder, point.replaceAll(" ", "-"));
  expect(await runIn(databaseUrl, accepted, point)).toBe(point === "nowhere" ? 0 : "SIGKILL");
  const channels = recordingChannels(async (permit) => {
    await appendFile(accepted, `${permit.requestId}\n`);
    return { kind: "sent", reference: permit.id };
  });
  await runDue(ledger, channels);

  const left = await linesOf(accepted);
  expect(new Set(left).size).toBe(left.length);
  expect(left).toHaveLength(NOT_LEFT.has(point) ? 2 : 3);
  // Whatever became of it, every contact stands in its debtor's ledger exactly once, so that limits count it.
  for (const { debtor } of accounts) expect(await ledger.entries(debtor.id)).toHaveLength(1);
  const records = (await ledger.accounts()).flatMap((row) => row.state?.tracks.flatMap((track) => Object.values(track.steps)) ?? []);
  expect(records.filter((record) => record.status === "sent")).toHaveLength(3);
  const notes = await ledger.notes();
  expect(notes.flatMap((note) => note.reasons).filter((reason) => reason.rule === "runtime.unknown")).toHaveLength(UNKNOWN.has(point) ? 1 : 0);
  expect((await ledger.verifyChains()).broken).toEqual([]);
  expect(await ledger.due(at(MORNING), 10)).toEqual([]);
});
