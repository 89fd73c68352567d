export { daysNamed } from "./account.ts";
export { branchesOf, coverageOf, type Coverage, type Missed } from "./coverage.ts";
export { runPolicyTest, type PolicyTestRun, type TestCheck } from "./run.ts";
export type { TestWorld } from "./story.ts";
