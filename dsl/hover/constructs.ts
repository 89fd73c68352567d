/**
 * One plain sentence for each line and block of the language: what hover says of a keyword, and what the reference is made of. Keys name
 * the block that the line stands in and the kind of its node.
 */
export interface Construct {
  /** The line as it is written, with what varies in capitals. */
  readonly form: string;
  readonly text: string;
}

const FILE = {
  "file/policy": ['policy "NAME" { … }', "A collections policy: what is done about unpaid invoices, when, and on what conditions."],
  "file/shared": ['shared "NAME" { … }', "What several policies have in common; each takes it in with `use`."],
  "file/use": ['use "FILE"', "Takes in what another file shares: facts, amounts, definitions, house rules and plans."],
  "file/jurisdiction": ['jurisdiction PLACE "NAME" { … }', "The law of one place, as cited and dated rules; places inside it inherit them."],
  "file/test": ['test "TITLE" { … }', "A story of one account with what is expected of the policy; `collect test` runs it in virtual time."],
  "policy/test": ['test "TITLE" { … }', "A story of one account with what is expected of the policy; `collect test` runs it in virtual time."],
} as const;

const POLICY = {
  "policy/version": ['version "VERSION"', "Names this edition of the policy in records and proofs."],
  "policy/collector": ["collector creditor | third-party | debt-buyer", "Who collects: it decides which law binds."],
  "policy/debt": ["debt commercial | consumer", "What kind of debt is collected: it decides which law binds."],
  "policy/currency": ["currency USD, EUR, …", "The currencies of the policy's accounts; every amount needs a value in each, and none is converted."],
  "policy/places": ["places US-NY, DE, …", "Where the policy runs, by ISO 3166 code; it runs nowhere else."],
  "policy/applies": ["applies to accounts when CONDITION", "Only accounts for which the condition holds belong to this policy."],
  "policy/allocation": ["allocation oldest first | as directed | interest first", "In which order a payment settles what is open."],
  "policy/facts": ["facts { … }", "What the policy needs to know of an account beyond the built-in facts."],
  "facts/fact": ["NAME TYPE [optional]", "Declares a fact and its type; an optional one must be asked `is known` before it is used."],
  "policy/amount": ["amount NAME is 100 USD, 90 EUR", "Names an amount of money, with one value for each currency of the policy."],
  "policy/define": ["define NAME as CONDITION", "Names a condition; wherever the name stands, the condition is meant."],
  "policy/house": ["house rules { … }", "The business's own limits on contact, in the words of the law; they add to the law and never take away."],
  "policy/clock": ["clock { … }", "The choices of time that have to be made: what moves, what stays, and what a missed step does."],
  "clock/stage of": ["stage of the account | each invoice", "Whether the account as a whole goes through the stages, or each invoice by itself."],
  "clock/anchor": ["anchor oldest unpaid invoice", "Days `before due` and `after due` count from the due date of the oldest unpaid invoice."],
  "clock/when it moves": [
    "when it moves keep the stage | return to the stage that fits",
    "What happens when another invoice becomes the oldest unpaid one: the account stays where it is, or goes to where it would stand by now.",
  ],
  "clock/when behind": [
    "when behind lapse | one stage at a time | straight to the stage that fits | late, keep later dates",
    "What happens to steps and stages whose time has passed before anybody could act.",
  ],
  "clock/tolerance": ["tolerance AMOUNT", "Open balances below this count as paid."],
  "clock/when policy changes": [
    "when policy changes keep | restart | park for a person",
    "What a newer version of the policy does to accounts that are under way.",
  ],
  "policy/terms": ["terms { … }", "The terms of payment that the invoices carry."],
  "terms/due": ["due 30 days after invoice", "When an invoice that names no day falls due."],
  "terms/discount": ["discount 2% when paid within 10 days of invoice", "What an early payer may take off."],
  "terms/late interest": ["late interest statutory | 1.5% per month", "The interest that a late payer owes; never more than the law allows."],
  "terms/late fee": ["late fee statutory | AMOUNT", "The fee that a late payer owes; never more than the law allows."],
  "terms/unpaid charges": ["unpaid charges waive | keep", "What becomes of unpaid fees and interest once the invoices themselves are paid."],
  "policy/plan": ['plan "NAME" { … }', "A plan of instalments that messages and reactions may offer."],
  "plan/up to": [
    "up to 6 monthly installments, each at least AMOUNT",
    "How many instalments there are at most, how often, and how small one may be.",
  ],
  "plan/first within": ["first within 14 days", "When the first instalment must come, counted from the agreement."],
  "plan/default after": ["default after 2 missed", "So many missed instalments break the plan."],
  "policy/on new customer": ["on new customer { … }", "What a new customer gets; of several lines of one kind the first whose condition holds wins."],
  "on new customer/credit limit": ["credit limit AMOUNTS [when CONDITION]", "Sets the credit limit of a new customer."],
  "on new customer/new terms": ["terms 30 days after invoice | prepayment [when CONDITION]", "Sets the terms of payment of a new customer."],
  "on new customer/deposit": ["deposit 20% | AMOUNTS [when CONDITION]", "Asks a new customer for a deposit: a share of the credit limit, or a sum."],
  "policy/notice": [
    'notice "NAME" by CHANNEL "TEMPLATE" [within 5 days of first contact]',
    "A notice that the law asks for; with `within` it leaves by itself, each once a debt.",
  ],
  "policy/stage": ["stage NAME [from DAY] [requires CONDITION] { … }", "A stage of the account's way: it has steps, and ways out to other stages."],
  "policy/on": [
    "on EVENT [within DAYS] [when CONDITION] REACTIONS",
    "What is done, once, when something happens to an account; all lines that hold are run.",
  ],
} as const;

