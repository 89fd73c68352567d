/** A Temporal test server that skips time: 180 days in seconds. For tests only. */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Environment, cacheFolder, makeOnce } from "./cache.ts";
import { type Say, ToolError, onPath, runTool, sayOnStderr } from "./run-tool.ts";
import { NoServerError } from "./server-binary.ts";

const VERSION = "1.38.0";
const DOWNLOADS = "https://temporal.download/temporal-test-server/default?platform=linux&arch=amd64";
const INSTALL = "install Maven and a Java 11 or later (for example `apt-get install maven`)";

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>collect</groupId><artifactId>temporal-test-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

/**
 * `exec` keeps the process id that the SDK will end. The watcher ends the server when the process that started it is gone,
 * which the SDK can't do after a SIGKILL.
 */
const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
parent=$PPID
self=$$
( while kill -0 "$parent" 2>/dev/null && kill -0 "$self" 2>/dev/null; do sleep 2; done; kill "$self" 2>/dev/null ) </dev/null >/dev/null 2>&1 &
exec java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$here/jars/*" io.temporal.testserver.TestServer "$@"
`;

export interface TestServerOptions {
  readonly env?: Environment;
  readonly say?: Say;
}

/**
 * Path of a launcher made from Maven's jars, once for this machine. Throws `NoServerError` when Maven or Java is missing.
 * Reaches Maven Central, or what Maven's own settings put in its place.
 */
export const findTestServer = async (options: TestServerOptions = {}): Promise<string> => {
  const env = options.env ?? process.env;
  const say = options.say ?? sayOnStderr();
  const folder = join(cacheFolder(env), `temporal-test-server-${VERSION}`);
  const [mvn, java] = [await onPath("mvn", env), await onPath("java", env)];
  if (java === null) throw new NoServerError(`The time-skipping Temporal server needs Java: ${INSTALL}.`);
  const make = async (draft: string): Promise<void> => {
    if (mvn === null) throw new NoServerError(`The time-skipping Temporal server is not to be had here: ${INSTALL}.`);
    say(`Fetching the time-skipping Temporal server ${VERSION} once with Maven: about 15 seconds.`);
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, "pom.xml"), POM);
    const args = ["-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${join(draft, "jars")}`];
    await runTool(mvn, args, { env, cwd: draft, say, label: "fetching the test server" });
    await writeFile(join(draft, "run.sh"), LAUNCHER);
    await chmod(join(draft, "run.sh"), 0o755);
  };
  try {
    return join(await makeOnce(folder, make, () => say("Another process is fetching the test server; waiting for it.")), "run.sh");
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new NoServerError(
      `Maven could not fetch the time-skipping Temporal server; ${INSTALL}, and see that it reaches a repository.\n${error.detail}`,
    );
  }
};

const isDownloadOpen = async (): Promise<boolean> => {
  try {
    return (await fetch(DOWNLOADS, { signal: AbortSignal.timeout(4_000) })).ok;
  } catch {
    return false;
  }
};

/** A time-skipping environment: the SDK's own download where that works, else Maven's jars. End it with `teardown`. */
export const startTimeSkipping = async (options: TestServerOptions = {}) => {
  const { TestWorkflowEnvironment } = await import("@temporalio/testing");
  const { quietRuntime } = await import("./runtime.ts");
  await quietRuntime();
  // The SDK's download runs on Intel alone, and not behind every wall.
  if (process.arch === "x64" && (await isDownloadOpen())) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping();
    } catch {
      // Falls back to Maven.
    }
  }
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: "existing-path", path: await findTestServer(options) } } });
};
