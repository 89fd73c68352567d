import { canonicalJson, entryOf } from "../../engine/index.ts";
import type { EffectResult, Instant } from "../../engine/index.ts";
import { append, lockDebtorOf } from "../chain/append.ts";
import type { Head } from "../chain/append.ts";
import { lineOf } from "../chain/line.ts";
import type { Line } from "../chain/line.ts";
import { inTransaction } from "../database/connect.ts";
import type { Database, Tx } from "../database/connect.ts";
import type { Tables } from "../database/tables.ts";
import { EntryConflictError } from "../errors.ts";
import type { Guard, GuardAnswer, GuardRequest } from "../ledger.ts";
import type { ProgramSource } from "../programs.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judge.ts";
import { channelOf, makePermit, permitIdOf } from "./permit.ts";
import { unknownAccount } from "./reasons.ts";
import { voidLine } from "./settle.ts";
import { readSituation } from "./read-situation.ts";
import type { Selectable } from "kysely";

type PermitRow = Selectable<Tables["permits"]>;
type Allowed = Extract<Judgement, { allowed: true }>;

/** A request in hand: the debtor's lock is held until the transaction ends. */
interface Hand {
  readonly tx: Tx;
  readonly request: GuardRequest;
  readonly head: Head;
  readonly now: Instant;
  /** What became of the same request before. */
  readonly before: PermitRow | null;
}

const earlier = async (tx: Tx, requestId: string): Promise<PermitRow | null> =>
  (await tx.selectFrom("permits").selectAll().where("request_id", "=", requestId).forUpdate().executeTakeFirst()) ?? null;

/** A crash while the provider was being called: the message may have left, so it counts as sent, and nobody tries again. */
const settleAsUnknown = async ({ tx, request, now }: Hand): Promise<EffectResult> => {
  const result: EffectResult = { kind: "unknown", at: now, reason: "it was being sent when the work was interrupted" };
  await tx
    .updateTable("permits")
    .set({ status: "unknown", result: canonicalJson(result) })
    .where("request_id", "=", request.requestId)
    .execute();
  return result;
};

const isOpen = (row: PermitRow | null): row is PermitRow & { readonly status: "reserved" } => row?.status === "reserved";

/**
 * The contact is made now, not when it was reserved first, so an older reservation of the same request is taken back and a new one written: limits
 * count from the right day. Entry ids are never used twice.
 */
const reserve = async ({ tx, request, head, now, before }: Hand): Promise<string | null> => {
  const held = isOpen(before) ? before.entry : null;
  if (isOpen(before) && before.granted_at === now) return held;
  const entry = entryOf(
    held === null && before === null ? request.requestId : `${request.requestId}#${head.seq + 1}`,
    request.account,
    request.action,
    now,
  );
  const lines: readonly Line[] = [
    ...(held === null ? [] : [voidLine(held, request.account, now)]),
    ...(entry === null ? [] : [lineOf(entry, request.account)]),
  ];
  await append(tx, head, lines);
  return entry?.id ?? null;
};

/** The same permit for a request whose permit is still unused; a new one after a release. */
const grant = async (hand: Hand, allowed: Allowed): Promise<GuardAnswer> => {
  const { tx, request, head, now, before } = hand;
  const grants = before === null ? 1 : isOpen(before) ? before.grants : before.grants + 1;
  const id = permitIdOf(request.requestId, grants);
  const entry = await reserve(hand);
  const rest = {
    id,
    grants,
    status: "reserved" as const,
    granted_at: now,
    expires_at: allowed.expiresAt,
    requires: canonicalJson(allowed.requires),
    entry,
    result: null,
  };
  const bound = { stage: request.stage, step: request.step, channel: channelOf(request), template_hash: request.templateHash };
  await tx
    .insertInto("permits")
    .values({ request_id: request.requestId, debtor: head.id, account: request.account, ...bound, ...rest })
    .onConflict((conflict) => conflict.constraint("permits_pkey").doUpdateSet({ ...bound, ...rest }))
    .execute();
  return { kind: "granted", permit: makePermit(request, { id, grantedAt: now, expiresAt: allowed.expiresAt, requires: allowed.requires }) };
};

const release = async ({ tx, request, head, now, before }: Hand): Promise<void> => {
  if (!isOpen(before)) return;
  if (before.entry !== null) await append(tx, head, [voidLine(before.entry, request.account, now)]);
  await tx.updateTable("permits").set({ status: "released", entry: null }).where("request_id", "=", request.requestId).execute();
};

const answer = async (hand: Hand, programs: ProgramSource): Promise<GuardAnswer> => {
  const { tx, request, head, now, before } = hand;
  if (before?.status === "sending") return { kind: "settled", result: await settleAsUnknown(hand) };
  if (before !== null && before.result !== null) return { kind: "settled", result: before.result };
  const without = isOpen(before) ? before.entry : null;
  const situation = await readSituation(tx, programs, { account: request.account, debtor: head.id, without, now });
  const judgement = judge(situation, request.action, now, request.until, request.expiresBy);
  if (judgement.allowed) return grant({ ...hand, request: { ...request, action: judgement.action } }, judgement);
  await release(hand);
  return { kind: "denied", reasons: judgement.reasons, until: judgement.until };
};

/**
 * Judges one act by the ledger and the clock of this moment and, if it is lawful, writes it as reserved: all in one transaction under the lock of the
 * debtor, since limits span a debtor's accounts, collectors and manual calls. The clock is read after the lock is had: waiting for it takes time.
 */
export const ask =
  (db: Database, clock: () => Instant, programs: ProgramSource): Guard["ask"] =>
  (request) =>
    inTransaction(db, async (tx) => {
      const head = await lockDebtorOf(tx, request.account);
      if (head === null) return { kind: "denied", reasons: [unknownAccount], until: null };
      const before = await earlier(tx, request.requestId);
      if (request.onlySame === true && before !== null && before.template_hash !== request.templateHash) {
        throw new EntryConflictError("This id is already that of a request for something else. Give this one an id of its own.");
      }
      return answer({ tx, request, head, now: clock(), before }, programs);
    });
