import fc from "fast-check";
import { expect, it } from "vitest";
import type { EventName, Instant, PastEvent, Rule, RuleBody } from "../../engine/index.ts";
import { openLedger } from "../../ledger/index.ts";
import type { Ledger, Sends, Task } from "../../ledger/index.ts";
import {
  account,
  at,
  calendar,
  capOfCalls,
  creditor,
  days,
  debtor,
  handClock,
  hours,
  lawBook,
  noon,
  policy,
  put,
  request,
  stock,
} from "./fixtures.ts";
import { withLedger } from "./server.ts";

const law = (id: string, body: RuleBody, over: Partial<Rule> = {}): Rule => ({ ...capOfCalls(1), id, summary: `${id} is done`, body, ...over });

/** Papers that were asked for are sent within five days; a dispute that is closed before needs none. */
const papers = law("test.papers", {
  kind: "deadline",
  duty: { record: "documents-sent" },
  after: { event: "document-request", until: ["dispute-closed"] },
  within: { n: 5, business: false },
  else: [],
  key: "debt",
});
const notice = law("test.notice", {
  kind: "deadline",
  duty: { send: ["validation-notice"], by: ["letter"] },
  after: { first: "contact" },
  within: { n: 5, business: false },
  else: [],
  key: "person",
});

const nobody: Sends = async () => false;
const policySends: Sends = async () => true;

const attendAll = async (ledger: Ledger, sends: Sends = nobody): Promise<readonly string[]> => {
  const waiting = await ledger.duties.waiting(ledger.clock(), 100);
  for (const one of waiting) await ledger.duties.attend(one, sends);
  return waiting;
};

const tell = (ledger: Ledger, id: string, event: PastEvent, when: Instant, of = "A-1"): Promise<boolean> =>
  ledger.record({ id, account: of, at: when, event: { type: "happened", id, at: when, event } });

const told = async (ledger: Ledger): Promise<readonly string[]> =>
  (await ledger.tasks({})).map(({ title, status, outcome, priority, duty }) => [title, status, outcome, priority, duty?.status].join(" | "));

it("what the law asks of people becomes a task with its day, rule, citation and words, once, and is closed by the record", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [papers]);
  expect(await attendAll(ledger)).toEqual([]);

  await tell(ledger, "asked", { event: "document-request" }, noon);
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  const [task] = await ledger.tasks({ status: "open" });
  expect(task).toMatchObject({
    kind: "duty",
    account: "A-1",
    title: "record documents-sent: test.papers is done",
    priority: "normal",
    due: 20_519,
    created: noon,
    duty: { rule: "test.papers", cites: "test", since: noon, deadline: 20_519, status: "pending", done: null },
  });
  expect(task?.script).toContain("collect record A-1 documents-sent");
  // Nothing is waiting until a day is over, and then it is the same task.
  expect(await attendAll(ledger)).toEqual([]);
  clock.now = at(days(1));
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  expect(await ledger.tasks({})).toEqual([task]);
  // It is not closed by saying so.
  expect(await ledger.closeTask(task?.id ?? "", "done", "sent")).toBe(false);

  await tell(ledger, "sent", { event: "documents-sent" }, at(days(2)));
  clock.now = at(days(2) + hours(1));
  await attendAll(ledger);
  expect(await ledger.tasks({})).toMatchObject([{ id: task?.id, status: "done", outcome: "met", duty: { status: "met", done: at(days(2)) } }]);
  expect(await attendAll(ledger)).toEqual([]);
});

it("what nobody did in time is missed and presses; done after that it is closed as too late; what fell away is cancelled", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [papers]);
  await tell(ledger, "asked", { event: "document-request" }, noon);
  await attendAll(ledger);
  // Midnight in New York after the fifth day.
  clock.now = at(days(6) - hours(12) - 1);
  await attendAll(ledger);
  expect(await told(ledger)).toEqual(["record documents-sent: test.papers is done | open |  | normal | pending"]);
  clock.now = at(days(6) - hours(12));
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  expect(await told(ledger)).toEqual(["record documents-sent: test.papers is done | open |  | high | missed"]);
  await tell(ledger, "sent", { event: "documents-sent" }, clock.now);
  await attendAll(ledger);
  expect(await told(ledger)).toEqual(["record documents-sent: test.papers is done | done | met too late | high | met"]);

  await tell(ledger, "again", { event: "document-request" }, clock.now);
  await attendAll(ledger);
  await tell(ledger, "closed", { event: "dispute-closed" }, clock.now);
  await attendAll(ledger);
  expect((await ledger.tasks({})).at(-1)).toMatchObject({ status: "cancelled", outcome: "nothing calls for it any more" });
});

