/** Makes the certificate of a proof. The same inputs give the same bytes. */
import { ASSUMPTIONS, formatDay, formatInstant, localDay, timelineOf } from "../../engine/index.ts";
import type { Proof, Rule, Task, Verdict } from "../../engine/index.ts";
import { sealed, type Certificate, type Family, type VerdictLine } from "./certificate.ts";
import type { ProofKey } from "./key.ts";
import { lineOf, linesOf } from "./lines.ts";

export interface Proved {
  readonly task: Task;
  readonly proof: Proof;
}

const DAYS_OF_HOLDING = 365;

export function certificateOf(proved: readonly Proved[], key: ProofKey, rules: Certificate["rules"] = {}): Certificate {
  const [first] = proved;
  if (first === undefined) throw new RangeError("a proof has at least one place");
  const { policy, today, depth } = first.task;
  return sealed({
    format: 3,
    policy: { file: policy.file, name: policy.name, version: policy.version },
    key,
    rules,
    zones: process.versions["tz"] ?? "",
    today: formatDay(today),
    until: formatDay(localDay(today + DAYS_OF_HOLDING)),
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
    verdicts: proved.flatMap(({ task, proof }) => proof.verdicts.map((verdict) => verdictLine(task, proof, verdict))),
  });
}

function verdictLine({ policy, calendar }: Task, proof: Proof, { place, rule, verdict, delayDays, finding }: Verdict): VerdictLine {
  const about = { policy: policy.name, place, rule: rule.id, family: familyOf(rule), verdict, file: policy.file };
  if (finding === undefined) return about;
  const { reason, wanted } = finding.meeting;
  const [stage, step] = wanted === null ? [policy.stages[0]?.name, null] : [wanted.effect.stage, wanted.effect.step];
  const where = { ...(stage === undefined || stage === null ? {} : { stage }), ...(step === null ? {} : { step }) };
  const line = lineOf(linesOf(policy), where);
  const timeline = timelineOf(proof.arena, rule, finding).map((one) => ({ ...one, at: formatInstant(calendar, null, one.at) }));
  return {
    ...about,
    ...(delayDays === undefined ? {} : { delayDays }),
    ...(line === undefined ? {} : { line }),
    ...where,
    why: reason.sentence,
    cites: reason.cites,
    ...(finding.draft === null ? {} : { account: finding.draft }),
    timeline,
  };
}

function familyOf({ body }: Rule): Family {
  switch (body.kind) {
    case "window":
      return "hours";
    case "cap":
    case "silence":
      return "limits";
    case "content":
      return "words";
    case "notice-before":
      return "notices";
    case "deadline":
      return "duties";
    case "consent":
      return "consent";
    case "amount":
    case "due-date":
      return "fees";
    case "limitation":
      return "limitation";
    default:
      return "stops";
  }
}
