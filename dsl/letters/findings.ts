/** What a letter lacks: the texts that the law wants in it, and a way to pay. */
import type { Place, Rule } from "../../engine/index.ts";
import type { Extra } from "../catalogue.ts";
import type { Span } from "../diagnostic.ts";
import { lineText, spanAt, type Source } from "../syntax/source.ts";
import type { Fault } from "./law.ts";
import type { Report } from "./report.ts";
import { says, toneOf } from "./tone.ts";
import type { LetterUse } from "./uses.ts";
import type { Seen } from "./walking.ts";

/** A letter as one step sends it. */
export interface Delivery {
  readonly use: LetterUse;
  readonly step: Span;
  readonly seen: Seen;
}

const firstLine = (source: Source): Span => spanAt(source, source.lineStarts[0] ?? 0, (source.lineStarts[0] ?? 0) + lineText(source, 1).length);

/** Content ids of letters that ask for money. */
const DEMANDS = [
  "reminder",
  "payment-demand",
  "letter-before-action",
  "letter-of-claim",
  "default-notice",
  "fourteen-day-letter",
  "collection-notice",
];
/** Those that are more than a reminder, and may speak like it. */
const FORMAL = DEMANDS.slice(1);
/** The law itself keeps these from asking for payment at once. */
const NO_DEMAND = ["validation-notice"];
const PAY = "payment-instructions";

export const isDemand = ({ mayCarry }: Seen): boolean => FORMAL.some((id) => mayCarry.has(id));

/** Includes a text at the end of a letter. */
const including = (source: Source, name: string): Extra => {
  const end = source.text.trimEnd().length;
  const span = spanAt(source, end, end);
  return { fixes: [{ title: `include \`${name}\``, applicability: "likely", edits: [{ span, text: `\n{{> ${name}}}` }] }] };
};

interface Wanted {
  readonly rules: Map<string, Rule>;
  readonly places: Set<Place>;
  readonly steps: Map<number, { readonly span: Span; readonly label: string }>;
  readonly channel: string;
}

/** Gathers what the law finds wrong with one letter over its steps and places, so that each text is named once. */
export const openCase = () => {
  const missing = new Map<string, Wanted>();
  const forbidden = new Map<string, Wanted>();
  const note = (into: Map<string, Wanted>, id: string, { rule, place }: Fault, { use, step }: Delivery): void => {
    const wanted = into.get(id) ?? { rules: new Map(), places: new Set(), steps: new Map(), channel: use.channel };
    into.set(id, wanted);
    wanted.rules.set(rule.id, rule);
    wanted.places.add(place);
    wanted.steps.set(use.line, { span: step, label: `sent by this step, ${use.where}` });
  };
  return {
    add(faults: readonly Fault[], delivery: Delivery): void {
      for (const fault of faults) {
        for (const id of fault.missing) note(missing, id, fault, delivery);
        for (const id of fault.forbidden) note(forbidden, id, fault, delivery);
      }
    },
    close(source: Source, texts: ReadonlyMap<string, Source>, report: Report): void {
      const tell = (name: "missingLegalText" | "forbiddenText", id: string, { rules, places, steps, channel }: Wanted): void => {
        const [rule] = rules.values();
        if (rule === undefined) return;
        const cited = [...rules.values()].map((each) => `${each.id}: ${each.summary} (${each.cites})`).join("; ");
        const text = `law/${id}`;
        const way = texts.has(text) ? `include \`{{> ${text}}}\`` : `write it, and say so: \`{{!-- contains: ${id} --}}\``;
        const help = `${name === "missingLegalText" ? way : "take it out"}; in ${[...places].join(", ")}, ${cited}`;
        const extra = name === "missingLegalText" && texts.has(text) ? including(source, text) : {};
        report.add(name, firstLine(source), { id, rule: rule.id, channel }, { ...extra, help, related: [...steps.values()] });
      };
      for (const [id, wanted] of missing) tell("missingLegalText", id, wanted);
      for (const [id, wanted] of forbidden) tell("forbiddenText", id, wanted);
    },
  };
};

const WRITTEN = ["email", "sms", "letter", "registered-letter"];

/** A written message that asks for money, and leaves the reader to find out how to pay it. */
export function wayToPay(
  source: Source,
  language: string,
  own: readonly Source[],
  { use, step, seen }: Delivery,
  texts: ReadonlyMap<string, Source>,
  report: Report,
): void {
  if (!WRITTEN.includes(use.channel) || use.paymentLink || use.purpose !== "collect") return;
  if (seen.mayCarry.has(PAY) || seen.shown.has("payment link") || NO_DEMAND.some((id) => seen.mayCarry.has(id))) return;
  const tone = toneOf(language);
  const whole = [source, ...own].map(({ text }) => text);
  const asks = DEMANDS.some((id) => seen.mayCarry.has(id)) || (tone !== null && whole.some((text) => says(text, tone.asks)));
  if (!asks || (tone !== null && whole.some((text) => says(text, tone.ways)))) return;
  const name = `law/${PAY}`;
  const extra = texts.has(name) ? including(source, name) : {};
  const help = `include \`{{> ${name}}}\`, or write \`with payment link\` in the step and show \`{{payment_link}}\``;
  report.add(
    "noWayToPay",
    firstLine(source),
    { channel: use.channel },
    { ...extra, help, related: [{ span: step, label: `sent by this step, ${use.where}` }] },
  );
}
