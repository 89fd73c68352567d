/** A proof as people read it, to the letter. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { certificateText, readCertificate, type Certificate } from "../../../cli/proof/certificate.ts";
import { proofText } from "../../../cli/proof/report.ts";
import { certificateFor } from "../../engine/verify/proving.ts";
import { CLAIMS_AT_ONCE, LOOKS } from "./policies.ts";

const FOLDER = join(import.meta.dirname, "../../golden/proof");

/** Holds a text against the file of that name; with UPDATE_GOLDEN=1 it is written instead, for a person to look at. */
const isGolden = (name: string, text: string): void => {
  const file = join(FOLDER, name);
  if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, `${text}\n`);
  expect(existsSync(file), `there is no ${name}: write it with UPDATE_GOLDEN=1`).toBe(true);
  expect(`${text}\n`).toBe(readFileSync(file, "utf8"));
};

const RULES = ["gb.pd-pac.company", "gb.pap-debt.letter-of-claim"];

/** Of a proof only some rules and no counts, so that other law changes nothing here. */
const inShort = (certificate: Certificate): Certificate => ({
  ...certificate,
  places: certificate.places.map((one) => ({ ...one, explored: { ...one.explored, runs: 40, skipped: one.explored.skipped > 0 ? 27 : 0 } })),
  verdicts: certificate.verdicts.filter(({ rule }) => RULES.includes(rule)),
});

it("tells what is broken, each with its story, after the table", () => {
  isGolden("broken.txt", proofText(inShort(certificateFor({ source: CLAIMS_AT_ONCE }))));
});

it("tells what was not looked at, and that nothing was sent", () => {
  isGolden("incomplete.txt", proofText(inShort(certificateFor({ source: LOOKS, runs: 1 }))));
});

it("is written as a file with a line for each verdict, and read back", () => {
  const certificate = certificateFor({ source: LOOKS });
  const text = certificateText(certificate);
  expect(readCertificate(text)).toEqual(certificate);
  for (const { rule } of certificate.verdicts) expect(text.split("\n").filter((line) => line.includes(`"rule":"${rule}"`))).toHaveLength(1);
});
