import { expect, it } from "vitest";
import {
  earliestBlock,
  lawfulUntil,
  type Action,
  type BlockRule,
  type Contact,
  type Instant,
  type LedgerEntry,
  type PastContact,
  type PastEvent,
} from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event, rule, block } from "./world.ts";

const NOON = "2026-05-20T12:00:00-04:00";
const noon = at(NOON);
const from = (
  rule: BlockRule,
  ledger: readonly LedgerEntry[],
  action: Action = ask(),
  more: Parameters<typeof context>[0] = {},
  when = NOON,
): Instant | null => earliestBlock(rule, context({ ledger, ...more }), action, at(when));
const happened = (what: PastEvent, when = "2026-05-10T10:00:00-04:00", id?: string): LedgerEntry => event(when, what, id);

it("forbids for ever where it names no fact, and only its acts and channels", () => {
  const noTexts = block(null, { channels: ["sms"] });
  expect(from(noTexts, [], ask({ channel: "sms" }))).toBeNull();
  expect(from(noTexts, [], ask())).toBe(noon);
  const noReport = block(null, { acts: ["credit-report"] });
  expect(from(noReport, [], { act: "credit-report", debts: ["d1"] })).toBeNull();
  expect(from(noReport, [])).toBe(noon);
});

it("forbids a recorded voice to a mobile, and to a line of which nobody knows what it is", () => {
  const rule = block(null, { lines: ["mobile"], dialing: ["prerecorded"] });
  expect(from(rule, [], ask({ line: "mobile", dialing: "prerecorded" }))).toBeNull();
  expect(from(rule, [], ask({ dialing: "prerecorded" }))).toBeNull();
  expect(from(rule, [], ask({ line: "landline", dialing: "prerecorded" }))).toBe(noon);
  expect(from(rule, [], ask({ line: "mobile" }))).toBe(noon);
});

it("lets purposes, persons and first replies through that it excepts", () => {
  const rule = block(null, { exceptPurposes: ["closing-notice"], exceptPersons: ["executor"], exceptReplies: true });
  expect(from(rule, [], ask({ purpose: "closing-notice" }))).toBe(noon);
  expect(from(rule, [], ask({ person: "executor" }))).toBe(noon);
  expect(from(rule, [], ask({ person: "spouse" }))).toBeNull();
  const asked = contact("2026-05-19T10:00:00-04:00", { channel: "email", direction: "in" }, "q");
  const answer = contact("2026-05-19T11:00:00-04:00", { channel: "email", re: "q" });
  expect(from(rule, [asked], ask({ channel: "email", re: "q" }))).toBe(noon);
  expect(from(rule, [asked, answer], ask({ channel: "email", re: "q" }))).toBeNull();
  // What the debtor said counts like what they sent, in the same medium; what others said doesn't.
  const said = (what: Partial<PastEvent>): LedgerEntry => event("2026-05-19T10:00:00-04:00", { event: "dispute", ...what }, "q");
  const reply = ask({ channel: "email", re: "q" });
  expect(from(rule, [said({ medium: "email" })], reply)).toBe(noon);
  expect(from(rule, [said({ by: "attorney" })], reply)).toBe(noon);
  expect(from(rule, [said({ medium: "letter" })], reply)).toBeNull();
  expect(from(rule, [said({ by: "creditor" })], reply)).toBeNull();
  expect(from(rule, [contact("2026-05-19T10:00:00-04:00", { channel: "email" }, "q")], reply)).toBeNull();
  // A letter doesn't answer an e-mail through the same medium.
  expect(from(rule, [asked], ask({ channel: "letter", re: "q" }))).toBeNull();
});

it("holds from its event until an event that ends it, which must come after and be about the same debt", () => {
  const rule = block({ until: ["dispute-closed"] });
  const dispute = happened({ event: "dispute", form: "written", debts: ["d1"] });
  expect(from(rule, [])).toBe(noon);
  expect(from(rule, [dispute])).toBeNull();
  expect(from(rule, [dispute, happened({ event: "dispute-closed" }, "2026-05-12T10:00:00-04:00")])).toBe(noon);
  expect(from(rule, [happened({ event: "dispute-closed" }), dispute])).toBeNull();
  expect(from(rule, [dispute, happened({ event: "dispute-closed", debts: ["d2"] })])).toBeNull();
  expect(from(rule, [dispute, happened({ event: "documents-sent", request: "verification" })])).toBeNull();
});

