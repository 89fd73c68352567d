/**
 * Codes that once meant something, with what became of it. They are never given again: a comment, a build log or a ticket that names
 * one must not come to mean something else.
 */
export const RETIRED: Readonly<Record<string, string>> = {
  C4026: "a law file without a jurisdiction is C1020",
};
