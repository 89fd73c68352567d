/** The story of a finding as a `test` block: the account, what happens to it, and that the rule stands in the way. */
import { describe, formatDay, formatInstant, formatMoney, localDay, variantOf } from "../../engine/index.ts";
import type { CompiledPolicy, FactType, FactValue, Instant, LedgerEntry, Minor, PastEvent, Task, Verdict } from "../../engine/index.ts";

type Finding = NonNullable<Verdict["finding"]>;
type Life = Finding["meeting"]["life"];

/** A story, or why it can't be told in the words of a test. */
export type Told = { readonly title: string; readonly block: (expectation: string) => string; readonly expectations: readonly string[] } | string;

/** Parts of an event that a test has words for; what else it says can't be told. */
const TELLABLE: ReadonlySet<string> = new Set(["event", "form", "ground", "channels", "until", "amount", "currency", "due", "account", "debts"]);

const FORMS = { written: " in writing", oral: " orally" } as const;

const sumOf = (amount: Minor, currency: string): string => `${formatMoney(amount, currency)} ${currency}`;

const quoted = (text: string): string => `"${text}"`;

/** `2026-12-31 08:59` by the debtor's clock. */
function momentOf(task: Task, zone: string, at: Instant): string {
  const [day = "", time = ""] = formatInstant(task.calendar, zone, at).split("T");
  return `${day} ${time.slice(0, 5)}`;
}

function eventWords(event: PastEvent, currency: string): string | null {
  if (Object.keys(event).some((key) => !TELLABLE.has(key))) return null;
  if (event.event === "promise") {
    const { amount, due } = event;
    return amount === undefined || due === undefined ? null : `promise of ${sumOf(amount, currency)} by ${formatDay(due)}`;
  }
  const form = event.form === undefined ? "" : FORMS[event.form];
  const ground = event.ground === undefined ? "" : ` on ground ${event.ground}`;
  const channels = event.channels === undefined ? "" : ` of ${event.channels.join(", ")}`;
  const until = event.until === undefined ? "" : ` until ${formatDay(event.until)}`;
  return `${event.event}${form}${ground}${channels}${until}`;
}

/** What was done to the account, in words of a test; null for what has none. */
function movesOf(task: Task, life: Life, zone: string): readonly string[] | null {
  const { currency } = life.state.account;
  const told = life.made.map(({ at }, i): string | null => {
    const id = `move-${i + 1}`;
    const moved = life.state.movements.find((one) => one.id === id);
    const entry = life.ledger.find((one: LedgerEntry) => one.id === id);
    const words =
      moved !== undefined
        ? `${moved.as ?? "payment"} of ${sumOf(Math.abs(moved.amount) as Minor, currency)}`
        : entry !== undefined && "event" in entry
          ? eventWords(entry.event, currency)
          : null;
    return words === null ? null : `on ${momentOf(task, zone, at)} ${words}`;
  });
  const lines = told.filter((line) => line !== null);
  return lines.length === told.length ? lines : null;
}

function factWords(value: FactValue, { type }: FactType, currency: string): string {
  if (type === "money") return sumOf(value as Minor, currency);
  if (typeof value === "object") return value.map(quoted).join(" and ");
  if (typeof value === "string") return type === "date" || type === "time" || type === "place" ? value : quoted(value);
  return String(value);
}

/** `account in US-CA owed by person in time zone "America/Los_Angeles" with …`. */
function accountLine({ facts: declared, variants }: CompiledPolicy, { meeting, zone }: Finding): string {
  const { account } = meeting.life.state;
  const variant = variants === undefined ? null : variantOf({ variants }, account.id);
  const [invoice] = account.invoices;
  const facts = Object.entries(account.facts).flatMap(([name, value]) => {
    const type = declared[name];
    return type === undefined || (Array.isArray(value) && value.length === 0) ? [] : [`${name} ${factWords(value, type, account.currency)}`];
  });
  const items = [
    ...(invoice === undefined
      ? []
      : [`balance ${sumOf(invoice.amount, account.currency)}`, `issued ${formatDay(invoice.issued)}`, `due ${formatDay(invoice.due)}`]),
    ...facts,
    ...(variants === undefined ? [] : [variant === null ? "no variant" : `variant ${quoted(variant)}`]),
  ];
  return `account in ${meeting.place} owed by ${account.debtor.kind} in time zone ${quoted(zone)} with ${items.join(", ")}`;
}

/** With all law in force a step may come sooner or later than under one rule alone. */
const [DAYS_BEFORE, DAYS_AFTER] = [14, 60];

/** Ways to say that the rule stands in the way of what is wanted, the most telling first. */
function expectationsOf(task: Task, rule: string, { meeting, zone }: Finding): readonly string[] {
  const { wanted, at } = meeting;
  if (wanted === null) return [];
  const { action } = wanted.effect;
  const [day = ""] = momentOf(task, zone, at).split(" ");
  if (action.kind !== "contact") return [`expect no ${describe(action)} on ${day}`];
  const what = `${action.channel} ${quoted(action.template)}`;
  const wish = Math.floor(at / 86_400_000);
  const [first, last] = [formatDay(localDay(wish - DAYS_BEFORE)), formatDay(localDay(wish + DAYS_AFTER))];
  return [
    `expect ${what} held on ${day} because of ${rule}`,
    `expect ${what} lapsed from ${first} to ${last} because of ${rule}`,
    `expect no ${what} on ${day}`,
  ];
}

/** Whoever must agree does so a minute later. */
function approvalLine(task: Task, { meeting, zone }: Finding): readonly string[] {
  const effect = meeting.wanted?.effect;
  const steps = task.policy.stages.flatMap((stage) => stage.steps);
  const asked = steps.find(({ key }) => key === effect?.step)?.approval;
  if (asked === undefined) return [];
  return [`on ${momentOf(task, zone, (meeting.at + 60_000) as Instant)} approval by ${quoted(asked)} granted`];
}

/** The story of what was found of a rule in a place. */
export function storyOf(task: Task, { rule, finding, place }: Verdict): Told {
  if (finding === undefined) return "nothing was found";
  const { meeting, zone } = finding;
  if (meeting.wanted === null) return "a test can't say that something was never sent in time";
  const moves = movesOf(task, meeting.life, zone);
  if (moves === null) return "a test has no words for all that happens in it";
  const title = `${rule.id} stands in the way in ${place}: ${describe(meeting.wanted.effect.action).replaceAll('"', "'")}`;
  const lines = [accountLine(task.policy, finding), ...moves, ...approvalLine(task, finding)];
  return {
    title,
    block: (expectation) => `// ${rule.cites}\ntest ${quoted(title)} {\n${[...lines, expectation].map((line) => `  ${line}`).join("\n")}\n}\n`,
    expectations: expectationsOf(task, rule.id, finding),
  };
}
