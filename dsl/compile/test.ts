/** A checked `test` block to its compiled form. */
import type { Account, Channel, Currency, DebtorKind, EventName, FactType, FactValue, LocalDay, Minor, PastEvent } from "../../engine/index.ts";
import type { PolicyTest, TestEvent, TestTime } from "../../engine/model/policy-test.ts";
import { CHANNELS, localDay, minor, parseMoney, zonesOfPlace } from "../engine.ts";
import { invoicesOf, numbered } from "../check/tests/account.ts";
import { linesOf, type Scope } from "../check/names.ts";
import { factOf } from "../check/types.ts";
import type { HappeningNode, TestAccountNode, TestEventNode, TestNode, ValueNode } from "../tree/test.ts";
import type { MoneyNode } from "../tree/words.ts";
import type { Source } from "../syntax/source.ts";
import { clockTime } from "./expression.ts";
import { expectationOf } from "./expectation.ts";
import { dayOf } from "./spans.ts";

/** An invoice is taken to be issued so many days before it is due, unless the policy's terms or the test say otherwise. */
const USUAL_TERMS = 30;

const amountOf = ({ digits, currency }: MoneyNode): Minor => {
  const amount = parseMoney(digits, currency.text);
  if (amount === null) throw new RangeError("an amount that was not checked");
  return amount;
};

const valueOf = ({ first, more }: ValueNode, type: FactType): FactValue => {
  if (type.type === "tags") return [first.kind === "text" ? first.text : "", ...more.map(({ text }) => text)];
  switch (first.kind) {
    case "quantity": {
      if (type.type !== "money" || first.unit === null) return Number(first.digits);
      return amountOf({ digits: first.digits, currency: first.unit, span: first.span });
    }
    case "text":
      return first.text;
    case "boolean":
      return first.value;
    case "date":
      return first.date.text;
    case "time":
      return clockTime(first.time);
    case "word":
      return first.name.text;
  }
};

const factValue = (name: string, value: ValueNode, scope: Scope): FactValue => valueOf(value, factOf(name, scope) ?? { type: "text" });

/** Every sum that a test names is in the account's currency; one that names none is in the policy's first. */
const currencyOf = (test: TestNode, scope: Scope): Currency => {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || found.length > 0) return;
    if ("digits" in value && "currency" in value) found.push((value as MoneyNode).currency.text);
    else for (const inner of Object.values(value)) visit(inner);
  };
  visit(test.lines);
  return found[0] ?? scope.currencies[0] ?? "";
};

const termsIn = (scope: Scope): number => {
  const due = linesOf(scope.policy, "terms").flatMap(({ lines }) => lines.filter((line) => line.kind === "due"))[0];
  return due === undefined || due.days.business ? USUAL_TERMS : due.days.n;
};

const issuedBefore = (due: LocalDay, scope: Scope): LocalDay => localDay(due - termsIn(scope));

const kindOf = (node: TestAccountNode, scope: Scope): DebtorKind => {
  if (node.debtorKind !== null) return node.debtorKind.text as DebtorKind;
  return linesOf(scope.policy, "debt")[0]?.debt.text === "consumer" ? "person" : "business";
};

const reachOf = (node: TestAccountNode): Account["reach"] => {
  const none = new Set(node.items.flatMap((item) => (item.kind === "unreachable" ? [item.channel.text] : [])));
  return Object.fromEntries(CHANNELS.flatMap((channel) => (none.has(channel) ? [] : [[channel, `test-${channel}`] as const])));
};

const accountOf = (node: TestAccountNode, test: TestNode, scope: Scope): Account => {
  const places = node.places.map(({ text }) => text);
  const zones = node.zones.length > 0 ? node.zones.map(({ text }) => text) : places.flatMap(zonesOfPlace);
  return {
    id: "test",
    debtor: { id: "test", kind: kindOf(node, scope), places, timezones: [...new Set(zones)] },
    creditor: "test",
    currency: currencyOf(test, scope),
    invoices: invoicesOf(node).map(({ id, sum, due, issued }) => {
      const day = dayOf(due);
      return { id, issued: issued === null ? issuedBefore(day, scope) : dayOf(issued), due: day, amount: amountOf(sum) };
    }),
    facts: Object.fromEntries(
      node.items.flatMap((item) => (item.kind === "fact" ? [[item.name.text, factValue(item.name.text, item.value, scope)] as const] : [])),
    ),
    reach: reachOf(node),
  };
};

