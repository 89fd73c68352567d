import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { canonicalJson } from "../../engine/index.ts";
import { verifyChains } from "../../ledger/chain/verify.ts";
import { connect } from "../../ledger/database/connect.ts";
import type { Ledger } from "../../ledger/index.ts";
import { account, at, minutes, put } from "./fixtures.ts";
import { sqlPast, withLedger } from "./server.ts";

const fill = async (ledger: Ledger): Promise<void> => {
  await ledger.putAccounts([put(account("A-1", "D-1")), put(account("B-1", "D-2"))]);
  for (const [i, id] of ["A-1", "A-1", "B-1", "A-1", "B-1"].entries()) {
    const when = at(minutes(i));
    await ledger.record({ id: `p${i}`, account: id, at: when, event: { type: "moved", id: `p${i}`, at: when, amount: 100 as never, as: "payment" } });
  }
};

const tampered = async (...statements: readonly string[]) => {
  const { ledger, databaseUrl } = await withLedger();
  await fill(ledger);
  await sqlPast(databaseUrl, "alter table entries disable trigger all", ...statements);
  return ledger.verifyChains();
};

it("each line's hash is the SHA-256 of its canonical JSON with the hash of the line before", async () => {
  const { ledger, databaseUrl } = await withLedger();
  await fill(ledger);
  const rows = await sqlPast(databaseUrl, "select debtor, seq, at::float8 as at, id, account, body, prev, hash from entries order by debtor, seq");
  const hashes = rows.map(({ hash, body, ...row }) => {
    expect(hash).toBe(
      createHash("sha256")
        .update(canonicalJson({ ...row, body: JSON.parse(String(body)) }))
        .digest("hex"),
    );
    return hash;
  });
  expect(rows.map((row) => row["prev"])).toEqual(["", hashes[0], hashes[1], "", hashes[3]]);
});

it("sound chains are sound, and each is counted", async () => {
  const { ledger } = await withLedger();
  await fill(ledger);
  expect(await ledger.verifyChains()).toEqual({ debtors: 2, entries: 5, broken: [] });
});

it("an entry can be neither changed nor removed", async () => {
  const { ledger, databaseUrl } = await withLedger();
  await fill(ledger);
  for (const statement of ["update entries set at = 0", "delete from entries", "truncate entries cascade"]) {
    await expect(sqlPast(databaseUrl, statement)).rejects.toThrow("never changed or removed");
  }
  expect(await ledger.verifyChains()).toMatchObject({ entries: 5, broken: [] });
});

it("a changed amount is found at its place", async () => {
  expect((await tampered(`update entries set body = replace(body, '100', '1') where id = 'p1'`)).broken).toEqual([
    { debtor: "D-1", seq: 2, reason: "its content is not what its hash was taken of" },
  ]);
});

for (const [column, value] of Object.entries({ at: "at + 1", id: "'other'", account: "'A-9'" })) {
  it(`a changed ${column} is found at its place`, async () => {
    expect((await tampered(`update entries set ${column} = ${value} where id = 'p1'`)).broken).toMatchObject([{ debtor: "D-1", seq: 2 }]);
  });
}

it("a changed kind is found, and so is a text that means the same but is written otherwise", async () => {
  expect((await tampered(`update entries set kind = 'event' where id = 'p1'`)).broken).toMatchObject([{ debtor: "D-1", seq: 2 }]);
  expect((await tampered(`update entries set body = body || ' ' where id = 'p4'`)).broken).toMatchObject([{ debtor: "D-2", seq: 2 }]);
});

it("an entry whose own hash was made to fit again breaks the next one", async () => {
  const { ledger, databaseUrl } = await withLedger();
  await fill(ledger);
  const [row] = await sqlPast(databaseUrl, "select debtor, seq, at::float8 as at, id, account, body, prev from entries where id = 'p1'");
  const body = JSON.parse(String(row?.["body"])) as { movement: { amount: number } };
  body.movement.amount = 1;
  const hash = createHash("sha256")
    .update(canonicalJson({ ...row, body }))
    .digest("hex");
  await sqlPast(
    databaseUrl,
    "alter table entries disable trigger all",
    `update entries set body = '${canonicalJson(body)}', hash = '${hash}' where id = 'p1'`,
  );
  expect((await ledger.verifyChains()).broken).toEqual([{ debtor: "D-1", seq: 3, reason: "it does not follow the entry before it" }]);
});

it("a removed entry is found, at the beginning, in the middle and at the end", async () => {
  expect((await tampered("delete from entries where id = 'p0'")).broken).toMatchObject([{ debtor: "D-1", seq: 2, reason: "entry 1 is missing" }]);
  expect((await tampered("delete from entries where id = 'p1'")).broken).toMatchObject([{ debtor: "D-1", seq: 3, reason: "entry 2 is missing" }]);
  expect((await tampered("delete from entries where id = 'p3'")).broken).toMatchObject([{ debtor: "D-1", seq: 3 }]);
  expect((await tampered("delete from entries where debtor = 'D-1'")).broken).toMatchObject([{ debtor: "D-1", seq: 3 }]);
});

it("two breaks in two chains are both told, each once", async () => {
  const { broken } = await tampered("update entries set at = at + 1");
  expect(broken.map((one) => `${one.debtor} ${one.seq}`)).toEqual(["D-1 1", "D-2 1"]);
});

it("however few entries are read at once, every chain is walked to its end", async () => {
  const { ledger, databaseUrl } = await withLedger();
  await fill(ledger);
  const { plain: db } = await connect({ connectionString: databaseUrl });
  for (const size of [1, 2, 3, 4, 5, 6]) expect(await verifyChains(db, size)()).toEqual({ debtors: 2, entries: 5, broken: [] });
  await db.destroy();
});
