/** Which law a policy is held against, and for which of its debtors: what can't bind anybody that it deals with is not asked. */
import { canonicalJson } from "../canonical.ts";
import { collectorOf } from "../model/collector.ts";
import type { DebtorKind, EventName } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { Binding, Rule } from "../model/rule.ts";
import type { Place } from "../model/units.ts";
import { neverRefuses } from "../rules/rule-kinds.ts";
import { containingPlaces, reaches } from "../scope.ts";
import { comparisonsIn } from "./accounts.ts";

/** The law of one place, as far as it isn't the law of a place around it that is watched as well. */
export interface Watched {
  readonly place: Place;
  readonly rules: readonly Rule[];
  /** What those rules look at beside themselves: when a debt is barred, what counts as received, when a debt is late, what else may be charged. */
  readonly beside: readonly Rule[];
}

const IS_LOOKED_TO: ReadonlySet<Rule["body"]["kind"]> = new Set(["limitation", "tolling", "receipt", "due-date", "amount"] as const);

/** What other rules look to. */
const isLookedTo = ({ body }: Rule): boolean => IS_LOOKED_TO.has(body.kind) || (body.kind === "content" && body.gives !== undefined);

/** What people have to record, with nothing forbidden until they do: no run of a policy can keep or break it, and no verdict is given. */
const isForPeople = ({ body }: Rule): boolean => body.kind === "deadline" && "record" in body.duty && body.else.length === 0;

/** What a proof can say something of: law that refuses, or wants to be sent, what a policy does. */
const isLookedAt = (rule: Rule): boolean => rule.place !== "WORLD" && !neverRefuses(rule) && !isForPeople(rule);

/** The place with all law that reaches it, and each place inside with what it has of its own. */
export function watchedOf(rules: readonly Rule[], place: Place, within: readonly Place[]): readonly Watched[] {
  const law = rules.filter(isLookedAt);
  const lookedTo = rules.filter(isLookedTo);
  const besides = (one: Place): readonly Rule[] => lookedTo.filter((rule) => reaches(rule, [one]));
  const all = law.filter((rule) => reaches(rule, [place]));
  const inside = within.flatMap((inner): readonly Watched[] => {
    const own = law.filter((rule) => rule.place === inner);
    return own.length === 0 || containingPlaces(place).includes(inner) ? [] : [{ place: inner, rules: own, beside: besides(inner) }];
  });
  return [{ place, rules: all, beside: besides(place) }, ...inside];
}

/** Of each place the rules that are meant; places without any are left out. */
export const narrowed = (watched: readonly Watched[], keep: (rule: Rule) => boolean): readonly Watched[] =>
  watched.flatMap(({ place, rules, beside }) => {
    const kept = rules.filter(keep);
    return kept.length === 0 ? [] : [{ place, rules: kept, beside }];
  });

type Whose = Pick<CompiledPolicy, "collector" | "debt">;

/** Whether a rule may bind the policy's collector towards debtors of a kind (unknown: of any), as far as nothing that happens can change that. */
export function mayBind({ binds }: Rule, { collector, debt }: Whose, kind: DebtorKind): boolean {
  const { role, facts = [] } = collectorOf(collector);
  const fits = ({ roles, debts, debtors, collectorFacts = [], exceptCollectorFacts = [] }: Binding): boolean =>
    roles.includes(role) &&
    debts.includes(debt) &&
    (debtors === undefined || kind === "unknown" || debtors.includes(kind)) &&
    collectorFacts.every((fact) => facts.includes(fact)) &&
    !exceptCollectorFacts.some((fact) => facts.includes(fact));
  return binds.length === 0 || binds.some(fits);
}

/** What of it may bind the policy's collector towards debtors of a kind. */
export const bindingOn = (watched: readonly Watched[], policy: Whose, kind: DebtorKind): readonly Watched[] =>
  narrowed(watched, (rule) => mayBind(rule, policy, kind));

/** Every rule that a proof in some places rests on: what may bind there and in the places inside, and what holds everywhere. */
export const rulesBehind = (rules: readonly Rule[], policy: Whose, places: readonly Place[]): readonly Rule[] =>
  rules.filter(
    (rule) =>
      rule.place === "WORLD" ||
      ((isLookedAt(rule) || isLookedTo(rule)) && mayBind(rule, policy, "unknown") && (reaches(rule, places) || isInside(rule.place, places))),
  );

const isInside = (place: Place, places: readonly Place[]): boolean => containingPlaces(place).some((around) => places.includes(around));

const namedIn = new WeakMap<Rule, string>();

/** Whether an event can make any difference to a rule: it names it somewhere. */
export function looksAt(rule: Rule, event: EventName): boolean {
  const text = namedIn.get(rule) ?? canonicalJson([rule.body, rule.binds]);
  namedIn.set(rule, text);
  return text.includes(`"${event}"`);
}

/** What of it looks at one of some events. */
export const lookingAt = (watched: readonly Watched[], events: readonly EventName[]): readonly Watched[] =>
  narrowed(watched, (rule) => events.some((event) => looksAt(rule, event)));

/** Places whose debtors a policy treats alike. */
export interface Neighbourhood {
  /** Where the accounts are that stand for all of it. */
  readonly home: Place;
  readonly places: readonly Place[];
}

/** A place and those inside of it, put together as the conditions of a policy tell them apart. The first holds the place itself. */
export function neighbourhoods(policy: CompiledPolicy, place: Place, within: readonly Place[]): readonly Neighbourhood[] {
  const named = comparisonsIn(policy).flatMap(({ fact, with: other }) => (fact === "place" && other?.kind === "text" ? [other.value] : []));
  const groups = new Map<string, Place[]>();
  for (const one of [place, ...within]) {
    const around = containingPlaces(one);
    const key = named.map((name) => around.includes(name)).join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((places) => ({ home: places[0] ?? place, places }));
}
