/** Whoever tries to reach what is another's, or to break in by a field, fails with a plain answer, and nothing has changed. */
import { createConnection } from "node:net";
import { expect, it } from "vitest";
import { makeKey } from "../../api/index.ts";
import { account, capOfCalls, person, put } from "../ledger/fixtures.ts";
import { sqlPast } from "../ledger/server.ts";
import { bearer, call, keyFor, withService } from "./service.ts";
import type { Service } from "./service.ts";

const everyRow = async ({ databaseUrl }: Service): Promise<unknown> =>
  Promise.all(["entries", "permits", "inbox", "accounts"].map((table) => sqlPast(databaseUrl, `select * from ${table} order by 1, 2`)));

it("no tenant reads or writes what is another's, by any request", async () => {
  const service = await withService([capOfCalls(1)]);
  const { east, west } = service;
  await east.ledger.putAccounts([put(account("E-1", "D-E"), { person })]);
  const { body } = await east.ask("/permits", call("c-1", { account: "E-1" }));
  const before = await everyRow(service);
  expect((await west.ask("/accounts/E-1")).status).toBe(404);
  expect((await west.ask("/permits", call("c-9", { account: "E-1" }))).status).toBe(404);
  expect((await west.ask("/events", { id: "e-1", account: "E-1", at: "2026-03-01T00:00:00Z", event: "dispute" })).status).toBe(404);
  expect((await west.ask("/contacts", { id: "x-1", account: "E-1", at: "2026-03-01T00:00:00Z", contact: { channel: "call" } })).status).toBe(404);
  expect((await west.ask("/contacts", { token: body["token"], made: false })).status).toBe(404);
  expect(await everyRow(service)).toEqual(before);
});

it("a tenant learns nothing of another's accounts of the same id, and its limits are its own", async () => {
  const { east, west } = await withService([capOfCalls(1)]);
  await east.ask("/permits", call("c-1"));
  await east.ask("/events", { id: "d-1", account: "A-1", at: "2026-03-01T00:00:00Z", event: "promise", amount: "5.00", due: "2026-03-20" });
  expect((await west.ask("/accounts/A-1")).body).toMatchObject({ timeline: [], balance: "1250.00" });
  expect((await west.ask("/permits", call("c-1"))).body).toMatchObject({ decision: "granted" });
});

it("no key, a forged one, a revoked one and another tenant's name in one are refused alike", async () => {
  const { east, west, send } = await withService();
  const revoked = await keyFor(east.ledger);
  await east.ledger.keys.revoke(revoked.id);
  const made = makeKey(east.ledger.tenant).text;
  const keys = [
    "",
    "ck_east",
    made,
    revoked.text,
    east.key.replace("ck_east_", "ck_west_"),
    east.key.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    west.key.replace("ck_west_", "ck_east'; drop table api_keys; --_"),
    `${east.key}x`,
    "ck_nobody_000000000000_" + "0".repeat(64),
  ];
  const answers = await Promise.all(keys.map((key) => send("/accounts/A-1", { headers: key === "" ? {} : bearer(key) })));
  const told = answers.map(({ status, body }) => `${status} ${String(body["detail"])}`);
  expect(new Set(told).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, body: { type: "urn:collect:problem:unauthorised" } });
  expect(answers[0]?.headers.get("www-authenticate")).toContain("Bearer");
});

it("a key does what its scopes say and nothing else, and ends with its revocation", async () => {
  const { east, send } = await withService();
  const { text, id } = await keyFor(east.ledger, ["accounts"]);
  expect((await send("/accounts/A-1", { headers: bearer(text) })).status).toBe(200);
  const refused = await send("/permits", { method: "POST", headers: bearer(text), body: JSON.stringify(call("c-1")) });
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("permits") as string } });
  await east.ledger.keys.revoke(id);
  expect((await send("/accounts/A-1", { headers: bearer(text) })).status).toBe(401);
});

it("the store holds no secret of a key", async () => {
  const { east, databaseUrl } = await withService();
  const secret = east.key.split("_").at(-1) ?? "";
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(await sqlPast(databaseUrl, "select * from api_keys"))).not.toContain(secret);
});

it("bodies that are too large, no JSON, deep, or of another type end in a problem, and the server goes on", async () => {
  const { east, send } = await withService();
  const post = async (body: string, headers: Record<string, string> = {}) =>
    (await send("/events", { method: "POST", headers: { ...bearer(east.key), ...headers }, body })).status;
  expect(await post(JSON.stringify({ id: "x".repeat(70_000) }))).toBe(413);
  expect(await post("{")).toBe(400);
  expect(await post("")).toBe(400);
  expect(await post("[".repeat(30_000))).toBe(400);
  expect(await post("[".repeat(30_000) + "]".repeat(30_000))).toBe(422);
  expect(await post('{"__proto__": {"scopes": ["permits"]}, "id": "p"}')).toBe(400);
  expect(await post("a=b", { "content-type": "application/x-www-form-urlencoded" })).toBe(415);
  expect(await post("id", { "content-type": "text/plain" })).toBe(415);
  expect(await post("null")).toBe(422);
  expect((await send("/nowhere")).status).toBe(404);
  expect((await east.ask("/accounts/A-1")).status).toBe(200);
});

