/** Duties of people as tasks: each is opened once, kept up to date with the record, and closed when the record shows that it was done. */
import { byWhen, canonicalJson, DAY_MS, dutiesByAccount, dutyWords, formatInstant, instant, isForPeople, LAST_CALL_MS } from "../engine/index.ts";
import type { AccountDuty, Calendar, Instant } from "../engine/index.ts";
import { lockDebtor } from "./chain/append.ts";
import { inTransaction } from "./database/connect.ts";
import type { Database, Tx } from "./database/connect.ts";
import type { Tables } from "./database/tables.ts";
import { readDebtor } from "./guard/read-situation.ts";
import { situationOf } from "./guard/situation.ts";
import type { DebtorFile } from "./guard/situation.ts";
import type { LoadedProgram, ProgramSource } from "./programs.ts";
import type { Insertable, Selectable } from "kysely";

/** Whether some step of a policy, by its letters, sends what a duty asks for. */
export type Sends = (program: LoadedProgram, duty: AccountDuty) => Promise<boolean>;

/** What a task of the law's says of it. */
export type TaskDuty = Pick<AccountDuty, "rule" | "place" | "cites" | "confidence" | "since" | "deadline" | "tooLate" | "status" | "done">;

/** Where the law asks something of people. */
export interface Duties {
  /** Debtors on whose record something was added since their duties were looked at, or for whom a day is over. In the order of ids. */
  waiting(now: Instant, limit: number): Promise<readonly string[]>;
  /** Looks at a debtor's duties as they are now: done again, it changes nothing. */
  attend(debtor: string, sends: Sends): Promise<void>;
}

type TaskRow = Pick<Selectable<Tables["tasks"]>, "id" | "account" | "status" | "duty" | "priority">;

/** How it stands with one account: what is owed, with whose it is; null: nothing can be told. */
interface Told {
  readonly account: string;
  readonly calendar: Calendar | null;
  readonly zone: string | null;
  readonly owed: readonly { readonly duty: AccountDuty; readonly forPeople: boolean }[] | null;
}

const tellOf = async (file: DebtorFile, now: Instant, sends: Sends): Promise<readonly Told[]> => {
  const judged = file.accounts.map((one) => ({ ...one, situation: situationOf(one.account.id, file, now, true) }));
  const known = judged.flatMap(({ account, situation }) => ("context" in situation ? [{ account: account.id, context: situation.context }] : []));
  const owedBy = dutiesByAccount(known, now);
  const told: Told[] = [];
  for (const { account, program } of judged) {
    const duties = owedBy.get(account.id) ?? null;
    const about = { account: account.id, calendar: program?.calendar ?? null, zone: account.debtor.timezones[0] ?? null };
    if (duties === null || program === null) {
      told.push({ ...about, owed: null });
      continue;
    }
    const owed = [];
    for (const duty of duties) owed.push({ duty, forPeople: isForPeople(duty, duty.task.do === "send" && (await sends(program, duty)), now) });
    told.push({ ...about, owed });
  }
  return told;
};

/** Named by its cause, so that whoever looks again finds it. */
const idOf = ({ account, rule, since }: AccountDuty): string => `${account}/duty/${rule}/${since}`;

const sayingOf = ({ rule, place, cites, confidence, since, deadline, tooLate, status, done }: AccountDuty): TaskDuty => ({
  rule,
  place,
  cites,
  confidence,
  since,
  deadline,
  tooLate,
  status,
  done,
});

const MET = "met";

const scriptOf = (duty: AccountDuty, { calendar, zone }: Told): string => {
  const { task, rule, cites, confidence, account, since } = duty;
  const called =
    calendar === null ? "" : `Called for on ${formatInstant(calendar, zone, since)}${duty.deadline === null ? "" : `, to be done ${byWhen(duty)}`}.`;
  const closes =
    task.do === "record"
      ? `Done when it is on record: collect record ${account} ${task.event}`
      : task.do === "send"
        ? "Done when a contact that contains it is on record."
        : "";
  return [`${rule}: ${duty.summary}`, `${cites}${confidence === "unverified" ? " (unverified)" : ""}`, called, closes]
    .filter((line) => line !== "")
    .join("\n");
};

const rowOf = (duty: AccountDuty, told: Told, now: Instant): Insertable<Tables["tasks"]> => ({
  id: idOf(duty),
  account: duty.account,
  kind: "duty",
  title: dutyWords(duty),
  team: null,
  priority: duty.status === "pending" ? "normal" : "high",
  due: duty.deadline,
  created: now,
  status: "open",
  outcome: null,
  effect_key: null,
  script: scriptOf(duty, told),
  before: null,
  duty: canonicalJson(sayingOf(duty)),
});

