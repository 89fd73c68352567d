/** Running a build tool that takes minutes, and saying so while it does. */
import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Environment } from "./cache.ts";

/** Takes lines for people: on a terminal the last one is rewritten in place. */
export interface Say {
  (line: string): void;
  /** Seconds between two signs of life. */
  readonly every?: number;
}

/** Speaks on stderr: rewrites one line on a terminal, one line every 15 seconds elsewhere. */
export const sayOnStderr = (): Say => {
  const terminal = process.stderr.isTTY;
  const say = (line: string): void => {
    process.stderr.write(terminal && line.startsWith("  …") ? `\r${line}\x1b[K` : `${line}\n`);
  };
  return Object.assign(say, { every: terminal ? 1 : 15 });
};

/** Path of an executable by the name `name`, as a shell would find it; null: there is none. */
export const onPath = async (name: string, env: Environment): Promise<string | null> => {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    for (const ending of folder === "" ? [] : endings) {
      const path = join(folder, name + ending);
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return path;
    }
  }
  return null;
};

/** The tool ended badly; `detail` holds the end of what it said. */
export class ToolError extends Error {
  readonly detail: string;
  constructor(tool: string, detail: string) {
    super(`${tool} failed`);
    this.name = "ToolError";
    this.detail = detail;
  }
}

/** Runs a tool to its end, with a sign of life now and then. Throws `ToolError` with the tool's last words. */
export const runTool = async (
  command: string,
  args: readonly string[],
  options: { env: Environment; cwd: string; say: Say; label: string },
): Promise<void> => {
  const started = performance.now();
  const { every = 15 } = options.say;
  const timer = setInterval(() => options.say(`  … ${options.label}: ${Math.round((performance.now() - started) / 1000)} s`), every * 1000);
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, [...args], { env: { ...options.env }, cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-2000));
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.on("error", (error) => reject(new ToolError(options.label, error.message)));
      child.on("close", (code) => (code === 0 ? resolve() : reject(new ToolError(options.label, said.trim() || `exit code ${code}`))));
    });
  } finally {
    clearInterval(timer);
  }
};
