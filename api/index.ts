/** Public face of the API. The server and its libraries load when it is started, not before. */
import type { ApiOptions, RunningApi } from "./server.ts";

export { noAmount } from "./events/no-amount.ts";
export { EVENT_WORDS, eventShape } from "./events/event-shape.ts";
export { readEvent, type RecordedEvent, type Rejection } from "./events/read-event.ts";
export { CLOCKS_APART, refusedAt } from "./events/refused-at.ts";
export { makeKey, SCOPES, type Scope } from "./keys.ts";
export type { ApiOptions, RunningApi };

/** Starts to listen. @throws the system's error when the port can't be had. */
export const startApi = async (options: ApiOptions): Promise<RunningApi> => (await import("./server.ts")).startApi(options);
