/** What stops, moves or ends an account: what the policy answers to events, and what protects debtors whatever it says. */
import { formatDay, PROTECTIONS, type CompiledPolicy, type Handler, type LawBook, type Reaction, type RestUntil } from "../../engine/index.ts";
import { actionWords } from "./actions.ts";
import { clause, numbering, slug, type Block, type Clause } from "./document.ts";
import { daysWords, ifWords, list } from "./words.ts";

function untilWords(until: RestUntil): string {
  switch (until.kind) {
    case "open":
      return "until a person, or what ends the event, lifts it";
    case "days":
      return `for ${daysWords(until.days)}`;
    case "promised":
      return until.plus.n === 0 && !until.plus.business ? "until the promised day" : `until ${daysWords(until.plus)} after the promised day`;
    case "day":
      return `until ${formatDay(until.day)}, that day included`;
    case "events":
      return `until one of these is told: ${list(until.events, "or")}`;
  }
}

function reactionWords(reaction: Reaction): string {
  switch (reaction.do) {
    case "close":
      return `the account is closed as ${reaction.as}`;
    case "close contact":
      return "contact is closed for good, but for notices that the law wants";
    case "pause":
      return `contact stops and the clock stands still ${untilWords(reaction.until)}`;
    case "hold":
      return `contact stops while the clock runs on ${untilWords(reaction.until)}`;
    case "go":
      return `the account goes to the stage ${reaction.stage}`;
    case "act":
      return `the business will ${actionWords(reaction.action)}`;
  }
}

const handlerWords = ({ on, within, when, reactions }: Handler): string =>
  `On ${on}${within === undefined ? "" : ` for a day at most ${daysWords(within)} ahead`}${ifWords(when)}: ${
    reactions.length === 0 ? "nothing beyond the protections below" : reactions.map(reactionWords).join("; ")
  }.`;

const protectionClauses = (): readonly Clause[] =>
  Object.entries(PROTECTIONS).map(([event, { pause, closesContact, endsWhenPaid, task }]) => {
    const rest =
      pause === undefined
        ? []
        : [`the account pauses ${pause.days === null ? `until ${list(pause.endedBy, "or")}` : `for ${pause.days} days`}, since ${pause.why}`];
    const said = [
      ...rest,
      ...(closesContact === true ? ["contact is closed for good"] : []),
      ...(task === undefined ? [] : [`people get the task "${task}" where the policy says nothing itself`]),
      ...(endsWhenPaid ? ["payment in full ends it"] : []),
    ];
    return clause(`7.always.${slug(event)}`, { text: `On ${event}, whatever the policy says: ${said.join("; ")}.` });
  });

export function eventBlocks({ handlers, file }: CompiledPolicy, { rules }: Pick<LawBook, "rules">): readonly Block[] {
  const number = numbering();
  return [
    ...handlers.map((handler) => clause(number(`7.${slug(handler.on)}`), { text: handlerWords(handler), at: { file, line: handler.line } })),
    { kind: "heading", text: "Protections that no policy can take away" },
    ...protectionClauses(),
    ...rules.filter(({ place }) => place === "WORLD").map(({ id, summary }) => clause(`7.${id}`, { text: `${summary}.`, rule: id })),
  ];
}
