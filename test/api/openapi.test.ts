/** The document that is served: valid OpenAPI, made from the same shapes that the server reads. That answers keep to it, `service.ts` checks in every test. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { SCOPES } from "../../api/index.ts";
import { openApi } from "../../api/openapi.ts";
import { ROUTES } from "../../api/routes.ts";
import { withService } from "./service.ts";

it("is valid OpenAPI 3.1, and served to anybody as it is", async () => {
  const { send } = await withService();
  const served = await send("/openapi.json");
  expect(served.status).toBe(200);
  expect(served.body).toEqual(JSON.parse(JSON.stringify(openApi())));
  expect(await new Validator().validate(served.body)).toMatchObject({ valid: true });
  expect(await new Validator().validate({ ...openApi(), paths: { "/permits": { post: { responses: 1 } } } })).toMatchObject({
    valid: false,
  });
});

it("names every address, its scope, and each problem that it may answer with", () => {
  const { paths } = openApi() as { paths: Record<string, Record<string, { description: string; responses: Record<string, unknown> }>> };
  expect(Object.keys(paths).toSorted()).toEqual(["/accounts/{id}", "/contacts", "/events", "/health", "/openapi.json", "/permits"]);
  for (const { path, method, scope, body } of ROUTES) {
    const operation = paths[path]?.[method.toLowerCase()];
    expect(operation?.description).toContain(`\`${scope}\``);
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining(["200", "401", "403", "429", "500", "503", ...(body === undefined ? [] : ["413", "422"])]),
    );
  }
  expect(new Set(ROUTES.map(({ scope }) => scope))).toEqual(new Set(SCOPES));
});

it("health says that it serves, and says so no more when the database is gone", async () => {
  const { send, house, east } = await withService();
  expect(await send("/health")).toMatchObject({ status: 200, body: { version: 1, status: "ok" } });
  await house.close();
  const gone = await send("/health");
  expect(gone).toMatchObject({ status: 503, body: { type: "urn:collect:problem:unavailable" } });
  expect(gone.headers.get("retry-after")).toBe("5");
  expect((await east.ask("/permits", { id: "c-1", account: "A-1", contact: { channel: "call" } })).status).toBe(503);
});

it("the server's library loads with the server alone, so that no other command waits for it", () => {
  const room = join(import.meta.dirname, "../../api");
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const text = (file: string): string => readFileSync(join(room, file), "utf8");
  expect(files.filter((file) => /^import (?!type).*"fastify"/m.test(text(file)))).toEqual(["server.ts"]);
  expect(files.filter((file) => /^import (?!type).*"\.\.?\/server\.ts"/m.test(text(file)))).toEqual([]);
  expect(text("index.ts")).toContain('await import("./server.ts")');
});
