/**
 * Runs one server as a child and takes it down when the process that asked for it is gone, however that one died: its end
 * of our standard input closes even on SIGKILL. Started by `dev-server.ts`; arguments are the command and its own arguments.
 */
import { spawn } from "node:child_process";

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error("keeper.ts needs a command");

const server = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] });
const stop = (): void => {
  server.kill("SIGTERM");
  setTimeout(() => server.kill("SIGKILL"), 5_000).unref();
};
server.on("error", () => process.exit(127));
server.on("exit", (code) => process.exit(code ?? 1));
process.stdin.resume().on("end", stop).on("error", stop);
// Ctrl-C reaches a whole terminal group; the parent decides when the server may go.
process.on("SIGINT", () => {});
process.on("SIGTERM", stop);
