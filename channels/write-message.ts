/** From an account and a letter to a message that a channel can take. */
import type { ContactAction } from "../engine/index.ts";
import type { Message } from "./channel.ts";
import { letterData } from "./letter-data.ts";
import type { LetterFacts, Sender } from "./letter-data.ts";
import { chooseLetter } from "./letter-set.ts";
import type { LetterSources } from "./letter-set.ts";
import { render } from "./render.ts";
import type { Failed } from "./render.ts";

/** What channels read of `Message.data`. */
export interface MessageData extends Readonly<Record<string, unknown>> {
  readonly template: string;
  /** BCP 47 language of the text. */
  readonly language: string;
  readonly priority: "normal" | "high";
  /** The day on which it was written, in that language. */
  readonly today: string;
  readonly sender: Sender;
  readonly optOutLink: string;
  readonly daysOverdue: number;
  /** In minor units of `currency`. */
  readonly balance: number;
  readonly currency: string;
}

export type Written =
  | { readonly kind: "written"; readonly message: Message & { readonly data: MessageData }; readonly templateHash: string }
  | Failed;

/**
 * Writes the message of a contact: picks the letter in the debtor's language, fills it, and adds what channels need.
 *
 * @returns The message with the hash of its template (for the permit), or a failure with file and line, never an exception.
 */
export async function writeMessage(letters: LetterSources, action: ContactAction, facts: LetterFacts): Promise<Written> {
  if (action.paymentLink && facts.paymentLink === undefined) {
    return { kind: "failed", reason: "the step wants a payment link: set PAYMENT_URL (https://…{account}…)", retryable: false };
  }
  const preferred = facts.person.language;
  const language = chooseLetter(letters, action, preferred)?.language ?? "en";
  const data = letterData(facts, language);
  const rendered = await render(letters, action, data, preferred);
  if (rendered.kind === "failed") return rendered;
  const message = {
    ...rendered.content,
    to: { ...facts.person, ...(facts.person.address === undefined ? {} : { address: data.debtor.address }) },
    data: {
      template: action.template,
      language,
      priority: action.priority,
      today: data.today,
      sender: data.creditor,
      optOutLink: facts.optOutLink,
      daysOverdue: data.days_overdue,
      balance: facts.open.reduce((sum, each) => sum + each.open, 0),
      currency: facts.account.currency,
    },
  };
  return { kind: "written", message, templateHash: rendered.templateHash };
}