it("ends with the very dispute that was closed, when the entry says which", () => {
  const rule = block({ until: ["dispute-closed"] });
  const two = [
    happened({ event: "dispute" }, "2026-05-10T10:00:00-04:00", "first"),
    happened({ event: "dispute" }, "2026-05-11T10:00:00-04:00", "second"),
  ];
  expect(from(rule, [...two, happened({ event: "dispute-closed", re: "first" }, "2026-05-12T10:00:00-04:00")])).toBeNull();
  expect(from(rule, [...two, happened({ event: "dispute-closed" }, "2026-05-12T10:00:00-04:00")])).toBe(noon);
  const [first] = two;
  expect(from(rule, [...(first === undefined ? [] : [first]), happened({ event: "dispute-closed", re: "first" }, "2026-05-12T10:00:00-04:00")])).toBe(
    noon,
  );
  // An entry that answers something else, such as a letter, closes what stands.
  expect(from(rule, [...two, happened({ event: "dispute-closed", re: "a letter" }, "2026-05-12T10:00:00-04:00")])).toBe(noon);
});

it("ends when the papers go out that were asked for, and not with others", () => {
  const rule = block({ event: "document-request", until: ["documents-sent"] });
  const request = happened({ event: "document-request", request: "original-creditor" });
  const sent = (what: string): LedgerEntry => happened({ event: "documents-sent", request: what }, "2026-05-12T10:00:00-04:00");
  expect(from(rule, [request, sent("verification")])).toBeNull();
  expect(from(rule, [request, sent("original-creditor")])).toBe(noon);
  const disputed = block({ until: ["documents-sent"] });
  expect(from(disputed, [happened({ event: "dispute" }), sent("verification")])).toBe(noon);
  expect(from(disputed, [happened({ event: "dispute" }), sent("original-creditor")])).toBeNull();
});

const debts = [debt("d1", { account: "A" }), debt("d2", { account: "B" })];

it("blocks the debts concerned, or every debt of the person, as its key says", () => {
  const ofOther = [happened({ event: "dispute", debts: ["d2"] })];
  expect(from(block({}, { key: "debt" }), ofOther, ask(), { debts })).toBe(noon);
  expect(from(block({}, { key: "debt" }), ofOther, ask({}, ["d1", "d2"]), { debts })).toBeNull();
  expect(from(block({}, { key: "person" }), ofOther, ask(), { debts })).toBeNull();
  const ofAccount = [happened({ event: "dispute", account: "B" })];
  expect(from(block({}, { key: "debt" }), ofAccount, ask(), { debts })).toBe(noon);
  expect(from(block({}, { key: "debt" }), ofAccount, ask({}, ["d2"]), { debts })).toBeNull();
  expect(from(block({}, { key: "debt" }), [happened({ event: "dispute" })], ask({}, ["d2"]), { debts })).toBeNull();
});

it("goes on for a person when the account that told it has no debt left on file, and ends by its own account's event", () => {
  const rule = block({ event: "bankruptcy-petition", until: ["bankruptcy-closed"] });
  const petition = happened({ event: "bankruptcy-petition", account: "gone" });
  expect(from(rule, [petition])).toBeNull();
  expect(from(rule, [petition, happened({ event: "bankruptcy-closed", account: "other" })])).toBeNull();
  expect(from(rule, [petition, happened({ event: "bankruptcy-closed", account: "gone" })])).toBe(noon);
  expect(from(rule, [petition, happened({ event: "bankruptcy-closed" })])).toBe(noon);
});

it("ends for a person only when it has ended for every debt that it began for", () => {
  const rule = block({ until: ["dispute-closed"] });
  const both = happened({ event: "dispute", debts: ["d1", "d2"] });
  const one = happened({ event: "dispute-closed", debts: ["d1"] });
  expect(from(rule, [both, one], ask(), { debts })).toBeNull();
  expect(from(rule, [both, one, happened({ event: "dispute-closed", debts: ["d2"] })], ask(), { debts })).toBe(noon);
  expect(from({ ...rule, key: "debt" }, [both, one], ask(), { debts })).toBe(noon);
});

