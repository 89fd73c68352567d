/** The least that a workflow with a timer and an activity can be: what the server itself costs. */
import { proxyActivities, sleep } from "@temporalio/workflow";

const { tick } = proxyActivities<{ tick(): Promise<void> }>({ startToCloseTimeout: "1m" });

export async function bareWorkflow(): Promise<void> {
  await sleep(1);
  await tick();
}
