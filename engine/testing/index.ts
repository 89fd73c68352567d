export { daysNamed } from "./account.ts";
export { branchesOf, coverageOf, type Coverage, type Missed } from "./coverage.ts";
export { runPolicyTest, type PolicyTestRun, type TestCheck } from "./run.ts";
export type { TestWorld } from "./story.ts";
export { calendarOfCase, LegalCaseError, runLegalCase, type CaseEntry, type LegalCase } from "./law-case.ts";
export {
  calendarNeeds,
  runLawExample,
  type ExampleAnswer,
  type ExampleEntry,
  type ExampleMoment,
  type ExampleQuestion,
  type ExampleResult,
  type LawExample,
} from "./law-example.ts";
export { isBinding } from "./law-binding.ts";
export type { Compared, Expected, Judgement } from "./law-judge.ts";
