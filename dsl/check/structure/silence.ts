/** What a policy leaves unsaid: events that ought to stop it, a word before the due date. */
import type { HandledEvent } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import { linesOf } from "../names.ts";
import { plainCourse } from "./course.ts";
import type { StructureCheck, Subject } from "./subject.ts";

/** Events after which nobody wants to be dunned, and what the machine does by itself. */
const STOPS: readonly { readonly on: HandledEvent; readonly otherwise: string; readonly consumer?: true }[] = [
  { on: "payment in full", otherwise: "the account is closed as paid" },
  { on: "promise", otherwise: "the account is dunned on as if nothing had been promised" },
  { on: "dispute", otherwise: "the account pauses until the dispute is closed, and people get a task" },
  { on: "hardship", otherwise: "the account pauses for 30 days, and people get a task", consumer: true },
];

export const silentOnStops: StructureCheck = ({ policy, scope }) => {
  const handled = new Set(policy.handlers.map(({ on }) => on));
  const silent = STOPS.filter(({ on, consumer }) => !handled.has(on) && (consumer !== true || policy.debt === "consumer"));
  if (silent.length === 0) return [];
  const help = silent.map(({ on, otherwise }) => `without \`on ${on}\` ${otherwise}`).join("; ");
  return [problem("silentOnStops", scope.policy.name.span, { events: silent.map(({ on }) => on) }, { help })];
};

/** What the terms take from a debtor who pays late, in words; null where they take nothing. */
const chargesOf = ({ policy }: Subject): string | null => {
  if (policy.terms.lateFee !== undefined) return "late fees are charged";
  if (policy.terms.lateInterest !== undefined) return "late interest is charged";
  return policy.terms.discount === undefined ? null : "a discount is lost by paying late";
};

/** An agency gets its debts when they are overdue; the seller could have said a word before. */
export const noEarlyStep: StructureCheck = (subject) => {
  const [first] = plainCourse(subject);
  const charges = chargesOf(subject);
  if (first === undefined || charges === null || subject.policy.collector !== "creditor") return [];
  const early = first.view.courses.some((steps) => steps.some(({ step }) => step.action.kind === "contact" && first.begins + step.day.n <= 0));
  if (early) return [];
  const from = linesOf(subject.scope.policy, "stage")[0]?.from;
  const help = "a friendly word some days before is the cheapest step there is: `stage courtesy from 7 days before due { … }`";
  return [problem("noEarlyStep", from?.span ?? first.view.node.name.span, { charges }, { help })];
};
