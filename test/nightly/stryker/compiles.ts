/** Which mutants the compiler refuses: such a change can't be made in this house, so that no test need tell it. Stryker leaves them out likewise. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";
import type { Mutant } from "./mutants.ts";

/** Ids of those that don't compile. Each is a file of its own beside the one that it changes, so that the compiler looks at all of them at once. */
export function refusedOf(file: string, mutants: readonly Mutant[]): ReadonlySet<string> {
  const content = readFileSync(file, "utf8");
  const { config } = ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path)) as { readonly config: { readonly compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ".");
  const texts = new Map(mutants.map((mutant) => [pathOf(file, mutant), content.slice(0, mutant.start) + mutant.written + content.slice(mutant.end)]));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    getSourceFile: (path, target, ...more) => {
      const text = texts.get(path);
      return text === undefined ? disk.getSourceFile(path, target, ...more) : ts.createSourceFile(path, text, target);
    },
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  const fails = (mutant: Mutant): boolean => {
    const source = program.getSourceFile(pathOf(file, mutant));
    return program.getSyntacticDiagnostics(source).length > 0 || program.getSemanticDiagnostics(source).length > 0;
  };
  return new Set(mutants.filter(fails).map(({ id }) => id));
}

const pathOf = (file: string, { id }: Mutant): string => resolve(dirname(file), `mutant-${id}.ts`).replaceAll("\\", "/");
