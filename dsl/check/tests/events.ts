/** What happens in a test. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { HappeningNode, TestEventNode } from "../../tree/test.ts";
import type { Quoted } from "../../tree/words.ts";
import { didYouMeanText } from "../said.ts";
import { numbered } from "./account.ts";
import { checkFactValue, checkTestSum, type Inside } from "./values.ts";

type Told = Extract<HappeningNode, { readonly kind: "event" }>;

const checkInvoice = (invoice: Quoted | null, { invoices }: Inside): readonly Diagnostic[] => {
  if (invoice === null || invoices.has(invoice.text)) return [];
  const extra = didYouMeanText(invoice, invoices, 'an invoice gets its name with `as "…"`');
  return [problem("unknownInvoice", invoice.span, { name: invoice.text }, extra)];
};

/** Somebody who must agree, by a name that a line of the policy gives. */
export const checkApproval = (of: Quoted, { performed, scope }: Inside): readonly Diagnostic[] => {
  if (performed.approvals.has(of.text) || scope.lost.has(of.text)) return [];
  return [problem("unknownApproval", of.span, { name: of.text }, didYouMeanText(of, performed.approvals))];
};

/** Events of the ledger that are told with a sum. */
const WITH_SUM: Readonly<Record<string, string>> = { payment: "payment of 200 USD", promise: "promise of 200 USD by 2026-03-18" };
const OF_CHANNELS: ReadonlySet<string> = new Set(["opt-out", "consent", "consent-revoked", "undeliverable"]);

const checkTold = ({ event, channels, ground }: Told): readonly Diagnostic[] => {
  const write = WITH_SUM[event.text];
  if (write !== undefined) return [problem("toldByMoney", event.span, { event: event.text, write })];
  const [channel] = channels;
  return [
    ...(channel !== undefined && !OF_CHANNELS.has(event.text)
      ? [problem("noClauseHere", channel.span, { clause: channel.text, event: event.text })]
      : []),
    ...(ground !== null && event.text !== "dispute" ? [problem("noClauseHere", ground.span, { clause: "on ground", event: event.text })] : []),
  ];
};

const addInvoice = (happening: Extract<HappeningNode, { readonly kind: "invoice" }>, inside: Inside): readonly Diagnostic[] => {
  const { id, sum } = happening;
  const taken = id !== null && inside.invoices.has(id.text);
  inside.invoices.add(id?.text ?? numbered(inside.invoices));
  return [...(taken ? [problem("testTwice", id.span, { what: `invoice "${id.text}"` })] : []), ...checkTestSum(sum, inside)];
};

/** Problems of one event. Events are looked at in the order of the story: an invoice is known from its own line on. */
export const checkEvent = ({ at, happening }: TestEventNode, inside: Inside): readonly Diagnostic[] => {
  switch (happening.kind) {
    case "money":
      return [...checkTestSum(happening.sum, inside), ...checkInvoice(happening.invoice, inside)];
    case "promise": {
      const { by } = happening;
      const late = by.day !== null && at.date.day !== null && by.day < at.date.day;
      return [...checkTestSum(happening.sum, inside), ...(late ? [problem("spanBackwards", by.span, { from: at.date.text, to: by.text })] : [])];
    }
    case "event":
      return checkTold(happening);
    case "invoice":
      return addInvoice(happening, inside);
    case "due date":
      return checkInvoice(happening.invoice, inside);
    case "fact":
      return checkFactValue(happening.name, happening.value, inside);
    case "approval":
      return checkApproval(happening.of, inside);
    case "channel":
      return [];
  }
};
