/** Ways to mend a broken verdict, the least change first. Whether one does is for a proof to say (`fix.ts`). */
import { letterKey } from "../../engine/index.ts";
import type { Fix, Span } from "../../dsl/index.ts";
import type { CompiledPolicy, Days, Task, Verdict } from "../../engine/index.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import { after, sourceOf, spanAt } from "../../dsl/syntax/source.ts";
import type { StepNode } from "../../dsl/tree/policy.ts";

/** The texts that a change may touch. */
export interface Texts {
  readonly file: string;
  readonly source: string;
  /** By file name without `.hbs`. */
  readonly letters: Readonly<Record<string, { readonly file: string; readonly source: string }>>;
  /** Legal texts that ship, by the language that a letter says by its name: `law/opt-out`. */
  readonly shipped: (language: string) => ReadonlySet<string>;
}

const DEFAULT_LANGUAGE = "en";

const stepsIn = ({ file, source }: Texts): readonly StepNode[] => {
  const policy = parseFile(source, file).items.find((item) => item.kind === "policy");
  const stages = policy?.items.flatMap((item) => (item.kind === "stage" ? [item] : [])) ?? [];
  return stages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "step" ? [item] : item.kind === "variant" ? item.steps : [])));
};

const edit = (span: Span, text: string): Fix["edits"][number] => ({ span, text });

const atStart = (span: Span): Span => ({ ...span, end: span.start, endLine: span.line, endColumn: span.column });

type Finding = NonNullable<Verdict["finding"]>;

/** One way: what it would change for a finding; null where it can't be gone. The task may be of a policy that was changed already, on the same lines. */
export type Way = (verdict: Verdict, finding: Finding, task: Task, texts: Texts) => Fix | null;

/** The words that a letter lacks, as the text that ships; null where one of them doesn't ship. */
const including: Way = ({ rule: { body } }, { meeting }, task, texts) => {
  const action = meeting.wanted?.effect.action;
  if (body.kind !== "content" || action?.kind !== "contact") return null;
  const has = task.contains(action) ?? [];
  const missing = body.must.filter((id) => !has.includes(id));
  const key = letterKey(action.template, action.channel);
  const letters = Object.entries(texts.letters).filter(([name]) => name === key || name.startsWith(`${key}.`));
  const known = letters.every(([name]) => {
    const language = name === key ? DEFAULT_LANGUAGE : name.slice(key.length + 1);
    return missing.every((id) => texts.shipped(language).has(`law/${id}`));
  });
  if (missing.length === 0 || letters.length === 0 || !known) return null;
  const names = missing.map((id) => `law/${id}`);
  const edits = letters.map(([, { file, source }]) => {
    const end = source.trimEnd().length;
    return edit(spanAt(sourceOf(file, source), end, end), names.map((name) => `\n{{> ${name}}}`).join(""));
  });
  return { title: `include ${names.map((name) => `\`${name}\``).join(", ")}`, applicability: "likely", edits };
};

const nodeOn = (line: number | undefined, texts: Texts): StepNode | undefined => stepsIn(texts).find(({ span }) => span.line === line);

const daysWords = ({ n, business }: Days): string => `${n} ${business ? "business " : ""}${n === 1 ? "day" : "days"}`;

const stepsOf = ({ stages }: CompiledPolicy) => stages.flatMap((stage) => stage.steps.map((step) => ({ stage: stage.name, step })));

/** A notice that the same stage sends, but too late: the step comes when it is old enough, or has left at the end of its own days. */
const waiting: Way = ({ rule: { body } }, { meeting }, task, texts) => {
  const key = meeting.wanted?.effect.step;
  if (body.kind !== "notice-before" || key === undefined) return null;
  const steps = stepsOf(task.policy);
  const own = steps.find(({ step }) => step.key === key);
  const node = nodeOn(own?.step.line, texts);
  if (own === undefined || node?.day === null || node?.day === undefined) return null;
  const notice = steps.findLast(({ stage, step }) => {
    const ids = task.contains(step.action) ?? [];
    return stage === own.stage && body.notices.some((id) => ids.includes(id));
  })?.step;
  if (notice === undefined) return null;
  const wait = body.atLeast.business ? Math.ceil((body.atLeast.n * 7) / 5) + SPARE : body.atLeast.n;
  const day = notice.day.n + notice.within.n + wait + 1 + (body.counts.from === "sending" ? 0 : SPARE);
  if (day <= own.step.day.n) return null;
  return { title: `wait until day ${day}, when the notice is old enough`, applicability: "likely", edits: [edit(node.day.span, `day ${day}`)] };
};

/** Days on top where holidays and the post take some. */
const SPARE = 10;

/** What must be sent within a time is looked for no longer than that, or for some days less, since its stage may begin later. */
const sooner =
  (less: number): Way =>
  ({ rule: { body } }, _, task, texts) => {
    if (body.kind !== "deadline" || !("send" in body.duty)) return null;
    const { send } = body.duty;
    const step = stepsOf(task.policy).find((one) => send.some((id) => (task.contains(one.step.action) ?? []).includes(id)))?.step;
    const node = nodeOn(step?.line, texts);
    const n = body.within.n - less;
    if (step === undefined || node === undefined || n < 1 || (n >= step.within.n && step.within.business === body.within.business)) return null;
    const within = daysWords({ n, business: body.within.business });
    const change = node.within === null ? edit(after(node.span), ` within ${within}`) : edit(node.within.span, within);
    return { title: `send it within ${within}`, applicability: "likely", edits: [change] };
  };

/** The step is left out for those whom the law protects: the debtors of a kind in the place, or all of the place. */
const leavingOut =
  (whom: "kind" | "all"): Way =>
  ({ place }, { meeting, draft }, task, texts) => {
    const key = meeting.wanted?.effect.step;
    const node = nodeOn(stepsOf(task.policy).find(({ step }) => step.key === key)?.step.line, texts);
    if (node === undefined || (whom === "kind" && draft === null)) return null;
    const { kind } = meeting.life.state.account.debtor;
    const condition = whom === "kind" ? `not (place is ${place} and debtor_kind is ${kind})` : `not (place is ${place})`;
    const { when } = node;
    const edits =
      when === null
        ? [edit(after(node.action.span), ` when ${condition}`)]
        : [edit(atStart(when.span), "("), edit(after(when.span), `) and ${condition}`)];
    return { title: `leave the step out: when ${condition}`, applicability: "manual", edits };
  };

/** The least change first. */
export const WAYS: readonly Way[] = [including, waiting, sooner(0), sooner(1), sooner(2), leavingOut("kind"), leavingOut("all")];
