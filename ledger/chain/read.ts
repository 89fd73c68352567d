import type { Instant, LedgerEntry, Movement, Outcome, PastEvent } from "../../engine/index.ts";
import { signedAmount } from "../../engine/index.ts";
import type { Database, Tx } from "../database/connect.ts";
import type { PermitStatus } from "../database/tables.ts";
import type { LineBody, MovedBody } from "./line.ts";

/** A debtor's chain as the rules and the balance read it. */
export interface Reading {
  /** In order of time; entries of one instant in the order written. */
  readonly entries: readonly LedgerEntry[];
  /** Movements of money by account. */
  readonly movements: ReadonlyMap<string, readonly Movement[]>;
}

interface Read {
  readonly id: string;
  readonly at: Instant;
  readonly account: string | null;
  readonly body: LineBody;
  /** Whether it was reserved by a permit of which nobody knows whether it was used. */
  readonly unsure: boolean;
}

type Amendments = ReadonlyMap<string, "void" | { readonly outcome: Outcome; readonly at: Instant }>;

/** The last word on a contact holds, except that what was taken back stays so. */
const amendmentsOf = (lines: readonly Read[]): Amendments => {
  const found = new Map<string, "void" | { readonly outcome: Outcome; readonly at: Instant }>();
  for (const { body } of lines) {
    if ("void" in body) found.set(body.void.of, "void");
    if ("outcome" in body && found.get(body.outcome.of) !== "void") found.set(body.outcome.of, body.outcome);
  }
  return found;
};

const paymentOf = (line: Read, moved: MovedBody): LedgerEntry => {
  const { account } = line;
  const about: Partial<PastEvent> = {
    ...(account === null ? {} : { account }),
    ...(account === null || moved.invoice === undefined ? {} : { debts: [`${account}/${moved.invoice}`] }),
  };
  return { at: line.at, id: line.id, event: { event: "payment", amount: moved.amount, currency: moved.currency, ...about } };
};

const entryOf = (line: Read, amendments: Amendments): LedgerEntry | null => {
  const { id, at, body, unsure } = line;
  if ("contact" in body) {
    const amended = amendments.get(id);
    if (amended === "void") return null;
    if (amended !== undefined) return { at: amended.at, id, contact: { ...body.contact, outcome: amended.outcome } };
    return { at, id, contact: unsure ? { ...body.contact, unsure } : body.contact };
  }
  if ("event" in body) return amendments.get(id) === "void" ? null : { at, id, event: body.event };
  return "movement" in body && body.movement.as === "payment" ? paymentOf(line, body.movement) : null;
};

const movementsOf = (lines: readonly Read[]): ReadonlyMap<string, readonly Movement[]> => {
  const found = new Map<string, Movement[]>();
  for (const { id, at, account, body } of lines) {
    if (!("movement" in body) || account === null) continue;
    const { as, invoice } = body.movement;
    const movement: Movement = { id, at, as, amount: signedAmount(body.movement), ...(invoice === undefined ? {} : { invoice }) };
    found.set(account, [...(found.get(account) ?? []), movement]);
  }
  return found;
};

/** Of such a permit nobody knows whether anything left: it is about to, it is under way, or that broke off. */
const UNCERTAIN: readonly PermitStatus[] = ["reserved", "sending", "unknown"];

/** `without`: id of an entry to be left out as if it had been taken back (a request's own reservation, when it is judged anew). */
export const readChain = async (db: Database | Tx, debtor: string, without: string | null = null): Promise<Reading> => {
  const rows = await db
    .selectFrom("entries as e")
    .leftJoin("permits as p", (join) => join.onRef("p.entry", "=", "e.id").onRef("p.debtor", "=", "e.debtor").on("p.status", "in", UNCERTAIN))
    .select(["e.id", "e.at", "e.account", "e.body", "p.status"])
    .where("e.debtor", "=", debtor)
    .orderBy("e.seq")
    .execute();
  const lines = rows
    .filter((row) => row.id !== without)
    .map(({ status, ...row }) => ({ ...row, body: JSON.parse(row.body) as LineBody, unsure: status !== null }));
  const amendments = amendmentsOf(lines);
  const entries = lines.map((line) => entryOf(line, amendments)).filter((entry) => entry !== null);
  return { entries: entries.sort((a, b) => a.at - b.at), movements: movementsOf(lines) };
};
