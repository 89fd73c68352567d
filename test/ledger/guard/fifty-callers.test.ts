/**
 * Fifty callers at once want things of one debtor who has several accounts, in any order; some are killed, some settle late, some tell what the debtor
 * said. The oracle, which shares no code with the guard, reads the debtor's chain line by line.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { debtsOf } from "../../../engine/index.ts";
import type { Account, CompiledPolicy, EffectResult, Instant, PastEvent, Permit, Rule } from "../../../engine/index.ts";
import { wouldBreak, type OracleEntry, type Story } from "../../oracle/index.ts";
import type { Ledger } from "../../../ledger/index.ts";
import { nearOf, wishes, type Wish } from "../../property/deeds.ts";
import { happenings } from "../../property/happenings.ts";
import { calendarOf, instantOf, moments, scenes, weekdaysOf, type Scene } from "../../property/moments.ts";
import { ruleSets } from "../../property/rules.ts";
import { notices, ruleOf, SERIES } from "../../property/term-rules.ts";
import { account, creditor, handClock, hours, lawBook, policy, put, request } from "../fixtures.ts";
import { sqlPast, withLedger } from "../server.ts";

const CALLERS = 50;
const REQUESTS = 40;
const ACCOUNTS = 3;
const WAVES = 4;
const ENDS = ["sent", "failed", "unknown", "denied"] as const;

type End = (typeof ENDS)[number];

type Call =
  /** Takes a request through the guard, and may be killed after any of its steps. */
  | { readonly do: "work"; readonly request: number; readonly killedAfter: "asking" | "sending" | "nothing"; readonly as: End }
  /** Goes on with the permit that somebody got earlier, or settles it without a word to anybody before. */
  | { readonly do: "go on" | "settle late"; readonly request: number; readonly as: End }
  | { readonly do: "tell"; readonly account: number; readonly event: PastEvent };

interface Told {
  readonly scene: Scene;
  readonly rules: readonly Rule[];
  readonly wanted: readonly Wish[];
  /** What all callers do at one instant, wave by wave. */
  readonly waves: readonly { readonly at: Instant; readonly calls: readonly Call[] }[];
}

const callsOf = (ids: readonly string[], scene: Scene): fc.Arbitrary<Call> => {
  const one = fc.nat({ max: REQUESTS - 1 });
  const as = fc.constantFrom(...ENDS);
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ do: fc.constant("work" as const), request: one, killedAfter: fc.constantFrom("asking", "sending", "nothing"), as }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("go on" as const, "settle late" as const), request: one, as }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("tell" as const), account: fc.nat({ max: ACCOUNTS - 1 }), event: happenings(ids, nearOf(scene), []) }),
    },
  );
};

const accountId = (n: number): string => `A-${n}`;
const IDS = Array.from({ length: ACCOUNTS }, (_, n) => `${accountId(n)}/INV-1`);

const lawOf = fc
  .tuple(ruleSets(4), fc.array(notices, { maxLength: 1 }))
  .map(([rules, more]): readonly Rule[] => [
    ...rules.map(({ members: _members, notIn: _notIn, ...rule }): Rule => ({ ...rule, place: "WORLD" })),
    ...more.map((body) => ruleOf(body, "rule.notice")),
  ]);

const told: fc.Arbitrary<Told> = scenes.chain((scene) =>
  fc.record({
    scene: fc.constant(scene),
    rules: lawOf,
    // Charges are the property tests' own: what they come to is no question of who asks first.
    wanted: fc.array(
      wishes(IDS, nearOf(scene)).filter(({ action }) => action.act !== "charge"),
      { minLength: REQUESTS, maxLength: REQUESTS },
    ),
    waves: fc
      .array(
        fc.record({
          at: moments(12).map((moment) => instantOf(scene, moment)),
          calls: fc.array(callsOf(IDS, scene), { minLength: CALLERS, maxLength: CALLERS, size: "max" }),
        }),
        { minLength: WAVES, maxLength: WAVES },
      )
      .map((drawn) => drawn.toSorted((a, b) => a.at - b.at)),
  }),
);

/** One round on a ledger of all rounds: everything in it bears the round's name. */
interface Round {
  readonly ledger: Ledger;
  readonly told: Told;
  readonly name: string;
  readonly clock: { now: Instant };
  readonly permits: Map<number, Permit>;
  /** What the text of a granted contact has to carry, by request. */
  readonly carried: Map<string, readonly string[]>;
}

/** Accounts of rounds have names of their own; what is wanted and told speaks of `A-0`. */
const ownName = (name: string, id: string): string => `${name}-${id}`;

const resultOf = (as: End, now: Instant): EffectResult => {
  if (as === "sent") return { kind: "sent", at: now };
  if (as === "unknown") return { kind: "unknown", at: now, reason: "no answer" };
  return as === "failed" ? { kind: "failed", at: now, reason: "refused", retryable: false } : { kind: "denied", at: now, until: null, reasons: [] };
};

const ask = async ({ ledger, told: { wanted }, name, clock, permits, carried }: Round, n: number): Promise<Permit | null> => {
  const wish = wanted[n];
  if (wish === undefined) throw new Error("no such request");
  const debts = wish.action.debts.map((id) => ownName(name, id));
  const [first = ""] = debts;
  const id = first.slice(0, first.lastIndexOf("/"));
  const requestId = `${id}/0/${n}`;
  const until = (clock.now + hours(72)) as Instant;
  const answer = await ledger.guard.ask(request({ requestId, account: id, until, action: { ...wish.action, debts } }));
  if (answer.kind !== "granted") return null;
  permits.set(n, answer.permit);
  carried.set(requestId, answer.permit.requires);
  return answer.permit;
};

