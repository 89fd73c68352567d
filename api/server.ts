/** The server: keys, limits, problems, log, and an end in good order. What it answers is in `routes.ts`. */
import { randomUUID } from "node:crypto";
import Fastify, { LogController } from "fastify";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { EntryConflictError, LedgerUnavailableError } from "../ledger/index.ts";
import type { ApiKey, Ledger, Tenant } from "../ledger/index.ts";
import type { Asked } from "./asked.ts";
import { isHeldBy, readKey } from "./keys.ts";
import { limitOf } from "./limits.ts";
import type { Limit } from "./limits.ts";
import { loggerOptions, traceOf } from "./log.ts";
import { openApi } from "./openapi.ts";
import { documentOf, Problem, statusOf } from "./problem.ts";
import { ROUTES } from "./routes.ts";
import type { Route } from "./routes.ts";

export interface ApiOptions {
  readonly ledger: Ledger;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Requests that one key may make in a minute. */
  readonly perMinute: number;
  /** Milliseconds that only go up, for limits. */
  readonly elapsed: () => number;
  readonly logLevel: "silent" | "info" | "warn";
  /** Where the log goes; standard error when absent. */
  readonly logTo?: NodeJS.WritableStream;
  readonly tell: Asked["tell"];
}

export interface RunningApi {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** Takes no more requests, and ends when those under way have their answers. */
  readonly stop: () => Promise<void>;
}

/** More than any request needs: the largest names 200 invoices. */
const BODY_BYTES = 64 * 1024;
const REQUEST_MS = 30_000;
/** Requests without a key that counts, from one address in a minute. */
const STRANGERS_PER_MINUTE = 120;

interface Gate {
  readonly ledger: Ledger;
  readonly keys: Limit;
  readonly strangers: Limit;
}

const tooMany = (seconds: number): Problem =>
  new Problem("too-many", `There were too many requests. Try again in ${seconds} s.`, { retryAfter: seconds });

const refuse = (): Problem => new Problem("unauthorised", 'Send a key that counts as "Authorization: Bearer ck_…"; "collect keys add" makes one.');

/** The same answer for no key, a forged one and a revoked one: none tells which tenants and keys there are. */
const keyOf = async ({ ledger, strangers }: Gate, request: FastifyRequest): Promise<{ readonly tenant: Tenant; readonly key: ApiKey }> => {
  const [, text = ""] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  const read = readKey(text);
  const kept = read === null ? null : await ledger.as(read.tenant).keys.find(read.id);
  if (read !== null && kept !== null && kept.revoked === null && isHeldBy(kept, read)) return { tenant: read.tenant, key: kept };
  const wait = strangers.take(request.ip);
  throw wait === null ? refuse() : tooMany(wait);
};

/** Who asks, before anything of the body is read. */
const admit = async (gate: Gate, request: FastifyRequest, { scope }: Route): Promise<Ledger> => {
  const { tenant, key } = await keyOf(gate, request);
  const wait = gate.keys.take(`${tenant} ${key.id}`);
  if (wait !== null) throw tooMany(wait);
  if (!key.scopes.includes(scope))
    throw new Problem("forbidden", `The key lacks the scope ${scope}: make one with "collect keys add --scopes ${scope}".`);
  return gate.ledger.as(tenant);
};

const OF_FASTIFY: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem("too-large", `A body has at most ${BODY_BYTES} bytes. Send one thing in each request.`),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem("not-json-type", 'Send JSON, with "Content-Type: application/json".'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem("not-json", "The body is empty. Send one JSON object."),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem("not-json", "The body is no JSON. Send one JSON object."),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem("not-json", "The body is not as long as its Content-Length says."),
};

