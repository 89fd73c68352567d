/** The real server on a real socket over a real PostgreSQL, with two tenants; every answer is held against the OpenAPI document. */
import { Writable } from "node:stream";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, expect } from "vitest";
import { makeKey, SCOPES, startApi } from "../../api/index.ts";
import type { RunningApi } from "../../api/index.ts";
import { openApi } from "../../api/openapi.ts";
import type { Instant, Rule } from "../../engine/index.ts";
import { tenantOf } from "../../ledger/index.ts";
import type { Ledger, Tenant } from "../../ledger/index.ts";
import { account, calendar, creditor, handClock, lawBook, person, policy, put } from "../ledger/fixtures.ts";
import { withLedger } from "../ledger/server.ts";

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface Party {
  readonly ledger: Ledger;
  /** A key with every scope. */
  readonly key: string;
  readonly ask: (path: string, body?: unknown) => Promise<Answer>;
}

export interface Service {
  readonly clock: { now: Instant };
  readonly address: string;
  readonly east: Party;
  readonly west: Party;
  readonly log: () => string;
  readonly databaseUrl: string;
  readonly house: Ledger;
  readonly stop: () => Promise<void>;
  /** A request as somebody sends it: any key, any body, any header. */
  readonly send: (path: string, init?: RequestInit) => Promise<Answer>;
}

const running: RunningApi[] = [];
afterAll(async () => {
  for (const api of running) await api.stop();
});

const named = (name: string): Tenant => {
  const tenant = tenantOf(name);
  if (tenant === null) throw new Error(`no tenant: ${name}`);
  return tenant;
};

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}

const document = openApi() as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: object };
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: "https://api.test/document", components: document.components });

/** What the document says about this answer, and whether the answer keeps to it. */
const expectDocumented = (method: string, path: string, status: number, type: string, body: unknown): void => {
  const route = path.startsWith("/accounts/") ? "/accounts/{id}" : path;
  const operation = document.paths[route]?.[method.toLowerCase()];
  if (operation === undefined) return;
  const key = `${method} ${route} ${status} ${type}`;
  const validate = validators.get(key) ?? validatorOf(operation, key);
  validators.set(key, validate);
  expect(validate(body) ? [] : validate.errors, key).toEqual([]);
};

const validators = new Map<string, ValidateFunction>();

const validatorOf = (operation: Operation, key: string): ValidateFunction => {
  const [, , status = "", type = ""] = key.split(" ");
  const schema = operation.responses[status]?.content[type]?.schema;
  expect(schema, `not documented: ${key}`).toBeDefined();
  const text = JSON.stringify(schema).replaceAll("#/components/", "https://api.test/document#/components/");
  return ajv.compile(JSON.parse(text) as object);
};

const sender =
  (address: string): Service["send"] =>
  async (path, init = {}) => {
    const response = await fetch(`${address}${path}`, init);
    const text = await response.text();
    const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const body = JSON.parse(text) as Record<string, unknown>;
    expectDocumented(init.method ?? "GET", path, response.status, type, body);
    return { status: response.status, body, headers: response.headers };
  };

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });

export const keyFor = async (ledger: Ledger, scopes: readonly string[] = SCOPES): Promise<{ readonly text: string; readonly id: string }> => {
  const { text, id, hash } = makeKey(ledger.tenant);
  await ledger.keys.add({ id, name: "test", hash, scopes });
  return { text, id };
};

/** One tenant with accounts `A-1` and `A-2` of the debtor `D-1`. */
const settle = async (ledger: Ledger, rules: readonly Rule[], send: Service["send"]): Promise<Party> => {
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook(rules), calendar, letters: {}, creditor });
  await ledger.putAccounts([put(account("A-1", "D-1"), { person }), put(account("A-2", "D-1"), { person })]);
  const key = (await keyFor(ledger)).text;
  const ask: Party["ask"] = (path, body) =>
    send(path, body === undefined ? { headers: bearer(key) } : { method: "POST", headers: bearer(key), body: JSON.stringify(body) });
  return { ledger, key, ask };
};

export const withService = async (rules: readonly Rule[] = [], { perMinute = 100_000, elapsed = (): number => 0 } = {}): Promise<Service> => {
  const clock = handClock();
  const { ledger, databaseUrl } = await withLedger({ clock: clock.read });
  const lines: string[] = [];
  const logTo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const tell = (): Promise<void> => Promise.resolve();
  const api = await startApi({ ledger, host: "127.0.0.1", port: 0, perMinute, elapsed, logLevel: "info", logTo, tell });
  running.push(api);
  const send = sender(api.address);
  const east = await settle(ledger.as(named("east")), rules, send);
  const west = await settle(ledger.as(named("west")), rules, send);
  return { clock, address: api.address, east, west, log: () => lines.join(""), databaseUrl, house: ledger, stop: api.stop, send };
};

export const call = (id: string, over: Record<string, unknown> = {}) => ({ id, account: "A-1", contact: { channel: "call" }, ...over });
