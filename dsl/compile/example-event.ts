/** Events of an example's history. */
import type { Channel, EventName, PastEvent } from "../../engine/index.ts";
import { COVERS } from "../tokens/vocabulary.ts";
import type { DetailNode, HistoryLine } from "../tree/example.ts";
import { detailOf, detailTexts } from "./example-details.ts";
import { moneyOf } from "./money.ts";
import { weekdaysOf } from "./sentence.ts";
import { optional } from "./words.ts";

/** `consent to sms, email` is consent to channels, `consent to extra-calls` to something else. */
const coverOf = (details: readonly DetailNode[]): Pick<PastEvent, "covers" | "channels"> => {
  const to = detailTexts(detailOf(details, "address")?.to) ?? [];
  const covers = COVERS.find((word) => to.includes(word));
  if (covers !== undefined) return { covers };
  return to.length === 0 ? {} : { covers: "channel", channels: to as readonly Channel[] };
};

const sumOf = (details: readonly DetailNode[]): Pick<PastEvent, "amount" | "currency"> => {
  const sum = detailOf(details, "sum");
  return sum === undefined ? {} : moneyOf(sum.sum);
};

const blockedOf = (details: readonly DetailNode[]): Pick<PastEvent, "blocked"> => {
  const blocked = detailOf(details, "blocked");
  if (blocked === undefined) return {};
  const { from, to, days } = blocked.spell;
  return { blocked: [{ days: weekdaysOf(days), from: from.minute ?? 0, to: to.minute ?? 0 }] };
};

export const eventOf = ({ of, what, details }: HistoryLine): Omit<PastEvent, "received"> => {
  const named = detailOf(details, "channels")?.channels;
  const span = detailOf(details, "span");
  const form = detailOf(details, "form")?.form;
  const chapter = detailOf(details, "chapter");
  return {
    event: (of === "charge" ? "charge" : what.text) as EventName,
    ...(of === "charge" ? { type: what.text } : {}),
    ...optional("form", form),
    ...optional("medium", detailOf(details, "medium")?.medium.text as Channel | undefined),
    ...optional("ground", detailOf(details, "ground")?.ground.text),
    ...optional("request", detailOf(details, "request")?.request.text),
    ...optional("relief", detailOf(details, "relief")?.relief.text as PastEvent["relief"]),
    ...optional("chapter", chapter === undefined ? null : String(chapter.chapter.value)),
    ...coverOf(details),
    ...optional("channels", detailTexts(named) as readonly Channel[] | null),
    ...optional("place", detailOf(details, "place")?.place.text as PastEvent["place"]),
    ...sumOf(details),
    ...optional("by", detailOf(details, "teller")?.teller.text as PastEvent["by"]),
    ...optional("due", detailOf(details, "by")?.by.day),
    ...optional("from", span?.from.day),
    ...optional("until", span?.to.day ?? detailOf(details, "until")?.until.day),
    ...blockedOf(details),
    ...optional(
      "debts",
      detailOf(details, "debts")?.debts.map(({ text }) => text),
    ),
  };
};