it("what the policy sends is people's only when it is nearly too late, or can't be done", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [notice]);
  await ledger.outside.contact({
    id: "call",
    account: "A-1",
    at: noon,
    contact: { channel: "call", direction: "out", by: "collector", outcome: "conversation" },
  });
  await attendAll(ledger, policySends);
  expect(await ledger.tasks({})).toEqual([]);
  // The sixth day begins at midnight: two days before it.
  clock.now = at(days(4) - hours(12));
  expect(await attendAll(ledger, policySends)).toEqual(["D-1"]);
  expect(await told(ledger)).toEqual(["send validation-notice by letter: test.notice is done | open |  | normal | pending"]);

  const ban = law("test.ban", { ...stopAfter("cease-request") });
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook([notice, ban]), calendar, letters: {}, creditor });
  await tell(ledger, "cease", { event: "cease-request" }, clock.now);
  await attendAll(ledger, policySends);
  expect(await told(ledger)).toEqual(["send validation-notice by letter: test.notice is done | open |  | high | doomed"]);
});

const stopAfter = (event: EventName): RuleBody => ({
  kind: "block",
  acts: ["contact"],
  while: { event, until: [] },
  key: "person",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
});

it("a notice that came back was not sent after all: its task is opened again", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  const after = law("test.notice", { ...notice.body, after: { event: "document-request", until: [] }, key: "debt" } as RuleBody);
  await stock(ledger, [after]);
  await tell(ledger, "asked", { event: "document-request" }, noon);
  await attendAll(ledger);
  clock.now = at(hours(1));
  const letter = { channel: "letter", direction: "out", by: "collector", contains: ["validation-notice"], debts: ["A-1/INV-1"] } as const;
  await ledger.outside.contact({ id: "letter", account: "A-1", at: clock.now, contact: letter });
  await attendAll(ledger);
  expect(await ledger.tasks({})).toMatchObject([{ status: "done", outcome: "met" }]);
  clock.now = at(hours(2));
  await tell(ledger, "back", { event: "undeliverable", medium: "letter", re: "letter" }, clock.now);
  await attendAll(ledger);
  expect(await ledger.tasks({})).toMatchObject([{ status: "open", outcome: null, duty: { status: "pending", done: null } }]);
});

it("a duty about all debts of an account is one task; about a person one for all accounts; paying is no answer", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  const dispute = law("test.answer", { ...papers.body, duty: { record: "dispute-closed" }, after: { event: "dispute", until: [] } } as RuleBody);
  const person = law("test.person", { ...dispute.body, key: "person" } as RuleBody);
  await stock(ledger, [dispute, person]);
  const [first] = account("A-1", "D-1").invoices;
  if (first === undefined) throw new Error("the account has an invoice");
  await ledger.putAccounts([put(account("A-1", "D-1", { invoices: [first, { ...first, id: "INV-2" }] })), put(account("A-2", "D-1"))]);
  await tell(ledger, "no", { event: "dispute" }, noon);
  await attendAll(ledger);
  const open = async () => (await ledger.tasks({ status: "open" })).map((task) => `${task.account} ${task.duty?.rule}`);
  expect(await open()).toEqual(["A-1 test.answer", "A-1 test.person"]);
  const paid = { type: "moved", id: "paid", at: noon, amount: 250_000 as never, as: "payment" } as const;
  await ledger.record({ id: "paid", account: "A-1", at: noon, event: paid });
  await attendAll(ledger);
  expect(await open()).toEqual(["A-1 test.answer", "A-1 test.person"]);
});

