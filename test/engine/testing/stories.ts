/** A small policy, and tests of it by hand: what `compileTests` gives, without the language in between. */
import { compilePolicy } from "../../../dsl/index.ts";
import {
  minor,
  parseDay,
  runPolicyTest,
  type Account,
  type CompiledPolicy,
  type LocalDay,
  type PolicyTest,
  type PolicyTestRun,
  type Rule,
  type TestEvent,
  type TestExpectation,
} from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";

export const SOURCE = `policy "Small" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD
  places     US-NY

  facts {
    risk  number
  }

  house rules {
    contact only between 09:00 and 17:00 on business days
    at most 2 contacts in any 7 days
  }

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 USD
  }

  stage reminder from 1 day after due {
    day 0          email "reminder"
    day 4          call "courtesy call" when balance >= 500 USD, otherwise email "second reminder"
    day 6          email "third reminder" when risk >= 3 within 1 day else letter "on paper"
    next           demand after 14 days
    next           demand after 10 days when risk >= 3
  }

  stage demand {
    day 0          letter "formal demand"
    day 5          write off requires approval by "manager"
    day 30         task "look again" for "AR team"
  }

  on payment in full        close as paid
  on promise within 14 days pause until promised date + 2 days
  on dispute                pause, task "resolve dispute" for "AR team" due in 5 business days
}
`;

export const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new Error(`no day: ${text}`);
  return read;
};

export const small = (source: string = SOURCE): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(source, "small.collect");
  if (policy === null) throw new Error(diagnostics.map((one) => `${one.span.line}: ${one.message}`).join("\n"));
  return policy;
};

const CALENDAR = buildCalendar({ zones: ["America/New_York"], places: ["US-NY"], from: day("2024-01-01"), to: day("2028-12-31") });

export const ACCOUNT: Account = {
  id: "test",
  debtor: { id: "test", kind: "business", places: ["US-NY"], timezones: ["America/New_York"] },
  creditor: "test",
  currency: "USD",
  invoices: [{ id: "1", issued: day("2026-02-01"), due: day("2026-03-02"), amount: minor(120_000) }],
  facts: { risk: 0 },
  reach: { email: "email", call: "call", letter: "letter", sms: "sms" },
};

/** `2026-03-02` as a span of that day, `2026-03-02..2026-03-09` with both ends, `..2026-03-09` from the start. */
export const span = (words: string) => {
  const [from = "", to = from] = words.split("..");
  return { from: from === "" ? null : day(from), to: day(to), words };
};

type Bare<T> = T extends unknown ? Omit<T, "line" | "text" | "at"> : never;

export const expects = (...all: readonly Bare<TestExpectation>[]): readonly TestExpectation[] =>
  all.map((one, i) => ({ ...one, line: 100 + i, text: `expectation ${i + 1}` }));

export const on = (words: string, event: Bare<TestEvent>): TestEvent => {
  const [date = "", time] = words.split(" ");
  const [hour = 0, minutes = 0] = (time ?? "").split(":").map(Number);
  return { ...event, line: 50, at: { day: day(date), ...(time === undefined ? {} : { minute: hour * 60 + minutes }) } } as TestEvent;
};

export const contact = (
  pattern: { channel?: "email" | "call" | "letter"; template?: string },
  words: string,
  atLeast = 1,
  atMost: number | null = null,
) => ({ kind: "contact", pattern, span: span(words), count: { atLeast, atMost } }) as const;

export const story = (more: Partial<PolicyTest>): PolicyTest => ({
  title: "a story",
  line: 1,
  account: ACCOUNT,
  from: null,
  events: [],
  expectations: [],
  ...more,
});

export const run = (more: Partial<PolicyTest>, world: { readonly policy?: CompiledPolicy; readonly rules?: readonly Rule[] } = {}): PolicyTestRun =>
  runPolicyTest(story(more), { program: { policy: world.policy ?? small(), calendar: CALENDAR }, rules: world.rules ?? [] });

/** Each check as `ok …` or `no …`, with what really happened. */
export const told = (more: Partial<PolicyTest>, world: Parameters<typeof run>[1] = {}): readonly string[] =>
  run(more, world).checks.map(({ ok, got }) => `${ok ? "ok" : "no"} ${got}`);
