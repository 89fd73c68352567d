/** Diagnostics as code frames, for commands that stop at them; `collect validate` has more forms (`report/`). */
import type { Diagnostic } from "./diagnostic.ts";
import { inSourceOrder } from "./order.ts";
import { pretty } from "./report/pretty.ts";

export interface RenderOptions {
  readonly color: boolean;
}

/**
 * Code frames in source order, and a last line with the counts; an empty text when there is nothing to say.
 * @param sources text of each file by its name; a file that is missing gets its frame left out
 */
export const renderDiagnostics = (diagnostics: readonly Diagnostic[], sources: Readonly<Record<string, string>>, { color }: RenderOptions): string =>
  pretty({ diagnostics: inSourceOrder(diagnostics), sources, color });
