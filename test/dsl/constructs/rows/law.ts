/** Rules of law, series, and whom rules bind. */
import { each, wordsOf } from "../lists.ts";
import { row, type Row } from "../row.ts";

const BY = "by us.act.a";

/** A rule with an example; both may hold twins. */
export const law = (title: string, rule: readonly string[], example: readonly string[], more = ""): Row =>
  row(
    title,
    [
      'rule us.act.a "A" {',
      '  cites act "1"',
      "  confidence text, checked 2026-11-22",
      ...rule.map((line) => `  ${line}`),
      "}",
      ...(more === "" ? [] : [more]),
      'example "case" {',
      ...(example.some((line) => line.startsWith("debtor")) ? [] : ["  debtor in US-OH"]),
      ...example.map((line) => `  ${line}`),
      "}",
    ].join("\n"),
  );

const DENIED = `call at 2026-03-08 is denied ${BY}`;
const ALLOWED = "call at 2026-03-08 is allowed";

/** A past contact that each word counts, and one of another word's. */
const COUNTED: Readonly<Record<string, readonly [past: string, other: string, asked?: string]>> = {
  contacts: ["calls on 2026-03-05 without answer", "messages"],
  contact: ["call on 2026-03-05 without answer", "message"],
  attempts: ["calls on 2026-03-05 without answer", "conversations"],
  attempt: ["call on 2026-03-05 without answer", "conversation"],
  messages: ["calls on 2026-03-05 with a message", "conversations"],
  message: ["call on 2026-03-05 with a message", "conversation"],
  "completed-contacts": ["calls on 2026-03-05 with a limited message", "communications"],
  "completed-contact": ["call on 2026-03-05 with a limited message", "communication"],
  communications: ["calls on 2026-03-05 with a message", "conversations"],
  communication: ["call on 2026-03-05 with a message", "conversation"],
  conversations: ["calls on 2026-03-05 answered", "emails"],
  conversation: ["call on 2026-03-05 answered", "email"],
  calls: ["calls on 2026-03-05", "emails"],
  call: ["call on 2026-03-05", "email"],
  emails: ["emails on 2026-03-05", "calls", "email"],
  email: ["email on 2026-03-05", "call", "email"],
  letters: ["letters on 2026-03-05", "calls", "letter"],
  letter: ["letter on 2026-03-05", "call", "letter"],
  visits: ["visits on 2026-03-05", "calls", "visit"],
  visit: ["visit on 2026-03-05", "call", "visit"],
  sms: ["sms on 2026-03-05", "calls", "sms"],
  voicemails: ["voicemails on 2026-03-05", "emails", "voicemail"],
  voicemail: ["voicemail on 2026-03-05", "email", "voicemail"],
};
const counted = wordsOf("counted").map((word) => {
  const [past = "", other = "", asked = "call"] = COUNTED[word] ?? [];
  return law(`at most 1 ${word}`, [`at most 1 [[${word}|${other}]] in any 7 days`], [past, `${asked} at 2026-03-08 is denied ${BY}`]);
});

const TWO_DEBTS = ['debt "one" of 100 USD', 'debt "two" of 200 USD'];

