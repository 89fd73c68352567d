import type { Reporter, TestModule } from "vitest/node";

const count = (modules: readonly TestModule[], state: "passed" | "failed" | "skipped"): readonly string[] =>
  modules.flatMap((module) => [...module.children.allTests(state)].map((test) => `${module.relativeModuleId}: ${test.fullName}`));

/** Files that could not even be loaded: their tests are in no other count. */
const broken = (modules: readonly TestModule[]): readonly TestModule[] =>
  modules.filter((module) => module.state() === "failed" && module.errors().length > 0);

/** A skipped test is a rule that nobody checks: the run fails and names it. Ends with the seed and a plain line of figures. */
export class NoSkips implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = count(modules, "skipped");
    process.stdout.write(`\nfast-check seed ${process.env["SEED"] ?? "20261123"} (set SEED to look elsewhere)\n`);
    if (skipped.length > 0) {
      process.stderr.write(`${skipped.length} skipped, which is not allowed:\n${skipped.map((name) => `  ${name}\n`).join("")}`);
      process.exitCode = 1;
    }
    const failed = count(modules, "failed").length + skipped.length + broken(modules).length;
    process.stdout.write(`${count(modules, "passed").length} passed, ${failed} failed\n`);
  }
}
