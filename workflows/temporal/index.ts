/** Public face of the Temporal runtime. Importing it loads nothing of the SDK before it is used. */
export { connectClient, copyState, queryStatus, recordEvent, ServerUnreachableError, signalEvents, startAccounts } from "./client.ts";
export type { StartOptions, Tenancy, TemporalClient } from "./client.ts";
export { startTemporalDemo, type DemoOptions, type TemporalDemo } from "./demo.ts";
export { refusalOf, workflowIdOf, type AccountStatus } from "./messages.ts";
export { NoServerError } from "./server-binary.ts";
export { startServer, type ServerOptions, type TemporalServer } from "./server.ts";
export { createWorker, type RunningWorker, type WorkerOptions } from "./worker.ts";
