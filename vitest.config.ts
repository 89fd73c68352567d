import { defineConfig } from "vitest/config";
import { NoSkips } from "./test/house/no-skips.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["node_modules/**", "test/faults/**", "test/house/fixtures/**"],
    passWithNoTests: false,
    allowOnly: false,
    // Two at once suits two cores: several test files start a PostgreSQL or Temporal server of their own.
    pool: "forks",
    maxWorkers: 2,
    fileParallelism: true,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    reporters: ["default", new NoSkips()],
    setupFiles: ["./test/house/seeds.ts"],
  },
});
