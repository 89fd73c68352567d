/** Stages that lead to each other without a day passing: an account would be sent round all of them in one day, every day. */
import type { AnchoredDay, Expr } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic, Span } from "../../diagnostic.ts";
import { inWords } from "../witness/words.ts";
import type { StageView, StructureCheck, Subject } from "./subject.ts";

interface Edge {
  readonly to: string;
  readonly span: Span;
  readonly key: string;
  /** What holds of an account that goes this way. */
  readonly all: readonly Expr[];
}

/** Rounds that are told of one policy. */
const MOST_ROUNDS = 20;

const overdue = (days: number): Expr => ({
  op: "compare",
  compare: ">=",
  left: { kind: "fact", name: "days_overdue" },
  right: { kind: "number", value: days },
});

/** Days after the due date on which an anchored day has come in any calendar. */
const surelyCome = ({ anchor, offset }: AnchoredDay): number => {
  const days = offset.business && offset.n > 0 ? offset.n * 2 + 10 : offset.n;
  return Math.max(0, anchor === "due" ? days : days + 31);
};

/** Ways that are open on the day of entry: without a wait, or on a day that has come already. */
const waysOf = ({ ways }: StageView, { keyOf }: Subject): readonly Edge[] =>
  ways.flatMap(({ node, next }): readonly Edge[] => {
    if (next.at.kind === "after" && next.at.days.n > 0) return [];
    const key = node.when === null ? "" : keyOf(node.when);
    const own = next.when === undefined ? [] : [next.when];
    if (next.at.kind === "after") return [{ to: next.to, span: node.span, key, all: own }];
    const days = surelyCome(next.at.day);
    return [{ to: next.to, span: node.span, key: `${days} ${key}`, all: [...own, overdue(days)] }];
  });

/** A series of one contact on the first day is over on that day, and so is what reacts to its end. */
const jumpsOf = ({ stage, steps }: StageView, { handlers, keyOf }: Subject): readonly Edge[] => {
  const isShort = steps.some(({ step }) => step.repeat?.times === 1 && step.day.n === 0);
  if (!isShort) return [];
  return handlers.flatMap(({ node, handler }) =>
    handler.on !== "end of series"
      ? []
      : handler.reactions.flatMap((one) =>
          one.do === "go" && one.stage !== stage.name
            ? [
                {
                  to: one.stage,
                  span: node.span,
                  key: node.when === null ? "" : keyOf(node.when),
                  all: handler.when === undefined ? [] : [handler.when],
                },
              ]
            : [],
        ),
  );
};

interface Round {
  readonly stages: readonly string[];
  readonly edges: readonly Edge[];
}

interface Frame {
  readonly name: string;
  /** The way by which it was reached. */
  readonly by: Edge | null;
  readonly edges: readonly Edge[];
  next: number;
}

/** Rounds found by going deep first, without calling itself: a chain of stages may be as long as the file. */
const roundsOf = (edgesOf: ReadonlyMap<string, readonly Edge[]>): readonly Round[] => {
  const rounds: Round[] = [];
  const done = new Set<string>();
  for (const root of edgesOf.keys()) {
    if (done.has(root)) continue;
    const depth = new Map<string, number>([[root, 0]]);
    const path: Frame[] = [{ name: root, by: null, edges: edgesOf.get(root) ?? [], next: 0 }];
    for (let top = path.at(-1); top !== undefined && rounds.length < MOST_ROUNDS; top = path.at(-1)) {
      const edge = top.edges[top.next];
      top.next += 1;
      if (edge === undefined) {
        path.pop();
        depth.delete(top.name);
        done.add(top.name);
        continue;
      }
      const at = depth.get(edge.to);
      if (at !== undefined) {
        const turn = path.slice(at);
        rounds.push({ stages: turn.map(({ name }) => name), edges: [...turn.slice(1).flatMap(({ by }) => by ?? []), edge] });
      } else if (!done.has(edge.to)) {
        depth.set(edge.to, path.length);
        path.push({ name: edge.to, by: edge, edges: edgesOf.get(edge.to) ?? [], next: 0 });
      }
    }
  }
  return rounds;
};

const report = ({ stages, edges }: Round, subject: Subject): readonly Diagnostic[] => {
  const all = edges.flatMap((edge) => edge.all);
  const found = subject.solver.find(`round ${edges.map(({ key, to }) => `${to} ${key}`).join(" | ")}`, { all, none: [] });
  const [first] = edges;
  if (typeof found !== "object" || first === undefined) return [];
  return [
    problem(
      "loopInADay",
      first.span,
      { stages: [...stages, ...stages.slice(0, 1)] },
      {
        witness: `for example ${inWords(found, subject.world)}`,
        help: "let one of the ways out wait: `after 1 day` or longer",
        related: edges.slice(1).map(({ span }) => ({ span, label: "and on, on the same day" })),
      },
    ),
  ];
};

export const loopsInADay: StructureCheck = (subject) => {
  const edgesOf = new Map(subject.stages.map((stage) => [stage.stage.name, [...waysOf(stage, subject), ...jumpsOf(stage, subject)]]));
  return roundsOf(edgesOf).flatMap((round) => report(round, subject));
};
