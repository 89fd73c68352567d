/** Which version of Collect this is, as reports and certificates name it. */
import { fileURLToPath } from "node:url";
import { readText } from "./files.ts";

export async function toolVersion(): Promise<string> {
  const { version } = JSON.parse(await readText(fileURLToPath(new URL("../package.json", import.meta.url)))) as { readonly version: string };
  return version;
}