it("who moved, or has other law, is looked at again; where nothing can be told, what was known goes on", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, []);
  await tell(ledger, "asked", { event: "document-request" }, noon);
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  expect(await ledger.tasks({})).toEqual([]);
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook([papers]), calendar, letters: {}, creditor });
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  expect(await ledger.tasks({ status: "open" })).toHaveLength(1);
  await ledger.putAccounts([put(account("A-1", "D-1", { debtor: debtor("D-1", { timezones: [] }) }))]);
  expect(await attendAll(ledger)).toEqual(["D-1"]);
  expect(await ledger.tasks({ status: "open" })).toHaveLength(1);
  await ledger.putAccounts([put(account("A-1", "D-1", { debtor: debtor("D-1", { places: ["DE"], timezones: ["America/New_York"] }) }))]);
  await attendAll(ledger);
  // No law of that place is on file: what is asked there nobody can tell.
  expect(await ledger.tasks({ status: "open" })).toHaveLength(1);
});

it("fifty who look at once, and a guard that is asked meanwhile, leave one task and no broken chain", async () => {
  const { ledger } = await withLedger({ clock: () => noon });
  await stock(ledger, [papers]);
  await tell(ledger, "asked", { event: "document-request" }, noon);
  const looks = Array.from({ length: 50 }, (_, n) =>
    n % 10 === 0 ? ledger.guard.ask(request({ requestId: `r/${n}` })) : ledger.duties.attend("D-1", nobody),
  );
  await Promise.all(looks);
  expect(await ledger.tasks({})).toHaveLength(1);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

const SAID: readonly EventName[] = ["document-request", "documents-sent", "dispute-closed"];
type Deed = { readonly hours: number; readonly does: EventName | "look" | "restart" };
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({ hours: fc.integer({ min: 0, max: 60 }), does: fc.constantFrom(...SAID, "look" as const, "look" as const, "restart" as const) }),
  { minLength: 4, maxLength: 14 },
);

/** How it must stand, told without the engine: what was asked for, what answered it or made it fall away, and whether five days were over. */
function expected(happened: readonly { readonly at: number; readonly event: EventName }[], now: number): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [i, { at: since, event }] of happened.entries()) {
    if (event !== "document-request") continue;
    const ended = happened.slice(i + 1).find((one) => one.event !== "document-request");
    const midnight = Math.floor((since - hours(5)) / days(1)) * days(1) + hours(5) + days(6);
    found.set(since, ended === undefined ? (now >= midnight ? "missed" : "pending") : ended.event === "documents-sent" ? "met" : "over");
  }
  return found;
}

it("looked at whenever, by whoever, after any restart: each duty is one task, opened once, that stands as the record does", async () => {
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const clock = handClock();
      const { ledger: first, databaseUrl } = await withLedger({ clock: clock.read });
      let ledger = first;
      await stock(ledger, [papers]);
      const happened: { at: number; event: EventName }[] = [];
      const created = new Map<string, number>();
      for (const [n, { hours: later, does }] of [...all, { hours: 1, does: "look" as const }].entries()) {
        clock.now = (clock.now + hours(later) + 1) as Instant;
        if (does === "restart") {
          if (ledger !== first) await ledger.close();
          ledger = await openLedger({ databaseUrl, clock: clock.read });
        } else if (does !== "look") {
          await tell(ledger, `event-${n}`, { event: does }, clock.now);
          happened.push({ at: clock.now, event: does });
        }
        if (does !== "look" && does !== "restart") continue;
        await attendAll(ledger);
        const wanted = expected(happened, clock.now);
        const tasks: readonly Task[] = await ledger.tasks({});
        for (const { id, created: when } of tasks) {
          expect(created.get(id) ?? when, "opened once").toBe(when);
          created.set(id, when);
        }
        const open = tasks.filter((task) => task.status === "open").map((task) => [task.duty?.since, task.duty?.status]);
        expect(open).toEqual([...wanted].filter(([, status]) => status === "pending" || status === "missed"));
      }
      opened += created.size;
      if (ledger !== first) await ledger.close();
    }),
    { numRuns: 40 },
  );
  expect(opened).toBeGreaterThan(20);
}, 120_000);
