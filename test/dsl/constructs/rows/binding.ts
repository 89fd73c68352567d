/** Whom rules bind, what they say of themselves, and series. */
import type { LawBook } from "../../../../engine/index.ts";
import { ALLOWED, BY, DENIED } from "../answers.ts";
import { each } from "../lists.ts";
import { row, type Row } from "../row.ts";
import { law } from "./law.ts";

const bound = (title: string, binds: string, ...example: readonly string[]): Row => law(title, [`binds ${binds}`, "never call"], example);
const BINDING: readonly Row[] = [
  ...each("role", (role, other) => bound(`binds ${role}`, `[[${role}|${other}]] collecting any debt`, `collector ${role}`, DENIED)),
  bound("binds several", "creditor[[, third-party|]] collecting any debt", DENIED),
  bound("binds anyone", "[[anyone|creditor]] collecting any debt", DENIED),
  bound("collecting any debt", "anyone collecting [[any|commercial]] debt", DENIED),
  bound("collecting commercial debt", "anyone collecting [[commercial|consumer]] debt", "debt of 500 USD commercial", DENIED),
  bound("collecting consumer debt", "anyone collecting [[consumer|commercial]] debt", "debt of 500 USD consumer", DENIED),
  bound("of a type", "anyone collecting any debt of type [[medical|rent]]", "debt of 500 USD for medical", DENIED),
  ...each("debtorKind", (kind, other) =>
    bound(`owed by ${kind}`, `anyone collecting any debt owed by [[${kind}|${other}]]`, `debtor a ${kind} in US-OH`, DENIED),
  ),
  bound("owed by one of several", "anyone collecting any debt owed by person[[, business|]]", "debtor a business in US-OH", DENIED),
  ...each("debtorFact", (fact, other) =>
    bound(`except ${fact}`, `anyone collecting any debt except [[${fact}|${other}]]`, `debtor in US-OH with ${fact}`, ALLOWED),
  ),
  bound("except one of several", "anyone collecting any debt except active-duty[[, incorporated|]]", "debtor in US-OH with incorporated", ALLOWED),
  ...each("collectorFact", (fact, other) =>
    bound(
      `when the collector ${fact}`,
      `anyone collecting any debt when the collector [[${fact}|${other}]]`,
      `collector creditor with ${fact}`,
      DENIED,
    ),
  ),
  bound(
    "when the collector is one of several",
    "anyone collecting any debt when the collector implies-third-party[[, recovers-vat|]]",
    "collector creditor with implies-third-party",
    ALLOWED,
  ),
  bound("incurred from", "anyone collecting any debt incurred from [[2026-01-02|2025-01-02]]", "debt of 500 USD incurred 2026-01-01", ALLOWED),
  bound("incurred until", "anyone collecting any debt incurred until [[2025-12-31|2026-01-01]]", "debt of 500 USD incurred 2026-01-01", ALLOWED),
  bound(
    "unless the collector",
    "anyone collecting any debt unless the collector [[implies-third-party|recovers-vat]]",
    "collector creditor with implies-third-party",
    ALLOWED,
  ),
  bound(
    "when the debtor is",
    "anyone collecting any debt when the debtor is [[active-duty|incorporated]]",
    "debtor in US-OH with active-duty",
    DENIED,
  ),
  bound("when the debt is", "anyone collecting any debt when the debt is [[secured|periodic]]", "debt of 500 USD with secured", DENIED),
  bound("unless the debt is", "anyone collecting any debt unless the debt is [[secured|periodic]]", "debt of 500 USD with secured", ALLOWED),
  bound("for written contracts", "anyone collecting any debt for [[written|oral]] contracts", "debt of 500 USD by written contract", DENIED),
  bound("up to a sum", "anyone collecting any debt up to [[400 USD|600 USD]]", "debt of 500 USD", ALLOWED),
  bound("of at least a sum", "anyone collecting any debt of at least [[600 USD|500 USD]]", "debt of 500 USD", ALLOWED),
  bound(
    "of at least a sum in total",
    "anyone collecting any debt of at least 600 USD[[ in total|]]",
    'debt "one" of 500 USD',
    'debt "two" of 100 USD',
    'call about "one" at 2026-03-08 is denied by us.act.a',
  ),
  bound("reaching", "anyone collecting any debt reaching [[guarantor|debtor]]", "call to guarantor at 2026-03-08 is denied by us.act.a"),
  bound("bound once", "anyone collecting any debt once [[acceleration|judgment]]", "acceleration on 2026-03-02", DENIED),
  bound("bound until", "anyone collecting any debt until [[judgment|acceleration]]", "judgment on 2026-03-02", ALLOWED),
  bound("up to a sum in total", "anyone collecting any debt up to [[400 USD|600 USD]] in total", "debt of 500 USD", ALLOWED),
];

