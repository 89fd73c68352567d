/** What account workflows let do outside the sandbox. */
import type { Channels } from "../../channels/index.ts";
import type { Calendar, Place, Zone } from "../../engine/index.ts";
import { containingPlaces } from "../../engine/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { announce } from "../announce.ts";
import { performFor } from "../perform.ts";
import { programsOf } from "../programs.ts";
import { standingOf } from "../standing.ts";
import type { AccountActivities } from "./messages.ts";

export interface ActivityOptions {
  readonly ledger: Ledger;
  readonly channels: Channels;
  /** Awaited before each delivery: lets a test's ledger read the clock of a server that skips time. */
  readonly beforeDelivery?: () => Promise<void>;
  /** Told of each account for which something was delivered. */
  readonly onDelivery?: (account: string) => void;
}

const pick = <Value>(record: Readonly<Record<string, Value>>, keys: Iterable<string>): Readonly<Record<string, Value>> => {
  const picked: Record<string, Value> = {};
  for (const key of keys) {
    const value = record[key];
    if (value !== undefined) picked[key] = value;
  }
  return picked;
};

/** The part of a calendar that one debtor needs: a history holds it once a run, and the whole one is large. The hash stays that of the whole. */
export const cutCalendar = (calendar: Calendar, zones: readonly Zone[], places: readonly Place[]): Calendar => ({
  ...calendar,
  zones: pick(calendar.zones, zones),
  holidays: pick(calendar.holidays, new Set(places.flatMap(containingPlaces))),
});

/** A worker runs for weeks: letters that were mended are read within a minute. */
const FRESH_MS = 60_000;

/** Activities over one ledger and its channels. They may run again at any time: the guard makes that harmless. */
export const createActivities = ({ ledger, channels, beforeDelivery, onDelivery }: ActivityOptions): AccountActivities => {
  const programs = programsOf(ledger, FRESH_MS);
  return {
    async loadProgram({ policy, timezones, places }) {
      const program = await programs(policy);
      return { policy: program.policy, calendar: cutCalendar(program.calendar, timezones, places) };
    },
    async deliver({ account, policy, told, ask, episode, movements }) {
      await beforeDelivery?.();
      const row = await ledger.account(account);
      if (row === null) throw new Error("the account is not in the ledger");
      const standing = standingOf(row, { episode, movements });
      for (const effect of told) await announce(effect, standing, ledger);
      const result = ask === null ? null : await performFor(ask, standing, await programs(policy), ledger, channels);
      onDelivery?.(account);
      return result;
    },
  };
};
