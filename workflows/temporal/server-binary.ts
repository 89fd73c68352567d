/** Getting hold of a Temporal server for development and tests, without asking anybody to install one. */
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Environment, cacheFolder, exists, makeOnce } from "./cache.ts";
import { type Say, ToolError, onPath, runTool } from "./run-tool.ts";

/** Later tags refuse `go install` because of their replace directives. */
const CLI_VERSION = "1.5.1";
const CLI_MODULE = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;
const DOWNLOADS = "https://temporal.download/cli/default";

/** No server can be had on this machine; the message says what to install. */
export class NoServerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NoServerError";
  }
}

const INSTALL = "install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.24 or later, or set TEMPORAL_ADDRESS to a running server";

export interface BinaryOptions {
  readonly env: Environment;
  readonly say: Say;
  /** Downloads by the SDK into a folder; replaced in tests. False: it can't be had that way. */
  readonly download?: (folder: string) => Promise<boolean>;
}

const name = process.platform === "win32" ? "temporal.exe" : "temporal";

/** Asks the download host first, briefly: the SDK itself can't be told to give up. */
const isDownloadOpen = async (): Promise<boolean> => {
  try {
    const answer = await fetch(`${DOWNLOADS}?platform=linux&arch=amd64`, { signal: AbortSignal.timeout(4_000) });
    return answer.ok;
  } catch {
    return false;
  }
};

const downloadBySdk = async (folder: string): Promise<boolean> => {
  if (!(await isDownloadOpen())) return false;
  try {
    // For development and tests: an installation without them goes on to the next way.
    const { TestWorkflowEnvironment } = await import("@temporalio/testing");
    const server = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: "cached-download", downloadDir: folder } } });
    await server.teardown();
    return true;
  } catch {
    return false;
  }
};

const downloaded = async (target: string, options: BinaryOptions): Promise<string | null> => {
  try {
    return await makeOnce(target, async (draft) => {
      const folder = `${draft}.d`;
      try {
        await mkdir(folder, { recursive: true });
        if (!(await (options.download ?? downloadBySdk)(folder))) throw new ToolError("download", "refused");
        const [file] = (await readdir(folder)).filter((entry) => !entry.includes("download"));
        if (file === undefined) throw new ToolError("download", "no file came");
        await rename(join(folder, file), draft);
        await chmod(draft, 0o755);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  } catch (error) {
    if (error instanceof ToolError) return null;
    throw error;
  }
};

const built = async (target: string, options: BinaryOptions): Promise<string> => {
  const go = await onPath("go", options.env);
  if (go === null) throw new NoServerError(`No Temporal server is to be had here: ${INSTALL}.`);
  const make = async (draft: string): Promise<void> => {
    options.say(`Building the Temporal development server ${CLI_VERSION} once with Go: about four minutes on two cores.`);
    const folder = `${draft}.d`;
    try {
      await mkdir(folder, { recursive: true });
      const env = { ...options.env, GOBIN: folder, GOFLAGS: "" };
      await runTool(go, ["install", "-ldflags", "-s -w", CLI_MODULE], { env, cwd: folder, say: options.say, label: "building the Temporal server" });
      await rename(join(folder, name), draft);
      options.say(`Built: ${target}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    return await makeOnce(target, make, () => options.say("Another process is building the Temporal server; waiting for it."));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new NoServerError(`The Temporal server could not be built with Go; ${INSTALL}.\n${error.detail}`);
  }
};

/**
 * Path of a `temporal` executable: the one on PATH; else one that an earlier run left in the cache; else the SDK's own
 * download; else built with Go. Throws `NoServerError` with a plain way out when none is to be had.
 */
export const findServerBinary = async (options: BinaryOptions): Promise<string> => {
  const installed = await onPath("temporal", options.env);
  if (installed !== null) return installed;
  const fetchedTarget = join(cacheFolder(options.env), "temporal-sdk", name);
  const builtTarget = join(cacheFolder(options.env), `temporal-${CLI_VERSION}`, name);
  // What is there already beats asking a host that may take its time to refuse.
  for (const target of [fetchedTarget, builtTarget]) if (await exists(target)) return target;
  return (await downloaded(fetchedTarget, options)) ?? (await built(builtTarget, options));
};
