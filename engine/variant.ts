/** Which group of an experiment an account belongs to: drawn once by its id, so that it is the same in every stage, for good. */
import type { CompiledPolicy, Stage, Step } from "./model/policy.ts";

/** Shares are told in hundredths of a percent at the finest. */
const DRAWS = 10_000;

/**
 * The variant that an account draws; null: none, it runs the stages' own steps.
 *
 * FNV-1a of the account's id, modulo 10,000, falls into the shares stacked in the order in which the policy first names them. So a variant
 * that is added at the end takes accounts only from those that had none.
 */
export function variantOf(policy: Pick<CompiledPolicy, "variants">, accountId: string): string | null {
  const { variants } = policy;
  if (variants === undefined || variants.length === 0) return null;
  const draw = hashOf(accountId) % DRAWS;
  let end = 0;
  for (const { name, percent } of variants) {
    end += Math.round(percent * (DRAWS / 100));
    if (draw < end) return name;
  }
  return null;
}

/** So many names are tried: the smallest share is a hundredth of a percent. */
const TRIES = 200_000;

/**
 * An account's id for every way in which the policy can draw: one that draws no variant (null), if there are such accounts, then one for each
 * variant. Without variants only the first.
 */
export function idsByVariant(policy: Pick<CompiledPolicy, "variants">): ReadonlyMap<string | null, string> {
  const ids = new Map<string | null, string>();
  const shares = policy.variants ?? [];
  const ways = shares.filter(({ percent }) => percent > 0).length + (shares.reduce((sum, { percent }) => sum + percent, 0) < 100 ? 1 : 0);
  for (let n = 1; ids.size < ways && n <= TRIES; n++) {
    const id = n === 1 ? "account" : `account-${n}`;
    const drawn = variantOf(policy, id);
    if (!ids.has(drawn)) ids.set(drawn, id);
  }
  return ids;
}

/** The stages as an account runs them: with the steps of its variant where a stage has some. */
export function stagesFor(policy: CompiledPolicy, accountId: string): readonly Stage[] {
  const drawn = variantOf(policy, accountId);
  if (drawn === null) return policy.stages;
  const known = resolved.get(policy) ?? new Map<string, readonly Stage[]>();
  resolved.set(policy, known);
  const stages = known.get(drawn) ?? stagesOf(policy, drawn);
  known.set(drawn, stages);
  return stages;
}

/** A policy doesn't change, and every event of every account asks for its stages: they are laid out once for each variant. */
const resolved = new WeakMap<CompiledPolicy, Map<string, readonly Stage[]>>();

const stagesOf = (policy: CompiledPolicy, variant: string): readonly Stage[] =>
  policy.stages.map((stage) => {
    const own = stage.variants?.find(({ name }) => name === variant);
    return own === undefined ? stage : { ...stage, steps: own.steps };
  });

/** Every step that some account may run in a stage: its own, and those of its variants. */
export const everyStep = ({ steps, variants }: Stage): readonly Step[] =>
  variants === undefined ? steps : [...steps, ...variants.flatMap((variant) => variant.steps)];

/** FNV-1a, 32 bits, over the id's UTF-16 code units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
