/** The Temporal server that commands use. */
import type { TemporalServer } from "../workflows/temporal/server.ts";

/** As TEMPORAL_ADDRESS says; without it, a development server of our own, kept in memory. */
export async function temporalServer(): Promise<TemporalServer> {
  const { startServer } = await import("../workflows/temporal/server.ts");
  return startServer({ page: true });
}
