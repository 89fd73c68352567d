/** Policies that differ from a given one in one leaf of their compiled form, or lack one part of it. */
import { CHANNELS, EVENTS } from "../../../engine/index.ts";

/** What has no meaning of its own: where something stands, and names that come from elsewhere in the form. House rules are said in their own words. */
const MEANS_NOTHING = new Set(["hash", "file", "line", "key", "format", "house", "kind", "type"]);

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  channel: CHANNELS,
  op: ["and", "or"],
  compare: [">=", ">", "<=", "<", "=", "!="],
  do: ["pause", "hold"],
  anchor: ["due", "end of month"],
  collector: ["creditor", "third-party", "debt-buyer"],
  debt: ["consumer", "commercial"],
  stageOf: ["account", "invoice"],
  whenItMoves: ["keep", "return"],
  whenBehind: ["lapse", "one stage at a time", "straight", "late"],
  whenPolicyChanges: ["keep", "restart", "park"],
  allocation: ["oldest first", "as directed", "interest first"],
  unpaidCharges: ["waive", "keep"],
  per: ["month", "year"],
  every: ["month", "week"],
  priority: ["normal", "high"],
  purpose: ["collect", "legal-notice"],
  on: ["promise", "dispute", "hardship", "death", "opt-out"],
  events: EVENTS,
};
const ACTS: readonly (readonly string[])[] = [
  ["hold credit", "release credit", "write off", "file small claim", "report to bureau", "refer to lawyer"],
  ["charge fee", "charge interest"],
];

/** What may be absent. */
const LEFT_OUT = new Set(["when", "otherwise", "else", "approval", "repeat", "requires"]);

type Json = Readonly<Record<string, unknown>> | readonly unknown[];

export interface Mutant {
  readonly path: string;
  readonly value: unknown;
}

function otherOf(leaf: unknown, key: string, parent: Json): unknown {
  if (typeof leaf === "number") return leaf + 1;
  if (typeof leaf === "boolean") return !leaf;
  if (typeof leaf !== "string") return undefined;
  // Another operator has other members.
  if (key === "op" && leaf !== "and" && leaf !== "or") return undefined;
  if (leaf === "statutory" || leaf === "prepayment") return undefined;
  const isAct = key === "name" && "kind" in parent && parent.kind === "business";
  // An act of another name has other members: only those without any stand in for each other.
  const known = isAct
    ? (ACTS.find((one) => one.includes(leaf)) ?? [leaf])
    : key === "anchor" && leaf === "oldest unpaid invoice"
      ? [leaf]
      : OTHERS[key];
  return known === undefined ? `${leaf} two` : known.includes(leaf) ? known.find((one) => one !== leaf) : undefined;
}

/** Every form with one leaf changed, or one element or optional member taken away. */
export function* mutantsOf(value: unknown, path = "", key = ""): Generator<Mutant> {
  if (typeof value !== "object" || value === null) return;
  const parent = value as Json;
  for (const [name, inner] of Object.entries(parent)) {
    if (MEANS_NOTHING.has(name)) continue;
    const put = (changed: unknown): unknown => (Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed });
    const at = `${path}/${name}`;
    const role = Array.isArray(value) ? key : name;
    const other = otherOf(inner, role, parent);
    if (other !== undefined) yield { path: at, value: put(other) };
    for (const mutant of mutantsOf(inner, at, role)) yield { path: mutant.path, value: put(mutant.value) };
    if (Array.isArray(value) && value.length > 1) yield { path: `${at} is gone`, value: value.toSpliced(Number(name), 1) };
    if (LEFT_OUT.has(name) || (name === "within" && /^\/(?:handlers|notices)\//u.test(at)) || /^\/terms\/\w+$/u.test(at)) {
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      yield { path: `${at} is gone`, value: rest };
    }
  }
}
