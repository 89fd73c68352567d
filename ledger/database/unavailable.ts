import { LedgerUnavailableError } from "../errors.ts";

/** Codes of PostgreSQL (class 08, 53, 57, 58, XX) and of the network with which a database says that it can't serve now. */
const unavailableCode = /^(08|25P03|28|3D|40|53|55P03|57|58|XX)|^(ECONN|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET|EPIPE)/;
const lostConnection =
  /connection terminated|timeout (?:exceeded|expired)|client has encountered a connection error|not queryable|driver has already been destroyed|after calling end on the pool|server does not support ssl/i;

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
};

/** With these PostgreSQL ends the connection, whatever the code: the command itself was not at fault. */
const endsConnection = (error: unknown): boolean => ["FATAL", "PANIC"].includes(String((error as { severity?: unknown }).severity));

export const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && (unavailableCode.test(codeOf(error)) || endsConnection(error) || lostConnection.test(error.message));

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "no such host",
  ETIMEDOUT: "no answer in time",
  EHOSTUNREACH: "no route to it",
  ECONNRESET: "connection lost",
  "28P01": "wrong user or password",
  "28000": "this user may not connect",
  "3D000": "no such database",
  "53100": "its disk is full",
  "53300": "too many connections",
  "57P01": "it is shutting down",
  "57P03": "it is starting or shutting down",
};

/** A few words for people. The driver's own text is not shown: it can quote the address with its password, or a row. */
export const reasonOf = (error: unknown): string => {
  const code = codeOf(error);
  const known = reasons[code];
  if (known !== undefined) return known;
  if (error instanceof Error && /timeout/i.test(error.message)) return "no answer in time";
  if (error instanceof Error && lostConnection.test(error.message)) return "connection lost";
  return code === "" ? "it failed" : `error ${code}`;
};

/** `host:port`, never the user or the password. */
export const whereIs = (databaseUrl: string): string => {
  try {
    const url = new URL(databaseUrl);
    const host = url.hostname === "" ? (url.searchParams.get("host") ?? "localhost") : url.hostname;
    return `${host}:${url.port === "" ? "5432" : url.port}`;
  } catch {
    return "the address in DATABASE_URL";
  }
};

type Method = (...args: never[]) => Promise<unknown>;

/**
 * The same methods, but with a plain error instead of the driver's when the database does not answer. Faults of our own pass as they are.
 * `told` makes the sentence out of the reason.
 */
export const plainly = <Methods extends object>(methods: Methods, told: (reason: string) => string): Methods => {
  const wrapped = Object.entries(methods).map(([name, method]: [string, unknown]) => {
    if (typeof method !== "function") return [name, method];
    const call = async (...args: never[]): Promise<unknown> => {
      try {
        return await (method as Method)(...args);
      } catch (error) {
        throw isUnavailable(error) ? new LedgerUnavailableError(told(reasonOf(error)), { cause: error }) : error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(wrapped) as Methods;
};
