/**
 * Faults on real servers: minutes, not seconds, so they run apart from `npm test`. `npm run test:faults`. The storm takes two to five minutes,
 * as the machine allows; the whole must end within ten.
 */
import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ["test/faults/**/*.test.ts"], testTimeout: 540_000, hookTimeout: 300_000 } }),
);
