/** From when to when rules are in force. */
import { expect, it } from "vitest";
import { earliest, type Instant } from "../../../engine/index.ts";
import { ask, at, context, day, rule } from "./world.ts";

const noon = at("2026-05-20T12:00:00-04:00");
const never = (from: string | null, to: string | null, zones?: readonly string[]): Instant | null =>
  earliest(
    rule(
      { kind: "block", acts: ["contact"], key: "person", exceptPurposes: [], exceptPersons: [], unlessConsent: [], exceptReplies: false },
      { from: from === null ? null : day(from), to: to === null ? null : day(to) },
    ),
    context(zones === undefined ? {} : { zones }),
    ask(),
    noon,
  );

it("a rule binds on its first day and on its last, and on no day before or after", () => {
  expect([never(null, null), never("2026-05-20", null), never("2026-05-21", null), never(null, "2026-05-19")]).toEqual([null, null, noon, noon]);
  expect(never(null, "2026-05-20")).toBe(at("2026-05-21T00:00:00-04:00"));
});

it("a rule that has been in force for long binds also where nobody knows the debtor's clock", () => {
  expect([never("2026-05-10", null, []), never("2026-06-10", null, [])]).toEqual([null, noon]);
});
