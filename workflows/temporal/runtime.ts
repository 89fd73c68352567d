/** The SDK's native core: one in a process, quiet, and with no account data in its log. */

let installed: Promise<void> | null = null;

const install = async (): Promise<void> => {
  const { DefaultLogger, Runtime } = await import("@temporalio/worker");
  // The default handler prints the whole error, payloads included; a level and a message are enough.
  const logger = new DefaultLogger("ERROR", ({ level, message }) => void process.stderr.write(`temporal ${level.toLowerCase()}: ${message}\n`));
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { forward: {}, filter: "ERROR" } } });
};

/** Installs the core once, before the first worker; a second call waits for the first. Errors go to stderr. */
export const quietRuntime = (): Promise<void> => (installed ??= install());
