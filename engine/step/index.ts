export { changePolicy } from "./change-policy.ts";
export { nextWake, step } from "./step.ts";
export { pendingEffects } from "./pending.ts";
