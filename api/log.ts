/** The log: one JSON line a request. Never a body, a query, a header, an address, an id of a debtor or the text of an error, all of which can carry people's data. */
import type { FastifyLoggerOptions } from "fastify";

/** Where an error came from, without what it says: its name, its code, and the places in our code. */
export const traceOf = (error: unknown): { readonly name: string; readonly code?: string; readonly at: readonly string[] } => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, ...(typeof code === "string" ? { code } : {}), at: places.slice(0, 5).map((line) => line.trim()) };
};

export const loggerOptions = (
  level: string,
  stream: NodeJS.WritableStream | undefined,
): FastifyLoggerOptions & { stream?: NodeJS.WritableStream } => ({
  level,
  serializers: { req: () => ({ method: "", url: "", host: "", remoteAddress: "", remotePort: 0 }), err: traceOf as never },
  ...(stream === undefined ? {} : { stream }),
});
