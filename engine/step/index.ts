export { nextWake, step } from "./step.ts";
export { pendingEffects } from "./pending.ts";
