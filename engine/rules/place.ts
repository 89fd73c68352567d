/** Where a contact may reach the debtor, for rules that speak of a place. */
import type { Contact } from "../model/facts.ts";
import type { CapRule } from "../model/rule.ts";

/** Visits and post go to some place, a landline stands at one; every other address goes where the debtor goes. */
function standsSomewhere({ channel, line }: Contact): boolean {
  switch (channel) {
    case "visit":
    case "letter":
    case "registered-letter":
    case "postcard":
      return true;
    case "call":
    case "voicemail":
    case "sms":
      return line === "landline";
    case "email":
    case "portal":
    case "social":
      return false;
  }
}

/**
 * Whether a contact may be at one of the places that a rule names; a rule that names none means all.
 *
 * Where nobody noted the place, a visit, a piece of post or a call to a landline may be at any of them. A mobile number or an
 * e-mail address that is tied to no place is the debtor's own and counts as home: the law forbids contact at work where it is
 * known to be work (12 CFR 1006.22(f)(3)), and puts a residence and a personal number side by side (209 CMR 18.16(1)(d)).
 */
export function mayBeAt(places: CapRule["places"], contact: Contact): boolean {
  if (places === undefined) return true;
  if (contact.place !== undefined) return places.includes(contact.place);
  return standsSomewhere(contact) || places.includes("home");
}
