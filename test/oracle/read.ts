/** Reads a finished story from its first line to its last, and tells every deed that a rule forbade. */
import { breaksCap, breaksSilence, breaksWindow } from "./counts.ts";
import { breaksContent } from "./contents.ts";
import { breaksBlock } from "./doors.ts";
import { concerns, isOurs } from "./history.ts";
import { breaksAmount, breaksDueDate } from "./money.ts";
import { pastsOf } from "./pasts.ts";
import { breaksConsent, breaksDeadline, breaksNotice } from "./terms.ts";
import { breaksLimitation, seenBy } from "./time.ts";
import { bindsDeed } from "./whom.ts";
import type { Deed, OracleEntry, OracleRule, Story, Violation } from "./words.ts";

/** What a collector does that isn't a contact stands in the ledger as what it led to. */
const ACTS: Readonly<Record<string, string>> = {
  "credit-reported": "credit-report",
  "suit-threatened": "threaten-suit",
  "suit-filed": "sue",
  acceleration: "accelerate",
  charge: "charge",
  sold: "sell",
  placed: "place",
  "plan-offered": "offer-plan",
};

const actOf = (entry: OracleEntry): string | null => {
  if (entry.contact !== undefined) return isOurs(entry.contact) ? "contact" : null;
  return entry.event.by === "collector" ? (ACTS[entry.event.event] ?? null) : null;
};

/** What is done about several debts is none of a rule's business as far as it is about debts that the rule doesn't bind. */
const asFarAsBound = (story: Story, rule: OracleRule, deed: Deed): Deed => {
  const bound = deed.debts.filter((debt) => bindsDeed(story, rule, { ...deed, debts: [debt] }));
  return bound.length === 0 ? deed : { ...deed, debts: bound };
};

const breaks = (story: Story, rule: OracleRule, whole: Deed): string | null => {
  const { body } = rule;
  const deed = seenBy(story, body, asFarAsBound(story, rule, whole));
  if (deed === null) return null;
  switch (body.kind) {
    case "window":
      return breaksWindow(story, body, deed);
    case "cap":
      return breaksCap(story, body, deed);
    case "silence":
      return breaksSilence(story, body, deed);
    case "block":
      return breaksBlock(story, body, deed);
    case "content":
      return breaksContent(story, body, deed);
    case "notice-before":
      return breaksNotice(story, body, deed);
    case "deadline":
      return breaksDeadline(story, body, deed);
    case "consent":
      return breaksConsent(story, body, deed);
    case "amount":
      return breaksAmount(story, rule, body, deed, whole);
    case "due-date":
      return breaksDueDate(story, body, deed);
    case "limitation":
      return breaksLimitation(story, body, deed);
    case "standard":
    case "tolling":
    case "modifier":
    case "scope":
    case "none":
    case "receipt":
    case "retention":
      return null;
  }
};

/** Rules that an entry broke, judged by what stood in the ledger before it, or by what of it may be all that took place. `only`: the one rule to ask about. */
const brokenBy = (story: Story, entry: OracleEntry, told: readonly OracleEntry[], only?: string): readonly Violation[] => {
  const found = new Map<string, Violation>();
  for (const past of pastsOf(told)) {
    for (const one of brokenInPast(story, entry, past, only)) if (!found.has(one.rule)) found.set(one.rule, one);
  }
  return [...found.values()];
};

const brokenInPast = (story: Story, entry: OracleEntry, before: readonly OracleEntry[], only?: string): readonly Violation[] => {
  const act = actOf(entry);
  if (act === null) return [];
  const contact = entry.contact ?? null;
  const about = story.debts.filter((debt) => concerns(story, entry.contact ?? entry.event, debt));
  const deed: Deed = { entry, act, contact, before, debts: about };
  return story.rules.flatMap((rule) => {
    if ((only !== undefined && rule.id !== only) || !bindsDeed(story, rule, deed)) return [];
    const why = breaks(story, rule, deed);
    return why === null ? [] : [{ entry: entry.id, rule: rule.id, why }];
  });
};

/** Whether a rule has a say about some debts at an instant, whatever is done. A rule that isn't there has none. */
export const isBound = (story: Story, rule: string, debts: readonly string[], at: number): boolean => {
  const entry: OracleEntry = { at, id: "nothing", event: { event: "nothing" } };
  const about = story.debts.filter(({ id }) => debts.includes(id));
  const deed: Deed = { entry, act: "nothing", contact: null, before: story.ledger.filter((one) => one.at <= at), debts: about };
  return story.rules.some((one) => one.id === rule && bindsDeed(story, one, deed));
};

/** Every deed of this collector that broke a rule, judged by what stood in the ledger before it. */
export const violations = (story: Story): readonly Violation[] =>
  story.ledger.flatMap((entry, index) => brokenBy(story, entry, story.ledger.slice(0, index)));

/** What one deed more would break, after all that the story tells. */
export const wouldBreak = (story: Story, entry: OracleEntry, only?: string): readonly Violation[] => brokenBy(story, entry, story.ledger, only);
