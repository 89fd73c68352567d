import type { CompiledPolicy } from "../../../engine/index.ts";

/** The least policy that accounts can be held against: two currencies, two places, three facts. */
export const policy: CompiledPolicy = {
  format: 1,
  hash: "0".repeat(64),
  name: "test",
  version: "1",
  collector: "creditor",
  debt: "commercial",
  currencies: ["USD", "EUR"],
  places: ["US", "DE"],
  facts: { segment: { type: "one of", values: ["standard", "key"] }, late_invoices_12m: { type: "number" }, vip: { type: "boolean" } },
  house: [],
  clock: { stageOf: "account", anchor: "oldest unpaid invoice", whenItMoves: "keep", whenBehind: "lapse", tolerance: {} },
  terms: {},
  plans: [],
  notices: [],
  allocation: "oldest first",
  stages: [],
  handlers: [],
  file: "policy.collect",
};
