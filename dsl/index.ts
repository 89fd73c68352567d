/** Public face of the language: source text to checked, compiled form. */
export { compileLaw, type SourceFile } from "./compile-law.ts";
export { compilePolicy, type PolicyOptions } from "./compile-policy.ts";
export { hashOf } from "./compile/hash.ts";
export type { Diagnostic, Fix, Span } from "./diagnostic.ts";
export { suggest } from "./suggest.ts";
