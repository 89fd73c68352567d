/** The least change that mends a broken verdict: tried, and proved again, before anybody hears of it. */
import { verify } from "../../engine/index.ts";
import type { Fix, Span } from "../../dsl/index.ts";
import type { Task, Verdict } from "../../engine/index.ts";
import { lawTexts } from "../../dsl/letters/shipped.ts";
import { contentsBy } from "../contents.ts";
import { dayLists, readPolicyFile, readerOf } from "../policy-file.ts";
import { progress } from "../terminal/progress.ts";
import type { Proved } from "./certify.ts";
import { WAYS, type Texts, type Way } from "./candidates.ts";
import type { Program } from "./key.ts";

/** By place and rule. */
export type Fixes = ReadonlyMap<string, Fix>;

export const fixKey = ({ place, rule }: { readonly place: string; readonly rule: string }): string => `${place} ${rule}`;

/** A text with some edits, none of which overlap. */
export const edited = (
  source: string,
  edits: readonly { readonly span: { readonly start: number; readonly end: number }; readonly text: string }[],
): string =>
  edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), source);

/** The task as it would be after a change; null where the policy no longer compiles. */
async function taskAfter(task: Task, texts: Texts, { edits }: Fix, law: Program["law"]): Promise<Task | null> {
  const { compilePolicy } = await import("../../dsl/index.ts");
  const of = (file: string) => edits.filter(({ span }) => span.file === file);
  const options = { lawBook: law, read: readerOf(), dayLists: await dayLists() };
  const { policy, diagnostics } = compilePolicy(edited(texts.source, of(texts.file)), texts.file, options);
  if (policy === null || diagnostics.some(({ severity }) => severity === "error")) return null;
  const letters = Object.entries(texts.letters).map(([key, { file, source }]) => [key, edited(source, of(file))] as const);
  return { ...task, policy: { ...policy, places: task.policy.places }, contains: await contentsBy(Object.fromEntries(letters)) };
}

const brokenIn = (task: Task): readonly Verdict[] => verify(task).verdicts.filter(({ verdict }) => verdict === "broken");

const nameOf = ({ place, rule }: Verdict): string => fixKey({ place, rule: rule.id });

interface Trial {
  readonly task: Task;
  readonly texts: Texts;
  readonly law: Program["law"];
}

/** The same rule may be broken in many letters and steps: each gets its change, up to so many. */
const MOST_ROUNDS = 12;

/**
 * One way, gone until the rule is kept: asked of that rule alone, which is quick, and then of all law, whose adversary does more. Null where it
 * leads nowhere, or breaks a rule that was kept before.
 */
async function goneTo(way: Way, verdict: Verdict, { task: began, texts, law }: Trial, before: ReadonlySet<string>): Promise<Fix | null> {
  let [open, task, fix]: [Verdict, Task, Fix | null] = [verdict, began, null];
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const next = open.finding === undefined ? null : way(open, open.finding, task, texts);
    // The same place again: what was changed there didn't help.
    if (next === null || next.edits.some((one) => fix?.edits.some((other) => isSamePlace(one.span, other.span)) === true)) return null;
    fix = fix === null ? next : { ...next, edits: [...fix.edits, ...next.edits] };
    const changed = await taskAfter(began, texts, fix, law);
    if (changed === null) return null;
    const isIt = (one: Verdict): boolean => nameOf(one) === nameOf(verdict);
    const alone = brokenIn({ ...changed, rules: ruleAlone(changed, verdict) }).find(isIt);
    const broken = alone === undefined ? brokenIn(changed) : [];
    if (broken.some((one) => !before.has(nameOf(one)))) return null;
    const still = alone ?? broken.find(isIt);
    if (still === undefined) return round === 1 ? fix : { ...fix, title: `${fix.title}, and so in ${round} places` };
    [open, task] = [still, changed];
  }
  return null;
}

const isSamePlace = (one: Span, other: Span): boolean => one.file === other.file && one.start === other.start;

const ruleAlone = ({ rules }: Task, { rule }: Verdict): Task["rules"] => rules.filter(({ id, place }) => id === rule.id || place === "WORLD");

/** The first way that leads anywhere. */
async function fixOf(verdict: Verdict, trial: Trial, before: ReadonlySet<string>): Promise<Fix | null> {
  for (const way of WAYS) {
    const fix = await goneTo(way, verdict, trial, before);
    if (fix !== null) return fix;
  }
  return null;
}

/** For each broken verdict the first change that mends it; those that nothing mends that is known here are left out. */
export async function fixesFor(file: string, proofs: readonly Proved[], law: Program["law"]): Promise<Fixes> {
  const { source, letters } = await readPolicyFile(file, law);
  const shipped = (language: string): ReadonlySet<string> => new Set(lawTexts(language).keys());
  const texts: Texts = { file, source, letters, shipped };
  const broken = proofs.flatMap(({ task, proof }) => proof.verdicts.flatMap((one) => (one.verdict === "broken" ? [{ task, verdict: one }] : [])));
  const before = new Set(broken.map(({ verdict }) => nameOf(verdict)));
  const bar = progress("looking for changes that mend it", "rules", broken.length);
  const found = new Map<string, Fix>();
  for (const [i, { task, verdict }] of broken.entries()) {
    const fix = await fixOf(verdict, { task, texts, law }, before);
    if (fix !== null) found.set(nameOf(verdict), fix);
    bar.at(i + 1);
  }
  bar.end();
  return found;
}
