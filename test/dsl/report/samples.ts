/** Problems with everything that a form has to tell: related places, several lines, tabs, wide characters, fixes, witnesses. */
import type { Diagnostic, Report } from "../../../dsl/index.ts";
import { sourceOf, spanAt } from "../../../dsl/syntax/source.ts";

const POLICY = `/// Mahnwesen für 株式会社: <b>"late" & 100% sure</b>
policy "Sample" {
\tamount large is 1,000 USD   // 大
  amount unused is 5 USD

  stage reminder from 1 day after due {
    day 0  email "督促状" with payment link
    next   demnd after 7 days
    day 30 place with agency "Northgate, Inc."
      when balance >= large
      requires approval by "legal"
  }
  stage demand {
    day 0  letter "formal demand"
  }
}
`;
const LETTER = "Subject: Your account\n\n<p>Dear {{{debtor.name}}},</p>\n";
const LAW = 'jurisdiction US "United States" {\n  source act "Act"\n}\n';

export const SOURCES = { "policies/my policy.collect": POLICY, "policies/letters/reminder.email.hbs": LETTER, "law/us.collect": LAW };

const at = (file: keyof typeof SOURCES, from: string, to: string = from) => {
  const source = sourceOf(file, SOURCES[file]);
  const start = source.text.indexOf(from);
  return spanAt(source, start, source.text.indexOf(to, start) + to.length);
};
const policy = (from: string, to?: string) => at("policies/my policy.collect", from, to);
const demnd = policy("demnd");
const comment = policy("  amount unused", "USD\n");

export const SAMPLES: readonly Diagnostic[] = [
  {
    code: "C2022",
    severity: "warning",
    message: "amount `unused` is never used",
    span: policy("unused"),
    related: [{ span: policy("large"), label: "another amount, which is 株" }],
    fixes: [{ title: "remove the line", applicability: "safe", edits: [{ span: comment, text: "" }] }],
  },
  {
    code: "C5001",
    severity: "error",
    message: 'there is no email "督促状": letters/督促状.email.hbs is missing',
    span: policy('"督促状"'),
    help: "write it in letters/督促状.email.hbs",
    fixes: [],
  },
  {
    code: "C2001",
    severity: "error",
    message: "there is no stage `demnd`",
    span: demnd,
    help: "did you mean `demand`?",
    related: [{ span: policy("demand {", "demand"), label: "the nearest stage" }],
    fixes: [{ title: "replace with `demand`", applicability: "likely", edits: [{ span: demnd, text: "demand" }] }],
  },
  {
    code: "C3011",
    severity: "hint",
    message: "this step never comes: stage `reminder` is left by then (next demnd after 7 days)",
    span: policy("day 30", 'by "legal"'),
    witness: "an account in US-NY with balance 1,200.00 USD, days_overdue 31",
    related: [
      { span: policy("next   demnd", "7 days"), label: "left here" },
      { span: at("law/us.collect", "source act", '"Act"'), label: "the source, 100%: [see](1)" },
    ],
    fixes: [],
  },
  {
    code: "C5004",
    severity: "error",
    message: "text in three braces would go into the letter unescaped: a name with a tag in it could change the letter",
    span: at("policies/letters/reminder.email.hbs", "{{{debtor.name}}}"),
    help: "write `{{debtor.name}}`",
    fixes: [
      {
        title: "escape it",
        applicability: "safe",
        edits: [{ span: at("policies/letters/reminder.email.hbs", "{{{debtor.name}}}"), text: "{{debtor.name}}" }],
      },
    ],
  },
];

export const sample = (more: Partial<Report> = {}): Report => ({
  diagnostics: SAMPLES,
  sources: SOURCES,
  files: Object.keys(SOURCES),
  color: false,
  failOn: "error",
  pages: new Map([["C2001", { title: "there is no stage of that name", prose: "A line leads to a stage that isn't there.", markdown: "# C2001\n" }]]),
  version: "0.1.0",
  ...more,
});
