import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readRows } from "../../../cli/import/file.ts";
import { accountsOf } from "../../../cli/import/accounts.ts";
import { compilePolicy } from "../../../dsl/index.ts";
import { explainAccount, formatInstant, HORIZON_DAYS, instant, localDay, minor, parseDay, simulate } from "../../../engine/index.ts";
import type { CompiledPolicy, Instant, PastEvent, ScriptedEvent, StepEvent } from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { loadLawBook } from "../../../policies/index.ts";

const DAY = 86_400_000;
const HOUR = DAY / 24;
const SEED = 20_261_122;
const FOLDER = fileURLToPath(new URL("../../../examples/b2b-standard/", import.meta.url));

const law = await loadLawBook();
const source = readFileSync(`${FOLDER}policy.collect`, "utf8");

/** The example's policy under another clock. */
const compiled = (moves: string, behind: string): CompiledPolicy => {
  const text = source.replace("keep the stage  ", moves).replace("when behind    lapse", `when behind    ${behind}`);
  const { policy, diagnostics } = compilePolicy(text, "policy.collect", { lawBook: law });
  if (policy === null) throw new Error(diagnostics.map((one) => one.message).join("; "));
  return policy;
};
const POLICIES = [
  compiled("keep the stage", "lapse"),
  compiled("return to the stage that fits", "one stage at a time"),
  compiled("return to the stage that fits", "late, keep later dates"),
  compiled("keep the stage", "straight to the stage that fits"),
];
const [first] = POLICIES;
if (first === undefined) throw new Error("no policy");
const ACCOUNTS = accountsOf((await readRows(`${FOLDER}accounts.csv`)).rows, first).accounts.map((one) => one.account);

const START = localDay(parseDay("2026-11-16") ?? 0);
const CALENDAR = buildCalendar({
  zones: [...new Set(ACCOUNTS.flatMap((one) => one.debtor.timezones))],
  places: [...new Set([...first.places, ...ACCOUNTS.flatMap((one) => one.debtor.places)])],
  from: localDay(START - 500),
  to: localDay(START + 900),
});

type Told =
  | { readonly hour: number; readonly as: "payment" | "credit" | "chargeback"; readonly amount: number }
  | { readonly hour: number; readonly event: PastEvent["event"] }
  | { readonly hour: number; readonly promisedIn: number };

const SPAN_HOURS = 60 * 24;
const hour = fc.integer({ min: 1, max: SPAN_HOURS });
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ hour, as: fc.constantFrom("payment", "payment", "credit", "chargeback"), amount: fc.integer({ min: 1, max: 200_000 }) }),
  fc.record({
    hour,
    event: fc.constantFrom<PastEvent["event"][]>(
      "dispute",
      "dispute-closed",
      "hardship",
      "opt-out",
      "undeliverable",
      "attorney-notice",
      "attorney-released",
      "cease-request",
      "plan-agreed",
      "plan-broken",
      "breathing-space",
      "breathing-space-ended",
    ),
  }),
  fc.record({ hour, promisedIn: fc.integer({ min: 0, max: 20 }) }),
);

function eventOf(one: Told, id: string, at: Instant): StepEvent {
  if ("as" in one) return { type: "moved", id, at, amount: minor(one.amount), as: one.as };
  if ("promisedIn" in one) {
    const due = localDay(Math.floor(at / DAY) + one.promisedIn);
    return { type: "happened", id, at, event: { event: "promise", amount: minor(50_000), due } };
  }
  const email = one.event === "opt-out" ? { channels: ["email" as const] } : one.event === "undeliverable" ? { medium: "email" as const } : {};
  return { type: "happened", id, at, event: { event: one.event, ...email } };
}

const lives = fc.record({
  policy: fc.nat({ max: POLICIES.length - 1 }),
  account: fc.nat({ max: ACCOUNTS.length - 1 }),
  /** Days by which it is taken over late. */
  late: fc.constantFrom(0, 0, 0, 30, 200),
  asked: hour,
  told: fc.array(told, { maxLength: 4 }),
});

it(`explain names as next exactly the contact that leaves next when nothing else happens (seed ${SEED})`, () => {
  let contacts = 0;
  fc.assert(
    fc.property(lives, (life) => {
      const [policy, account] = [POLICIES[life.policy], ACCOUNTS[life.account]];
      if (policy === undefined || account === undefined) throw new Error("no such policy or account");
      const from = instant((START + life.late) * DAY);
      const now = instant(from + life.asked * HOUR);
      const events = life.told
        .filter((one) => one.hour <= life.asked)
        .map((one, i): ScriptedEvent => {
          const at = instant(from + one.hour * HOUR);
          return { account: account.id, at, event: eventOf(one, `e${i}`, at) };
        });
      const input = { program: { policy, calendar: CALENDAR }, rules: law.rules, accounts: [account], from, events };
      const past = simulate({ ...input, to: now });
      for (const contact of past.contacts) expect(contact.at).toBeLessThanOrEqual(now);
      const state = past.accounts.get(account.id)?.state;
      const context = past.context(account.id, now);
      if (state === undefined || state === null || context === null) throw new Error("not taken on");
      const { next, refused } = explainAccount(input.program, state, context, now);
      const future = [...simulate({ ...input, to: instant(now + HORIZON_DAYS * DAY) }).contacts];
      const real = future.find((one) => one.status === "sent" && one.at > now);
      expect(next).toEqual(real === undefined ? null : { at: real.at, channel: real.channel, step: real.step });
      if (next === null) return;
      contacts++;
      const unexplained: string[] = [];
      for (let t: number = now; t < next.at; t += HOUR) {
        if (!refused.some((one) => one.from <= t && (one.until === null || one.until > t)))
          unexplained.push(formatInstant(CALENDAR, null, instant(t)));
      }
      expect(unexplained).toEqual([]);
      // Being spread is a matter of minutes; anything longer has a reason of its own.
      const spread = refused.filter((one) => one.rule === "policy.spread").map((one) => (one.until ?? Infinity) - one.from);
      expect(Math.max(0, ...spread)).toBeLessThan(600_000);
    }),
    { numRuns: 200, seed: SEED },
  );
  // Not all accounts are closed or at rest.
  expect(contacts).toBeGreaterThan(60);
}, 60_000);