it("a body without end is cut off", async () => {
  const { address, east } = await withService();
  const { hostname, port } = new URL(address);
  const socket = createConnection({ host: hostname, port: Number(port) });
  const heads = [
    `POST /events HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: Bearer ${east.key}`,
    "content-type: application/json",
    "transfer-encoding: chunked",
    "",
    "",
  ];
  socket.write(heads.join("\r\n"));
  const chunk = `1000\r\n${" ".repeat(4096)}\r\n`;
  const pour = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on("drain", pour).on("error", () => undefined);
  pour();
  const told = await new Promise<string>((done) => {
    socket.once("data", (data: Buffer) => done(data.toString()));
    socket.once("close", () => done("closed"));
  });
  socket.destroy();
  expect(told === "closed" || told.startsWith("HTTP/1.1 413")).toBe(true);
  expect((await east.ask("/accounts/A-1")).status).toBe(200);
});

const NASTY = [
  "A-1'; drop table accounts; --",
  "../../etc/passwd",
  "A-1\u0000",
  "{{constructor}}",
  "<script>alert(1)</script>",
  "%27%20or%201=1",
  "${7*7}",
  "A-1\r\nx: y",
];

it("names with SQL, paths, markup and control characters in them name nothing", async () => {
  const service = await withService();
  const { east } = service;
  const before = await everyRow(service);
  for (const name of NASTY) {
    expect((await east.ask(`/accounts/${encodeURIComponent(name)}`)).status, name).toBe(404);
    const unknown = name.includes("\0") ? 422 : 404;
    expect((await east.ask("/permits", call("c-1", { account: name }))).status, name).toBe(unknown);
    expect((await east.ask("/permits", call(name))).status, name).toBe(422);
    expect((await east.ask("/events", { id: name, account: "A-1", at: "2026-03-01T00:00:00Z", event: "hardship" })).status, name).toBe(422);
    expect((await east.ask("/contacts", { id: "x", account: name, at: "2026-03-01T00:00:00Z", contact: { channel: "call" } })).status, name).toBe(
      unknown,
    );
  }
  const inside = { id: "e-1", account: "A-1", at: "2026-03-01T00:00:00Z", event: "opt-out", channels: ["call"], address: "office\0" };
  expect(await east.ask("/events", inside)).toMatchObject({ status: 422, body: { errors: [{ field: "address" }] } });
  expect(await everyRow(service)).toEqual(before);
});

it("the log tells who asked for what and how it ended, and nothing of people, bodies, keys and addresses", async () => {
  const { east, send, log } = await withService();
  const marker = "marker-Ada-Lovelace";
  await east.ask(`/accounts/${marker}`);
  await east.ask("/permits", { ...call("c-1"), [marker]: marker });
  await send(`/health?${marker}=1`, { headers: { "user-agent": marker, authorization: `Bearer ${marker}` } });
  await send(`/${marker}`);
  await east.ask("/accounts/A-1");
  const text = log();
  for (const word of [marker, east.key, "remoteAddress", person.name, '"A-1']) expect(text, word).not.toContain(word);
  expect(text).toContain('"route":"/accounts/:id","status":200');
});

it("whoever asks too often waits, and is told for how long; others don't", async () => {
  const time = { ms: 0 };
  const { east, west, send } = await withService([], { perMinute: 3, elapsed: () => time.ms });
  const statuses = async (n: number) =>
    Promise.all(Array.from({ length: n }, () => east.ask("/accounts/A-1"))).then((all) => all.map(({ status }) => status).toSorted((a, b) => a - b));
  expect(await statuses(5)).toEqual([200, 200, 200, 429, 429]);
  const refused = await east.ask("/accounts/A-1");
  expect([refused.body["type"], refused.headers.get("retry-after")]).toEqual(["urn:collect:problem:too-many", "20"]);
  expect((await west.ask("/accounts/A-1")).status).toBe(200);
  time.ms += 20_000;
  expect(await statuses(2)).toEqual([200, 429]);
  const strangers = await Promise.all(Array.from({ length: 130 }, () => send("/accounts/A-1")));
  expect(strangers.filter(({ status }) => status === 429)).toHaveLength(10);
});