it("takes effect on receipt where the rule says so, and at once where it doesn't", () => {
  const cease = event("2026-05-20T09:00:00-04:00", { event: "cease-request", form: "written", received: at("2026-05-23T10:00:00-04:00") });
  const onReceipt = block({ event: "cease-request", form: "written", fromReceipt: true });
  expect(from(onReceipt, [cease])).toBe(noon);
  expect(from(onReceipt, [cease], ask(), {}, "2026-05-23T09:59:59.999-04:00")).toBe(at("2026-05-23T09:59:59.999-04:00"));
  expect(from(onReceipt, [cease], ask(), {}, "2026-05-23T10:00:00-04:00")).toBeNull();
  expect(from(block({ event: "cease-request" }), [cease])).toBeNull();
});

it("asks for the form, ground, request and relief that it names; a form that nobody noted may be the one", () => {
  const written = block({ form: "written" });
  expect(from(written, [happened({ event: "dispute", form: "oral" })])).toBe(noon);
  expect(from(written, [happened({ event: "dispute", form: "written" })])).toBeNull();
  expect(from(written, [happened({ event: "dispute" })])).toBeNull();
  const theft = block({ grounds: ["identity-theft"] });
  expect(from(theft, [happened({ event: "dispute", ground: "quality" })])).toBe(noon);
  expect(from(theft, [happened({ event: "dispute" })])).toBe(noon);
  expect(from(theft, [happened({ event: "dispute", ground: "identity-theft" })])).toBeNull();
  const crisis = block({ event: "breathing-space", relief: "crisis" });
  expect(from(crisis, [happened({ event: "breathing-space", relief: "standard" })])).toBe(noon);
  expect(from(crisis, [happened({ event: "breathing-space", relief: "crisis" })])).toBeNull();
});

it("ends by itself after its days, the event's own not counted", () => {
  const rule = block({ event: "hardship", forDays: 10 });
  const told = happened({ event: "hardship" });
  expect(from(rule, [told], ask(), {}, "2026-05-20T23:59:59.999-04:00")).toBe(at("2026-05-21T00:00:00-04:00"));
  expect(from(rule, [told], ask(), {}, "2026-05-21T00:00:00-04:00")).toBe(at("2026-05-21T00:00:00-04:00"));
  // Told again, it begins again; and the later of two zones decides.
  expect(from(rule, [told, happened({ event: "hardship" }, "2026-05-15T10:00:00-04:00")])).toBe(at("2026-05-26T00:00:00-04:00"));
  expect(from(rule, [told], ask(), { zones: ["America/New_York", "America/Los_Angeles"] })).toBe(at("2026-05-21T00:00:00-07:00"));
});

const notice = (deadline: string | null, when = "2026-03-02T10:00:00-05:00", id?: string): LedgerEntry =>
  contact(when, { channel: "letter", contains: ["validation-notice"], ...(deadline === null ? {} : { deadline: day(deadline) }) }, id);

it("asks whether the event came inside the dispute period of the last validation notice", () => {
  const rule = block({ form: "written", withinValidationPeriod: true });
  const dispute = (when: string): LedgerEntry => happened({ event: "dispute", form: "written" }, when);
  expect(from(rule, [notice("2026-04-08"), dispute("2026-04-08T23:59:59-04:00")])).toBeNull();
  expect(from(rule, [notice("2026-04-08"), dispute("2026-04-09T00:00:00-04:00")])).toBe(noon);
  // Before any notice, under one whose end nobody knows, and after a second notice that states a later end.
  expect(from(rule, [dispute("2026-04-09T00:00:00-04:00"), notice("2026-04-08", "2026-04-10T10:00:00-04:00")])).toBeNull();
  expect(from(rule, [notice(null), dispute("2026-05-09T00:00:00-04:00")])).toBeNull();
  expect(from(rule, [notice("2026-04-08"), notice("2026-05-15", "2026-04-10T10:00:00-04:00"), dispute("2026-05-09T00:00:00-04:00")])).toBeNull();
  // A notice that came back is none; one about another debt is not this one's.
  const back = happened({ event: "undeliverable", re: "n1" }, "2026-03-05T10:00:00-05:00");
  expect(from(rule, [notice("2026-04-08", "2026-03-02T10:00:00-05:00", "n1"), back, dispute("2026-05-09T00:00:00-04:00")])).toBeNull();
  const foreign = contact("2026-04-10T10:00:00-04:00", {
    channel: "letter",
    contains: ["validation-notice"],
    debts: ["d2"],
    deadline: day("2026-05-15"),
  });
  expect(from(rule, [notice("2026-04-08"), foreign, dispute("2026-05-09T00:00:00-04:00")], ask(), {}, "2026-05-20T12:00:00-04:00")).toBe(noon);
  // What arrives in time is in time in the zone where it is still the last day.
  expect(
    from(rule, [notice("2026-04-08"), dispute("2026-04-09T01:00:00-04:00")], ask(), { zones: ["America/New_York", "America/Los_Angeles"] }),
  ).toBeNull();
});