const CAPS: readonly Row[] = [
  law(
    "cap",
    ["at most [[2|3]] calls in any [[7 days|3 days]]"],
    ["calls on 2026-03-02, 2026-03-06", `call at 2026-03-08 is denied ${BY} until 2026-03-09`],
  ),
  law("cap by channels", ["at most 1 contact by [[sms|letter]] in any 7 days"], ["sms on 2026-03-05", `sms at 2026-03-08 is denied ${BY}`]),
  law(
    "cap by several channels",
    ["at most 1 contact by sms[[, email|]] in any 7 days"],
    ["email on 2026-03-05", `sms at 2026-03-08 is denied ${BY}`],
  ),
  law("cap by phone", ["at most 1 contact by [[phone|sms]] in any 7 days"], ["voicemail on 2026-03-05", DENIED]),
  law(
    "cap at a place",
    ["at most 1 visit at [[work|home]] in any 7 days"],
    ["visit at work on 2026-03-05", `visit at work at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "cap at several places",
    ["at most 1 visit at home[[, work|]] in any 7 days"],
    ["visit at work on 2026-03-05", `visit at work at 2026-03-08 is denied ${BY}`],
  ),
  law("cap in months", ["at most 1 letter in any [[2|1]] months"], ["letter on 2026-02-05", `letter at 2026-03-08 is denied ${BY} until 2026-04-05`]),
  law(
    "cap to persons together",
    ["at most 1 letter to spouse[[, relative|]] in any 7 days"],
    ["letter to relative on 2026-03-05", `letter to spouse at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "cap to a line",
    ["at most 1 call to [[mobile|landline]] in any 7 days"],
    ["call to mobile on 2026-03-05", `call to mobile at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "cap from an event on",
    ["at most 1 letter in any 7 days[[ after cease-request|]]"],
    ["letter on 2026-03-05", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap per debt",
    ["at most 1 call in any 7 days[[ per debt| per person]]"],
    [...TWO_DEBTS, 'call about "one" on 2026-03-05', 'call about "two" at 2026-03-08 is allowed'],
  ),
  law(
    "cap per person",
    ["at most 1 call in any 7 days per [[person|debt]]"],
    [...TWO_DEBTS, 'call about "one" on 2026-03-05', `call about "two" at 2026-03-08 is denied ${BY}`],
  ),
  // An example can't say whose account a debt is in: each is its own.
  law(
    "cap per account",
    ["at most 1 call in any 7 days per [[account|person]]"],
    [...TWO_DEBTS, 'call about "one" on 2026-03-05', 'call about "two" at 2026-03-08 is allowed'],
  ),
  law(
    "cap per creditor",
    ["at most 1 call in any 7 days per [[creditor|debt]]"],
    [...TWO_DEBTS, 'call about "one" on 2026-03-05', `call about "two" at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "cap in a calendar month",
    ["at most 1 letter in any [[calendar month|1 months]]"],
    ["letter on 2026-02-20", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap in a calendar week",
    ["at most 1 letter in any [[calendar week from sun|7 days]]"],
    ["letter on 2026-03-07", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap in a week that begins on another day",
    ["at most 1 letter in any calendar week from [[mon|sun]]"],
    ["letter on 2026-03-07", `letter at 2026-03-08 is denied ${BY} until 2026-03-09`],
  ),
  law("cap for ever", ["at most 1 letter [[ever|in any calendar month]]"], ["letter on 2020-02-05", `letter at 2026-03-08 is denied ${BY} for ever`]),
  law("cap per line", ["at most 1 contact in any 7 days per [[line|person]]"], ["email on 2026-03-05", ALLOWED]),
  law(
    "cap per address",
    ["at most 1 contact in any 7 days per [[address|person]]"],
    ['call address "A" on 2026-03-05', 'call address "B" at 2026-03-08 is allowed'],
  ),
  law("cap per medium", ["at most 1 contact in any 7 days per [[medium|address]]"], ["sms on 2026-03-05", ALLOWED]),
  law(
    "cap from the first conversation on",
    ["at most 1 letter in any 7 days[[ after the first conversation|]]"],
    ["letter on 2026-03-05", "call on 2026-03-06 answered", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap from the first contact in arrears on",
    ["at most 1 letter in any 7 days[[ after the first contact in arrears|]]"],
    ["debt of 100 USD due 2026-03-04", "letter on 2026-03-05", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap from the first contact in arrears, not the first conversation",
    ["at most 1 letter in any 7 days after the first [[contact in arrears|conversation]]"],
    ["debt of 100 USD due 2026-03-03", "letter on 2026-03-04", "letter on 2026-03-05", `letter at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "cap for a purpose",
    ["at most 1 letter[[ for ask-consent|]] in any 7 days"],
    ["letter on 2026-03-05", "letter for ask-consent at 2026-03-08 is allowed"],
  ),
  law(
    "cap except for a purpose",
    ["at most 1 letter in any 7 days[[ except legal-notice|]]"],
    ["letter for legal-notice on 2026-03-05", "letter at 2026-03-08 is allowed"],
  ),
  law(
    "cap unless agreed",
    ["at most 1 call at work in any 7 days[[ unless consent to work|]]"],
    ["call at work on 2026-03-05", "consent to work on 2026-03-06", "call at work at 2026-03-08 is allowed"],
  ),
  law(
    "cap unless agreed in writing",
    ["at most 1 call at work in any 7 days unless consent [[in writing |]]to work"],
    ["call at work on 2026-03-05", "consent to work on 2026-03-06 orally", `call at work at 2026-03-08 is denied ${BY}`],
  ),
  ...counted,
];

const excluded = (what: string, ...history: readonly string[]): Row =>
  law(
    `not counting ${what}`,
    ["at most 1 call in any 7 days", `not counting [[${what}|${what === "replies" ? "calls that reached nobody" : "replies"}]]`],
    [...history, ALLOWED],
  );
const EXCLUDING: readonly Row[] = [
  excluded("replies", "call from the debtor on 2026-03-04", "call in reply on 2026-03-05"),
  excluded("calls that did not connect to the dialled number", "call on 2026-03-05 not in service"),
  excluded("calls that reached nobody", "call on 2026-03-05 without mailbox"),
  excluded("calls to a number that proved wrong", "call to a wrong number on 2026-03-05"),
  law(
    "not counting calls to the attorney",
    ["at most 1 call in any 7 days", "not counting [[calls to the debtor's attorney|replies]]"],
    ["call to attorney on 2026-03-05", "call to attorney at 2026-03-08 is allowed"],
  ),
  law(
    "not counting calls with prior consent",
    ["at most 1 call in any 7 days", "not counting [[calls with prior consent given in the last 7 days|replies]]"],
    ["consent to extra-calls on 2026-03-01", "call on 2026-03-05", ALLOWED],
  ),
  law(
    "not counting several",
    ["at most 1 call in any 7 days", "not counting replies[[, calls that reached nobody|]]"],
    ["call on 2026-03-05 busy", ALLOWED],
  ),
];

const SILENCES: readonly Row[] = [
  law(
    "silence",
    ["after a conversation no call for [[7|6]] days"],
    ["call on 2026-03-02 answered", `call at 2026-03-08 is denied ${BY} until 2026-03-09`],
  ),
  law("silence by phone", ["after a conversation by [[phone|email]] no call for 7 days"], ["call on 2026-03-05 answered", DENIED]),
  law("silence of contact", ["after a call no [[contact|sms]] for 7 days"], ["call on 2026-03-05 answered", `email at 2026-03-08 is denied ${BY}`]),
  law(
    "silence of several channels",
    ["after a call no sms[[, email|]] for 7 days"],
    ["call on 2026-03-05 answered", `email at 2026-03-08 is denied ${BY}`],
  ),
  law("silence of one channel", ["after a call no [[email|sms]] for 7 days"], ["call on 2026-03-05 answered", `email at 2026-03-08 is denied ${BY}`]),
  law(
    "silence per debt",
    ["after a call no call for 7 days[[ per debt| per person]]"],
    [...TWO_DEBTS, 'call about "one" on 2026-03-05', 'call about "two" at 2026-03-08 is allowed'],
  ),
  law(
    "silence unless agreed",
    ["after a call no call for 7 days[[ unless consent to extra-calls|]]"],
    ["call on 2026-03-02", "consent to extra-calls on 2026-03-03", ALLOWED],
  ),
  law("an article says nothing", ["after [[a |=]]call no call for 7 days"], ["call on 2026-03-05", DENIED]),
  law("another article says nothing", ["after [[an |=]]email no email for 7 days"], ["email on 2026-03-05", `email at 2026-03-08 is denied ${BY}`]),
];

const asked = (act: string): string => (act === "contact" ? "call" : act === "charge" ? "charge late-fee" : act);
const BLOCKS: readonly Row[] = [
  ...each("act", (act, other) => law(`never ${act}`, [`never [[${act}|${other}]]`], [`${asked(act)} at 2026-03-08 is denied ${BY} for ever`])),
  ...each("channel", (channel, other) =>
    law(
      `never ${channel}`,
      [`never [[${channel}|${other === "voicemail" || channel === "call" ? "letter" : other === "call" ? "letter" : other}]]`],
      [`${channel} at 2026-03-08 is denied ${BY} for ever`],
    ),
  ),
  law("never any act", ["never [[any act|sue]]"], [`sell at 2026-03-08 is denied ${BY}`]),
  law("never is no", ["[[never|=no]] sms"], [`sms at 2026-03-08 is denied ${BY}`]),
  law("no charge of a type", ["no charge [[reminder-fee|demand-fee]]"], [`charge reminder-fee at 2026-03-08 is denied ${BY} for ever`]),
  law("no charge of several types", ["no charge reminder-fee[[, demand-fee|]]"], [`charge demand-fee at 2026-03-08 is denied ${BY} for ever`]),
  law("no charge, and no suit", ["no charge reminder-fee[[, sue|]]"], [`sue at 2026-03-08 is denied ${BY} for ever`]),
  law(
    "no suit, and no charge of a type",
    ["no sue, charge [[reminder-fee|demand-fee]]"],
    [`charge reminder-fee at 2026-03-08 is denied ${BY} for ever`],
  ),
  law(
    "a wait after the day by which to pay",
    ["no charge until [[14|13]] days after due"],
    ["debt of 500 USD due 2026-03-01", `charge reminder-fee at 2026-03-08 is denied ${BY} until 2026-03-15`],
  ),
  law(
    "a wait in business days",
    ["no charge until 14[[ business|]] days after due"],
    ["debt of 500 USD due 2026-03-01", `charge reminder-fee at 2026-03-16 is denied ${BY} until 2026-03-19`],
  ),
  law(
    "a wait after the first day of arrears",
    ["no charge until 14 days after [[default|due]]"],
    ["debt of 500 USD due 2026-02-01 default 2026-03-01", `charge reminder-fee at 2026-03-08 is denied ${BY} until 2026-03-15`],
  ),
  law(
    "a wait after due, and not after the invoice",
    ["no charge until 14 days after [[due|invoice]]"],
    ["debt of 500 USD incurred 2026-02-10 due 2026-03-01", `charge reminder-fee at 2026-03-08 is denied ${BY} until 2026-03-15`],
  ),
  law(
    "a wait after the invoice",
    ["no charge until 14 days after [[invoice|due]]"],
    ["debt of 500 USD incurred 2026-03-01 due 2026-03-05", `charge reminder-fee at 2026-03-08 is denied ${BY} until 2026-03-15`],
  ),
  law(
    "a wait after the last charge",
    ["no charge reminder-fee until 14 days after [[the last|due]]"],
    [
      "debt of 500 USD due 2026-02-02",
      "charge reminder-fee of 5 USD on 2026-03-01",
      `charge reminder-fee at 2026-03-08 is denied ${BY} until 2026-03-15`,
    ],
  ),
  law("never several", ["never sms[[, email|]]"], [`email at 2026-03-08 is denied ${BY}`]),
  law("no is never", ["[[no|=never]] voicemail"], [`voicemail at 2026-03-08 is denied ${BY}`]),
  law("no contact by a channel", ["no contact by [[sms|email]]"], [`sms at 2026-03-08 is denied ${BY}`]),
  ...each("contactPlace", (place, other) =>
    law(`no visit at ${place}`, [`no visit at [[${place}|${other}]]`], [`visit at ${place} at 2026-03-08 is denied ${BY}`]),
  ),
  ...each("line", (line, other) => law(`no call to ${line}`, [`no call to [[${line}|${other}]]`], [`call to ${line} at 2026-03-08 is denied ${BY}`])),
  law("no call to several lines", ["no call to mobile[[, voip|]]"], [`call to voip at 2026-03-08 is denied ${BY}`]),
  ...each("dialing", (how, other) =>
    law(`no call with ${how} dialling`, [`no call with [[${how}|${other}]] dialling`], [`call with ${how} dialling at 2026-03-08 is denied ${BY}`]),
  ),
  law(
    "no call with several ways of dialling",
    ["no call with list[[, prerecorded|]] dialling"],
    [`call with prerecorded dialling at 2026-03-08 is denied ${BY}`],
  ),
  ...each(
    "event",
    (event, other) =>
      law(`no contact after ${event}`, [`no contact after [[${event}|${other}]]`], [`${event}${event === "charge" ? "" : ""} on 2026-03-05`, DENIED]),
    ["charge", "inconvenient-time", "inconvenient-place", "employer-prohibits"],
  ),
  law(
    "no contact after employer-prohibits",
    ["no contact after [[employer-prohibits|writing-only]]"],
    ["employer-prohibits on 2026-03-05", `call at work at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "no contact after inconvenient-place",
    ["no contact after [[inconvenient-place|writing-only]]"],
    ["inconvenient-place at work on 2026-03-05", `call at work at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "no contact after inconvenient-time",
    ["no contact after [[inconvenient-time|writing-only]]"],
    [
      "inconvenient-time on 2026-03-05 ruling out between [[09:00 and 13:00|13:00 and 14:00]] on mon to sun",
      `call at 2026-03-08 is denied ${BY} until 2026-03-08 13:00`,
    ],
  ),
  law("no contact after charge", ["no contact after [[charge|payment]]"], ["charge late-fee of 5 USD on 2026-03-05", DENIED]),
  law(
    "no contact per debt",
    ["no contact after dispute[[ per debt| per person]]"],
    [...TWO_DEBTS, 'dispute about "one" on 2026-03-05', 'call about "two" at 2026-03-08 is allowed'],
  ),
  ...each("purpose", (purpose, other) =>
    law(`no letter except ${purpose}`, [`no letter except [[${purpose}|${other}]]`], [`letter for ${purpose} at 2026-03-08 is allowed`]),
  ),
  ...each("person", (person, other) =>
    law(`no letter except ${person}`, [`no letter except [[${person}|${other}]]`], [`letter to ${person} at 2026-03-08 is allowed`]),
  ),
  law(
    "no letter except replies",
    ["no letter except [[replies|attorney]]"],
    ["letter from the debtor on 2026-03-07", "letter in reply at 2026-03-08 is allowed"],
  ),
  law(
    "no letter except several",
    ["no letter except attorney[[, replies|]]"],
    ["letter from the debtor on 2026-03-07", "letter in reply at 2026-03-08 is allowed"],
  ),
  ...each("covers", (covers, other) =>
    law(
      `no call unless consent to ${covers}`,
      [`no call unless consent to [[${covers}|${other}]]`],
      [`consent to ${covers === "channel" ? "call" : covers} on 2026-03-05`, ALLOWED],
    ),
  ),
  law("no call unless consent in writing", ["no call unless consent [[in writing |]]to work"], ["consent to work on 2026-03-05 orally", DENIED]),
  law(
    "no contact unless the attorney is silent",
    ["no contact after attorney-notice[[ unless the attorney is silent for 5 days|]]"],
    ["attorney-notice on 2026-02-01", "letter to attorney on 2026-02-05", ALLOWED],
  ),
  law(
    "the attorney is silent for so many days",
    ["no contact after attorney-notice unless the attorney is silent for [[5|4]] days"],
    ["attorney-notice on 2026-02-01", "letter to attorney on 2026-03-03", `call at 2026-03-08 is denied ${BY} until 2026-03-09 00:00`],
  ),
  law(
    "no e-mail unless the debtor used the address",
    ["no email[[ unless used by the debtor|]]"],
    ['email address "a" from the debtor on 2026-03-05', 'email address "a" at 2026-03-08 is allowed'],
  ),
  law("no call unless consent to one of several", ["no call unless consent to work[[, visits|]]"], ["consent to visits on 2026-03-05", ALLOWED]),
];

const after = (title: string, sentence: string, event: string, answer = DENIED): Row => law(title, [`no contact after ${sentence}`], [event, answer]);
const TRIGGERS: readonly Row[] = [
  after("in writing", "a dispute [[in writing|orally]]", "dispute on 2026-03-05 in writing"),
  after("orally", "a dispute [[orally|in writing]]", "dispute on 2026-03-05 orally"),
  ...each("ground", (ground, other) =>
    after(`on ground ${ground}`, `a dispute on ground [[${ground}|${other}]]`, `dispute on 2026-03-05 on ground ${ground}`),
  ),
  after("on several grounds", "a dispute on ground paid[[, amount|]]", "dispute on 2026-03-05 on ground amount"),
  ...each("request", (request, other) =>
    after(`asking for ${request}`, `a dispute asking for [[${request}|${other}]]`, `dispute on 2026-03-05 asking for ${request}`),
  ),
  after("asking for one of several", "a dispute asking for verification[[, ownership|]]", "dispute on 2026-03-05 asking for ownership"),
  after("sent by", "a cease-request sent by [[email|letter]]", "cease-request sent by email on 2026-03-05"),
  after("sent by several", "a cease-request sent by email[[, letter|]]", "cease-request sent by letter on 2026-03-05"),
  after("of relief standard", "breathing-space of relief [[standard|crisis]]", "breathing-space of relief standard on 2026-03-05"),
  after("of relief crisis", "breathing-space of relief [[crisis|standard]]", "breathing-space of relief crisis on 2026-03-05"),
  ...each("speaker", (speaker, other) => after(`by ${speaker}`, `a dispute by [[${speaker}|${other}]]`, `dispute on 2026-03-05 by ${speaker}`)),
  after("by one of several", "a dispute by court[[, agency|]]", "dispute on 2026-03-05 by agency"),
  after("by the debtor, where nobody says who", "a dispute by [[debtor|agency]]", "dispute on 2026-03-05"),
  after("of a chapter", "bankruptcy-petition of chapter [[13|7]]", "bankruptcy-petition on 2026-03-05 of chapter 13"),
  law(
    "of a chapter that is told",
    ["no contact after bankruptcy-petition of chapter 13"],
    ["bankruptcy-petition on 2026-03-05[[ of chapter 7|]]", ALLOWED],
  ),
  law(
    "within the validation period",
    ["no contact after a dispute[[ within the validation period|]]"],
    ["letter on 2026-01-05 containing validation-notice disputable until 2026-02-10", "dispute on 2026-03-05", ALLOWED],
  ),
  after("from receipt", "a dispute[[ from receipt|]]", "dispute on 2026-03-05 received 2026-03-10", ALLOWED),
  law("until", ["no contact after a dispute[[ until dispute-closed|]]"], ["dispute on 2026-03-05", "dispute-closed on 2026-03-06", ALLOWED]),
  law(
    "until one of several",
    ["no contact after a dispute until documents-sent[[, dispute-closed|]]"],
    ["dispute on 2026-03-05", "dispute-closed on 2026-03-06", ALLOWED],
  ),
  law("in full", ["no contact after a payment[[ in full|]]"], ["payment of 10 USD on 2026-03-05", ALLOWED]),
  law(
    "within days after a notice",
    ["no contact after a payment within [[5|1]] days after a reminder"],
    ["letter on 2026-03-02 containing reminder", "payment of 10 USD on 2026-03-05", DENIED],
  ),
  law(
    "within days after one of several notices",
    ["no contact after a payment within 5 days after invoice[[ or reminder|]]"],
    ["letter on 2026-03-02 containing reminder", "payment of 10 USD on 2026-03-05", DENIED],
  ),
  law("for days", ["no contact after a dispute for [[2 days|9 days]]"], ["dispute on 2026-03-05", ALLOWED]),
];

const letterWith = (ids: string, more = ""): string => `letter containing ${ids} at 2026-03-08 ${more}`;
const CONTENTS: readonly Row[] = [
  ...each("content", (id, other) =>
    law(`every letter must contain ${id}`, [`every letter must contain [[${id}|${other}]]`], [letterWith(id, "is allowed")]),
  ),
  law(
    "letters and e-mails must contain",
    ["every letter[[, email|]] must contain opt-out"],
    [`email containing invoice at 2026-03-08 is denied ${BY} without opt-out`],
  ),
  law(
    "later contacts by a channel, whatever the first one went by",
    ["every later contact[[ by email|]] must contain opt-out"],
    ["email on 2026-03-05", "letter containing invoice at 2026-03-08 is allowed"],
  ),
  law(
    "messages by a channel",
    ["every later contact by [[email|sms]] must contain opt-out"],
    ["letter on 2026-03-05", `email containing invoice at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "contacts at a place",
    ["every letter at [[work|home]] must contain opt-out"],
    [`letter at work containing invoice at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "contacts to a person",
    ["every letter to [[spouse|attorney]] must contain opt-out"],
    [`letter to spouse containing invoice at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "contacts to a line",
    ["every call to [[mobile|voip]] must contain opt-out"],
    [`call to mobile containing invoice at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "contacts dialled in a way",
    ["every call with [[prerecorded|list]] dialling must contain opt-out"],
    [`call with prerecorded dialling containing invoice at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "texts that contain something must contain more",
    ["every letter containing [[invoice|reminder]] must contain opt-out"],
    [letterWith("invoice", `is denied ${BY} without opt-out`)],
  ),
  law("other texts needn't", ["every letter[[ containing reminder|]] must contain opt-out"], [letterWith("invoice", "is allowed")]),
  law(
    "unless there is consent",
    ["every letter must not contain invoice[[ unless consent to e-sign|]]"],
    ["consent to e-sign on 2026-03-05", letterWith("invoice", "is allowed")],
  ),
  law(
    "must give time",
    ["every letter must give at least [[30|29]] days from sending"],
    [`letter containing invoice disputable until 2026-04-06 at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "must give time from presumed receipt",
    ["every letter must give at least 30 days from [[presumed receipt 2 days after|]] sending"],
    [`letter containing invoice disputable until 2026-04-08 at 2026-03-08 is denied ${BY}`],
  ),
  law(
    "gives time until a day",
    ["every letter must give at least 30 days from sending"],
    ["letter containing invoice disputable until [[2026-04-07|2026-04-06]] at 2026-03-08 is allowed"],
  ),
  law(
    "gives the rest of the validation period",
    ["every letter must give [[the rest of the validation period|at least 5 days from sending]]"],
    [
      "letter on 2026-02-16 containing validation-notice disputable until 2026-04-06",
      `letter containing invoice disputable until 2026-04-05 at 2026-03-08 is denied ${BY} until 2026-04-07`,
    ],
  ),
  law("must contain several", ["every letter must contain opt-out[[, invoice|]]"], [letterWith("opt-out", `is denied ${BY} without invoice`)]),
  law("must not contain", ["every letter must [[not |]]contain invoice"], [letterWith("invoice", `is denied ${BY}`)]),
  law(
    "the first",
    ["[[the first|every]] letter must contain opt-out"],
    ["letter on 2026-03-01 containing opt-out", letterWith("invoice", "is allowed")],
  ),
  law("every later", ["every [[later |]]letter must contain opt-out"], [letterWith("invoice", "is allowed")]),
  law("must contain after an event", ["every letter must contain opt-out[[ after a dispute|]]"], [letterWith("invoice", "is allowed")]),
  law(
    "must contain except",
    ["every letter must contain opt-out[[ except locate|]]"],
    ["letter for locate containing invoice at 2026-03-08 is allowed"],
  ),
  law(
    "must contain except several",
    ["every letter must contain opt-out except collect[[, locate|]]"],
    ["letter for locate containing invoice at 2026-03-08 is allowed"],
  ),
  law(
    "a content that is still open is required",
    ["every letter must contain [[opt-out|invoice]]"],
    ["letter at 2026-03-08 is allowed requiring opt-out"],
  ),
];

export const LAW: readonly Row[] = [...CAPS, ...EXCLUDING, ...SILENCES, ...BLOCKS, ...TRIGGERS, ...CONTENTS];
