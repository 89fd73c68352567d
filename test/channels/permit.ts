/** Permits, accounts and messages for tests. Only a test may make a permit: it casts, which product code can't do unseen. */
import type { LetterFacts, Sender } from "../../channels/index.ts";
import type { Message } from "../../channels/channel.ts";
import { localDay, minor, type Account, type Permit } from "../../engine/index.ts";

export const permitOf = (fields: Partial<Record<"id" | "requestId" | "account" | "step" | "channel", string>> = {}): Permit =>
  ({
    id: "permit-1",
    requestId: `${fields.account ?? "A-17"}/1/account/reminder/1/day 0/main`,
    account: "A-17",
    step: "reminder/day 0",
    channel: "email",
    templateHash: "0".repeat(64),
    // 2026-03-02T15:00:00Z
    grantedAt: 1_772_463_600_000,
    expiresAt: 1_772_464_500_000,
    requires: [],
    ...fields,
  }) as unknown as Permit;

export const sender: Sender = {
  name: "Brightwater Supply Co.",
  email: "ar@brightwater.example",
  phone: "+1 212 555 0100",
  address: ["400 Example Avenue", "New York, NY 10001"],
};

/** Personal data that no reason, log or file name may repeat. */
export const secrets = ["Larkspur", "buyer@larkspur.example", "+1 415 555 0142", "12 Fell St"];

export const messageOf = (fields: Partial<Message> = {}): Message => ({
  to: { name: "Larkspur Joinery", email: "buyer@larkspur.example", phone: "+1 415 555 0142", address: ["12 Fell St", "San Francisco, CA 94102"] },
  subject: "Reminder: $1,200.00 open on account A-17",
  text: "Please pay.",
  html: "<p>Please pay.</p>",
  contains: ["reminder"],
  data: { language: "en", today: "March 2, 2026", priority: "normal", sender, optOutLink: "https://stop.example/A-17" },
  ...fields,
});

export const accountOf = (fields: Partial<Account> = {}): Account => ({
  id: "A-17",
  debtor: { id: "D-9", kind: "business", places: ["US-CA"], timezones: ["America/Los_Angeles"] },
  creditor: "brightwater",
  currency: "USD",
  invoices: [
    { id: "INV-1", issued: localDay(20_485), due: localDay(20_515), amount: minor(90_000) },
    { id: "INV-2", issued: localDay(20_500), due: localDay(20_530), amount: minor(30_050) },
  ],
  facts: { segment: "standard", late_invoices_12m: 2 },
  reach: {},
  ...fields,
});

/** Both invoices open, on 2026-03-19. */
export function factsOf(fields: Partial<LetterFacts> = {}): LetterFacts {
  const account = fields.account ?? accountOf();
  return {
    account,
    person: messageOf().to,
    sender,
    open: account.invoices.map((invoice) => ({ invoice, open: invoice.amount })),
    today: localDay(20_531),
    optOutLink: "https://stop.example/A-17",
    ...fields,
  };
}
