/** The name of compiled forms: SHA-256 of their canonical JSON. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../engine.ts";

/**
 * What doesn't change the meaning of a form: its own hash, and the file and line that its parts were read from. So comments,
 * blank lines and renamed files leave the name alone. A declared fact called `line` is an object, not a number, and stays.
 */
const meansNothing = (key: string, member: unknown): boolean =>
  (key === "line" && typeof member === "number") || ((key === "file" || key === "hash") && typeof member === "string");

/** SHA-256 in hex of the canonical JSON, leaving out `hash`, `file` and `line`. */
export const hashOf = (value: unknown): string => createHash("sha256").update(canonicalJson(value, meansNothing)).digest("hex");
