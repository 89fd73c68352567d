// Run by npm after an install: joins the sources (bundle.js) and validates the example once, so that what was compiled lies in the cache and
// the first command of a newcomer is as quick as the second. Plain JavaScript; it says nothing and never fails an install.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

try {
  const { bundle } = await import("./bundle.js");
  await bundle();
} catch {
  // Without the bundler (an install without development packages) the sources run as they are.
}

spawnSync(process.execPath, [pathOf("./collect.js"), "validate", pathOf("../examples/b2b-standard/policy.collect")], {
  stdio: "ignore",
  timeout: 30_000,
});
