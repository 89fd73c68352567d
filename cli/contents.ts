/** What the letters of a policy carry, looked up by contact: for commands that judge contacts and write none. */
import { canonicalJson, letterKey } from "../engine/index.ts";
import type { StepAction } from "../engine/index.ts";
import type { Letters } from "../ledger/index.ts";

/** Content ids by letter (`letterKey`), in one language. */
async function contentsByLetter(letters: Letters, language?: string): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  // Not by the index: ways out of the house are no business of who only asks what a letter carries.
  const { contentsOf } = await import("../channels/contents.ts");
  const known = new Map<string, readonly string[] | undefined>();
  for (const [template = "", channel = ""] of Object.keys(letters).map((key) => key.split("."))) {
    if (channel !== "partial") known.set(letterKey(template, channel), await contentsOf(letters, { template, channel }, language));
  }
  return known;
}

/**
 * Content ids by action, as simulation and explanation ask for them; undefined for a business act and for a contact without a letter.
 *
 * @param language BCP 47 language of the debtor; the letters' own when absent.
 */
export async function contentsBy(letters: Letters, language?: string): Promise<(action: StepAction) => readonly string[] | undefined> {
  const known = await contentsByLetter(letters, language);
  return (action) => (action.kind === "contact" ? known.get(letterKey(action.template, action.channel)) : undefined);
}

/** What all letters carry, as one text: the same text, the same content ids. */
export const contentsText = async (letters: Letters): Promise<string> =>
  canonicalJson(Object.fromEntries([...(await contentsByLetter(letters))].map(([key, ids]) => [key, ids ?? null])));
