/** Offers: those without an end, and discounts on what was just charged. */
import type { BusinessAction, Expr, StepAction } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic, Span } from "../../diagnostic.ts";
import { after } from "../../syntax/source.ts";
import { inEach } from "../found.ts";
import { linesOf } from "../names.ts";
import { MOVING } from "../witness/solver.ts";
import { inWords } from "../witness/words.ts";
import { related, type StageView, type StepView, type StructureCheck, type Subject } from "./subject.ts";

const does = (action: StepAction | undefined, names: readonly BusinessAction["name"][]): boolean =>
  action?.kind === "business" && names.includes(action.name);

/** A discount that is offered at some day needs one on which it is over; a reaction to an event is taken up at once. */
export const endlessDiscounts: StructureCheck = ({ stages }) =>
  inEach(stages, ({ courses }) =>
    inEach(courses, (steps) =>
      inEach(steps, ({ node, step }) => {
        if (node.within !== null || !does(step.action, ["offer discount"])) return [];
        const edits = [{ span: after(node.action.span), text: " within 14 days" }];
        const fixes = [{ title: "say how long it is offered", applicability: "manual" as const, edits }];
        return [problem("endlessDiscount", node.action.span, {}, { fixes, help: "say how long: `within 14 days`" })];
      }),
    ),
  );

/** A plan defaults when so many instalments were missed; it has to have as many. */
export const endlessPlans: StructureCheck = ({ scope }) =>
  linesOf(scope.policy, "plan").flatMap(({ lines }) => {
    const most = lines.find((line) => line.kind === "up to");
    const missed = lines.find((line) => line.kind === "default after");
    if (most === undefined || missed === undefined || missed.missed.value <= most.n.value) return [];
    return [
      problem(
        "endlessPlan",
        missed.missed.span,
        { missed: missed.missed.value, installments: most.n.value },
        {
          related: related(most.n.span, "so many at most"),
          witness: `for example a debtor who misses all ${most.n.value}: the plan is still not broken`,
          help: `at most ${most.n.value}`,
        },
      ),
    ];
  });

interface Deed {
  readonly span: Span;
  readonly day: number;
  readonly key: string;
  readonly all: readonly Expr[];
  readonly none: readonly Expr[];
}

const CHARGES: readonly BusinessAction["name"][] = ["charge fee", "charge interest"];
/** Charges and offers of one stage that are held against each other. */
const MOST_DEEDS = 4;

const deedsOf = (steps: readonly StepView[], names: readonly BusinessAction["name"][], subject: Subject): readonly Deed[] => {
  const found: Deed[] = [];
  for (const { node, step } of steps) {
    const [main, other] = [does(step.action, names), does(step.otherwise, names)];
    if (!main && !other) continue;
    const when = step.when === undefined ? [] : [step.when];
    const key = node.when === null ? "" : subject.keyOf(node.when);
    if (main) found.push({ span: node.action.span, day: step.day.n, key, all: when, none: [] });
    if (other) found.push({ span: node.otherwise?.span ?? node.span, day: step.day.n, key: `not ${key}`, all: [], none: when });
  }
  return found;
};

const chargesOn = ({ node, stage }: StageView): readonly Deed[] =>
  node.items.flatMap((item): readonly Deed[] =>
    item.kind === "entry" && stage.entry.some((action) => does(action, CHARGES)) ? [{ span: item.span, day: 0, key: "", all: [], none: [] }] : [],
  );

const moves = (deed: Deed, { solver }: Subject): boolean =>
  [...deed.all, ...deed.none].some((expr) => [...solver.usesOf(expr).keys()].some((name) => MOVING.has(name)));

const stacked = (charge: Deed, offer: Deed, stage: string, subject: Subject): Diagnostic | null => {
  // What depends on the day may hold on one of them and not on the other.
  if (charge.day !== offer.day && (moves(charge, subject) || moves(offer, subject))) return null;
  const key = `charged ${charge.key} and offered ${offer.key}`;
  const found = subject.solver.find(key, { all: [...charge.all, ...offer.all], none: [...charge.none, ...offer.none] });
  if (typeof found !== "object") return null;
  return problem(
    "discountOnFee",
    offer.span,
    { stage },
    {
      related: related(charge.span, `charged on day ${charge.day}`),
      witness: `for example ${inWords(found, subject.world)}, in stage "${stage}": charged on day ${charge.day}, offered a discount on day ${offer.day}`,
      help: "offer the discount instead of charging, or to other accounts",
    },
  );
};

const inStage = (view: StageView, subject: Subject): readonly Diagnostic[] =>
  inEach(view.courses, (steps) => {
    const offers = deedsOf(steps, ["offer discount"], subject).slice(0, MOST_DEEDS);
    if (offers.length === 0) return [];
    const charges = [...chargesOn(view), ...deedsOf(steps, CHARGES, subject)].slice(0, MOST_DEEDS);
    return offers.flatMap((offer) => charges.map((charge) => stacked(charge, offer, view.stage.name, subject)).find((one) => one !== null) ?? []);
  });

export const discountsOnFees: StructureCheck = (subject) => inEach(subject.stages, (stage) => inStage(stage, subject));
