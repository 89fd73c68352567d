/**
 * Codes that once meant something, with what became of it. They are never given again: a comment, a build log or a ticket that names
 * one must not come to mean something else.
 */
export const RETIRED: Readonly<Record<string, string>> = {
  C1017: "what it spoke of, variants among it, is part of the language now",
  C1018: "tests beside policies are run by `collect test`",
  C4025: "examples of law are run by `collect law test`",
  C4026: "a law file without a jurisdiction is C1020",
};