it("is lifted by the consents that it names, while they hold, for the channel and address that they name", () => {
  const rule = block(null, { channels: ["email"], unlessConsent: ["channel"] });
  const consent = (more: Partial<PastEvent> = {}): LedgerEntry => happened({ event: "consent", covers: "channel", channels: ["email"], ...more });
  const mail = (more: Partial<Contact> = {}): Action => ask({ channel: "email", ...more });
  expect(from(rule, [], mail())).toBeNull();
  expect(from(rule, [consent()], mail())).toBe(noon);
  expect(from(rule, [consent({ channels: ["sms"] })], mail())).toBeNull();
  expect(from(rule, [consent({ address: "mail-1" })], mail({ address: "mail-1" }))).toBe(noon);
  expect(from(rule, [consent({ address: "mail-1" })], mail({ address: "mail-2" }))).toBeNull();
  expect(from(rule, [consent({ address: "mail-1" })], mail())).toBeNull();
  expect(from(rule, [consent({ covers: "any-time" })], mail())).toBeNull();
  expect(from(rule, [consent({ debts: ["d2"] })], mail(), { debts })).toBeNull();
  expect(from(rule, [consent({ debts: ["d1"] })], ask({ channel: "email" }, ["d1", "d2"]), { debts })).toBeNull();
  expect(from(rule, [consent({ from: day("2026-05-22") })], mail())).toBe(at("2026-05-22T00:00:00-04:00"));
  expect(from(rule, [consent({ until: day("2026-05-19") })], mail())).toBeNull();
});

it("is not lifted by a consent that was revoked, or overtaken by a refusal of the channel", () => {
  const rule = block(null, { channels: ["email", "sms"], unlessConsent: ["channel"] });
  const consent = happened({ event: "consent", covers: "channel", channels: ["email", "sms"] });
  const then = "2026-05-12T10:00:00-04:00";
  const mail = ask({ channel: "email" });
  expect(from(rule, [consent, event(then, { event: "consent-revoked" })], mail)).toBeNull();
  expect(from(rule, [consent, event(then, { event: "consent-revoked", covers: "work" })], mail)).toBe(noon);
  expect(from(rule, [consent, event(then, { event: "consent-revoked", channels: ["sms"] })], mail)).toBe(noon);
  expect(from(rule, [consent, event(then, { event: "opt-out", channels: ["email"] })], mail)).toBeNull();
  expect(from(rule, [consent, event(then, { event: "opt-out", channels: ["sms"] })], mail)).toBe(noon);
  const atWork = block(null, { unlessConsent: ["work"] });
  expect(from(atWork, [happened({ event: "consent", covers: "work" }), event(then, { event: "opt-out", channels: ["email"] })], mail)).toBe(noon);
  expect(from(rule, [event("2026-05-01T10:00:00-04:00", { event: "opt-out", channels: ["email"] }), consent], mail)).toBe(noon);
});

const EVENINGS = { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: 1080, to: 1440 } as const;
const EVENING = "2026-05-20T19:00:00-04:00";
const MIDNIGHT = at("2026-05-21T00:00:00-04:00");

it("heeds the debtor's last word: a consent lifts a fact that was told before it, and none that was told after", () => {
  const rule = block({ event: "inconvenient-time" }, { unlessConsent: ["any-time"] });
  const agreed = (when: string): LedgerEntry => happened({ event: "consent", covers: "any-time" }, when);
  const told = happened({ event: "inconvenient-time", blocked: [EVENINGS] });
  expect(from(rule, [told, agreed("2026-05-11T10:00:00-04:00")], ask(), {}, EVENING)).toBe(at(EVENING));
  expect(from(rule, [agreed("2026-05-01T10:00:00-04:00"), told], ask(), {}, EVENING)).toBe(MIDNIGHT);
  // At one instant the order of the ledger is the order in which it was said.
  expect(from(rule, [told, agreed("2026-05-10T10:00:00-04:00")], ask(), {}, EVENING)).toBe(at(EVENING));
  expect(from(rule, [agreed("2026-05-10T10:00:00-04:00"), told], ask(), {}, EVENING)).toBe(MIDNIGHT);
  const employer = block({ event: "employer-prohibits" }, { unlessConsent: ["work"] });
  const atWork = (when: string): LedgerEntry => happened({ event: "consent", covers: "work" }, when);
  const forbids = happened({ event: "employer-prohibits" });
  expect(from(employer, [forbids, atWork("2026-05-11T10:00:00-04:00")], ask({ place: "work" }))).toBe(noon);
  expect(from(employer, [atWork("2026-05-01T10:00:00-04:00"), forbids], ask({ place: "work" }))).toBeNull();
});

