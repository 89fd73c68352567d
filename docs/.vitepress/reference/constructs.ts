/** Where each construct of the language is told: its title, and the production that reads it. */
import { CONSTRUCTS } from "../../../dsl/hover/constructs.ts";
import type { Piece, Production } from "../../../dsl/reference/index.ts";

/** Productions by the block that a line stands in. */
const BY_BLOCK: Readonly<Record<string, string>> = {
  file: "fileHeader",
  policy: "headerLine",
  facts: "factLine",
  clock: "clockLine",
  terms: "termsLine",
  plan: "planLine",
  "on new customer": "onboardingLine",
  variant: "step",
  series: "seriesLine",
  jurisdiction: "jurisdictionLine",
  test: "accountItem",
};

/** Those that aren't read by their block's own production. */
const OWN: Readonly<Record<string, string>> = {
  "policy/test": "policyLine",
  "policy/facts": "sharedHeader",
  "policy/amount": "amount",
  "policy/define": "define",
  "policy/house": "sharedHeader",
  "policy/clock": "blockHeader",
  "policy/terms": "blockHeader",
  "terms/late interest": "late",
  "terms/late fee": "late",
  "policy/plan": "sharedHeader",
  "policy/on new customer": "blockHeader",
  "policy/notice": "notice",
  "policy/stage": "stageHeader",
  "policy/on": "handler",
  "stage/step": "step",
  "stage/next": "next",
  "stage/entry": "stageEdge",
  "stage/exit": "stageEdge",
  "stage/variant": "variant",
  "any/contact": "contact",
  "any/plain": "deed",
  "any/place with agency": "deed",
  "any/offer plan": "offer",
  "any/offer discount": "offer",
  "any/webhook": "deed",
  "any/task": "task",
  "any/close": "business",
  "any/close contact": "reaction",
  "any/rest": "until",
  "any/go": "reaction",
  "any/send notice": "reaction",
  "any/act": "action",
  "any/window": "hours",
  "any/cap": "cap",
  "any/silence": "silence",
  "any/block": "block",
  "any/content": "content",
  "any/standard": "houseLine",
  "any/excluding": "excluding",
  "any/notice-before": "noticeBefore",
  "any/deadline": "deadline",
  "any/consent": "withConsent",
  "any/amount": "amountRule",
  "any/due-date": "lateAfter",
  "any/limitation": "limitation",
  "any/tolling": "limitation",
  "any/retention": "retention",
  "any/none": "houseLine",
  "any/modifier": "touching",
  "any/scope": "touching",
  "any/receipt": "receipt",
  "any/cites": "cites",
  "any/in force": "ruleLine",
  "any/not in": "ruleLine",
  "any/confidence": "confidence",
  "any/binds": "binds",
  "jurisdiction/rule": "ruleHeader",
  "series/value": "seriesLine",
  "example/collector": "collectorLine",
  "example/debtor": "debtorLine",
  "example/debt": "debtLine",
  "example/history": "happened",
  "example/question": "answer",
  "test/starts": "testLine",
  "test/account": "testAccount",
  "test/event": "testEvent",
  "test/expect": "expectation",
  "test/invoice": "invoiceItem",
};

/** Titles of those that their form doesn't give one. */
const TITLES: Readonly<Record<string, string>> = {
  "policy/test": "A test in a policy",
  "policy/applies": "applies to accounts when",
  "policy/house": "house rules",
  "any/go": "go to",
  "series/verified": "verified to",
  "test/starts": "starts on",
  "facts/fact": "A fact",
  "plan/up to": "Number and size",
  "policy/stage": "stage",
  "policy/on": "on EVENT",
  "stage/step": "A step",
  "variant/step": "A step of a variant",
  "any/contact": "A contact",
  "any/plain": "Plain business actions",
  "any/act": "An action",
  "any/window": "Hours",
  "any/cap": "A cap",
  "any/silence": "A silence",
  "any/block": "A block",
  "any/content": "Contents",
  "any/rest": "pause and hold",
  "any/notice-before": "A notice before an act",
  "any/deadline": "A duty with a deadline",
  "any/consent": "Consent",
  "any/amount": "What may be charged",
  "any/due-date": "When a debt is late",
  "any/retention": "Keeping and deleting",
  "any/receipt": "Receipt",
  "series/value": "A value of a series",
  "example/history": "What happened before",
  "example/question": "A question",
  "test/account": "The account",
  "test/event": "Something that happens",
  "test/fact": "The value of a fact",
  "test/unreachable": "no CHANNEL",
};

export interface Told {
  readonly key: string;
  readonly title: string;
  readonly form: string;
  readonly text: string;
  readonly production: string;
}

/** The words of a form up to what varies. */
const fixedWords = (form: string): string => /^[a-z][a-z -]*(?<=\w)/u.exec(form.split(" | ")[0] ?? "")?.[0].trim() ?? form;

/** Every construct, by its key. */
export const TOLD: ReadonlyMap<string, Told> = new Map(
  [...CONSTRUCTS].map(([key, { form, text }]) => {
    const [block = "", kind = ""] = key.split("/");
    return [
      key,
      {
        key,
        form,
        text,
        title: TITLES[key] ?? (form.startsWith(`${kind} `) ? kind : fixedWords(form)),
        production: OWN[key] ?? BY_BLOCK[block] ?? "",
      },
    ];
  }),
);

export const anchorOf = (key: string): string => key.replaceAll(/[^a-z]+/gu, "-");

const firstWord = (piece: Piece): string | null => {
  if (piece.kind === "word") return piece.text;
  return piece.kind === "sequence" && piece.of[0] !== undefined ? firstWord(piece.of[0]) : null;
};

/** Of a production with alternatives, those that begin as the construct is written. */
export const narrowed = ({ name, piece }: Production, { form, title }: Told): Production => {
  if (piece.kind !== "choice") return { name, piece };
  const [word] = form.split(" ");
  const fitting = piece.of.filter((one) => firstWord(one) === word);
  const closer = fitting.filter((one) => wordsOf(one).join(" ").startsWith(title));
  const chosen = closer.length > 0 ? closer : fitting;
  const [only] = chosen;
  if (only === undefined) return { name, piece };
  return { name, piece: chosen.length === 1 ? only : { kind: "choice", of: chosen } };
};

const wordsOf = (piece: Piece): readonly string[] => {
  if (piece.kind === "word") return [piece.text];
  return piece.kind === "sequence" ? piece.of.flatMap(wordsOf) : [];
};
