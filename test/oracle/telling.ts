/** How worked examples of the law are told by hand. */
import { DateTime } from "luxon";
import { violations, type OracleBody, type OracleContact, type OracleEntry, type OracleEvent, type OracleRule, type Story } from "./index.ts";

export const NEW_YORK = "America/New_York";
export const ALL_WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const at = (text: string, zone = NEW_YORK): number => DateTime.fromISO(text, { zone }).toMillis();
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

export const rule = (body: OracleBody, more: Partial<OracleRule> = {}): OracleRule => ({
  id: "rule",
  place: "US",
  from: null,
  to: null,
  binds: [],
  body,
  ...more,
});

let counter = 0;
export const contact = (when: string, more: Partial<OracleContact> = {}, zone?: string): OracleEntry => ({
  at: at(when, zone),
  id: `c${(counter += 1)}`,
  contact: { channel: "call", direction: "out", ...more },
});
export const event = (when: string, name: string, more: Partial<OracleEvent> = {}): OracleEntry => ({
  at: at(when),
  id: `e${(counter += 1)}`,
  event: { event: name, ...more },
});

export const debt = (id: string, more = {}) => ({
  id,
  amount: 120_000,
  currency: "USD",
  kind: "consumer",
  type: "credit",
  incurred: day("2025-03-10"),
  due: day("2025-04-09"),
  ...more,
});

export const story = (body: OracleBody, ledger: readonly OracleEntry[], more: Partial<Story> = {}): Story => ({
  rules: [rule(body)],
  collector: { role: "third-party" },
  debtor: { kind: "person", places: ["US-OH"], timezones: [NEW_YORK] },
  debts: [debt("d1")],
  holidays: {},
  ledger,
  ...more,
});

/** Which entries broke the rule, by their place in the story. */
export const broken = (told: Story): readonly number[] => {
  const wrong = new Set(violations(told).map(({ entry }) => entry));
  return told.ledger.flatMap(({ id }, index) => (wrong.has(id) ? [index] : []));
};

export const HOURS: OracleBody = { kind: "window", hours: [{ days: ALL_WEEK, from: 480, to: 1260 }], holidaysClosed: false, liftedByConsent: true };
export const SEVEN_IN_SEVEN: Extract<OracleBody, { kind: "cap" }> = {
  kind: "cap",
  n: 7,
  unit: "attempt",
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["not-connected", "wrong-number", "consented", "professional"],
};
export const AFTER_TALK: OracleBody = {
  kind: "silence",
  after: { unit: "conversation", channels: ["call", "voicemail"], direction: "any" },
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["consented"],
};
export const block = (more: Partial<Extract<OracleBody, { kind: "block" }>>): OracleBody => ({
  kind: "block",
  acts: ["contact"],
  key: "debt",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
  ...more,
});
