/** The name of compiled forms: SHA-256 of their canonical JSON. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../engine.ts";

/**
 * A form without what doesn't change its meaning: its own hash, and the file and line that its parts were read from. So comments,
 * blank lines and renamed files leave the name alone. A declared fact called `line` is an object, not a number, and stays.
 */
const meaning = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !((key === "line" && typeof inner === "number") || ((key === "file" || key === "hash") && typeof inner === "string")))
      .map(([key, inner]) => [key, meaning(inner)]),
  );
};

/** SHA-256 in hex of the canonical JSON, leaving out `hash`, `file` and `line`. */
export const hashOf = (value: unknown): string =>
  createHash("sha256")
    .update(canonicalJson(meaning(value)))
    .digest("hex");
