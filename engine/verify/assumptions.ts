/** What a proof rests on besides the rules: each with what watches over it while accounts run. */
export interface Assumption {
  readonly id: string;
  readonly assumes: string;
  readonly watchedBy: string;
}

export const ASSUMPTIONS: readonly Assumption[] = [
  {
    id: "guard",
    assumes: "No contact is made past the guard, by hand or by another system.",
    watchedBy: "Channels take nothing but a permit of the guard; contacts made elsewhere are recorded with `collect record` and count from then on.",
  },
  {
    id: "others",
    assumes: "Other accounts of the debtor may use up limits; then the guard holds this account's contacts up.",
    watchedBy: "Limits count over all accounts of a debtor, under one lock.",
  },
  {
    id: "zone",
    assumes: "The debtor's time zones are right, or all that are possible are noted.",
    watchedBy: "A debtor without a zone is not contacted; with several, each of them must allow it.",
  },
  {
    id: "residence",
    assumes: "The debtor lives where the account says.",
    watchedBy: "Of several possible places all laws hold; an account without a place is not contacted.",
  },
  {
    id: "letters",
    assumes: "A letter says what its content ids say that it does.",
    watchedBy: "A letter's hash is part of the permit; a changed letter needs a new proof.",
  },
  {
    id: "events",
    assumes: "What debtors say is recorded at once: disputes, opt-outs, deaths, consents.",
    watchedBy: "What is told late is applied at its own date.",
  },
  { id: "clock", assumes: "The clock of the machine is right.", watchedBy: "The guard asks a fresh clock for each contact." },
  {
    id: "law",
    assumes: "The law book says what the law says; each rule tells how sure that is, and when somebody last looked.",
    watchedBy: "`collect law check-date` names what was looked at too long ago.",
  },
  {
    id: "facts",
    assumes: "Accounts that differ in two facts at once, and runs with more moves than were looked at, meet no rule that the others don't.",
    watchedBy: "The guard holds every contact against the whole law, whatever was proved.",
  },
];
