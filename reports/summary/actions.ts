/** What a policy does, in plain English: as a wish (`send an e-mail "reminder"`). */
import type { BusinessAction, Channel, ContactAction, StepAction } from "../../engine/index.ts";
import { daysWords, moneyWords } from "./words.ts";

const SENT: Readonly<Record<Channel, string>> = {
  call: "make the call",
  voicemail: "leave the voicemail",
  sms: "send the text message",
  email: "send the e-mail",
  letter: "send the letter",
  "registered-letter": "send the registered letter",
  postcard: "send the postcard",
  visit: "make the visit",
  portal: "put into the portal the message",
  social: "send the private message",
};

const contactWords = ({ channel, template, paymentLink, offers, priority, purpose }: ContactAction): string =>
  [
    `${SENT[channel]} "${template}"`,
    ...(paymentLink ? ["with a link to pay"] : []),
    ...(offers === undefined ? [] : [`offering the payment plan "${offers}"`]),
    ...(priority === "high" ? ["before other calls (high priority)"] : []),
    ...(purpose === "collect" ? [] : [`as a ${purpose.replaceAll("-", " ")}`]),
  ].join(" ");

function businessWords(action: BusinessAction): string {
  switch (action.name) {
    case "hold credit":
      return "hold the customer's credit";
    case "release credit":
      return "release the customer's credit";
    case "write off":
      return "write the balance off";
    case "file small claim":
      return "file a small claim in court";
    case "report to bureau":
      return "report the debt to a credit bureau";
    case "refer to lawyer":
      return "refer the account to a lawyer";
    case "charge fee":
      return "charge the late fee of these terms";
    case "charge interest":
      return "charge the late interest of these terms";
    case "place with agency":
      return `place the account with the agency "${action.agency}"`;
    case "offer plan":
      return `offer the payment plan "${action.plan}"`;
    case "offer discount":
      return `offer a discount of ${action.percent}%`;
    case "webhook":
      return `tell the system "${action.hook}"`;
    case "task":
      return `give "${action.team}" the task "${action.title}"${action.due === null ? "" : `, due in ${daysWords(action.due)}`}`;
    case "close":
      return `close the account as ${action.as}`;
    case "set credit limit":
      return `set a credit limit of ${moneyWords(action.limit)}`;
    case "set terms":
      return action.due === "prepayment" ? "sell against prepayment only" : `let invoices fall due ${daysWords(action.due)} after their date`;
    case "ask for deposit":
      return "percent" in action.deposit
        ? `ask for a deposit of ${action.deposit.percent}% of the credit limit`
        : `ask for a deposit of ${moneyWords(action.deposit.amount)}`;
  }
}

export const actionWords = (action: StepAction): string => (action.kind === "contact" ? contactWords(action) : businessWords(action));