const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof EntryConflictError) return new Problem("conflict", error.message);
  if (error instanceof LedgerUnavailableError)
    return new Problem("unavailable", "The store does not answer. Nothing was granted; try again soon.", { retryAfter: 5 });
  const { code = "", statusCode = 500 } = error as Partial<FastifyError>;
  const known = OF_FASTIFY[code];
  if (known !== undefined) return known();
  if (statusCode >= 400 && statusCode < 500) return new Problem("not-json", "The request can't be read. Send one JSON object.");
  return new Problem("broken", "Something broke inside Collect. Nothing was granted; the log tells where, under the id of this request.");
};

const send = (reply: FastifyReply, problem: Problem, id: string): FastifyReply => {
  if (problem.retryAfter !== null) void reply.header("retry-after", String(problem.retryAfter));
  if (problem.kind === "unauthorised") void reply.header("www-authenticate", 'Bearer realm="collect"');
  return reply
    .code(statusOf(problem.kind))
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(documentOf(problem, id)));
};

/** What the database could not even look up names no account. */
const plainId = (id: string): string => {
  if (id.isWellFormed() && !id.includes("\0")) return id;
  throw new Problem("unknown-account", "There is no account of this id: an id has no such characters.");
};

const addRoute = (app: FastifyInstance, gate: Gate, route: Route, tell: Asked["tell"]): void => {
  const ledgers = new WeakMap<FastifyRequest, Ledger>();
  app.route<{ Params: { id?: string } }>({
    method: route.method,
    url: route.path.replace("{id}", ":id"),
    onRequest: async (request) => {
      ledgers.set(request, await admit(gate, request, route));
    },
    handler: async (request) => {
      const ledger = ledgers.get(request);
      if (ledger === undefined) throw refuse();
      return route.handle({ ledger, body: request.body, id: plainId(request.params.id ?? ""), tell });
    },
  });
};

const addOpenOnes = (app: FastifyInstance, { ledger, strangers }: Gate): void => {
  const document = openApi();
  const count = async (request: FastifyRequest): Promise<void> => {
    const wait = strangers.take(request.ip);
    if (wait !== null) throw tooMany(wait);
  };
  app.get("/openapi.json", { onRequest: count }, () => document);
  app.get("/health", { onRequest: count }, async () => {
    await ledger.setting("health");
    return { version: 1, status: "ok" };
  });
};

const addLog = (app: FastifyInstance): void => {
  app.addHook("onResponse", async (request, reply) => {
    const { method, url = "unknown" } = request.routeOptions;
    request.log.info({ method, route: url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.kind === "broken" || problem.kind === "unavailable") request.log.error({ problem: problem.kind, trace: traceOf(error) }, "failed");
    return send(reply, problem, request.id);
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, new Problem("unknown-path", "There is nothing at this address: GET /openapi.json lists what there is."), request.id),
  );
};

/** Longer than any answer takes; a client that never reads its own must not keep the server for ever. */
const PATIENCE_MS = 30_000;

/** Connections that wait for their answer are closed with it: kept alive, they would keep the server too. */
const endOf = (app: FastifyInstance): (() => Promise<void>) => {
  let ending = false;
  app.addHook("onSend", async (_request, reply) => {
    if (ending) void reply.header("connection", "close");
  });
  return async () => {
    ending = true;
    const last = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
    await app.close();
    clearTimeout(last);
  };
};

/** @throws the system's error when the port can't be had. */
export const startApi = async ({ ledger, host, port, perMinute, elapsed, logLevel, logTo, tell }: ApiOptions): Promise<RunningApi> => {
  const app = Fastify({
    logger: loggerOptions(logLevel, logTo ?? process.stderr),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: 256 },
    forceCloseConnections: "idle",
  });
  const gate: Gate = { ledger, keys: limitOf(perMinute, elapsed), strangers: limitOf(STRANGERS_PER_MINUTE, elapsed) };
  app.removeContentTypeParser("text/plain");
  addLog(app);
  for (const route of ROUTES) addRoute(app, gate, route, tell);
  addOpenOnes(app, gate);
  const end = endOf(app);
  const address = await app.listen({ host, port });
  return { address, stop: end };
};
