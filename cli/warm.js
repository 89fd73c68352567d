// Run by npm after an install: validates the example once, so that the compiled sources lie in the cache and the first command of a
// newcomer is as quick as the second. Plain JavaScript that any Node can read; it says nothing and never fails an install.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

spawnSync(process.execPath, [pathOf("./collect.js"), "validate", pathOf("../examples/b2b-standard/policy.collect")], {
  stdio: "ignore",
  timeout: 30_000,
});