it("holds each fact against the consents after it: one told again stands until it is lifted again", () => {
  const rule = block({ event: "inconvenient-time" }, { unlessConsent: ["any-time"] });
  const agreed = (when: string, more: Partial<PastEvent> = {}): LedgerEntry => happened({ event: "consent", covers: "any-time", ...more }, when);
  const told = (when: string): LedgerEntry => happened({ event: "inconvenient-time", blocked: [EVENINGS] }, when);
  const again = [told("2026-05-10T10:00:00-04:00"), agreed("2026-05-11T10:00:00-04:00"), told("2026-05-12T10:00:00-04:00")];
  expect(from(rule, again, ask(), {}, EVENING)).toBe(MIDNIGHT);
  expect(from(rule, [...again, agreed("2026-05-13T10:00:00-04:00")], ask(), {}, EVENING)).toBe(at(EVENING));
  // A consent that is said and begins later lets through from there on, if the evening lasts that long.
  const laterOn = agreed("2026-05-13T10:00:00-04:00", { received: at("2026-05-20T20:00:00-04:00") });
  expect(from(rule, [...again, laterOn], ask(), {}, EVENING)).toBe(at("2026-05-20T20:00:00-04:00"));
});

it("keeps a permission until the consent after the fact ends; an older one that ends closes nothing", () => {
  const body = block({ event: "employer-prohibits" }, { unlessConsent: ["work"] });
  const forbids = happened({ event: "employer-prohibits" });
  const atWork = (when: string, until: string): LedgerEntry => happened({ event: "consent", covers: "work", until: day(until) }, when);
  const may = (ledger: readonly LedgerEntry[]): Instant =>
    lawfulUntil(context({ ledger, rules: [rule(body)] }), ask({ place: "work" }), noon, at("2026-06-30T00:00:00-04:00"));
  const old = atWork("2026-05-01T10:00:00-04:00", "2026-05-25");
  expect(may([old, forbids, atWork("2026-05-11T10:00:00-04:00", "2026-05-27")])).toBe(at("2026-05-28T00:00:00-04:00"));
  expect(may([old])).toBe(at("2026-06-30T00:00:00-04:00"));
  // Of a debtor who forbids work and agrees again, neither the end of the older consent nor anything else is the end.
  const forGood = happened({ event: "consent", covers: "work" }, "2026-05-11T10:00:00-04:00");
  expect(may([old, forbids, forGood])).toBe(at("2026-06-30T00:00:00-04:00"));
});

it("binds contacts at the place that it names, and those that may be there", () => {
  const never = (channel: Contact["channel"], places: BlockRule["places"]) => block(null, { channels: [channel], ...(places && { places }) });
  const visit = never("visit", ["work"]);
  expect(from(visit, [], ask({ channel: "visit", place: "work" }))).toBeNull();
  expect(from(visit, [], ask({ channel: "visit", place: "home" }))).toBe(noon);
  expect(from(visit, [], ask({ channel: "visit" }))).toBeNull();
  // A number or an address that nobody ties to a place is the debtor's own.
  const mail = never("email", ["work"]);
  expect(from(mail, [], ask({ channel: "email", place: "work" }))).toBeNull();
  expect(from(mail, [], ask({ channel: "email" }))).toBe(noon);
  expect(from(never("email", ["work", "home"]), [], ask({ channel: "email" }))).toBeNull();
  const call = never("call", ["work", "other"]);
  expect(from(call, [], ask({ line: "mobile" }))).toBe(noon);
  expect(from(call, [], ask())).toBe(noon);
  expect(from(call, [], ask({ line: "landline" }))).toBe(noon);
  expect(from(never("letter", ["work"]), [], ask({ channel: "letter" }))).toBe(noon);
  expect(from(never("letter", ["home"]), [], ask({ channel: "letter" }))).toBeNull();
  expect(from(call, [], ask({ line: "landline", place: "home" }))).toBe(noon);
  expect(from(call, [], ask({ line: "mobile", place: "other" }))).toBeNull();
});

