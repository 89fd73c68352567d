/** A ledger that remembers what a run would do, and channels that do nothing: `runDue` over them is a proposal. */
import type { Channel, Channels } from "../channels/index.ts";
import type { Instant, LedgerEntry, State } from "../engine/index.ts";
import { entryOf } from "../engine/index.ts";
import type { AccountRow, GuardAnswer, GuardRequest, Ledger } from "../ledger/index.ts";
import { rehearse } from "../ledger/index.ts";
import { type Programs, programsOf } from "./programs.ts";

/** What has been decided in this proposal and is nowhere else. */
interface Memory {
  readonly entries: Map<string, LedgerEntry[]>;
  readonly states: Map<string, { readonly state: State; readonly wakeAt: Instant | null; readonly cursor: number }>;
}

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
    const standings = siblings.map(async (each) => ({
      account: each.account,
      program: await programs(each.policy),
      movements: each.state?.movements ?? [],
    }));
    const debtor = row.account.debtor.id;
    const proposed = memory.entries.get(debtor) ?? [];
    const now = ledger.clock();
    const answer = rehearse(request, { accounts: await Promise.all(standings), entries: [...(await ledger.entries(debtor)), ...proposed] }, now);
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
