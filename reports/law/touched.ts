/** Which steps of a policy a rule of law may concern: by place, role, debt, act and channel. */
import {
  actionOf,
  containingPlaces,
  needsGuard,
  type Act,
  type Channel,
  type CompiledPolicy,
  type Rule,
  type RuleBody,
  type StepAction,
} from "../../engine/index.ts";

export interface NamedPolicy {
  readonly name: string;
  readonly policy: CompiledPolicy;
}

export interface TouchedPolicy {
  readonly policy: string;
  /** Steps, notices and reactions that the rule may concern, by the names that the policy gives them. Empty: the policy as a whole. */
  readonly steps: readonly string[];
}

interface Reach {
  readonly acts: readonly Act[];
  readonly channels?: readonly Channel[] | undefined;
  readonly charges?: readonly string[] | undefined;
}

/** Acts that a rule speaks of; null: it concerns the collector's work as a whole. */
const reachOf = (body: RuleBody): Reach | null => {
  switch (body.kind) {
    case "window":
    case "cap":
    case "silence":
    case "consent":
    case "receipt":
      return { acts: ["contact"], channels: body.channels };
    case "block":
    case "content":
      return { acts: body.acts, channels: body.channels };
    case "notice-before":
      return { acts: body.acts, channels: body.channels, charges: body.charges };
    case "deadline":
      return { acts: "send" in body.duty ? ["contact", ...body.else] : body.else };
    case "amount":
      return { acts: ["charge"], charges: body.charges };
    case "due-date":
      return { acts: ["charge"] };
    case "limitation":
      return { acts: body.bars };
    default:
      return null;
  }
};

interface Asked {
  readonly name: string;
  readonly action: StepAction;
}

/** All that a policy may ask for, each with the name of its step. */
const askedBy = (policy: CompiledPolicy): readonly Asked[] => [
  ...policy.stages.flatMap((stage) => [
    ...[...stage.entry, ...stage.exit].map((action) => ({ name: stage.name, action })),
    ...[...stage.steps, ...(stage.variants ?? []).flatMap(({ steps }) => steps)].flatMap((step) =>
      [step.action, step.otherwise, step.else].flatMap((action) => (action === undefined ? [] : [{ name: step.key, action }])),
    ),
  ]),
  ...policy.handlers.flatMap(({ on, reactions }) =>
    reactions.flatMap((reaction) => (reaction.do === "act" ? [{ name: `on ${on}`, action: reaction.action }] : [])),
  ),
  ...policy.notices.map(({ name, channel, template }) => ({
    name: `notice ${name}`,
    action: { kind: "contact", channel, template, paymentLink: false, priority: "normal", purpose: "legal-notice" } as const,
  })),
];

const concerns = ({ acts, channels, charges }: Reach, action: StepAction): boolean => {
  if (!needsGuard(action)) return false;
  const asked = actionOf({ action }, []);
  if (!acts.includes(asked.act)) return false;
  if (asked.act === "contact") return channels === undefined || channels.includes(asked.contact.channel);
  return asked.act !== "charge" || charges === undefined || charges.includes(asked.charge.type);
};

const isAt = (rule: Rule, { places }: CompiledPolicy): boolean =>
  rule.place === "WORLD" || places.some((place) => containingPlaces(place).includes(rule.place) || containingPlaces(rule.place).includes(place));

const bindsPolicy = (rule: Rule, { collector, debt }: CompiledPolicy): boolean =>
  rule.binds.length === 0 || rule.binds.some(({ roles, debts }) => roles.includes(collector) && debts.includes(debt));

/** Policies that a rule concerns, and the steps in them. */
export const touchedBy = (rule: Rule, policies: readonly NamedPolicy[]): readonly TouchedPolicy[] =>
  policies.flatMap(({ name, policy }) => {
    if (!isAt(rule, policy) || !bindsPolicy(rule, policy)) return [];
    const reach = reachOf(rule.body);
    if (reach === null) return [{ policy: name, steps: [] }];
    const steps = [...new Set(askedBy(policy).flatMap((asked) => (concerns(reach, asked.action) ? [asked.name] : [])))];
    return steps.length === 0 ? [] : [{ policy: name, steps }];
  });
