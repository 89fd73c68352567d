/** Shows the folder of caught mails to a browser on this machine. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

export interface MailPages {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  close(): Promise<void>;
}

/** The only names that are served: what the catcher writes. A path can't climb through this. */
const SERVED = /^\/(index\.html|[0-9a-f]{16}\.(?:html|eml))$/;
/** A foreign page that points its own name at loopback sends that name. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/**
 * Serves a mail folder on loopback, read-only.
 *
 * @param port 0 for any free one.
 * @throws When the port is taken (`EADDRINUSE`).
 */
export async function serveMail(folder: string, port: number): Promise<MailPages> {
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => void answer(folder, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (status: number, text: string): void =>
    void response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
  if (!OWN_HOST.test(request.headers.host ?? "")) return refuse(403, "This page is for this machine alone.");
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Read only.");
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const name = SERVED.exec(path === "/" ? "/index.html" : path)?.[1];
  if (name === undefined) return refuse(404, "There is no such mail.");
  const content = await readFile(join(folder, name)).catch(() => null);
  if (content === null) return refuse(404, name === "index.html" ? "No mail has come yet." : "There is no such mail.");
  response.writeHead(200, {
    "content-type": name.endsWith(".eml") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
    "content-length": content.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : content);
}
