import type { Reporter, TestModule } from "vitest/node";

/** A skipped test is a rule that nobody checks: the run fails and names it. */
export class NoSkips implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")].map((test) => `${module.relativeModuleId}: ${test.fullName}`));
    process.stdout.write(`fast-check seed ${process.env["SEED"] ?? "20261123"} (set SEED to look elsewhere)\n`);
    if (skipped.length === 0) return;
    process.stderr.write(`${skipped.length} skipped, which is not allowed:\n${skipped.map((name) => `  ${name}\n`).join("")}`);
    process.exitCode = 1;
  }
}


