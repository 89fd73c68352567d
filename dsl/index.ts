/** Public face of the language: source text to checked, compiled form, and back from where that was stored. */
export { compileLaw, type CompiledLaw, type SourceFile } from "./compile-law.ts";
export { compilePolicy, type CompiledFile, type PolicyOptions } from "./compile-policy.ts";
export { compileTests, type CompiledTests, type TestOptions } from "./compile-tests.ts";
export { catalogueEntries, type CatalogueEntry } from "./catalogue.ts";
export { hashOf } from "./compile/hash.ts";
export type { Diagnostic, Fix, Span } from "./diagnostic.ts";
export { format } from "./format/format.ts";
export { outlineOf, type NamedText, type Outline } from "./outline.ts";
export { RETIRED } from "./messages/retired.ts";
export { CompiledFormError, readCompiledPolicy, readLawBook } from "./read/read.ts";
export { renderDiagnostics, type RenderOptions } from "./render.ts";
export { documentOf } from "./report/document.ts";
export { report, type CodePage, type Report, type ReportFormat } from "./report/report.ts";
export { suggest } from "./suggest.ts";
export { suppress } from "./suppress.ts";