it("blocks what an opt-out names: its channels, one address within them, voicemail with calls", () => {
  const rule = block({ event: "opt-out", until: ["consent"] });
  const out = (what: Partial<PastEvent>): LedgerEntry => happened({ event: "opt-out", ...what });
  expect(from(rule, [out({ channels: ["sms"] })], ask({ channel: "sms" }))).toBeNull();
  expect(from(rule, [out({ channels: ["sms"] })], ask({ channel: "email" }))).toBe(noon);
  expect(from(rule, [out({ channels: ["call"] })], ask({ channel: "voicemail" }))).toBeNull();
  expect(from(rule, [out({ channels: ["voicemail"] })], ask({ channel: "call" }))).toBe(noon);
  expect(from(rule, [out({ channels: ["email"], address: "mail-1" })], ask({ channel: "email", address: "mail-2" }))).toBe(noon);
  expect(from(rule, [out({ channels: ["email"], address: "mail-1" })], ask({ channel: "email", address: "mail-1" }))).toBeNull();
  expect(from(rule, [out({ channels: ["email"], address: "mail-1" })], ask({ channel: "email" }))).toBeNull();
  expect(from(rule, [out({})], ask({ channel: "letter" }))).toBeNull();
  // Leave given later opens what it names again.
  const again = event("2026-05-15T10:00:00-04:00", { event: "consent", covers: "channel", channels: ["sms"] });
  expect(from(rule, [out({ channels: ["sms", "email"] }), again], ask({ channel: "sms" }))).toBe(noon);
  const toOne = event("2026-05-15T10:00:00-04:00", { event: "consent", covers: "channel", channels: ["email"], address: "mail-1" });
  expect(from(rule, [out({ channels: ["email"] }), toOne], ask({ channel: "email", address: "mail-1" }))).toBe(noon);
  expect(from(rule, [out({ channels: ["email"] }), toOne], ask({ channel: "email", address: "mail-2" }))).toBeNull();
  const other = event("2026-05-15T10:00:00-04:00", { event: "consent", covers: "any-time" });
  expect(from(rule, [out({ channels: ["email"] }), other], ask({ channel: "email" }))).toBeNull();
  expect(from(rule, [out({ channels: ["sms", "email"] }), again], ask({ channel: "email" }))).toBeNull();
});

it("blocks what is tied to a place that was ruled out, and nothing else", () => {
  const place = block({ event: "inconvenient-place" });
  const notHome = [happened({ event: "inconvenient-place", place: "home" })];
  expect(from(place, notHome, ask({ place: "home", channel: "letter" }))).toBeNull();
  expect(from(place, notHome, ask({ place: "work" }))).toBe(noon);
  expect(from(place, notHome, ask({ line: "mobile" }))).toBe(noon);
  const employer = block({ event: "employer-prohibits", until: [] }, { unlessConsent: ["work"] });
  expect(from(employer, [happened({ event: "employer-prohibits" })], ask({ place: "work" }))).toBeNull();
  expect(from(employer, [happened({ event: "employer-prohibits" })], ask({ place: "home" }))).toBe(noon);
  expect(from(employer, [happened({ event: "employer-prohibits" }), happened({ event: "consent", covers: "work" })], ask({ place: "work" }))).toBe(
    noon,
  );
});

it("leaves letters, to the address named, when the debtor wants letters only", () => {
  const rule = block({ event: "writing-only" });
  const plain = [happened({ event: "writing-only" })];
  expect(from(rule, plain, ask({ channel: "letter" }))).toBe(noon);
  expect(from(rule, plain, ask({ channel: "registered-letter" }))).toBe(noon);
  for (const channel of ["call", "email", "sms", "postcard", "visit"] as const) expect(from(rule, plain, ask({ channel }))).toBeNull();
  const box = [happened({ event: "writing-only", address: "box" })];
  expect(from(rule, box, ask({ channel: "letter", address: "box" }))).toBe(noon);
  expect(from(rule, box, ask({ channel: "letter", address: "home" }))).toBeNull();
});

