/** Two other ways to read and check policies, as tasks of the same size as ours. */
import { validate } from "@cedar-policy/cedar-wasm/nodejs";
import { URI } from "langium";
import { createServicesForGrammar } from "langium/grammar";
import { LANGIUM_GRAMMAR } from "./langium-grammar.ts";
import type { Task } from "./measure.ts";
import { CEDAR_SCHEMA, cedarOfSize } from "./policies.ts";

/** Cedar parses and validates policies of so many characters against a schema. */
export const cedar = (characters: number): Task => {
  const staticPolicies = cedarOfSize(characters);
  return () => {
    const answer = validate({ schema: CEDAR_SCHEMA, policies: { staticPolicies } });
    if (answer.type !== "success" || answer.validationErrors.length > 0) throw new Error("Cedar finds fault with the measured policies");
  };
};

/** Langium parses, links and validates the same policy as ours, by a grammar of the same subset. */
export const langium = async (text: string): Promise<Task> => {
  const services = await createServicesForGrammar({
    grammar: LANGIUM_GRAMMAR,
    languageMetaData: { languageId: "collect", fileExtensions: [".collect"], caseInsensitive: false, mode: "production" },
  });
  const { LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  // One name for all, so that each document takes the place of the last: the workspace keeps what it knows of every name.
  const uri = URI.parse("memory:///bench.collect");
  return async () => {
    const document = LangiumDocumentFactory.fromString(text, uri);
    await DocumentBuilder.build([document], { validation: true });
    const problems = document.parseResult.parserErrors.length + (document.diagnostics?.length ?? 0);
    if (problems > 0) throw new Error("Langium finds fault with the measured policy");
  };
};
