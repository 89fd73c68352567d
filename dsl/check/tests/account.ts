/** The account of a test: where the debtor lives, what is owed, which facts are known. */
import { isPlace, zonesOfPlace } from "../../engine.ts";
import { didYouMean, problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { AccountItem, TestAccountNode } from "../../tree/test.ts";
import type { DateNode, MoneyNode, Name, Quoted } from "../../tree/words.ts";
import { suggestPlace } from "../places.ts";
import { didYouMeanText } from "../said.ts";
import { shareOf } from "../variants.ts";
import { isZoneName } from "../zone.ts";
import { checkFactValue, checkTestSum, type Inside } from "./values.ts";

type ItemOf<Kind extends AccountItem["kind"]> = Extract<AccountItem, { readonly kind: Kind }>;

/** An invoice of the account, as written or by its `balance`. */
export interface TestInvoice {
  readonly id: string;
  readonly sum: MoneyNode;
  readonly due: DateNode;
  readonly issued: DateNode | null;
}

const itemsOf = <Kind extends AccountItem["kind"]>({ items }: TestAccountNode, kind: Kind): readonly ItemOf<Kind>[] =>
  items.filter((item): item is ItemOf<Kind> => item.kind === kind);

/** `1`, `2`, … for invoices without a name of their own. */
export const numbered = (taken: ReadonlySet<string>): string => {
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
};

/** Invoices in source order; the one that `balance` and `due` stand for is among them. */
export const invoicesOf = (account: TestAccountNode): readonly TestInvoice[] => {
  const named = itemsOf(account, "invoice");
  const taken = new Set(named.flatMap(({ id }) => (id === null ? [] : [id.text])));
  const [due] = itemsOf(account, "due");
  const [issued] = itemsOf(account, "issued");
  const invoices: TestInvoice[] = [];
  for (const item of account.items) {
    if (item.kind === "balance" && due !== undefined) {
      invoices.push({ id: numbered(taken), sum: item.sum, due: due.due, issued: issued?.issued ?? null });
      taken.add(invoices.at(-1)?.id ?? "");
    } else if (item.kind === "invoice") {
      const id = item.id?.text ?? numbered(taken);
      taken.add(id);
      invoices.push({ id, sum: item.sum, due: item.due, issued: item.issued });
    }
  }
  return invoices;
};

const inside = (place: string, places: readonly string[]): boolean => places.some((one) => place === one || place.startsWith(`${one}-`));

const checkPlace = ({ text, span }: Name, scope: Inside["scope"]): readonly Diagnostic[] => {
  const extra = didYouMean(span, suggestPlace(text, scope.places), "ISO 3166 such as `US-NY`");
  if (!isPlace(text)) return [problem("unknownPlace", span, { name: text }, extra)];
  if (scope.places.length === 0 || inside(text, scope.places)) return [];
  return [problem("elsewhere", span, { place: text, places: scope.places }, didYouMean(span, suggestPlace(text, scope.places)))];
};

/** Days and hours are the debtor's: a place with several zones doesn't tell them. */
const checkZones = ({ places, zones }: TestAccountNode): readonly Diagnostic[] => {
  if (zones.length > 0)
    return zones.flatMap(({ text, span }: Quoted) =>
      isZoneName(text) ? [] : [problem("badZone", span, { zone: text }, { help: "such as `America/New_York`" })],
    );
  return places.flatMap(({ text, span }) => {
    const known = zonesOfPlace(text);
    if (!isPlace(text) || known.length === 1) return [];
    return [problem("clockUnclear", span, { place: text }, { help: `write \`in time zone "${known[0] ?? "America/New_York"}"\` after it` })];
  });
};

/** What an item says once: its kind, and its name where it has one. */
const keyOf = (item: AccountItem): string | null => {
  switch (item.kind) {
    case "fact":
      return item.name.text;
    case "unreachable":
      return `no ${item.channel.text}`;
    case "invoice":
      return item.id === null ? null : `invoice "${item.id.text}"`;
    default:
      return item.kind;
  }
};

const saidOnce = ({ items }: TestAccountNode): readonly Diagnostic[] => {
  const first = new Map<string, AccountItem>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    const other = key === null ? undefined : first.get(key);
    if (key !== null && other === undefined) first.set(key, item);
    return key === null || other === undefined
      ? []
      : [problem("testTwice", item.span, { what: key }, { related: [{ span: other.span, label: "the first one" }] })];
  });
};

/** `balance`, `due` and `issued` are one invoice together. */
const wholeInvoice = (account: TestAccountNode): readonly Diagnostic[] => {
  const [balance] = itemsOf(account, "balance");
  const [due] = itemsOf(account, "due");
  const [issued] = itemsOf(account, "issued");
  const lone = (item: AccountItem | undefined, lacks: string): readonly Diagnostic[] =>
    item === undefined ? [] : [problem("halfInvoice", item.span, { has: item.kind, lacks })];
  if (balance !== undefined) return due === undefined ? lone(balance, "due") : [];
  return due === undefined ? lone(issued, "balance") : lone(due, "balance");
};

const owes = (account: TestAccountNode): readonly Diagnostic[] => {
  const debts = account.items.filter(({ kind }) => kind === "balance" || kind === "invoice" || kind === "due" || kind === "issued");
  if (account.newCustomer) return debts.slice(0, 1).map(({ span }) => problem("customerOwes", span, {}));
  return debts.length > 0
    ? wholeInvoice(account)
    : [problem("noDebt", account.span, {}, { help: "such as `with balance 1,200 USD, due 2026-03-02`" })];
};

const issuedFirst = (account: TestAccountNode): readonly Diagnostic[] =>
  invoicesOf(account).flatMap(({ issued, due }) =>
    issued === null || issued.day === null || due.day === null || issued.day <= due.day
      ? []
      : [problem("spanBackwards", due.span, { from: issued.text, to: due.text }, { related: [{ span: issued.span, label: "issued" }] })],
  );

const checkItem = (item: AccountItem, around: Inside): readonly Diagnostic[] => {
  switch (item.kind) {
    case "balance":
    case "invoice":
      return checkTestSum(item.sum, around);
    case "fact":
      return checkFactValue(item.name, item.value, around);
    case "variant": {
      const { variants } = around.scope;
      if (item.name === null) return shareOf(variants.values()) < 10_000 ? [] : [problem("everyoneInVariant", item.span, {})];
      if (variants.has(item.name.text)) return [];
      return [problem("unknownVariant", item.name.span, { name: item.name.text }, didYouMeanText(item.name, variants.keys()))];
    }
    case "due":
    case "issued":
    case "unreachable":
      return [];
  }
};

export const checkAccount = (account: TestAccountNode, around: Inside): readonly Diagnostic[] => [
  ...account.places.flatMap((place) => checkPlace(place, around.scope)),
  ...checkZones(account),
  ...saidOnce(account),
  ...owes(account),
  ...issuedFirst(account),
  ...account.items.flatMap((item) => checkItem(item, around)),
];