const STAGE = {
  "stage/step": [
    'day N ACTION [when CONDITION] [otherwise ACTION] [else ACTION] [within DAYS] [requires approval by "TEAM"]',
    "A step: tried on its day of the stage, at the first instant that the law and the house rules allow; it lapses when its slot is over.",
  ],
  "stage/next": [
    "next STAGE after DAYS | at DAY [when CONDITION]",
    "A way out of the stage: of those whose day has come and whose condition holds, the first wins.",
  ],
  "stage/entry": ["on entry ACTIONS", "Done once when the stage is entered."],
  "stage/exit": ["on exit ACTIONS", "Done once when the stage is left."],
  "stage/variant": [
    'variant 20% "NAME" { … }',
    "An experiment: so many of the accounts, always the same ones, run these steps instead of the stage's own.",
  ],
  "variant/step": ["day N ACTION …", "A step that only accounts of the variant run."],
  "any/contact": [
    'CHANNEL "TEMPLATE" [with payment link] [offering plan "PLAN"] [priority high]',
    "A contact: asked for, and made only when the guard allows it.",
  ],
  "any/plain": ["hold credit | write off | charge fee | …", "A business action: done by the systems of the business, and recorded."],
  "any/place with agency": ['place with agency "AGENCY"', "Hands the account to a collection agency."],
  "any/offer plan": ['offer plan "PLAN"', "Offers a plan of instalments."],
  "any/offer discount": ["offer discount 5%", "Offers to take a share off; `within` says how long."],
  "any/webhook": ['webhook "NAME"', "Tells another system, by a signed call."],
  "any/task": ['task "TITLE" for "TEAM" [due in DAYS]', "Gives people something to do."],
  "any/close": ["close as WORD", "Closes the account; nothing more is done about the debts that it had."],
  "any/close contact": ["close contact", "No contact for good; only notices that the policy sends still leave."],
  "any/rest": ["pause | hold [DAYS | until …]", "A rest: no contact. A hold lets the stage's clock run on, a pause stops it."],
  "any/go": ["go to STAGE", "Sends the account to a stage at once."],
  "any/send notice": ['send notice "NAME"', "Sends a notice that the policy declares."],
  "any/act": ["ACTION", "Does something, once."],
} as const;

