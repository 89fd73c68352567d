/** A Temporal server for development and tests: the one that `TEMPORAL_ADDRESS` names, or one of our own on free ports. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "./cache.ts";
import { type Say, sayOnStderr } from "./run-tool.ts";
import { type BinaryOptions, NoServerError, findServerBinary } from "./server-binary.ts";

export interface TemporalServer {
  /** `host:port` of its gRPC service. */
  readonly address: string;
  readonly namespace: string;
  /** Address of its web page; null when it has none that we know of. */
  readonly page: string | null;
  /** Ends it if it is ours; else leaves it alone. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Environment;
  readonly say?: Say;
  /** With the web page, for people. */
  readonly page?: boolean;
  /** Keep its state in this file; in memory when absent. */
  readonly databaseFile?: string;
  /** Fixed port, so that a restarted server is found again; a free one when absent. */
  readonly port?: number;
  readonly download?: NonNullable<BinaryOptions["download"]>;
}

/** A port that is free now on loopback. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("a listening socket has an address");
  return address.port;
};

const answers = async (address: string, namespace: string): Promise<boolean> => {
  const { Connection } = await import("@temporalio/client");
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
};

/** Starts the binary under a keeper that ends it with us. Throws `NoServerError` when it doesn't answer within 30 s. */
const startBinary = async (binary: string, options: ServerOptions): Promise<TemporalServer> => {
  const namespace = "default";
  const port = options.port ?? (await freePort());
  const address = `127.0.0.1:${port}`;
  const pagePort = options.page === true ? await freePort() : null;
  const args = ["server", "start-dev", "--ip", "127.0.0.1", "--port", String(port), "--log-level", "error"];
  args.push(...(pagePort === null ? ["--headless"] : ["--ui-port", String(pagePort)]));
  if (options.databaseFile !== undefined) args.push("--db-filename", options.databaseFile);
  // Its own process group: Ctrl-C must reach us alone, so that the worker can finish its contact while the server is up.
  const keeper = spawn(process.execPath, [fileURLToPath(new URL("keeper.ts", import.meta.url)), binary, ...args], {
    stdio: ["pipe", "ignore", "pipe"],
    detached: true,
  });
  let said = "";
  keeper.stderr.on("data", (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-2000)));
  keeper.stdin.on("error", () => {});
  const ended = new Promise<void>((resolve) => keeper.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    keeper.ref();
    keeper.stdin.end();
    await ended;
  };
  const deadline = performance.now() + 30_000;
  while (!(await answers(address, namespace))) {
    if (keeper.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new NoServerError(`The Temporal server ${binary} did not start.\n${said.trim()}`);
    }
    await pause(100);
  }
  // Neither the keeper nor its pipes may keep us from ending.
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stderr]) if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();
  return { address, namespace, page: pagePort === null ? null : `http://127.0.0.1:${pagePort}`, stop };
};

/**
 * A server that answers. Order: `TEMPORAL_ADDRESS` (namespace from `TEMPORAL_NAMESPACE`, else `default`); `temporal` on
 * PATH; the SDK's download; built once with Go. Ours ends with `stop`, and with this process however it dies. Throws
 * `NoServerError` with one plain message when none is to be had.
 */
export const startServer = async (options: ServerOptions = {}): Promise<TemporalServer> => {
  const env = options.env ?? process.env;
  const address = env["TEMPORAL_ADDRESS"];
  if (address !== undefined && address !== "") {
    const namespace = env["TEMPORAL_NAMESPACE"] || "default";
    if (!(await answers(address, namespace))) {
      throw new NoServerError(
        `The Temporal server at ${address} does not answer for the namespace ${namespace}. Start it, or unset TEMPORAL_ADDRESS to use one of Collect's own.`,
      );
    }
    return { address, namespace, page: null, stop: async () => {} };
  }
  const binary = await findServerBinary({ env, say: options.say ?? sayOnStderr(), ...(options.download ? { download: options.download } : {}) });
  return startBinary(binary, options);
};
