/** Contents: words that a message must carry or must not, and the time that it must leave. */
import { holding } from "./doors.ts";
import { datesAt } from "./clock.ts";
import { lastDayOfNotice, namesTooEarly } from "./given.ts";
import { cameBack, concerns, gave, hasConsent, isOurs, mayHappenAt, samePerson, wasA, wasMisdirected, type Told } from "./history.ts";
import { wasBarred } from "./time.ts";
import type { BodyOf, Deed, OracleContact, OracleDebt, OracleEntry, Story } from "./words.ts";

/** A report to a bureau is told by an entry of its own; those before it are the earlier ones. */
const breaksReport = (story: Story, body: BodyOf<"content">, deed: Deed): string | null => {
  const wasReported = (debt: OracleDebt): boolean =>
    deed.before.some(
      (past) =>
        past.event?.event === "credit-reported" &&
        concerns(story, past.event, debt) &&
        (body.barred !== "since" || wasBarred(story, deed, debt, past)),
    );
  if (body.when !== "every" && !deed.debts.some((debt) => wasReported(debt) === (body.when === "later"))) return null;
  return faultOf(story, body, deed, deed.entry.event?.contains ?? []);
};

/** Whether a message names a last day before that of a dispute period in which it falls. A notice begins one anew. */
const cutsShort = (story: Story, deed: Deed): boolean => {
  const { contact, before, entry } = deed;
  const last = contact?.deadline;
  if (last === undefined || contact?.contains?.includes("validation-notice") === true) return false;
  return deed.debts.some((debt) => {
    const notice = before.findLast((past): past is Told => gave(story, before, past, ["validation-notice"], undefined, debt));
    const end = notice === undefined ? undefined : lastDayOfNotice(story, deed, notice, debt);
    return end !== undefined && last < end && datesAt(story, entry.at).some((date) => date <= end);
  });
};

const faultOf = (story: Story, body: BodyOf<"content">, deed: Deed, carried: readonly string[]): string | null => {
  if (body.having !== undefined && !body.having.some((id) => carried.includes(id))) return null;
  if (body.while !== undefined && holding(story, deed, body.while, "debt").length === 0) return null;
  if (body.unlessConsent !== undefined && hasConsent(story, deed, deed.contact, body.unlessConsent, -1)) return null;
  const missing = body.must.find((id) => !carried.includes(id));
  if (missing !== undefined) return `it lacks ${missing}`;
  const wrong = body.mustNot.find((id) => carried.includes(id));
  if (wrong !== undefined) return `it carries ${wrong}`;
  if (body.leavesPeriod === true && cutsShort(story, deed)) return "the time to dispute isn't over by its last day";
  return body.gives !== undefined && deed.contact !== null && namesTooEarly(story, body.gives, deed.contact, deed.entry.at)
    ? "it gives too little time"
    : null;
};

/** Whether a contact is of the kind that a rule is about; a line that nobody noted may be. */
const isMeant = ({ by, places, persons, lines, dialing }: BodyOf<"content">, contact: OracleContact): boolean =>
  (by ?? [contact.channel]).includes(contact.channel) &&
  mayHappenAt(places, contact) &&
  (persons === undefined || persons.includes(contact.person ?? "debtor")) &&
  (lines === undefined || contact.line === undefined || lines.includes(contact.line)) &&
  (dialing === undefined || dialing.includes(contact.dialing ?? "manual"));

export const breaksContent = (story: Story, body: BodyOf<"content">, deed: Deed): string | null => {
  const { contact } = deed;
  if (!body.acts.includes(deed.act)) return null;
  if (deed.act === "credit-report") return breaksReport(story, body, deed);
  if (contact === null) return null;
  if (body.channels !== undefined && !body.channels.includes(contact.channel)) return null;
  if ((body.exceptPurposes ?? []).includes(contact.purpose ?? "collect")) return null;
  if (!isMeant(body, contact)) return null;
  // An attempt that conveyed nothing carried no words.
  if (!wasA("communication", contact)) return null;
  // Whoever began it: also a call of the debtor's at which both spoke.
  const wasCommunication = (past: OracleContact): boolean =>
    isOurs(past) ? wasA("communication", past) : past.direction === "in" && wasA("conversation", past);
  const since = (past: OracleEntry): readonly OracleEntry[] => deed.before.slice(deed.before.indexOf(past) + 1);
  const spokenBefore = (debt: OracleDebt): boolean =>
    deed.before.some(
      (past) =>
        past.contact !== undefined &&
        wasCommunication(past.contact) &&
        samePerson(past.contact, contact) &&
        (body.barred !== "since" || wasBarred(story, deed, debt, past)) &&
        (body.channels === undefined || body.channels.includes(past.contact.channel)) &&
        (concerns(story, past.contact, debt) || past.contact.raisedByDebtor?.includes(debt.id) === true) &&
        !wasMisdirected(past.contact, since(past)) &&
        !cameBack(past, since(past)),
    );
  const applies =
    body.when === "every" || (body.when === "first" ? deed.debts.some((debt) => !spokenBefore(debt)) : deed.debts.some((debt) => spokenBefore(debt)));
  return applies ? faultOf(story, body, deed, contact.contains ?? []) : null;
};