const spans = (event: Partial<PastEvent>): LedgerEntry => happened({ event: "inconvenient-time", ...event });
const MORNINGS = { days: ["mon", "wed"], from: 540, to: 720 } as const;

it("keeps to the weekly hours that the debtor ruled out, to the millisecond", () => {
  const rule = block({ event: "inconvenient-time" });
  const ledger = [spans({ blocked: [MORNINGS] })];
  // 20 May 2026 is a Wednesday.
  expect(from(rule, ledger, ask(), {}, "2026-05-20T08:59:59.999-04:00")).toBe(at("2026-05-20T08:59:59.999-04:00"));
  expect(from(rule, ledger, ask(), {}, "2026-05-20T09:00:00-04:00")).toBe(noon);
  expect(from(rule, ledger, ask(), {}, "2026-05-20T11:59:59.999-04:00")).toBe(noon);
  expect(from(rule, ledger)).toBe(noon);
  expect(from(rule, ledger, ask(), {}, "2026-05-21T10:00:00-04:00")).toBe(at("2026-05-21T10:00:00-04:00"));
});

it("rules those hours out in every zone, over midnight, and between the dates named", () => {
  const rule = block({ event: "inconvenient-time" });
  const two = { zones: ["America/New_York", "America/Los_Angeles"] };
  expect(from(rule, [spans({ blocked: [MORNINGS] })], ask(), two, "2026-05-20T12:00:00-04:00")).toBe(at("2026-05-20T12:00:00-07:00"));
  const night = [spans({ blocked: [{ days: ["tue"], from: 1320, to: 600 }] })];
  expect(from(rule, night, ask(), {}, "2026-05-19T23:00:00-04:00")).toBe(at("2026-05-20T10:00:00-04:00"));
  expect(from(rule, night, ask(), {}, "2026-05-20T09:00:00-04:00")).toBe(at("2026-05-20T10:00:00-04:00"));
  expect(from(rule, night, ask(), {}, "2026-05-20T23:00:00-04:00")).toBe(at("2026-05-20T23:00:00-04:00"));
  const dated = [spans({ blocked: [MORNINGS], from: day("2026-05-20"), until: day("2026-05-20") })];
  expect(from(rule, dated, ask(), {}, "2026-05-18T10:00:00-04:00")).toBe(at("2026-05-18T10:00:00-04:00"));
  expect(from(rule, dated, ask(), {}, "2026-05-20T10:00:00-04:00")).toBe(noon);
  expect(from(rule, dated, ask(), {}, "2026-05-25T10:00:00-04:00")).toBe(at("2026-05-25T10:00:00-04:00"));
});

it("joins ruled-out hours that touch, and never opens where they cover the whole week", () => {
  const rule = block({ event: "inconvenient-time" });
  const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
  const joined = [spans({ blocked: [MORNINGS] }), spans({ blocked: [{ days: ["wed"], from: 700, to: 800 }] })];
  expect(from(rule, joined, ask(), {}, "2026-05-20T09:30:00-04:00")).toBe(at("2026-05-20T13:20:00-04:00"));
  expect(from(rule, [spans({ blocked: [{ days: week, from: 0, to: 1440 }] })])).toBeNull();
  expect(from(rule, [spans({})])).toBeNull();
  expect(from(rule, [spans({ blocked: [{ days: week, from: 0, to: 1440 }], until: day("2026-05-22") })])).toBe(at("2026-05-23T00:00:00-04:00"));
});

