/** `POST /permits`: may this person be contacted about this debt now. */
import { createHash } from "node:crypto";
import { canonicalJson, instant, openInvoices, reachOf } from "../../engine/index.ts";
import type { Action, Contact, Instant, Reason } from "../../engine/index.ts";
import type { GuardAnswer } from "../../ledger/index.ts";
import type { Asked } from "../asked.ts";
import { fieldProblem, Problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { permitRequest } from "../shapes.ts";
import type { PermitAnswer, PermitRequest } from "../shapes.ts";
import { knownAccount, NOTHING_OPEN, policyReasons } from "../standing.ts";
import type { Known } from "../standing.ts";
import { wordsFor } from "../words.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How far ahead the first lawful instant is looked for. */
const HORIZON_DAYS = 366;
const USUAL_MINUTES = 10;

export const written = (t: Instant): string => new Date(t).toISOString();

/** Ids of the debts that are asked about, and open. */
const debtsAsked = ({ row, program, state }: Known, asked: readonly string[] | undefined): readonly string[] => {
  const { account } = row;
  for (const [i, id] of (asked ?? []).entries()) {
    if (!account.invoices.some((invoice) => invoice.id === id))
      throw fieldProblem(`invoices.${i}`, "the account has no invoice of this id", `GET /accounts/${account.id} lists them`);
  }
  return openInvoices(account, state?.movements ?? [], program.policy.allocation)
    .filter(({ invoice, open }) => open > 0 && (asked === undefined || asked.includes(invoice.id)))
    .map(({ invoice }) => `${account.id}/${invoice.id}`);
};

const contactOf = ({ row }: Known, asked: PermitRequest["contact"]): Contact => {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as unknown as Contact;
  const address = given.address ?? reachOf(row.account.reach, given.channel);
  return { ...given, purpose: given.purpose ?? "collect", ...(address === undefined ? {} : { address }) };
};

const reasonOf = ({ rule, place, summary, cites, confidence, sentence, until }: Reason) => ({
  rule,
  place,
  summary,
  cites,
  confidence,
  reason: sentence,
  until: until === null ? null : written(until),
});

const denied = (reasons: readonly Reason[], until: Instant | null): PermitAnswer => ({
  version: 1,
  decision: "denied",
  firstLawful: until === null ? null : written(until),
  reasons: reasons.map(reasonOf),
});

const answerOf = async (answer: GuardAnswer, known: Known): Promise<PermitAnswer> => {
  if (answer.kind === "settled") throw new Problem("used", "The contact of this id is over. Ask for another one under an id of its own.");
  if (answer.kind === "denied") return denied(answer.reasons, answer.until);
  const { id, grantedAt, expiresAt, requires } = answer.permit;
  const { language } = known.row.person;
  const texts = requires.map(async (content) => ({ content, words: await wordsFor(content, language) }));
  return {
    version: 1,
    decision: "granted",
    token: id,
    grantedAt: written(grantedAt),
    expiresAt: written(expiresAt),
    requires: await Promise.all(texts),
  };
};

/** Asks the guard, which reserves the contact. The policy's own rests are asked first; they bind collecting alone, as they do in a run. */
export const permits = async ({ ledger, body }: Asked): Promise<PermitAnswer> => {
  const asked = readBody(permitRequest, body);
  const now = ledger.clock();
  const known = await knownAccount(ledger, asked.account, now);
  const contact = contactOf(known, asked.contact);
  const debts = debtsAsked(known, asked.invoices);
  if (debts.length === 0) return denied([NOTHING_OPEN], null);
  const own = contact.purpose === "collect" ? policyReasons(known, now) : [];
  if (own.length > 0) return denied(own, null);
  const action: Action = { act: "contact", debts, contact };
  const answer = await ledger.guard.ask({
    requestId: `${asked.account}/outside/${asked.id}`,
    account: asked.account,
    stage: null,
    step: "outside",
    action,
    templateHash: createHash("sha256")
      .update(canonicalJson({ contact: asked.contact, invoices: asked.invoices ?? null }))
      .digest("hex"),
    until: instant(now + HORIZON_DAYS * DAY_MS),
    expiresBy: instant(now + (asked.minutes ?? USUAL_MINUTES) * MINUTE_MS),
    onlySame: true,
  });
  return answerOf(answer, known);
};
