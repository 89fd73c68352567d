/** The certificate of a proof: what was proved, of what, by what, under which assumptions. The same inputs give the same bytes. */
import { createHash } from "node:crypto";
import { ASSUMPTIONS, canonicalJson, formatDay, formatInstant, timelineOf } from "../../engine/index.ts";
import type { Assumption, Proof, Task, Verdict } from "../../engine/index.ts";

export interface VerdictLine {
  readonly policy: string;
  readonly place: string;
  readonly rule: string;
  readonly verdict: Verdict["verdict"];
  /** Days begun; null: the step lapses. */
  readonly delayDays?: number | null;
  readonly file: string;
  readonly line?: number;
  readonly why?: string;
  readonly cites?: string;
  readonly account?: string;
  readonly timeline?: readonly { readonly at: string; readonly local: string; readonly event: string }[];
}

export interface Certificate {
  readonly format: 1;
  readonly tool: string;
  readonly policy: { readonly file: string; readonly name: string; readonly version: string; readonly hash: string };
  /** Digest of the content ids that the policy's letters carry. */
  readonly letters: string;
  readonly lawBook: string;
  readonly today: string;
  readonly moves: number;
  /** Most runs that were to be looked at, for each place. */
  readonly runs: number;
  readonly places: readonly {
    readonly place: string;
    readonly calendar: string;
    readonly explored: Proof["explored"];
    readonly unreached: readonly string[];
    readonly collects: boolean;
  }[];
  readonly assumptions: readonly Assumption[];
  readonly verdicts: readonly VerdictLine[];
}

export interface Proved {
  readonly task: Task;
  readonly proof: Proof;
}

export function certificateOf(proved: readonly Proved[], { tool, lawBook }: { readonly tool: string; readonly lawBook: string }): Certificate {
  const [first] = proved;
  if (first === undefined) throw new RangeError("a proof has at least one place");
  const { policy, today, depth } = first.task;
  return {
    format: 1,
    tool,
    policy: { file: policy.file, name: policy.name, version: policy.version, hash: policy.hash },
    letters: lettersDigest(first.task),
    lawBook,
    today: formatDay(today),
    moves: depth,
    runs: first.task.lives,
    places: proved.map(({ task, proof: { place, explored, unreached, collects } }) => ({
      place,
      calendar: task.calendar.hash,
      explored,
      unreached,
      collects,
    })),
    assumptions: ASSUMPTIONS,
    verdicts: proved.flatMap(({ task, proof }) => proof.verdicts.map((verdict) => lineOf(task, proof, verdict))),
  };
}

const lettersDigest = ({ policy, contains }: Task): string => {
  const actions = policy.stages.flatMap(({ steps }) => steps.flatMap((step) => [step.action, step.otherwise, step.else]));
  const ids = actions.map((action) => (action === undefined ? null : (contains(action) ?? null)));
  return createHash("sha256").update(canonicalJson(ids)).digest("hex");
};

function lineOf({ policy, calendar }: Task, proof: Proof, { place, rule, verdict, delayDays, finding }: Verdict): VerdictLine {
  const about = { policy: policy.name, place, rule: rule.id, verdict, file: policy.file };
  if (finding === undefined) return about;
  const { reason, wanted } = finding.meeting;
  const line = wanted === null ? policy.stages[0]?.line : lineOfStep(policy, wanted.effect.step, wanted.effect.stage);
  const timeline = timelineOf(proof.arena, rule, finding).map(({ at, local, event }) => ({ at: formatInstant(calendar, null, at), local, event }));
  return {
    ...about,
    ...(delayDays === undefined ? {} : { delayDays }),
    ...(line === undefined ? {} : { line }),
    why: reason.sentence,
    cites: reason.cites,
    ...(finding.draft === null ? {} : { account: finding.draft }),
    timeline,
  };
}

function lineOfStep(policy: Task["policy"], key: string, stage: string | null): number | undefined {
  const of = policy.stages.find(({ name }) => name === stage);
  const step = of === undefined ? undefined : [...of.steps, ...(of.variants ?? []).flatMap(({ steps }) => steps)].find((one) => one.key === key);
  if (step !== undefined) return step.line;
  const handler = policy.handlers.find(({ on }) => key === `on ${on}`);
  return handler?.line ?? of?.line;
}
