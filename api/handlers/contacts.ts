/** `POST /contacts`: how a granted contact went, and contacts that were made elsewhere. Both count. */
import type { PastContact } from "../../engine/index.ts";
import type { Asked } from "../asked.ts";
import { fieldProblem, Problem } from "../problem.ts";
import { pastInstant, readBody } from "../read-body.ts";
import { contactReport, madeElsewhere } from "../shapes.ts";
import type { ContactAnswer, ContactReport, MadeElsewhereBody } from "../shapes.ts";

const report = async ({ ledger }: Asked, { token, made = true, outcome, at }: ContactReport): Promise<ContactAnswer> => {
  const now = ledger.clock();
  if (!made && outcome !== undefined) throw fieldProblem("outcome", "a contact that was not made has none", "leave out outcome, or made");
  const when = at === undefined ? now : pastInstant("at", at, now);
  const reported = await ledger.outside.report({ permit: token, made, outcome: outcome ?? null, at: when });
  if (reported.kind === "unknown")
    throw new Problem("unknown-token", "No token of this kind was granted. Report the contact with an id, an account and a time, so that it counts.");
  if (reported.kind === "over")
    throw new Problem(
      "used",
      "This token's contact was reported otherwise before, or the token was taken back. If it was made now, report it with an id, an account and a time, so that it counts.",
    );
  return { version: 1, taken: reported.kind === "taken", account: reported.account, withinPermit: reported.within };
};

const elsewhere = async ({ ledger }: Asked, body: MadeElsewhereBody): Promise<ContactAnswer> => {
  const at = pastInstant("at", body.at, ledger.clock());
  const row = await ledger.account(body.account);
  if (row === null) throw new Problem("unknown-account", 'There is no account of this id: "collect import" takes accounts in.');
  const known = row.account.invoices.map((invoice) => invoice.id);
  for (const [i, id] of (body.invoices ?? []).entries())
    if (!known.includes(id)) throw fieldProblem(`invoices.${i}`, "the account has no invoice of this id", `GET /accounts/${body.account} lists them`);
  const given = Object.fromEntries(Object.entries(body.contact).filter(([, value]) => value !== undefined)) as unknown as PastContact;
  const debts = body.invoices === undefined ? {} : { debts: body.invoices.map((id) => `${body.account}/${id}`) };
  const contact: PastContact = { ...given, direction: given.direction ?? "out", by: given.by ?? "collector", ...debts };
  const taken = await ledger.outside.contact({ id: `elsewhere/${body.id}`, account: body.account, at, contact });
  return { version: 1, taken, account: body.account, withinPermit: null };
};

export const contacts = (asked: Asked): Promise<ContactAnswer> => {
  const { body } = asked;
  const hasToken = typeof body === "object" && body !== null && "token" in body;
  return hasToken ? report(asked, readBody(contactReport, body)) : elsewhere(asked, readBody(madeElsewhere, body));
};
