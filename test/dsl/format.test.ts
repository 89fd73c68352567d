import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { format } from "../../dsl/index.ts";

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");

const formatted = (source: string): string => {
  const { text, diagnostics } = format(source, "p.collect");
  expect(diagnostics).toEqual([]);
  return text ?? "";
};

/** What stands in a policy, formatted and without the policy's own lines. */
const lines = (source: string): readonly string[] => formatted(`policy "P" {\n${source}\n}\n`).split("\n").slice(1, -2);

it("indents by two spaces a block, with the brace on the header's line and the closing one alone", () => {
  expect(formatted('policy "P"\n{\nstage a from due { day 0 email "x" }\n\t\t}')).toBe(
    'policy "P" {\n  stage a from due {\n    day 0          email "x"\n  }\n}\n',
  );
});

it("lines up what neighbours have in common: header lines, amounts, facts, clock, steps, reactions", () => {
  expect(lines('version "1"\ncollector creditor\n\namount s is 1 USD\namount large is 2 USD\ndefine x as balance > s')).toEqual([
    '  version    "1"',
    "  collector  creditor",
    "",
    "  amount s      is 1 USD",
    "  amount large  is 2 USD",
    "  define x  as balance > s",
  ]);
  expect(lines('facts {\na number\nlonger_name one of "a","b"\n}\nclock {\nstage of the account\nwhen it moves keep the stage\n}')).toEqual([
    "  facts {",
    "    a            number",
    '    longer_name  one of "a", "b"',
    "  }",
    "  clock {",
    "    stage of       the account",
    "    when it moves  keep the stage",
    "  }",
  ]);
  expect(lines("on new customer {\ncredit limit 500 USD\nterms prepayment when x\n}")).toEqual([
    "  on new customer {",
    "    credit limit  500 USD",
    "    terms         prepayment when x",
    "  }",
  ]);
  expect(lines('on bounced email task "t" for "u"\non promise within 14 days pause 7 days\non dispute when balance > x pause')).toEqual([
    '  on bounced email           task "t" for "u"',
    "  on promise within 14 days  pause 7 days",
    "  on dispute                 when balance > x pause",
  ]);
});

it("keeps one blank line of many, and none at the edges of a block", () => {
  expect(formatted('\n\n// a\n\n\npolicy "P" {\n\n  version "1"\n\n\n\n  debt consumer\n\n}\n\n\n// b\n\n')).toBe(
    '// a\n\npolicy "P" {\n  version  "1"\n\n  debt  consumer\n}\n\n// b\n',
  );
});

it("writes numbers with their units in one way: money with its thousands apart, percent signs close", () => {
  expect(lines("amount a is 1000 USD, 1000000.50 GBP, 900 EUR\ndefine b as late_invoices>=10000 and(share>5 %)")).toEqual([
    "  amount a  is 1,000 USD, 1,000,000.50 GBP, 900 EUR",
    "  define b  as late_invoices >= 10000 and (share > 5%)",
  ]);
});

it("takes a byte order mark away and ends lines with LF, whatever they ended with", () => {
  const expected = formatted(tour);
  for (const source of [`\ufeff${tour}`, tour.replaceAll("\n", "\r\n"), tour.replaceAll("\n", "\r")]) expect(formatted(source)).toBe(expected);
});

it("puts the closing clauses of a long statement on lines of their own, under its value", () => {
  expect(
    lines(
      'stage a from due {\nday 45 file small claim when balance >= large and limitation is running requires approval by "legal counsel of the group"\n}',
    ),
  ).toEqual([
    "  stage a from due {",
    "    day 45         file small claim when balance >= large and limitation is running",
    '                     requires approval by "legal counsel of the group"',
    "  }",
  ]);
});

it("breaks lists and conditions at 140 columns", () => {
  const places = Array.from({ length: 60 }, (_, at) => `US-${at % 26}`).join(",");
  const out = lines(`places ${places}\ndefine d as ${Array.from({ length: 12 }, () => "late_invoices_12m >= 3").join(" and ")}`);
  for (const line of out) expect(line.length).toBeLessThanOrEqual(140);
  expect(out[0]).toMatch(/^ {2}places {2}US-0, US-1, .*,$/u);
  expect(out[1]).toMatch(/^ {12}US-/u);
  expect(out.at(-1)).toMatch(/^ {14}and late_invoices_12m >= 3 and/u);
});

it("keeps comments at every place, behind a line or on one of their own, lined up where they follow each other", () => {
  const source = `// top
policy "P" // after the header
{ // after the brace
  version "1" // one
  debt consumer // two
  // alone
  stage a /* no */`.replace(
    " /* no */",
    ` // before the brace
  {
    // in front
    day // inside
    // between
      0 email "x" // last
    // at the end
  } // behind
  clock {
    // nothing else
  }
}
// bottom`,
  );
  expect(formatted(source)).toBe(`// top
policy "P" {  // after the header
  // after the brace
  version  "1"       // one
  debt     consumer  // two
  // alone
  stage a {  // before the brace
    // in front
    day  // inside
      // between
      0 email "x"  // last
    // at the end
  }  // behind
  clock {
    // nothing else
  }
}
// bottom
`);
});

it("leaves a file with syntax errors as it is, and says where they are", () => {
  const { text, diagnostics } = format('policy "P" {\n  verison "1"\n}', "p.collect");
  expect(text).toBeNull();
  expect(diagnostics.map(({ code, span }) => [code, span.line])).toEqual([["C1004", 2]]);
});

it("is its own format", () => {
  const once = formatted(tour);
  expect(formatted(once)).toBe(once);
});

it("doesn't look at the space between words", () => {
  const expected = formatted(tour);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(" ", "  ", "\t", "   "), { minLength: 1, maxLength: 40 }), (spaces) => {
      let at = 0;
      const shaken = tour.replaceAll(/(?<=\S)[ ]+(?=\S)/gu, (gap, offset: number) => {
        const line = tour.slice(tour.lastIndexOf("\n", offset) + 1, offset);
        return /"|\/\//u.test(line) ? gap : (spaces[(at += 1) % spaces.length] ?? " ");
      });
      expect(formatted(shaken)).toBe(expected);
    }),
    { numRuns: 20 },
  );
});
