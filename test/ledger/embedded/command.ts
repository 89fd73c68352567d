/** A command that opens the ledger in the folder given, says so, and closes it when it is told to. Tests run several of them at once. */
import { openLedger } from "../../../ledger/index.ts";

const folder = process.argv[2] ?? "";
const ledger = await openLedger({ folder });
await ledger.setSetting(`seen ${process.pid}`, "yes");
process.stdout.write("open\n");
process.stdin.once("data", () => {
  void ledger.close().then(() => process.exit(0));
});
