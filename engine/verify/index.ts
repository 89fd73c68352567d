export { ASSUMPTIONS, type Assumption } from "./assumptions.ts";
export { timelineOf, type TimelineLine } from "./timeline.ts";
export type { LocalClock } from "./clocks.ts";
export { verify, type Proof, type Task } from "./verify.ts";
export type { Verdict } from "./verdict.ts";
export { mayBind, neighbourhoods as neighbourhoodsOf, rulesBehind } from "./watched.ts";
