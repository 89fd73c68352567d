/** The demonstration's way to other systems: each notification is a file that can be read. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { bodyOf } from "./delivery.ts";
import type { Deliver } from "./delivery.ts";
import { fileSlug, shortHash, writeWhole } from "./write-file.ts";

/** Writes each notification as JSON into `folder`, once for each id. */
export const outbox =
  (folder: string): Deliver =>
  async (notification) => {
    const file = `${fileSlug(notification.type)}-${shortHash(notification.id)}.json`;
    const path = join(folder, file);
    try {
      const known = await access(path).then(
        () => true,
        () => false,
      );
      if (!known) await writeWhole(path, bodyOf(notification));
      return { kind: "sent", reference: file };
    } catch {
      return { kind: "failed", reason: "the file could not be written into the outbox", retryable: true };
    }
  };
