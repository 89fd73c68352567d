import type { AccountRow, Ledger } from "../ledger/index.ts";
import { warn } from "./output.ts";

/** An account that runs on Temporal hears of it at once where the server is known; otherwise the next "collect start" brings it. */
export const tellTemporal = async (ledger: Ledger, row: AccountRow): Promise<void> => {
  const address = process.env["TEMPORAL_ADDRESS"] ?? "";
  if (row.runtime !== "temporal") return;
  if (address === "") return warn('set TEMPORAL_ADDRESS to tell the running account now; else "collect start" does it later');
  const { connectClient, signalEvents } = await import("../workflows/temporal/client.ts");
  const temporal = await connectClient(address, process.env["TEMPORAL_NAMESPACE"] ?? "default");
  try {
    const events = (await ledger.inbox(row.account.id)).map((item) => item.event);
    if (events.length > 0) await signalEvents(temporal.client, row.account.id, events);
  } finally {
    await temporal.close();
  }
};
