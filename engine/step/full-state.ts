/** The state with every field filled in: what `step` works on. */
import type { Account, State } from "../model/state.ts";
import { instant } from "../model/units.ts";

export type FullState = Required<State>;

/** Facts may come before the account they are about: until then it has no name, no invoices and no debtor. */
const NOBODY: Account = {
  id: "",
  debtor: { id: "", kind: "unknown", places: [], timezones: [] },
  creditor: "",
  currency: "",
  invoices: [],
  facts: {},
  reach: {},
};

export const isOpened = (state: State): boolean => state.account.id !== "";

export function emptyState(policy: string): FullState {
  return {
    format: 1,
    policy,
    account: NOBODY,
    opened: instant(0),
    movements: [],
    status: "open",
    closedAs: null,
    episode: 1,
    tracks: [],
    rests: [],
    promises: [],
    contactClosed: false,
    loose: {},
    seen: [],
    brokenPromises: 0,
    facts: [],
    handled: [],
    accountAs: { at: instant(0), id: "" },
    arrived: {},
    dues: {},
    reachableSince: {},
    wokenAt: null,
    stirred: false,
    firstContact: null,
    done: [],
    charges: [],
  };
}

const FIELDS = Object.keys(emptyState("")) as readonly (keyof FullState)[];

/** Whether a state has every field, as each has that `step` gave. */
const isFull = (state: State): state is FullState => FIELDS.every((field) => field in state);

/** A stored state with what later versions added. */
export const filledIn = (state: State): FullState =>
  isFull(state) ? state : { ...emptyState(state.policy), accountAs: { at: state.opened, id: "" }, ...state };
