import { error } from "./entry.ts";
export const STRUCTURE_MESSAGES = { x: error("C2000", (_: {a: string}) => "") };
