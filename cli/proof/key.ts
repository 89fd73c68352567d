/** What a proof rests on, as a few digests: while none of them changes, it would come out the same again. */
import { createHash } from "node:crypto";
import { canonicalJson, containingPlaces, rulesBehind } from "../../engine/index.ts";
import type { CompiledPolicy, LawBook, Place, Rule } from "../../engine/index.ts";
import { holidayPlaces, holidaySet } from "../../policies/index.ts";
import { contentsText } from "../contents.ts";
import { toolVersion } from "../tool-version.ts";
import { outermost } from "./outermost.ts";

export interface ProofKey {
  /** Version of Collect. */
  readonly tool: string;
  readonly policy: string;
  /** Digest of the content ids that the policy's letters carry. */
  readonly letters: string;
  /** Digest of those rules and series of the law book that the proof looks at: law of other places, or about other debts, is none of it. */
  readonly lawBook: string;
  /** Digest of the holidays of the policy's places. */
  readonly calendar: string;
}

export interface Program {
  readonly policy: CompiledPolicy;
  readonly letters: Readonly<Record<string, string>>;
  readonly law: LawBook;
}

const sha256 = (parts: Iterable<string>): string => {
  const hash = createHash("sha256");
  // Lengths keep two texts from being read as two others.
  for (const part of parts) hash.update(`${part.length}\0${part}\0`);
  return hash.digest("hex");
};

/** Of a rule, what a proof depends on: not where it stands, who checked it and when. */
const texts = new WeakMap<Rule, string>();
const textOf = (rule: Rule): string => {
  const known = texts.get(rule);
  if (known !== undefined) return known;
  const { id, place, members, notIn, cites, from, to, binds, body } = rule;
  const text = canonicalJson({
    id,
    place,
    cites,
    from,
    to,
    binds,
    body,
    ...(members === undefined ? {} : { members }),
    ...(notIn === undefined ? {} : { notIn }),
  });
  texts.set(rule, text);
  return text;
};

const laws = new WeakMap<LawBook, Map<string, string>>();

const lawDigest = (law: LawBook, policy: CompiledPolicy): string => {
  const known = laws.get(law) ?? new Map<string, string>();
  laws.set(law, known);
  const places = outermost(policy.places);
  const name = [policy.collector, policy.debt, ...places].join(" ");
  const found = known.get(name) ?? digestOfLaw(law, policy, places);
  known.set(name, found);
  return found;
};

function digestOfLaw(law: LawBook, policy: CompiledPolicy, places: readonly Place[]): string {
  const rules = rulesBehind(law.rules, policy, places);
  const named = new Set(rules.flatMap(({ body }) => (body.kind === "amount" && body.limit.by === "yearly rate" ? (body.limit.over ?? []) : [])));
  const series = (law.series ?? [])
    .filter(({ name }) => named.has(name))
    .map(({ name, verifiedTo, values }) => canonicalJson({ name, verifiedTo, values: values.map(({ from, percent }) => ({ from, percent })) }));
  return sha256([...rules.map(textOf).toSorted(), ...series.toSorted()]);
}

const SHORT = 12;

/** Digests of the rules that a proof looks at, by id, short: enough to name those that changed. */
export const ruleDigests = ({ policy, law }: Pick<Program, "policy" | "law">): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rulesBehind(law.rules, policy, outermost(policy.places))
      .map((rule) => [rule.id, sha256([textOf(rule)]).slice(0, SHORT)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const holidays = new Map<string, string>();

/** A place is known by the holidays of all places around it, and by those of the places inside. */
function calendarDigest(places: readonly Place[]): string {
  const name = places.join(" ");
  const known = holidays.get(name);
  if (known !== undefined) return known;
  const around = new Set(places.flatMap(containingPlaces));
  const wanted = holidayPlaces().filter((file) => {
    const [place = file] = file.split(".");
    return around.has(place) || containingPlaces(place).some((one) => places.includes(one));
  });
  const digest = sha256(wanted.map((place) => canonicalJson(holidaySet(place))));
  holidays.set(name, digest);
  return digest;
}

/** The digests of what a policy would be proved from just now. */
export async function keyOf({ policy, letters, law }: Program): Promise<ProofKey> {
  return {
    tool: await toolVersion(),
    policy: policy.hash,
    letters: sha256([await contentsText(letters)]),
    lawBook: lawDigest(law, policy),
    calendar: calendarDigest(outermost(policy.places)),
  };
}
