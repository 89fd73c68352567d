/** What a run says: how many mutants of each file were found out, which survive without a reason, and which reasons nothing needs any more. */
import { readFileSync } from "node:fs";
import type { Judged } from "./measure.ts";
import { PARTS } from "./parts.ts";

/** A survivor that is accepted: the line as it is written, what is changed into what, and why no test can or need tell it. */
interface Accepted {
  readonly file: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  /** No input can tell it from the original, so that it is no mutant at all and is left out of the score, as Stryker leaves out what is ignored. */
  readonly equivalent?: true;
}

export interface Measured {
  readonly file: string;
  readonly judged: readonly Judged[];
}
interface FileReport {
  readonly file: string;
  /** All but those that the compiler refuses. */
  readonly mutants: number;
  readonly refused: number;
  readonly foundOut: number;
  readonly equivalent: number;
  /** Other survivors with a reason, and such without one. */
  readonly accepted: number;
  readonly open: readonly Judged[];
}
interface PartReport {
  readonly name: string;
  readonly files: number;
  readonly of: number;
  /** In per cent, without equivalent mutants and with them. */
  readonly score: number;
  readonly withEquivalent: number;
  readonly least: number;
}
export interface Report {
  readonly version: 1;
  readonly ok: boolean;
  readonly parts: readonly PartReport[];
  readonly files: readonly FileReport[];
  /** Reasons for mutants that are found out by now, or aren't made any more. */
  readonly stale: readonly Accepted[];
}

const LIST = "test/nightly/stryker/survivors.json";
const isIt = (file: string, { at, from, to }: Judged, one: Accepted): boolean =>
  one.file === file && one.at === at && one.from === from && one.to === to;
const lives = ({ fate }: Judged): boolean => fate === "survives" || fate === "not-reached";
const share = (some: number, all: number): number => (all === 0 ? 100 : Math.floor((some / all) * 1000) / 10);

const LIST_OF_REASONS = JSON.parse(readFileSync(LIST, "utf8")) as readonly Accepted[];

function fileReport({ file, judged }: Measured): FileReport {
  const made = judged.filter(({ fate }) => fate !== "refused");
  const alive = made.filter(lives).map((mutant) => ({ mutant, reason: LIST_OF_REASONS.find((one) => isIt(file, mutant, one)) }));
  const count = (wanted: (reason: Accepted | undefined) => boolean): number => alive.filter(({ reason }) => wanted(reason)).length;
  return {
    file,
    mutants: made.length,
    refused: judged.length - made.length,
    foundOut: made.length - alive.length,
    equivalent: count((reason) => reason?.equivalent === true),
    accepted: count((reason) => reason !== undefined && reason.equivalent !== true),
    open: alive.filter(({ reason }) => reason === undefined).map(({ mutant }) => mutant),
  };
}

export function reportOn(measured: readonly Measured[]): Report {
  const files = measured.map(fileReport);
  const stale = LIST_OF_REASONS.filter((one) =>
    measured.some(({ file, judged }) => file === one.file && !judged.some((mutant) => lives(mutant) && isIt(file, mutant, one))),
  );
  const parts = PARTS.map(({ name, files: all, least }): PartReport => {
    const some = files.filter(({ file }) => all.includes(file));
    const sum = (number: (report: FileReport) => number): number => some.reduce((so, report) => so + number(report), 0);
    const [mutants, foundOut] = [sum((one) => one.mutants), sum((one) => one.foundOut)];
    const score = share(foundOut, mutants - sum((one) => one.equivalent));
    return { name, files: some.length, of: all.length, score, withEquivalent: share(foundOut, mutants), least };
  }).filter((part) => part.files > 0);
  const ok = stale.length === 0 && files.every(({ open }) => open.length === 0) && parts.every(({ score, least }) => score >= least);
  return { version: 1, ok, parts, files, stale };
}

export function textOf({ files, parts, stale }: Report): string {
  const lines: string[] = [];
  for (const { file, open } of files) {
    for (const { line, mutator, from, to, fate } of open) {
      lines.push(`${fate === "not-reached" ? "not reached" : "survives"}  ${file}:${line}  ${mutator}: ${from} becomes ${to}`);
    }
  }
  for (const { file, at, from, to } of stale) lines.push(`no survivor any more  ${file}  ${at}: ${from} becomes ${to}; take it out of ${LIST}`);
  for (const { file, mutants, refused, foundOut, equivalent, accepted, open } of files) {
    const percent = `${share(foundOut, mutants - equivalent).toFixed(1)} %`;
    const rest = `${equivalent} equivalent, ${accepted} accepted with a reason, ${open.length} open`;
    lines.push(`${file}  ${foundOut} of ${mutants} found out (${percent}), ${rest}; the compiler refuses ${refused} more`);
  }
  for (const { name, files: some, of, score, withEquivalent, least } of parts) {
    const both = `${score.toFixed(1)} %, with equivalent mutants ${withEquivalent.toFixed(1)} %`;
    lines.push(`${name}  ${some} of ${of} files: ${both}; at least ${least} % wanted`);
  }
  return `${lines.join("\n")}\n`;
}
