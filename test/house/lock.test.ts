import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")) as { packages: Readonly<Record<string, Entry>> };

it("locks the optional packages of every platform, since npm ci refuses a lock file that lacks one", () => {
  const missing = Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !Object.keys(packages).some((key) => key.endsWith(`node_modules/${name}`))),
  );
  expect(missing).toEqual([]);
});

it("pins every dependency of our own to one version", () => {
  const own = { ...packages[""]?.dependencies, ...packages[""]?.devDependencies };
  const loose = Object.entries(own).filter(([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

it("names no registry in the lock file", () => {
  // A link leads to a folder of our own.
  expect(Object.values(packages).filter((entry) => entry.resolved !== undefined && entry.link !== true)).toEqual([]);
});
