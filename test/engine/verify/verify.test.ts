/** The proof itself: what it looks at, what it says when it couldn't. */
import { expect, it } from "vitest";
import { differencesOf } from "../../../cli/proof/check.ts";
import { CONTENT_IDS } from "../../../engine/index.ts";
import { CLEAN } from "./bad-edits.ts";
import { certificateFor } from "./proving.ts";
import { seldom } from "./seldom.ts";

const GB = CLEAN["GB_CONSUMER"] ?? { source: "", letters: {} };

it("the same policy is proved in the same way again", () => {
  expect(certificateFor(GB)).toEqual(certificateFor(GB));
});

it("a bound that was reached leaves what wasn't found open, and says how much wasn't looked at", () => {
  const { verdicts, places } = certificateFor({ ...GB, runs: 5 });
  expect(places[0]?.explored).toMatchObject({ runs: 5 });
  expect(places[0]?.explored.skipped).toBeGreaterThan(0);
  expect(verdicts.some(({ verdict }) => verdict === "incomplete")).toBe(true);
  expect(verdicts.some(({ verdict }) => verdict === "by-design")).toBe(false);
});

it("more moves find no less", () => {
  const [one, two] = [certificateFor(GB), certificateFor({ ...GB, moves: 2 })];
  const met = ({ verdicts }: typeof one) => verdicts.filter(({ verdict }) => verdict !== "by-design").map(({ rule }) => rule);
  expect(met(two)).toEqual(expect.arrayContaining(met(one)));
  expect(two.places[0]?.explored.runs).toBeGreaterThan(one.places[0]?.explored.runs ?? 0);
});

it("a stage that no run enters, and a policy that never writes to anybody, are told", () => {
  const source = GB.source
    .replace("next           claim after 30 days", "next           claim after 30 days when balance < 1 GBP")
    .replace(`day 0          letter "reminder" within 5 days`, `day 0          task "look" for "AR team"`);
  const { places } = certificateFor({ ...GB, source });
  expect(places[0]).toMatchObject({ unreached: ["claim"], collects: false });
});

it("a certificate holds for what it was made of, and says what is different in anything else", () => {
  const [then, now] = [certificateFor(GB), certificateFor({ ...GB, source: GB.source.replace("day 45", "day 44") })];
  expect(differencesOf(then, certificateFor(GB))).toEqual([]);
  expect(differencesOf(then, now)).toContain("the policy changed since");
  expect(differencesOf(then, certificateFor({ ...GB, letters: { ...GB.letters, "letter of claim": [] } }))).toEqual(
    expect.arrayContaining(["what the letters say changed since", "GB gb.pap-debt.letter-of-claim: broken, not by-guard"]),
  );
  expect(differencesOf({ ...then, key: { ...then.key, lawBook: "another" } }, then)).toEqual(["the law of its places changed since"]);
});

it("a step that only one variant of the accounts runs is held against the law like every other", () => {
  const louder = (share: number) =>
    GB.source.replace(/(  stage remind [^}]*)  }/, `$1\n    variant ${share}% "louder" {\n      day 0          file small claim\n    }\n  }`);
  const broken = (source: string) =>
    certificateFor({ ...GB, source })
      .verdicts.filter(({ verdict }) => verdict === "broken")
      .map(({ rule }) => rule);
  expect(broken(GB.source)).toEqual([]);
  expect(broken(louder(1))).toContain("gb.pap-debt.letter-of-claim");
  expect(broken(louder(99))).toContain("gb.pap-debt.letter-of-claim");
});

it("what only some accounts are asked meets the debtor's deeds as well, and so does law about their type of debt", () => {
  const verdict = (written: Parameters<typeof certificateFor>[0], rule: string) =>
    certificateFor(written).verdicts.find((one) => one.rule === rule)?.verdict;
  const steps = `day 0          letter "first" within 5 days when segment is "key"`;
  const key = seldom("US-NY", "USD", { collector: "third-party", facts: `segment  one of "standard", "key"`, steps });
  expect(verdict(key, "us.regf.cease.refusal")).toBe("by-guard");
  const also = "on dispute                file small claim";
  const loans = seldom("GB", "GBP", { facts: `debt_type  one of "goods", "credit"`, steps: `day 0          letter "first" within 5 days`, also });
  expect(verdict(loans, "gb.conc.dispute-suspend")).toBe("broken");
});

it("a plan that is agreed on and broken is two deeds: what the policy does then is found with two moves, and not with one", () => {
  const also = "on plan broken            file small claim";
  const written = seldom("GB", "GBP", { steps: `day 0          letter "first" within 5 days`, letters: { first: ["creditor-identity"] }, also });
  const found = (moves: number) => certificateFor({ ...written, moves }).verdicts.find(({ rule }) => rule === "gb.pap-debt.letter-of-claim");
  expect(found(1)?.verdict).toBe("by-design");
  const { verdict, timeline = [] } = found(2) ?? {};
  expect(verdict).toBe("by-guard");
  expect(timeline.map(({ event }) => event)).toEqual([
    "the debtor's word: plan-agreed",
    "the debtor's word: plan-broken",
    expect.stringContaining("file small claim (on plan broken) is asked for"),
  ]);
});

it("a slot of which a pause leaves but a weekend is found, whatever the weekday of the first run", () => {
  const written = (today: string) =>
    seldom("US", "USD", {
      collector: "third-party",
      steps: `day 0          letter "first" within 4 days\n    day 20         letter "second" within 5 days`,
      letters: { second: CONTENT_IDS.filter((id) => id !== "mini-miranda-initial") },
      also: "on hardship               pause 60 days",
      today,
    });
  const verdicts = [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const { verdict, timeline = [] } =
      certificateFor(written(`2026-12-0${n + 1}`)).verdicts.find(({ rule }) => rule === "us.regf.mini-miranda-initial") ?? {};
    return [verdict, timeline[0]?.event];
  });
  expect(verdicts).toEqual(Array.from({ length: 7 }, () => ["broken", "the debtor's word: hardship"]));
});
