import type { Account, Calendar, CompiledPolicy, Debtor, Instant, LawBook, LocalDay, Minor, Person, Rule, RuleBody } from "../../engine/index.ts";
import type { Creditor, GuardRequest, Ledger } from "../../ledger/index.ts";

/** 2026-03-02, a Monday, at 12:00 in New York. */
export const noon = Date.UTC(2026, 2, 2, 17) as Instant;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
export const at = (offset: number): Instant => (noon + offset) as Instant;

/** A clock that tests turn by hand. */
export const handClock = (start: Instant = noon): { now: Instant; readonly read: () => Instant } => {
  const clock = { now: start, read: () => clock.now };
  return clock;
};

export const debtor = (id: string, over: Partial<Debtor> = {}): Debtor => ({
  id,
  kind: "business",
  places: ["US-NY"],
  timezones: ["America/New_York"],
  ...over,
});

export const account = (id: string, debtorId: string, over: Partial<Account> = {}): Account => ({
  id,
  debtor: debtor(debtorId),
  creditor: "northwind",
  currency: "USD",
  invoices: [{ id: "INV-1", issued: 20_400 as LocalDay, due: 20_430 as LocalDay, amount: 125_000 as Minor }],
  facts: {},
  reach: { email: "office", call: "desk" },
  ...over,
});

export const person: Person = {
  name: "Ada Example",
  email: "ada@example.org",
  phone: "+1 212 555 0100",
  address: ["1 Main St", "New York"],
  language: "en",
};

export const put = (one: Account, over: { policy?: string; person?: Person; runtime?: "local" | "temporal" } = {}) => ({
  account: one,
  person,
  policy: "policy-1",
  runtime: "local" as const,
  ...over,
});

const rule = (id: string, place: string, body: RuleBody): Rule => ({
  id,
  place,
  summary: id,
  cites: "test",
  confidence: "own",
  checked: null,
  from: null,
  to: null,
  binds: [],
  file: "test.collect",
  line: 1,
  body,
});

export const capOfCalls = (n: number): Rule =>
  rule("test.cap", "US", { kind: "cap", n, unit: "attempt", channels: ["call"], days: 7, key: "person", excluding: [] });

export const closedAfterOptOut: Rule = rule("test.opt-out", "US", {
  kind: "block",
  acts: ["contact"],
  while: { event: "opt-out", until: [] },
  key: "person",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
});

export const demandBeforeReport: Rule = rule("test.demand", "US", {
  kind: "notice-before",
  acts: ["credit-report"],
  notices: ["demand"],
  atLeast: { n: 1, business: false },
  counts: { from: "sending" },
  key: "debt",
});

export const from8to21: Rule = rule("test.hours", "US", {
  kind: "window",
  hours: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: 480 as never, to: 1260 as never }],
  holidaysClosed: false,
  liftedByConsent: false,
});

export const lawBook = (rules: readonly Rule[], hash = `law-${rules.map((one) => one.id).join("-")}`): LawBook => ({
  format: 1,
  hash,
  places: ["US"],
  rules,
});

/** New York in winter, all year: these tests are not about daylight saving. */
export const calendar: Calendar = {
  hash: "calendar-1",
  from: 20_000 as LocalDay,
  to: 22_000 as LocalDay,
  zones: { "America/New_York": { transitions: [], offsets: [-300] }, "America/Los_Angeles": { transitions: [], offsets: [-480] } },
  holidays: {},
};

export const policy = (over: Partial<CompiledPolicy> = {}): CompiledPolicy => ({
  format: 1,
  hash: "policy-1",
  name: "test",
  version: "1",
  collector: "creditor",
  debt: "commercial",
  currencies: ["USD"],
  places: ["US-NY"],
  facts: {},
  house: [],
  clock: { stageOf: "account", anchor: "oldest unpaid invoice", whenItMoves: "return", whenBehind: "lapse", tolerance: {} },
  terms: {},
  plans: [],
  notices: [],
  allocation: "oldest first",
  stages: [],
  handlers: [],
  file: "test.collect",
  ...over,
});

export const creditor: Creditor = { name: "Northwind", email: "ar@example.org", phone: "+1 212 555 0199", address: ["2 Main St"] };

/** A ledger with a program and one account `A-1` of debtor `D-1`. */
export const stock = async (ledger: Ledger, rules: readonly Rule[] = []): Promise<void> => {
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook(rules), calendar, letters: {}, creditor });
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
};

export const request = (over: Partial<GuardRequest> = {}): GuardRequest => ({
  requestId: "A-1/0/account/reminder/1/reminder/day 1/main",
  account: "A-1",
  stage: "reminder",
  step: "reminder/day 1",
  action: { act: "contact", debts: ["A-1/INV-1"], contact: { channel: "call" } },
  templateHash: "template-1",
  until: at(days(3)),
  ...over,
});