const perform = async (round: Round, call: Call, id: string): Promise<void> => {
  const { ledger, name, clock, permits } = round;
  if (call.do === "tell") {
    const { debts, account: of, ...rest } = call.event;
    const event = {
      ...rest,
      ...(debts === undefined ? {} : { debts: debts.map((debt) => ownName(name, debt)) }),
      ...(of === undefined ? {} : { account: ownName(name, accountId(0)) }),
    };
    const at = clock.now;
    await ledger.record({ id, account: ownName(name, accountId(call.account)), at, event: { type: "happened", id, at, event } });
    return;
  }
  const permit = call.do === "work" ? await ask(round, call.request) : (permits.get(call.request) ?? null);
  if (permit === null || (call.do === "work" && call.killedAfter === "asking")) return;
  if (call.do !== "settle late" && !(await ledger.guard.sending(permit))) return;
  if (call.do === "work" && call.killedAfter === "sending") return;
  await ledger.guard.settle(permit, resultOf(call.as, clock.now));
};

interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly body: {
    readonly contact?: OracleEntry["contact"];
    readonly event?: OracleEntry["event"];
    readonly void?: { readonly of: string };
  };
}

/** Every line of a debtor's chain, in the order in which it was written, read without the ledger. */
const chainOf = async (databaseUrl: string, debtor: string): Promise<readonly Row[]> =>
  (await sqlPast(databaseUrl, `select id, at, body from entries where debtor = '${debtor}' order by seq`)).map(({ id, at, body }) => ({
    id: String(id),
    at: Number(at) as Instant,
    body: JSON.parse(String(body)) as Row["body"],
  }));

const entryOf = ({ id, at, body: { contact, event } }: Row): OracleEntry | null =>
  contact !== undefined ? { id, at, contact } : event !== undefined ? { id, at, event } : null;

const requestOf = (id: string): string => id.replace(/#\d+$/u, "");

/** What broke a rule when it was granted, with no more known than the chain held by then. */
const breachesIn = (rows: readonly Row[], story: Omit<Story, "ledger">, carried: ReadonlyMap<string, readonly string[]>) =>
  rows.flatMap((row, index) => {
    const entry = entryOf(row);
    if (entry === null) return [];
    const before = rows.slice(0, index);
    const back = new Set(before.flatMap(({ body }) => (body.void === undefined ? [] : [body.void.of])));
    const ledger = before.filter(({ id }) => !back.has(id)).flatMap((one) => entryOf(one) ?? []);
    const contains = carried.get(requestOf(row.id)) ?? [];
    const asSent = entry.contact === undefined ? entry : { ...entry, contact: { contains, ...entry.contact } };
    return wouldBreak({ ...story, ledger }, asSent);
  });

const storyOf = ({ scene, rules }: Told, accounts: readonly Account[], of: CompiledPolicy): Omit<Story, "ledger"> => ({
  rules,
  collector: { role: of.collector, facts: ["recovers-vat"] },
  debtor: scene.debtor,
  debts: accounts.flatMap((one) => debtsOf(one, [], of)),
  holidays: calendarOf(scene).holidays,
  ...weekdaysOf(scene),
  series: SERIES,
});

it(
  "whatever fifty callers want of one debtor at once, each line of the chain keeps the rules as the oracle reads them",
  { timeout: 180_000 },
  async () => {
    const clock = handClock();
    const { ledger, databaseUrl } = await withLedger({ clock: clock.read });
    const seen = { rounds: 0, granted: 0, asked: 0 };
    await fc.assert(
      fc.asyncProperty(told, async (one) => {
        seen.rounds += 1;
        const name = `R${seen.rounds}`;
        const { scene, rules, waves } = one;
        const of = policy({ hash: name, collector: "third-party", debt: "consumer" });
        const law = { ...lawBook(rules, name), places: scene.debtor.places, series: SERIES };
        await ledger.saveProgram({ policy: of, lawBook: law, calendar: calendarOf(scene), letters: {}, creditor });
        const accounts = Array.from({ length: ACCOUNTS }, (_, n) =>
          account(ownName(name, accountId(n)), name, { debtor: { ...scene.debtor, id: name }, invoices: invoicesNear(scene) }),
        );
        await ledger.putAccounts(accounts.map((each) => put(each, { policy: name })));
        const round: Round = { ledger, told: one, name, clock, permits: new Map(), carried: new Map() };
        for (const [w, wave] of waves.entries()) {
          clock.now = wave.at;
          await Promise.all(wave.calls.map((call, n) => perform(round, call, `${name} tells ${w}/${n}`)));
        }
        const rows = await chainOf(databaseUrl, name);
        seen.asked += REQUESTS;
        seen.granted += round.carried.size;
        expect(breachesIn(rows, storyOf(one, accounts, of), round.carried)).toEqual([]);
        expect((await ledger.verifyChains()).broken).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    // Neither all nor nothing was let through.
    expect(seen.granted).toBeGreaterThan(seen.asked / 10);
    expect(seen.granted).toBeLessThan(seen.asked);
  },
);

const invoicesNear = (scene: Scene): Account["invoices"] => {
  const near = nearOf(scene);
  return [
    {
      id: "INV-1",
      issued: (near - 40) as Account["invoices"][number]["issued"],
      due: (near - 10) as Account["invoices"][number]["due"],
      amount: 125_000 as Account["invoices"][number]["amount"],
    },
  ];
};