const confidence = (title: string, words: string, as: unknown): Row => ({
  title,
  text: `rule us.act.a "A" {\n  cites act "1"\n  confidence ${words}\n  never call\n}\nexample "case" {\n  debtor in US-OH\n  ${DENIED}\n}`,
  reads: { of: (book) => ("rules" in book ? [book.rules[0]?.confidence, book.rules[0]?.checked ?? null] : null), as },
});
const rulesOf = (book: unknown, of: (rule: LawBook["rules"][number] | undefined) => unknown): unknown => of((book as LawBook).rules[0]);
/** A debtor who is in no place of the jurisdiction by its code. */
const IN_ONTARIO: readonly string[] = ['debtor in CA-ON in time zone "America/Toronto"', "debt of 100 CAD"];

const series = (title: string, text: string, ask: string): Row =>
  law(
    title,
    ["charge late-interest at most 8% a year over base"],
    ["debt of 1,000 USD due 2026-01-07", ask],
    `series base "Base rate" {\n${text}\n}`,
  );
const KNOWN = '  cites act "table"\n  confidence text, checked 2026-11-22\n';
const OF_RULES: readonly Row[] = [
  law("members", ["never call"], [...IN_ONTARIO, DENIED], "members [[CA-ON|CA-QC]]"),
  law("several members", ["never call"], [...IN_ONTARIO, DENIED], "members [[CA-ON, |]]CA-QC"),
  law("not in", ["not in [[CA-ON|CA-QC]]", "never call"], [...IN_ONTARIO, ALLOWED], "members CA-ON, CA-QC"),
  law("in force from", ["in force from [[2026-03-09|2026-03-08]]", "never call"], [ALLOWED]),
  law("in force until", ["in force until [[2026-03-07|2026-03-08]]", "never call"], [ALLOWED]),
  law("in force from and until", ["in force from 2020-01-01[[ until 2026-03-07|]]", "never call"], [ALLOWED]),
  confidence("confidence text", "[[text|secondary]], checked 2026-11-22", ["text", 20_779]),
  confidence("confidence secondary", "[[secondary|text]], checked [[2026-11-22|2026-11-21]]", ["secondary", 20_779]),
  confidence("confidence own", "[[own|text]][[,|=]] checked 2026-11-22", ["own", 20_779]),
  confidence("confidence unverified", "[[unverified|text]][[|, checked 2026-11-22]]", ["unverified", null]),
  {
    ...law("cites", ["never call"], [DENIED]),
    text: law("cites", ["never call"], [DENIED]).text.replace('cites act "1"', 'cites act [["1"|"2"]]'),
    reads: { of: (book) => rulesOf(book, (one) => one?.cites), as: "Fair Collection Act, 1" },
  },
  {
    ...row(
      "source",
      'source code [["Code"|"Codex"]]\nrule us.act.a "A" {\n  cites [[code|act]] "1"\n  confidence text, checked 2026-11-22\n  never call\n}\nrule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  never sms\n}\nrule us.act.c "C" {\n  cites code "3"\n  confidence text, checked 2026-11-22\n  never visit\n}\nexample "case" {\n  debtor in US-OH\n  call at 2026-03-08 is denied by us.act.a\n}',
    ),
    reads: { of: (book) => rulesOf(book, (one) => one?.cites), as: "Code, 1" },
  },
  row(
    "rule",
    `rule [[us.act.a|us.act.b]] "A" {\n  cites act "1"\n  confidence text, checked 2026-11-22\n  never call\n}\nrule us.act.c "C" {\n  cites act "1"\n  confidence text, checked 2026-11-22\n  call only between 08:00 and 21:00\n}\nexample "case" {\n  debtor in US-OH\n  call at 2026-03-08 is denied by us.act.c\n}`
      .replace("is denied by us.act.c", "22:00 is denied by us.act.c")
      .replace("[[us.act.a|us.act.b]]", "us.act.a")
      .replace("  never call", "  [[never sms|never call]]")
      .replace("22:00 is denied by us.act.c", "is allowed"),
  ),
  series("series value", `${KNOWN}  verified to 2027-12-31\n  from 2020-01-01 [[2.00%|3.00%]]`, "charge late-interest at 2026-03-08 is 16.16 USD"),
  series(
    "series value below zero",
    `${KNOWN}  verified to 2027-12-31\n  from 2020-01-01 [[minus |]]1.00%`,
    "charge late-interest at 2026-03-08 is 11.32 USD",
  ),
  series(
    "series value from a day",
    `${KNOWN}  verified to 2027-12-31\n  from 2020-01-01 2.00%\n  from [[2026-02-01|2026-03-01]] 4.00%`,
    "charge late-interest at 2026-03-08 is 18.08 USD",
  ),
  series(
    "series verified to",
    `${KNOWN}  verified to [[2026-02-01|2026-12-31]]\n  from 2020-01-01 2.00%`,
    `charge late-interest of 5 USD at 2026-03-08 is denied ${BY}`,
  ),
  {
    ...series(
      "series cites and confidence",
      `  cites act [["table"|"list"]]\n  confidence [[secondary|text]], checked 2026-11-22\n  verified to 2027-12-31\n  from 2020-01-01 2.00%`,
      "charge late-interest at 2026-03-08 is 16.16 USD",
    ),
    reads: {
      of: (book) => ("rules" in book ? [book.series?.[0]?.cites, book.series?.[0]?.confidence] : null),
      as: ["Fair Collection Act, table", "secondary"],
    },
  },
];

