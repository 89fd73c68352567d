/** What a run says: how many mutants of each file were found out, which survive without a reason, and which reasons nothing needs any more. */
import { readFileSync } from "node:fs";
import type { Judged } from "./measure.ts";
import { PARTS } from "./parts.ts";

/** A survivor that is accepted: the line as it is written, what is changed into what, and why no test can or need tell. */
interface Accepted {
  readonly file: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface Measured {
  readonly file: string;
  readonly judged: readonly Judged[];
}
interface FileReport {
  readonly file: string;
  readonly mutants: number;
  readonly foundOut: number;
  readonly accepted: number;
  /** Survivors without a reason. */
  readonly open: readonly Judged[];
}
export interface Report {
  readonly version: 1;
  readonly ok: boolean;
  readonly parts: readonly { readonly name: string; readonly files: number; readonly of: number; readonly score: number; readonly least: number }[];
  readonly files: readonly FileReport[];
  /** Reasons for mutants that are found out by now, or aren't made any more. */
  readonly stale: readonly Accepted[];
}

const LIST = "test/nightly/stryker/survivors.json";
const isIt = (file: string, { at, from, to }: Judged, one: Accepted): boolean =>
  one.file === file && one.at === at && one.from === from && one.to === to;
const lives = ({ fate }: Judged): boolean => fate === "survives" || fate === "not-reached";
const share = (some: number, all: number): number => (all === 0 ? 100 : Math.floor((some / all) * 1000) / 10);

export function reportOn(measured: readonly Measured[]): Report {
  const list = JSON.parse(readFileSync(LIST, "utf8")) as readonly Accepted[];
  const files = measured.map(({ file, judged }): FileReport => {
    const alive = judged.filter(lives);
    const open = alive.filter((mutant) => !list.some((one) => isIt(file, mutant, one)));
    return { file, mutants: judged.length, foundOut: judged.length - alive.length, accepted: alive.length - open.length, open };
  });
  const stale = list.filter((one) =>
    measured.some(({ file, judged }) => file === one.file && !judged.some((mutant) => lives(mutant) && isIt(file, mutant, one))),
  );
  const parts = PARTS.map(({ name, files: all, least }) => {
    const some = files.filter(({ file }) => all.includes(file));
    const score = share(sum(some.map(({ foundOut }) => foundOut)), sum(some.map(({ mutants }) => mutants)));
    return { name, files: some.length, of: all.length, score, least };
  }).filter((part) => part.files > 0);
  const ok = stale.length === 0 && files.every(({ open }) => open.length === 0) && parts.every(({ score, least }) => score >= least);
  return { version: 1, ok, parts, files, stale };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export function textOf({ files, parts, stale }: Report): string {
  const lines: string[] = [];
  for (const { file, open } of files) {
    for (const { line, mutator, from, to, fate } of open) {
      lines.push(`${fate === "not-reached" ? "not reached" : "survives"}  ${file}:${line}  ${mutator}: ${from} becomes ${to}`);
    }
  }
  for (const { file, at, from, to } of stale) lines.push(`no survivor any more  ${file}  ${at}: ${from} becomes ${to}; take it out of ${LIST}`);
  for (const { file, mutants, foundOut, accepted, open } of files) {
    const percent = `${share(foundOut, mutants).toFixed(1)} %`;
    lines.push(`${file}  ${foundOut} of ${mutants} found out (${percent}), ${accepted} accepted with a reason, ${open.length} open`);
  }
  for (const { name, files: some, of, score, least } of parts)
    lines.push(`${name}  ${some} of ${of} files: ${score.toFixed(1)} %, at least ${least} % wanted`);
  return `${lines.join("\n")}\n`;
}
