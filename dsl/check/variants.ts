/** Variants: one group of accounts for each name, wherever it stands, and no more groups than accounts. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { StageNode, VariantNode } from "../tree/policy.ts";
import { linesOf, type Scope } from "./names.ts";

/** Problems of one variant on its own. */
export const checkVariant = ({ percent }: VariantNode): readonly Diagnostic[] => {
  const { value, span } = percent;
  if (!(value > 0 && value <= 100)) return [problem("badPercent", span, { percent: value })];
  return Number.isInteger(Math.round(value * 1e6) / 1e4) ? [] : [problem("shareTooFine", span, { percent: value })];
};

const variantsOf = (stage: StageNode): readonly VariantNode[] => stage.items.filter((item) => item.kind === "variant");

const twiceInStage = (stage: StageNode): readonly Diagnostic[] => {
  const seen = new Map<string, VariantNode>();
  return variantsOf(stage).flatMap((variant) => {
    const { text, span } = variant.name;
    const other = seen.get(text);
    if (other === undefined) {
      seen.set(text, variant);
      return [];
    }
    const related = [{ span: other.name.span, label: "the first one" }];
    return [problem("declaredTwice", span, { what: "variants of this stage", name: text }, { related })];
  });
};

const shareAgrees = (variant: VariantNode, scope: Scope): readonly Diagnostic[] => {
  const first = scope.variants.get(variant.name.text);
  if (first === undefined || first.percent.value === variant.percent.value) return [];
  const values = { name: variant.name.text, percent: variant.percent.value, first: first.percent.value };
  const fixes = [
    {
      title: `write ${first.percent.value}%`,
      applicability: "likely" as const,
      edits: [{ span: variant.percent.span, text: `${first.percent.value}%` }],
    },
  ];
  return [problem("shareDiffers", variant.percent.span, values, { related: [{ span: first.percent.span, label: "the first one" }], fixes })];
};

/** Of all accounts, in ten thousandths: sums of decimals are not exact. */
export const shareOf = (variants: Iterable<VariantNode>): number => {
  let sum = 0;
  for (const { percent } of variants) sum += Math.round(percent.value * 100);
  return sum;
};

/** Together no more than all accounts. A share that can't be is told on its own. */
const sharesFit = (scope: Scope): readonly Diagnostic[] => {
  const groups = [...scope.variants.values()];
  const last = groups.at(-1);
  if (last === undefined || groups.some(({ percent }) => percent.value > 100)) return [];
  const total = shareOf(groups);
  return total > 10_000 ? [problem("sharesTooMany", last.percent.span, { percent: total / 100 })] : [];
};

/** Problems of all variants together. */
export const checkVariants = (scope: Scope): readonly Diagnostic[] => {
  const stages = linesOf(scope.policy, "stage");
  return [
    ...stages.flatMap(twiceInStage),
    ...stages.flatMap((stage) => variantsOf(stage).flatMap((variant) => shareAgrees(variant, scope))),
    ...sharesFit(scope),
  ];
};
