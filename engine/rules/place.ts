/** Where a contact may reach the debtor, for rules that speak of a place. */
import type { Contact } from "../model/facts.ts";
import type { CapRule } from "../model/rule.ts";

/**
 * Whether a contact may be at one of the places that a rule names; a rule that names none means all.
 *
 * Where nobody noted the place, a visit may be at any of them: somebody goes there. A number or an address that is tied to no place is the
 * debtor's own and counts as home: the law forbids contact at work where it is known to be work (12 CFR 1006.22(f)(3)), and puts a
 * residence and a personal number side by side (209 CMR 18.16(1)(d)).
 */
export function mayBeAt(places: CapRule["places"], contact: Contact): boolean {
  if (places === undefined) return true;
  if (contact.place !== undefined) return places.includes(contact.place);
  return contact.channel === "visit" || places.includes("home");
}
