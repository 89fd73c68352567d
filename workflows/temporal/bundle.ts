/** The workflow's code as one text, built once in a process. */
import { fileURLToPath } from "node:url";

let built: Promise<{ code: string }> | null = null;

const build = async (): Promise<{ code: string }> => {
  const { bundleWorkflowCode, DefaultLogger } = await import("@temporalio/worker");
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL("account-workflow.ts", import.meta.url)),
    logger: new DefaultLogger("ERROR"),
  });
};

/** Bundles the account workflow from its TypeScript source; it takes a second or two, and a second call nothing. */
export const workflowBundle = (): Promise<{ code: string }> => (built ??= build());
