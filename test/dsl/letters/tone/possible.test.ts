import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DE } from "../../../../dsl/letters/tone/de.ts";
import { EN } from "../../../../dsl/letters/tone/en.ts";
import { NL } from "../../../../dsl/letters/tone/nl.ts";
import { possible, waysOf } from "../../../../dsl/letters/tone/possible.ts";

const saysIn = (says: readonly string[], text: string): readonly string[] => possible(waysOf(says), text.toLowerCase());

describe("ways of saying something that may occur in a text", () => {
  for (const [language, { threats, claims, blame, haste, overdue, legalese }] of Object.entries({ DE, EN, NL })) {
    const ways = [threats, claims, blame, haste, overdue, legalese].flat().flatMap(({ says }) => says);
    it(`none is ruled out by a text that says it (${language})`, () => {
      for (const way of ways) {
        const written = fc.stringMatching(new RegExp(`^(?:${way.replaceAll("\\p{L}", "[a-z]")})$`, "u"));
        fc.assert(
          fc.property(written, (text) => saysIn([way], `Sehr geehrte Damen, ${text}.`).length === 1),
          { numRuns: 15 },
        );
      }
    });
  }

  it("what isn't there is ruled out, alternatives and all", () => {
    const text = "We ask you to pay the open amount.";
    expect(saysIn(["(?:arrest|search) warrant", "jail(?:ed)?", "prison|police report", "open amounts?"], text)).toEqual(["open amounts?"]);
  });

  it("what needs nothing that tells is never ruled out", () => {
    expect(saysIn(["(?:a|b)", "\\p{L}+", "is|to jail"], "")).toEqual(["(?:a|b)", "\\p{L}+", "is|to jail"]);
  });
});
