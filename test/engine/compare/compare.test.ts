/** What a change of a policy changes, found by living both through the same accounts. */
import { expect, it } from "vitest";
import { changeLine, relationOf } from "../../../cli/diff/change.ts";
import { comparingsOf } from "../../../cli/diff/tasks.ts";
import { compilePolicy } from "../../../dsl/index.ts";
import { compare, localDay, parseDay, type Version } from "../../../engine/index.ts";
import { loadLawBook } from "../../../policies/index.ts";

const law = await loadLawBook();
const today = parseDay("2026-11-30") ?? localDay(0);

const OLD = `policy "Two letters" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   GBP
  places     GB

  facts {
    segment  one of "standard", "key"
  }

  house rules {
    contact only between 09:00 and 17:00 on business days
  }

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 GBP
  }

  stage reminder from 3 days after due {
    day 0          email "first"
    day 7          email "second"
    next           demand after 21 days
  }

  stage demand {
    day 0          letter "demand" within 5 days
  }

  on payment in full  close as paid
  on dispute          pause
}
`;

const versionOf = (source: string): Version => {
  const { policy, diagnostics } = compilePolicy(source, "test.collect", { lawBook: law });
  if (policy === null) throw new Error(diagnostics.map(({ code, message, span }) => `${span.line}: ${code} ${message}`).join("\n"));
  return { policy, contains: () => undefined };
};

const changed = (edit: (source: string) => string) => {
  const lines = comparingsOf({ old: versionOf(OLD), new: versionOf(edit(OLD)), law, today }).flatMap((comparing) =>
    compare(comparing).map((change) => changeLine(comparing, change)),
  );
  const told = Object.fromEntries(lines.map(({ place, channel, stage, relation }) => [`${place} ${channel} ${stage}`, relation]));
  return { lines, told, whole: relationOf(lines) };
};

const replaced = (from: string, to: string) =>
  changed((source) => {
    if (!source.includes(from)) throw new Error(`${from} isn't there`);
    return source.replace(from, to);
  });

it("a policy is equal to itself, and to itself in other words", () => {
  expect(changed((source) => source).told).toEqual({ "GB email reminder": "equal", "GB letter demand": "equal" });
  expect(replaced('email "second"', 'email "another name"').whole).toBe("equal");
});

it("one more letter is looser, one less stricter, in its channel and stage alone", () => {
  const line = '    day 7          email "second"\n';
  expect(replaced(line, `${line}    day 9          email "third"\n`).told).toEqual({ "GB email reminder": "looser", "GB letter demand": "equal" });
  expect(replaced(line, "").told).toEqual({ "GB email reminder": "stricter", "GB letter demand": "equal" });
});

it("another channel is looser in the new one and stricter in the old one", () => {
  const { told, whole } = replaced('day 7          email "second"', 'day 7          call "second"');
  expect(told).toEqual({ "GB email reminder": "stricter", "GB call reminder": "looser", "GB letter demand": "equal" });
  expect(whole).toBe("incomparable");
});

it("another day can't be compared: it may send where the old might not, and the other way round", () => {
  const { told, lines } = replaced("day 7 ", "day 4 ");
  expect(told["GB email reminder"]).toBe("incomparable");
  const { witness } = lines.find(({ channel }) => channel === "email") ?? {};
  expect(witness?.new?.timeline.at(-1)).toMatchObject({ event: 'email "second" (reminder/day 4)' });
  expect(witness?.old?.timeline.at(-1)).toMatchObject({ event: 'email "second" (reminder/day 7)' });
});

it("an hour more in the evening is looser, and the story begins with the first instant of it", () => {
  const { lines } = replaced("09:00 and 17:00", "09:00 and 18:00");
  const email = lines.find(({ channel }) => channel === "email");
  expect(email).toMatchObject({ relation: "looser" });
  expect(email?.witness?.new?.timeline).toHaveLength(1);
  expect(email?.witness?.new?.timeline[0]?.local).toMatch(/T17:00:00/);
  expect(replaced("09:00 and 17:00", "10:00 and 17:00").whole).toBe("stricter");
});

it("what only a debtor's word shows is found with that word as the story", () => {
  const { lines } = replaced("  on dispute          pause\n", "  on dispute          pause\n  on hardship         close as hardship\n");
  const letter = lines.find(({ channel }) => channel === "letter");
  expect(letter).toMatchObject({ relation: "stricter" });
  expect(letter?.witness?.old?.timeline.map(({ event }) => event)).toEqual(["the debtor's word: hardship", expect.stringContaining("letter")]);
});

it("a condition is seen from accounts on both sides of it", () => {
  const { lines } = replaced('day 7          email "second"', 'day 7          email "second" when segment is "standard"');
  const email = lines.find(({ channel }) => channel === "email");
  expect(email).toMatchObject({ relation: "stricter", witness: { old: { account: expect.stringContaining("segment is key") } } });
});

it("accounts that the new policy doesn't take get nothing of it", () => {
  const { told, whole } = replaced("  house rules {", '  applies to accounts when segment is "standard"\n\n  house rules {');
  expect(told).toEqual({ "GB email reminder": "stricter", "GB letter demand": "stricter" });
  expect(whole).toBe("stricter");
});

it("a place more is looser there, and equal elsewhere", () => {
  const { told } = replaced("places     GB", "places     GB, IE");
  expect(told).toEqual({
    "GB email reminder": "equal",
    "GB letter demand": "equal",
    "IE email reminder": "looser",
    "IE letter demand": "looser",
  });
});

it("a step of one variant is compared like every other", () => {
  const { told } = replaced(
    "    next           demand after 21 days\n",
    '    next           demand after 21 days\n\n    variant 10% "louder" {\n      day 0          email "first"\n      day 5          call "at once"\n      day 7          email "second"\n    }\n',
  );
  expect(told).toEqual({ "GB email reminder": "equal", "GB call reminder": "looser", "GB letter demand": "equal" });
});
