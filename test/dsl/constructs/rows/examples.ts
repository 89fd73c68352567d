/** What examples of the law can say. */
import { ALLOWED, BY, DENIED, INTEREST, MAY_SUE, SUED } from "../answers.ts";
import { each } from "../lists.ts";
import type { Row } from "../row.ts";
import { law } from "./law.ts";

const DETAIL = (title: string, rule: string, ...example: readonly string[]): Row => law(title, [rule], example);
/** No rule asks for these facts: they are told, and that is all. */
const TOLD_ONLY = ["late-remedy-agreed", "financial-lender", "secured", "periodic"];
const OF_DEBTS: readonly Row[] = [
  law(
    "a due date that was agreed",
    ["a debt is late 30 days after invoice"],
    ["debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-11[[ with due-date-agreed|]]", "charge late-interest at 2026-03-08 is 55 USD"],
    INTEREST,
  ),
  ...each(
    "debtFact",
    (fact, other) => ({
      ...DETAIL(`debt with ${fact}`, "never call", `debt of 100 USD with [[${fact}|${other}]]`, DENIED),
      reads: { of: (_, examples) => examples[0]?.debts[0]?.facts, as: [fact] },
    }),
    ["due-date-agreed"],
  ),
  {
    ...DETAIL("debt with several facts", "never call", `debt of 100 USD with ${TOLD_ONLY[2]}[[, ${TOLD_ONLY[3]}|]]`, DENIED),
    reads: { of: (_, examples) => examples[0]?.debts[0]?.facts, as: TOLD_ONLY.slice(2) },
  },
];
const EXAMPLES: readonly Row[] = [
  DETAIL("outcome answered", "after a conversation no call for 7 days", "call on 2026-03-05 [[answered|busy]]", DENIED),
  DETAIL("outcome busy", "at most 1 conversation in any 7 days", "call on 2026-03-05 [[busy|answered]]", ALLOWED),
  DETAIL("outcome dropped", "at most 1 conversation in any 7 days", "call on 2026-03-05 [[dropped|answered]]", ALLOWED),
  DETAIL("outcome not in service", "at most 1 conversation in any 7 days", "call on 2026-03-05 [[not in service|answered]]", ALLOWED),
  DETAIL("outcome without answer", "at most 1 conversation in any 7 days", "call on 2026-03-05 [[without answer|answered]]", ALLOWED),
  DETAIL("outcome without mailbox", "at most 1 conversation in any 7 days", "call on 2026-03-05 [[without mailbox|answered]]", ALLOWED),
  DETAIL("with a message", "at most 1 message in any 7 days", "call on 2026-03-05 [[with a message|answered]]", DENIED),
  DETAIL("with a limited message", "at most 1 communication in any 7 days", "call on 2026-03-05 with a [[limited |]]message", ALLOWED),
  law(
    "to a wrong number",
    ["at most 1 call in any 7 days", "not counting calls to a number that proved wrong"],
    ["call [[to a wrong number |]]on 2026-03-05", ALLOWED],
  ),
  DETAIL("to several", "at most 1 call in any 7 days", "call to mobile[[, neighbour|]] on 2026-03-05", ALLOWED),
  DETAIL("several days", "at most 2 calls in any 7 days", "calls on 2026-03-05[[, 2026-03-06|]]", DENIED),
  DETAIL("twice a day", "at most 2 calls in any 7 days", "calls on 2026-03-05[[ twice|]]", DENIED),
  DETAIL("so many times a day", "at most 3 calls in any 7 days", "calls on 2026-03-05 [[3|2]] times", DENIED),
  DETAIL("at an hour", "contact only between 08:00 and 21:00", `call at 2026-03-08[[ 22:00|]] is denied ${BY}`),
  DETAIL("at an hour in history", "no contact after hardship", "hardship on 2026-03-08[[ 11:00|]]", "call at 2026-03-08 11:30 is denied by us.act.a"),
  ...each(
    "made",
    (word, other) =>
      DETAIL(
        `${word} in history`,
        `at most 1 contact by ${channelOf(word)} in any 7 days`,
        `[[${word}|${["call", "voicemail"].includes(channelOf(word)) || channelOf(word) === channelOf(other) ? "social" : other}]] on 2026-03-05`,
        `${channelOf(word)} at 2026-03-08 is denied ${BY}`,
      ),
    ["social"],
  ),
  DETAIL("social in history", "at most 1 contact by social in any 7 days", "[[social|email]] on 2026-03-05", `social at 2026-03-08 is denied ${BY}`),
  ...each("deed", (deed, other) => DETAIL(`${deed} asked`, `never ${deed}`, `[[${deed}|${other}]] at 2026-03-08 is denied ${BY}`)),
  ...each("charge", (charge, other) =>
    DETAIL(`${charge} asked`, `charge ${charge} at most 4 USD`, `charge [[${charge}|${other}]] of 5 USD at 2026-03-08 is denied ${BY}`),
  ),
  ...each("event", (event, other) => DETAIL(`${event} in history`, `no contact after ${event}`, `[[${event}|${other}]] on 2026-03-05`, DENIED), [
    "charge",
    "inconvenient-time",
    "inconvenient-place",
    "employer-prohibits",
  ]),
  DETAIL("of a sum", "charge late-fee at most 4 USD", `charge late-fee of [[5|4]] USD at 2026-03-08 is denied ${BY}`),
  DETAIL("of channels", "no contact after opt-out", "opt-out of [[letter, call|letter]] on 2026-03-05", DENIED),
  DETAIL("of relief", "no contact after breathing-space of relief crisis", "breathing-space of relief [[crisis|standard]] on 2026-03-05", DENIED),
  DETAIL(
    "of other relief",
    "no contact after breathing-space of relief standard",
    "breathing-space of relief [[standard|crisis]] on 2026-03-05",
    DENIED,
  ),
  DETAIL("told in writing", "no contact after a dispute in writing", "dispute on 2026-03-05 [[in writing|orally]]", DENIED),
  DETAIL("told orally", "no contact after a dispute orally", "dispute on 2026-03-05 [[orally|in writing]]", DENIED),
  law(
    "in reply",
    ["at most 1 call in any 7 days", "not counting replies"],
    ["call from the debtor on 2026-03-04", "call [[in reply |]]on 2026-03-05", ALLOWED],
  ),
  DETAIL(
    "from the attorney",
    "no contact after attorney-notice unless the attorney is silent for 5 days",
    "attorney-notice on 2026-02-01",
    "letter to attorney on 2026-02-05",
    "email [[from the attorney |]]on 2026-02-08",
    DENIED,
  ),
  DETAIL("an event sent by a channel", "no contact after cease-request sent by email", "cease-request [[sent by letter |]]on 2026-03-05", ALLOWED),
  DETAIL("from the debtor", "at most 1 call in any 7 days", "call [[from the debtor |]]on 2026-03-05", ALLOWED),
  DETAIL(
    "from a day to a day",
    "no contact after inconvenient-time",
    "inconvenient-time on 2026-03-01 from 2026-03-01 to [[2026-03-05|2026-03-31]]",
    ALLOWED,
  ),
  DETAIL(
    "at an address",
    "at most 1 call in any 7 days per line",
    'call [[address "A" |]]on 2026-03-05',
    'call address "B" at 2026-03-08 is allowed',
  ),
  DETAIL("at a place", "never call at work", "call [[at work |]]at 2026-03-08 is denied by us.act.a"),
  DETAIL("for a purpose", "no letter except locate", "letter [[for locate |]]at 2026-03-08 is allowed"),
  DETAIL("containing", "every letter must contain opt-out", "letter containing [[opt-out|invoice]] at 2026-03-08 is allowed"),
  DETAIL(
    "disputable until",
    "no contact after a dispute within the validation period",
    "letter on 2026-02-01 containing validation-notice disputable until [[2026-03-10|2026-03-01]]",
    "dispute on 2026-03-05",
    DENIED,
  ),
  DETAIL("received", "no contact after a dispute from receipt", "dispute on 2026-03-01 received [[2026-03-10|2026-03-02]]", ALLOWED),
  DETAIL("received at an hour", "no contact after a dispute from receipt", "dispute on 2026-03-01 received 2026-03-08[[ 14:00|]]", ALLOWED),
  DETAIL(
    "about a debt",
    "no contact after a dispute per debt",
    'debt "one" of 100 USD',
    'debt "two" of 100 USD',
    'dispute about [["one"|"two"]] on 2026-03-05',
    'call about "two" at 2026-03-08 is allowed',
  ),
  DETAIL(
    "about several debts",
    "no contact after a dispute per debt",
    'debt "one" of 100 USD',
    'debt "two" of 100 USD',
    'dispute about "one"[[, "two"|]] on 2026-03-05',
    `call about "two" at 2026-03-08 is denied ${BY}`,
  ),
  ...each("ground", (ground, other) =>
    DETAIL(
      `told on ground ${ground}`,
      `no contact after a dispute on ground ${ground}`,
      `dispute on 2026-03-05 on ground [[${ground}|${other}]]`,
      DENIED,
    ),
  ),
  ...each("request", (request, other) =>
    DETAIL(
      `told asking for ${request}`,
      `no contact after a dispute asking for ${request}`,
      `dispute on 2026-03-05 asking for [[${request}|${other}]]`,
      DENIED,
    ),
  ),
  {
    ...DETAIL("by a day", "never call", "promise of 20 USD on 2026-03-02 by [[2026-03-18|2026-03-19]]", DENIED),
    reads: { of: (_, examples) => examples[0]?.history.map((one) => ("event" in one ? one.event.due : null)), as: [20_530] },
  },
  DETAIL("to a channel", "sms only with consent to channel", "consent to [[sms|email]] on 2026-03-05", "sms at 2026-03-08 is allowed"),
  DETAIL("until a day", "no call unless consent to extra-calls", "consent to extra-calls on 2026-03-05[[ until 2026-03-06|]]", DENIED),
  DETAIL(
    "ruling out hours",
    "no contact after inconvenient-time",
    "inconvenient-time on 2026-03-05 [[ruling out between 11:00 and 13:00|ruling out between 14:00 and 15:00]]",
    DENIED,
  ),
  DETAIL(
    "ruling out hours of a day",
    "no contact after inconvenient-time",
    "inconvenient-time on 2026-03-05 ruling out between 11:00 and 13:00[[ on wed|]]",
    "call at 2026-03-08 is allowed",
  ),
  ...each("speaker", (speaker, other) =>
    DETAIL(`an event told by ${speaker}`, `no contact after dispute by ${speaker}`, `dispute on 2026-03-05 by [[${speaker}|${other}]]`, DENIED),
  ),
  DETAIL("agreed", "charge late-fee at most 40 USD only if agreed", "charge late-fee [[agreed |]]of 10 USD at 2026-03-08 is allowed"),
  ...each(
    "covers",
    (covers, other) =>
      DETAIL(
        `consent to ${covers}`,
        `no call unless consent to ${covers}`,
        `consent to [[${covers === "channel" ? "call" : covers}|${other}]] on 2026-03-05`,
        ALLOWED,
      ),
    ["channel"],
  ),
  ...each("line", (line, other) =>
    DETAIL(`a call to ${line}`, `never call to ${line}`, `call to [[${line}|${other}]] at 2026-03-08 is denied ${BY}`),
  ),
  ...each("person", (person, other) =>
    DETAIL(`a letter to ${person}`, `no letter except ${person}`, `letter to [[${person}|${other}]] at 2026-03-08 is allowed`),
  ),
  ...each("dialing", (how, other) =>
    DETAIL(`a call with ${how} dialling`, `never call with ${how} dialling`, `call with [[${how}|${other}]] dialling at 2026-03-08 is denied ${BY}`),
  ),
  ...each("purpose", (purpose, other) =>
    DETAIL(`a letter for ${purpose}`, `no letter except ${purpose}`, `letter for [[${purpose}|${other}]] at 2026-03-08 is allowed`),
  ),
  ...each("content", (id, other) =>
    DETAIL(`a letter containing ${id}`, `every letter must contain ${id}`, `letter containing [[${id}|${other}]] at 2026-03-08 is allowed`),
  ),
  DETAIL("collector", "binds creditor collecting any debt\n  never call", "collector [[creditor|debt-buyer]]", DENIED),
  DETAIL(
    "collector with several facts",
    "binds anyone collecting any debt when the collector implies-third-party, recovers-vat\n  never call",
    "collector creditor with implies-third-party[[, recovers-vat|]]",
    DENIED,
  ),
  DETAIL("debtor", "binds anyone collecting any debt owed by business\n  never call", "debtor [[a business |]]in US-OH", DENIED),
  DETAIL("debtor with facts", "binds anyone collecting any debt except active-duty\n  never call", "debtor in US-OH[[ with active-duty|]]", ALLOWED),
  DETAIL(
    "debtor with several facts",
    "binds anyone collecting any debt except active-duty\n  never call",
    "debtor in US-OH with incorporated[[, active-duty|]]",
    ALLOWED,
  ),
  DETAIL(
    "debtor in several time zones",
    "contact only between 08:00 and 21:00",
    'debtor in US-OH in time zone "America/New_York"[[, "America/Los_Angeles"|]]',
    `call at 2026-03-09 10:00 is denied ${BY}`,
  ),
  DETAIL(
    "debtor in a place without one zone",
    "contact only between 08:00 and 21:00",
    'debtor in US[[ in time zone "America/New_York"|!]]',
    "call at 2026-03-09 10:00 is allowed",
  ),
  DETAIL("debt by its name and sum", "charge late-fee at most 10% of the debt", "debt of [[400|500]] USD", "charge late-fee at 2026-03-08 is 40 USD"),
  DETAIL(
    "debt by its name",
    "no contact after a dispute per debt",
    'debt [["one"|!"three"]] of 100 USD',
    'debt "two" of 100 USD',
    'dispute about "one" on 2026-03-05',
    'call about "two" at 2026-03-08 is allowed',
  ),
  DETAIL("debt told commercial", "binds anyone collecting commercial debt\n  never call", "debt of 100 USD[[ commercial| consumer]]", DENIED),
  DETAIL("debt for", "binds anyone collecting any debt of type medical\n  never call", "debt of 100 USD[[ for medical|]]", DENIED),
  ...each("debtType", (type, other) =>
    DETAIL(`debt for ${type}`, `binds anyone collecting any debt of type ${type}\n  never call`, `debt of 100 USD for [[${type}|${other}]]`, DENIED),
  ),
  DETAIL(
    "debt by contract",
    "limitation 6 years for written contracts from due bars sue",
    "debt of 100 USD by [[written|oral]] contract incurred 2019-12-01 due 2020-01-10",
    SUED,
  ),
  DETAIL("debt due, not incurred", "limitation 6 years from due bars sue", "debt of 100 USD [[due|incurred]] 2020-03-01", SUED),
  DETAIL(
    "debt incurred, not due",
    "limitation 6 years from incurred bars sue",
    "debt of 100 USD due 2020-05-10 [[incurred|default]] 2019-12-01",
    SUED,
  ),
  DETAIL(
    "debt default, not charged-off",
    "limitation 6 years from default bars sue",
    "debt of 100 USD incurred 2019-12-01 due 2020-01-10 [[default|charged-off]] 2020-04-10",
    MAY_SUE,
  ),
  DETAIL(
    "debt charged-off, not default",
    "limitation 6 years from default bars sue",
    "debt of 100 USD incurred 2019-12-01 due 2020-01-10 [[charged-off|default]] 2020-04-10",
    SUED,
  ),
  DETAIL(
    "debt limitation ends, not default",
    "limitation 6 years from due bars sue",
    "debt of 100 USD incurred 2019-12-01 due 2020-01-10 [[limitation ends|default]] 2027-04-10",
    MAY_SUE,
  ),
  DETAIL("debt due, ", "limitation 6 years from due bars sue", "debt of 100 USD incurred 2019-12-01 due [[2020-01-10|2020-04-10]]", SUED),
  DETAIL("debt incurred", "limitation 6 years from incurred bars sue", "debt of 100 USD incurred [[2019-12-01|2020-04-01]] due 2020-05-10", SUED),
  DETAIL(
    "debt default",
    "limitation 6 years from default bars sue",
    "debt of 100 USD incurred 2019-12-01 due 2020-01-10[[ default 2020-02-10| default 2020-04-10]]",
    SUED,
  ),
  DETAIL(
    "debt charged-off",
    "limitation 6 years from charged-off bars sue",
    "debt of 100 USD incurred 2019-12-01 due 2020-01-10 charged-off [[2020-02-10|2020-04-10]]",
    SUED,
  ),
  DETAIL(
    "debt limitation ends",
    "limitation as fixed by counsel bars sue",
    "debt of 100 USD incurred 2019-12-01 limitation ends [[2026-02-10|2026-04-10]]",
    SUED,
  ),
  ...OF_DEBTS,
  DETAIL(
    "answer until",
    "contact only between 08:00 and 21:00",
    `call at 2026-03-09 07:30 is denied ${BY} until [[2026-03-09 08:00|2026-03-09 08:01]]`,
  ),
  DETAIL("answer until a day", "contact only between 08:00 and 21:00", `call at 2026-03-09 07:30 is denied ${BY} until [[2026-03-09|2026-03-10]]`),
  DETAIL("answer for ever", "never call", `call at 2026-03-09 is denied ${BY} [[for ever|until 2026-04-01]]`),
  law(
    "answer by",
    ["never call"],
    ["call at 2026-03-09 is denied by [[us.act.a|us.act.b]]"],
    'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  never sms\n}',
  ),
  DETAIL("answer without", "every letter must contain opt-out", "letter containing invoice at 2026-03-09 is denied without [[opt-out|plan-copy]]"),
  DETAIL("answer requiring", "every letter must contain opt-out", "letter at 2026-03-09 is allowed requiring [[opt-out|plan-copy]]"),
  DETAIL("answer of a sum", "charge late-fee at most 40 USD", "charge late-fee at 2026-03-09 is [[40|41]] USD"),
];

function channelOf(word: string): string {
  return (
    {
      calls: "call",
      voicemails: "voicemail",
      emails: "email",
      letters: "letter",
      "registered-letters": "registered-letter",
      postcards: "postcard",
      visits: "visit",
    }[word] ?? word
  );
}

export { EXAMPLES };
