/** C3xxx: what a policy must say, and how its lines fit together. */
import { error, warning, type Nothing } from "./entry.ts";

export const STRUCTURE_MESSAGES = {
  headerMissing: error("C3001", ({ what }: { what: string }) => `the policy doesn't say its \`${what}\``),
  clockMissing: error(
    "C3002",
    (_: Nothing) => "the policy has no `clock` block: what a part payment, a moved anchor and a missed step do is left unsaid",
  ),
  clockSilent: error("C3003", ({ line }: { line: string }) => `the clock doesn't say \`${line}\``),
  saidTwice: error("C3004", ({ what }: { what: string }) => `\`${what}\` is said twice`),
  noStage: error("C3005", (_: Nothing) => "the policy has no stage"),
  firstNeedsFrom: error("C3006", ({ stage }: { stage: string }) => `the first stage, \`${stage}\`, doesn't say when it begins`),
  laterHasFrom: error("C3007", ({ stage }: { stage: string }) => `only the first stage has a day of its own: \`${stage}\` begins when another ends`),
  nextToSelf: error("C3008", ({ stage }: { stage: string }) => `stage \`${stage}\` leads to itself`),
  unreachable: error("C3009", ({ stage }: { stage: string }) => `nothing leads to stage \`${stage}\``),
  handlerTwice: error("C3010", ({ event }: { event: string }) => `there are two lines \`on ${event}\``),
  deadStep: error("C3011", ({ stage, out }: { stage: string; out: string }) => `this step never comes: stage \`${stage}\` is left by then (${out})`),
  deadNext: error("C3012", ({ out }: { out: string }) => `this way out is never taken: the stage is left by then (${out})`),
  clauseTwice: error("C3013", ({ what }: { what: string }) => `a step has one \`${what}\``),
  planSilent: error("C3014", ({ line }: { line: string }) => `the plan doesn't say \`${line}\``),
  withinPromise: error("C3015", ({ event }: { event: string }) => `\`within\` is for promises, not for \`${event}\``),
  promisedDate: error("C3016", ({ event }: { event: string }) => `\`${event}\` has no promised date`),
  atLeastOne: error("C3017", ({ what }: { what: string }) => `${what} must be at least one`),
  noContactHere: error(
    "C3018",
    ({ edge }: { edge: string }) => `\`on ${edge}\` is for business actions: a message is a step, with a day and a window`,
  ),
  noticeNeverSent: warning(
    "C3019",
    ({ name }: { name: string }) => `notice \`${name}\` is never sent: it has no \`within\`, and no line says \`send notice\``,
  ),
  tooManyDays: error("C3020", ({ days }: { days: number }) => `${days} days are more than a policy can count (at most 3,660)`),
  wholeDays: error("C3021", (_: Nothing) => "days are counted whole"),
  badPercent: error("C3023", ({ percent }: { percent: number }) => `${percent}% is no rate that can be used here`),
  policiesTwice: error("C3024", (_: Nothing) => "a file holds one policy"),
  otherwiseAlone: error("C3025", (_: Nothing) => "`otherwise` needs a `when`: it runs when the condition is false"),
  lawInPolicy: error("C3026", (_: Nothing) => "law stands in a file of its own, apart from policies"),
};
