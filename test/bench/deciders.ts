/**
 * Three other ways to decide whether a contact is allowed, each over facts that are counted already: how many calls and contacts there were in
 * seven days. None of them knows a ledger, a time zone or a citation.
 */
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Task } from "./measure.ts";

export interface Counted {
  readonly calls: number;
  readonly contacts: number;
}

interface Decided {
  readonly result: { readonly allowed?: boolean };
}
interface Zen {
  readonly ZenEngine: new () => { createDecision(content: Buffer): { evaluate(facts: Counted): Promise<Decided> } };
}
interface JsonRules {
  readonly Engine: new () => { addRule(rule: unknown): void; run(facts: Counted): Promise<{ readonly events: readonly unknown[] }> };
}

/** Wanted here alone, so loaded by name: nothing else needs them or their types. */
const load = async (name: string): Promise<unknown> => import(name);

const at = { position: { x: 0, y: 0 } };
const TABLE = {
  contentType: "application/vnd.gorules.decision",
  nodes: [
    { id: "in", type: "inputNode", name: "in", ...at },
    {
      id: "table",
      type: "decisionTableNode",
      name: "table",
      ...at,
      content: {
        hitPolicy: "first",
        inputs: [
          { id: "calls", name: "calls", field: "calls" },
          { id: "contacts", name: "contacts", field: "contacts" },
        ],
        outputs: [{ id: "allowed", name: "allowed", field: "allowed" }],
        rules: [
          { _id: "yes", calls: "< 7", contacts: "< 3", allowed: "true" },
          { _id: "no", calls: "", contacts: "", allowed: "false" },
        ],
      },
    },
    { id: "out", type: "outputNode", name: "out", ...at },
  ],
  edges: [
    { id: "a", sourceId: "in", targetId: "table", type: "edge" },
    { id: "b", sourceId: "table", targetId: "out", type: "edge" },
  ],
};

/** A decision table of two rows. */
export const zen = async (facts: Counted): Promise<Task> => {
  const { ZenEngine } = (await load("@gorules/zen-engine")) as Zen;
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(TABLE)));
  return async () => {
    const { result } = await decision.evaluate(facts);
    if (result.allowed !== true) throw new Error("zen-engine refuses what is allowed");
  };
};

/** The caps as conditions of one rule. */
export const jsonRules = async (facts: Counted): Promise<Task> => {
  const { Engine } = (await load("json-rules-engine")) as JsonRules;
  const engine = new Engine();
  engine.addRule({
    conditions: {
      any: [
        { fact: "calls", operator: "greaterThanInclusive", value: 7 },
        { fact: "contacts", operator: "greaterThanInclusive", value: 3 },
      ],
    },
    event: { type: "denied" },
  });
  return async () => {
    const { events } = await engine.run(facts);
    if (events.length > 0) throw new Error("json-rules-engine refuses what is allowed");
  };
};

const POLICIES = `permit(principal, action == Action::"call", resource) when { context.calls < 7 };
forbid(principal, action, resource) when { context.contacts >= 3 };`;

/** Two policies, parsed once. */
export const cedarDecides = (facts: Counted): Task => {
  preparsePolicySet("caps", { staticPolicies: POLICIES });
  const call = {
    principal: { type: "Collector", id: "agency" },
    action: { type: "Action", id: "call" },
    resource: { type: "Debt", id: "card" },
    context: { ...facts },
    preparsedPolicySetId: "caps",
    entities: [],
  };
  return () => {
    const answer = statefulIsAuthorized(call);
    if (answer.type !== "success" || answer.response.decision !== "allow") throw new Error("Cedar refuses what is allowed");
  };
};
