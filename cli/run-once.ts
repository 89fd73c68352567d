/** One run over what is due, and what it came to for each account. */
import type { AccountOutcome, RunReport } from "../workflows/index.ts";
import { warn } from "./output.ts";
import { reasonWords } from "./standing.ts";
import type { Standing } from "./standing.ts";
import { assumeWaysOut, missingWaysOut, openStoreChannels, requireWaysOut } from "./store.ts";
import type { Store } from "./store.ts";
import { progress } from "./terminal/progress.ts";

/** Runs what is due once, with progress. */
export async function runOnce(store: Store, options: { readonly propose?: boolean; readonly signal: AbortSignal }): Promise<RunReport> {
  const channels = await openStoreChannels(store);
  try {
    const propose = options.propose === true;
    if (propose) for (const line of await missingWaysOut(store, channels)) warn(line);
    else await requireWaysOut(store, channels);
    const { runDue } = await import("../workflows/index.ts");
    const total = (await store.ledger.due(store.ledger.clock(), 1_000_000)).length;
    const bar = progress("running", "accounts", total);
    const report = await runDue(store.ledger, propose ? assumeWaysOut(channels) : channels, {
      propose,
      signal: options.signal,
      onProgress: ({ accounts }) => bar.at(accounts),
    });
    bar.end();
    return report;
  } finally {
    await channels.close();
  }
}

/** The accounts that a run touched, as they stand after it. A proposal wrote nothing, so it tells what would have been. */
export function touched(report: RunReport, all: readonly Standing[], propose: boolean): readonly Standing[] {
  const outcomes = new Map(report.accounts.map((outcome) => [outcome.account, outcome]));
  return all.flatMap((line) => {
    const outcome = outcomes.get(line.account);
    if (outcome === undefined) return [];
    if (outcome.problem !== undefined) return [{ ...line, result: "held" as const, why: outcome.problem }];
    return [propose ? { ...line, ...proposed(outcome) } : line];
  });
}

const proposed = ({ stage, result, reasons, nextWake, done }: AccountOutcome): Pick<Standing, "stage" | "result" | "rules" | "why" | "nextWake"> => ({
  stage,
  result,
  rules: reasons.map((reason) => reason.rule),
  why: result === "sent" ? done.map((each) => `${each.step} by ${each.via}`).join(", ") : reasonWords(reasons),
  nextWake,
});
