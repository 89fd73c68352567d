/** A small world for tests of the decision core: calendars made by hand, one debtor, one debt, rules one at a time. */
import {
  instant,
  minor,
  minute,
  parseDay,
  parseInstant,
  type Action,
  type BlockRule,
  type Calendar,
  type Contact,
  type ContentRule,
  type Context,
  type Debt,
  type Instant,
  type LedgerEntry,
  type LimitationRule,
  type LocalDay,
  type PastContact,
  type PastEvent,
  type Rule,
  type RuleBody,
  type Trigger,
  type Weekday,
  type ZoneTable,
} from "../../../engine/index.ts";

export const at = (text: string): Instant => {
  const t = parseInstant(text);
  if (t === null) throw new Error(`no instant: ${text}`);
  return t;
};
export const day = (text: string): LocalDay => {
  const d = parseDay(text);
  if (d === null) throw new Error(`no day: ${text}`);
  return d;
};
export const later = (t: Instant, ms: number): Instant => instant(t + ms);

const zone = (offsets: readonly number[], ...transitions: readonly string[]): ZoneTable => ({ transitions: transitions.map(at), offsets });

export const ZONES = {
  "America/New_York": zone(
    [-240, -300, -240, -300, -240],
    "2025-11-02T06:00:00Z",
    "2026-03-08T07:00:00Z",
    "2026-11-01T06:00:00Z",
    "2027-03-14T07:00:00Z",
  ),
  "America/Los_Angeles": zone(
    [-420, -480, -420, -480, -420],
    "2025-11-02T09:00:00Z",
    "2026-03-08T10:00:00Z",
    "2026-11-01T09:00:00Z",
    "2027-03-14T10:00:00Z",
  ),
  "Europe/London": zone([60, 0, 60, 0, 60], "2025-10-26T01:00:00Z", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z"),
  "Asia/Tokyo": zone([540]),
  // Half an hour of summer time.
  "Australia/Lord_Howe": zone([660, 630, 660, 630], "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2027-04-03T15:00:00Z"),
  // Midnight comes twice in autumn and never in spring.
  "America/Havana": zone(
    [-240, -300, -240, -300, -240],
    "2025-11-02T05:00:00Z",
    "2026-03-08T05:00:00Z",
    "2026-11-01T05:00:00Z",
    "2027-03-14T05:00:00Z",
  ),
  // As St John's until 2011: one minute after midnight the clock goes back into the day before.
  "Test/Back_Over_Midnight": zone([-150, -210], "2026-11-01T02:31:00Z"),
} as const satisfies Record<string, ZoneTable>;

export const calendar: Calendar = {
  hash: "by hand",
  from: day("2026-01-01"),
  to: day("2027-06-30"),
  zones: ZONES,
  holidays: {
    US: [day("2026-07-03"), day("2026-11-26"), day("2026-12-25")],
    "US-CA": [day("2026-03-31"), day("2026-12-25")],
    GB: [day("2026-04-03"), day("2026-04-06")],
  },
};

/** Samoa had no 30 December 2011. */
export const apia: Calendar = {
  hash: "by hand",
  from: day("2011-12-01"),
  to: day("2012-01-31"),
  zones: { "Pacific/Apia": zone([-600, 840], "2011-12-30T10:00:00Z") },
  holidays: { WS: [] },
};

export const debt = (id: string, more: Partial<Debt> = {}): Debt => ({
  id,
  amount: minor(120_000),
  currency: "USD",
  kind: "consumer",
  type: "credit",
  incurred: day("2025-03-10"),
  due: day("2025-04-09"),
  ...more,
});

let count = 0;
/** Entries of a ledger get their ids by order, unless they have one. */
export const contact = (when: string, what: Partial<PastContact>, id = `c${++count}`): LedgerEntry => ({
  at: at(when),
  id,
  contact: { channel: "call", direction: "out", ...what },
});
export const event = (when: string, what: PastEvent, id = `e${++count}`): LedgerEntry => ({ at: at(when), id, event: what });

export const context = (
  more: Partial<Omit<Context, "debtor">> & {
    zones?: readonly string[];
    places?: readonly string[];
    kind?: Context["debtor"]["kind"];
    debtorFacts?: readonly string[];
  } = {},
): Context => {
  const { zones, places, kind, debtorFacts, ...rest } = more;
  return {
    calendar,
    rules: [],
    collector: { role: "third-party" },
    debts: [debt("d1")],
    ledger: [],
    ...rest,
    debtor: { id: "debtor-1", kind: kind ?? "person", places: places ?? ["US"], timezones: zones ?? ["America/New_York"], facts: debtorFacts ?? [] },
  };
};

export const ask = (what: Partial<Contact> = {}, debts: readonly string[] = ["d1"]): Action => ({
  act: "contact",
  debts,
  contact: { channel: "call", ...what },
});

let rules = 0;
export const rule = (body: RuleBody, more: Partial<Rule> = {}): Rule => ({
  id: `test.rule-${++rules}`,
  place: "WORLD",
  summary: "A rule",
  cites: "Test Act s. 1",
  confidence: "own",
  checked: null,
  from: null,
  to: null,
  binds: [],
  file: "test.collect",
  line: 1,
  body,
  ...more,
});

export const EVERY_DAY: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const WORKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];
export const hours = (
  from: string,
  to: string,
  days: readonly Weekday[] = EVERY_DAY,
): { days: readonly Weekday[]; from: ReturnType<typeof minute>; to: ReturnType<typeof minute> } => {
  const minutes = (text: string): ReturnType<typeof minute> => minute(Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  return { days, from: minutes(from), to: minutes(to) };
};

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** The door is shut to every contact, debt by debt, and nothing opens it. */
export const BLOCK: BlockRule = {
  kind: "block",
  acts: ["contact"],
  key: "debt",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
};

/** It is shut to the person while a fact holds; null: ever. */
export const block = (trigger: Partial<Trigger> | null, more: Partial<BlockRule> = {}): BlockRule => ({
  ...BLOCK,
  key: "person",
  ...(trigger === null ? {} : { while: { event: "dispute", until: [], ...trigger } }),
  ...more,
});

/** Every message says how to opt out. */
export const content = (more: Partial<ContentRule> = {}): ContentRule => ({
  kind: "content",
  acts: ["contact"],
  when: "every",
  must: ["opt-out"],
  mustNot: [],
  ...more,
});

/** Three years from the default bar suits and the threat of one. */
export const THREE_YEARS: LimitationRule = {
  kind: "limitation",
  years: 3,
  from: "default",
  toYearEnd: false,
  restartedBy: [],
  revivedBy: [],
  extinguishes: false,
  bars: ["sue", "threaten-suit"],
};