const RULES = {
  "any/window": [
    "contact only between 08:00 and 21:00 [on DAYS | on holidays], … [closed on holidays] …",
    "Hours outside of which the channel is silent, by the clock of every zone where the debtor may be.",
  ],
  "any/cap": [
    "at most 7 calls in any 7 days per debt",
    "At most so many in a rolling span of dates (the date of the act is the last of them), in a month or week of the calendar, or ever; it may begin with an event, the first conversation or the first contact in arrears.",
  ],
  "any/silence": [
    "after a conversation by phone no call for 7 days",
    "After such a contact the channel is silent for so many dates, its own date being the first, `unless consent to` something lifts it.",
  ],
  "any/block": [
    "never sms | no contact after EVENT [until EVENT] | no charge TYPE until 14 days after due",
    "No such act while a fact holds, until so many days have gone by, or ever; `unless` says which consent lifts it, or after how many days of an attorney's silence.",
  ],
  "any/content": ["every letter must contain ID, … | must not contain ID", "What a message must carry, or must not."],
  "any/standard": ['people decide "TEXT"', "A duty without a number: people decide, and explanations show it. It never refuses."],
  "any/excluding": ["not counting …", "What the sentence above doesn't count."],
  "any/notice-before": ["before ACT a NOTICE must be at least 30 days old", "No such act unless a notice was given in time before it."],
  "any/deadline": [
    "must send NOTICE within 5 days after EVENT [else no ACT]",
    "A duty with a last day; `else` is what is forbidden once it was missed.",
  ],
  "any/consent": ["CHANNEL only with consent to WHAT", "The channel needs the debtor's permission, and the last word counts."],
  "any/amount": ["charge TYPE at most LIMIT", "The most that may be added to a debt."],
  "any/due-date": ["a debt is late 30 days after invoice", "When a debt is late, where its contract doesn't say."],
  "any/limitation": ["limitation 6 years from due bars sue | ends the debt", "After this time the claim is barred: such acts are no longer allowed."],
  "any/tolling": ["limitation stands still during EVENT until EVENT", "Time that no period of limitation counts, such as military service."],
  "any/retention": ['keep | delete "RECORDS" for | after 3 years after EVENT', "How long records are kept, or when they must be gone."],
  "any/none": ['the law is silent "TEXT"', "A known absence of a rule, shown in explanations."],
  "any/modifier": ["modifies RULE, …", "Rules that count otherwise because of this one, shown beside them. It never refuses."],
  "any/scope": ["decides whom RULE, … bind", "Rules of which this one says whom they bind, shown beside them. It never refuses."],
  "any/receipt": ["letters count as received 5 days after sending", "Receipt that the law presumes for what nobody confirmed."],
} as const;

const LAW = {
  "jurisdiction/source": ['source NAME "TITLE"', "Names a source of law, for rules to cite."],
  "jurisdiction/members": ["members AT, BE, …", "Places that are part of this one though their codes don't say so: they inherit its rules."],
  "jurisdiction/rule": ['rule ID "SUMMARY" { … }', "One rule of law: what it says, where that is written, from when, and whom it binds."],
  "jurisdiction/series": ['series NAME "TITLE" { … }', "A rate that changes with time, each value with the day from which it holds."],
  "jurisdiction/example": ['example "TITLE" { … }', "A case with the answer that the law gives; `collect law test` runs it."],
  "any/cites": ['cites SOURCE "REFERENCE"', "Where the rule is written."],
  "any/in force": ["in force from DATE until DATE", "The first and the last day on which the rule binds."],
  "any/not in": ["not in DE, FR, …", "Members, or parts of the place, whose own law stands in the place of this rule."],
  "any/confidence": ["confidence text | secondary | unverified, checked DATE", "How far the rule was held against its source, and when."],
  "any/binds": ["binds ROLES collecting DEBTS owed by …", "Whom the rule binds; what is unknown counts as fitting."],
  "series/verified": ["verified to DATE", "Later values are unknown, and unknown denies."],
  "series/value": ["from DATE 5.00%", "A value of the series, from this day on."],
  "example/collector": ["collector ROLE", "Who collects in this case."],
  "example/debtor": ["debtor [KIND] in PLACE", "Who owes in this case, and where."],
  "example/debt": ["debt of SUM …", "What is owed in this case."],
  "example/history": ["calls on DATE, DATE …", "What happened before the question is asked."],
  "example/question": [
    "ACT at DATE TIME is denied by RULE | is allowed | duty RULE at DATE is pending until DATE | law RULE at DATE is binding",
    "A question with the answer that the law must give.",
  ],
} as const;

