import type { z } from "zod";
import { parseInstant } from "../engine/index.ts";
import type { Instant } from "../engine/index.ts";
import { plainly } from "./events/read-event.ts";
import { CLOCKS_APART } from "./events/refused-at.ts";
import { fieldProblem, Problem } from "./problem.ts";
import type { FieldProblem } from "./problem.ts";

const SEE = "GET /openapi.json shows the shape of this request";

const problemOf = (issue: z.core.$ZodIssue): FieldProblem => {
  const inside = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...inside].map(String).join(".");
  const wayOut = issue.code === "unrecognized_keys" ? `leave it out; ${SEE}` : issue.code === "invalid_value" ? "send one of those" : SEE;
  return { field, reason: plainly(issue), wayOut };
};

/** Where a text stands that no database can keep; null: nowhere. */
const unkeepable = (value: unknown): string | null => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0") ? null : "";
  if (typeof value !== "object" || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const inside = unkeepable(member);
    if (inside !== null) return inside === "" ? name : `${name}.${inside}`;
  }
  return null;
};

const keepable = <Body>(body: Body): Body => {
  const field = unkeepable(body);
  if (field === null) return body;
  throw fieldProblem(field, "has a null character, or half of one", "leave the character out");
};

/** The body in its shape. @throws Problem that names every field that can't be taken. */
export const readBody = <Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> => {
  const read = shape.safeParse(body, { reportInput: true });
  if (read.success) return keepable(read.data);
  const errors = read.error.issues.slice(0, 20).map(problemOf);
  const first = errors[0];
  const told = first === undefined ? "The body has another shape." : `${first.field === "" ? "The body" : first.field}: ${first.reason}`;
  throw new Problem("invalid-body", told, { errors });
};

/** An instant that has come. @throws Problem that names the field. */
export const pastInstant = (field: string, text: string, now: Instant): Instant => {
  const at = parseInstant(text);
  if (at === null) throw fieldProblem(field, "is no instant", "write it as 2026-11-23T15:30:00Z or with an offset");
  if (at > now + CLOCKS_APART) throw fieldProblem(field, "lies in the future", "tell it when it has happened");
  return at;
};
