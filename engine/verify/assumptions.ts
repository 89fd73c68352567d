/** What a proof rests on besides the rules: each with what watches over it while accounts run. */
export interface Assumption {
  readonly id: string;
  readonly assumes: string;
  readonly watchedBy: string;
  /** Where that is done, and the test that shows it. */
  readonly check: { readonly at: string; readonly shownBy: string };
}

const shown = (at: string, test: string, name: string): Assumption["check"] => ({ at, shownBy: `${test}: ${name}` });
const ASK = "test/ledger/guard/ask.test.ts";

export const ASSUMPTIONS: readonly Assumption[] = [
  {
    id: "guard",
    assumes: "No contact is made past the guard, by hand or by another system.",
    watchedBy: "Channels take nothing but a permit of the guard; contacts made elsewhere are recorded with `collect record` and count from then on.",
    check: shown("channels", "test/channels/only-way-out.test.ts", "channels alone touches what can reach a debtor"),
  },
  {
    id: "others",
    assumes: "Other accounts of the debtor are like the one that is looked at, or use up limits, so that the guard holds its contacts up.",
    watchedBy: "Limits count over all accounts of a debtor, under one lock.",
    check: shown("ledger/guard", ASK, "what happened at one account holds the contact of the debtor's other account"),
  },
  {
    id: "zone",
    assumes: "The debtor's time zones are right, or all that are possible are noted.",
    watchedBy: "A debtor without a zone is not contacted; with several, each of them must allow it.",
    check: shown("engine/unknown.ts", ASK, "zones and places of all the debtor's accounts count: it must be lawful in each"),
  },
  {
    id: "residence",
    assumes: "The debtor lives where the account says.",
    watchedBy: "Of several possible places all laws hold; an account without a place is not contacted.",
    check: shown("engine/unknown.ts", ASK, "a debtor with "),
  },
  {
    id: "letters",
    assumes: "A letter says what its content ids say that it does.",
    watchedBy: "A letter's hash is part of the permit; a changed letter needs a new proof.",
    check: shown(
      "channels/render.ts",
      "test/channels/render.test.ts",
      "the template's hash is the SHA-256 of its source, and changes with a text that it includes",
    ),
  },
  {
    id: "sending",
    assumes: "What the policy sends is known to have left, and how its calls went is written down.",
    watchedBy: "Until that is known the contact fills limits and gives no notice: what rests on it is held, and the refusal names it.",
    check: shown(
      "engine/readings.ts",
      "test/ledger/guard/crash.test.ts",
      "a notice counts as given once it is known to have left: not while it is reserved, under way or unknown",
    ),
  },
  {
    id: "events",
    assumes: "What debtors say is recorded at once: disputes, opt-outs, deaths, consents.",
    watchedBy: "What is told late is applied at its own date.",
    check: shown("engine/step", "test/engine/step/rests.test.ts", "a pause that was told late is counted from when it began"),
  },
  {
    id: "duties",
    assumes: "People do in time what the law asks of them and no step of a policy does: find papers, answer a dispute, delete records.",
    watchedBy:
      "Each such duty becomes a task with its last day, which only the record closes; `collect run` and `collect status` name what is missed.",
    check: shown(
      "ledger/duties.ts",
      "test/ledger/duties.test.ts",
      "what nobody did in time is missed and presses; done after that it is closed as too late; what fell away is cancelled",
    ),
  },
  {
    id: "clock",
    assumes: "The clock of the machine is right.",
    watchedBy: "The guard asks a fresh clock for each contact.",
    check: shown(
      "ledger/guard",
      "test/ledger/guard/rehearse.test.ts",
      "an event that is told for later has not happened yet; a contact by a clock that runs ahead counts already",
    ),
  },
  {
    id: "law",
    assumes: "The law book says what the law says; each rule tells how sure that is, and when somebody last looked.",
    watchedBy: "`collect law check-date` names what was looked at too long ago.",
    check: shown("cli/commands/law", "test/cli/law/queries.test.ts", "check-date: what is out of date ends with 2"),
  },
  {
    id: "facts",
    assumes:
      "Accounts that differ in three facts at once or begin on other days, and runs with more moves than were looked at, meet no rule that the others don't.",
    watchedBy: "The guard holds every contact against the whole law, whatever was proved.",
    check: shown("ledger/guard", "test/ledger/guard/anything.test.ts", "what leaves is lawful, no request leaves twice, and the chain is sound"),
  },
];