const asked = (title: string, rule: readonly string[], ...example: readonly string[]): Row => law(title, rule, example);
const WHETHER: readonly Row[] = [
  asked("whether a rule binds", ['people decide "Plain words"'], "law us.act.a at 2026-03-08 is [[binding|not binding]]"),
  asked("whether a law binds, not a duty", ['people decide "Plain words"'], "[[law us.act.a|!duty us.act.a]] at 2026-03-08 is binding"),
  asked("whether a rule binds, not how a duty stands", ['people decide "Plain words"'], "law us.act.a at 2026-03-08 is [[binding|!pending]]"),
  asked(
    "whether a rule binds a role",
    ["binds creditor collecting any debt", 'the law is silent "No hours"'],
    "collector [[third-party|creditor]]",
    "law us.act.a at 2026-03-08 is [[not binding|binding]]",
  ),
  asked("whether a rule is in force", ["in force from 2026-03-01", "never call"], "law us.act.a at [[2026-03-01|2026-02-28]] is binding"),
  asked(
    "whether a rule binds about a debt",
    ["binds anyone collecting consumer debt", "never call"],
    'debt "one" of 100 USD consumer',
    'debt "two" of 100 USD commercial',
    'law us.act.a about [["one"|"two"]] at 2026-03-08 is binding',
  ),
];

export const BOUND: readonly Row[] = [...BINDING, ...OF_RULES, ...WHETHER];
