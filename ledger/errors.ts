/**
 * The database can't be used now: not reachable, shutting down, full. Nothing that was asked for has been granted. The message is one plain sentence
 * with the way out, without password and without anybody's data.
 */
export class LedgerUnavailableError extends Error {
  override readonly name = "LedgerUnavailableError";
}

/** An id that already names something else: the caller must choose another, so that nothing is lost by taking two things for one. */
export class EntryConflictError extends Error {
  override readonly name = "EntryConflictError";
}
