/** Closed words of rules to the engine's own lists: channels, acts, places, each in the order of the vocabulary. */
import { CHANNELS } from "../engine.ts";
import type { Act, Channel, ContactPlace, Days, Narrowing, Purpose } from "../../engine/index.ts";
import { ACTS, PLACES } from "../tokens/vocabulary.ts";
import type { NarrowingNode } from "../tree/rule.ts";
import type { DaysNode, Name } from "../tree/words.ts";

/** By phone, answered or not: `call` and `phone` mean both everywhere. */
export const PHONE: readonly Channel[] = ["call", "voicemail"];

export const isChannel = (text: string): text is Channel => (CHANNELS as readonly string[]).includes(text);
const isAct = (text: string): text is Act => (ACTS as readonly string[]).includes(text);

/** Channels of a list; undefined: all of them (`contact`, or none named). */
export const channelsIn = (names: readonly Name[]): readonly Channel[] | undefined => {
  const words = names.map(({ text }) => text);
  if (words.includes("contact")) return undefined;
  const named = new Set(words.flatMap((text) => (text === "call" || text === "phone" ? PHONE : isChannel(text) ? [text] : [])));
  return named.size === 0 ? undefined : CHANNELS.filter((channel) => named.has(channel));
};

/** Acts of a list; a channel stands for contact by it. */
export const actsIn = (targets: readonly Name[]): readonly Act[] => {
  const words = targets.map(({ text }) => text);
  if (words.includes("any act")) return ACTS;
  return ACTS.filter((act) => words.some((text) => text === act || (act === "contact" && isChannel(text) && !isAct(text))));
};

/** Places of contact. */
export const placesIn = (names: readonly Name[]): { readonly places?: readonly ContactPlace[] } =>
  names.length === 0 ? {} : { places: PLACES.filter((place) => names.some(({ text }) => text === place)) };

/** A member that is there only with a value. */
export const optional = <Key extends string, Value>(key: Key, value: Value | undefined | null): { readonly [K in Key]?: Value } =>
  (value === undefined || value === null ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

/** Words of a closed list, which the grammar has checked. */
export const wordsOf = <Word extends string>(names: readonly Name[]): readonly Word[] => names.map(({ text }) => text as Word);

/** A list that is absent when it names nothing. */
export const someOf = <Word extends string>(names: readonly Name[]): readonly Word[] | null => (names.length === 0 ? null : wordsOf<Word>(names));

/** What a sentence is narrowed to. */
export const narrowingOf = ({ barred, purposes }: NarrowingNode): Narrowing => ({
  ...optional("barred", barred),
  ...optional("purposes", someOf<Purpose>(purposes)),
});

export const daysOf = ({ n, business, of }: DaysNode): Days => ({ n, business, ...(of === undefined ? {} : { of: of.text }) });
