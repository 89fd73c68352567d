/** Whether a certificate still says what is so. */
import type { Certificate, VerdictLine } from "./certificate.ts";
import type { ProofKey } from "./key.ts";

const KEYS = ["tool", "policy", "letters", "lawBook", "calendar"] as const;

const WORDS: Readonly<Record<(typeof KEYS)[number], string>> = {
  tool: "the version of Collect",
  policy: "the policy",
  letters: "what the letters say",
  lawBook: "the law of its places",
  calendar: "the holidays of its places",
};

/** What a certificate rests on and what is so now: one line for each difference; none: it still speaks of this. */
export const changedSince = (then: ProofKey, now: ProofKey): readonly string[] =>
  KEYS.filter((key) => then[key] !== now[key]).map((key) => `${WORDS[key]} changed since`);

const NAMED = 5;

/** The rules that are not what they were, or are new or gone, in one line; nothing where none is. */
export function changedRules(then: Certificate["rules"], now: Certificate["rules"]): readonly string[] {
  const ids = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((id) => then[id] !== now[id]);
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : "";
  return ids.length === 0 ? [] : [`rules that changed: ${ids.slice(0, NAMED).join(", ")}${more}`];
}

/** What is different, one line each; none: the certificate holds. */
export function differencesOf(old: Certificate, now: Certificate): readonly string[] {
  const day = old.today === now.today ? [] : ["the first day changed since"];
  const calendars = now.places.flatMap(({ place, calendar }) => {
    const then = old.places.find((one) => one.place === place);
    if (then === undefined) return [`nothing was proved for ${place}`];
    return then.calendar === calendar ? [] : [`the calendar of ${place} changed since`];
  });
  return [
    ...changedSince(old.key, now.key),
    ...changedRules(old.rules, now.rules),
    ...day,
    ...calendars,
    ...changedVerdicts(old.verdicts, now.verdicts),
  ];
}

function changedVerdicts(old: readonly VerdictLine[], now: readonly VerdictLine[]): readonly string[] {
  const keyOf = ({ place, rule }: VerdictLine): string => `${place} ${rule}`;
  const then = new Map(old.map((line) => [keyOf(line), line.verdict]));
  const changed = now.flatMap((line) => {
    const was = then.get(keyOf(line));
    return was === line.verdict ? [] : [`${keyOf(line)}: ${line.verdict}${was === undefined ? ", and not in the certificate" : `, not ${was}`}`];
  });
  const gone = old.filter((line) => !now.some((one) => keyOf(one) === keyOf(line))).map((line) => `${keyOf(line)}: binds no more`);
  return [...changed, ...gone];
}
