/** The workflow's code as one text, built once in a process. */
import { fileURLToPath } from "node:url";

let built: Promise<{ code: string }> | null = null;

const build = async (): Promise<{ code: string }> => {
  const { bundleWorkflowCode, DefaultLogger } = await import("@temporalio/worker");
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL("account-workflow.ts", import.meta.url)),
    // Loaded once for all accounts of a thread instead of once for each: half of what an account in memory weighs. These may be shared, since they keep
    // nothing but what they can work out again from their arguments.
    preloadModules: ["../../engine/step/index.ts", "shared-policies.ts"].map((file) => fileURLToPath(new URL(file, import.meta.url))),
    logger: new DefaultLogger("ERROR"),
  });
};

/** Bundles the account workflow from its TypeScript source; it takes a second or two, and a second call nothing. */
export const workflowBundle = (): Promise<{ code: string }> => (built ??= build());
