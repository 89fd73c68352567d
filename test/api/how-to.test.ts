/** The page on the permit API, walked like the others; its requests are sent to a server over the store that its commands made. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startApi } from "../../api/index.ts";
import { parseInstant } from "../../engine/index.ts";
import { openLedger } from "../../ledger/index.ts";
import { FENCE } from "../docs/page.ts";
import { guideText } from "../docs/snippets.ts";
import { walk } from "../docs/walk.ts";
import { bearer, keyFor } from "./service.ts";

const folder = mkdtempSync(join(tmpdir(), "collect-how-to-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Monday, at ten in the morning in New Mexico. */
const monday = parseInstant("2027-06-14T16:00:00Z");

it("its requests get the answers that it shows, from the first to the last", { timeout: 120_000 }, async () => {
  const text = guideText("how-to/permit-api.md");
  expect(walk(text, folder)).toEqual([]);
  if (monday === null) throw new Error("no instant");
  const ledger = await openLedger({ folder: join(folder, ".collect"), clock: () => monday });
  const tell = (): Promise<void> => Promise.resolve();
  const api = await startApi({ ledger, host: "127.0.0.1", port: 0, perMinute: 1000, elapsed: () => 0, logLevel: "silent", tell });
  try {
    const key = (await keyFor(ledger)).text;
    let last: { status: number; body: Record<string, unknown> } = { status: 0, body: {} };
    let token = "";
    let sent = 0;
    for (const [, language = "", attributes = "", body = ""] of text.matchAll(FENCE)) {
      const [, method = "", path = ""] = /request=(\w+):(\S+)/.exec(attributes) ?? [];
      if (method !== "") {
        const content = method === "GET" ? {} : { body: body.replace("TOKEN", token) };
        const response = await fetch(`${api.address}${path}`, { method, headers: bearer(key), ...content });
        last = { status: response.status, body: (await response.json()) as Record<string, unknown> };
        if (typeof last.body["token"] === "string") token = last.body["token"];
        sent += 1;
      }
      const wanted = /answer=(\d+)/.exec(attributes)?.[1];
      if (language === "json" && wanted !== undefined) {
        expect({ ...last.body, status: last.body["status"] ?? last.status }, JSON.stringify(last.body)).toMatchObject({
          ...(JSON.parse(body) as object),
          ...(wanted === "200" ? {} : { status: Number(wanted) }),
        });
        expect(last.status, JSON.stringify(last.body)).toBe(Number(wanted));
      } else if (method !== "") expect([200, 422], JSON.stringify(last.body)).toContain(last.status);
    }
    expect(sent).toBe(8);
  } finally {
    await api.stop();
    await ledger.close();
  }
});
