/** Runs the real command line as a child process, as a person or a script would. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Variables that would change what a command does; a test sets those that it means. */
const CLEAN = [
  "DATABASE_URL",
  "COLLECT_TENANT",
  "SMTP_URL",
  "MAIL_FROM",
  "WEBHOOK_URL",
  "WEBHOOK_SECRET",
  "PAYMENT_URL",
  "TEMPORAL_ADDRESS",
  "FORCE_COLOR",
  "COLLECT_DEBUG",
];

const environment = (extra: Options["env"]): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", ...extra };
  for (const name of CLEAN) if (extra?.[name] === undefined) delete env[name];
  return env;
};

/** Runs `collect ARGS…` to its end. */
export function collect(args: readonly string[], options: Options = {}): Promise<Ended> {
  const child = spawn(process.execPath, [resolve(root, "cli/collect.js"), ...args], { cwd: options.cwd ?? root, env: environment(options.env) });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end(options.input ?? "");
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
}