const timeOf = ({ at }: TestEventNode): TestTime => ({
  day: dayOf(at.date),
  ...(at.time === null || at.time.minute === null ? {} : { minute: at.time.minute as NonNullable<TestTime["minute"]> }),
});

const pastEvent = ({ event, form, ground, channels, until }: Extract<HappeningNode, { readonly kind: "event" }>): PastEvent => ({
  event: event.text as EventName,
  ...(form === null ? {} : { form }),
  ...(ground === null ? {} : { ground: ground.text }),
  ...(event.text === "consent" ? { covers: "channel" as const } : {}),
  ...(channels.length === 0 ? {} : { channels: channels.map(({ text }) => text as Channel) }),
  ...(until === null ? {} : { until: dayOf(until) }),
});

type Happened = TestEvent extends infer Event ? (Event extends unknown ? Omit<Event, "at" | "line"> : never) : never;

/** `taken`: names of invoices that are given; grows with those that the story adds. */
const happened = (node: HappeningNode, scope: Scope, taken: Set<string>): Happened => {
  switch (node.kind) {
    case "money": {
      // Refunds and chargebacks raise the balance.
      const sign = node.as === "refund" || node.as === "chargeback" ? -1 : 1;
      const invoice = node.invoice === null ? {} : { invoice: node.invoice.text };
      return { kind: "moved", as: node.as, amount: minor(sign * amountOf(node.sum)), ...invoice };
    }
    case "promise": {
      const event: PastEvent = { event: "promise", amount: amountOf(node.sum), currency: node.sum.currency.text, due: dayOf(node.by) };
      return { kind: "happened", event };
    }
    case "event":
      return { kind: "happened", event: pastEvent(node) };
    case "invoice": {
      const id = node.id?.text ?? numbered(taken);
      taken.add(id);
      return { kind: "invoice", id, amount: amountOf(node.sum), due: dayOf(node.due) };
    }
    case "due date":
      return { kind: "due date", due: dayOf(node.due), ...(node.invoice === null ? {} : { invoice: node.invoice.text }) };
    case "fact":
      return { kind: "fact", name: node.name.text, value: factValue(node.name.text, node.value, scope) };
    case "approval":
      return { kind: "approval", of: node.of.text, granted: node.granted };
    case "channel":
      return { kind: "channel", channel: node.channel.text as Channel, works: node.works };
  }
};

const variantOf = ({ items }: TestAccountNode): Pick<PolicyTest, "variant"> => {
  const item = items.find((one) => one.kind === "variant");
  return item === undefined ? {} : { variant: item.name?.text ?? null };
};

/**
 * One test of a checked file. `source` is the file that the test stands in.
 * @throws RangeError when the test has problems: they are looked for before
 */
export const testOf = (test: TestNode, scope: Scope, source: Source): PolicyTest => {
  const account = test.lines.find((line) => line.kind === "account");
  if (account === undefined) throw new RangeError(`a test that was not checked: ${test.title.text}`);
  const starts = test.lines.find((line) => line.kind === "starts");
  const taken = new Set(invoicesOf(account).map(({ id }) => id));
  return {
    title: test.title.text,
    line: test.span.line,
    account: accountOf(account, test, scope),
    ...variantOf(account),
    from: starts === undefined ? null : dayOf(starts.on),
    events: test.lines.flatMap((line) =>
      line.kind === "event" ? [{ at: timeOf(line), line: line.span.line, ...happened(line.happening, scope, taken) }] : [],
    ),
    expectations: test.lines.flatMap((line) => (line.kind === "expect" ? [expectationOf(line, scope, source)] : [])),
  };
};
