/** Public face of the runtimes. Everything that touches Temporal is in `temporal/index.ts`, to be imported when it is wanted. */
export { attendDuties, untoldSentence } from "./duties.ts";
export { runDue, type AccountOutcome, type RunOptions, type RunProgress, type RunReport } from "./local-runner.ts";
export { perform } from "./perform.ts";
export { UnknownPolicyError, type StoredProgram } from "./programs.ts";
export type { Done } from "./turn.ts";