const change = async (tx: Tx, id: string, set: Partial<Insertable<Tables["tasks"]>>): Promise<void> => {
  await tx.updateTable("tasks").set(set).where("id", "=", id).execute();
};

/** Opens, brings up to date or closes the task of one duty. What was closed is opened again only when the record shows that it isn't done after all. */
const settleOne = async (tx: Tx, duty: AccountDuty, forPeople: boolean, known: TaskRow | undefined, told: Told, now: Instant): Promise<void> => {
  const says = canonicalJson(sayingOf(duty));
  if (forPeople) {
    const row = rowOf(duty, told, now);
    if (known === undefined) await tx.insertInto("tasks").values(row).execute();
    else if (known.status !== "open" || canonicalJson(known.duty) !== says) {
      await change(tx, known.id, { status: "open", outcome: null, priority: row.priority, due: duty.deadline, duty: says });
    }
    return;
  }
  if (known?.status !== "open") return;
  const isMet = duty.status === "met";
  const late = isMet && duty.tooLate !== null && duty.done !== null && duty.done >= duty.tooLate;
  const outcome = isMet ? `${MET}${late ? " too late" : ""}` : "the policy sends it in time";
  await change(tx, known.id, { status: isMet ? "done" : "cancelled", outcome, duty: says });
};

const settle = async (tx: Tx, told: Told, tasks: readonly TaskRow[], now: Instant): Promise<void> => {
  if (told.owed === null) return;
  const ids = new Set<string>();
  for (const { duty, forPeople } of told.owed) {
    const id = idOf(duty);
    ids.add(id);
    await settleOne(
      tx,
      duty,
      forPeople,
      tasks.find((task) => task.id === id),
      told,
      now,
    );
  }
  for (const { id, account, status } of tasks) {
    if (account === told.account && status === "open" && !ids.has(id))
      await change(tx, id, { status: "cancelled", outcome: "nothing calls for it any more" });
  }
};

/** When something may be otherwise though nothing is added: a day, as long as anything is open, or what was told for a later time. */
const nextLook = (all: readonly Told[], { entries }: DebtorFile, now: Instant): Instant | null => {
  const duties = all.flatMap(({ owed }) => owed ?? []).filter(({ duty }) => duty.status !== "met");
  const times = [
    ...entries.flatMap(({ at }) => (at > now ? [at] : [])),
    ...duties.flatMap(({ duty: { tooLate } }) => (tooLate === null ? [] : [tooLate - LAST_CALL_MS, tooLate].filter((time) => time > now))),
    ...(duties.length > 0 ? [now + DAY_MS] : []),
  ];
  return times.length === 0 ? null : instant(Math.min(...times));
};

const attend =
  (db: Database, clock: () => Instant, programs: ProgramSource): Duties["attend"] =>
  (debtor, sends) =>
    inTransaction(db, async (tx) => {
      const head = await lockDebtor(tx, debtor);
      if (head === null) return;
      const now = clock();
      const file = await readDebtor(tx, programs, debtor, null);
      const ids = file.accounts.map(({ account }) => account.id);
      const columns = ["id", "account", "status", "duty", "priority"] as const;
      const tasks = await tx.selectFrom("tasks").select(columns).where("kind", "=", "duty").where("account", "in", ids).execute();
      const all = await tellOf(file, now, sends);
      for (const told of all) await settle(tx, told, tasks, now);
      const look = { looked_seq: head.seq, look_at: nextLook(all, file, now) };
      await tx.updateTable("debtors").set(look).where("id", "=", debtor).execute();
    });

const waiting =
  (db: Database): Duties["waiting"] =>
  async (now, limit) => {
    const grown = db.selectFrom("debtors").select("id").whereRef("seq", ">", "looked_seq").orderBy("id").limit(limit);
    const due = db.selectFrom("debtors").select("id").where("look_at", "<=", now).orderBy("look_at").limit(limit);
    const found = await Promise.all([grown.execute(), due.execute()]);
    return [...new Set(found.flat().map(({ id }) => id))].toSorted().slice(0, limit);
  };

export const makeDuties = (db: Database, clock: () => Instant, programs: ProgramSource): Duties => ({
  waiting: waiting(db),
  attend: attend(db, clock, programs),
});
