/** The OpenAPI 3.1 document, made from the routes and their zod shapes. */
import { z } from "zod";
import { statusOf } from "./problem.ts";
import type { ProblemKind } from "./problem.ts";
import { ROUTES } from "./routes.ts";
import type { Route } from "./routes.ts";
import { healthAnswer, problemDocument } from "./shapes.ts";

const ALWAYS: readonly ProblemKind[] = ["unauthorised", "forbidden", "too-many", "broken", "unavailable"];
const OF_BODY: readonly ProblemKind[] = ["not-json", "too-large", "not-json-type", "invalid-body"];

const schemaOf = (shape: z.ZodType): Record<string, unknown> => {
  const { $schema: _schema, ...rest } = z.toJSONSchema(shape, { target: "draft-2020-12" });
  return rest;
};

const json = (shape: z.ZodType) => ({ "application/json": { schema: schemaOf(shape) } });

const problems = (kinds: readonly ProblemKind[]): Record<string, unknown> => {
  const byStatus = new Map<number, ProblemKind[]>();
  for (const kind of kinds) byStatus.set(statusOf(kind), [...(byStatus.get(statusOf(kind)) ?? []), kind]);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      { description: names.join(" or "), content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    ]),
  );
};

const operation = ({ summary, description, scope, body, answer, path, problems: own }: Route) => ({
  summary,
  description: `${description} Needs a key with the scope \`${scope}\`.`,
  security: [{ key: [] }],
  ...(path.includes("{id}")
    ? { parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", minLength: 1, maxLength: 64 } }] }
    : {}),
  ...(body === undefined ? {} : { requestBody: { required: true, content: json(body) } }),
  responses: {
    "200": { description: "The answer", content: json(answer) },
    ...problems([...own, ...(body === undefined ? [] : OF_BODY), ...ALWAYS]),
  },
});

const paths = (): Record<string, unknown> => {
  const health = {
    summary: "Whether it serves",
    security: [],
    responses: { "200": { description: "It serves", content: json(healthAnswer) }, ...problems(["unavailable"]) },
  };
  return {
    ...Object.fromEntries(ROUTES.map((route) => [route.path, { [route.method.toLowerCase()]: operation(route) }])),
    "/health": { get: health },
    "/openapi.json": {
      get: {
        summary: "This document",
        security: [],
        responses: { "200": { description: "The document", content: { "application/json": { schema: { type: "object" } } } } },
      },
    },
  };
};

export const openApi = (): Record<string, unknown> => ({
  openapi: "3.1.0",
  info: {
    title: "Collect permit API",
    version: "1",
    description: "Asks before each contact with a debtor, tells what came of it and what happened. It is a tool, not legal advice.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/" }],
  paths: paths(),
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer", description: 'A key of "collect keys add"' } },
    schemas: { Problem: schemaOf(problemDocument) },
  },
});
