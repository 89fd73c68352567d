/** What happened before the question of a legal case: contacts and events, each with the members that belong to it. */
import { z } from "zod";
import { EVENTS, WEEKDAYS, type EventName } from "../../engine/index.ts";
import * as word from "./case-words.ts";

const deadline = z.union([word.date, z.strictObject({ days: z.int().min(1), from: z.enum(["sending", "receipt"]) })]);

const asked = {
  channel: word.channel,
  person: word.person.optional(),
  place: word.place.optional(),
  line: z.enum(["mobile", "landline", "voip"]).optional(),
  address: word.label.optional(),
  addressSource: z.enum(["debtor", "creditor", "found"]).optional(),
  dialing: z.enum(["manual", "list", "autodialled", "prerecorded"]).optional(),
  purpose: word.purpose.optional(),
  contains: word.contents.optional(),
  claims: z
    .array(z.strictObject({ type: word.charge, amount: word.money.optional() }))
    .min(1)
    .optional(),
  deadline: deadline.optional(),
  re: word.id.optional(),
};

const PHONES: readonly string[] = ["call", "voicemail", "sms"];
const MET: readonly string[] = ["call", "visit"];

type Telling = Readonly<Record<string, unknown>> & { readonly channel: string };

const onlyPhones = (contact: Telling, context: z.RefinementCtx): void => {
  if (!PHONES.includes(contact.channel)) word.members(context, contact, [], ["line", "dialing"], `by ${contact.channel}`);
};

/** The contact that is asked about. */
export const askedContact = z.strictObject(asked).superRefine(onlyPhones);

const pastContact = z
  .strictObject({
    ...asked,
    direction: z.enum(["out", "in"]),
    by: z.enum(["collector", "creditor", "earlier-collector"]).optional(),
    outcome: word.outcome.optional(),
    debts: word.ids.optional(),
    raisedByDebtor: word.ids.optional(),
    received: word.instant.optional(),
  })
  .superRefine((contact, context) => {
    onlyPhones(contact, context);
    if (MET.includes(contact.channel)) word.members(context, contact, ["outcome"], [], `of a ${contact.channel}`);
    else word.members(context, contact, [], ["outcome"], `by ${contact.channel}`);
    if (contact.direction === "in") word.members(context, contact, [], ["by"], "of what came in");
  });

const contactEntry = z.strictObject({ at: word.instant, id: word.id.optional(), contact: pastContact });

const blocked = z.array(z.strictObject({ days: word.listOf(z.enum(WEEKDAYS)), from: word.clock, to: word.clock })).min(1);

/** Every member that some event has. */
const PARTS = {
  debts: word.ids,
  by: z.enum(["debtor", "attorney", "employer", "creditor", "collector", "court", "agency", "other"]),
  form: word.form,
  medium: word.channel,
  received: word.instant,
  re: word.id,
  ground: z.enum(["amount", "not-mine", "paid", "quality", "time-barred", "identity-theft", "other"]),
  request: z.enum(["verification", "substantiation", "original-creditor", "itemisation", "ownership"]),
  channels: word.listOf(word.channel),
  covers: z.enum(["channel", "extra-calls", "any-time", "work", "third-party", "e-sign", "prerecorded", "visits"]),
  address: word.label,
  place: word.place,
  from: word.date,
  until: word.date,
  blocked,
  contactKnown: z.boolean(),
  chapter: z.literal([7, 9, 11, 12, 13]),
  relief: z.enum(["standard", "crisis"]),
  amount: word.money,
  due: word.date,
  type: word.charge,
};
type Part = keyof typeof PARTS;

const SAID: readonly Part[] = ["form", "medium", "received", "re"];
const said = (must: readonly Part[] = [], may: readonly Part[] = []) => ({ must, may: [...SAID, ...may] });
const told = (must: readonly Part[] = [], may: readonly Part[] = []) => ({ must, may });

/** Members that an event must and may have, beside `at`, `id`, `debts` and `by`. */
const EVENT_PARTS: Readonly<Record<EventName, { readonly must: readonly Part[]; readonly may: readonly Part[] }>> = {
  dispute: said(["form"], ["ground", "request"]),
  "document-request": said(["form", "request"]),
  "documents-sent": told(["request"], ["medium", "re"]),
  "dispute-closed": told([], ["re"]),
  "refusal-to-pay": said(["form"], ["ground"]),
  "cease-request": said(["form", "medium"]),
  "writing-only": said(["form"], ["address"]),
  "opt-out": said(["channels", "form"], ["address"]),
  consent: said(["covers"], ["channels", "address", "from", "until"]),
  "consent-revoked": said([], ["covers", "channels", "address"]),
  "attorney-notice": said(["form", "contactKnown"]),
  "attorney-released": said(),
  "inconvenient-time": said(["blocked"], ["from", "until"]),
  "inconvenient-place": said(["place", "form"]),
  "employer-prohibits": said(["form"]),
  "bankruptcy-petition": told([], ["chapter"]),
  "bankruptcy-discharge": told(),
  "bankruptcy-closed": told(),
  death: told(),
  hardship: said(),
  "breathing-space": told(["relief"]),
  "breathing-space-ended": told(),
  "military-orders": said(["from"], ["until"]),
  "identity-theft-report": said(),
  "ombudsman-complaint": said(),
  "claim-reply": said(),
  payment: told(["amount"]),
  promise: said(["amount", "due"]),
  "plan-agreed": said(),
  "plan-broken": told(),
  acknowledgement: said(["form"]),
  acceleration: told(),
  "statements-stopped": told(),
  "suit-threatened": told(),
  "suit-filed": told(),
  judgment: told(),
  assignment: told(),
  renewal: told(),
  charge: told(["type", "amount"], ["re"]),
  "credit-reported": told(),
  undeliverable: told(["re"]),
};

const eventSchema = (event: EventName) => {
  const { must, may } = EVENT_PARTS[event];
  const optional = ["debts", "by", ...may, "id"].filter((part) => !must.some((one) => one === part));
  const shape: Record<string, z.ZodType> = { at: word.instant, event: z.literal(event) };
  for (const part of must) shape[part] = PARTS[part];
  for (const part of optional) shape[part] = (part === "id" ? word.id : PARTS[part as Part]).optional();
  return z.strictObject(shape).superRefine((value, context) => {
    if (event === "consent" && value["covers"] === "channel") word.members(context, value, ["channels"], [], "of a consent to channels");
  });
};

const nameOfEvent = z.looseObject({ event: z.enum(EVENTS) });
const entryObject = z.looseObject({});

/** The schema that an entry has to fit: of a contact, or of the event that it names. */
export const entrySchemaOf = (entry: unknown): z.ZodType => {
  const object = entryObject.safeParse(entry);
  if (!object.success) return entryObject;
  if (Object.hasOwn(object.data, "contact")) return contactEntry;
  const named = nameOfEvent.safeParse(entry);
  return named.success ? eventSchema(named.data.event) : nameOfEvent;
};
