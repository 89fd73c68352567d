/** Pieces that many rows are put together from. */

/** An account with one invoice of a thousand dollars that falls due on Monday, 2 March 2026. */
export const ACCOUNT = "account in US-NY with balance 1,000 USD, due 2026-03-02";

/** A test of that account, or of another that is given first. */
export const test = (...lines: readonly string[]): string => {
  const [first = ""] = lines;
  const own = /^(?:\[\[)?(?:account|new customer|starts)\b/u.test(first) ? lines : [ACCOUNT, ...lines];
  return ['test "story" {', ...own.map((line) => `  ${line}`), "}"].join("\n");
};

/** A clock with some of its lines in other words. */
export const clock = (...lines: readonly string[]): string => {
  const defaults = ["stage of the account", "anchor oldest unpaid invoice", "when it moves keep the stage", "when behind lapse"];
  const headOf = (line: string): string => line.replace(/^\[\[/u, "").split(" ").slice(0, 2).join(" ");
  const own = new Set(lines.map(headOf));
  return ["clock {", ...[...defaults.filter((line) => !own.has(headOf(line))), ...lines].map((line) => `  ${line}`), "}"].join("\n");
};

/** The stage that an account reaches the day after its invoice fell due, with these lines. */
export const reminder = (...lines: readonly string[]): string => ["stage reminder {", ...lines.map((line) => `  ${line}`), "}"].join("\n");

/** The same with a task on the fifth day, 8 March, when a condition holds. */
export const taskWhen = (condition: string): string => reminder('day 0 email "reminder"', `day 5 task "look" for "team" when ${condition}`);

export const LOOKED = 'expect task "look" for "team" by 2026-03-08';

/** Facts that a policy declares. */
export const facts = (...lines: readonly string[]): string => ["facts {", ...lines.map((line) => `  ${line}`), "}"].join("\n");

export const lines = (...all: readonly string[]): string => all.join("\n");

/** A rule of law in a policy's world. */
export const ruleOf = (...sentences: readonly string[]): string =>
  [
    '  rule us.act.a "A" {',
    '    cites act "1"',
    "    confidence text, checked 2026-11-22",
    ...sentences.map((sentence) => `    ${sentence}`),
    "  }",
  ].join("\n");
