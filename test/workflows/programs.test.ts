import { expect, it } from "vitest";
import type { Ledger } from "../../ledger/index.ts";
import { UnknownPolicyError, programsOf } from "../../workflows/programs.ts";
import { PROGRAM } from "./fixtures/program.ts";

/** A ledger of which nothing but programs is asked. */
const ledgerWith = (loadProgram: Ledger["loadProgram"]): Ledger => ({ loadProgram }) as Partial<Ledger> as Ledger;

it("a policy is loaded once for many accounts", async () => {
  let loads = 0;
  const programs = programsOf(
    ledgerWith(async () => {
      loads++;
      return PROGRAM;
    }),
  );
  expect(await Promise.all([programs("a"), programs("a"), programs("b")])).toEqual([PROGRAM, PROGRAM, PROGRAM]);
  expect(loads).toBe(2);
});

it("a process that runs on reads mended letters again", async () => {
  let subject = "first";
  const programs = programsOf(
    ledgerWith(async () => ({ ...PROGRAM, letters: { "a.email": subject } })),
    0,
  );
  expect((await programs("a")).letters).toEqual({ "a.email": "first" });
  subject = "mended";
  expect((await programs("a")).letters).toEqual({ "a.email": "mended" });
});

it("a policy that was not there, or a database that was away, is asked for again", async () => {
  let stored: typeof PROGRAM | null = null;
  const programs = programsOf(ledgerWith(async () => stored));
  await expect(programs("a")).rejects.toThrow(UnknownPolicyError);
  stored = PROGRAM;
  expect(await programs("a")).toBe(PROGRAM);
});
