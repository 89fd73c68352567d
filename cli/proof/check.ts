/** Whether a certificate still says what is so. */
import type { Certificate, VerdictLine } from "./certificate.ts";

const SAME = ["tool", "lawBook", "letters", "today"] as const;

/** What is different, one line each; none: the certificate holds. */
export function differencesOf(old: Certificate, now: Certificate): readonly string[] {
  const heads = SAME.filter((key) => old[key] !== now[key]).map((key) => `${WORDS[key]} changed since`);
  const policy = old.policy.hash === now.policy.hash ? [] : ["the policy changed since"];
  const calendars = now.places.flatMap(({ place, calendar }) => {
    const then = old.places.find((one) => one.place === place);
    if (then === undefined) return [`nothing was proved for ${place}`];
    return then.calendar === calendar ? [] : [`the calendar of ${place} changed since`];
  });
  return [...heads, ...policy, ...calendars, ...changedVerdicts(old.verdicts, now.verdicts)];
}

const WORDS: Readonly<Record<(typeof SAME)[number], string>> = {
  tool: "the version of Collect",
  lawBook: "the law book",
  letters: "what the letters say",
  today: "the first day",
};

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