it("lets one answer through in ruled-out hours, within the stretch in which the debtor wrote", () => {
  const excepting = block({ event: "inconvenient-time" }, { exceptReplies: true });
  const told = spans({ blocked: [EVENINGS] });
  const wrote = (when: string): LedgerEntry => contact(when, { channel: "email", direction: "in" }, "q");
  const reply = ask({ channel: "email", re: "q" });
  const evening = wrote("2026-05-20T18:30:00-04:00");
  expect(from(excepting, [told, evening], reply, {}, EVENING)).toBe(at(EVENING));
  expect(from(block({ event: "inconvenient-time" }), [told, evening], reply, {}, EVENING)).toBe(MIDNIGHT);
  // Not to what came at noon, nor to what came on the evening before, nor before the hours were ruled out.
  expect(from(excepting, [told, wrote(NOON)], reply, {}, EVENING)).toBe(MIDNIGHT);
  expect(from(excepting, [told, wrote("2026-05-19T19:00:00-04:00")], reply, {}, EVENING)).toBe(MIDNIGHT);
  const late = happened({ event: "inconvenient-time", blocked: [EVENINGS] }, "2026-05-20T18:45:00-04:00");
  expect(from(excepting, [evening, late], reply, {}, EVENING)).toBe(MIDNIGHT);
  const answered = contact("2026-05-20T18:40:00-04:00", { channel: "email", re: "q" });
  expect(from(excepting, [told, evening, answered], reply, {}, EVENING)).toBe(MIDNIGHT);
  // Where one stretch runs into another, the leave to answer ends with its own.
  const further = spans({ blocked: [{ days: ["wed"], from: 1140, to: 1200 }] });
  const may = lawfulUntil(
    context({ ledger: [spans({ blocked: [{ days: ["wed"], from: 1080, to: 1170 }] }), further, evening], rules: [rule(excepting)] }),
    reply,
    at("2026-05-20T18:50:00-04:00"),
    at("2026-06-30T00:00:00-04:00"),
  );
  expect(may).toBe(at("2026-05-20T19:00:00-04:00"));
});

it("rules out both showings of an hour that the clock shows twice", () => {
  const rule = block({ event: "inconvenient-time" });
  const ledger = [spans({ blocked: [{ days: ["sun"], from: 60, to: 90 }] })];
  expect(from(rule, ledger, ask(), {}, "2026-11-01T01:00:00-04:00")).toBe(at("2026-11-01T01:30:00-05:00"));
});

const REPRESENTED = block(
  { event: "attorney-notice", until: ["attorney-released"] },
  { exceptPersons: ["attorney"], attorneySilentFor: 10, key: "debt" },
);
const NOTICE = event("2026-04-01T10:00:00-04:00", { event: "attorney-notice" });
const toAttorney = (text: string, what: Partial<PastContact> = {}): LedgerEntry => contact(text, { channel: "letter", person: "attorney", ...what });

it("lets a contact through once the attorney has been silent for all the days of the law, the day of sending not counted", () => {
  const asked = [NOTICE, toAttorney("2026-05-09T10:00:00-04:00")];
  expect(from(REPRESENTED, asked, ask(), {}, "2026-05-19T23:59:00-04:00")).toBe(at("2026-05-20T00:00:00-04:00"));
  expect(from(REPRESENTED, asked, ask(), {}, "2026-05-20T00:00:00-04:00")).toBe(at("2026-05-20T00:00:00-04:00"));
  const arrived = [NOTICE, toAttorney("2026-05-09T10:00:00-04:00", { received: at("2026-05-12T10:00:00-04:00") })];
  expect(from(REPRESENTED, arrived)).toBe(at("2026-05-23T00:00:00-04:00"));
});

it("holds where the attorney answered, was only called, was written to before the notice, or the letter came back", () => {
  const letter = toAttorney("2026-05-02T10:00:00-04:00");
  const answer = contact("2026-05-14T10:00:00-04:00", { channel: "email", direction: "in", person: "attorney" });
  expect(from(REPRESENTED, [NOTICE, letter])).toBe(noon);
  expect(from(REPRESENTED, [NOTICE, letter, answer])).toBeNull();
  expect(from(REPRESENTED, [NOTICE, letter, event("2026-05-14T10:00:00-04:00", { event: "dispute", by: "attorney" })])).toBeNull();
  expect(from(REPRESENTED, [NOTICE, toAttorney("2026-05-02T10:00:00-04:00", { channel: "call", outcome: "message" })])).toBeNull();
  expect(from(REPRESENTED, [toAttorney("2026-03-02T10:00:00-05:00"), NOTICE])).toBeNull();
  expect(from(REPRESENTED, [NOTICE, letter, event("2026-05-05T10:00:00-04:00", { event: "undeliverable", re: letter.id })])).toBeNull();
});

it("is told by what was sent in the way that it names, or in a way that nobody noted", () => {
  const byPost = block({ event: "cease-request", media: ["registered-letter"] });
  const ceased = (more: Partial<PastEvent>): readonly LedgerEntry[] => [event("2026-05-01T10:00:00-04:00", { event: "cease-request", ...more })];
  expect(from(byPost, ceased({ medium: "registered-letter" }))).toBeNull();
  expect(from(byPost, ceased({}))).toBeNull();
  expect(from(byPost, ceased({ medium: "email" }))).toBe(noon);
});
