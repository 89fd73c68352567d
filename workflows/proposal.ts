/** A ledger that remembers what a run would do, and channels that do nothing: `runDue` over them is a proposal. */
import type { Channel, Channels } from "../channels/index.ts";
import type { Context, Instant, LedgerEntry, Permit, Reason, State } from "../engine/index.ts";
import { containingPlaces, debtsOf, entryOf, oneDebtor, permit, plan, rulesFor } from "../engine/index.ts";
import type { AccountRow, GuardAnswer, GuardRequest, Ledger } from "../ledger/index.ts";
import { type Programs, type StoredProgram, programsOf } from "./programs.ts";

/** What has been decided in this proposal and is nowhere else. */
interface Memory {
  readonly entries: Map<string, LedgerEntry[]>;
  readonly states: Map<string, { readonly state: State; readonly wakeAt: Instant | null; readonly cursor: number }>;
}

const withoutLaw = (place: string): Reason => ({
  rule: "unknown.law",
  place,
  kind: "unknown",
  summary: "The law is not known",
  cites: "",
  confidence: "own",
  until: null,
  sentence: `The law book has no law for ${place}.`,
});

const contextFor = (
  row: AccountRow,
  rows: readonly AccountRow[],
  program: StoredProgram,
  policies: ReadonlyMap<string, StoredProgram>,
  entries: readonly LedgerEntry[],
): Context => {
  const others = rows.filter((each) => each.account.id !== row.account.id);
  const debtor = oneDebtor(
    row.account.debtor,
    others.map((each) => each.account.debtor),
  );
  const debts = rows.flatMap((each) => {
    const own = policies.get(each.policy);
    return own === undefined ? [] : debtsOf(each.account, each.state?.movements ?? [], own.policy);
  });
  const rules = [...rulesFor(program.lawBook, debtor.places), ...program.policy.house];
  return { calendar: program.calendar, rules, collector: { role: program.policy.collector }, debtor, debts, ledger: entries };
};

const judge = (request: GuardRequest, context: Context, program: StoredProgram, now: Instant): GuardAnswer => {
  const lawless = context.debtor.places.filter((place) => !containingPlaces(place).some((outer) => program.lawBook.places.includes(outer)));
  if (lawless.length > 0) return { kind: "denied", reasons: lawless.map(withoutLaw), until: null };
  const decision = permit(context, request.action, now);
  if (!decision.allowed) {
    const next = plan(context, request.action, now, request.until);
    return { kind: "denied", reasons: decision.reasons, until: next.kind === "at" ? next.at : null };
  }
  const { requestId, account, step, templateHash, until } = request;
  const channel = request.action.act === "contact" ? request.action.contact.channel : request.action.act;
  // Good for the silent channels below and for nothing else: no real one ever sees it.
  const leave = { id: requestId, requestId, account, step, channel, templateHash, grantedAt: now, expiresAt: until, requires: decision.requires };
  return { kind: "granted", permit: leave as unknown as Permit };
};

const proposingLedger = (ledger: Ledger, programs: Programs): Ledger => {
  const memory: Memory = { entries: new Map(), states: new Map() };
  let all: Promise<readonly AccountRow[]> | null = null;
  const account = async (id: string): Promise<AccountRow | null> => {
    const row = await ledger.account(id);
    return row === null ? null : { ...row, ...memory.states.get(id) };
  };
  const ask = async (request: GuardRequest): Promise<GuardAnswer> => {
    const rows = await (all ??= ledger.accounts());
    const row = await account(request.account);
    if (row === null) throw new Error("only an account on file asks for something");
    const others = rows.filter((each) => each.account.debtor.id === row.account.debtor.id && each.account.id !== row.account.id);
    const siblings = [row, ...others.map((each) => ({ ...each, ...memory.states.get(each.account.id) }))];
    const policies = new Map(
      await Promise.all([...new Set(siblings.map((each) => each.policy))].map(async (hash) => [hash, await programs(hash)] as const)),
    );
    const program = await programs(row.policy);
    const debtor = row.account.debtor.id;
    const proposed = memory.entries.get(debtor) ?? [];
    const context = contextFor(row, siblings, program, policies, [...(await ledger.entries(debtor)), ...proposed]);
    const now = ledger.clock();
    const answer = judge(request, context, program, now);
    const entry = answer.kind === "granted" ? entryOf(request.requestId, request.account, request.action, now) : null;
    if (entry !== null) memory.entries.set(debtor, [...proposed, entry]);
    return answer;
  };
  const nothing = async (): Promise<void> => {};
  return {
    ...ledger,
    account,
    guard: { ask, sending: async () => true, settle: nothing },
    async inbox(id) {
      const read = memory.states.get(id)?.cursor ?? 0;
      return (await ledger.inbox(id)).filter((item) => item.seq > read);
    },
    async saveState(id, state, wakeAt, cursor) {
      memory.states.set(id, { state, wakeAt, cursor });
      return true;
    },
    saveProgram: nothing,
    putAccounts: async () => ({ added: 0, changed: 0, same: 0 }),
    record: async () => false,
    addTask: nothing,
    closeTask: async () => false,
    note: nothing,
    setSetting: nothing,
  };
};

const silent = (name: string): Channel => ({ name, send: async (permit) => ({ kind: "sent", reference: permit.id }), close: async () => {} });

const silentChannels = (channels: Channels): Channels => ({
  ...channels,
  for: (channel) => (channels.for(channel) === null ? null : silent(channel)),
  act: async (order) => ({ kind: "sent", reference: order.id }),
});

/** The same store and ways out, of which nothing is changed and nothing leaves. What is proposed counts for what is proposed after it. */
export const proposalOf = (ledger: Ledger, channels: Channels): { readonly ledger: Ledger; readonly channels: Channels } => ({
  ledger: proposingLedger(ledger, programsOf(ledger)),
  channels: silentChannels(channels),
});
