/** Rules that are known and not in the law book, each with its reason: `law/NOT-ENCODED.md`. */
import { existsSync, readFileSync } from "node:fs";

const FILE = new URL("law/NOT-ENCODED.md", import.meta.url);

/** Reasons by id of the rule: lines of the form "- `id`: reason". */
export const notEncoded = (): ReadonlyMap<string, string> =>
  existsSync(FILE)
    ? new Map([...readFileSync(FILE, "utf8").matchAll(/^- `([^`]+)`: (.+)$/gmu)].map(([, id = "", reason = ""]) => [id, reason]))
    : new Map();
