export { simulate, type ScriptedEvent, type SimulatedContact, type Simulation, type SimulationInput } from "./simulate.ts";
export type { SimulatedAccount } from "./world.ts";
