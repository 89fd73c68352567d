/** Lines that hold at once, so that their order alone, or the last of them, decides. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { inWords } from "../witness/words.ts";
import { inEach, together } from "../found.ts";
import { comeTogether } from "./order.ts";
import { related, type HandlerView, type StageView, type StructureCheck, type Subject, type WayView } from "./subject.ts";

/** Ways out, or handlers of one event, that are held against each other. */
const MOST_LINES = 6;

const pairs = <Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] =>
  items.slice(0, MOST_LINES).flatMap((one, index) => items.slice(index + 1, MOST_LINES).map((other) => [one, other] as const));

/** One that is narrower than the other and stands above it is meant to come first; only where neither is, nobody said which. */
const overlap = (one: WayView, other: WayView, subject: Subject): Diagnostic | null => {
  const { solver, world } = subject;
  const [a, b] = [one.next.when, other.next.when];
  if (a === undefined || b === undefined || one.node.when === null || other.node.when === null) return null;
  if (one.next.to === other.next.to || !comeTogether(one.next.at, other.next.at)) return null;
  const [first, second] = [subject.keyOf(one.node.when), subject.keyOf(other.node.when)];
  const only = (key: string, all: typeof a, none: typeof a): boolean => typeof solver.find(`only ${key}`, { all: [all], none: [none] }) === "object";
  if (!only(`${first} not ${second}`, a, b) || !only(`${second} not ${first}`, b, a)) return null;
  const both = solver.find(`both ${first} and ${second}`, { all: [a, b], none: [] });
  if (typeof both !== "object") return null;
  return problem(
    "waysOverlap",
    other.node.span,
    { one: one.next.to, other: other.next.to },
    {
      related: related(one.node.span, "open as well, and chosen"),
      witness: `for example ${inWords(both, world)}`,
      help: "say in one of them that the other doesn't hold",
    },
  );
};

const waysOf = ({ ways }: StageView, subject: Subject): readonly Diagnostic[] =>
  ways.length < 2
    ? []
    : inEach(pairs(ways), ([one, other]) => {
        const found = overlap(one, other, subject);
        return found === null ? [] : [found];
      });

const goesTo = ({ handler }: HandlerView): string | null => handler.reactions.flatMap((one) => (one.do === "go" ? [one.stage] : []))[0] ?? null;

/** All handlers of an event that hold are run, so that two that go to different stages send the account through both. */
const clash = (one: HandlerView, other: HandlerView, subject: Subject): Diagnostic | null => {
  const [first, second] = [goesTo(one), goesTo(other)];
  if (first === null || second === null || first === second) return null;
  const all = [one, other].flatMap(({ handler }) => handler.when ?? []);
  const key = [one, other].map(({ node }) => (node.when === null ? "" : subject.keyOf(node.when))).join(" and ");
  const both = subject.solver.find(`both ${key}`, { all, none: [] });
  if (typeof both !== "object") return null;
  return problem(
    "handlersClash",
    other.node.span,
    { event: one.handler.on, one: first, other: second },
    {
      related: related(one.node.span, "runs as well"),
      witness: `for example ${inWords(both, subject.world)}`,
      help: "every line of an event whose condition holds is run: let one exclude the other",
    },
  );
};

export const overlaps: StructureCheck = (subject) => {
  const byEvent = Map.groupBy(subject.handlers, ({ handler }) => handler.on);
  const clashes = [...byEvent.values()].flatMap((handlers) => pairs(handlers).map(([one, other]) => clash(one, other, subject)));
  return together(
    inEach(subject.stages, (stage) => waysOf(stage, subject)),
    clashes.filter((found) => found !== null),
  );
};