const TESTS = {
  "test/starts": ["starts on DATE", "The day on which the story begins."],
  "test/account": ["account in PLACE with … | new customer in PLACE with …", "The account of the story, with its invoices and facts."],
  "test/event": ["on DATE [TIME] WHAT", "Something that happens in the story."],
  "test/expect": ["expect WHAT", "What must be so for the test to pass."],
  "test/balance": ["balance SUM", "One invoice of this sum."],
  "test/due": ["due DATE", "When the invoice falls due."],
  "test/issued": ["issued DATE", "When the invoice was issued."],
  "test/invoice": ['invoice SUM due DATE [as "NAME"]', "One invoice of the account."],
  "test/fact": ["NAME VALUE", "The value of a fact."],
  "test/unreachable": ["no CHANNEL", "The account has no address for the channel."],
  "test/variant": ['variant "NAME" | no variant', "The variant that the account runs."],
} as const;

const ALL: Readonly<Record<string, readonly [form: string, text: string]>> = { ...FILE, ...POLICY, ...STAGE, ...RULES, ...LAW, ...TESTS };

/** Every construct by its key, in the order of the reference. */
export const CONSTRUCTS: ReadonlyMap<string, Construct> = new Map(Object.entries(ALL).map(([key, [form, text]]) => [key, { form, text }]));

/** The construct of a node of this kind in a block of that kind; what shared files hold is what policies hold. */
export const constructOf = (block: string, kind: string): Construct | null =>
  CONSTRUCTS.get(`${block === "shared" ? "policy" : block}/${kind}`) ?? CONSTRUCTS.get(`any/${kind}`) ?? null;

/** The built-in facts. */
export const BUILT_IN_FACTS: Readonly<Record<string, string>> = {
  balance: "what is open on the account, in its own currency",
  days_overdue: "days since the oldest unpaid invoice fell due; 0 while nothing is overdue",
  unpaid_invoices: "how many invoices are unpaid",
  oldest_invoice_age: "days since the oldest unpaid invoice was issued",
  customer_share: "how much of the customer's whole balance is overdue",
  broken_promises: "how many promises to pay were broken",
  failed_payment: "why the last payment failed; unknown while none did",
  days_since_payment: "days since the last payment; unknown while there was none",
  limitation: "whether the claim may still be enforced, or is barred by time",
  debtor_kind: "whether a person, a sole trader or a business owes",
  place: "where the debtor is, by ISO 3166 code; `place is US` holds for every place in it",
};

/** The events of `on`, with what the machine does by itself. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  "payment in full": "nothing is owed any more; by itself the account is closed as paid",
  "partial payment": "some of what is owed was paid; by itself nothing stops",
  promise: "the debtor promised to pay by a day; by itself nothing stops",
  "broken promise": "a promised day has passed without the money",
  dispute: "the debtor disputes the debt; by itself the account pauses until that is settled, and people get a task",
  "dispute closed": "a dispute was settled",
  hardship: "the debtor can't pay now; by itself the account pauses for 30 days, and people get a task",
  "bounced email": "an e-mail came back",
  "cease request": "the debtor asked for contact to cease; by itself contact is closed, and people get a task",
  "opt-out": "the debtor wants no more messages by some channel; the guard keeps to it",
  "attorney notice": "an attorney acts for the debtor; by itself the account pauses, and people get a task",
  bankruptcy: "the debtor is bankrupt; by itself the account pauses, and people get a task",
  death: "the debtor died; by itself contact is closed, and people get a task",
  "breathing space": "a statutory breathing space runs; by itself the account pauses, and people get a task",
  "plan agreed": "instalments were agreed; by itself the account pauses, and people get a task",
  "plan broken": "a plan of instalments was broken",
  chargeback: "a payment was taken back",
  "end of series": "the last contact of a repeated step left, or none can leave any more",
};
