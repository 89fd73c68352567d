/** `npm run docs:reference`: writes the generated parts of the pages anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages } from "./pages.ts";
import { written } from "./write.ts";

const folder = join(import.meta.dirname, "../..");
for (const name of generatedPages(folder)) {
  const file = join(folder, name);
  const before = readFileSync(file, "utf8");
  const after = await written(before);
  if (after !== before) writeFileSync(file, after);
}
