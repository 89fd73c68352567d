/** What may happen to a debtor, and what a collector may want to do: random, with the awkward details. */
import fc from "fast-check";
import { EVENTS, WEEKDAYS, localDay, minor, minute } from "../../engine/index.ts";
import type { Channel, Contact, Debt, LocalDay, PastContact, PastEvent } from "../../engine/index.ts";

const some = <T>(name: string, value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<Record<string, T>> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight, arbitrary: value.map((one) => ({ [name]: one })) });

const merged = <T>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as T);

/** Three invoices of two accounts of one creditor, and a debt to another that stands alone. */
export const portfolios: fc.Arbitrary<readonly Debt[]> = fc
  .record({
    kinds: fc.constantFrom<readonly Debt["kind"][]>(["consumer"], ["commercial"], ["consumer", "commercial"]),
    count: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ kinds, count }) =>
    [
      ["a/1", "a", "north"],
      ["a/2", "a", "north"],
      ["b/1", "b", "north"],
      ["alone", undefined, "south"],
    ]
      .slice(0, count)
      .map(([id, account, creditor], index): Debt => ({
        id: id ?? "",
        amount: minor(12_000),
        currency: "USD",
        kind: kinds[index % kinds.length] ?? "consumer",
        type: index % 2 === 0 ? "credit" : "medical",
        incurred: localDay(20_200 + index * 50),
        due: localDay(20_230 + index * 50),
        ...(account === undefined ? {} : { account }),
        ...(creditor === undefined ? {} : { creditor }),
      })),
  );

const labels = fc.constantFrom("line 1", "line 2", "mail 1");
const channels = fc.constantFrom<Channel>(
  "call",
  "call",
  "call",
  "voicemail",
  "sms",
  "sms",
  "email",
  "email",
  "letter",
  "registered-letter",
  "visit",
  "social",
);

export const contacts: fc.Arbitrary<Contact> = merged<Contact>(
  channels.map((channel) => ({ channel })),
  some("person", fc.constantFrom("attorney", "spouse", "employer", "executor", "neighbour")),
  some("place", fc.constantFrom("home", "work", "other")),
  some("line", fc.constantFrom("mobile", "landline"), 3),
  some("address", labels, 4),
  some("dialing", fc.constantFrom("manual", "autodialled", "prerecorded")),
  some("addressSource", fc.constantFrom("debtor", "creditor", "found"), 2),
  some("purpose", fc.constantFrom("legal-notice", "closing-notice", "opt-out-confirmation", "locate")),
);

export const outcomes = fc.constantFrom<PastContact["outcome"]>(
  "conversation",
  "conversation",
  "message",
  "limited-message",
  "no-answer",
  "no-mailbox",
  "busy",
  "not-in-service",
  "wrong-number",
  undefined,
);

/** Whether nobody learns if what was sent left. */
export const doubts = fc.constantFrom(true, false, false, false, false, false);

/** How a contact went, as far as anybody knows. */
export const wentAs = (
  channel: Contact["channel"],
  { outcome, unsure }: { readonly outcome: PastContact["outcome"]; readonly unsure?: boolean },
): Pick<PastContact, "outcome" | "unsure"> => {
  const spoken = channel === "call" || channel === "visit";
  return { ...(spoken && outcome !== undefined ? { outcome } : {}), ...(!spoken && unsure === true ? { unsure } : {}) };
};

const about = (ids: readonly string[]): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.subarray([...ids], { minLength: 1 }).map((debts) => ({ debts })) },
    { weight: 1, arbitrary: fc.constantFrom("a", "b").map((account) => ({ account })) },
  );

const LIKELY: readonly PastEvent["event"][] = [
  "dispute",
  "dispute-closed",
  "documents-sent",
  "document-request",
  "cease-request",
  "opt-out",
  "consent",
  "consent",
  "consent",
  "consent-revoked",
  "attorney-notice",
  "attorney-released",
  "inconvenient-time",
  "inconvenient-place",
  "employer-prohibits",
  "bankruptcy-petition",
  "bankruptcy-closed",
  "breathing-space",
  "breathing-space-ended",
  "writing-only",
  "refusal-to-pay",
  "death",
  "payment",
  "promise",
];

const blockedHours = fc
  .record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    span: fc.constantFrom([0, 720], [540, 1020], [1080, 1440], [1320, 480], [120, 180], [90, 150]),
  })
  .map(({ days, span: [from, to] }) => ({ days, from: minute(from ?? 0), to: minute(to ?? 0) }));

/**
 * What an event may say besides its name. `near` is the day around which first and last days lie; `wanted` are events on
 * which the rules of the story hang.
 */
export const happenings = (ids: readonly string[], near: LocalDay, wanted: readonly PastEvent["event"][]): fc.Arbitrary<PastEvent> => {
  const days = fc.integer({ min: -3, max: 20 }).map((days_) => localDay(near + days_));
  return merged<PastEvent>(
    fc
      .oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(wanted.length > 0 ? wanted : LIKELY)) },
        { weight: 6, arbitrary: fc.constantFrom(...LIKELY) },
        { weight: 1, arbitrary: fc.constantFrom(...EVENTS) },
      )
      .map((event) => ({ event })),
    about(ids),
    some("form", fc.constantFrom("written", "oral"), 6),
    some("medium", fc.constantFrom("call", "email", "sms", "letter", "registered-letter"), 6),
    some("by", fc.constantFrom("debtor", "attorney"), 2),
    some("ground", fc.constantFrom("amount", "time-barred", "paid")),
    some("request", fc.constantFrom("verification", "original-creditor")),
    some("contactKnown", fc.constantFrom(true, false), 2),
    some("chapter", fc.constantFrom("7", "13"), 2),
    some("relief", fc.constantFrom("standard", "crisis"), 6),
    some("covers", fc.constantFrom("channel", "extra-calls", "extra-calls", "any-time", "work", "prerecorded"), 12),
    some("channels", fc.subarray<Channel>(["call", "sms", "email", "voicemail", "letter"], { minLength: 1 }), 3),
    some("address", labels),
    some("place", fc.constantFrom("home", "work"), 3),
    some("from", days),
    some("until", days),
    some("blocked", fc.array(blockedHours, { minLength: 1, maxLength: 2 }), 6),
  );
};

/** Something that the debtor sent or said without being asked. */
export const inbound = (ids: readonly string[]): fc.Arbitrary<PastContact> =>
  merged<PastContact>(
    fc
      .constantFrom({ channel: "call", outcome: "conversation" }, { channel: "sms" }, { channel: "email" })
      .map((what) => ({ ...what, direction: "in" })),
    some("address", labels, 2),
    some("purpose", fc.constant("callback-request"), 1),
    about(ids),
  );
