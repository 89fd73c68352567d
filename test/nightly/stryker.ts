/**
 * `npm run nightly:stryker -- [FILE …] [--again] [--report]`: changes one thing after the other in what decides, as Stryker does, and asks whether some
 * test tells. Survivors must stand with a reason in `stryker/survivors.json`; ends with 1 when one doesn't, when a reason is out of date, or when
 * too few are found out. Goes on where a run was broken off. What it learnt is in `.collect/stryker/`, the whole report as `report.json`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { parseArgs } from "node:util";
import { keep, keptOf, knownOf, newRecord } from "./stryker/kept.ts";
import { measure, type Judged } from "./stryker/measure.ts";
import { PARTS, type Part } from "./stryker/parts.ts";
import { reportOn, textOf, type Measured } from "./stryker/report.ts";

const FOLDER = ".collect/stryker";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // When only tests have been added since: asks them for what survived.
    again: { type: "boolean", default: false },
    // Tells what is known, and asks nothing.
    report: { type: "boolean", default: false },
  },
});
setPriority(10);

const chosen = PARTS.flatMap((part) => part.files.map((file) => ({ part, file }))).filter(
  ({ file }) => positionals.length === 0 || positionals.some((asked) => file.startsWith(asked)),
);
if (chosen.length === 0) throw new Error(`no file that is measured begins with ${positionals.join(" or ")}`);

let told = 0;
const progress = (file: string, judged: readonly Judged[], left: number): void => {
  if (performance.now() - told < 10_000 && left > 0) return;
  told = performance.now();
  process.stderr.write(`${file}: ${judged.length} asked, ${left} left, ${judged.filter(({ fate }) => fate === "survives").length} survive\n`);
};

async function judgedOf(file: string, part: Part): Promise<readonly Judged[]> {
  const kept = keptOf(FOLDER, file);
  if (values.report) return kept?.judged ?? [];
  const fresh = newRecord(file, part.tests);
  const known = knownOf(kept, fresh, values.again);
  const judged = [...known.judged];
  const wholly = known.tests.length === part.tests.length;
  const before = new Map(kept?.judged.map((one) => [one.id, one]));
  await measure({
    file,
    tests: known.tests,
    folder: FOLDER,
    wanted: ({ id }) => !judged.some((one) => one.id === id),
    judged: (mutant, left) => {
      // Of those that some tests passed already, the new ones don't reach all.
      judged.push(mutant.fate === "not-reached" ? { ...mutant, fate: before.get(mutant.id)?.fate ?? mutant.fate } : mutant);
      if (wholly) keep(FOLDER, file, { ...fresh, judged });
      progress(file, judged, left);
    },
  });
  keep(FOLDER, file, { ...fresh, whole: true, judged });
  return judged;
}

const measured: Measured[] = [];
for (const { part, file } of chosen) {
  const judged = await judgedOf(file, part);
  if (judged.length > 0 || !values.report) measured.push({ file, judged });
}
const report = reportOn(measured);
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/report.json`, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(textOf(report));
if (!report.ok) process.exitCode = 1;
